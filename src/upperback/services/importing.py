"""Use case: entries from a file into the journal, all of them or none.

The file is read twice: once to check every line, once to write. So a mistake on the
last line is found before the first is written, and no file need fit into memory.
Entries are put in by their ids: reading the same file again changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from upperback.errors import ImportFileError, InvalidRecordError
from upperback.services.exporting import JournalDocument, JournalEntry, KeptTrack
from upperback.training.records import PAIN_MAX, LoggedSet, PainEntry, TrainingSession

_RIR_MAX = 10
_SCORE_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry and where in the file it stands, such as "line 12"."""

    where: str
    entry: JournalEntry


ReadAgain = Callable[[], Iterable[FoundEntry]]
"""Reads the file from its start each time it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """How much a file held."""

    sessions: int = 0
    sets: int = 0
    reps: int = 0
    pain_entries: int = 0
    documents: int = 0
    tracks: int = 0

    def plus(self, entry: JournalEntry) -> "ImportCounts":
        """Return the counts with one more entry."""
        match entry:
            case TrainingSession():
                return replace(
                    self,
                    sessions=self.sessions + 1,
                    sets=self.sets + len(entry.sets),
                    reps=self.reps + sum(len(each.reps) for each in entry.sets),
                )
            case PainEntry():
                return replace(self, pain_entries=self.pain_entries + 1)
            case JournalDocument():
                return replace(self, documents=self.documents + 1)
            case KeptTrack():
                return replace(self, tracks=self.tracks + 1)


class WritableJournal(Protocol):
    """What an import needs of the journal; see `journal_port.Journal`."""

    def all_at_once(self) -> AbstractContextManager[None]:
        """Make what is written inside one transaction."""

    def put_session(self, session: TrainingSession) -> None:
        """Write a whole session in the place of what was there."""

    def put_pain(self, entry: PainEntry) -> None:
        """Write a pain entry."""

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        """Write a document."""

    def keep_track(self, set_id: str, recording: bytes) -> None:
        """Keep the recording of a set."""


def import_entries(journal: WritableJournal, read: ReadAgain) -> ImportCounts:
    """Check the whole file, then write all of it; a mistake raises ImportFileError."""
    counts = check_entries(read())
    with journal.all_at_once():
        for found in read():
            try:
                _write(journal, found.entry)
            except InvalidRecordError as error:
                raise ImportFileError(f"{found.where}: {error}") from error
    return counts


def check_entries(found: Iterable[FoundEntry]) -> ImportCounts:
    """Check entries, one by one and against each other; write nothing."""
    checker, counts = _Checker(), ImportCounts()
    for each in found:
        checker.check(each)
        counts = counts.plus(each.entry)
    return counts


def _write(journal: WritableJournal, entry: JournalEntry) -> None:
    match entry:
        case TrainingSession():
            journal.put_session(entry)
        case PainEntry():
            journal.put_pain(entry)
        case JournalDocument():
            journal.put_document(entry.name, entry.content)
        case KeptTrack():
            journal.keep_track(entry.set_id, entry.recording)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checker:
    """Remembers the ids seen: a few dozen bytes for each set, whatever the set holds."""

    session_ids: set[str] = field(default_factory=set)
    set_ids: set[str] = field(default_factory=set)
    other_ids: set[tuple[str, str]] = field(default_factory=set)

    def check(self, found: FoundEntry) -> None:
        match found.entry:
            case TrainingSession() as session:
                _once(found.where, "session id", session.id, self.session_ids)
                _check_span(found.where, session.started_at, session.ended_at)
                for position, logged_set in enumerate(session.sets, start=1):
                    self._check_set(f"{found.where}, set {position}", logged_set)
            case PainEntry() as pain:
                self._other_once(found.where, "pain id", pain.id)
            case JournalDocument() as document:
                self._other_once(found.where, "document name", document.name)
            case KeptTrack() as track:
                self._other_once(found.where, "track set_id", track.set_id)
                if track.set_id not in self.set_ids:
                    raise _wrong(found.where, "set_id", "a set further up", track.set_id)

    def _other_once(self, where: str, what: str, key: str) -> None:
        if (what, key) in self.other_ids:
            raise _wrong(where, what, "each only once", key)
        self.other_ids.add((what, key))

    def _check_set(self, where: str, logged_set: LoggedSet) -> None:
        _once(where, "set id", logged_set.id, self.set_ids)
        _check_span(where, logged_set.started_at, logged_set.ended_at)
        _check_range(where, "number", logged_set.number, 1, None)
        _check_range(where, "effort_rir", logged_set.effort_rir, 0, _RIR_MAX)
        _check_range(where, "pain", logged_set.pain, 0, PAIN_MAX)
        seen: set[str] = set()
        for rep in logged_set.reps:
            _once(where, "rep index", str(rep.index), seen)
            _check_range(f"{where}, rep {rep.index}", "index", rep.index, 1, None)
            _check_range(f"{where}, rep {rep.index}", "score", rep.score, 0, _SCORE_MAX)


def _once(where: str, what: str, key: str, seen: set[str]) -> None:
    if key in seen:
        raise _wrong(where, what, "each only once", key)
    if not key:
        raise _wrong(where, what, "a text", "nothing")
    seen.add(key)


def _check_span(where: str, started_at: datetime, ended_at: datetime | None) -> None:
    if ended_at is not None and ended_at < started_at:
        expected = f"not before started_at {started_at.isoformat()}"
        raise _wrong(where, "ended_at", expected, ended_at.isoformat())


def _check_range(
    where: str, name: str, value: int | None, minimum: int, maximum: int | None
) -> None:
    if value is None or (value >= minimum and (maximum is None or value <= maximum)):
        return
    expected = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
    raise _wrong(where, name, expected, str(value))


def _wrong(where: str, what: str, expected: str, got: str) -> ImportFileError:
    return ImportFileError(f"{where}: {what}: expected {expected}, got {got[:80]}")
