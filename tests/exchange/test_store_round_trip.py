"""Out of the real journal, and back into an empty one."""

import io
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given

from exchange.journals import UNKEEPABLE, a_pain_entry, a_session, a_set, entry_lists
from upperback.errors import ImportFileError
from upperback.exchange.journal_csv import read_csv_zip, write_csv_zip
from upperback.exchange.journal_json import journal_lines, read_journal
from upperback.services.exporting import (
    JournalDocument,
    JournalEntry,
    KeptTrack,
    journal_entries,
)
from upperback.services.importing import FoundEntry, import_entries
from upperback.services.journal_port import Journal
from upperback.store import open_journal

ENTRIES: list[JournalEntry] = [
    JournalDocument(name="profile", content={"anchor": "tea", "days": [1, 3]}),
    a_session(),
    KeptTrack(set_id="set-1", recording=b"PK\x03\x04 a recording"),
    a_session("session-2", sets=(a_set("set-2", ended_at=None),), ended_at=None),
    a_pain_entry(session_id="session-1"),
]


@pytest.fixture
def journal() -> Iterator[Journal]:
    with open_journal("sqlite://") as opened:
        yield opened


def fill(journal: Journal, entries: Iterable[JournalEntry]) -> None:
    found = [FoundEntry(where="here", entry=entry) for entry in entries]
    import_entries(journal, lambda: found)


def held(journal: Journal) -> list[JournalEntry]:
    return list(journal_entries(journal, with_tracks=True))


def json_file(journal: Journal) -> io.BytesIO:
    entries = journal_entries(journal, with_tracks=True)
    return io.BytesIO("".join(journal_lines(entries)).encode())


def csv_file(journal: Journal) -> io.BytesIO:
    file = io.BytesIO()
    write_csv_zip(journal_entries(journal), file)
    return file


@given(entry_lists())
def test_export_erase_import_gives_the_same_journal(entries: list[JournalEntry]) -> None:
    with open_journal("sqlite://") as journal:
        fill(journal, entries)
        before, file = held(journal), json_file(journal)
        journal.erase_all()
        assert held(journal) == []
        import_entries(journal, lambda: read_journal(file))
        assert held(journal) == before


@pytest.mark.parametrize(
    ("export", "read"),
    [(json_file, read_journal), (csv_file, read_csv_zip)],
    ids=["json", "csv"],
)
def test_importing_what_is_there_already_changes_nothing(
    journal: Journal,
    export: Callable[[Journal], io.BytesIO],
    read: Callable[[io.BytesIO], Iterator[FoundEntry]],
) -> None:
    fill(journal, ENTRIES)
    before, file = held(journal), export(journal)
    assert before == ENTRIES
    import_entries(journal, lambda: read(file))
    assert held(journal) == before


def test_what_the_database_refuses_is_named_by_its_line_and_nothing_stays(
    journal: Journal,
) -> None:
    entries = [a_session(), a_session("session-2", sets=(), note="a\0b")]
    file = io.BytesIO("".join(journal_lines(entries)).encode())
    with pytest.raises(ImportFileError, match="line 3: "):
        import_entries(journal, lambda: read_journal(file))
    assert held(journal) == []


def test_a_set_of_another_session_is_refused(journal: Journal) -> None:
    fill(journal, [a_session()])
    thief = a_session("session-2", note=UNKEEPABLE)
    file = io.BytesIO("".join(journal_lines([thief])).encode())
    with pytest.raises(ImportFileError, match="line 2: "):
        import_entries(journal, lambda: read_journal(file))
    assert held(journal) == [a_session()]
