"""The baseline and its repetition: which tests are due when, and what they gave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from upperback.training.records import Side, TrainingSession
from upperback.training.routine import REPS_MEASURE, RoutineExercise, RoutineTest
from upperback.training.summaries import DaySummary

BaselineStage = Literal["first_day", "second_day", "retest"]
# Issue 5: two baseline days; 4 weeks fit the 8 to 10 weeks in which effects show (domain.md 11e).
RETEST_AFTER = timedelta(weeks=4)
# The second day must be another day, and soon: what changes in between is no noise [E].
SECOND_WITHIN = timedelta(days=14)
# A relaxed standing picture from the side: the person's own trend, never a class or a
# diagnosis (domain.md 2.7). Optional; its sets are logged under this name.
STANDING = "standing"
STANDING_TESTS: tuple[RoutineTest, ...] = (
    RoutineTest(
        label="Upper-back curve, standing relaxed",
        # k_T of domain.md 2.7: the curve of the whole back falls with a hollow low back.
        measures={"both": "upper_back_curvature"},
        unit="",
        reps=None,
        least_change=0.04,  # domain.md 2.6: within 0.04 a back counts as the same [E]
    ),
    RoutineTest(
        label="Head position, standing relaxed",
        measures={"both": "head_forward_deg"},
        unit="deg",
        reps=None,
        least_change=10.0,  # domain.md 2.7: +-5 deg a picture; 2.3: 10 deg between days [E]
    ),
)


def is_only_looks(session: TrainingSession) -> bool:
    """Whether a session holds looks at standing and nothing else: then it is no training."""
    return bool(session.sets) and all(each.exercise == STANDING for each in session.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """What a test gave on one day.

    Attributes
    ----------
    day
        The person's date.
    value, error
        In the unit of the test; the error (plus or minus) is 0 for reps.
    mass_kg
        The dumbbell it was done with; None without.
    is_baseline
        Whether it was done as a baseline; otherwise in ordinary training.
    """

    __test__ = False  # no test class, whatever pytest makes of its name

    day: date
    value: float
    error: float
    mass_kg: float | None
    is_baseline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTest:
    """A test to be done now: the exercise, the side, and how many reps (None: all that go)."""

    exercise: str
    label: str
    side: Side
    reps: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineDue:
    """Where the person stands with the baseline.

    Attributes
    ----------
    stage
        First or second baseline day, or the repetition every four weeks.
    due_on
        First day on which it makes sense.
    is_due
        Whether that is today or earlier.
    tests
        What is tested, in the order of a session.
    says
        One sentence, fit to be shown.
    """

    stage: BaselineStage
    due_on: date
    is_due: bool
    tests: tuple[DueTest, ...]
    says: str


def baseline_days(days: Iterable[DaySummary]) -> tuple[date, ...]:
    """Return the days with a baseline, ascending."""
    return tuple(sorted({row.day for row in days if row.n_baseline_sets}))


def results_of(rows: Iterable[DaySummary], test: RoutineTest, side: Side) -> tuple[TestResult, ...]:
    """Return what a test gave over time, also in ordinary training.

    Parameters
    ----------
    rows
        Of the test's exercise.
    test
        The test.
    side
        One of its sides.

    Returns
    -------
    tuple of TestResult
        Oldest first; days on which it was not measured are missing.
    """
    measure, sides = test.measures[side], (side, "both")
    of_side = [row for row in rows if row.side in sides]
    results = _reps(of_side) if measure == REPS_MEASURE else _measured(of_side, measure)
    return tuple(sorted(results, key=attrgetter("day")))


def noise_pairs(results: Sequence[TestResult]) -> tuple[tuple[float, float], ...]:
    """Return what a test gave on baseline days that follow each other within two weeks.

    Parameters
    ----------
    results
        Of one test and side, oldest first. Reps count only with the same dumbbell.
    """
    baseline = [each for each in results if each.is_baseline]
    return tuple(
        (first.value, second.value)
        for first, second in pairwise(baseline)
        if second.day - first.day <= SECOND_WITHIN and first.mass_kg == second.mass_kg
    )


def due_baseline(
    days: Sequence[date], routine: Sequence[RoutineExercise], today: date
) -> BaselineDue:
    """Return which tests are due, and when.

    Parameters
    ----------
    days
        Days with a baseline so far, ascending (see :func:`baseline_days`).
    routine
        The exercises the person may do.
    today
        The person's date.

    Returns
    -------
    BaselineDue

    Examples
    --------
    >>> due_baseline([], [], date(2026, 5, 4)).stage
    'first_day'
    >>> due = due_baseline([date(2026, 5, 4)], [], date(2026, 5, 4))
    >>> due.stage, due.is_due, due.due_on.day
    ('second_day', False, 5)
    """
    stage, due_on = _stage(days, today)
    return BaselineDue(
        stage=stage,
        due_on=due_on,
        is_due=due_on <= today,
        tests=_tests(routine),
        says=_SAYS[stage],
    )


_SAYS: dict[BaselineStage, str] = {
    "first_day": "A first look, five minutes: where you are today.",
    "second_day": "The same once more on another day: it shows how much your numbers wobble "
    "by themselves.",
    "retest": "Four weeks are over: the same tests again show what has changed.",
}


def _stage(days: Sequence[date], today: date) -> tuple[BaselineStage, date]:
    has_pair = any(later - earlier <= SECOND_WITHIN for earlier, later in pairwise(days))
    if has_pair:
        return "retest", days[-1] + RETEST_AFTER
    if days and today - days[-1] <= SECOND_WITHIN:
        return "second_day", days[-1] + timedelta(days=1)
    return "first_day", today


def _tests(routine: Sequence[RoutineExercise]) -> tuple[DueTest, ...]:
    return tuple(
        DueTest(exercise=exercise.name, label=test.label, side=side, reps=test.reps)
        for exercise in sorted(routine, key=lambda each: each.order)
        for test in exercise.tests
        for side in exercise.sides
    )


def _reps(rows: Iterable[DaySummary]) -> list[TestResult]:
    return [
        TestResult(
            day=row.day,
            value=float(row.best_set_reps),
            error=0.0,
            mass_kg=row.top_mass_kg,
            is_baseline=row.n_baseline_sets > 0,
        )
        for row in rows
        if row.best_set_reps
    ]


def _measured(rows: Iterable[DaySummary], measure: str) -> list[TestResult]:
    return [
        TestResult(
            day=row.day,
            value=taken.mean,
            error=taken.error,
            mass_kg=None,
            is_baseline=row.n_baseline_sets > 0,
        )
        for row in rows
        if (taken := row.measures.get(measure)) is not None
    ]
