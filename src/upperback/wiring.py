"""The only place where adapters are built and handed to the use cases."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upperback.coach.events import Event, Progress
from upperback.errors import ExportError, InvalidExerciseError
from upperback.exercises import Exercise, builtin_exercises, parse_exercise, pick_exercise
from upperback.motion.pose import PoseFrame
from upperback.motion.signals import SIGNALS
from upperback.services.analysis import Analysis
from upperback.services.analyzing import Watcher, analyze_source
from upperback.services.ports import PoseSource, VideoFrame

# The heavy adapters (MediaPipe, PyAV, Jinja) are imported where they are built, so that
# `upperback --help` does not wait for them.
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from upperback.export.texts import ExerciseText, LimitLine

AUTO = "auto"
EXERCISES_VARIABLE = "UPPERBACK_EXERCISES"
OnFrame = Callable[[int, int | None], None]
"""Called with the number of frames done, and of all frames where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Files written beside an analysis; None where not asked for."""

    report: Path | None = None
    annotated: Path | None = None


def own_exercises_folder() -> Path:
    """Return the folder for the person's own exercise files."""
    stated = os.environ.get(EXERCISES_VARIABLE)
    if stated:
        return Path(stated)
    from platformdirs import user_config_path

    return user_config_path("upperback") / "exercises"


def all_exercises() -> dict[str, Exercise]:
    """Read the built-in exercises and the person's own; an own one replaces its namesake."""
    exercises = builtin_exercises()
    folder = own_exercises_folder()
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidExerciseError(f"{file}: expected a readable TOML file: {error}") from error
        exercise = parse_exercise(text, file=str(file))
        exercises[exercise.name] = exercise
    return exercises


def chosen_exercises(name: str) -> tuple[Exercise, ...]:
    """Return the exercise of a name; all of them for "auto"."""
    exercises = all_exercises()
    return tuple(exercises.values()) if name == AUTO else (pick_exercise(exercises, name),)


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
        Files to write: the report, the annotated video.

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
        analysis = analyze_source(source, exercises, recognise=exercise == AUTO, watchers=watchers)
    if wanted.report is not None:
        write_report(analysis, wanted.report, exercises)
    return analysis


def write_report(analysis: Analysis, report: Path, exercises: Sequence[Exercise]) -> None:
    """Write the HTML report, with a picture of each rep's peak where there are pictures."""
    from upperback.export.report_html import report_html

    html = report_html(analysis, exercise_texts(exercises), _peak_pictures(analysis))
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(html, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"cannot write the report {report}: {error.strerror}") from error


def exercise_texts(exercises: Sequence[Exercise]) -> "Mapping[str, ExerciseText]":
    """Return the words of the exercises, as reports need them."""
    return {exercise.name: _exercise_text(exercise) for exercise in exercises}


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
            writer.add(pose)
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


def _peak_pictures(analysis: Analysis) -> "dict[float, NDArray[np.uint8]]":
    """Re-read the frames at the peaks; a recording has none."""
    from upperback.estimators import is_recording
    from upperback.video import pictures_at

    times_s = [rep.peak_pose.time_s for each in analysis.sets for rep in each.reps if rep.peak_pose]
    if not times_s or is_recording(analysis.source.path):
        return {}
    frames = pictures_at(analysis.source.path, times_s)
    return {time_s: frame.rgb for time_s, frame in zip(times_s, frames, strict=True)}


def _exercise_text(exercise: Exercise) -> "ExerciseText":
    from upperback.export.texts import CheckText, ExerciseText, SignalText

    measured = [name for rule in exercise.measures for name in rule.signals]
    counted = [row.signal for row in exercise.rep_signals]
    checked = [condition.of for check in exercise.checks for condition in check.when]
    return ExerciseText(
        title=exercise.title,
        measures={rule.name: rule.label for rule in exercise.measures},
        checks={
            check.name: CheckText(
                label=check.label,
                cue=check.cue,
                explanation=check.why,
                signal=check.when[0].of if check.when[0].of in SIGNALS else None,
            )
            for check in exercise.checks
        },
        signals={
            name: SignalText(
                label=SIGNALS[name].label, unit=SIGNALS[name].unit, limits=_limits(exercise, name)
            )
            for name in dict.fromkeys([*counted, *measured, *checked])
            if name in SIGNALS
        },
    )


def _limits(exercise: Exercise, signal: str) -> "tuple[LimitLine, ...]":
    """Limits that can be drawn: those on the signal's own value."""
    from upperback.export.texts import LimitLine

    return tuple(
        LimitLine(value=condition.limit, label=check.label)
        for check in exercise.checks
        for condition in check.when
        if condition.of == signal
        and condition.against == "nothing"
        and condition.take != "range"
        and not condition.also
    )
