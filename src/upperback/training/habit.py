"""The habit: kept days and weeks. Forgiving: one week off breaks nothing.

A day counts with any rep, two minutes included (domain.md 8). There is no streak that can
break: missing one day does no harm (domain.md 11d).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from upperback.training.plan import week_number
from upperback.training.summaries import DaySummary


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
    weeks = Counter(week_number(kept.day) for kept in days)
    this_week = week_number(today)
    return Habit(
        days=days,
        goal=goal,
        this_week=weeks[this_week],
        weeks_with_goal=sum(count >= goal for count in weeks.values()),
        weeks_active=len(weeks),
        weeks_going=_weeks_going(weeks.keys(), this_week),
    )


def _kept_days(rows: Iterable[DaySummary]) -> tuple[KeptDay, ...]:
    n_reps: dict[date, int] = {}
    moving_s: dict[date, float] = {}
    exercises: dict[date, dict[str, None]] = {}
    for row in rows:
        if row.n_reps:
            day = row.day
            n_reps[day] = n_reps.get(day, 0) + row.n_reps
            moving_s[day] = moving_s.get(day, 0.0) + row.moving_s
            exercises.setdefault(day, {})[row.exercise] = None
    return tuple(
        KeptDay(
            day=day,
            n_reps=n_reps[day],
            minutes=moving_s[day] / 60.0,
            exercises=tuple(exercises[day]),
        )
        for day in sorted(n_reps)
    )


def _weeks_going(weeks: Collection[int], this_week: int) -> int:
    """Count weeks back from now to the beginning of the present run, forgiving single gaps."""
    # A week that is not over is no week off.
    week, first = this_week if this_week in weeks else this_week - 1, None
    while week in weeks or week - 1 in weeks:
        first = week if week in weeks else first
        week -= 1
    return this_week - first + 1 if first is not None else 0
