"""A day's plan and a week's plan, as values; and how long a plan takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from upperback.training.evidence import Decision
from upperback.training.records import PainEntry, Prescription, SessionKind, TrainingSession
from upperback.training.routine import RoutineExercise
from upperback.training.standing import Programme

DayKind = Literal["full", "short", "minimum", "mobility", "rest"]
# Fetching the band, lying down, standing where the camera sees it [E].
SETUP_S = 45.0
# In a two-minute day one stays where one is [E].
QUICK_SETUP_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the planner looks back on.

    Attributes
    ----------
    sessions
        Those of the last months, oldest first.
    pains
        All stated pain of that time, oldest first (see ``pain.stated_pain``).
    programme
        Where the person stands.
    """

    sessions: Sequence[TrainingSession] = ()
    pains: Sequence[PainEntry] = ()
    programme: Programme = field(default_factory=Programme)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An exercise that is not in today's plan, and why; nothing is skipped silently."""

    exercise: str
    title: str
    reason: str


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


def seconds_of(
    prescriptions: Iterable[Prescription],
    routine: Mapping[str, RoutineExercise],
    *,
    setup_s: float = SETUP_S,
) -> float:
    """Return how long prescriptions take, seconds.

    Parameters
    ----------
    prescriptions
        In the order in which they are done.
    routine
        Name to exercise.
    setup_s
        Time to get into position for each exercise (not for its second side).

    Returns
    -------
    float
        Reps times the taught tempo, holds, rests between the sets, and the time to
        get into position. After the last set of an exercise nobody waits.

    Examples
    --------
    >>> from upperback.training.routine import LevelDose
    >>> dose = LevelDose(
    ...     level="beginner", sets=(2, 2), reps=(10, 12), rest_s=(60, 60), days_per_week=(2, 3)
    ... )
    >>> row = RoutineExercise(
    ...     name="row", title="Row", kind="strength", order=1, seconds_per_rep=4.0, doses=(dose,)
    ... )
    >>> plan = Prescription(exercise="row", sets=2, reps=10, hold_s=1.0, rest_s=60.0)
    >>> seconds_of([plan], {"row": row}, setup_s=30.0)
    190.0
    """
    total = 0.0
    seen: set[str] = set()
    for each in prescriptions:
        rep_s = routine[each.exercise].seconds_per_rep + each.hold_s
        total += each.sets * each.reps * rep_s + (each.sets - 1) * each.rest_s
        total += each.rest_s if each.exercise in seen else setup_s
        seen.add(each.exercise)
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """On which days what was done; a forecast adds days to it.

    Attributes
    ----------
    days
        Name of an exercise to the days on which it was done, ascending.
    """

    days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[date, ...]:
        """Days with any training, ascending."""
        return tuple(sorted({day for days in self.days.values() for day in days}))

    def of(self, exercises: Iterable[str]) -> frozenset[date]:
        """Return the days on which any of these exercises was done."""
        return frozenset(day for name in exercises for day in self.days.get(name, ()))

    def last(self, exercise: str) -> date:
        """Return the last day of an exercise; the earliest date there is for never."""
        return max(self.days.get(exercise, ()), default=date.min)

    def with_day(self, exercises: Iterable[str], day: date) -> "Trained":
        """Return the same with exercises done on one more day."""
        added = {
            name: tuple(sorted({*self.days.get(name, ()), day}))
            for name in dict.fromkeys(exercises)
        }
        return Trained(days={**self.days, **added})


def trained_in(sessions: Iterable[TrainingSession]) -> Trained:
    """Return on which days what was done: exercises with at least one rep that counts."""
    days: dict[str, set[date]] = {}
    for session in sessions:
        for logged in session.sets:
            if logged.n_counted:
                days.setdefault(logged.exercise, set()).add(session.started_at.date())
    return Trained(days={name: tuple(sorted(found)) for name, found in days.items()})
