"""Months of progress as plain values: for the page, the command line and the printed summary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import is_
from typing import Protocol

from upperback.exercises.definition import Exercise
from upperback.services.collector import collector_rests
from upperback.services.routine import routine_of
from upperback.training.balance import (
    Balance,
    MuscleLoad,
    PersonalBest,
    balances,
    muscles_of_week,
    personal_bests,
)
from upperback.training.baseline import STANDING, STANDING_TESTS
from upperback.training.habit import Habit, habit_of
from upperback.training.headline import Story, headline
from upperback.training.records import PainEntry
from upperback.training.routine import RoutineExercise
from upperback.training.series import (
    TestSeries,
    WeekOfPain,
    WeekOfWork,
    by_exercise,
    series_of_test,
    weeks_of_pain,
    weeks_of_work,
)
from upperback.training.standing import PastDecision
from upperback.training.summaries import DaySummary


class ProgressJournal(Protocol):
    """What progress needs of the journal (``journal_port.Journal``)."""

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return one row for each day, exercise and side."""

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseProgress:
    """Form, volume and load of one exercise, week by week, oldest first."""

    exercise: str
    title: str
    weeks: tuple[WeekOfWork, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything the progress page shows.

    Attributes
    ----------
    headline
        One plain sentence.
    habit
        Kept days and weeks.
    tests
        Mobility and endurance, each test and side with its noise band.
    standing
        The optional trend of relaxed standing; empty without pictures.
    exercises
        Form, volume and load, in the order of a session.
    pain
        Pain and training days, week by week.
    bests
        Personal bests.
    balances
        Left against right.
    muscles
        Muscles of the last seven days, the busiest first.
    decisions
        What was decided in the programme, newest first.
    """

    headline: str
    habit: Habit
    tests: tuple[TestSeries, ...]
    standing: tuple[TestSeries, ...]
    exercises: tuple[ExerciseProgress, ...]
    pain: tuple[WeekOfPain, ...]
    bests: tuple[PersonalBest, ...]
    balances: tuple[Balance, ...]
    muscles: tuple[MuscleLoad, ...]
    decisions: tuple[PastDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """All that progress is made of."""

    rows: Sequence[DaySummary]
    pains: Sequence[PainEntry]
    routine: Sequence[RoutineExercise]
    today: date
    goal: int
    decisions: Sequence[PastDecision]

    def is_same(self, other: "_Asked") -> bool:
        """Whether nothing has changed: the journal gives the same rows again, not equal ones."""
        return (
            len(self.rows) == len(other.rows)
            and all(map(is_, self.rows, other.rows))
            and (self.today, self.goal) == (other.today, other.goal)
            and self.pains == other.pains
            and self.routine == other.routine
            and self.decisions == other.decisions
        )

    def answer(self) -> Progress:
        return progress_of(
            self.rows,
            self.pains,
            self.routine,
            self.today,
            goal=self.goal,
            decisions=self.decisions,
        )


class ProgressMemory:
    """What was shown last, to be shown again as long as nothing has changed; for any threads."""

    def __init__(self) -> None:
        self._last: tuple[_Asked, Progress] | None = None

    def answer(self, asked: _Asked) -> Progress:
        """Return what was shown last, or make it anew."""
        last = self._last
        if last is None or not asked.is_same(last[0]):
            last = self._last = (asked, asked.answer())
        return last[1]


def show_progress(
    journal: ProgressJournal,
    exercises: Iterable[Exercise],
    now: datetime,
    *,
    goal: int,
    decisions: Sequence[PastDecision] = (),
    since: date | None = None,
    memory: ProgressMemory | None = None,
) -> Progress:
    """Return the progress of the person whose journal it is.

    Parameters
    ----------
    journal
        The journal.
    exercises
        Those known today.
    now
        Aware; its date is the person's date.
    goal
        Days a week the person wants (``profile.days_per_week``).
    decisions
        What was decided so far, oldest first.
    since
        First day to look at; everything where it is left out.
    memory
        Of earlier calls; makes it quick where nothing has changed since.
    """
    with collector_rests():
        asked = _Asked(
            rows=journal.day_summaries(since=since),
            pains=journal.pain_entries(since=since),
            routine=routine_of(exercises),
            today=now.date(),
            goal=goal,
            decisions=tuple(decisions),
        )
        return asked.answer() if memory is None else memory.answer(asked)


def progress_of(
    rows: Sequence[DaySummary],
    pains: Sequence[PainEntry],
    routine: Sequence[RoutineExercise],
    today: date,
    *,
    goal: int,
    decisions: Sequence[PastDecision] = (),
) -> Progress:
    """Return the progress that rows of days show; see :func:`show_progress`."""
    grouped = by_exercise(rows)
    tests = tuple(
        series
        for exercise in routine
        for test in exercise.tests
        for series in series_of_test(grouped.get(exercise.name, []), exercise.name, test)
        if series.points
    )
    worked = _exercises(grouped, routine)
    habit = habit_of(rows, goal=goal, today=today)
    pain = weeks_of_pain(rows, pains)
    story = Story(tests=tests, work={e.title: e.weeks for e in worked}, pain=pain, habit=habit)
    return Progress(
        headline=headline(story),
        habit=habit,
        tests=tests,
        standing=_standing(grouped.get(STANDING, [])),
        exercises=worked,
        pain=pain,
        bests=personal_bests(grouped, tests, {each.name: each.title for each in routine}),
        balances=balances(tests),
        muscles=muscles_of_week(rows, routine, today),
        decisions=tuple(reversed(decisions)),
    )


def _exercises(
    grouped: Mapping[str, Sequence[DaySummary]], routine: Sequence[RoutineExercise]
) -> tuple[ExerciseProgress, ...]:
    """Return each exercise that was done; one that left the routine keeps its name as title."""
    titles = {each.name: each.title for each in routine}
    names = [*titles, *(name for name in grouped if name not in titles and name != STANDING)]
    return tuple(
        ExerciseProgress(
            exercise=name, title=titles.get(name, name), weeks=weeks_of_work(grouped[name])
        )
        for name in names
        if name in grouped
    )


def _standing(rows: Sequence[DaySummary]) -> tuple[TestSeries, ...]:
    found = (series for test in STANDING_TESTS for series in series_of_test(rows, STANDING, test))
    # No way of standing is the best one.
    return tuple(replace(series, best=None) for series in found if series.points)
