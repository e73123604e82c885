"""When a set starts and ends, who is followed, and that nothing upsets the engine."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from builders import a_pose, a_set_of, an_exercise, performed, said, sets_of, watch, watched_set
from upperback.coach.engine import CoachEngine
from upperback.coach.events import Notice, RepCounted, SetEnded, SetStarted
from upperback.errors import UpperbackError
from upperback.mannequin import Performance, RepPlan, joined
from upperback.motion.pose import PoseFrame, Silhouette, no_person

Frames = tuple[PoseFrame, ...]
SIZE_PX = (640, 480)


def codes(frames: Frames) -> list[str]:
    return [notice.code for notice in said(watch(frames), Notice)]


def moved(frame: PoseFrame, right: float) -> PoseFrame:
    """The same body elsewhere in the picture."""
    return replace(frame, image=frame.image + np.array([right, 0.0, 0.0]))


def nobody_for(seconds: float, after_s: float, fps: float = 24.0) -> Frames:
    times_s = after_s + np.arange(1.0, seconds * fps) / fps
    return tuple(no_person(float(time_s), SIZE_PX) for time_s in times_s)


# --- start and end ----------------------------------------------------------------------


def test_a_set_starts_in_the_start_pose() -> None:
    """Within a second of sitting ready."""
    (started,) = said(watch(a_set_of(1, lead_in_s=3.0).frames), SetStarted)
    assert started.time_s <= 1.0


def test_a_set_may_start_after_a_walk() -> None:
    """Somebody who walks in first and then sits down to row is counted."""
    done = joined(performed(Performance(exercise="idle", idle_s=6.0)), a_set_of(3), gap_s=4.0)
    reports = [report for report in sets_of(watch(done.frames)) if report.reps]
    assert [len(report.reps) for report in reports] == [3]


def test_standing_up_ends_the_set() -> None:
    """The report comes some seconds after; the set ends where the posture was left."""
    row = a_set_of(3)
    left_s = row.frames[-1].time_s
    done = joined(row, performed(Performance(exercise="idle", idle_s=15.0)), gap_s=1.0)
    ended = said(watch(done.frames), SetEnded)[0]
    assert len(ended.report.reps) == 3
    assert ended.time_s < done.frames[-1].time_s - 3.0
    assert ended.report.end_s == pytest.approx(left_s, abs=1.5)


def test_leaving_the_picture_ends_the_set() -> None:
    """Unseen for more than six seconds: the set ends when the person was last seen."""
    row = a_set_of(3)
    left_s = row.frames[-1].time_s
    events = watch(row.frames + nobody_for(10.0, left_s))
    (ended,) = said(events, SetEnded)
    assert len(ended.report.reps) == 3
    assert ended.report.end_s == pytest.approx(left_s, abs=0.1)


def test_a_set_goes_on_after_a_blink() -> None:
    """Unseen for three seconds between two reps: one set, all reps."""
    first, second = a_set_of(2), a_set_of(2, lead_in_s=0.5)
    done = joined(first, second, gap_s=3.0)
    assert len(watched_set(done.frames).reps) == 4


def test_two_sets_with_a_break_are_two_sets() -> None:
    """Gone for twelve seconds, then back: two reports, in order."""
    done = joined(a_set_of(2), a_set_of(3), gap_s=12.0)
    middle_s = a_set_of(2).frames[-1].time_s
    gone = nobody_for(11.5, middle_s)
    frames = tuple(sorted(done.frames + gone, key=lambda frame: frame.time_s))
    first, second = sets_of(watch(frames))
    assert (len(first.reps), len(second.reps)) == (2, 3)
    assert first.end_s < second.start_s
    assert [rep.index for rep in second.reps] == [1, 2, 3]


def test_a_rep_in_progress_at_the_end_is_partial() -> None:
    """The video stops at the squeeze: kept, with the reason, not counted."""
    done = a_set_of(2)
    cut = [frame for frame in done.frames if frame.time_s <= done.truth.reps[1].peak_s]
    report = watched_set(cut)
    assert len(report.reps) == 1
    assert [rep.reason for rep in report.partial_reps] == ["ended"]


def test_finishing_twice_reports_once() -> None:
    """The second time there is nothing to end."""
    engine = CoachEngine([an_exercise()], model_name="mannequin")
    for frame in a_set_of(1).frames:
        engine.push(frame)
    assert len(engine.finish()) == 1
    assert engine.finish() == []


def test_without_a_frame_there_is_nothing_to_end() -> None:
    """An engine that saw nothing says nothing."""
    assert CoachEngine([an_exercise()], model_name="mannequin").finish() == []


# --- who is followed --------------------------------------------------------------------


def test_nobody_in_the_picture_is_said_once() -> None:
    """After two seconds, with advice; not again every frame."""
    assert codes(nobody_for(10.0, 0.0)) == ["nobody"]


def test_nobody_is_said_again_after_a_return() -> None:
    """Each absence is one remark."""
    row = a_set_of(1)
    end_s = row.frames[-1].time_s
    assert codes(nobody_for(2.9, -3.0) + row.frames + nobody_for(5.0, end_s)) == [
        "nobody",
        "nobody",
    ]


@pytest.mark.parametrize("away", [0.6, -0.6], ids=["right", "left"])
def test_another_person_is_noticed_and_adds_no_reps(away: float) -> None:
    """The pose model jumps to somebody else who rows too, for 2 s: said, not counted."""
    done = a_set_of(4)
    from_s = done.truth.reps[1].end_s
    frames = tuple(
        moved(frame, away) if from_s <= frame.time_s < from_s + 2.0 else frame
        for frame in done.frames
    )
    report = watched_set(frames)
    assert codes(frames) == ["another_person"]
    assert len(report.reps) <= 4


def test_a_passer_by_in_the_rest_costs_no_rep() -> None:
    """Somebody else for 1.5 s between two reps: the four reps are counted."""
    done = a_set_of(4, plan=RepPlan(pause_s=2.5))
    from_s = done.truth.reps[1].end_s + 0.5
    frames = tuple(
        moved(frame, 0.6) if from_s <= frame.time_s < from_s + 1.5 else frame
        for frame in done.frames
    )
    assert len(watched_set(frames).reps) == 4


def test_a_body_half_the_size_is_somebody_else() -> None:
    """At the same place, suddenly small: noticed."""
    done = a_set_of(2)
    middle = done.frames[100].image.mean(axis=0)
    frames = tuple(
        replace(frame, image=middle + 0.4 * (frame.image - middle)) if 100 < i < 140 else frame
        for i, frame in enumerate(done.frames)
    )
    assert codes(frames) == ["another_person"]


def test_who_stays_becomes_the_person() -> None:
    """After some seconds the newcomer is followed, and can do a set."""
    first = a_set_of(1)
    second = a_set_of(3, lead_in_s=5.0)
    done = joined(first, second)
    n = len(first.frames)
    frames = (*done.frames[:n], *(moved(frame, 0.6) for frame in done.frames[n:]))
    events = watch(frames)
    assert sum(len(report.reps) for report in sets_of(events)) == 4


# --- nothing upsets it ------------------------------------------------------------------


@pytest.mark.parametrize("wrong_s", [0.0, -5.0], ids=["repeated", "backwards"])
def test_frames_that_do_not_advance_are_left_out_and_said(wrong_s: float) -> None:
    """Same reps as without them, and one remark."""
    done = a_set_of(2)
    frames: list[PoseFrame] = []
    for frame in done.frames:
        frames += [frame, replace(frame, time_s=frame.time_s + wrong_s)]
    plain, doubled = watched_set(done.frames), watched_set(frames)
    assert [rep.start_s for rep in doubled.reps] == [rep.start_s for rep in plain.reps]
    assert codes(tuple(frames)) == ["time_not_advancing"]


ODD_NUMBERS = st.one_of(
    st.floats(-2.0, 2.0),
    st.sampled_from([np.nan, np.inf, -np.inf, 1e30, -1e30, 1e300, 5e-324]),
)


@st.composite
def odd_frames(draw: st.DrawFn) -> PoseFrame:
    """Draw a frame that fits the types and nothing else."""
    mask = draw(st.sampled_from([None, 0, 255, 128]))
    few = st.sampled_from([(1, 1), (640, 480), (2**31, 2)])
    return a_pose(
        draw(st.floats(-1e3, 1e3)),
        image=draw(arrays(np.float64, (33, 3), elements=ODD_NUMBERS)),
        world=draw(arrays(np.float64, (33, 3), elements=ODD_NUMBERS)),
        visibility=draw(arrays(np.float64, 33, elements=ODD_NUMBERS)),
        size_px=draw(few),
        silhouette=None if mask is None else Silhouette(mask=np.full((8, 6), mask, np.uint8)),
    )


@given(frames=st.lists(odd_frames(), max_size=8))
@settings(max_examples=20, phases=[Phase.generate])
def test_no_frames_are_too_odd(frames: list[PoseFrame]) -> None:
    """Random numbers, NaN, infinities, any time: no error, no warning, no rep."""
    assert said(watch(frames), RepCounted) == []


def _with(**fields: Any) -> Any:
    return lambda frame: replace(frame, **fields)


def _poked(name: str, value: float) -> Any:
    def poke(frame: PoseFrame) -> PoseFrame:
        array = getattr(frame, name).copy()
        array.reshape(-1)[::5] = value
        return replace(frame, **{name: array})

    return poke


SPOILED = {
    "nobody": lambda frame: no_person(frame.time_s, frame.size_px),
    "NaN": _poked("image", np.nan),
    "infinite": _poked("image", np.inf),
    "negative infinite": _poked("image", -np.inf),
    "huge": _poked("image", 1e30),
    "huge world": _poked("world", 1e300),
    "infinite world": _poked("world", np.inf),
    "NaN world": _with(world=np.full((33, 3), np.nan)),
    "NaN visibility": _with(visibility=np.full(33, np.nan)),
    "odd visibility": _poked("visibility", 1e9),
    "one spot": _with(image=np.full((33, 3), 0.5), world=np.zeros((33, 3))),
    "another size": _with(size_px=(64, 4800)),
    "empty silhouette": _with(silhouette=Silhouette(mask=np.zeros((4, 4), np.uint8))),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize("every", [1, 7], ids=["all", "one in seven"])
def test_spoiled_frames_never_add_a_rep(spoil: Any, every: int) -> None:
    """Whatever is wrong with the frames: no error, no warning, at most the true reps."""
    done = a_set_of(2, silhouette=False)
    frames = [spoil(frame) if i % every == 0 else frame for i, frame in enumerate(done.frames)]
    assert len(said(watch(frames), RepCounted)) <= 2


@pytest.mark.parametrize(
    "spoil",
    [SPOILED[name] for name in ("nobody", "NaN visibility")],
    ids=["nobody", "NaN visibility"],
)
def test_a_frame_lost_now_and_then_costs_no_rep(spoil: Any) -> None:
    """One in seven frames without a person: the count stays exact."""
    frames = [spoil(frame) if i % 7 == 3 else frame for i, frame in enumerate(a_set_of(3).frames)]
    assert len(watched_set(frames).reps) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [("image", np.zeros((32, 3))), ("world", np.zeros(3)), ("time_s", np.nan)],
)
def test_a_malformed_frame_never_reaches_the_engine(field: str, value: Any) -> None:
    """It is refused when it is made, by the project's own error."""
    with pytest.raises(UpperbackError):
        replace(a_pose(), **{field: value})


def test_an_engine_without_exercises_watches_in_peace() -> None:
    """Nothing to look for, nothing found."""
    engine = CoachEngine([], model_name="mannequin")
    assert [event for frame in a_set_of(1).frames for event in engine.push(frame)] == []
