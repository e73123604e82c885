"""Long series made short enough to be drawn: days to weeks, weeks to months.

A chart has a few hundred places across; ten years have 3,650 days. What is drawn is
condensed where it is known what may be averaged and what added up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean
from typing import Literal, TypeVar

from upperback.training.baseline import TestResult
from upperback.training.habit import KeptDay
from upperback.training.plan import monday_of
from upperback.training.routine import REPS_MEASURE
from upperback.training.series import TestSeries, WeekOfPain, WeekOfWork

Step = Literal["day", "week", "month"]
# More points than this are no longer told apart on a screen [E].
MOST_POINTS = 150
# Two and a half years of weeks.
MOST_WEEKS = 130
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on a chart: the mean of some results, and from where to where they reach.

    Attributes
    ----------
    day
        The day, or the first day of the week or month.
    value, lowest, highest
        In the unit of the test.
    error
        The largest of the results' errors (plus or minus).
    n
        How many results it stands for.
    is_baseline
        Whether one of them was a baseline.
    """

    day: date
    value: float
    lowest: float
    highest: float
    error: float
    n: int
    is_baseline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfDays:
    """A month of the calendar: its kept days, minutes of moving and reps."""

    month: date
    n_days: int
    minutes: float
    n_reps: int


def drawn_results(series: TestSeries) -> Sequence[TestResult]:
    """Return what to draw: a set of training ends as planned, so endurance is for tests."""
    tested = [each for each in series.points if each.is_baseline]
    return tested if series.unit == REPS_MEASURE and tested else series.points


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def condensed_points(
    results: Sequence[TestResult], most: int = MOST_POINTS
) -> tuple[Step, tuple[Point, ...]]:
    """Return results, oldest first, as at most ``most`` points, and what one point stands for.

    Twelve years and more of months may be more.

    Examples
    --------
    >>> from datetime import timedelta
    >>> days = [date(2026, 1, 5) + timedelta(days=n) for n in range(14)]
    >>> results = [
    ...     TestResult(day=day, value=40.0 + n, error=5.0, mass_kg=None, is_baseline=False)
    ...     for n, day in enumerate(days)
    ... ]
    >>> step, points = condensed_points(results, most=5)
    >>> step, [point.value for point in points]
    ('week', [43.0, 50.0])
    """
    step = _step(results, most)
    if step == "day":
        return step, tuple(_point(each.day, (each,)) for each in results)
    start_of = monday_of if step == "week" else month_of
    groups = groupby(results, lambda each: start_of(each.day))
    return step, tuple(_point(day, tuple(group)) for day, group in groups)


def _step(results: Sequence[TestResult], most: int) -> Step:
    if len(results) <= most:
        return "day"
    weeks = (results[-1].day - results[0].day).days / 7.0 + 1.0
    return "week" if weeks <= most else "month"


def condensed_work(
    weeks: Sequence[WeekOfWork], most: int = MOST_WEEKS
) -> tuple[Step, tuple[WeekOfWork, ...]]:
    """Return weeks as they are, or where there are too many, months in their place.

    The score of a month is weighted by the reps of its weeks.
    """
    if len(weeks) <= most:
        return "week", tuple(weeks)
    groups = _grouped(weeks, lambda week: month_of(week.monday))
    return "month", tuple(_month_of_work(month, groups[month]) for month in sorted(groups))


def condensed_pain(
    weeks: Sequence[WeekOfPain], most: int = MOST_WEEKS
) -> tuple[Step, tuple[WeekOfPain, ...]]:
    """Return weeks as they are, or where there are too many, months in their place."""
    if len(weeks) <= most:
        return "week", tuple(weeks)
    groups = _grouped(weeks, lambda week: month_of(week.monday))
    return "month", tuple(_month_of_pain(month, groups[month]) for month in sorted(groups))


def months_of_days(days: Iterable[KeptDay]) -> tuple[MonthOfDays, ...]:
    """Return kept days month by month, oldest first."""
    groups = _grouped(days, lambda kept: month_of(kept.day))
    return tuple(
        MonthOfDays(
            month=month,
            n_days=len(groups[month]),
            minutes=sum(kept.minutes for kept in groups[month]),
            n_reps=sum(kept.n_reps for kept in groups[month]),
        )
        for month in sorted(groups)
    )


def _grouped(items: Iterable[_Item], key: Callable[[_Item], date]) -> dict[date, list[_Item]]:
    groups: dict[date, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _point(day: date, results: Sequence[TestResult]) -> Point:
    values = [each.value for each in results]
    return Point(
        day=day,
        value=fmean(values),
        lowest=min(values),
        highest=max(values),
        error=max(each.error for each in results),
        n=len(values),
        is_baseline=any(each.is_baseline for each in results),
    )


def _month_of_work(month: date, weeks: Sequence[WeekOfWork]) -> WeekOfWork:
    n_reps = sum(week.n_reps for week in weeks)
    judged = [(w.clean_share, w.score, w.n_reps) for w in weeks if w.clean_share is not None]
    weight = sum(reps for _, _, reps in judged)
    return WeekOfWork(
        monday=month,
        n_days=sum(week.n_days for week in weeks),
        n_sets=sum(week.n_sets for week in weeks),
        n_reps=n_reps,
        clean_share=sum(share * reps for share, _, reps in judged) / weight if weight else None,
        score=sum((score or 0.0) * reps for _, score, reps in judged) / weight if weight else None,
        volume_kg=sum(week.volume_kg for week in weeks),
        top_band_step=max((w.top_band_step for w in weeks if w.top_band_step), default=None),
        top_mass_kg=max((w.top_mass_kg for w in weeks if w.top_mass_kg), default=None),
        best_set_reps=max(week.best_set_reps for week in weeks),
        minutes=sum(week.minutes for week in weeks),
    )


def _month_of_pain(month: date, weeks: Sequence[WeekOfPain]) -> WeekOfPain:
    means = [week.mean for week in weeks if week.mean is not None]
    return WeekOfPain(
        monday=month,
        mean=fmean(means) if means else None,
        highest=max((w.highest for w in weeks if w.highest is not None), default=None),
        n_days=sum(week.n_days for week in weeks),
    )
