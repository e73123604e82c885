"""The journal as JSON Lines: nothing is lost, and a bad file changes nothing."""

import io
import json
from collections.abc import Sequence
from dataclasses import MISSING
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from exchange.journals import (
    UNKEEPABLE,
    FakeJournal,
    a_pain_entry,
    a_session,
    a_set,
    entry_lists,
    journal_of,
)
from exchange.record_schema import journal_line_schema
from upperback.errors import ExportError, ImportFileError
from upperback.exchange.journal_json import journal_lines, journal_schema, read_journal
from upperback.services.exporting import (
    JournalDocument,
    JournalEntry,
    KeptTrack,
    journal_entries,
)
from upperback.services.importing import ImportCounts, import_entries
from upperback.training import records

ENTRIES: list[JournalEntry] = [
    JournalDocument(name="profile", content={"anchor": "when I close the laptop", "days": [0, 2]}),
    a_session(),
    KeptTrack(set_id="set-1", recording=b"PK\x03\x04 a recording"),
    a_pain_entry(session_id="session-1"),
]


def as_file(entries: Sequence[JournalEntry]) -> io.BytesIO:
    return io.BytesIO("".join(journal_lines(entries)).encode())


def as_lines(entries: Sequence[JournalEntry]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in journal_lines(entries)]


def from_lines(lines: Sequence[dict[str, Any]]) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(line) + "\n" for line in lines).encode())


@given(entry_lists())
def test_what_is_written_is_read_again(entries: list[JournalEntry]) -> None:
    assert [found.entry for found in read_journal(as_file(entries))] == entries


def test_the_offset_of_a_moment_is_kept() -> None:
    (found,) = read_journal(as_file([a_session()]))
    assert str(found.entry) == str(a_session())
    assert "started_at=datetime.datetime(2026, 3, 2, 18, 30, tz" in str(found.entry)


@given(entry_lists())
def test_every_line_fits_the_published_schema(entries: list[JournalEntry]) -> None:
    validator = jsonschema.Draft202012Validator(journal_schema())
    assert [
        error.message for line in as_lines(entries) for error in validator.iter_errors(line)
    ] == []


@given(entry_lists())
def test_export_erase_import_gives_the_same_journal(entries: list[JournalEntry]) -> None:
    before, after = journal_of(entries), FakeJournal()
    file = as_file(list(journal_entries(before, with_tracks=True)))
    import_entries(after, lambda: read_journal(file))
    assert list(journal_entries(after, with_tracks=True)) == list(
        journal_entries(before, with_tracks=True)
    )


def test_a_second_import_changes_nothing() -> None:
    journal = FakeJournal()
    file = as_file(ENTRIES)
    counts = import_entries(journal, lambda: read_journal(file))
    once = list(journal_entries(journal, with_tracks=True))
    assert import_entries(journal, lambda: read_journal(file)) == counts
    assert list(journal_entries(journal, with_tracks=True)) == once


def test_the_counts_say_what_the_file_held() -> None:
    file = as_file(ENTRIES)
    counts = import_entries(FakeJournal(), lambda: read_journal(file))
    assert counts == ImportCounts(sessions=1, sets=1, reps=3, pain_entries=1, documents=1, tracks=1)


def test_floats_keep_every_bit() -> None:
    (line,) = [line for line in as_lines([a_session()]) if line.get("entry") == "session"]
    assert line["sets"][0]["measures"]["elbow_flexion_deg"]["value"] == 98.5
    odd = a_session(
        sets=(a_set(reps=(), measures={}, load=records.Load(kind="dumbbell", mass_kg=0.1 + 0.2)),)
    )
    (found,) = read_journal(as_file([odd]))
    assert found.entry == odd


def test_a_number_that_is_not_finite_is_written_as_text() -> None:
    measure = records.LoggedMeasure(value=float("inf"), error=1.0, unit="deg")
    session = a_session(sets=(a_set(measures={"rotation_deg": measure}),))
    assert '"value": "Infinity"' in "".join(journal_lines([session]))
    (found,) = read_journal(as_file([session]))
    assert found.entry == session


def test_tracks_are_left_out_unless_asked_for() -> None:
    journal = journal_of(ENTRIES)
    kinds = [line.get("entry") for line in as_lines(list(journal_entries(journal)))]
    assert kinds == [None, "document", "session", "pain", "end"]


def test_a_document_that_is_no_json_is_refused_by_name() -> None:
    with pytest.raises(ExportError, match="document odd: expected plain JSON values"):
        list(journal_lines([JournalDocument(name="odd", content={"when": {1, 2}})]))


SET = ("sets", 0)
REP = (*SET, "reps", 1)


def changed(line: int, path: tuple[Any, ...], value: object) -> list[dict[str, Any]]:
    lines = as_lines(ENTRIES)
    place: Any = lines[line]
    for key in path[:-1]:
        place = place[key]
    if value is MISSING:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return lines


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (changed(0, ("schema",), "upperback.journal/9"), "line 1: schema: expected upperback.jou"),
        (changed(2, ("started_at",), "2026-03-02T18:30"), "line 3: started_at: expected a date an"),
        (changed(2, ("started_at",), "soon"), "line 3: started_at: expected a date and time with"),
        (
            changed(2, (*REP, "peak_s"), "x"),
            r"3: sets.\[0\].reps.\[1\].peak_s",
        ),
        (
            changed(2, (*REP, "index"), 1.5),
            "index: expected a whole number, got 1.5",
        ),
        (
            changed(2, (*REP, "counted"), 1),
            "counted: expected true or false, got 1",
        ),
        (
            changed(2, (*REP, "index"), 1),
            "rep index: expected each only once, got 1",
        ),
        (
            changed(2, (*REP, "score"), 101),
            "rep 2: score: expected 0 to 100, got 101",
        ),
        (changed(2, (*SET, "effort_rir"), 11), "set 1: effort_rir: expected 0 to 10, got 11"),
        (
            changed(2, (*SET, "side"), "up"),
            "side: expected one of left, right, both, got 'up'",
        ),
        (
            changed(2, (*SET, "load", "band_step"), 0),
            r"load: expected a valid record \(load: ex",
        ),
        (changed(2, (*SET, "passports"), {}), "passports: expected no field of this name"),
        (changed(2, (*SET, "exercise"), MISSING), "exercise: expected a value, got nothing"),
        (
            changed(2, ("ended_at",), "2026-01-01T00:00:00Z"),
            "ended_at: expected not before started",
        ),
        (changed(2, ("sets",), {}), "line 3: sets: expected a list, got an object"),
        (changed(2, ("entry",), "dream"), "line 3: entry: expected one of session, pain, document"),
        (changed(3, ("npz_base64",), "###"), "line 4: npz_base64: expected base64"),
        (changed(3, ("set_id",), "other"), "line 4: set_id: expected a set further up, got other"),
        (
            changed(4, ("value",), 11),
            r"line 5: all of it: expected a valid record \(pain: expected",
        ),
        (changed(2, ("note",), UNKEEPABLE), "line 3: note: no database can keep that"),
        (changed(5, ("counts", "pain"), 7), "line 6: counts: expected"),
        (as_lines(ENTRIES)[:-1], "after line 5: entry: expected a last line of entry end"),
        ([], "line 1: schema: expected upperback.journal/1, got nothing"),
        ([*as_lines(ENTRIES)[:3], *as_lines(ENTRIES)[2:]], "line 4: session id: expected each onl"),
    ],
)
def test_a_bad_file_names_line_and_field_and_changes_nothing(
    lines: list[dict[str, Any]], said: str
) -> None:
    journal, file = FakeJournal(), from_lines(lines)
    with pytest.raises(ImportFileError, match=said):
        import_entries(journal, lambda: read_journal(file))
    assert journal == FakeJournal()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe{}", "line 1: byte 1: expected UTF-8"),
        (b"PK\x03\x04", "line 1: character 1: expected JSON"),
        (b'{"schema": "upperback.journal/1"}\n{"a": NaN}', r"line 2: .*NaN is no JSON"),
        (b"[" * 99_999, "line 1: all of it: expected JSON"),
        (b'["a"]', "line 1: all of it: expected an object, got a list"),
        (b'{"schema": "upperback.journal/1"}\n{"entry": "pain", "value": 1e999}', "line 2: "),
        (b'{"a": ' + b"1" * 5000 + b"}", "line 1: all of it: expected JSON"),
    ],
    ids=["utf-16", "zip", "nan", "deep", "list", "huge", "digits"],
)
def test_a_file_that_is_no_journal_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(ImportFileError, match=said):
        list(read_journal(io.BytesIO(raw)))


def test_blank_lines_and_a_byte_order_mark_do_no_harm() -> None:
    raw = b"\xef\xbb\xbf" + as_file(ENTRIES).getvalue().replace(b"\n", b"\r\n\n")
    assert [found.entry for found in read_journal(io.BytesIO(raw))] == ENTRIES


def test_the_published_schema_is_that_of_the_records() -> None:
    """If not: PYTHONPATH=src:tests python tests/exchange/record_schema.py."""
    assert journal_schema() == journal_line_schema()
