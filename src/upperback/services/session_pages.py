"""The journal page by page, the newest first; and what was removed can come back for a while."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from upperback.errors import UnknownRecordError
from upperback.services.journal_port import Journal
from upperback.training.records import LoggedSet, TrainingSession

# Long enough to notice a slip, short enough that "deleted" is true [E].
UNDO_WITHIN = timedelta(minutes=10)
# Nobody looks at more at once; a page of days is a quick read of the database.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """Training sessions of some days, newest first, and where the next page begins."""

    sessions: tuple[TrainingSession, ...]
    next_before: date | None


def session_page(journal: Journal, *, before: date | None, days: int) -> SessionPage:
    """Return the sessions of the last days with training before a day.

    Parameters
    ----------
    journal
        The journal.
    before
        Only earlier days; all of them where it is left out.
    days
        So many days with training, at most.
    """
    until = before - timedelta(days=1) if before is not None else None
    trained = sorted({row.day for row in journal.day_summaries(until=until)}, reverse=True)
    shown = list(islice(trained, days))
    is_last = len(shown) == len(trained)
    since = None if is_last else shown[-1]
    sessions = list(journal.sessions(since=since, until=until))
    return SessionPage(sessions=tuple(reversed(sessions)), next_before=since)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Removed:
    session: TrainingSession
    logged: LoggedSet | None
    tracks: Mapping[str, bytes]
    at: datetime


class Removals:
    """Removes sessions and sets, and puts them back within ten minutes.

    What was removed lies in memory only: when the program ends, it is gone.
    """

    def __init__(self, journal: Journal, new_id: Callable[[], str]) -> None:
        self._journal = journal
        self._new_id = new_id
        self._removed: dict[str, _Removed] = {}

    def remove_session(self, session_id: str, now: datetime) -> str:
        """Remove a session; return the key that brings it back."""
        session = self._journal.session(session_id)
        kept = _Removed(session=session, logged=None, tracks=self._tracks(*session.sets), at=now)
        self._journal.remove_session(session_id)
        return self._keep(kept, now)

    def remove_set(self, session_id: str, set_id: str, now: datetime) -> str:
        """Remove a set; return the key that brings it back."""
        session = self._journal.session(session_id)
        logged = next((each for each in session.sets if each.id == set_id), None)
        if logged is None:
            raise UnknownRecordError(f"the training session has no set {set_id!r}")
        kept = _Removed(session=session, logged=logged, tracks=self._tracks(logged), at=now)
        self._journal.remove_set(set_id)
        return self._keep(kept, now)

    def undo(self, key: str, now: datetime) -> TrainingSession:
        """Put back what was removed; UnknownRecordError where it is too late."""
        self._forget_old(now)
        kept = self._removed.pop(key, None)
        if kept is None:
            raise UnknownRecordError("it was deleted more than ten minutes ago and is gone")
        with self._journal.all_at_once():
            session = kept.session if kept.logged is None else self._with_set(kept, kept.logged)
            self._journal.put_session(session)
            for set_id, track in kept.tracks.items():
                self._journal.keep_track(set_id, track)
        return session

    def forget_all(self) -> None:
        """Let nothing come back."""
        self._removed.clear()

    def _with_set(self, kept: _Removed, logged: LoggedSet) -> TrainingSession:
        """Return the session as it is now, with the set in its old place."""
        session = self._journal.session(kept.session.id)
        order = {each.id: place for place, each in enumerate(kept.session.sets)}
        others = [each for each in session.sets if each.id != logged.id]
        sets = sorted([*others, logged], key=lambda each: order.get(each.id, len(order)))
        return replace(session, sets=tuple(sets))

    def _tracks(self, *sets: LoggedSet) -> dict[str, bytes]:
        found = ((each.id, self._journal.track(each.id)) for each in sets)
        return {set_id: track for set_id, track in found if track is not None}

    def _keep(self, removed: _Removed, now: datetime) -> str:
        self._forget_old(now)
        key = self._new_id()
        self._removed[key] = removed
        return key

    def _forget_old(self, now: datetime) -> None:
        old = [key for key, each in self._removed.items() if now - each.at > UNDO_WITHIN]
        for key in old:
            del self._removed[key]
