"""What the tests of live sessions build with: a journal in memory, a clock set by hand."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event
from typing import Any

from builders import an_exercise
from upperback.coach.session_steps import TrainingState
from upperback.errors import StoreBusyError, UnknownRecordError
from upperback.services.live import LiveSession, Surroundings
from upperback.services.live_journal import DirectWriter, JournalWriter
from upperback.services.live_messages import Message, StateChanged
from upperback.services.live_plan import Today
from upperback.services.live_sessions import Beginning, LiveSessions
from upperback.training.records import (
    LoggedRep,
    LoggedSet,
    PainEntry,
    Prescription,
    TrainingSession,
)

EXERCISES = ("seated_row", "cat_cow", "reverse_fly", "thoracic_rotation", "wall_angel")


@dataclass(slots=True)
class Clock:
    """A wall clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.at

    def move(self, seconds: float) -> None:
        """Move it on."""
        self.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class MemoryJournal:
    """Keeps what the live coach writes; other methods of the protocol are never called."""

    kept: dict[str, TrainingSession] = field(default_factory=dict)
    pains: list[PainEntry] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    is_busy: bool = False

    def begin_session(self, session: TrainingSession) -> None:
        self._check()
        self.kept[session.id] = session

    def end_session(self, session_id: str, ended_at: datetime, note: str = "") -> None:
        self._check()
        self.kept[session_id] = replace(self.session(session_id), ended_at=ended_at)

    def begin_set(self, session_id: str, logged_set: LoggedSet) -> None:
        self._check()
        session = self.kept[session_id]
        self.kept[session_id] = replace(session, sets=(*session.sets, logged_set))

    def put_rep(self, set_id: str, rep: LoggedRep) -> None:
        self._check()
        self._put(self.logged_set(set_id).with_rep(rep))

    def end_set(self, logged_set: LoggedSet) -> None:
        self._check()
        self.logged_set(logged_set.id)
        self._put(logged_set)

    def remove_set(self, set_id: str) -> None:
        self._check()
        self.kept = {
            key: replace(each, sets=tuple(one for one in each.sets if one.id != set_id))
            for key, each in self.kept.items()
        }

    def session(self, session_id: str) -> TrainingSession:
        if session_id not in self.kept:
            raise UnknownRecordError(session_id)
        return self.kept[session_id]

    def logged_set(self, set_id: str) -> LoggedSet:
        for session in self.kept.values():
            for each in session.sets:
                if each.id == set_id:
                    return each
        raise UnknownRecordError(set_id)

    def open_session(self) -> TrainingSession | None:
        still = [each for each in self.kept.values() if each.ended_at is None]
        return still[-1] if still else None

    def put_pain(self, entry: PainEntry) -> None:
        self._check()
        self.pains.append(entry)

    def document(self, name: str) -> Any:
        return self.documents.get(name)

    def put_document(self, name: str, content: Any) -> None:
        self._check()
        self.documents[name] = content

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        before = dict(self.kept), list(self.pains), dict(self.documents)
        try:
            yield
        except Exception:
            self.kept, self.pains, self.documents = before
            raise

    def _put(self, changed: LoggedSet) -> None:
        self.kept = {
            key: replace(
                each, sets=tuple(changed if one.id == changed.id else one for one in each.sets)
            )
            for key, each in self.kept.items()
        }

    def _check(self) -> None:
        if self.is_busy:
            raise StoreBusyError("another program holds the journal")


class SlowJournal(MemoryJournal):
    """Writes only while it may; counts how often it was waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.may_write = Event()
        self.n_waits = 0
        self._is_together = False

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Wait until it may."""
        self._wait()
        self._is_together = True
        try:
            with super().all_at_once():
                yield
        finally:
            self._is_together = False

    def _check(self) -> None:
        if not self._is_together:
            self._wait()
        super()._check()

    def _wait(self) -> None:
        assert self.may_write.wait(timeout=60.0), "nobody let the journal write"
        self.n_waits += 1


@dataclass(slots=True)
class Scene:
    """Live sessions on a journal in memory."""

    clock: Clock = field(default_factory=Clock)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    new_writer: Callable[[Any], JournalWriter] = DirectWriter
    sessions: LiveSessions = field(init=False)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Do what a crash of the server does: only the journal is left."""
        around = Surroundings(
            now=self.clock.now,
            new_id=lambda: f"id-{next(self._ids)}",
            exercises={name: an_exercise(name) for name in EXERCISES},
        )
        journal: Any = self.journal
        self.sessions = LiveSessions(around, journal, self.new_writer(journal))

    def begin(self, *plan: Prescription, **more: Any) -> LiveSession:
        """Begin a training session; ``more`` are fields of `Beginning`."""
        today = Today(kind="free", minutes=10, items=plan or (a_prescription(),))
        return self.sessions.begin(Beginning(today=today, **more)).session


def a_prescription(exercise: str = "seated_row", **more: Any) -> Prescription:
    """Return a planned exercise; ``more`` are fields of `Prescription`."""
    fields: dict[str, Any] = {"exercise": exercise, "sets": 1, "reps": 3, "rest_s": 30.0}
    return Prescription(**(fields | more))


def last_state(told: Sequence[Message]) -> TrainingState:
    """Return the last state that the page was told."""
    return next(each.state for each in reversed(told) if isinstance(each, StateChanged))
