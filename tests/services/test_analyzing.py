"""A whole video or recording, watched from beginning to end."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any

import numpy as np
import pytest

from builders import Replayed, a_set_of, an_exercise, performed, sets_of, watch
from upperback.coach.events import Event, RepCounted
from upperback.coach.report import SetReport
from upperback.errors import InvalidPoseError
from upperback.mannequin import Camera, Noise, Performance, RepPlan, joined
from upperback.motion.pose import PoseFrame, no_person
from upperback.services.analysis import SCHEMA, Analysis
from upperback.services.analyzing import analyze_source
from upperback.services.ports import PoseSource, VideoFrame

SIZE_PX = (640, 480)
HALF_REPS = (RepPlan(amplitude=0.42),) * 3


def analysed(frames: Sequence[PoseFrame], *, recognise: bool = True, **more: Any) -> Analysis:
    source: PoseSource = Replayed(frames, **more)
    return analyze_source(source, [an_exercise()], recognise=recognise)


def told(report: SetReport) -> dict[str, Any]:
    """All that a report says, in values that can be compared."""
    plain = {each.name: getattr(report, each.name) for each in fields(report)}
    plain["traces"] = (
        {n: v.tobytes() for n, v in report.traces.values.items()} if report.traces else {}
    )
    plain["reps"] = [
        {k: v for k, v in asdict(rep).items() if k != "peak_pose"}
        | {"peak": rep.peak_pose and rep.peak_pose.points_px.tobytes()}
        for rep in report.reps
    ]
    return plain


@pytest.mark.parametrize(
    "performance",
    [
        Performance(reps=(RepPlan(),) * 3),
        Performance(reps=(RepPlan(), RepPlan(amplitude=0.4)), camera=Camera(azimuth_deg=45)),
        Performance(reps=(RepPlan(),) * 2, noise=Noise(landmark_px=2, dropout=0.2), fps=15),
        Performance(reps=(RepPlan(),) * 2, silhouette=True, fps=10),
    ],
    ids=["side", "diagonal", "noisy", "with silhouettes"],
)
def test_frame_by_frame_is_as_good_as_the_whole(performance: Performance) -> None:
    """A recording analysed gives what the engine says live, to the last bit."""
    frames = performed(performance).frames
    live = [report for report in sets_of(watch(frames)) if report.reps]
    assert [told(report) for report in analysed(frames).sets] == [told(each) for each in live]


def test_an_analysis_says_what_was_watched() -> None:
    """Path, size, length and rate as the frames have them."""
    done = a_set_of(2, fps=20)
    analysis = analysed(done.frames)
    info = analysis.source
    assert (info.path, info.width, info.height) == ("frames.npz", 640, 480)
    assert info.frames == len(done.frames)
    assert info.fps == pytest.approx(20.0)
    assert info.duration_s == pytest.approx(len(done.frames) / 20.0)
    assert (analysis.pose.model, analysis.pose.complete) == ("mannequin", True)
    assert analysis.pose.frames_with_person == len(done.frames)
    assert (analysis.reason, analysis.notices) == (None, ())
    assert SCHEMA == "upperback.analysis/1"


def test_frames_without_a_person_are_told_apart() -> None:
    """Dropouts are counted."""
    done = a_set_of(2, noise=Noise(dropout=0.25))
    analysis = analysed(done.frames)
    assert analysis.pose.frames_with_person == sum(frame.has_person for frame in done.frames)
    assert analysis.pose.frames_with_person < analysis.source.frames


def test_one_frame_has_the_rate_of_its_container() -> None:
    """A single picture has no rate of its own."""
    frame = a_set_of(1).frames[:1]
    assert analysed(frame, fps=25.0).source.duration_s == pytest.approx(0.04)
    unknown = analysed(frame).source
    assert (unknown.fps, unknown.duration_s) == (0.0, 0.0)


def test_a_repeated_time_does_not_spoil_the_length() -> None:
    """Frames that do not advance are noticed; length and rate stay finite."""
    frame = a_set_of(1).frames[0]
    analysis = analysed([frame, frame, frame])
    assert analysis.source.duration_s == 0.0
    assert len(analysis.notices) == 1


def test_a_source_without_frames_is_refused() -> None:
    """The error names it."""
    with pytest.raises(InvalidPoseError, match=r"frames\.npz: expected at least one frame"):
        analysed([])


def test_a_truncated_source_is_analysed_as_far_as_it_goes() -> None:
    """Its reps are there, and it says what is missing, first of all."""
    analysis = analysed(a_set_of(2).frames, truncated="the file ends in mid-frame")
    assert len(analysis.sets[0].reps) == 2
    assert not analysis.pose.complete
    assert analysis.notices[0] == "the file ends in mid-frame"


# --- no set: why ------------------------------------------------------------------------


def idle() -> tuple[PoseFrame, ...]:
    return performed(Performance(exercise="idle", idle_s=10.0, fps=12)).frames


@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        ([no_person(i / 10, SIZE_PX) for i in range(50)], "nobody was seen"),
        (idle(), "none of the exercises was recognised"),
        (performed(Performance(lead_in_s=5.0)).frames, "a start pose was seen, but no rep"),
        (performed(Performance(reps=HALF_REPS)).frames, "partial reps were seen, but no full rep"),
    ],
    ids=["nobody", "idle", "sitting", "half reps"],
)
def test_without_a_set_there_is_a_reason(frames: Sequence[PoseFrame], reason: str) -> None:
    """In plain words."""
    analysis = analysed(frames)
    assert analysis.sets == ()
    assert analysis.reason is not None
    assert reason in analysis.reason


def test_half_reps_of_a_named_exercise_are_a_set() -> None:
    """Who says that they row, rows; to be recognised takes a full rep."""
    frames = performed(Performance(reps=HALF_REPS)).frames
    (report,) = analysed(frames, recognise=False).sets
    assert (len(report.reps), len(report.partial_reps)) == (0, 3)
    assert report.recognised is False
    assert analysed(frames).sets == ()


def test_sets_come_in_the_order_of_time() -> None:
    """Two sets with a break between them, and numbers that start anew."""
    done = joined(a_set_of(2), a_set_of(3), gap_s=20.0)
    gone = [no_person(a_set_of(2).frames[-1].time_s + 0.5 * i, SIZE_PX) for i in range(1, 30)]
    frames = sorted([*done.frames, *gone], key=lambda frame: frame.time_s)
    sets = analysed(frames).sets
    assert [len(each.reps) for each in sets] == [2, 3]
    assert sets[0].end_s < sets[1].start_s


# --- who looks on -----------------------------------------------------------------------


def test_watchers_see_every_frame_and_hear_every_event() -> None:
    """In order, after the engine; the last report may come after the last frame."""
    done = a_set_of(2)
    seen: list[PoseFrame] = []
    heard: list[Event] = []

    def look(pose: PoseFrame, picture: VideoFrame | None, events: Sequence[Event]) -> None:
        assert picture is None
        seen.append(pose)
        heard.extend(events)

    analyze_source(Replayed(done.frames), [an_exercise()], recognise=True, watchers=[look, look])
    assert seen[::2] == list(done.frames)
    assert len([event for event in heard if isinstance(event, RepCounted)]) == 2 * 2


def test_remarks_are_dated_and_kept_once() -> None:
    """A passer-by twice: one remark, with the second of the first time."""
    done = a_set_of(3)
    frames = [
        replace(frame, image=frame.image + np.array([0.6, 0.0, 0.0]))
        if i % 120 in range(60, 70)
        else frame
        for i, frame in enumerate(done.frames)
    ]
    (remark,) = analysed(frames).notices
    assert remark.startswith("At 4 s: Someone else")


def test_the_advice_for_a_view_stands_with_its_set() -> None:
    """It is no remark about the whole source."""
    analysis = analysed(a_set_of(2, camera=Camera(azimuth_deg=45)).frames)
    assert analysis.sets[0].view.advice
    assert analysis.notices == ()
