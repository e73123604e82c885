import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upperback.mannequin import MOTIONS, RepPlan
from upperback.mannequin.timeline import exercise_timeline, minimum_jerk

seconds = st.floats(0.3, 4.0)


def test_minimum_jerk_starts_and_ends_at_rest() -> None:
    """The profile goes from 0 to 1 with no speed and no acceleration at its ends."""
    share = np.array([0.0, 1e-3, 2e-3, 0.998, 0.999, 1.0])
    way = minimum_jerk(share)
    assert way[[0, -1]].tolist() == [0.0, 1.0]
    assert np.abs(np.diff(way))[[0, -1]] == pytest.approx(0.0, abs=2e-8)


@given(st.floats(0, 1), st.floats(0, 1))
def test_minimum_jerk_never_goes_back(a: float, b: float) -> None:
    """More time never means less way."""
    low, high = minimum_jerk(np.array(sorted((a, b))))
    assert low <= high


@given(up=seconds, hold=seconds, down=seconds, lead=seconds, amplitude=st.floats(0.1, 1.1))
def test_truth_lies_where_the_profile_says(
    up: float, hold: float, down: float, lead: float, amplitude: float
) -> None:
    """Progress is 0 at a rep's start and end, and the amplitude at its peak."""
    plan = RepPlan(up_s=up, hold_s=hold, down_s=down, amplitude=amplitude)
    line = exercise_timeline("seated_row", (plan, plan), lead_in_s=lead, lead_out_s=1.0)
    first = line.reps[0]
    times = np.array([first.start_s, first.peak_s, first.end_s])
    assert times == pytest.approx([lead, lead + up + hold / 2, lead + up + hold + down])
    assert line.at(times)[1] == pytest.approx([0.0, amplitude, 0.0], abs=1e-9)


@pytest.mark.parametrize("cow_first", [False, True], ids=["cat first", "cow first"])
def test_cat_and_cow_are_told_apart(cow_first: bool) -> None:
    """Whichever comes first, the peak is cat and the second peak is cow."""
    plan = RepPlan(cow_first=cow_first)
    line = exercise_timeline("cat_cow", (plan,), lead_in_s=1.0, lead_out_s=1.0)
    rep = line.reps[0]
    assert rep.second_peak_s is not None
    assert line.at(np.array([rep.peak_s, rep.second_peak_s]))[1].tolist() == [1.0, -1.0]
    assert (rep.second_peak_s < rep.peak_s) is cow_first


def test_standing_still_in_mid_rep() -> None:
    """A stalled rep takes longer by its stall, and keeps its place meanwhile."""
    plan = RepPlan(up_s=1.0, hold_s=0.0, stall_at=0.4, stall_s=2.0)
    line = exercise_timeline("seated_row", (plan,), lead_in_s=0.0, lead_out_s=0.0)
    assert line.at(np.array([0.4, 1.4, 2.4]))[1] == pytest.approx([0.4, 0.4, 0.4])
    assert line.reps[0].peak_s == pytest.approx(3.0)


def test_a_fault_at_rest_fades_in_during_the_pause() -> None:
    """With a pause, a slumped rep leaves the rep before it untouched to its end."""
    plans = (RepPlan(pause_s=1.0), RepPlan(faults=frozenset({"slumped"})))
    line = exercise_timeline("seated_row", plans, lead_in_s=1.0, lead_out_s=1.0)
    start, end = line.at(np.array([line.reps[0].start_s, line.reps[0].end_s]))[0]
    assert end == pytest.approx(start)


@pytest.mark.parametrize("exercise", MOTIONS)
def test_no_reps_is_a_body_at_rest(exercise: str) -> None:
    """A plan without reps keeps the start posture."""
    line = exercise_timeline(exercise, (), lead_in_s=1.0, lead_out_s=1.0)
    rows, progress = line.at(np.linspace(0, 2, 5))
    assert np.ptp(rows, axis=0).max() == 0.0
    assert not progress.any()
