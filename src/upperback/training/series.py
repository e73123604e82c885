"""Series over time for the charts: tests with their noise band, form, work, pain.

Made from one row a day (see ``summaries``), so ten years take a moment.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from statistics import fmean

from upperback.training.baseline import TestResult, noise_pairs, results_of
from upperback.training.noise import Change, Noise, change_between, noise_of
from upperback.training.plan import monday_of_week, week_number
from upperback.training.records import PainEntry, Side
from upperback.training.routine import REPS_MEASURE, RoutineTest
from upperback.training.summaries import DaySummary

# So many results make the starting value where there is no baseline, and the present one.
N_START = 2
N_NOW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSeries:
    """One test and side over time, with the person's noise band.

    Attributes
    ----------
    exercise, label, side, unit
        What it is, for people.
    points
        Oldest first, one a day; ``condense`` makes them fewer for a chart.
    start
        Mean of the first baseline days, or of the first two days without a baseline;
        None without points.
    now
        Mean of the last three days; None without points.
    noise
        The noise band; its width is ``noise.real_change`` each way around ``start``.
    change
        From start to now; None before there are results on more days than the start
        rests on.
    best
        The highest point; None without points.
    """

    __test__ = False

    exercise: str
    label: str
    side: Side
    unit: str
    points: tuple[TestResult, ...]
    start: float | None
    now: float | None
    noise: Noise
    change: Change | None
    best: TestResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfWork:
    """One week of one exercise.

    Attributes
    ----------
    monday
        First day of the week.
    n_days, n_sets, n_reps
        Days with it, sets, reps that count.
    clean_share
        Share of clean reps, 0 to 1; None without reps.
    score
        Mean form score, 0 to 100; None where nobody watched.
    volume_kg
        Reps times the mass of one dumbbell, kilograms.
    top_band_step, top_mass_kg
        Hardest load; None without.
    best_set_reps
        Most reps in one set.
    minutes
        Minutes of moving.
    """

    monday: date
    n_days: int
    n_sets: int
    n_reps: int
    clean_share: float | None
    score: float | None
    volume_kg: float
    top_band_step: int | None
    top_mass_kg: float | None
    best_set_reps: int
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfPain:
    """Pain stated in one week, beside the training done in it.

    Attributes
    ----------
    monday
        First day of the week.
    mean, highest
        Of the pain stated, 0 to 10; None if none was stated.
    n_days
        Days with training.
    """

    monday: date
    mean: float | None
    highest: int | None
    n_days: int


def series_of_test(
    rows: Sequence[DaySummary], exercise: str, test: RoutineTest
) -> tuple[TestSeries, ...]:
    """Return the series of a test, one for each of its sides.

    Parameters
    ----------
    rows
        One a day and side, of this exercise.
    exercise
        Its name.
    test
        The test. Both sides share one noise band: the same test, twice the data.
    """
    results = {side: results_of(rows, test, side) for side in test.measures}
    pairs = [pair for each in results.values() for pair in noise_pairs(each)]
    noise = noise_of(pairs, least_change=test.least_change, unit=test.unit)
    return tuple(_series(exercise, test, side, each, noise) for side, each in results.items())


def weeks_of_work(rows: Iterable[DaySummary]) -> tuple[WeekOfWork, ...]:
    """Return the weeks in which an exercise was done, oldest first.

    Parameters
    ----------
    rows
        Of one exercise.
    """
    weeks: dict[int, list[DaySummary]] = {}
    for row in rows:
        weeks.setdefault(week_number(row.day), []).append(row)
    return tuple(_week_of_work(week, of_week) for week, of_week in sorted(weeks.items()))


def weeks_of_pain(
    rows: Sequence[DaySummary], entries: Iterable[PainEntry]
) -> tuple[WeekOfPain, ...]:
    """Return the weeks with training or stated pain, oldest first.

    Parameters
    ----------
    rows
        Of all exercises.
    entries
        Pain the person stated apart from sets.
    """
    days = Counter(map(week_number, {row.day for row in rows if row.n_reps}))
    stated: dict[int, list[int]] = {}
    for row in rows:
        if row.pain_max is not None:
            stated.setdefault(week_number(row.day), []).append(row.pain_max)
    for entry in entries:
        stated.setdefault(week_number(entry.at.date()), []).append(entry.value)
    return tuple(
        WeekOfPain(
            monday=monday_of_week(week),
            mean=fmean(values) if (values := stated.get(week)) else None,
            highest=max(stated.get(week, ()), default=None),
            n_days=days[week],
        )
        for week in sorted(days.keys() | stated.keys())
    )


def by_exercise(rows: Iterable[DaySummary]) -> dict[str, list[DaySummary]]:
    """Return the rows of each exercise, in their order."""
    found: dict[str, list[DaySummary]] = {}
    for row in rows:
        found.setdefault(row.exercise, []).append(row)
    return found


def _series(
    exercise: str,
    test: RoutineTest,
    side: Side,
    results: Sequence[TestResult],
    noise: Noise,
) -> TestSeries:
    compared = _comparable(results, test.measures[side])
    baseline = list(islice((each for each in compared if each.is_baseline), N_START))
    first = baseline or list(compared[:N_START])
    later = [each for each in compared[-N_NOW:] if each.day > first[-1].day]
    start = fmean(each.value for each in first) if first else None
    now = fmean(each.value for each in later) if later else start
    is_known = start is not None and now is not None and bool(later)
    return TestSeries(
        exercise=exercise,
        label=test.label,
        side=side,
        unit=test.unit,
        points=tuple(results),
        start=start,
        now=now,
        noise=noise,
        change=change_between(start or 0.0, now or 0.0, noise) if is_known else None,
        best=max(results, key=attrgetter("value"), default=None),
    )


def _comparable(results: Sequence[TestResult], measure: str) -> Sequence[TestResult]:
    """Return the results that may be compared: reps only with the dumbbell of today.

    A set of training ends where it is planned to end, so endurance is compared between
    baselines only, where there are any.
    """
    if measure != REPS_MEASURE or not results:
        return results
    same = [each for each in results if each.mass_kg == results[-1].mass_kg]
    baselines = [each for each in results if each.is_baseline]
    same_baselines = [each for each in baselines if each.mass_kg == baselines[-1].mass_kg]
    return same_baselines or same


def _week_of_work(week: int, rows: Sequence[DaySummary]) -> WeekOfWork:
    n_reps = sum(row.n_reps for row in rows)
    n_scored = sum(row.n_scored for row in rows)
    total = sum((row.mean_score or 0.0) * row.n_scored for row in rows)
    return WeekOfWork(
        monday=monday_of_week(week),
        n_days=len({row.day for row in rows if row.n_reps}),
        n_sets=sum(row.n_sets for row in rows),
        n_reps=n_reps,
        clean_share=sum(row.n_clean for row in rows) / n_scored if n_scored else None,
        score=total / n_scored if n_scored else None,
        volume_kg=sum(row.volume_kg for row in rows),
        top_band_step=max([r.top_band_step for r in rows if r.top_band_step], default=None),
        top_mass_kg=max([row.top_mass_kg for row in rows if row.top_mass_kg], default=None),
        best_set_reps=max(row.best_set_reps for row in rows),
        minutes=sum(row.moving_s for row in rows) / 60.0,
    )
