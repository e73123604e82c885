"""Reps of a performed set are counted: all of them, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builders import a_set_of, performed, said, sets_of, watch, watched_set
from coach.cases import CASES, Case, performances
from upperback.coach.events import RepCounted, RepNotCounted, SetEnded, SetStarted
from upperback.mannequin import MOTIONS, Camera, Noise, Performance, RepPlan
from upperback.motion.pose import mirror

every_case = pytest.mark.parametrize("case", CASES, ids=str)
FALSE_START = RepPlan(amplitude=0.2)
HALF = RepPlan(amplitude=0.42)


@every_case
@given(data=st.data())
@settings(max_examples=6, phases=[Phase.generate])  # shrinking films takes minutes
def test_the_count_is_exact(case: Case, data: st.DataObject) -> None:
    """Any tempo, range, pauses, body, camera, frame rate, jitter, a limb hidden for a second."""
    performance = data.draw(performances(case))
    report = watched_set(performed(performance).frames, case.exercise)
    assert len(report.reps) == len(performance.reps)
    assert report.partial_reps == ()


@every_case
@given(order=st.permutations([0, 0, 1, 1, 1]))
@settings(max_examples=2, phases=[Phase.generate])
def test_false_starts_are_not_counted(case: Case, order: list[int]) -> None:
    """A fifth of the range, before, between or after the reps: the count is that of the reps."""
    plans = tuple(RepPlan() if is_rep else FALSE_START for is_rep in order)
    done = performed(
        Performance(exercise=case.exercise, reps=plans, camera=case.cameras[0], fps=15.0)
    )
    assert len(watched_set(done.frames, case.exercise).reps) == 3


@every_case
def test_half_reps_are_kept_but_not_counted_as_good(case: Case) -> None:
    """42 % of the range: a partial rep, "short_range", or a rep with that finding."""
    done = performed(
        Performance(
            exercise=case.exercise,
            reps=(RepPlan(), HALF, RepPlan(), HALF),
            camera=case.cameras[0],
            fps=15.0,
            silhouette=True,
        )
    )
    report = watched_set(done.frames, case.exercise)
    short = [rep for rep in report.reps if "short_range" in rep.findings]
    partial = [rep.reason for rep in report.partial_reps]
    assert len(report.reps) - len(short) == 2
    assert ["short_range"] * len(short) + partial == ["short_range", "short_range"]


@every_case
def test_reps_lie_where_they_were_done(case: Case) -> None:
    """Each peak in the true hold or within 0.4 s of it, start and end within 0.7 s."""
    done = a_set_of(3, exercise=case.exercise, camera=case.cameras[0])
    reps = watched_set(done.frames, case.exercise).reps
    half_hold_s = MOTIONS[case.exercise].tempo.hold_s / 2.0
    for name, tolerance_s in (("peak_s", half_hold_s + 0.4), ("start_s", 0.7), ("end_s", 0.7)):
        seen = [getattr(rep, name) for rep in reps]
        true = [getattr(rep, name) for rep in done.truth.reps]
        np.testing.assert_allclose(seen, true, rtol=0, atol=tolerance_s, err_msg=name)


@every_case
def test_reps_are_numbered_in_order_and_do_not_overlap(case: Case) -> None:
    """1, 2, 3, ..., each from start over peak to end before the next one starts."""
    reps = watched_set(a_set_of(4, exercise=case.exercise).frames, case.exercise).reps
    assert [rep.index for rep in reps] == [1, 2, 3, 4]
    times = [time_s for rep in reps for time_s in (rep.start_s, rep.peak_s, rep.end_s)]
    assert times == sorted(times)


@every_case
def test_the_tempo_adds_up_to_the_rep(case: Case) -> None:
    """Seconds per phase are those from start to end, and none is negative."""
    rep = watched_set(a_set_of(2, exercise=case.exercise).frames, case.exercise).reps[0]
    assert min(rep.tempo.values()) >= 0.0
    assert sum(rep.tempo.values()) == pytest.approx(rep.end_s - rep.start_s, abs=1e-6)


@every_case
def test_a_mirror_changes_left_and_right_alone(case: Case) -> None:
    """A mirrored video: same reps at the same times, mirrored view."""
    done = a_set_of(3, exercise=case.exercise, camera=case.cameras[0])
    plain = watched_set(done.frames, case.exercise)
    mirrored = watched_set([mirror(frame) for frame in done.frames], case.exercise)
    swap = {"side_left": "side_right", "side_right": "side_left"}
    assert mirrored.view.name == swap.get(plain.view.name, plain.view.name)
    assert plain.view.yaw_deg is not None
    assert mirrored.view.yaw_deg == pytest.approx(-plain.view.yaw_deg, abs=1e-3)
    assert [rep.start_s for rep in mirrored.reps] == [rep.start_s for rep in plain.reps]
    other = {"left": "right", "right": "left", "both": "both"}
    assert [rep.side for rep in mirrored.reps] == [other[rep.side] for rep in plain.reps]


@every_case
def test_the_side_is_the_persons_own(case: Case) -> None:
    """Both arms, or the one that opens."""
    done = a_set_of(2, exercise=case.exercise, camera=case.cameras[0])
    report = watched_set(done.frames, case.exercise)
    assert [rep.side for rep in report.reps] == [rep.side for rep in done.truth.reps]


@every_case
def test_a_set_begins_is_counted_and_ends(case: Case) -> None:
    """One start, an event for each rep as it ends, one report; in the order of time."""
    events = watch(a_set_of(3, exercise=case.exercise).frames, case.exercise)
    (started,), (ended,) = said(events, SetStarted), said(events, SetEnded)
    counted = said(events, RepCounted)
    assert started.exercise == ended.report.exercise == case.exercise
    assert [event.rep for event in counted] == list(ended.report.reps)
    assert said(events, RepNotCounted) == []
    assert all(0.0 <= event.time_s - event.rep.end_s <= 1.0 for event in counted)
    times = [event.time_s for event in events]
    assert times == sorted(times)


@every_case
def test_the_exercise_is_recognised_among_all(case: Case) -> None:
    """Watched for every exercise at once, the one performed is the only set with reps."""
    done = a_set_of(3, exercise=case.exercise, camera=case.cameras[0], silhouette=True, fps=15)
    reports = sets_of(watch(done.frames, *(each.exercise for each in CASES)))
    with_reps = {report.exercise: len(report.reps) for report in reports if report.reps}
    assert with_reps == {case.exercise: 3}


@pytest.mark.parametrize("azimuth_deg", [0, 60, 120, 180, -60, -120])
def test_somebody_who_does_no_exercise_does_no_reps(azimuth_deg: int) -> None:
    """Walking in, standing about, scratching the head: no rep in any exercise."""
    done = performed(
        Performance(
            exercise="idle",
            idle_s=20.0,
            fps=12.0,
            camera=Camera(azimuth_deg=azimuth_deg, elevation_deg=5.0),
            noise=Noise(landmark_px=2.0, depth_squash=0.5),
        )
    )
    reports = sets_of(watch(done.frames, *(each.exercise for each in CASES)))
    assert [len(report.reps) for report in reports if report.reps] == []


@every_case
def test_sitting_ready_without_a_rep_is_a_set_without_reps(case: Case) -> None:
    """The start pose alone counts nothing."""
    still = Performance(exercise=case.exercise, reps=(), lead_in_s=8.0, fps=15.0)
    events = watch(performed(still).frames, case.exercise)
    assert said(events, RepCounted) == []
    assert said(events, RepNotCounted) == []


@every_case
@pytest.mark.parametrize("fps", [10.0, 24.0, 60.0])
def test_the_frame_rate_does_not_matter(case: Case, fps: float) -> None:
    """Peaks at 10 to 60 frames a second lie within 0.4 s of those at 15."""
    plain = a_set_of(2, exercise=case.exercise, camera=case.cameras[0])
    other = a_set_of(2, exercise=case.exercise, camera=case.cameras[0], fps=fps)
    peaks = [
        [rep.peak_s for rep in watched_set(done.frames, case.exercise).reps]
        for done in (plain, other)
    ]
    np.testing.assert_allclose(peaks[1], peaks[0], rtol=0, atol=0.4)


@every_case
def test_time_need_not_begin_at_nought(case: Case) -> None:
    """A clip cut out of an hour gives the same reps an hour later."""
    done = a_set_of(2, exercise=case.exercise)
    later = [replace(frame, time_s=frame.time_s + 3600.0) for frame in done.frames]
    plain, shifted = (watched_set(f, case.exercise).reps for f in (done.frames, later))
    times = [[rep.start_s for rep in reps] for reps in (plain, shifted)]
    np.testing.assert_allclose(np.array(times[1]) - 3600.0, times[0], atol=1e-6)
