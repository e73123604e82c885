"""Faults are found in the reps that have them, and clean reps are clean."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builders import a_set_of, an_exercise, performed, said, watch, watched_set
from coach.cases import CASES, Case, performances
from upperback.coach.events import CueGiven, FindingMade, RepCounted
from upperback.mannequin import (
    MEDIAPIPE_HIP_DRAG,
    MEDIAPIPE_SHOULDER_DRAG,
    MOTIONS,
    Camera,
    Noise,
    Performance,
    Performed,
    RepPlan,
)

every_case = pytest.mark.parametrize("case", CASES, ids=str)
SHOWN = [(case, fault) for case in CASES for fault in case.shown + case.shown_by_silhouette]
every_fault = pytest.mark.parametrize(
    ("case", "fault"), SHOWN, ids=[f"{case}-{fault}" for case, fault in SHOWN]
)


# Where only the head moves the back moves little; where one arm lags, it stays low.
ENTAILED = {("cat_cow", "head_only"): {"short_range"}, ("wall_angel", "uneven"): {"short_range"}}


def one_clean_then(case: Case, *faults: str, n_reps: int = 3) -> Performed:
    """Perform one good rep, then some with these faults."""
    faulty = RepPlan(faults=frozenset(faults))
    return performed(
        Performance(
            exercise=case.exercise,
            reps=(RepPlan(), *[faulty] * n_reps),
            camera=case.cameras[0],
            fps=15.0,
            silhouette=any(fault in case.shown_by_silhouette for fault in faults),
        )
    )


@every_fault
def test_a_fault_is_found_in_every_rep_that_has_it(case: Case, fault: str) -> None:
    """Reps 2, 3 and 4 carry the finding."""
    report = watched_set(one_clean_then(case, fault).frames, case.exercise)
    assert [rep.index for rep in report.reps if fault in rep.findings] == [2, 3, 4]


@every_fault
def test_the_reps_with_a_fault_are_counted(case: Case, fault: str) -> None:
    """A rep done badly is a rep."""
    report = watched_set(one_clean_then(case, fault).frames, case.exercise)
    assert (len(report.reps), [rep.reason for rep in report.partial_reps]) == (4, [])


@every_fault
def test_no_other_fault_is_found(case: Case, fault: str) -> None:
    """One fault gives no other finding than it entails, and the clean rep before it none."""
    report = watched_set(one_clean_then(case, fault).frames, case.exercise)
    entailed = ENTAILED.get((case.exercise, fault), set())
    assert {finding.check for finding in report.findings} <= {fault} | entailed
    assert report.reps[0].findings == ()


@every_case
@given(data=st.data())
@settings(max_examples=4, phases=[Phase.generate])  # shrinking films takes minutes
def test_good_reps_are_clean(case: Case, data: st.DataObject) -> None:
    """Any person, any good tempo, any good camera: no finding, full marks."""
    performance = data.draw(performances(case, most=1.0))
    report = watched_set(performed(performance).frames, case.exercise)
    assert [finding.check for finding in report.findings] == []
    assert {rep.score for rep in report.reps} == {100}


@every_case
def test_good_reps_are_clean_with_a_silhouette_too(case: Case) -> None:
    """The checks that need the outline of the back keep quiet as well."""
    done = a_set_of(3, exercise=case.exercise, camera=case.cameras[0], silhouette=True)
    assert watched_set(done.frames, case.exercise).findings == ()


@every_case
def test_findings_carry_their_evidence(case: Case) -> None:
    """Rep, time within it, value beyond the limit, unit, severity and cue of the file."""
    fault = case.shown[0]
    report = watched_set(one_clean_then(case, fault).frames, case.exercise)
    (finding,) = [f for f in report.findings if f.check == fault and f.rep == 3]
    rep = report.reps[2]
    check = an_exercise(case.exercise).check(fault)
    assert rep.start_s - 1.0 <= finding.start_s <= finding.end_s <= rep.end_s
    assert finding.limit in {condition.limit for condition in check.when}
    assert finding.value != finding.limit
    assert (finding.cue, finding.severity) == (check.cue, check.severity)
    assert finding.unit


@every_case
def test_findings_of_the_set_are_those_of_its_reps(case: Case) -> None:
    """Told as events, listed in the set and named in the reps: the same."""
    events = watch(one_clean_then(case, *case.shown[:2]).frames, case.exercise)
    reps = [event.rep for event in said(events, RepCounted)]
    told = [(event.finding.rep, event.finding.check) for event in said(events, FindingMade)]
    assert told == [(rep.index, check) for rep in reps for check in rep.findings]


@every_case
def test_a_finding_lowers_the_score(case: Case) -> None:
    """The clean rep has 100, the others less."""
    report = watched_set(one_clean_then(case, case.shown[0]).frames, case.exercise)
    assert [rep.score == 100 for rep in report.reps] == [True, False, False, False]


@pytest.mark.parametrize(
    "faults",
    [
        ("feet_slipping",),
        ("trunk_swing",),
        ("feet_slipping", "trunk_swing"),
        ("feet_slipping", "shrug"),
        ("jerky", "shrug", "feet_slipping"),
    ],
    ids=" and ".join,
)
def test_at_most_one_cue_is_given_in_a_rep(faults: tuple[str, ...]) -> None:
    """From the start of one rep to the start of the next: one sentence, or none."""
    events = watch(one_clean_then(CASES[0], *faults, n_reps=6).frames)
    starts_s = [event.rep.start_s for event in said(events, RepCounted)]
    cues_s = [cue.time_s for cue in said(events, CueGiven)]
    for start_s, next_s in zip(starts_s, [*starts_s[1:], float("inf")], strict=True):
        assert sum(start_s <= time_s < next_s for time_s in cues_s) <= 1
    assert cues_s


def test_a_safety_fault_speaks_before_the_rep_is_over() -> None:
    """Feet that slip are spoken of at once, not at the end of the rep."""
    case = next(case for case in CASES if case.exercise == "seated_row")
    done = one_clean_then(case, "feet_slipping")
    first = said(watch(done.frames), CueGiven)[0]
    slipping = done.truth.reps[1]
    assert (first.check, first.severity) == ("feet_slipping", "safety")
    assert slipping.start_s < first.time_s < slipping.end_s


@every_case
def test_good_reps_are_not_talked_over(case: Case) -> None:
    """No cue, no praise for what was never wrong."""
    assert said(watch(a_set_of(4, exercise=case.exercise).frames, case.exercise), CueGiven) == []


@every_case
def test_a_trace_of_a_fault_is_no_fault(case: Case) -> None:
    """Far inside the margin of error nothing is said."""
    tempo = MOTIONS[case.exercise].tempo
    faulty = [fault for fault in case.shown if fault not in ("jerky", "too_fast", "swinging")]
    plans = tuple(
        RepPlan(faults=frozenset({fault}), severity=0.15, up_s=tempo.up_s) for fault in faulty
    )
    done = performed(
        Performance(exercise=case.exercise, reps=plans, camera=case.cameras[0], fps=12.0)
    )
    assert [f.check for f in watched_set(done.frames, case.exercise).findings] == []


@pytest.mark.parametrize("azimuth_deg", [-45.0, 45.0, 0.0])
@pytest.mark.parametrize("faults", [(), ("pelvis_rolls",)], ids=["good", "rolls"])
def test_a_rolling_pelvis_is_told_from_hips_that_are_only_drawn_along(
    azimuth_deg: float, faults: tuple[str, ...]
) -> None:
    """The pose model turns the hips with the shoulders; the finding is for those that do turn."""
    done = a_set_of(
        plan=RepPlan(faults=frozenset(faults), side="left" if azimuth_deg > 0.0 else "right"),
        exercise="thoracic_rotation",
        camera=Camera(azimuth_deg=azimuth_deg, elevation_deg=25.0),
        noise=Noise(hip_drag=MEDIAPIPE_HIP_DRAG, shoulder_drag=MEDIAPIPE_SHOULDER_DRAG),
    )
    report = watched_set(done.frames, "thoracic_rotation")
    assert [rep.findings for rep in report.reps] == [faults] * 3


@pytest.mark.parametrize("silhouette", [True, False])
@pytest.mark.parametrize(("amplitude", "is_small"), [(0.36, True), (1.0, False)])
def test_a_small_wave_of_the_back_is_called_small_with_or_without_silhouette(
    silhouette: bool, amplitude: float, is_small: bool
) -> None:
    """Small from the first rep on, so the own best says nothing."""
    done = a_set_of(plan=RepPlan(amplitude=amplitude), exercise="cat_cow", silhouette=silhouette)
    report = watched_set(done.frames, "cat_cow")
    assert report.reps
    assert {"short_range" in rep.findings for rep in report.reps} == {is_small}


def test_without_a_silhouette_it_is_said_that_the_arc_of_the_back_is_not_judged() -> None:
    """A half rep may pass then; the report says what was not seen, and how to mend it."""
    done = a_set_of(exercise="cat_cow", silhouette=False)
    missing = {each.signal: each for each in watched_set(done.frames, "cat_cow").not_measured}
    assert "silhouette" in missing["spine_arc_deg"].reason
    assert missing["spine_arc_deg"].advice
