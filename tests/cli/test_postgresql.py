"""The same commands on a PostgreSQL: a clinic's journal is a journal like any other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from cli.conftest import Run
from store.postgres import new_database, running_postgres


@pytest.fixture(scope="session")
def cluster() -> Iterator[URL]:
    """A PostgreSQL of our own; skips with a reason where it is not installed."""
    with running_postgres() as url:
        yield url


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPERBACK_NOW", "2026-05-04T18:00:00")
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.fixture
def place(cluster: URL) -> str:
    """The address of an empty database, as a person types it."""
    url = new_database(cluster, "by_command")
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def test_training_is_planned_logged_and_shown(run: Run, place: str, tmp_path: Path) -> None:
    begun = run(
        "start", "--bands", "red", "--days", "mon,thu", "--health", "none", "-v", *at(place)
    )
    assert (begun.code, "2 days a week (Mon, Thu)" in begun.out) == (0, True)
    assert begun.err.startswith("Journal: postgresql")
    assert "a full day" in run("today", *at(place)).out
    assert run("log", "seated_row", "--reps", "12,10", *at(place)).code == 0
    assert run("pain", "2", "--exercise", "seated_row", *at(place)).code == 0

    assert "1 day this week; your goal is 2." in run("progress", *at(place)).out
    assert "Band seated row" in run("log", *at(place)).out
    assert "Reps that count" in run("journal", *at(place)).out
    assert not (tmp_path / "data").exists()


def test_a_backup_goes_from_a_file_into_postgresql_and_back(
    run: Run, place: str, tmp_path: Path
) -> None:
    assert run("start", "--days", "mon,thu", "--health", "none").code == 0
    assert run("log", "seated_row", "--reps", "12,10").code == 0
    assert run("backup", "a.backup").code == 0

    there = run("restore", "a.backup", *at(place))
    assert (there.code, "into postgresql" in there.out) == (0, True)
    again = run("restore", "a.backup", *at(place))
    assert (again.code, "is not empty" in again.err) == (2, True)
    assert run("backup", "b.backup", *at(place)).code == 0
    assert run("restore", "b.backup", "--journal", "back.db").code == 0

    assert _exported(run, "--journal", "back.db") == _exported(run) == _exported(run, *at(place))


def test_everything_can_be_deleted(run: Run, place: str) -> None:
    run("log", "seated_row", "--reps", "12", *at(place))

    assert run("erase", "--yes", *at(place)).code == 0

    assert "upperback today" in run("log", *at(place)).out


def test_a_database_that_is_not_there_is_said_in_plain_words(run: Run, place: str) -> None:
    said = run("today", *at(place.replace("by_command", "nobody_made_it")))

    assert (said.code, said.out) == (2, "")
    assert "nobody_made_it" in said.err
    assert "Traceback" not in said.err


def at(place: str) -> tuple[str, str]:
    return "--journal", place


def _exported(run: Run, *more: str) -> list[object]:
    """Return what an export holds, without the moment at which it was made."""
    Path("all.jsonl").unlink(missing_ok=True)
    assert run("export", "--to", "json", "-o", "all.jsonl", *more).code == 0
    lines = [json.loads(line) for line in Path("all.jsonl").read_text("utf-8").splitlines()]
    return [{key: value for key, value in line.items() if key != "made_at"} for line in lines]
