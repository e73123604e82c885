"""What plans look back on: the same plans from less reading, and nothing stale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from people import (
    FIRST_DAY,
    Day,
    Person,
    PersonKind,
    a_session,
    a_set,
    pain,
    the_routine,
)
from services.plan_journal import PlanJournal
from upperback.services.recent_training import RecentDays
from upperback.store import open_journal
from upperback.training.pain import lock_of, stated_pain
from upperback.training.plan import DayPlan, History, WeekPlan
from upperback.training.planner import plan_today
from upperback.training.profile import Profile
from upperback.training.records import TrainingSession
from upperback.training.summaries import DaySummary, summarise_days
from upperback.training.week import plan_week

KINDS: tuple[PersonKind, ...] = ("keen", "irregular", "in_pain", "returning")


@dataclass
class CountingJournal(PlanJournal):
    """Gives the same rows for the same sessions, and counts the sessions that are read."""

    n_read: int = 0
    rows: dict[str, Sequence[DaySummary]] = field(default_factory=dict)

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        for session in super().sessions(since=since, until=until):
            self.n_read += 1
            yield session

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        found = PlanJournal.sessions(self, since=since, until=until)
        return [row for each in found for row in self._rows_of(each)]

    def _rows_of(self, session: TrainingSession) -> Sequence[DaySummary]:
        key = repr(session)
        if key not in self.rows:
            self.rows[key] = summarise_days([session])
        return self.rows[key]


@cache
def half_a_year(kind: PersonKind) -> tuple[Person, tuple[Day, ...]]:
    person = Person(kind=kind)
    return person, tuple(person.live(180))


def daily(n_days: int) -> list[TrainingSession]:
    days = [FIRST_DAY + timedelta(days=n) for n in range(n_days)]
    return [a_session(a_set("cat_cow", at=at), a_set(at=at), at=at) for at in days]


@pytest.mark.parametrize("kind", KINDS)
def test_the_plans_are_those_of_all_sessions(kind: PersonKind) -> None:
    person, days = half_a_year(kind)
    for day in days[::6]:
        before = PlanJournal(kept=[e for e in person.sessions if e.started_at < day.now])
        found = RecentDays(before).up_to(day.now.date())
        entries = [each for each in person.entries if each.at <= day.now]
        less = replace(
            day.history,
            sessions=found.sessions,
            days=found.days,
            pains=stated_pain(found.sessions, entries),
        )
        whole = replace(day.history, pains=stated_pain(day.history.sessions, entries))
        assert _plans(less, person.profile, day.now) == _plans(whole, person.profile, day.now)


def _plans(history: History, profile: Profile, now: datetime) -> tuple[DayPlan, WeekPlan]:
    return (
        plan_today(the_routine(), history, profile, now),
        plan_week(the_routine(), history, profile, now),
    )


def test_of_daily_training_the_last_bouts_are_read_only() -> None:
    journal = CountingJournal(kept=daily(84))
    today = journal.kept[-1].started_at.date()

    found = RecentDays(journal).up_to(today)

    assert journal.n_read == len(found.sessions) == 20
    assert len(found.days.kept) == 84


def test_a_day_is_read_again_only_when_it_has_changed() -> None:
    journal = CountingJournal(kept=daily(40))
    today, recent = journal.kept[-1].started_at.date(), RecentDays(journal)
    recent.up_to(today)
    journal.n_read = 0

    recent.up_to(today)
    assert journal.n_read == 0
    last = journal.kept[-1]
    journal.kept[-1] = replace(last, sets=(replace(last.sets[0], effort_rir=1), last.sets[1]))
    assert recent.up_to(today).sessions[-1] == journal.kept[-1]
    assert journal.n_read == 1


def test_a_day_that_is_forgotten_is_gone() -> None:
    journal = CountingJournal(kept=daily(5))
    today, recent = journal.kept[-1].started_at.date(), RecentDays(journal)
    recent.up_to(today)

    del journal.kept[2]

    assert recent.up_to(today).sessions == tuple(journal.kept)


def test_pain_of_a_set_without_a_rep_still_locks() -> None:
    """It makes no bout, and is read all the same."""
    stopped = a_session(a_set(at=FIRST_DAY, reps=0, pain=8), at=FIRST_DAY)

    found = RecentDays(PlanJournal(kept=[stopped])).up_to(FIRST_DAY.date())

    assert lock_of("seated_row", stated_pain(found.sessions, ()), FIRST_DAY + timedelta(hours=1))


def test_what_is_said_of_a_set_afterwards_is_seen_in_a_real_journal(tmp_path: Path) -> None:
    """The sums of the day may be the same: it is the row that is another one."""
    session = a_session(a_set(effort_rir=1, number=1), a_set(effort_rir=2, number=2), at=FIRST_DAY)
    with open_journal(tmp_path / "journal.db") as journal:
        journal.put_session(session)
        journal.put_pain(pain(2, FIRST_DAY))
        recent, today = RecentDays(journal), FIRST_DAY.date()
        journal.day_summaries()
        first = recent.up_to(today).sessions

        journal.rate_set(session.sets[1].id, effort_rir=4, pain=None)

        assert recent.up_to(today).sessions[0].sets[1].effort_rir == 4
        assert first[0].sets[1].effort_rir == 2
        assert recent.up_to(today).sessions[0] is recent.up_to(today).sessions[0]
