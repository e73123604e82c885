"""Use case: everything the journal holds, entry by entry, in constant memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from upperback.training.records import PainEntry, TrainingSession


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalDocument:
    """A small document of plain JSON values, such as the profile or the programme."""

    name: str
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTrack:
    """The landmark recording (.npz) of a set."""

    set_id: str
    recording: bytes


JournalEntry = TrainingSession | PainEntry | JournalDocument | KeptTrack


class ReadableJournal(Protocol):
    """What an export needs of the journal."""

    def documents(self) -> Mapping[str, Mapping[str, object]]:
        """Return all documents by name."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions, oldest first."""

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""

    def track(self, set_id: str) -> bytes | None:
        """Return the recording of a set, or None."""


def journal_entries(
    journal: ReadableJournal,
    *,
    since: date | None = None,
    until: date | None = None,
    with_tracks: bool = False,
) -> Iterator[JournalEntry]:
    """Yield documents, sessions (each followed by its tracks), then pain entries."""
    for name, content in sorted(journal.documents().items()):
        yield JournalDocument(name=name, content=content)
    for session in journal.sessions(since=since, until=until):
        yield session
        if with_tracks:
            yield from _tracks(journal, session)
    for entry in journal.pain_entries(since=since):
        if until is None or entry.at.date() <= until:
            yield entry


def _tracks(journal: ReadableJournal, session: TrainingSession) -> Iterator[KeptTrack]:
    for logged_set in session.sets:
        recording = journal.track(logged_set.id)
        if recording is not None:
            yield KeptTrack(set_id=logged_set.id, recording=recording)
