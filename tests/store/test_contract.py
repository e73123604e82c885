"""What every journal promises: SQLite in a file, SQLite in memory, PostgreSQL."""

import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.training import (
    MORNING,
    PAIN_ENTRIES,
    PLAIN,
    SESSIONS,
    TEXTS,
    a_day,
    a_rep,
    a_session,
    a_set,
)
from upperback.errors import InvalidRecordError, UnknownRecordError
from upperback.services.journal_port import Journal
from upperback.store import SqlJournal
from upperback.store.reading import PAGE
from upperback.training.records import LoggedMeasure, LoggedSet, PainEntry, TrainingSession
from upperback.training.summaries import summarise_days

Journals = Mapping[str, SqlJournal]
# Each example is written into a journal of each kind: to think of it takes longer than to write it.
anything = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def moments(session: TrainingSession) -> list[str | None]:
    """All times as text: equal moments may stand on different clocks."""
    times: list[datetime | None] = [session.started_at, session.ended_at]
    times += [at for logged in session.sets for at in (logged.started_at, logged.ended_at)]
    return [None if at is None else at.isoformat() for at in times]


@pytest.fixture
def begun(journal: SqlJournal) -> Journal:
    """A journal with a session and a set of three reps that are not over."""
    journal.begin_session(a_session(ended_at=None))
    journal.begin_set("session-1", a_set(ended_at=None))
    return journal


# --- what is written is read ------------------------------------------------------------


@anything
@given(session=SESSIONS)
def test_any_session_comes_back_as_it_was(
    standing_journals: Journals, session: TrainingSession
) -> None:
    for kind, journal in standing_journals.items():
        journal.erase_all()
        journal.put_session(session)
        read = journal.session(session.id)
        assert read == session, kind
        assert moments(read) == moments(session), kind


@anything
@given(session=SESSIONS)
def test_written_step_by_step_is_written_at_once(
    standing_journals: Journals, session: TrainingSession
) -> None:
    for kind, journal in standing_journals.items():
        journal.erase_all()
        write_step_by_step(journal, session)
        assert journal.session(session.id) == session, kind


def write_step_by_step(journal: Journal, session: TrainingSession) -> None:
    journal.begin_session(session)
    for logged in session.sets:
        journal.begin_set(session.id, replace(logged, reps=(), ended_at=None))
        for rep in reversed(logged.reps):
            journal.put_rep(logged.id, rep)
        journal.end_set(logged)


@anything
@given(sessions=st.lists(SESSIONS, max_size=4, unique_by=lambda each: each.id))
def test_day_summaries_are_those_of_the_domain(
    standing_journals: Journals, sessions: list[TrainingSession]
) -> None:
    """The fast path gives the rows that `summarise_days` makes of the sessions."""
    for kind, journal in standing_journals.items():
        journal.erase_all()
        with journal.all_at_once():
            for session in sessions:
                journal.put_session(session)
        in_time = list(journal.sessions())
        assert tuple(journal.day_summaries()) == summarise_days(in_time), kind


@anything
@given(entries=st.lists(PAIN_ENTRIES, max_size=4, unique_by=lambda each: each.id))
def test_pain_comes_back_oldest_first(
    standing_journals: Journals, entries: list[PainEntry]
) -> None:
    by_id = {each.id: each for each in entries}
    for kind, journal in standing_journals.items():
        journal.erase_all()
        for entry in entries:
            journal.put_pain(entry)
        read = journal.pain_entries()
        assert {each.id: each for each in read} == by_id, kind
        assert all(each.at.isoformat() == by_id[each.id].at.isoformat() for each in read), kind
        assert [each.at for each in read] == sorted(each.at for each in entries), kind


@anything
@given(content=st.dictionaries(TEXTS, PLAIN, max_size=4))
def test_a_document_keeps_any_plain_json(
    standing_journals: Journals, content: dict[str, object]
) -> None:
    for kind, journal in standing_journals.items():
        journal.put_document("profile", content)
        assert journal.document("profile") == content, kind
        assert repr(journal.document("profile")) == repr(content), kind


def test_a_moment_keeps_the_clock_on_the_wall(journal: SqlJournal) -> None:
    """Half past two comes twice on the night when summer time ends; which one is kept."""
    berlin = ZoneInfo("Europe/Berlin")
    second = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    journal.put_session(a_session(started_at=second, sets=[]))
    assert journal.session("session-1").started_at.isoformat() == "2026-10-25T02:30:00+01:00"


def test_a_session_belongs_to_the_day_on_the_wall(journal: SqlJournal) -> None:
    """Half past midnight in Tokyo is the day before in UTC."""
    tokyo = datetime(2026, 5, 4, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    journal.put_session(a_session(started_at=tokyo))
    assert len(list(journal.sessions(since=date(2026, 5, 4), until=date(2026, 5, 4)))) == 1
    assert list(journal.sessions(until=date(2026, 5, 3))) == []
    assert [each.day for each in journal.day_summaries()] == [date(2026, 5, 4)]


# --- rep by rep -------------------------------------------------------------------------


def test_a_rep_is_there_as_soon_as_it_is_written(begun: Journal) -> None:
    begun.put_rep("set-1", a_rep(4))
    assert begun.logged_set("set-1").reps[-1] == a_rep(4)


def test_a_rep_written_twice_is_there_once(begun: Journal) -> None:
    begun.put_rep("set-1", a_rep(3))
    begun.put_rep("set-1", a_rep(3, counted=False, reason="struck"))
    assert [rep.index for rep in begun.logged_set("set-1").reps] == [1, 2, 3]
    assert begun.logged_set("set-1").reps[2].reason == "struck"


def test_messages_that_come_twice_do_no_harm(begun: Journal) -> None:
    """A set that begins again keeps its reps; one that is over stays over."""
    begun.put_rep("set-1", a_rep(4))
    begun.begin_session(a_session(ended_at=None))
    begun.begin_set("session-1", a_set(ended_at=None))
    over = a_set(n_reps=5)
    begun.end_set(over)
    begun.rate_set("set-1", effort_rir=2, pain=1)
    begun.end_set(over)
    begun.begin_set("session-1", a_set(ended_at=None))
    begun.end_session("session-1", MORNING, "good")
    begun.begin_session(a_session(ended_at=None, note=""))
    expected = a_session(sets=[replace(over, effort_rir=2, pain=1)], ended_at=MORNING, note="good")
    assert begun.session("session-1") == expected


def test_the_end_of_a_set_replaces_what_was_there(begun: Journal) -> None:
    begun.put_rep("set-1", a_rep(7))
    begun.end_set(a_set(n_reps=1, findings=(), measures={}))
    assert begun.logged_set("set-1") == a_set(n_reps=1, findings=(), measures={})


def test_a_set_that_was_cut_off_is_summarised(begun: Journal) -> None:
    """Nobody ended it; its reps count all the same."""
    begun.put_rep("set-1", a_rep(4))
    assert [each.n_reps for each in begun.day_summaries()] == [4]


def test_a_rating_leaves_what_is_not_said(begun: Journal) -> None:
    begun.rate_set("set-1", effort_rir=3, pain=None)
    begun.rate_set("set-1", effort_rir=None, pain=0)
    begun.rate_set("set-1", effort_rir=None, pain=None)
    logged = begun.logged_set("set-1")
    assert (logged.effort_rir, logged.pain) == (3, 0)
    assert [each.pain_max for each in begun.day_summaries()] == [0]


def test_sets_keep_the_order_in_which_they_began(begun: Journal) -> None:
    begun.begin_set("session-1", a_set("another"))
    begun.begin_set("session-1", a_set("a third"))
    begun.end_set(a_set())
    assert [each.id for each in begun.session("session-1").sets] == ["set-1", "another", "a third"]


def test_the_open_session_is_the_latest_that_was_not_ended(journal: SqlJournal) -> None:
    assert journal.open_session() is None
    for number in range(3):
        journal.begin_session(a_day(number, ended_at=None))
    journal.end_session("session-of-2", MORNING)
    found = journal.open_session()
    assert found is not None
    assert found.id == "session-of-1"


def test_summaries_read_before_are_read_again_where_they_changed(begun: Journal) -> None:
    """Whatever is written, removed or moved, also by another window."""
    begun.put_session(a_day(1))
    assert [each.n_reps for each in begun.day_summaries()] == [3, 3]
    begun.end_set(a_set(n_reps=5))
    assert [each.n_reps for each in begun.day_summaries()] == [5, 3]
    begun.remove_session("session-of-1")
    begun.put_session(a_day(2))
    assert [each.day.day for each in begun.day_summaries()] == [4, 6]
    begun.erase_all()
    begun.put_session(a_day(2, sets=()))
    begun.put_session(a_day(3))
    assert [each.day.day for each in begun.day_summaries()] == [7]


def test_summaries_of_what_was_undone_are_forgotten(begun: Journal) -> None:
    before = begun.day_summaries()
    with pytest.raises(ZeroDivisionError):
        break_off_in_the_middle(begun)
    assert begun.day_summaries() == before


# --- forgetting -------------------------------------------------------------------------


def test_a_removed_set_is_gone_with_all_that_is_its(begun: Journal) -> None:
    begun.keep_track("set-1", b"track")
    begun.remove_set("set-1")
    assert begun.session("session-1").sets == ()
    assert begun.track("set-1") is None
    assert begun.best_measures("seated_row", "both") == {}
    assert begun.day_summaries() == []


def test_a_removed_session_leaves_what_was_said_of_pain(begun: Journal) -> None:
    entry = PainEntry(id="p", at=MORNING, moment="after", value=2, session_id="session-1")
    begun.put_pain(entry)
    begun.remove_session("session-1")
    assert list(begun.sessions()) == []
    assert begun.day_summaries() == []
    assert begun.pain_entries() == [entry]
    begun.remove_pain("p")
    assert begun.pain_entries() == []


def test_a_session_written_whole_forgets_the_sets_it_lacks(begun: Journal) -> None:
    begun.keep_track("set-1", b"track")
    begun.begin_set("session-1", a_set("another"))
    begun.put_session(a_session())
    assert begun.session("session-1") == a_session()
    assert begun.track("set-1") == b"track"


def test_a_session_that_moves_takes_its_summary_along(begun: Journal) -> None:
    begun.put_session(a_session(started_at=MORNING + timedelta(days=40)))
    assert [each.day for each in begun.day_summaries()] == [date(2026, 6, 13)]


def test_nothing_is_left_after_erasing(begun: Journal) -> None:
    begun.keep_track("set-1", b"track")
    begun.put_document("profile", {"name": "Ada"})
    begun.put_pain(PainEntry(id="p", at=MORNING, moment="after", value=2))
    begun.erase_all()
    assert list(begun.sessions()) == []
    assert begun.documents() == {}
    assert (begun.pain_entries(), begun.tracked_sets(), begun.day_summaries()) == ([], [], [])


# --- what is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        lambda journal: journal.session("?"),
        lambda journal: journal.logged_set("?"),
        lambda journal: journal.end_session("?", MORNING),
        lambda journal: journal.begin_set("?", a_set()),
        lambda journal: journal.put_rep("?", a_rep()),
        lambda journal: journal.end_set(a_set("?")),
        lambda journal: journal.rate_set("?", effort_rir=1, pain=None),
        lambda journal: journal.remove_set("?"),
        lambda journal: journal.remove_session("?"),
        lambda journal: journal.remove_pain("?"),
        lambda journal: journal.keep_track("?", b""),
    ],
)
def test_an_unknown_id_is_said_and_changes_nothing(journal: SqlJournal, ask: object) -> None:
    assert callable(ask)
    journal.put_session(a_session())
    with pytest.raises(UnknownRecordError, match="'\\?'"):
        ask(journal)
    assert list(journal.sessions()) == [a_session()]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (a_set(reps=(a_rep(1), a_rep(2, peak_s=float("nan")))), "reps: peak_s: .* nan"),
        (a_set(reps=(a_rep(1, tempo={"pull_s": float("inf")}),)), "tempo: pull_s: .* inf"),
        (a_set(note="a\0b"), "sets: note: .* NUL"),
        (a_set(note="\ud800"), "sets: note: .* whole characters"),
        (a_set(number=2**40), "sets: number: .* at most"),
        (a_set(started_at=datetime(2026, 5, 4, 7)), "UTC offset"),  # noqa: DTZ001
        (
            a_set(measures={"x": LoggedMeasure(value=float("nan"), error=0, unit="")}),
            "set_measures",
        ),
    ],
    ids=["NaN", "infinity in JSON", "NUL", "half a character", "too large", "naive", "measure"],
)
def test_what_cannot_be_kept_is_refused_whole(
    begun: Journal, spoiled: LoggedSet, said: str
) -> None:
    """On every database alike, with table and column, and without a half-written set."""
    with pytest.raises(InvalidRecordError, match=said):
        begun.end_set(spoiled)
    assert begun.logged_set("set-1") == a_set(ended_at=None)


def test_a_document_of_more_than_json_is_refused(journal: SqlJournal) -> None:
    with pytest.raises(InvalidRecordError, match=r"documents: content: since: .* datetime"):
        journal.put_document("profile", {"since": MORNING})
    with pytest.raises(InvalidRecordError, match="names as keys, got 1"):
        journal.put_document("profile", {"bands": {1: "red"}})


def test_a_set_does_not_change_its_session(begun: Journal) -> None:
    begun.put_session(a_session("another", sets=[]))
    with pytest.raises(InvalidRecordError, match="belongs to the session 'session-1'"):
        begun.begin_set("another", a_set())
    with pytest.raises(InvalidRecordError, match="belongs to the session 'session-1'"):
        begun.put_session(a_session("another"))


# --- all at once ------------------------------------------------------------------------


def test_all_at_once_is_all_or_nothing(begun: Journal) -> None:
    with pytest.raises(ZeroDivisionError):
        break_off_in_the_middle(begun)
    assert [each.id for each in begun.sessions()] == ["session-1"]
    assert [each.n_reps for each in begun.day_summaries()] == [3]


def break_off_in_the_middle(journal: Journal) -> None:
    with journal.all_at_once():
        journal.erase_all()
        journal.put_session(a_session("new", sets=[a_set("new")]))
        assert [each.id for each in journal.sessions()] == ["new"]
        assert len(journal.day_summaries()) == 1
        raise ZeroDivisionError


def test_a_refusal_inside_leaves_the_rest(begun: Journal) -> None:
    with begun.all_at_once(), begun.all_at_once():
        begun.put_rep("set-1", a_rep(4))
        with pytest.raises(InvalidRecordError):
            begun.end_set(a_set(reps=(a_rep(1, end_s=float("nan")),)))
        begun.put_rep("set-1", a_rep(5))
    assert [rep.index for rep in begun.logged_set("set-1").reps] == [1, 2, 3, 4, 5]


# --- charts and streams -----------------------------------------------------------------


def test_the_best_measure_is_the_highest_or_the_lowest(journal: SqlJournal) -> None:
    def measured(value: float) -> dict[str, LoggedMeasure]:
        return {
            name: LoggedMeasure(value=value, error=1, unit="deg", passport={"rules": f"r{value}"})
            for name in ("reach_deg", "swing_deg")
        }

    sets = [a_set(f"set-{value}", measures=measured(value)) for value in (30.0, 50.0, 40.0)]
    other = a_set("other side", side="left", measures=measured(99.0))
    journal.put_session(a_session(sets=[*sets, other]))
    best = journal.best_measures("seated_row", "both", lower_is_better={"swing_deg"})
    assert best == {
        "reach_deg": measured(50.0)["reach_deg"],
        "swing_deg": measured(30.0)["swing_deg"],
    }


def test_sessions_come_in_time_whatever_their_ids(journal: SqlJournal) -> None:
    """More than a page of them, several at one moment, bounds inclusive."""
    days = [a_day(number, sets=(), id=f"{997 * number % 101:03}") for number in range(100)]
    twins = [a_session(f"twin {number}", [], started_at=MORNING) for number in range(80)]
    with journal.all_at_once():
        for session in [*days, *twins][::-1]:
            journal.put_session(session)
    expected = [days[0], *twins, *days[1:]]
    in_time = sorted(expected, key=lambda each: (each.started_at, each.id))
    assert list(journal.sessions()) == in_time
    since, until = date(2026, 5, 5), date(2026, 5, 14)
    assert list(journal.sessions(since=since, until=until)) == days[1:11]


def test_whoever_reads_slowly_holds_nobody_up(journal: SqlJournal) -> None:
    """Writing between two sessions works, on one connection as on many."""
    with journal.all_at_once():
        for number in range(70):
            journal.put_session(a_day(number))
    for session in journal.sessions():
        journal.rate_set(session.sets[0].id, effort_rir=1, pain=None)
    assert all(session.sets[0].effort_rir == 1 for session in journal.sessions())


def test_a_stream_takes_as_much_memory_for_a_long_journal(journal: SqlJournal) -> None:
    def peak_bytes(until: date) -> int:
        tracemalloc.start()
        for _ in journal.sessions(until=until):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    with journal.all_at_once():
        for number in range(6 * PAGE):
            journal.put_session(a_day(number))
    after_pages = [MORNING.date() + timedelta(days=n * PAGE) for n in range(7)]
    peak_bytes(after_pages[1])  # statements are compiled once
    assert peak_bytes(after_pages[6]) < 1.2 * peak_bytes(after_pages[2])


def test_tracks_are_kept_by_choice(journal: SqlJournal) -> None:
    journal.put_session(a_day(2))
    journal.put_session(a_day(1))
    assert journal.track("set-of-1") is None
    journal.keep_track("set-of-2", b"\0npz\xff")
    journal.keep_track("set-of-1", b"old")
    journal.keep_track("set-of-1", b"new")
    assert journal.tracked_sets() == ["set-of-1", "set-of-2"]
    assert (journal.track("set-of-1"), journal.track("set-of-2")) == (b"new", b"\0npz\xff")
    journal.remove_track("set-of-1")
    assert journal.tracked_sets() == ["set-of-2"]


def test_documents_are_found_by_name(journal: SqlJournal) -> None:
    assert journal.document("profile") is None
    journal.put_document("programme", {"weeks": 6})
    journal.put_document("profile", {"name": "Ada"})
    journal.put_document("profile", {"name": "Ada", "bands": ["red", "green"]})
    assert list(journal.documents()) == ["profile", "programme"]
    assert journal.document("profile") == {"name": "Ada", "bands": ["red", "green"]}
    journal.remove_document("profile")
    journal.remove_document("profile")
    assert list(journal.documents()) == ["programme"]


def test_a_day_in_utc_is_not_asked_for(journal: SqlJournal) -> None:
    """A datetime given as a bound is taken as its date."""
    journal.put_session(a_session())
    bound = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert len(list(journal.sessions(since=bound, until=bound))) == 1
