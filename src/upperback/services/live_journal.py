"""Writing to the journal without anybody waiting for the disk.

A write takes the disk's time; frames of all sessions would wait for it. So the writes go, in
order, through one thread. What the journal refuses for now (locked, disk full) is tried again with
the next write, and told.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from upperback.errors import InvalidRecordError, StoreError, UnknownRecordError
from upperback.services.journal_port import Journal

Write = Callable[[Journal], None]
_LOG = logging.getLogger(__name__)


class JournalWriter(Protocol):
    """Takes writes, in order."""

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal, in plain words; None if they are."""

    def submit(self, writes: Sequence[Write]) -> None:
        """Take writes that belong together."""

    def work(self, job: Callable[[], None]) -> None:
        """Do other work in its turn, which may take the disk's time but must not fail."""

    def flush(self) -> None:
        """Wait until all that was taken is written."""


class DirectWriter:
    """Writes at once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[Write] = []
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal."""
        return self._trouble

    def submit(self, writes: Sequence[Write]) -> None:
        """Write, after what could not be written before."""
        self._waiting += writes
        try:
            with self._journal.all_at_once():
                for write in self._waiting:
                    write(self._journal)
        except StoreError as error:
            self._trouble = str(error)
            _LOG.warning("the journal refused a write, it is tried again: %s", error)
        except (InvalidRecordError, UnknownRecordError) as error:
            # Trying again would not help; the others must not wait for it.
            self._trouble = str(error)
            self._waiting = []
            _LOG.exception("a write that the journal cannot hold was left out")
        else:
            self._trouble = None
            self._waiting = []

    def work(self, job: Callable[[], None]) -> None:
        """Do it at once."""
        job()

    def flush(self) -> None:
        """Try once more what could not be written."""
        if self._waiting:
            self.submit(())


class QueuedWriter:
    """Writes on a thread of its own."""

    def __init__(self, journal: Journal) -> None:
        self._direct = DirectWriter(journal)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal."""
        return self._direct.trouble

    def submit(self, writes: Sequence[Write]) -> None:
        """Take writes that belong together; they are written soon."""
        self._thread.submit(self._direct.submit, tuple(writes))

    def work(self, job: Callable[[], None]) -> None:
        """Do it on the thread, after what was taken before."""
        self._thread.submit(job)

    def flush(self) -> None:
        """Wait until all that was taken is written."""
        self._thread.submit(self._direct.flush).result()

    def close(self) -> None:
        """Write what is left, and end the thread."""
        self.flush()
        self._thread.shutdown()


class NoWriter:
    """Keeps nothing: a session that only shows how it works."""

    trouble: str | None = None

    def submit(self, writes: Sequence[Write]) -> None:
        """Forget the writes."""

    def work(self, job: Callable[[], None]) -> None:
        """Forget the work."""

    def flush(self) -> None:
        """Do nothing."""
