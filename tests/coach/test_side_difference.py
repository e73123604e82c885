"""Left against right: reported beyond 20 % and beyond its own error, and the same in a mirror."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_set_of, watched_set
from upperback.coach.report import Measure, Rep, RepSide, SetReport, ViewReport
from upperback.coach.side_difference import compare_sides, side_differences
from upperback.mannequin import Camera, RepPlan

angles = st.lists(st.floats(0.0, 180.0), min_size=1, max_size=8)
errors = st.floats(0.5, 25.0)


def measured(values: list[float], error: float = 5.0) -> list[Measure]:
    return [Measure(value=value, error=error, unit="deg") for value in values]


def a_rep(side: RepSide, **measures: Measure) -> Rep:
    return Rep(
        index=1,
        side=side,
        start_s=0.0,
        peak_s=1.0,
        end_s=2.0,
        tempo={},
        measures=measures,
        findings=(),
        score=100,
    )


def a_report(*reps: Rep, exercise: str = "thoracic_rotation") -> SetReport:
    return SetReport(
        exercise=exercise,
        recognised=True,
        confidence=1.0,
        start_s=0.0,
        end_s=9.0,
        view=ViewReport(name="foot_diagonal", yaw_deg=45.0, suitable=True, advice=None),
        reps=reps,
        partial_reps=(),
        findings=(),
        measures={},
        not_measured=(),
    )


def turned(side: RepSide, *values: float, error: float = 10.0) -> SetReport:
    reps = (a_rep(side, rotation_deg=each) for each in measured(list(values), error))
    return a_report(*reps)


def test_two_sets_of_a_one_sided_exercise_are_compared() -> None:
    (found,) = side_differences([turned("left", 60.0, 64.0, 62.0), turned("right", 40.0, 38.0)])
    assert (found.exercise, found.measure, found.unit) == (
        "thoracic_rotation",
        "rotation_deg",
        "deg",
    )
    assert (found.left, found.right, found.difference) == (62.0, 39.0, 23.0)
    assert found.share == pytest.approx(23.0 / 62.0)
    assert found.error == pytest.approx(14.14, abs=0.01)


def test_both_arms_of_a_set_are_compared() -> None:
    left, right = measured([90.0, 60.0])
    rep = a_rep("both", arm_elevation_left_deg=left, arm_elevation_right_deg=right)
    (found,) = side_differences([a_report(rep, exercise="reverse_fly")])
    assert (found.measure, found.difference) == ("arm_elevation_deg", 30.0)


def test_a_measure_of_both_sides_at_once_has_no_sides() -> None:
    rep = a_rep("both", spine_arc_deg=measured([60.0])[0])
    assert side_differences([a_report(rep)]) == ()


def test_one_side_alone_is_no_difference() -> None:
    assert side_differences([turned("left", 60.0)]) == ()


@pytest.mark.parametrize(
    ("left", "right", "error", "why"),
    [
        (60.0, 49.0, 1.0, "18 % is usual"),
        (60.0, 45.0, 12.0, "15 degrees are within the error of 17"),
        (0.0, 0.0, 1.0, "none at all"),
    ],
)
def test_a_small_difference_is_not_reported(
    left: float, right: float, error: float, why: str
) -> None:
    sets = [turned("left", left, error=error), turned("right", right, error=error)]
    assert side_differences(sets) == (), why


def test_more_reps_do_not_make_the_error_smaller() -> None:
    """It is that of the signal in its view, the same in every rep."""
    once = compare_sides("x", "y", left=measured([60.0]), right=measured([30.0]))
    often = compare_sides("x", "y", left=measured([60.0] * 9), right=measured([30.0] * 9))
    assert once == often


@given(left=angles, right=angles, left_error=errors, right_error=errors)
def test_a_mirror_swaps_the_sides(
    left: list[float], right: list[float], left_error: float, right_error: float
) -> None:
    lefts, rights = measured(left, left_error), measured(right, right_error)
    seen = compare_sides("x", "y", left=lefts, right=rights)
    mirrored = compare_sides("x", "y", left=rights, right=lefts)
    if seen is None:
        assert mirrored is None
        return
    swapped = replace(seen, left=seen.right, right=seen.left, difference=-seen.difference)
    assert mirrored == swapped


@given(left=angles, right=angles, error=errors)
def test_what_is_reported_is_beyond_both_bounds(
    left: list[float], right: list[float], error: float
) -> None:
    found = compare_sides("x", "y", left=measured(left, error), right=measured(right, error))
    if found is not None:
        assert found.share > 0.2
        assert abs(found.difference) > found.error


@pytest.mark.parametrize(("faults", "n_found"), [(frozenset(), 0), (frozenset({"uneven"}), 1)])
def test_an_arm_that_lags_is_seen_on_the_mannequin(faults: frozenset[str], n_found: int) -> None:
    plan, camera = RepPlan(faults=faults), Camera(azimuth_deg=0.0)
    done = a_set_of(plan=plan, exercise="reverse_fly", camera=camera)
    found = side_differences([watched_set(done.frames, "reverse_fly")])
    assert len(found) == n_found
