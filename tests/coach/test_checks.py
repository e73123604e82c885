"""One form check held against one rep, whose signal values are written by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from builders import an_exercise
from upperback.coach.baseline import Baseline
from upperback.coach.checks import Breach, breach, signals_of, usable_conditions
from upperback.coach.late_signals import LateSignals
from upperback.coach.samples import RepSamples, SetSamples, finite_median
from upperback.exercises.definition import Condition, FormCheck, Part
from upperback.motion.body import Body
from upperback.motion.pose import FloatArray
from upperback.motion.rep_rule import RawRep
from upperback.motion.view import ViewName

NAN = float("nan")
ELBOW, GAP = "elbow_flexion_deg", "ear_shoulder_gap_tl"
# Start pose 0..1 s, out 1..2, hold 2..3, back 3..4.
RAW = RawRep(
    start_s=1.0,
    hold_start_s=2.0,
    peak_s=2.5,
    hold_end_s=3.0,
    end_s=4.0,
    peak_share=1.0,
    peak_value=0.0,
    reason=None,
)
TIME_S = np.arange(0.0, 4.05, 0.1)


def a_condition(of: str = ELBOW, **fields: Any) -> Condition:
    plain = Condition(
        of=of,
        parts=("rep",),
        take="highest",
        against="nothing",
        above=None if "below" in fields else 50.0,
        below=None,
        for_s=0.0,
    )
    return replace(plain, **fields)


def a_check(*when: Condition) -> FormCheck:
    return replace(an_exercise().check("shrug"), when=when)


def samples(**values: FloatArray) -> RepSamples:
    flat = {ELBOW: np.zeros_like(TIME_S), GAP: np.ones_like(TIME_S)}
    return RepSamples(raw=RAW, time_s=TIME_S, values=flat | values)


def elbow(high: float, from_s: float, to_s: float, rest: float = 0.0) -> RepSamples:
    """An elbow that is bent so far for so long."""
    time_s = TIME_S.copy()
    during = (time_s >= from_s - 1e-9) & (time_s <= to_s + 1e-9)
    return samples(**{ELBOW: np.where(during, high, rest)})


def judged(condition: Condition, rep: RepSamples, **more: Any) -> Breach | None:
    baseline = more.get("baseline", {ELBOW: 0.0, GAP: 1.0})
    facts = more.get("facts", {"pull_s": 1.0})
    return breach(a_check(condition), (condition,), rep, baseline=baseline, facts=facts)


@pytest.mark.parametrize(
    ("part", "from_s", "to_s"),
    [("start", 0.1, 0.9), ("out", 1.1, 1.9), ("hold", 2.1, 2.9), ("back", 3.1, 3.9)],
)
@pytest.mark.parametrize("looked_at", ["start", "out", "hold", "back", "rep"])
def test_only_the_part_that_is_named_is_looked_at(
    part: Part, from_s: float, to_s: float, looked_at: Part
) -> None:
    """A fault on the way out breaks a check of the way out, or of the whole rep."""
    found = judged(a_condition(parts=(looked_at,)), elbow(90.0, from_s, to_s))
    is_seen = looked_at == part or (looked_at == "rep" and part != "start")
    assert (found is not None) == is_seen


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"take": "highest"}, 90.0),
        ({"take": "range"}, 90.0),
        ({"take": "at_peak"}, 90.0),
        ({"take": "median", "parts": ("hold",)}, 90.0),
        ({"take": "highest", "against": "start"}, 80.0),
        ({"take": "at_peak", "against": "start_ratio", "above": 5.0}, 9.0),
        ({"take": "lowest", "below": 50.0, "parts": ("out",), "above": None}, 0.0),
    ],
    ids=lambda value: str(value)[:40],
)
def test_values_are_taken_as_the_rule_says(fields: dict[str, Any], value: float) -> None:
    """Highest, lowest, range, at the peak or in the middle; itself or against the start."""
    found = judged(a_condition(**fields), elbow(90.0, 2.0, 3.0), baseline={ELBOW: 10.0})
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.limit == (fields.get("above") or 50.0)


@pytest.mark.parametrize(("lasts_s", "is_found"), [(0.2, False), (0.4, True), (0.8, True)])
def test_a_fault_must_last(lasts_s: float, is_found: bool) -> None:
    """Shorter than `for_s` (0.3 s) it is a twitch."""
    found = judged(a_condition(for_s=0.3), elbow(90.0, 1.5, 1.5 + lasts_s - 0.1))
    assert (found is not None) == is_found


def test_a_part_shorter_than_the_fault_must_last_is_not_judged() -> None:
    """A hold of 1 s cannot show a fault of 2 s."""
    assert judged(a_condition(for_s=2.0, parts=("hold",)), elbow(90.0, 0.0, 4.0)) is None


def test_what_was_hardly_seen_is_not_judged() -> None:
    """Fewer than half of the samples known: no finding, whatever they say."""
    values = np.full_like(TIME_S, NAN)
    values[10:22] = 90.0
    assert judged(a_condition(), samples(**{ELBOW: values})) is None
    values[10:32] = 90.0
    assert judged(a_condition(), samples(**{ELBOW: values})) is not None


@pytest.mark.parametrize("against", ["start", "start_ratio"])
@pytest.mark.parametrize("baseline", [{}, {ELBOW: NAN}], ids=["none", "unseen"])
def test_without_a_start_pose_nothing_is_compared_with_it(
    against: str, baseline: dict[str, float]
) -> None:
    """Unknown start, no finding."""
    condition = a_condition(against=against)
    assert judged(condition, elbow(90.0, 1.0, 4.0), baseline=baseline) is None


def test_no_ratio_to_nought() -> None:
    """A start of nought gives no ratio and no warning."""
    condition = a_condition(against="start_ratio", above=2.0)
    assert judged(condition, elbow(90.0, 1.0, 4.0), baseline={ELBOW: 0.0}) is None


@pytest.mark.parametrize(
    ("facts", "is_found"), [({"pull_s": 0.3}, True), ({"pull_s": 1.0}, False), ({}, False)]
)
def test_durations_are_judged_in_seconds(facts: dict[str, float], is_found: bool) -> None:
    """A phase's name with `_s`; a phase that is not there is not blamed."""
    condition = a_condition("pull_s", below=0.5, above=None)
    found = judged(condition, samples(), facts=facts)
    assert (found is not None) == is_found
    assert found is None or found.unit == "s"


def test_the_range_is_judged_as_a_share_of_the_own_best() -> None:
    """`range_share` is a fact of the rep, like its durations."""
    condition = a_condition("range_share", below=0.7, above=None)
    found = judged(condition, samples(), facts={"range_share": 0.5})
    assert found is not None
    assert (found.value, found.unit) == (0.5, "of the own best")


@pytest.mark.parametrize(("gap", "is_found"), [(0.5, True), (1.0, False)])
def test_further_conditions_must_hold_too(gap: float, is_found: bool) -> None:
    """`also`: both or nothing."""
    also = a_condition(GAP, take="at_peak", above=None, below=0.8)
    rep = samples(**{ELBOW: np.full_like(TIME_S, 90.0), GAP: np.full_like(TIME_S, gap)})
    assert (judged(a_condition(also=(also,)), rep) is not None) == is_found


def test_any_of_several_conditions_breaks_a_check() -> None:
    """The first that is broken gives the evidence."""
    conditions = (a_condition(above=999.0), a_condition(above=80.0), a_condition(above=10.0))
    found = breach(a_check(*conditions), conditions, elbow(90.0, 1.0, 4.0), baseline={}, facts={})
    assert found is not None
    assert found.limit == 80.0


def test_the_time_of_a_fault_is_when_it_was_seen() -> None:
    """First to last moment beyond the limit."""
    found = judged(a_condition(), elbow(90.0, 1.5, 2.2))
    assert found is not None
    assert found.start_s == pytest.approx(1.5)
    assert found.end_s == pytest.approx(2.2)


@pytest.mark.parametrize(
    ("view", "has_silhouette", "n_usable"),
    [
        ("side_left", True, 3),
        ("side_left", False, 2),
        ("front", True, 1),
        ("unknown", True, 0),
    ],
)
def test_a_check_is_judged_by_what_the_view_shows(
    view: ViewName, has_silhouette: bool, n_usable: int
) -> None:
    """Only conditions all of whose signals are valid are used."""
    check = a_check(a_condition(ELBOW), a_condition(GAP), a_condition("back_curvature", above=0.1))
    usable = usable_conditions(check, view, has_silhouette=has_silhouette)
    assert len(usable) == n_usable


def test_one_invalid_further_condition_makes_the_whole_invalid() -> None:
    """From the front the elbow is not measured, so what needs it too is not judged."""
    condition = a_condition(GAP, also=(a_condition(ELBOW),))
    assert usable_conditions(a_check(condition), "front", has_silhouette=True) == ()
    assert signals_of(condition) == (GAP, ELBOW)


def test_durations_can_be_judged_from_anywhere() -> None:
    """They are no signals."""
    condition = a_condition("pull_s", above=None, below=0.5)
    assert usable_conditions(a_check(condition), "front", has_silhouette=False) == (condition,)
    assert signals_of(condition) == ()


# --- samples and start pose -------------------------------------------------------------


def recent(n: int = 100, step_s: float = 0.1) -> SetSamples:
    nobody = Body(points_px=np.full((33, 2), NAN), world=np.full((33, 3), NAN), near="left")
    kept = SetSamples([ELBOW], LateSignals([], near="left", reference=nobody))
    for i in range(n):
        kept.add(i * step_s, {ELBOW: float(i)}, nobody)
    return kept


def test_a_rep_is_cut_out_with_the_second_before_it() -> None:
    """From one second before its start to its end."""
    raw = replace(RAW, start_s=3.0, end_s=5.0)
    rep = recent().over(raw)
    assert (rep.time_s[0], rep.time_s[-1]) == (pytest.approx(2.0), pytest.approx(5.0))
    assert rep.at_peak(ELBOW) == pytest.approx(25.0)


def test_a_window_has_what_was_added_in_it() -> None:
    """Both ends belong to it."""
    kept = recent()
    assert kept.window(ELBOW, 8.0, 8.35).tolist() == [80.0, 81.0, 82.0, 83.0]
    assert kept.names == (ELBOW,)


def test_the_middle_of_nothing_is_unknown() -> None:
    """Of no finite value there is no median."""
    assert np.isnan(finite_median(np.array([NAN, np.inf])))
    assert finite_median(np.array([NAN, 3.0, 1.0, 2.0])) == 2.0


def test_the_start_pose_is_learned_from_the_first_rests() -> None:
    """Later rests no longer move it, unseen ones never do."""
    baseline, kept = Baseline([ELBOW]), recent()
    assert np.isnan(baseline.values[ELBOW])
    baseline.learn(kept, 50.0, 60.0)
    assert np.isnan(baseline.values[ELBOW])
    for start_s in (0.0, 0.0, 0.0, 0.0, 9.0, 9.0, 9.0, 9.0, 9.0):
        baseline.learn(kept, start_s, start_s + 0.2)
    assert baseline.values[ELBOW] == 1.0
