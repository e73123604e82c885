"""What is told to be written is written: killed programs, two windows, a full disk, a lock."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, text

from store.training import a_rep, a_session, a_set
from upperback.errors import StoreBusyError, StoreError, StoreFullError
from upperback.store import SqlJournal, find_journal, open_journal

TESTS = Path(__file__).resolve().parents[1]


def a_window(address: str, name: str, *n_reps: str) -> subprocess.Popen[str]:
    """Start a program that writes reps."""
    return subprocess.Popen(
        [sys.executable, str(TESTS / "store" / "rep_writer.py"), address, name, *n_reps],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
    )


def reps_of(journal: SqlJournal, window: str) -> list[int]:
    return [rep.index for rep in journal.logged_set(f"set of {window}").reps]


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_program_loses_at_most_the_rep_in_progress(address: str, seed: int) -> None:
    """Killed (kill -9) at a random moment while it writes as fast as it can."""
    with a_window(address, "one") as window:
        assert window.stdout is not None
        first = window.stdout.readline()  # it has come as far as writing
        time.sleep(Random(seed).uniform(0.0, 0.3))
        window.kill()
        told = [int(line) for line in (first + window.stdout.read()).splitlines()]
    with open_journal(address) as journal:
        kept = reps_of(journal, "one")
        assert kept == list(range(1, len(kept) + 1))
        assert len(kept) - len(told) in {0, 1}  # at most killed between the commit and the word
        assert journal.logged_set("set of one").reps == tuple(map(a_rep, kept))
        assert [each.n_reps for each in journal.day_summaries()] == [len(kept)]
        assert is_sound(journal)


def is_sound(journal: SqlJournal) -> bool:
    """Whether SQLite finds no fault in the file; PostgreSQL looks after itself."""
    file = journal.location.file
    if file is None:
        return True
    with closing(sqlite3.connect(file)) as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchall()
    return answer == [("ok",)]


def test_two_windows_that_write_at_once_lose_nothing(address: str) -> None:
    """They open the new journal at the same time, too."""
    windows = [a_window(address, name, "60") for name in ("one", "two")]
    answers = [window.communicate(timeout=120) for window in windows]
    assert [said for _, said in answers] == ["", ""]
    with open_journal(address) as journal:
        assert reps_of(journal, "one") == list(range(1, 61))
        assert reps_of(journal, "two") == list(range(1, 61))
        assert [each.n_reps for each in journal.day_summaries()] == [120]


def test_many_threads_share_a_journal(address: str) -> None:
    def write(number: int) -> None:
        for index in range(1, 11):
            journal.put_rep(f"set {number}", a_rep(index))
            journal.session("session-1")
        journal.end_set(a_set(f"set {number}", 10))

    with open_journal(address, patience_s=30.0) as journal:
        journal.begin_session(a_session())
        for number in range(8):
            journal.begin_set("session-1", a_set(f"set {number}", 0, ended_at=None))
        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [logged.n_counted for logged in journal.session("session-1").sets] == [10] * 8
        assert [each.n_reps for each in journal.day_summaries()] == [80]


# --- a lock -----------------------------------------------------------------------------


@pytest.fixture
def locked(address: str) -> Iterator[SqlJournal]:
    """A journal with an open set, that another program holds locked."""
    with open_journal(address, patience_s=0.1) as journal:
        journal.put_session(a_session(sets=[a_set(ended_at=None)]))
        engine = create_engine(find_journal(address).url, isolation_level="AUTOCOMMIT")
        with engine.connect() as other:
            if journal.location.is_sqlite:
                other.execute(text("BEGIN IMMEDIATE"))
            else:
                other.execute(text("BEGIN"))
                other.execute(text("LOCK TABLE sets IN SHARE MODE"))
            yield journal
            other.execute(text("ROLLBACK"))
        engine.dispose()


def test_a_locked_journal_says_so_and_changes_nothing(locked: SqlJournal) -> None:
    with pytest.raises(StoreBusyError, match="locked by another program; nothing was written"):
        locked.end_set(a_set(n_reps=9))
    with pytest.raises(StoreBusyError), locked.all_at_once():
        locked.rate_set("set-1", effort_rir=1, pain=1)
    assert locked.logged_set("set-1") == a_set(ended_at=None)


def test_a_locked_journal_can_be_read(locked: SqlJournal) -> None:
    """Charts and the command line do not wait for who writes."""
    assert [each.n_reps for each in locked.day_summaries()] == [3]
    assert [each.id for each in locked.sessions()] == ["session-1"]
    with open_journal(locked_address(locked), patience_s=0.1) as second:
        assert second.session("session-1") == locked.session("session-1")


def locked_address(journal: SqlJournal) -> str:
    return journal.location.url.render_as_string(hide_password=False)


# --- a full disk ------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; needs root to mount it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs 'mount' to make a small disk")
    if done.returncode != 0:
        pytest.skip(f"needs to mount a small disk: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_says_so_and_leaves_no_half_set(small_disk: Path) -> None:
    (small_disk / "film").write_bytes(b"x" * 200_000)
    with open_journal(small_disk / "journal.db") as journal:
        journal.put_session(a_session(sets=[a_set(ended_at=None)]))
        with pytest.raises(StoreFullError, match=r"no room left .* nothing was written"):
            journal.end_set(a_set(n_reps=20_000))
        assert journal.logged_set("set-1") == a_set(ended_at=None)
        with pytest.raises(StoreFullError):
            write_until_full(journal)
        kept = journal.logged_set("set-1").reps
        (small_disk / "film").unlink()
        journal.put_rep("set-1", a_rep(len(kept) + 1))
        assert [rep.index for rep in journal.logged_set("set-1").reps] == list(
            range(1, len(kept) + 2)
        )
        assert is_sound(journal)


def write_until_full(journal: SqlJournal) -> None:
    for index in range(4, 10_000):
        journal.put_rep("set-1", a_rep(index))


def test_a_full_file_loses_all_that_was_to_be_written_at_once(tmp_path: Path) -> None:
    """SQLite undoes the whole by itself; nobody goes on as if nothing had happened."""
    with open_journal(tmp_path / "journal.db") as journal:
        journal.put_session(a_session(sets=[a_set(ended_at=None)]))
        with pytest.raises(StoreFullError):
            write_too_much_at_once(journal)
        assert journal.documents() == {}
        assert journal.logged_set("set-1") == a_set(ended_at=None)


def write_too_much_at_once(journal: SqlJournal) -> None:
    with journal.all_at_once():
        journal.put_document("profile", {})
        may_not_grow(journal)
        with pytest.raises(StoreFullError, match=r"no room left .* nothing was written"):
            journal.end_set(a_set(n_reps=2_000))
        with pytest.raises(StoreFullError):
            journal.put_rep("set-1", a_rep(4))


def may_not_grow(journal: SqlJournal) -> None:
    """Tell SQLite that the file may not become longer."""
    with journal._transactions.read() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


# --- what is no journal -----------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be opened"), open_journal(tmp_path / "file" / "x"):
        pass


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Ada, " * 200)
    with pytest.raises(StoreError, match="not a journal of upperback"), open_journal(file):
        pass
    assert file.read_text() == "Dear Ada, " * 200


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "recipes.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="something else with the tables recipes"):
        open_journal(file).__enter__()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_database_that_does_not_answer_is_said_without_the_password() -> None:
    address = "postgresql://ada:secret@127.0.0.1:1/journal"
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_journal(address).__enter__()
    assert "secret" not in str(caught.value)


def test_a_journal_is_for_the_eyes_of_its_owner(tmp_path: Path) -> None:
    with open_journal(tmp_path / "new folder" / "journal.db"):
        assert (tmp_path / "new folder" / "journal.db").stat().st_mode & 0o077 == 0
        assert (tmp_path / "new folder").stat().st_mode & 0o077 == 0
