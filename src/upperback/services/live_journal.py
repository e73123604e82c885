"""Writing to the journal without anybody waiting for the disk.

A write takes the disk's time; frames of all sessions would wait for it. So the writes go, in
order, through one thread, and whoever tells of them waits until they are written. What the journal
refuses for now (locked, disk full) is tried again with the next write, and told.
"""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from upperback.errors import InvalidRecordError, StoreError, UnknownRecordError
from upperback.services.journal_port import Journal

Write = Callable[[Journal], None]
Writing = Future[None]
"""Done once the writes are in the journal, or refused; `JournalWriter.trouble` says which."""
_Group = tuple[Write, ...]
_LOG = logging.getLogger(__name__)


class JournalWriter(Protocol):
    """Takes writes, in order."""

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal, in plain words; None if they are."""

    def submit(self, writes: Sequence[Write]) -> Writing | None:
        """Take writes that belong together; None if they are written already."""

    def work(self, job: Callable[[], None]) -> None:
        """Do other work in its turn, which may take the disk's time but must not fail."""

    def flush(self) -> None:
        """Wait until all that was taken is written."""


class DirectWriter:
    """Writes at once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[_Group] = []
        self._trouble: str | None = None

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal."""
        return self._trouble

    def submit(self, writes: Sequence[Write]) -> None:
        """Write, after what could not be written before."""
        self.submit_all([tuple(writes)])

    def submit_all(self, groups: Sequence[_Group]) -> None:
        """Write several groups at once: the disk is waited for once."""
        self._waiting += groups
        try:
            self._write(self._waiting)
        except StoreError as error:
            self._refused(error)
        except (InvalidRecordError, UnknownRecordError):
            self._write_one_by_one()
        else:
            self._trouble = None
            self._waiting = []

    def work(self, job: Callable[[], None]) -> None:
        """Do it at once."""
        job()

    def flush(self) -> None:
        """Try once more what could not be written."""
        if self._waiting:
            self.submit_all(())

    def _write(self, groups: Sequence[_Group]) -> None:
        writes = [write for group in groups for write in group]
        if len(writes) == 1:
            # A rep, mostly: it is all or nothing by itself, and needs no savepoint.
            writes[0](self._journal)
            return
        with self._journal.all_at_once():
            for write in writes:
                write(self._journal)

    def _write_one_by_one(self) -> None:
        """Leave out only what the journal can never hold; the others must not wait for it."""
        self._trouble = None
        while self._waiting:
            try:
                self._write(self._waiting[:1])
            except StoreError as error:
                self._refused(error)
                return
            except (InvalidRecordError, UnknownRecordError) as error:
                self._trouble = str(error)
                _LOG.exception("a write that the journal cannot hold was left out")
            del self._waiting[0]

    def _refused(self, error: StoreError) -> None:
        self._trouble = str(error)
        _LOG.warning("the journal refused a write, it is tried again: %s", error)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Writes that wait for their turn."""

    writes: _Group
    writing: Writing = field(default_factory=Future)


class QueuedWriter:
    """Writes on a thread of its own."""

    def __init__(self, journal: Journal) -> None:
        self._direct = DirectWriter(journal)
        self._queue: deque[_Taken | Callable[[], None]] = deque()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    @property
    def trouble(self) -> str | None:
        """Why the latest writes are not in the journal."""
        return self._direct.trouble

    def submit(self, writes: Sequence[Write]) -> Writing:
        """Take writes that belong together; they are written soon."""
        taken = _Taken(tuple(writes))
        self._put(taken)
        return taken.writing

    def work(self, job: Callable[[], None]) -> None:
        """Do it on the thread, after what was taken before."""
        self._put(job)

    def flush(self) -> None:
        """Wait until all that was taken is written."""
        self._thread.submit(self._direct.flush).result()

    def close(self) -> None:
        """Write what is left, and end the thread."""
        self.flush()
        self._thread.shutdown()

    def _put(self, item: _Taken | Callable[[], None]) -> None:
        self._queue.append(item)
        self._thread.submit(self._take_turn)

    def _take_turn(self) -> None:
        """Do the next job, or all the writes before it; there are as many turns as items."""
        if not self._queue:
            return
        first = self._queue.popleft()
        if not isinstance(first, _Taken):
            first()
            return
        together = [first]
        while self._queue and isinstance(following := self._queue[0], _Taken):
            together.append(following)
            self._queue.popleft()
        try:
            self._direct.submit_all([each.writes for each in together])
        finally:
            for each in together:
                each.writing.set_result(None)


class NoWriter:
    """Keeps nothing: a session that only shows how it works."""

    trouble: str | None = None

    def submit(self, writes: Sequence[Write]) -> None:
        """Forget the writes."""

    def work(self, job: Callable[[], None]) -> None:
        """Forget the work."""

    def flush(self) -> None:
        """Do nothing."""
