"""Short transactions on pooled connections; several writes of one thread may share one."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from sqlalchemy import Connection, Engine

from upperback.errors import StoreBusyError, StoreError
from upperback.store.engine import reading, take_write_lock, writing
from upperback.store.refusals import in_plain_words
from upperback.store.stale_days import refresh


class _OfThread(threading.local):
    """The transaction that the calling thread is in, and what the database refused in it."""

    connection: Connection | None = None
    refusal: StoreError | None = None
    summaries: bool = False

    def usable(self) -> Connection:
        """Return the connection, unless its work is lost already."""
        assert self.connection is not None
        if self.refusal is not None:
            raise self.refusal
        return self.connection


class Transactions:
    """Begins, commits and rolls back; for any number of threads."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._reading, self._writing = reading(engine), writing(engine)
        self._place = place
        self._mine = _OfThread()

    @property
    def is_shared(self) -> bool:
        """Whether this thread is inside :meth:`all_at_once`."""
        return self._mine.connection is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the journal."""
        if self._mine.connection is not None:
            with in_plain_words(self._place):
                yield self._mine.usable()
            return
        with in_plain_words(self._place), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self, *, summaries: bool = False) -> Iterator[Connection]:
        """Give a connection whose work is committed as a whole, or not at all.

        ``summaries`` says whether the days that were changed are summarised in the
        same transaction; otherwise they are when somebody asks for them.
        """
        if self._mine.connection is not None:
            self._mine.summaries |= summaries
            with self._savepoint(self._mine.usable()) as connection:
                yield connection
            return
        with in_plain_words(self._place), self._writing.begin() as connection:
            take_write_lock(connection)
            yield connection
            if summaries:
                refresh(connection)

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Let all reads and writes of this thread inside share one transaction."""
        if self._mine.connection is not None:
            yield
            return
        with self.write() as connection:
            self._mine.connection = connection
            try:
                yield
                self._mine.usable()
                if self._mine.summaries:
                    refresh(connection)
            finally:
                self._mine.connection = self._mine.refusal = None
                self._mine.summaries = False

    @contextmanager
    def _savepoint(self, connection: Connection) -> Iterator[Connection]:
        """Undo a part of the work that breaks off, so that it leaves nothing half-written."""
        savepoint = connection.begin_nested()
        try:
            with in_plain_words(self._place):
                yield connection
        except StoreError as refusal:
            # The database may have undone everything by itself (SQLite does on a full disk).
            self._mine.refusal = refusal
            raise
        except BaseException:
            savepoint.rollback()
            raise
        savepoint.commit()

    def compact(self) -> None:
        """Give back the room of what was deleted, and empty the write-ahead log of SQLite.

        Where another window is reading, that is left to the last one that closes.
        """
        with (
            suppress(StoreBusyError),
            in_plain_words(self._place),
            closing(self._writing.raw_connection()) as connection,
        ):
            cursor = connection.cursor()
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement)
