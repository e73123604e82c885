"""A video or a recording: opened, watched, saved."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from upperback.coach.events import Event, Progress
from upperback.errors import ExportError
from upperback.exercises import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.analysis import Analysis
from upperback.services.analyzing import Watcher, analyze_source
from upperback.services.ports import PoseSource, VideoFrame
from upperback.wiring.exercises import AUTO, chosen_exercises
from upperback.wiring.pages import exercise_texts, write_report

OnFrame = Callable[[int, int | None], None]
"""Called with the number of frames done, and of all frames where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Files written beside an analysis; None where not asked for."""

    report: Path | None = None
    annotated: Path | None = None
    recording: Path | None = None


def open_source(
    path: Path | str, *, model: Path | str | None = None, silhouettes: bool = True
) -> PoseSource:
    """Return the pose frames of a video, or of a recording."""
    from upperback.estimators import (
        LONGEST_SIDE_PX,
        MediaPipePose,
        Replay,
        WatchedVideo,
        find_model,
        is_recording,
    )

    if is_recording(path):
        return Replay(path)
    from upperback.video import VideoReader

    video = VideoReader(path, longest_side_px=LONGEST_SIDE_PX)
    return WatchedVideo(video, MediaPipePose(find_model(model), silhouettes=silhouettes))


def analyze(
    path: Path | str,
    *,
    exercise: str = AUTO,
    model: Path | str | None = None,
    progress: OnFrame | None = None,
    outputs: Outputs | None = None,
) -> Analysis:
    """Watch a video or recording and say what happened.

    Parameters
    ----------
    path
        A video file, or a recording saved by ``upperback pose``.
    exercise
        Name of the exercise, or "auto" to recognise it.
    model
        Another ``.task`` file than the one that comes with the package.
    progress
        Called after each frame.
    outputs
        Files to write: the report, the annotated video, the recording.

    Returns
    -------
    Analysis

    Raises
    ------
    UpperbackError
        If the file, the model or an exercise file cannot be used; the text
        says how to mend it.
    """
    wanted = outputs or Outputs()
    exercises = chosen_exercises(exercise)
    source = open_source(path, model=model)
    with ExitStack() as stack:
        watchers: list[Watcher] = []
        if progress is not None:
            watchers.append(_reporter(source, progress))
        if wanted.annotated is not None:
            watchers.append(_annotating(stack, wanted.annotated, source, exercises))
        if wanted.recording is not None:
            watchers.append(_recording(stack, wanted.recording, source))
        analysis = analyze_source(source, exercises, recognise=exercise == AUTO, watchers=watchers)
    if wanted.report is not None:
        write_report(analysis, wanted.report, exercises)
    return analysis


def save_recording(
    path: Path | str,
    recording: Path,
    *,
    model: Path | str | None = None,
    silhouettes: bool = True,
    progress: OnFrame | None = None,
) -> int:
    """Save the pose frames of a video as a recording; return how many there are."""
    from upperback.estimators import RecordingWriter

    source = open_source(path, model=model, silhouettes=silhouettes)
    n_frames = 0
    with RecordingWriter(recording, model=source.model_name) as writer:
        for pose, _ in source.poses():
            # A recording brings its silhouettes along; a pose model was not asked for them.
            writer.add(pose if silhouettes else replace(pose, silhouette=None))
            n_frames += 1
            if progress is not None:
                progress(n_frames, source.info.frames)
    return n_frames


def _reporter(source: PoseSource, progress: OnFrame) -> Watcher:
    n_frames = 0

    def report(pose: PoseFrame, picture: VideoFrame | None, events: Sequence[Event]) -> None:
        nonlocal n_frames
        del pose, picture, events
        n_frames += 1
        progress(n_frames, source.info.frames)

    return report


def _recording(stack: ExitStack, path: Path, source: PoseSource) -> Watcher:
    """Return a watcher that saves the pose frames; the stack finishes the file."""
    from upperback.estimators import RecordingWriter

    writer = stack.enter_context(RecordingWriter(path, model=source.model_name))

    def record(pose: PoseFrame, picture: VideoFrame | None, events: Sequence[Event]) -> None:
        del picture, events
        writer.add(pose)

    return record


def _annotating(
    stack: ExitStack, path: Path, source: PoseSource, exercises: Sequence[Exercise]
) -> Watcher:
    """Return a watcher that writes the annotated video; the stack finishes the file."""
    from upperback.export.annotated_video import Annotator
    from upperback.video import VideoWriter

    path.parent.mkdir(parents=True, exist_ok=True)
    writer = stack.enter_context(VideoWriter(path, fps=source.info.fps))
    annotator = Annotator(exercise_texts(exercises))

    def annotate(pose: PoseFrame, picture: VideoFrame | None, events: Sequence[Event]) -> None:
        if picture is None:
            raise ExportError(
                f"cannot annotate {source.info.path}: a recording holds no pictures; "
                "give the video itself"
            )
        readings = [event.readings for event in events if isinstance(event, Progress)]
        drawn = annotator.annotate(picture, pose, events, readings[-1] if readings else {})
        writer.write(VideoFrame(time_s=picture.time_s, rgb=drawn))

    return annotate
