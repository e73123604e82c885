"""The result of analysing one video or recording."""

from dataclasses import dataclass, field

from upperback.coach.report import SetReport

SCHEMA = "upperback.analysis/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """The video or recording that was analysed; sizes as shown, after rotation."""

    path: str
    duration_s: float
    frames: int
    fps: float
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseInfo:
    """How much the pose model saw. ``complete`` is False for a truncated source."""

    model: str
    frames_with_person: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """What happened in a video: schema ``upperback.analysis/1``.

    ``reason`` says why there is no set; ``notices`` are remarks about the whole
    source (truncated, another person, ...), in plain words.
    """

    source: SourceInfo
    pose: PoseInfo
    sets: tuple[SetReport, ...]
    reason: str | None = None
    notices: tuple[str, ...] = field(default=())
