"""What a live session leaves in the journal: the difference between two of its states.

Reps and sets are the journal's own records; where in the session the person is, which they do not
say, is a small document beside them, so that a server that starts anew can go on.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast, get_args

from upperback.coach.session_commands import Rate
from upperback.coach.session_steps import STAGES, Stage, StepStatus, TrainingState, steps_of
from upperback.services.journal_port import Journal
from upperback.services.live_journal import JournalWriter, Write, Writing
from upperback.services.live_set import LiveSet
from upperback.services.live_track import SetTrack, TrackKeeping
from upperback.training.records import LoggedSet, PainEntry, TrainingSession

DOCUMENT = "live_session"
COMMANDS = "live_commands"
# A page repeats what it has no answer to: two or three taps at most.
_REMEMBERED = 32


class LiveRecord:
    """Writes what changed."""

    def __init__(
        self,
        writer: JournalWriter,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        keeping: TrackKeeping | None = None,
    ) -> None:
        self._writer = writer
        self._now = now
        self._new_id = new_id
        self._keeping = keeping
        self._pain: list[Write] = []
        self._tracks: list[Write] = []
        self._commands: deque[str] = deque(maxlen=_REMEMBERED)
        self._has_new_command = False
        self._told: str | None = None
        self._writing: Writing | None = None

    @property
    def writing(self) -> Writing | None:
        """The latest write, if it is not in the journal yet."""
        if self._writing is not None and self._writing.done():
            self._writing = None
        return self._writing

    def begin(self, session: TrainingSession, state: TrainingState) -> None:
        """Write a session that begins."""
        writes: list[Write] = [partial(_begin_session, session=session), _keep(state)]
        self._writing = self._writer.submit(writes)

    def note_command(self, command_id: str) -> None:
        """Keep with the next write that a command was done."""
        self._commands.append(command_id)
        self._has_new_command = True

    def write(self, before: TrainingState, after: TrainingState, *, at: datetime) -> None:
        """Write the difference between two states of a session."""
        writes = [*_sets(before, after), *self._tracks, *self._pain]
        self._tracks, self._pain = [], []
        if after.stage == "done" and before.stage != "done":
            writes.append(partial(_end_session, session_id=after.id, at=at))
        if _document(before) != _document(after):
            writes.append(_keep(after))
        if self._has_new_command:
            done = {"session": after.id, "ids": list(self._commands)}
            writes.append(partial(_put_document, name=COMMANDS, content=done))
            self._has_new_command = False
        if writes:
            self._writing = self._writer.submit(writes)

    def note_pain(self, session_id: str, rated: LoggedSet, rate: Rate) -> None:
        """Keep what was said of pain for the next write."""
        if rate.pain is None and not rate.is_alarming:
            return
        entry = PainEntry(
            id=self._new_id(),
            at=self._now(),
            moment="during",
            value=rate.pain or 0,
            exercise=rated.exercise,
            session_id=session_id,
            is_alarming=rate.is_alarming,
        )
        self._pain.append(partial(_put_pain, entry=entry))

    def new_track(self, current: LoggedSet | None, model_name: str) -> SetTrack | None:
        """Begin the track of a set that begins; None if none is to be kept."""
        keeping = self._keeping
        is_begun = current is None or any(not rep.by_hand for rep in current.reps)
        if keeping is None or is_begun or not keeping.is_wanted():
            return None
        return SetTrack(partial(keeping.new_recorder, model_name), self._writer)

    def end_track(
        self, track: SetTrack | None, current: LoggedSet | None, after: TrainingState
    ) -> None:
        """Keep the track of a set with the next write, unless nothing of the set is kept."""
        if track is None or current is None:
            return
        kept = (*after.past, *((after.current,) if after.current is not None else ()))
        if any(each.id == current.id for each in kept):
            self._tracks.append(track.kept_as(current.id))
        else:
            track.discard()

    def new_trouble(self) -> str | None:
        """Return why writes are not in the journal, once."""
        trouble = self._writer.trouble
        is_new = trouble is not None and trouble != self._told
        self._told = trouble
        return trouble if is_new else None


def with_completed(state: TrainingState, live_set: LiveSet) -> TrainingState:
    """Put what the engine knows of a set that is over into it."""
    if state.current is not None:
        return replace(state, current=live_set.completed(state.current))
    if not state.past:
        return state
    *earlier, last = state.past
    return replace(state, past=(*earlier, live_set.completed(last)))


def _begin_session(journal: Journal, *, session: TrainingSession) -> None:
    journal.begin_session(session)


def _end_session(journal: Journal, *, session_id: str, at: datetime) -> None:
    journal.end_session(session_id, at)


def _put_pain(journal: Journal, *, entry: PainEntry) -> None:
    journal.put_pain(entry)


def _begin_set(journal: Journal, *, session_id: str, logged_set: LoggedSet) -> None:
    journal.begin_set(session_id, logged_set)


def _end_set(journal: Journal, *, logged_set: LoggedSet) -> None:
    journal.end_set(logged_set)


def _remove_set(journal: Journal, *, set_id: str) -> None:
    journal.remove_set(set_id)


def _put_reps(journal: Journal, *, before: LoggedSet, after: LoggedSet) -> None:
    known = set(map(id, before.reps))
    for rep in after.reps:
        if id(rep) not in known:
            journal.put_rep(after.id, rep)


def _keep(state: TrainingState) -> Write:
    return partial(_put_document, name=DOCUMENT, content=_document(state))


def _put_document(journal: Journal, *, name: str, content: Mapping[str, object]) -> None:
    journal.put_document(name, content)


def _sets(before: TrainingState, after: TrainingState) -> list[Write]:
    """Return what happened to sets, in the order in which the journal needs it."""
    writes: list[Write] = []
    old, new = before.current, after.current
    over = {each.id: each for each in after.past[len(before.past) :]}
    if old is not None and old.id not in over and (new is None or new.id != old.id):
        writes.append(partial(_remove_set, set_id=old.id))
    for each in over.values():
        if old is None or each.id != old.id:
            writes.append(partial(_begin_set, session_id=after.id, logged_set=each))
        writes.append(partial(_end_set, logged_set=each))
    if new is None:
        return writes
    if old is None or old.id != new.id:
        writes.append(partial(_begin_set, session_id=after.id, logged_set=new))
    elif new.reps != old.reps:
        writes.append(partial(_put_reps, before=old, after=new))
    if new.ended_at is not None and (old is None or old.ended_at is None):
        writes.append(partial(_end_set, logged_set=new))
    return writes


# --- where the person is ----------------------------------------------------------------


def _document(state: TrainingState) -> dict[str, object]:
    return {
        "session": state.id,
        "stage": state.stage,
        "step": state.step,
        "statuses": [step.status for step in state.steps],
        "by_camera": state.by_camera,
        "paused_from": state.paused_from,
        "paused_at": _text(state.paused_at),
        "is_away": state.is_away,
        "set": state.current.id if state.current is not None else None,
        "rest_ends_at": _text(state.rest_ends_at),
        "message": state.message,
    }


def restored(
    session: TrainingSession, document: Mapping[str, object] | None, *, one_sided: frozenset[str]
) -> TrainingState:
    """Return the state of a session that the journal holds open.

    Where the document is missing, or of another session, it begins again at the first step
    that has no set yet.
    """
    fresh = TrainingState(
        id=session.id,
        kind=session.kind,
        started_at=session.started_at,
        steps=steps_of(session.plan, one_sided=one_sided),
        past=session.sets,
    )
    known = dict(document or {})
    statuses = known.get("statuses")
    if known.get("session") != session.id or not _fits(statuses, fresh):
        return _from_sets(fresh)
    return _placed(fresh, known, session)


def commands_done(session_id: str, document: Mapping[str, object] | None) -> tuple[str, ...]:
    """Return the ids of the latest commands that a session had done before the server died."""
    known = dict(document or {})
    ids = known.get("ids")
    if known.get("session") != session_id or not isinstance(ids, list):
        return ()
    return tuple(each for each in ids if isinstance(each, str))


def _fits(statuses: object, state: TrainingState) -> bool:
    is_list = isinstance(statuses, list) and len(statuses) == len(state.steps)
    return is_list and set(cast("list[object]", statuses)) <= set(get_args(StepStatus))


def _from_sets(state: TrainingState) -> TrainingState:
    done = {(each.exercise, each.side, each.number) for each in state.past}
    behind = {
        index
        for index, step in enumerate(state.steps)
        if (step.exercise, step.side, step.number) in done
    }
    marked = state.with_status("done", behind)
    left = [index for index, step in enumerate(marked.steps) if step.status == "todo"]
    if not left:
        return replace(marked, stage="done", step=len(marked.steps) - 1)
    return replace(marked.with_status("now", {left[0]}), step=left[0])


def _placed(
    state: TrainingState, known: Mapping[str, Any], session: TrainingSession
) -> TrainingState:
    current = next((each for each in session.sets if each.id == known.get("set")), None)
    stage: Stage = known["stage"] if known.get("stage") in STAGES else "intro"
    needs_set = stage in ("counting", "rating") or known.get("paused_from") == "counting"
    if needs_set and current is None:
        stage = "intro"
    steps = tuple(
        replace(step, status=status)
        for step, status in zip(state.steps, known["statuses"], strict=True)
    )
    return replace(
        state,
        steps=steps,
        step=min(max(int(known.get("step") or 0), 0), len(steps) - 1),
        stage=stage,
        by_camera=bool(known.get("by_camera")),
        paused_from=known.get("paused_from") if stage == "paused" else None,
        paused_at=_moment(known.get("paused_at")) if stage == "paused" else None,
        is_away=stage == "paused" and bool(known.get("is_away")),
        current=current,
        past=tuple(each for each in session.sets if each is not current),
        rest_ends_at=_moment(known.get("rest_ends_at")),
        message=known.get("message"),
    )


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
