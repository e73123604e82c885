"""A day's plan and a week's plan, as values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from upperback.training.evidence import Decision
from upperback.training.records import PainEntry, Prescription, SessionKind, TrainingSession
from upperback.training.standing import Programme
from upperback.training.trained import Trained, trained_in

DayKind = Literal["full", "short", "minimum", "mobility", "rest"]
Barrier = Literal["screening", "consent", "pain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the planner looks back on.

    Attributes
    ----------
    sessions
        Those of the last months that the rules look at, oldest first.
    pains
        All stated pain of that time, oldest first (see ``pain.stated_pain``).
    programme
        Where the person stands.
    days
        On which days what was done, where that is known of more days than ``sessions`` has;
        None where the sessions tell it.
    """

    sessions: Sequence[TrainingSession] = ()
    pains: Sequence[PainEntry] = ()
    programme: Programme = field(default_factory=Programme)
    days: Trained | None = None

    @property
    def trained(self) -> Trained:
        """On which days what was done."""
        return trained_in(self.sessions) if self.days is None else self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An exercise that is not in today's plan, and why; nothing is skipped silently."""

    exercise: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """An exercise that may not be done now, not even on wish.

    Attributes
    ----------
    exercise, title
        Its name; for people.
    by
        The answers of the screening, a doctor's consent that is open, or pain.
    reason
        One sentence, fit to be shown.
    """

    exercise: str
    title: str
    by: Barrier
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlan:
    """What comes of exercises that the person names.

    Attributes
    ----------
    prescriptions
        In the order of the names; one for each side where the sides work apart.
    minutes
        How long they take, estimated.
    forbidden
        Those that may not be done now.
    decisions
        What was decided of each exercise of the routine.
    """

    prescriptions: tuple[Prescription, ...]
    minutes: int
    forbidden: tuple[Forbidden, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another plan for the same day: its kind, its minutes and a few words."""

    kind: DayKind
    minutes: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """What to do on a day.

    Attributes
    ----------
    day
        The person's date.
    kind
        Full, short, minimum, mobility (strength rests) or rest.
    prescriptions
        In order; one for each side where the sides work apart. Each has its reasons.
    minutes
        How long it takes, estimated; 0 for rest.
    left_out
        Exercises of the routine that are not in it, with the reason.
    alternatives
        Other plans for the same day.
    notes
        Sentences for the top: praise, advice, what is due.
    is_kept
        Whether the person has trained on this day already.
    decisions
        What was decided of each exercise of the routine, also of those left out.
    """

    day: date
    kind: DayKind
    prescriptions: tuple[Prescription, ...] = ()
    minutes: int = 0
    left_out: tuple[LeftOut, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()
    is_kept: bool = False
    decisions: tuple[Decision, ...] = ()

    @property
    def session_kind(self) -> SessionKind:
        """The kind of a training session that follows this plan."""
        own: dict[DayKind, SessionKind] = {"full": "full", "minimum": "minimum"}
        return own.get(self.kind, "short")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """A week from Monday on: what was kept and what is planned.

    Attributes
    ----------
    monday
        First day.
    goal
        How many days the person wants to train.
    kept
        Days of this week with training, ascending.
    days
        Plans of the days still to come on which training is planned, ascending.
    """

    monday: date
    goal: int
    kept: tuple[date, ...]
    days: tuple[DayPlan, ...]


@lru_cache(maxsize=8192)  # ten years of days, asked for each row
def monday_of(day: date) -> date:
    """Return the Monday of the week of a day.

    Examples
    --------
    >>> monday_of(date(2026, 5, 7))
    datetime.date(2026, 5, 4)
    """
    return day - timedelta(days=day.weekday())


def week_number(day: date) -> int:
    """Return the number of the week of a day, counted from the first week of year 1.

    Quick, for grouping years of days; :func:`monday_of_week` leads back.
    """
    return (day.toordinal() - 1) // 7


def monday_of_week(number: int) -> date:
    """Return the Monday of a week.

    Examples
    --------
    >>> monday_of_week(week_number(date(2026, 5, 7)))
    datetime.date(2026, 5, 4)
    """
    return date.fromordinal(7 * number + 1)
