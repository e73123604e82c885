"""What to do this week: on the days that the person chose, or spread as far apart as they go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from upperback.training.day import planned
from upperback.training.plan import DayPlan, History, WeekPlan, monday_of
from upperback.training.planner import situation_of
from upperback.training.profile import Profile
from upperback.training.routine import RoutineExercise

_WEEK = timedelta(days=7)
_ONE_DAY = timedelta(days=1)


def plan_week(
    routine: Sequence[RoutineExercise], history: History, profile: Profile, now: datetime
) -> WeekPlan:
    """Return the week of a moment: what was kept, and plans for days still to come.

    Parameters
    ----------
    routine, history, profile, now
        As for :func:`upperback.training.planner.plan_today`.

    Returns
    -------
    WeekPlan
        As many days as the goal still asks for: of those that the person chose, else spread
        over the rest of the week. A day that was missed is not asked for again. Later days
        are a forecast: they take it that the earlier ones are kept.
    """
    today, trained = now.date(), history.trained
    monday = monday_of(today)
    kept = tuple(day for day in trained.kept if monday <= day < monday + _WEEK)
    wanted = profile.days_per_week - len(kept)
    days: list[DayPlan] = []
    for offset in _spread(_open_days(profile, trained.kept, today, wanted), wanted):
        then = now + timedelta(days=offset)
        situation = replace(situation_of(routine, history, profile, then), trained=trained)
        plan = planned(situation, profile.minutes)
        trained = trained.with_day([each.exercise for each in plan.prescriptions], plan.day)
        days += [plan] if plan.prescriptions else []
    return WeekPlan(monday=monday, goal=profile.days_per_week, kept=kept, days=tuple(days))


def _open_days(profile: Profile, kept: Sequence[date], today: date, wanted: int) -> list[int]:
    """Return the days of this week that may be planned, counted from today."""
    first = today.weekday()
    free = [n for n in range(7 - first) if today + timedelta(days=n) not in kept]
    if profile.weekdays:
        return [n for n in free if first + n in profile.weekdays]
    return [n for n in free if n > 0] if today - _ONE_DAY in kept and len(free) > wanted else free


def _spread(free: Sequence[int], wanted: int) -> list[int]:
    """Return some of the free days, as far apart as they go.

    Examples
    --------
    >>> _spread(range(7), 3), _spread([5, 6], 3), _spread([3, 4], 0)
    ([0, 2, 4], [5, 6], [])
    """
    if wanted >= len(free):
        return list(free)
    return [free[n * len(free) // wanted] for n in range(wanted)]
