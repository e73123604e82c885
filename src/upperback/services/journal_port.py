"""What the use cases need from the journal: a protocol that the store fulfils."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from upperback.training.records import (
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    PainEntry,
    TrainingSession,
)
from upperback.training.summaries import DaySummary


class Journal(Protocol):
    """Remembers training, rep by rep. Every method is one transaction of its own.

    Writing the same rep, set or session again replaces it, so a message that comes
    twice does no harm. Unknown ids raise UnknownRecordError; values that no database can
    keep (NaN, a NUL character, a time without offset) raise InvalidRecordError; what the
    database refuses raises a StoreError in plain words. Each changes nothing.
    """

    def begin_session(self, session: TrainingSession) -> None:
        """Write a session that begins; its sets are left out.

        A session that is there already keeps its sets, and stays over if it was over.
        """

    def end_session(self, session_id: str, ended_at: datetime, note: str = "") -> None:
        """Close a session; an empty note leaves the one that is there."""

    def begin_set(self, session_id: str, logged_set: LoggedSet) -> None:
        """Write a set that begins, with the reps it has.

        A set that is there already keeps the reps it has, and is left alone if it is over;
        InvalidRecordError if it belongs to another session.
        """

    def put_rep(self, set_id: str, rep: LoggedRep) -> None:
        """Write one rep as it happens, or put it in the place of the one of its index."""

    def end_set(self, logged_set: LoggedSet) -> None:
        """Write a set that is over: all of it, in the place of what was there.

        Effort and pain that were said before stay where this set does not say them.
        """

    def put_session(self, session: TrainingSession) -> None:
        """Write a whole session with its sets, exactly as given, in the place of what was there.

        Tracks of sets that stay are kept.
        """

    def rate_set(self, set_id: str, *, effort_rir: int | None, pain: int | None) -> None:
        """Write what the person said of effort and pain; None leaves it as it was."""

    def remove_set(self, set_id: str) -> None:
        """Forget a set."""

    def remove_session(self, session_id: str) -> None:
        """Forget a session and its sets; what was said of pain stays."""

    def session(self, session_id: str) -> TrainingSession:
        """Return one session with its sets and reps."""

    def logged_set(self, set_id: str) -> LoggedSet:
        """Return one set with its reps."""

    def open_session(self) -> TrainingSession | None:
        """Return the latest session that was not ended, or None."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions with sets and reps, oldest first, in constant memory.

        The bounds are days on the person's own wall clock, both inclusive. Each session
        is whole; one that is written while others are read may or may not come.
        """

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return what ``summarise_days`` gives for the sessions of these days, but at once."""

    def put_pain(self, entry: PainEntry) -> None:
        """Write what the person said of pain."""

    def remove_pain(self, entry_id: str) -> None:
        """Forget a pain entry."""

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""

    def document(self, name: str) -> Mapping[str, object] | None:
        """Return a small document, such as the profile or the programme, or None."""

    def documents(self) -> Mapping[str, Mapping[str, object]]:
        """Return all small documents by name."""

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        """Write a small document of plain JSON values."""

    def remove_document(self, name: str) -> None:
        """Forget a document; one that is not there is forgotten already."""

    def keep_track(self, set_id: str, recording: bytes) -> None:
        """Keep the landmark recording of a set, if the person chose so."""

    def track(self, set_id: str) -> bytes | None:
        """Return the landmark recording of a set, or None."""

    def tracked_sets(self) -> Sequence[str]:
        """Return the ids of the sets whose recording is kept, oldest first."""

    def remove_track(self, set_id: str) -> None:
        """Forget the landmark recording of a set; the set stays."""

    def best_measures(
        self, exercise: str, side: str, *, lower_is_better: Collection[str] = ()
    ) -> Mapping[str, LoggedMeasure]:
        """Return the best value ever of each measure of the sets of an exercise and side.

        The highest, or the lowest for the names in ``lower_is_better``; the first of equals.
        """

    def erase_all(self) -> None:
        """Delete everything the journal holds."""

    def all_at_once(self) -> AbstractContextManager[None]:
        """Make what this thread reads and writes inside one transaction: all of it, or nothing."""
