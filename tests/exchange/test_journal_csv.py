"""The journal as CSV: nothing that it holds is lost, and no cell is a formula."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given

from exchange.journals import FakeJournal, a_pain_entry, a_rep, a_session, a_set, entry_lists
from upperback.errors import ExportError, ImportFileError
from upperback.exchange.csv_tables import TABLES
from upperback.exchange.journal_csv import (
    read_csv_folder,
    read_csv_zip,
    write_csv_folder,
    write_csv_zip,
)
from upperback.services.exporting import JournalEntry, journal_entries
from upperback.services.importing import import_entries
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
    PainEntry,
    Prescription,
    TrainingSession,
)

ENTRIES: list[JournalEntry] = [a_session(), a_pain_entry(session_id="session-1")]


def as_zip(entries: Sequence[JournalEntry]) -> io.BytesIO:
    file = io.BytesIO()
    write_csv_zip(entries, file)
    return file


def edited(table: str, old: str, new: str) -> io.BytesIO:
    """Return the zip of the usual entries with a text of one table replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(as_zip(ENTRIES)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            assert name != table or old in text
            after.writestr(name, text.replace(old, new) if name == table else text)
    return file


def rows(entries: Sequence[JournalEntry], table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(as_zip(entries)) as archive:
        text = archive.read(table).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(entry_lists())
def test_what_is_written_is_read_again(entries: list[JournalEntry]) -> None:
    held = [entry for entry in entries if isinstance(entry, TrainingSession | PainEntry)]
    assert [found.entry for found in read_csv_zip(as_zip(entries))] == held


@given(entry_lists())
def test_no_cell_is_a_formula(entries: list[JournalEntry]) -> None:
    texts = {
        cell
        for table, columns in TABLES.items()
        for row in rows(entries, table)
        for name, cell in row.items()
        if columns[name] not in {"number", "json"}
    }
    assert [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-1 band", "'-1 band"),
        ("'=quoted", "''=quoted"),
        ("'tis", "''tis"),
        ('say "hi", twice\nhere', 'say "hi", twice\nhere'),
        ("", ""),
    ],
)
def test_a_dangerous_text_is_shown_as_text_and_read_as_it_was(note: str, cell: str) -> None:
    session = a_session(note=note)
    assert rows([session], "sessions.csv")[0]["note"] == cell
    (found,) = read_csv_zip(as_zip([session]))
    assert found.entry == session


def test_the_same_entries_give_the_same_bytes() -> None:
    assert as_zip(ENTRIES).getvalue() == as_zip(ENTRIES).getvalue()


def test_lines_end_as_rfc_4180_says() -> None:
    with zipfile.ZipFile(as_zip(ENTRIES)) as archive:
        lines = archive.read("sets.csv").split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])
    assert lines[-1] == b""


def test_export_erase_import_gives_the_same_journal() -> None:
    journal, file = FakeJournal(), as_zip(ENTRIES)
    import_entries(journal, lambda: read_csv_zip(file))
    assert list(journal_entries(journal)) == ENTRIES
    import_entries(journal, lambda: read_csv_zip(file))
    assert list(journal_entries(journal)) == ENTRIES


def test_a_folder_holds_the_same_tables(tmp_path: Path) -> None:
    write_csv_folder(ENTRIES, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(TABLES)
    assert [found.entry for found in read_csv_folder(tmp_path)] == ENTRIES


def test_what_a_spreadsheet_saves_again_is_still_read(tmp_path: Path) -> None:
    """It may add a byte order mark, drop decimals of whole numbers and write TRUE."""
    write_csv_folder(ENTRIES, tmp_path)
    for path in tmp_path.iterdir():
        text = path.read_text("utf-8").replace("true", "TRUE").replace("4.0", "4")
        path.write_text(text, "utf-8-sig")
    assert [found.entry for found in read_csv_folder(tmp_path)] == ENTRIES


def test_a_folder_that_is_not_there_is_an_export_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="the tables cannot be written"):
        write_csv_folder(ENTRIES, tmp_path / "missing")


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("sessions.csv", "2026-03-02T18:30:00+01:00", "2.3.26", "sessions.csv line 2: started_at"),
        ("sets.csv", "band,2,", "band,two,", "sets.csv line 2: load.band_step: expected a whole"),
        ("sets.csv", "band,2,", "band,,", "sets.csv line 2: load: expected a valid record"),
        ("sets.csv", "session-1", "session-2", "planned.csv line 3: set_id: expected a set of th"),
        ("reps.csv", "5.5", '"5,5"', "reps.csv line 2: peak_s: expected a number, got '5,5'"),
        ("reps.csv", "true", "maybe", "reps.csv line 2: counted: expected true or false"),
        ("reps.csv", "set-1,3", "set-9,3", "reps.csv line 4: set_id: expected one of sets.csv"),
        ("reps.csv", ",peak_s", ",top_s", "reps.csv line 1: peak_s: expected a column of this n"),
        ("reps.csv", "by_hand", "by_hand,mood", "reps.csv line 1: mood: expected one of set_id"),
        ("reps.csv", "short_range", '"short_range', "reps.csv line 4: all of it: expected a row"),
        ("tempo.csv", "set-1,2,hold_s", "set-1,7,hold_s", "tempo.csv line 6: rep: expected a rep"),
        ("measures.csv", "set-1,1", "set-1,8", "measures.csv line 3: rep: expected a rep of this"),
        ("planned.csv", "session-1,set-1", "session-1,set-5", "planned.csv line 3: set_id: expec"),
        ("pain.csv", ",2,", ",12,", r"pain.csv line 2: all of it: expected a valid record \(pain"),
        ("pain.csv", "after", "later", "pain.csv line 2: moment: expected one of before, during"),
    ],
)
def test_a_bad_table_is_named_with_line_and_field_and_changes_nothing(
    table: str, old: str, new: str, said: str
) -> None:
    journal, file = FakeJournal(), edited(table, old, new)
    with pytest.raises(ImportFileError, match=said):
        import_entries(journal, lambda: read_csv_zip(file))
    assert journal == FakeJournal()


def test_a_missing_table_is_named() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("sessions.csv", "session_id,kind,started_at,ended_at,note\r\n")
    with pytest.raises(ImportFileError, match=r"planned\.csv: file: expected a table of this name"):
        list(read_csv_zip(file))


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"nothing"], ids=["empty", "cut", "text"])
def test_a_file_that_is_no_zip_is_refused(raw: bytes) -> None:
    with pytest.raises(ImportFileError, match="expected a zip of CSV files"):
        list(read_csv_zip(io.BytesIO(raw)))


def test_a_damaged_zip_is_refused() -> None:
    raw = bytearray(as_zip(ENTRIES).getvalue())
    raw[60:80] = b"\x00" * 20
    with pytest.raises(ImportFileError):
        list(read_csv_zip(io.BytesIO(bytes(raw))))


def test_every_field_of_the_records_has_a_column() -> None:
    held = set().union(*TABLES.values())
    kinds = (LoggedSet, LoggedRep, LoggedFinding, LoggedMeasure, NotMeasuredNote, Prescription)
    names = {each.name for kind in (*kinds, PainEntry, TrainingSession) for each in fields(kind)}
    # These are tables of their own, or several columns.
    tables = {"sets", "reps", "tempo", "measures", "not_measured", "plan", "prescription", "load"}
    assert names - held - tables == {"id"}


def test_two_reps_of_one_index_are_refused() -> None:
    doubled = a_set(reps=(a_rep(1), a_rep(1)))
    with pytest.raises(ImportFileError, match=r"reps\.csv line 3: index: expected each only once"):
        list(read_csv_zip(as_zip([replace(a_session(), sets=(doubled,))])))
