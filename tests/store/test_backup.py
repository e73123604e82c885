"""Backup into one file, restore into any database, delete everything."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from store.training import a_session, fill
from upperback.errors import ImportFileError, StoreError, StoreVersionError
from upperback.store import back_up, erase_journal, find_journal, open_journal, restore


def all_of(address: str | Path) -> tuple[Any, ...]:
    """Return everything a journal holds."""
    with open_journal(address) as journal:
        return (
            list(journal.sessions()),
            journal.pain_entries(),
            journal.documents(),
            {each: journal.track(each) for each in journal.tracked_sets()},
            journal.day_summaries(),
        )


def test_from_sqlite_to_postgres_and_back(
    filled: Path, tmp_path: Path, postgres_address: str
) -> None:
    """The same journal on each, and the same backup of it to the last byte."""
    first, second = tmp_path / "first.backup", tmp_path / "second.backup"
    written = back_up(filled, first)
    assert restore(first, postgres_address).n_rows == written.n_rows
    assert all_of(postgres_address) == all_of(filled)
    back_up(postgres_address, second)
    restore(second, tmp_path / "again.db")
    assert all_of(tmp_path / "again.db") == all_of(filled)
    assert first.read_bytes() == second.read_bytes()


def test_a_backup_of_an_open_journal_is_of_one_moment(filled: Path, tmp_path: Path) -> None:
    """Somebody is in the middle of writing; what is not committed is not in it."""
    before = all_of(filled)
    with open_journal(filled) as journal, journal.all_at_once():
        journal.remove_session("session-1")
        back_up(filled, tmp_path / "a.backup")
    restore(tmp_path / "a.backup", tmp_path / "restored.db")
    assert all_of(tmp_path / "restored.db") == before


def test_a_backup_does_not_replace_a_file_unasked(saved: Path, filled: Path) -> None:
    content = saved.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        back_up(filled, saved)
    assert saved.read_bytes() == content
    with open_journal(filled) as journal:
        journal.remove_session("session-1")
    back_up(filled, saved, overwrite=True)
    assert saved.read_bytes() != content


def test_a_backup_is_private_and_leaves_nothing_beside_it(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    assert [each.name for each in saved.parent.glob(".*")] == []


def test_a_backup_that_cannot_be_written_is_said(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        back_up(filled, tmp_path / "nowhere" / "a.backup")


def test_a_journal_that_holds_something_is_not_replaced_unasked(
    address: str, saved: Path, filled: Path
) -> None:
    with open_journal(address) as journal:
        journal.put_document("profile", {"name": "Grace"})
    with pytest.raises(StoreError, match="is not empty"):
        restore(saved, address)
    assert all_of(address)[2] == {"profile": {"name": "Grace"}}
    restore(saved, address, overwrite=True)
    assert all_of(address) == all_of(filled)


def test_a_restored_journal_goes_on(address: str, saved: Path) -> None:
    with open_journal(address) as other_window:  # open all the while
        restore(saved, address)
        other_window.rate_set("set-1", effort_rir=2, pain=None)
        assert other_window.logged_set("set-1").effort_rir == 2


def test_tables_beside_the_journal_are_left_alone(address: str, saved: Path) -> None:
    with open_journal(address) as journal:
        journal.put_session(a_session())
    engine = create_engine(find_journal(address).url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    restore(saved, address, overwrite=True)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM recipes")).scalar() == 0
    engine.dispose()


# --- what is damaged --------------------------------------------------------------------


def lines_of(saved: Path) -> list[bytes]:
    return gzip.decompress(saved.read_bytes()).splitlines(keepends=True)


def rewrite(saved: Path, lines: list[bytes]) -> None:
    saved.write_bytes(gzip.compress(b"".join(lines)))


def cut_off(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-100])


def without_the_end(saved: Path) -> None:
    rewrite(saved, lines_of(saved)[:-1])


def with_a_row_missing(saved: Path) -> None:
    lines = lines_of(saved)
    rewrite(saved, lines[:5] + lines[6:])


def with_another_value(saved: Path) -> None:
    rewrite(saved, [line.replace(b"rowing", b"towing") for line in lines_of(saved)[:-1]])


def something_else(saved: Path) -> None:
    saved.write_bytes(b"Dear Ada,")


def another_json(saved: Path) -> None:
    rewrite(saved, [b'{"hello": 1}\n'])


DAMAGES = [
    cut_off,
    without_the_end,
    with_a_row_missing,
    with_another_value,
    something_else,
    another_json,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_a_damaged_backup_is_refused_and_changes_nothing(
    saved: Path, filled: Path, damage: Any
) -> None:
    before = all_of(filled)
    damage(saved)
    with pytest.raises(ImportFileError, match=r"a\.backup: line \d+: expected"):
        restore(saved, filled, overwrite=True)
    assert all_of(filled) == before


def test_a_backup_of_a_newer_version_is_refused(saved: Path, filled: Path) -> None:
    before = all_of(filled)
    with as_of_version(saved, "9999"), pytest.raises(StoreVersionError, match="9999"):
        restore(saved, filled, overwrite=True)
    assert all_of(filled) == before


@contextmanager
def as_of_version(saved: Path, version: str) -> Iterator[None]:
    """Say another version in the backup, and close it properly."""
    import hashlib

    header, *rows, end = lines_of(saved)
    head = json.dumps(json.loads(header) | {"version": version}).encode() + b"\n"
    digest = hashlib.sha256(b"".join([head, *rows])).hexdigest()
    rewrite(saved, [head, *rows, json.dumps(json.loads(end) | {"sha256": digest}).encode()])
    yield


def test_a_backup_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be read: No such file"):
        restore(tmp_path / "none.backup", tmp_path / "journal.db")
    assert not (tmp_path / "journal.db").exists()


# --- delete everything ------------------------------------------------------------------


def test_everything_is_deleted_and_what_is_left_is_said(address: str) -> None:
    with open_journal(address) as journal:
        fill(journal)
    erased = erase_journal(address)
    assert all_of(address) == ([], [], {}, {}, [])
    assert "backups and exports that you saved yourself" in erased.left


def test_nothing_readable_lingers_in_the_file(filled: Path) -> None:
    copy = filled.with_name("journal.db.before-migration-0000")
    copy.write_bytes(filled.read_bytes())
    assert b"Ada" in filled.read_bytes()
    with open_journal(filled) as open_window:
        assert open_window.documents()
        erased = erase_journal(filled)
        lingering = b"".join(each.read_bytes() for each in filled.parent.glob("journal.db*"))
    assert b"Ada" not in lingering
    assert b"seated_row" not in lingering
    assert not copy.exists()
    assert str(copy) in erased.removed


def test_a_place_is_found_by_option_or_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UPPERBACK_DATABASE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert find_journal().file == tmp_path / "upperback" / "journal.db"
    monkeypatch.setenv("UPPERBACK_DATABASE", "postgresql://ada:secret@db/training")
    assert find_journal().url.drivername == "postgresql+psycopg"
    assert "secret" not in str(find_journal())
    assert find_journal(tmp_path / "x.db").file == tmp_path / "x.db"
    assert find_journal("sqlite:////tmp/x.db").file == Path("/tmp/x.db")
    with pytest.raises(StoreError, match="expected a file") as caught:
        find_journal("mysql://ada:secret@db/training")
    assert "secret" not in str(caught.value)
