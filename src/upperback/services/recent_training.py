"""What plans look back on, read as little as can be: not rep by rep what no rule looks at.

Twelve weeks of daily training are some 9,000 reps, which take half a second to read. The rules
look at the last bouts of each exercise only; of the other days it is enough that there was
training. A day that was read stays in memory until its summary is another one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import is_
from typing import Protocol

from upperback.services.collector import collector_rests
from upperback.training.planner import LOOK_BACK_BOUTS
from upperback.training.records import TrainingSession
from upperback.training.summaries import DaySummary
from upperback.training.trained import Trained, trained_on

# Rules look back at most eight sessions; once a week is the least anybody trains by plan.
_LOOK_BACK = timedelta(weeks=12)
# A set that ended in pain before its first rep is no bout; its pain still locks.
_ALWAYS = timedelta(weeks=2)
_ONE_DAY = timedelta(days=1)


class DaysJournal(Protocol):
    """What is needed of the journal (``journal_port.Journal``)."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions, oldest first; the bounds are days, both inclusive."""

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return one row for each day, exercise and side; the same objects where unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentTraining:
    """The sessions that rules look at, oldest first, and all days of the last weeks."""

    sessions: tuple[TrainingSession, ...]
    days: Trained


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    rows: tuple[DaySummary, ...]
    sessions: tuple[TrainingSession, ...]

    def is_of(self, rows: Sequence[DaySummary]) -> bool:
        """Whether the journal still gives the same rows, not equal ones: sums hide changes."""
        return len(rows) == len(self.rows) and all(map(is_, rows, self.rows))


class RecentDays:
    """Reads what plans look back on, and remembers the days that it has read; for any threads."""

    def __init__(self, journal: DaysJournal) -> None:
        self._journal = journal
        self._known: Mapping[date, _Day] = {}

    def up_to(self, today: date) -> RecentTraining:
        """Return what a plan for a day looks back on."""
        with collector_rests():
            rows = self._journal.day_summaries(since=today - _LOOK_BACK, until=today)
            days = trained_on(rows)
            of_days = _by_day(rows, _needed(days) | _recent(rows, today))
            known = {day: each for day, each in self._known.items() if day in of_days}
            known |= self._read(
                {
                    day: found
                    for day, found in of_days.items()
                    if day not in known or not known[day].is_of(found)
                }
            )
            self._known = known
        sessions = tuple(each for day in sorted(known) for each in known[day].sessions)
        return RecentTraining(sessions=sessions, days=days)

    def _read(self, wanted: Mapping[date, tuple[DaySummary, ...]]) -> dict[date, _Day]:
        found: dict[date, list[TrainingSession]] = {day: [] for day in wanted}
        for first, last in _runs(wanted):
            for session in self._journal.sessions(since=first, until=last):
                found[session.started_at.date()].append(session)
        return {day: _Day(rows=rows, sessions=tuple(found[day])) for day, rows in wanted.items()}


def _needed(days: Trained) -> set[date]:
    """Return the days of the last bouts of each exercise."""
    return {day for each in days.days.values() for day in each[-LOOK_BACK_BOUTS:]}


def _recent(rows: Iterable[DaySummary], today: date) -> set[date]:
    return {row.day for row in rows if row.day >= today - _ALWAYS}


def _by_day(rows: Iterable[DaySummary], wanted: set[date]) -> dict[date, tuple[DaySummary, ...]]:
    found: dict[date, list[DaySummary]] = {}
    for row in rows:
        if row.day in wanted:
            found.setdefault(row.day, []).append(row)
    return {day: tuple(each) for day, each in found.items()}


def _runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last of days that follow each other.

    Examples
    --------
    >>> from datetime import date
    >>> [run[0].day for run in _runs([date(2026, 5, n) for n in (4, 5, 7)])]
    [4, 7]
    """
    run: list[date] = []
    for day in sorted(days):
        if run and day - run[-1] > _ONE_DAY:
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]
