"""The journal in a database: what `services.journal_port.Journal` promises."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import Engine, delete, select

from upperback.errors import UnknownRecordError
from upperback.store import reading, rows, stale_days, writing
from upperback.store.location import Location
from upperback.store.summary_cache import SummaryCache
from upperback.store.tables import (
    DAY_SUMMARIES,
    DOCUMENTS,
    KEPT,
    PAIN_ENTRIES,
    STALE_DAYS,
    TRACKS,
)
from upperback.store.transactions import Transactions
from upperback.training.records import (
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    PainEntry,
    TrainingSession,
)
from upperback.training.summaries import DaySummary


class SqlJournal:
    """A journal on SQLite or PostgreSQL; made by :func:`upperback.store.open_journal`."""

    def __init__(self, engine: Engine, location: Location) -> None:
        self._transactions = Transactions(engine, str(location))
        self._summaries = SummaryCache()
        self.location = location

    # --- writing, as it happens ---------------------------------------------------------

    def begin_session(self, session: TrainingSession) -> None:
        """Write a session that begins; its sets are left out."""
        with self._transactions.write(summaries=True) as connection:
            writing.put_session(connection, session)

    def end_session(self, session_id: str, ended_at: datetime, note: str = "") -> None:
        """Close a session."""
        with self._transactions.write() as connection:
            writing.close_session(connection, session_id, rows.to_text(ended_at), note)

    def begin_set(self, session_id: str, logged_set: LoggedSet) -> None:
        """Write a set that begins, with the reps it has."""
        with self._transactions.write() as connection:
            writing.add_set(connection, session_id, logged_set)

    def put_rep(self, set_id: str, rep: LoggedRep) -> None:
        """Write one rep as it happens, or put it in the place of the one of its index."""
        with self._transactions.write() as connection:
            writing.put_rep(connection, set_id, rep)

    def end_set(self, logged_set: LoggedSet) -> None:
        """Write a set that is over: all of it, in the place of what was there."""
        with self._transactions.write(summaries=True) as connection:
            writing.replace_set(connection, logged_set)

    def put_session(self, session: TrainingSession) -> None:
        """Write a whole session, in the place of what was there."""
        with self._transactions.write(summaries=True) as connection:
            writing.replace_session(connection, session)

    def rate_set(self, set_id: str, *, effort_rir: int | None, pain: int | None) -> None:
        """Write what the person said of effort and pain; None leaves it as it was."""
        with self._transactions.write(summaries=True) as connection:
            writing.rate_set(connection, set_id, effort_rir, pain)

    def remove_set(self, set_id: str) -> None:
        """Forget a set."""
        with self._transactions.write(summaries=True) as connection:
            writing.remove_set(connection, set_id)

    def remove_session(self, session_id: str) -> None:
        """Forget a session and its sets."""
        with self._transactions.write(summaries=True) as connection:
            writing.remove_session(connection, session_id)

    # --- reading ------------------------------------------------------------------------

    def session(self, session_id: str) -> TrainingSession:
        """Return one session with its sets and reps."""
        with self._transactions.read() as connection:
            return reading.one_session(connection, session_id)

    def logged_set(self, set_id: str) -> LoggedSet:
        """Return one set with its reps."""
        with self._transactions.read() as connection:
            return reading.one_set(connection, set_id)

    def open_session(self) -> TrainingSession | None:
        """Return the latest session that was not ended, or None."""
        with self._transactions.read() as connection:
            return reading.last_open_session(connection)

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions with sets and reps, oldest first, in constant memory.

        They are read by the page, each in a transaction of its own: whoever takes
        long between two sessions holds nobody up.
        """
        after = None
        while True:
            with self._transactions.read() as connection:
                page = reading.page_of_sessions(connection, since, until, after)
            yield from page
            if len(page) < reading.PAGE:
                return
            after = reading.place_in_time(page[-1])

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return what was done by day, exercise and side, oldest first; bounds inclusive."""
        with self._transactions.read() as connection:
            if self._transactions.is_shared:  # what is not committed yet is not for others
                return stale_days.summaries(connection, since, until)
            return self._summaries.read(connection, since, until)

    def best_measures(
        self, exercise: str, side: str, *, lower_is_better: Collection[str] = ()
    ) -> Mapping[str, LoggedMeasure]:
        """Return the best value ever of each measure: the highest, or the lowest where said."""
        with self._transactions.read() as connection:
            return reading.best_measures(connection, exercise, side, lower_is_better)

    # --- pain, documents, tracks --------------------------------------------------------

    def put_pain(self, entry: PainEntry) -> None:
        """Write what the person said of pain."""
        with self._transactions.write() as connection:
            writing.put(connection, PAIN_ENTRIES, [rows.pain_row(entry)])

    def remove_pain(self, entry_id: str) -> None:
        """Forget a pain entry."""
        with self._transactions.write() as connection:
            gone = delete(PAIN_ENTRIES).where(PAIN_ENTRIES.c.id == entry_id)
            if not connection.execute(gone).rowcount:
                raise UnknownRecordError(f"the journal has no pain entry {entry_id!r}")

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""
        columns = PAIN_ENTRIES.c
        query = select(PAIN_ENTRIES).where(*reading.between(columns.day, since, None))
        with self._transactions.read() as connection:
            found = connection.execute(query.order_by(columns.stated_us, columns.id)).mappings()
            return [rows.pain_of(row) for row in found]

    def document(self, name: str) -> Mapping[str, object] | None:
        """Return a small document, such as the profile or the programme, or None."""
        query = select(DOCUMENTS.c.content).where(DOCUMENTS.c.name == name)
        with self._transactions.read() as connection:
            content: Mapping[str, object] | None = connection.scalar(query)
            return content

    def documents(self) -> Mapping[str, Mapping[str, object]]:
        """Return all small documents by name."""
        query = select(DOCUMENTS.c.name, DOCUMENTS.c.content).order_by(DOCUMENTS.c.name)
        with self._transactions.read() as connection:
            return {row["name"]: row["content"] for row in connection.execute(query).mappings()}

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        """Write a small document of plain JSON values."""
        with self._transactions.write() as connection:
            writing.put(connection, DOCUMENTS, [{"name": name, "content": dict(content)}])

    def remove_document(self, name: str) -> None:
        """Forget a document; one that is not there is forgotten already."""
        with self._transactions.write() as connection:
            connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.name == name))

    def keep_track(self, set_id: str, recording: bytes) -> None:
        """Keep the landmark recording of a set, if the person chose so."""
        with self._transactions.write() as connection:
            writing.put_track(connection, set_id, recording)

    def track(self, set_id: str) -> bytes | None:
        """Return the landmark recording of a set, or None."""
        query = select(TRACKS.c.recording).where(TRACKS.c.set_id == set_id)
        with self._transactions.read() as connection:
            recording: bytes | None = connection.scalar(query)
            return recording

    def tracked_sets(self) -> Sequence[str]:
        """Return the ids of the sets whose recording is kept, oldest first."""
        with self._transactions.read() as connection:
            return reading.tracked_sets(connection)

    def remove_track(self, set_id: str) -> None:
        """Forget the landmark recording of a set; the set stays."""
        with self._transactions.write() as connection:
            connection.execute(delete(TRACKS).where(TRACKS.c.set_id == set_id))

    # --- all of it ----------------------------------------------------------------------

    def erase_all(self) -> None:
        """Delete everything the journal holds, and what lingers in the file."""
        with self._transactions.write() as connection:
            for table in (*reversed(KEPT), DAY_SUMMARIES, STALE_DAYS):
                connection.execute(delete(table))
        if self.location.file is not None and not self._transactions.is_shared:
            self._transactions.compact()

    def all_at_once(self) -> AbstractContextManager[None]:
        """Make what is written inside one transaction: all of it, or nothing."""
        return self._transactions.all_at_once()
