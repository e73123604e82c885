"""Use case: sets that nobody watched, written into the journal as the person tells them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from upperback.errors import InvalidRecordError
from upperback.services.journal_port import Journal
from upperback.training.records import (
    NO_LOAD,
    PAIN_MAX,
    Load,
    LoggedRep,
    LoggedSet,
    Side,
    TrainingSession,
)

# Sets told within an hour of each other are one time of training [E].
_SAME_SESSION = timedelta(minutes=60)
_MOST_REPS = 200
_MOST_SETS = 20
_RIR_MAX = 10
_MOST_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSets:
    """What the person says to have done of one exercise.

    Attributes
    ----------
    exercise
        Its name.
    sides
        One side, or both one after the other.
    reps
        Reps of each set; the same on each side.
    at
        When the last set was over, aware.
    effort_rir, pain
        Of the last set; None where not said.
    """

    exercise: str
    sides: tuple[Side, ...]
    reps: tuple[int, ...]
    at: datetime
    load: Load = NO_LOAD
    effort_rir: int | None = None
    pain: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _check("sets", len(self.reps), 1, _MOST_SETS)
        for reps in self.reps:
            _check("reps", reps, 1, _MOST_REPS)
        _check("effort", self.effort_rir, 0, _RIR_MAX)
        _check("pain", self.pain, 0, PAIN_MAX)
        if len(self.note) > _MOST_NOTE:
            raise InvalidRecordError(f"note: expected at most {_MOST_NOTE} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The session as it is in the journal now, and the sets that were added to it."""

    session: TrainingSession
    added: tuple[LoggedSet, ...]


def log_told_sets(journal: Journal, told: ToldSets, new_id: Callable[[], str]) -> Told:
    """Write sets; they join what was told of the same hour, or begin a session."""
    with journal.all_at_once():
        session = _session_near(journal, told.at) or TrainingSession(
            id=new_id(), kind="free", started_at=told.at, ended_at=told.at
        )
        added = _sets(told, session, new_id)
        session = replace(
            session,
            started_at=min(session.started_at, told.at),
            ended_at=max(session.ended_at or told.at, told.at),
            sets=(*session.sets, *added),
        )
        journal.put_session(session)
    return Told(session=session, added=added)


def _session_near(journal: Journal, at: datetime) -> TrainingSession | None:
    """Return the session that was told by hand around the same time."""
    near = [
        session
        for session in journal.sessions(since=at.date(), until=at.date())
        if session.kind == "free"
        and session.ended_at is not None
        and all(each.source == "taps" for each in session.sets)
        and session.started_at - _SAME_SESSION <= at <= session.ended_at + _SAME_SESSION
    ]
    return near[-1] if near else None


def _sets(
    told: ToldSets, session: TrainingSession, new_id: Callable[[], str]
) -> tuple[LoggedSet, ...]:
    added: list[LoggedSet] = []
    for side in told.sides:
        known = [e for e in session.sets if (e.exercise, e.side) == (told.exercise, side)]
        for number, reps in enumerate(told.reps, start=1):
            is_last = number == len(told.reps)
            added.append(
                LoggedSet(
                    id=new_id(),
                    exercise=told.exercise,
                    side=side,
                    number=len(known) + number,
                    started_at=told.at,
                    ended_at=told.at,
                    source="taps",
                    load=told.load,
                    reps=tuple(_rep(index, side) for index in range(1, reps + 1)),
                    effort_rir=told.effort_rir if is_last else None,
                    pain=told.pain if is_last else None,
                    note=told.note if is_last else "",
                )
            )
    return tuple(added)


def _rep(index: int, side: Side) -> LoggedRep:
    # Nobody knows when in the set a rep was.
    return LoggedRep(index=index, side=side, start_s=0.0, peak_s=0.0, end_s=0.0, by_hand=True)


def _check(what: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise InvalidRecordError(f"{what}: expected {least} to {most}, got {value}")
