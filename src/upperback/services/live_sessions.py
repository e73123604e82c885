"""All live sessions of a server: they begin here, are found here, and come back after a crash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from upperback.coach.session_commands import Pause, Stop
from upperback.coach.session_steps import TrainingState, steps_of
from upperback.errors import LiveError, UnknownExerciseError, UnknownRecordError
from upperback.exercises.definition import Exercise
from upperback.services.journal_port import Journal
from upperback.services.live import LiveSession, Surroundings
from upperback.services.live_desk import CommandDesk
from upperback.services.live_journal import JournalWriter, NoWriter
from upperback.services.live_plan import Today
from upperback.services.live_record import (
    COMMANDS,
    DOCUMENT,
    LiveRecord,
    commands_done,
    restored,
)
from upperback.services.live_summary import SessionSummary, summary_of
from upperback.services.live_track import TrackKeeping
from upperback.training.records import SessionKind, TrainingSession

# docs/live-protocol.md: so long a set waits for a page that is gone.
KEPT = timedelta(minutes=2)
# Sessions that are over stay at hand for their summary.
_SHOWN_AFTERWARDS = 16


class OpenSessionError(LiveError):
    """A training session is open already; ``session`` is that one."""

    def __init__(self, session: LiveSession) -> None:
        super().__init__("a training session is open already: go on with it, or replace it")
        self.session = session


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How a training session begins.

    Attributes
    ----------
    today
        What is planned.
    kind
        Another kind than the plan's; None for that of the plan.
    by_camera
        Whether the camera counts.
    replaces
        Whether a session that is open is to be ended.
    is_sample
        Whether it only shows how it works: one set of each, and nothing is kept.
    """

    today: Today
    kind: SessionKind | None = None
    by_camera: bool = True
    replaces: bool = False
    is_sample: bool = False


class LiveSessions:
    """The live sessions of one journal."""

    def __init__(
        self,
        surroundings: Surroundings,
        journal: Journal,
        writer: JournalWriter,
        keeping: TrackKeeping | None = None,
    ) -> None:
        self._around = surroundings
        self._journal = journal
        self._writer = writer
        self._keeping = keeping
        self._desks: dict[str, CommandDesk] = {}
        self._left_at: dict[str, datetime] = {}
        self._current: str | None = None
        self._has_looked = False

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """The exercises there are."""
        return self._around.exercises

    def begin(self, beginning: Beginning, *, is_alone: bool = True) -> CommandDesk:
        """Begin a training session; OpenSessionError if one is open that it does not replace."""
        if is_alone and not beginning.is_sample:
            self._make_room(replaces=beginning.replaces)
        state = self._new_state(beginning)
        writer = NoWriter() if beginning.is_sample else self._writer
        record = self._record(writer)
        session = TrainingSession(
            id=state.id,
            kind=state.kind,
            started_at=state.started_at,
            plan=() if beginning.is_sample else beginning.today.items,
        )
        record.begin(session, state)
        if not beginning.is_sample:
            self._current = state.id
        return self._keep(LiveSession(state, self._around, record))

    def find(self, session_id: str) -> CommandDesk | None:
        """Return the desk of a session that runs; None if there is none of that id."""
        if session_id not in self._desks:
            self.current()
        return self._desks.get(session_id)

    def current(self) -> CommandDesk | None:
        """Return the session that was begun and not ended; a crash is no end."""
        if self._current is None and not self._has_looked:
            self._restore()
        desk = self._desks.get(self._current) if self._current is not None else None
        return desk if desk is not None and desk.session.state.stage != "done" else None

    def summary(self, session_id: str) -> SessionSummary | None:
        """Sum a session up, one that runs or one of the journal; None if there is none."""
        desk = self.find(session_id)
        state = desk.session.state if desk is not None else self._from_journal(session_id)
        if state is None or any(each.exercise not in self.exercises for each in state.steps):
            return None
        return summary_of(state, self.exercises, at=self._around.now())

    def attended(self, session_id: str) -> None:
        """Note that a page feeds frames now."""
        self._left_at.pop(session_id, None)
        desk = self._desks.get(session_id)
        if desk is not None:
            desk.session.reattached()

    def left(self, session_id: str) -> None:
        """Note that the page of a session is gone."""
        self._left_at[session_id] = self._around.now()

    def pause_left_alone(self) -> None:
        """Pause the sets whose page has been gone for too long."""
        now = self._around.now()
        for session_id, left_at in list(self._left_at.items()):
            if now - left_at < KEPT:
                continue
            del self._left_at[session_id]
            desk = self._desks.get(session_id)
            if desk is not None and desk.session.state.stage == "counting":
                desk.session.command(Pause())

    def flush(self) -> None:
        """Wait until everything is in the journal."""
        self._writer.flush()

    def close(self) -> None:
        """Let go of what is open; the journal has what it takes to go on."""
        for desk in self._desks.values():
            desk.session.let_go()

    def _from_journal(self, session_id: str) -> TrainingState | None:
        self._writer.flush()
        try:
            session = self._journal.session(session_id)
        except UnknownRecordError:
            return None
        return restored(session, None, one_sided=self._one_sided) if session.plan else None

    def _make_room(self, *, replaces: bool) -> None:
        current = self.current()
        if current is None:
            return
        if not replaces:
            raise OpenSessionError(current.session)
        current.session.command(Stop())

    def _new_state(self, beginning: Beginning) -> TrainingState:
        unknown = [
            each.exercise for each in beginning.today.items if each.exercise not in self.exercises
        ]
        if unknown:
            raise UnknownExerciseError(f"no exercise is named {unknown[0]!r}")
        if not beginning.today.items:
            raise LiveError("a training session: expected at least one exercise, got none")
        state = TrainingState(
            id=self._around.new_id(),
            kind=beginning.kind or beginning.today.kind,
            started_at=self._around.now(),
            steps=steps_of(beginning.today.items, one_sided=self._one_sided),
            by_camera=beginning.by_camera,
        )
        if beginning.is_sample:
            state = replace(state, kind="free", steps=state.steps[:1])
        return state.with_status("now", {0})

    @property
    def _one_sided(self) -> frozenset[str]:
        return frozenset(name for name, each in self.exercises.items() if each.sides == "one")

    def _restore(self) -> None:
        """Take up the session that the journal holds open."""
        self._has_looked = True
        self._writer.flush()
        session = self._journal.open_session()
        if session is None or not session.plan:
            return
        if any(each.exercise not in self.exercises for each in session.plan):
            return
        document = self._journal.document(DOCUMENT)
        state = restored(session, document, one_sided=self._one_sided)
        done = commands_done(session.id, self._journal.document(COMMANDS))
        self._keep(LiveSession(state, self._around, self._record(self._writer)), done)
        self._current = session.id

    def _record(self, writer: JournalWriter) -> LiveRecord:
        around = self._around
        keeping = self._keeping if writer is self._writer else None
        return LiveRecord(writer, now=around.now, new_id=around.new_id, keeping=keeping)

    def _keep(self, session: LiveSession, done: Iterable[str] = ()) -> CommandDesk:
        """Keep a session at hand, and let those go that are over."""
        over = [key for key, each in self._desks.items() if each.session.state.stage == "done"]
        for key in over[:-_SHOWN_AFTERWARDS]:
            del self._desks[key]
        desk = self._desks[session.state.id] = CommandDesk(session, done)
        return desk
