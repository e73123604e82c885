"""export, import, backup, restore, regrade, erase, journal: out of the journal and back."""

import json
import sqlite3
from pathlib import Path

import pytest

from cli.conftest import Run, at_a_terminal
from upperback.store import open_journal
from upperback.training.records import TrainingSession

MONDAY = "2026-05-04T18:00:00"
HEVY = """\
"title","start_time","end_time","exercise_title","set_type","weight_kg","reps","rpe"
"Back","15 Sep 2025, 07:48","15 Sep 2025, 08:20","Reverse Fly (Dumbbell)","normal",2,12,8
"Back","15 Sep 2025, 07:48","15 Sep 2025, 08:20","Bench Press (Barbell)","normal",60,8,8
"""


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPERBACK_NOW", MONDAY)
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.fixture
def journal(run: Run) -> None:
    """A journal with a session of two sets, a pain entry and a profile."""
    run("start", "--bands", "red,green")
    run("log", "seated_row", "--reps", "12,10", "--note", "good")
    run("pain", "3")


def everything(place: str | None = None) -> tuple[list[TrainingSession], list[object], object]:
    with open_journal(place) as found:
        sessions, pains = list(found.sessions()), [*found.pain_entries()]
        return sessions, list(pains), found.documents()


def hevy(tmp_path: Path, text: str = HEVY) -> Path:
    file = tmp_path / "hevy.csv"
    file.write_text(text, encoding="utf-8")
    return file


# --- out and in -------------------------------------------------------------------------


@pytest.mark.usefixtures("journal")
def test_what_may_take_long_says_that_it_goes_on_at_a_terminal(tmp_path: Path) -> None:
    said, code = at_a_terminal(["backup", tmp_path / "a.backup"])
    assert (code, "backing up, and reading it again" in said) == (0, True)
    said, code = at_a_terminal(["restore", tmp_path / "a.backup", "--journal", tmp_path / "b.db"])
    assert (code, "checking and restoring" in said) == (0, True)
    said, code = at_a_terminal(["export", "--to", "csv", "-o", tmp_path / "all.zip"])
    assert (code, "exporting" in said) == (0, True)


@pytest.mark.usefixtures("journal")
def test_an_export_deleted_and_imported_again_is_the_same_journal(run: Run) -> None:
    before = everything()
    assert "(3 entries)" in run("export", "--to", "json", "-o", "all.jsonl").out
    assert run("erase", "--yes").code == 0
    assert everything() == ([], [], {})
    said = run("import", "all.jsonl")
    assert "1 session, 2 sets, 22 reps, 1 pain entry, 1 document." in said.out
    assert "1 new, 0 known already." in said.out
    assert everything() == before
    assert "0 new, 1 known already." in run("import", "all.jsonl").out
    assert everything() == before


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("kind", "begins"),
    [("csv", b"PK"), ("fhir", b'{"resourceType": "Bundle"'), ("fit", b"\x0e")],
)
def test_each_format_writes_a_file_of_its_kind(
    run: Run, tmp_path: Path, kind: str, begins: bytes
) -> None:
    said = run("export", "--to", kind, "-o", "file")
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / "file").read_bytes().startswith(begins)


@pytest.mark.usefixtures("journal")
def test_an_export_without_a_name_is_named_after_the_day(run: Run, tmp_path: Path) -> None:
    run("export", "--to", "csv")
    assert (tmp_path / "upperback-2026-05-04.zip").exists()
    assert "2 sets" in run("import", "upperback-2026-05-04.zip", "--dry-run").out


@pytest.mark.usefixtures("journal")
def test_one_session_on_stdout(run: Run) -> None:
    lines = run("export", "--to", "json", "--last", "-o", "-").out.splitlines()
    assert [json.loads(line).get("entry") for line in lines] == [None, "session", "end"]


@pytest.mark.parametrize("kind", ["mot", "trc"])
def test_a_recording_for_opensim(run: Run, row: Path, tmp_path: Path, kind: str) -> None:
    said = run("export", "--to", kind, row)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / f"row.{kind}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--to", "json"], "the journal is empty; nothing was written"),
        (["--to", "fit"], "the journal has no session yet"),
        (["--to", "json", "--session", "abcd"], "--session: the journal has no session"),
        (["--to", "mot"], "expected a recording, such as row.npz"),
        (["--to", "mot", "row.mp4"], "upperback pose row.mp4 -o row.npz"),
        (["--to", "json", "row.npz"], "it with --to mot or --to trc only"),
        (["--to", "ics"], "a calendar needs days and a time"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_export_of_nothing_says_so_and_leaves_no_file(
    run: Run, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    said = run("export", *arguments)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err
    assert [file.name for file in tmp_path.iterdir()] in (["data"], [])


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("output", "complaint"), [("no/all.jsonl", "make it first"), (".", "got a folder")]
)
def test_a_place_that_cannot_be_written(run: Run, output: str, complaint: str) -> None:
    said = run("export", "--to", "json", "-o", output)
    assert said.code == 2
    assert complaint in said.err


def test_another_apps_log_is_imported_and_strangers_are_listed(run: Run, tmp_path: Path) -> None:
    file = hevy(tmp_path)
    said = run("import", file, "--dry-run")
    assert "Would import" in said.out
    assert "Bench Press (Barbell)  1 set" in said.out
    assert everything()[0] == []
    said = run("import", file, "--map", "Bench Press (Barbell)=seated_row")
    assert "1 session, 2 sets, 20 reps." in said.out
    assert [each.exercise for each in everything()[0][0].sets] == ["reverse_fly", "seated_row"]
    assert run("import", file).code == 0
    assert "imported" in run("log").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "line 2: reps: expected a number"),
        (["--from", "strong"], "expected"),
        (["--map", "Bench"], '--map: expected a pair like "Band Row=seated_row"'),
        (["--map", "Bench=foo"], "Bench: no exercise 'foo'"),
        (["--zone", "Mars/Base"], "expected a time zone"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bad_import_names_line_and_field_and_changes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    said = run("import", hevy(tmp_path, HEVY.replace(",12,", ",twelve,")), *arguments)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err
    assert said.err.count("\n") == 1
    assert everything()[0] == []


def test_an_import_that_is_not_there(run: Run) -> None:
    said = run("import", "missing.csv")
    assert (said.code, said.out) == (2, "")
    assert "missing.csv: cannot be read" in said.err


# --- backup, restore, erase -------------------------------------------------------------


@pytest.mark.usefixtures("journal")
def test_a_backup_comes_back_into_another_journal(run: Run) -> None:
    assert run("backup", "all.backup").code == 0
    assert run("restore", "all.backup", "--journal", "other.db").code == 0
    assert everything("other.db") == everything()


@pytest.mark.usefixtures("journal")
def test_nothing_is_replaced_unless_it_is_said(run: Run) -> None:
    run("backup", "all.backup")
    said = run("backup", "all.backup")
    assert (said.code, "say --replace" in said.err) == (2, True)
    said = run("restore", "all.backup")
    assert (said.code, "say --replace" in said.err) == (2, True)
    assert run("backup", "all.backup", "--replace").code == 0
    assert run("restore", "all.backup", "--replace").code == 0


@pytest.mark.usefixtures("journal")
def test_deleting_everything_wants_a_yes_and_says_what_is_left(run: Run) -> None:
    before = everything()
    said = run("erase")
    assert (said.code, "expected --yes" in said.err) == (2, True)
    assert everything() == before
    said = run("erase", "--yes")
    assert "Left: backups and exports that you saved yourself" in said.out
    assert everything() == ([], [], {})


@pytest.mark.parametrize("command", [["backup", "all.backup"], ["erase", "--yes"]])
def test_where_there_is_no_journal_nothing_is_made(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    said = run(*command)
    assert said.code == 2
    assert "there is no journal at" in said.err
    assert list(tmp_path.iterdir()) == []


# --- regrade, journal, trouble ----------------------------------------------------------


def test_landmarks_that_are_kept_are_scored_again(run: Run, row: Path) -> None:
    assert "nothing to score again" in run("regrade").out
    run("start", "--keep-tracks")
    run("log", row)
    first = run("regrade")
    assert (first.code, first.err) == (0, "")
    assert "1 scored again" in first.out
    assert run("regrade", "--write").code == 0
    assert "1 scored again, 0 would change." in run("regrade").out
    assert everything()[0][0].sets[0].n_counted == 3


@pytest.mark.usefixtures("journal")
def test_the_journal_says_where_it_lies_and_what_it_holds(run: Run, tmp_path: Path) -> None:
    lines = run("journal").out.splitlines()
    assert lines[0] == f"Journal: {tmp_path / 'data' / 'journal.db'}"
    said = " ".join(" ".join(lines).split())
    assert "Days with training 1 (today)" in said
    assert "Reps that count 22" in said
    assert "Pain entries 1" in said


def test_a_journal_that_is_not_there_yet_is_not_made(run: Run, tmp_path: Path) -> None:
    assert "There is no journal yet." in run("journal").out
    assert list(tmp_path.iterdir()) == []


def test_the_option_comes_before_the_variable(run: Run, tmp_path: Path) -> None:
    run("log", "cat_cow", "--reps", "8", "--journal", "other.db")
    assert len(everything("other.db")[0]) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("journal")
def test_a_locked_journal_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    before = everything()
    other = sqlite3.connect(tmp_path / "data" / "journal.db")
    other.execute("BEGIN IMMEDIATE")
    said = run("log", "cat_cow", "--reps", "8")
    other.rollback()
    other.close()
    assert (said.code, said.out) == (2, "")
    assert "is locked by another program; nothing was written" in said.err
    assert said.err.count("\n") == 1
    assert everything() == before


@pytest.mark.usefixtures("journal")
def test_a_journal_of_a_newer_version_is_left_alone(run: Run, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "data" / "journal.db")
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    said = run("today")
    assert (said.code, said.out) == (2, "")
    assert "a newer one made it" in said.err


@pytest.mark.parametrize(
    "place", ["mysql://me@here/training", "text.txt", "folder"], ids=["scheme", "file", "folder"]
)
def test_a_place_that_is_no_journal(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "text.txt").write_text("Dear diary, today I rowed.\n" * 50)
    (tmp_path / "folder").mkdir()
    said = run("progress", "--journal", place)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
