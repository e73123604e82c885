"""What a database refuses, in plain words: translated here and nowhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from upperback.errors import (
    InvalidRecordError,
    StoreBusyError,
    StoreError,
    StoreFullError,
)

# Failing to grow the shared index of the write-ahead log is what a full disk looks like too.
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_SQLITE_TEXTS = {
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that the folder exists and may be written",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup (upperback restore)",
    sqlite3.SQLITE_NOTADB: "is not a journal of upperback, or is damaged; nothing was changed",
    sqlite3.SQLITE_PERM: "may not be read or written by you",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
}
_POSTGRES_BUSY = {"55P03", "40001", "40P01", "57014"}  # locked, serialisation, deadlock, canceled
_POSTGRES_FULL = {"53100"}


@contextmanager
def in_plain_words(place: str) -> Iterator[None]:
    """Translate what SQLAlchemy and the drivers raise inside into StoreErrors."""
    try:
        yield
    except exc.TimeoutError as error:
        raise _busy(place) from error
    except exc.DBAPIError as error:
        raise _translated(error, place) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error, place) from error


def _translated(error: exc.DBAPIError, place: str) -> StoreError | InvalidRecordError:
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig, place)
    return _of_postgres(error, place)


def _of_sqlite(error: sqlite3.Error, place: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)  # absent where Python itself refuses
    if code is None:
        return StoreError(f"the journal {place} failed: {error}")
    primary = code & 0xFF  # the low byte is the family, the rest says which member
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _busy(place)
    if code in _SQLITE_FULL:
        return _full(place)
    if primary in _SQLITE_TEXTS:
        return StoreError(f"the journal {place} {_SQLITE_TEXTS[primary]}")
    return StoreError(f"the journal {place} failed: {error}")


def _of_postgres(error: exc.DBAPIError, place: str) -> StoreError | InvalidRecordError:
    state, said = getattr(error.orig, "sqlstate", None), _first_line(error.orig)
    if state in _POSTGRES_BUSY:
        return _busy(place)
    if state in _POSTGRES_FULL:
        return _full(place)
    if isinstance(error, exc.DataError):
        return InvalidRecordError(f"the journal {place} cannot hold this value: {said}")
    if isinstance(error, exc.OperationalError):
        return StoreError(
            f"the journal {place} cannot be reached: {said}; check that PostgreSQL runs, "
            "and the user, password and database of the address"
        )
    return StoreError(f"the journal {place} failed: {said}")


def _busy(place: str) -> StoreBusyError:
    return StoreBusyError(
        f"the journal {place} is locked by another program; nothing was written. "
        "Close the other program, or try again in a moment"
    )


def _full(place: str) -> StoreFullError:
    return StoreFullError(
        f"there is no room left on the disk of the journal {place}; nothing was written. "
        "Make room, then try again"
    )


def _first_line(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
