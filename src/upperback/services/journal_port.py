"""What the use cases need from the journal: a protocol that the store fulfils."""

from collections.abc import Iterator, Mapping, Sequence
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


class Journal(Protocol):
    """Remembers training, rep by rep. Every method is one transaction of its own.

    Writing the same rep, set or session again replaces it, so a message that comes
    twice does no harm. Unknown ids raise UnknownRecordError; what the database
    refuses raises a StoreError in plain words and changes nothing.
    """

    def begin_session(self, session: TrainingSession) -> None:
        """Write a session that begins; its sets are left out."""

    def end_session(self, session_id: str, ended_at: datetime, note: str = "") -> None:
        """Close a session."""

    def begin_set(self, session_id: str, logged_set: LoggedSet) -> None:
        """Write a set that begins, with the reps it has."""

    def put_rep(self, set_id: str, rep: LoggedRep) -> None:
        """Write one rep as it happens, or put it in the place of the one of its index."""

    def end_set(self, logged_set: LoggedSet) -> None:
        """Write a set that is over: all of it, in the place of what was there."""

    def rate_set(self, set_id: str, *, effort_rir: int | None, pain: int | None) -> None:
        """Write what the person said of effort and pain; None leaves it as it was."""

    def remove_set(self, set_id: str) -> None:
        """Forget a set."""

    def remove_session(self, session_id: str) -> None:
        """Forget a session and its sets."""

    def session(self, session_id: str) -> TrainingSession:
        """Return one session with its sets and reps."""

    def open_session(self) -> TrainingSession | None:
        """Return the latest session that was not ended, or None."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions with sets and reps, oldest first, in constant memory."""

    def put_pain(self, entry: PainEntry) -> None:
        """Write what the person said of pain."""

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""

    def document(self, name: str) -> Mapping[str, object] | None:
        """Return a small document, such as the profile or the programme, or None."""

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        """Write a small document of plain JSON values."""

    def keep_track(self, set_id: str, recording: bytes) -> None:
        """Keep the landmark recording of a set, if the person chose so."""

    def track(self, set_id: str) -> bytes | None:
        """Return the landmark recording of a set, or None."""

    def best_measures(self, exercise: str, side: str) -> Mapping[str, LoggedMeasure]:
        """Return the best value ever of each measure of an exercise and side."""

    def erase_all(self) -> None:
        """Delete everything the journal holds."""

    def all_at_once(self) -> AbstractContextManager[None]:
        """Make what is written inside one transaction: all of it, or nothing."""
