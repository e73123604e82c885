"""What a live session tells the page; docs/live-protocol.md says what each is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from upperback.coach.placement import Placement
from upperback.coach.report import Finding, Measure, PartialRep, Rep
from upperback.coach.session_steps import TrainingState
from upperback.exercises.definition import Severity

Breath = Literal["in", "out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged:
    """The state as it is now."""

    state: TrainingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where the person is, and what to change."""

    placement: Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where in the rep the person is; ``readings`` is empty where it has not been read anew."""

    phase: str
    share: float
    breath: Breath | None
    hold_s: float
    readings: Mapping[str, Measure]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """One rep counted; ``index`` is that of the set's reps, ``count`` how many count by now."""

    rep: Rep
    index: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """A rep that does not count, and why, in plain words."""

    partial_rep: PartialRep
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A form check was broken in the rep of this index."""

    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Say this now; ``check`` is None for praise."""

    check: str | None
    severity: Severity | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A remark; ``code`` is for programs."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandUp:
    """A hand is held up."""

    held_s: float


Message = StateChanged | Placed | Moved | Counted | NotCounted | Found | Said | Noticed | HandUp
