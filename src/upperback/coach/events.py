"""What the engine says while it watches; each event carries the time of its frame."""

from collections.abc import Mapping
from dataclasses import dataclass

from upperback.coach.report import Finding, Measure, PartialRep, Rep, SetReport
from upperback.exercises.definition import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStarted:
    """The start pose of an exercise was held; reps count from here."""

    time_s: float
    exercise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where in the rep the person is: ``share`` 0 at the start pose, 1 at the end range.

    ``readings`` are the measures that are valid in this view, as they are now.
    """

    time_s: float
    exercise: str
    phase: str
    share: float
    readings: Mapping[str, Measure]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RepCounted:
    """A full rep was completed."""

    time_s: float
    exercise: str
    rep: Rep


@dataclass(frozen=True, slots=True, kw_only=True)
class RepNotCounted:
    """A rep was started but not completed."""

    time_s: float
    exercise: str
    partial_rep: PartialRep


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade:
    """A form check was broken."""

    time_s: float
    exercise: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class CueGiven:
    """The one sentence to say now. ``check`` is None for praise."""

    time_s: float
    exercise: str
    check: str | None
    severity: Severity | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetEnded:
    """A set is over; its report is final."""

    time_s: float
    report: SetReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A remark about what the camera sees, in plain words; ``code`` is for programs."""

    time_s: float
    code: str
    text: str


Event = (
    SetStarted | Progress | RepCounted | RepNotCounted | FindingMade | CueGiven | SetEnded | Notice
)
