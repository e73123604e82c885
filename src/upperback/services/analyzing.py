"""Use case: watch a whole video or recording and say what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from upperback.coach.engine import CoachEngine
from upperback.coach.events import Event, Notice, SetEnded
from upperback.coach.report import SetReport
from upperback.errors import InvalidPoseError
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.analysis import Analysis, PoseInfo, SourceInfo
from upperback.services.ports import PoseSource, VideoFrame

# Notices that stand in the report of their set.
_OF_THE_VIEW = frozenset({"view", "camera_tilted"})


class Watcher(Protocol):
    """Somebody who looks on, frame by frame: a progress bar, an annotated video."""

    def __call__(
        self, pose: PoseFrame, picture: VideoFrame | None, events: Sequence[Event]
    ) -> None:
        """Take one frame and what the engine said of it."""


@dataclass(slots=True)
class _Tally:
    """What is counted over all frames."""

    n_frames: int = 0
    n_with_person: int = 0
    first_s: float = 0.0
    last_s: float = 0.0
    sets: list[SetReport] = field(default_factory=list)
    notices: dict[str, str] = field(default_factory=dict)

    def add(self, pose: PoseFrame) -> None:
        if not self.n_frames:
            self.first_s = pose.time_s
        self.n_frames += 1
        self.n_with_person += pose.has_person
        self.last_s = max(self.last_s, pose.time_s)

    def hear(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, SetEnded):
                self.sets.append(event.report)
            elif isinstance(event, Notice):
                # The first of a kind is enough for a report.
                self.notices.setdefault(event.code, f"At {event.time_s:.0f} s: {event.text}")


def analyze_source(
    source: PoseSource,
    exercises: Sequence[Exercise],
    *,
    recognise: bool,
    watchers: Sequence[Watcher] = (),
) -> Analysis:
    """Run the engine over a source.

    Parameters
    ----------
    source
        Read once, to its end.
    exercises
        The exercises to look for.
    recognise
        Whether the exercise is to be recognised (a set without a full rep is
        then taken for something else and left out) or was named by the person.
    watchers
        Called after each frame.

    Returns
    -------
    Analysis

    Raises
    ------
    UpperbackError
        If the source cannot be read.
    """
    engine = CoachEngine(exercises, model_name=source.model_name, recognised=recognise)
    tally = _Tally()
    for pose, picture in source.poses():
        tally.add(pose)
        events = engine.push(pose)
        tally.hear(events)
        for watcher in watchers:
            watcher(pose, picture, events)
    tally.hear(engine.finish())
    if not tally.n_frames:
        raise InvalidPoseError(f"{source.info.path}: expected at least one frame, got none")
    return _analysis(source, tally, recognise=recognise)


def _analysis(source: PoseSource, tally: _Tally, *, recognise: bool) -> Analysis:
    kept = tuple(
        report
        for report in sorted(tally.sets, key=lambda each: each.start_s)
        if report.reps or (report.partial_reps and not recognise)
    )
    truncated = source.truncated
    cut_short = (truncated,) if truncated is not None else ()
    # What is left is about the whole source.
    remarks = tuple(text for code, text in tally.notices.items() if code not in _OF_THE_VIEW)
    return Analysis(
        source=_source_info(source, tally),
        pose=PoseInfo(
            model=source.model_name,
            frames_with_person=tally.n_with_person,
            complete=truncated is None,
        ),
        sets=kept,
        reason=None if kept else _reason(tally),
        notices=(*cut_short, *remarks),
    )


def _source_info(source: PoseSource, tally: _Tally) -> SourceInfo:
    info = source.info
    span_s = tally.last_s - tally.first_s
    steps = tally.n_frames - 1
    fps = steps / span_s if steps and span_s > 0 else info.fps or 0.0
    return SourceInfo(
        path=info.path,
        duration_s=span_s + (1.0 / fps if fps else 0.0),
        frames=tally.n_frames,
        fps=fps,
        width=info.width,
        height=info.height,
    )


def _reason(tally: _Tally) -> str:
    if not tally.n_with_person:
        return (
            "nobody was seen in any frame; make sure that the whole body is in the picture, "
            "well lit, and not cut off by its edge"
        )
    if any(report.partial_reps for report in tally.sets):
        return "a start pose and partial reps were seen, but no full rep"
    if tally.sets:
        return "a start pose was seen, but no rep"
    return "a person was seen, but none of the exercises was recognised"
