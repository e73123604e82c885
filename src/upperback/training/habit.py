"""The habit: kept days and weeks. Forgiving: one week off breaks nothing.

A day counts with any rep, two minutes included (domain.md 8). There is no streak that can
break: missing one day does no harm (domain.md 11d).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from upperback.training.plan import monday_of
from upperback.training.summaries import DaySummary

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDay:
    """A day with training: its reps, minutes of moving, and exercises."""

    day: date
    n_reps: int
    minutes: float
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How the habit goes.

    Attributes
    ----------
    days
        Kept days, oldest first.
    goal
        Days a week the person wants.
    this_week
        Kept days of this week.
    weeks_with_goal
        Weeks in which the goal was reached, this week included once it is.
    weeks_active
        Weeks with at least one kept day.
    weeks_going
        Weeks since it has been going, up to now; a single week off in between is forgiven.
    """

    days: tuple[KeptDay, ...]
    goal: int
    this_week: int
    weeks_with_goal: int
    weeks_active: int
    weeks_going: int


def habit_of(rows: Iterable[DaySummary], *, goal: int, today: date) -> Habit:
    """Return how the habit goes.

    Parameters
    ----------
    rows
        Of all exercises.
    goal
        Days a week the person wants.
    today
        The person's date.

    Examples
    --------
    >>> days = [date(2026, 5, 4), date(2026, 5, 19)]
    >>> rows = [DaySummary(day=day, exercise="cat_cow", side="both", n_reps=5) for day in days]
    >>> habit = habit_of(rows, goal=1, today=date(2026, 5, 20))
    >>> habit.weeks_with_goal, habit.weeks_going
    (2, 3)
    """
    days = _kept_days(rows)
    weeks: dict[date, int] = {}
    for kept in days:
        monday = monday_of(kept.day)
        weeks[monday] = weeks.get(monday, 0) + 1
    this_monday = monday_of(today)
    return Habit(
        days=days,
        goal=goal,
        this_week=weeks.get(this_monday, 0),
        weeks_with_goal=sum(count >= goal for count in weeks.values()),
        weeks_active=len(weeks),
        weeks_going=_weeks_going(set(weeks), this_monday),
    )


def _kept_days(rows: Iterable[DaySummary]) -> tuple[KeptDay, ...]:
    by_day: dict[date, list[DaySummary]] = {}
    for row in rows:
        if row.n_reps:
            by_day.setdefault(row.day, []).append(row)
    return tuple(
        KeptDay(
            day=day,
            n_reps=sum(row.n_reps for row in of_day),
            minutes=sum(row.moving_s for row in of_day) / 60.0,
            exercises=tuple(dict.fromkeys(row.exercise for row in of_day)),
        )
        for day, of_day in sorted(by_day.items())
    )


def _weeks_going(mondays: set[date], this_monday: date) -> int:
    """Count weeks back from now to the beginning of the present run, forgiving single gaps."""
    # A week that is not over is no week off.
    monday, first = this_monday if this_monday in mondays else this_monday - _WEEK, None
    while monday in mondays or monday - _WEEK in mondays:
        first = monday if monday in mondays else first
        monday -= _WEEK
    return (this_monday - first).days // 7 + 1 if first is not None else 0
