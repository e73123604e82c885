"""Left against right, the muscles of a week, and personal bests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from statistics import fmean

from upperback.training.routine import RoutineExercise
from upperback.training.series import N_NOW, TestSeries
from upperback.training.summaries import DaySummary

# domain.md 6: over half of all people differ by more than 10 %; notable only beyond 20 %
# [S33] and beyond the own error.
NOTABLE_SHARE = 0.20
# A helping muscle works about half as much as a main one [E].
HELPING = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Left against right in one test.

    Attributes
    ----------
    exercise, label, unit
        What it is, for people.
    left, right
        Means of the last days, in the unit.
    share
        Difference as a share of the larger side, 0 to 1.
    is_notable
        Whether it is beyond 20 % and beyond the person's own error.
    says
        One sentence, fit to be shown.
    """

    exercise: str
    label: str
    unit: str
    left: float
    right: float
    share: float
    is_notable: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleLoad:
    """How much a muscle worked: reps (half for helping), and the share of the busiest."""

    muscle: str
    reps: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalBest:
    """A personal best: what, how much, in which unit, and when first reached."""

    exercise: str
    label: str
    value: float
    unit: str
    day: date


def balances(series: Iterable[TestSeries]) -> tuple[Balance, ...]:
    """Return left against right for each test that has both.

    Parameters
    ----------
    series
        As ``series.series_of_test`` returns them, of any tests.
    """
    sided: dict[tuple[str, str], dict[str, TestSeries]] = {}
    for each in series:
        if each.side != "both" and each.points:
            sided.setdefault((each.exercise, each.label), {})[each.side] = each
    return tuple(_balance(both["left"], both["right"]) for both in sided.values() if len(both) == 2)


def muscles_of_week(
    rows: Iterable[DaySummary], routine: Iterable[RoutineExercise], today: date
) -> tuple[MuscleLoad, ...]:
    """Return how much each muscle worked in the last seven days.

    Parameters
    ----------
    rows
        Of all exercises.
    routine
        Exercises with their muscles.
    today
        The person's date; the last of the seven days.

    Returns
    -------
    tuple of MuscleLoad
        The busiest first; muscles without work are missing.
    """
    since = today - timedelta(days=6)
    reps: dict[str, int] = {}
    for row in rows:
        if since <= row.day <= today:
            reps[row.exercise] = reps.get(row.exercise, 0) + row.n_reps
    worked: dict[str, float] = {}
    for exercise in routine:
        for role, weight in (("main", 1.0), ("helping", HELPING)):
            for muscle in exercise.muscles.get(role, ()):
                done = weight * reps.get(exercise.name, 0)
                worked[muscle] = worked.get(muscle, 0.0) + done
    most = max(worked.values(), default=0.0)
    return tuple(
        MuscleLoad(muscle=muscle, reps=done, strength=done / most)
        for muscle, done in sorted(worked.items(), key=lambda item: (-item[1], item[0]))
        if done > 0
    )


def personal_bests(
    by_exercise: Mapping[str, Sequence[DaySummary]],
    series: Iterable[TestSeries],
    titles: Mapping[str, str],
) -> tuple[PersonalBest, ...]:
    """Return the personal bests: test results, most reps in a set, heaviest load.

    Parameters
    ----------
    by_exercise
        Name of an exercise to its rows, oldest first.
    series
        Tests over time.
    titles
        Name of an exercise to its title; others are left out.
    """
    of_tests = [
        PersonalBest(
            exercise=each.exercise,
            label=each.label if each.side == "both" else f"{each.label}, {each.side}",
            value=each.best.value,
            unit=each.unit,
            day=each.best.day,
        )
        for each in series
        if each.best is not None and each.unit == "deg"
    ]
    of_work = [
        best
        for name, rows in by_exercise.items()
        if name in titles
        for best in _bests_of_work(name, titles[name], rows)
    ]
    return (*of_tests, *of_work)


def _balance(left: TestSeries, right: TestSeries) -> Balance:
    means = [fmean(point.value for point in each.points[-N_NOW:]) for each in (left, right)]
    difference, larger = abs(means[0] - means[1]), max(map(abs, means))
    share = difference / larger if larger else 0.0
    is_notable = share > NOTABLE_SHARE and difference > left.noise.real_change
    further = "left" if means[0] > means[1] else "right"
    says = (
        f"{left.label}: the {further} goes {share:.0%} further; begin with the other side."
        if is_notable
        else f"{left.label}: no notable difference between left and right."
    )
    return Balance(
        exercise=left.exercise,
        label=left.label,
        unit=left.unit,
        left=means[0],
        right=means[1],
        share=share,
        is_notable=is_notable,
        says=says,
    )


# What is kept of work: in words, its unit, and the value of a day (None or 0 for none).
_WORK: tuple[tuple[str, str, Callable[[DaySummary], float | None]], ...] = (
    ("most reps in a set", "reps", attrgetter("best_set_reps")),
    ("hardest band", "band", attrgetter("top_band_step")),
    ("heaviest dumbbell", "kg", attrgetter("top_mass_kg")),
)


def _bests_of_work(name: str, title: str, rows: Sequence[DaySummary]) -> Iterable[PersonalBest]:
    for label, unit, value_of in _WORK:
        values = list(map(value_of, rows))
        if value := max(filter(None, values), default=None):
            yield PersonalBest(
                exercise=name,
                label=f"{title}: {label}",
                value=float(value),
                unit=unit,
                day=rows[values.index(value)].day,
            )
