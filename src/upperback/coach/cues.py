"""Which one sentence to say: safety first, one cue per rep, the same cue backs off."""

from collections import deque

from upperback.coach.events import CueGiven
from upperback.exercises.definition import SEVERITIES, Exercise

# domain.md 2.3: a fault speaks when it was in 2 of the last 3 reps; the same cue at most every
# 3rd rep; praise when a fault that was spoken of stays away for 2 reps.
_WINDOW_REPS = 3
_MIN_REPS = 2
_BACK_OFF_REPS = 3
_CLEAR_REPS = 2


class CueChooser:
    """Chooses the cue after each rep."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._order = sorted(exercise.checks, key=lambda check: SEVERITIES.index(check.severity))
        self._recent: deque[frozenset[str]] = deque(maxlen=_WINDOW_REPS)
        self._last_said: dict[str, int] = {}
        self._n_reps = 0

    def after_rep(self, time_s: float, broken: tuple[str, ...]) -> CueGiven | None:
        """Return the cue for a rep with these broken checks, praise, or nothing."""
        self._n_reps += 1
        self._recent.append(frozenset(broken))
        if self._n_reps in self._last_said.values():
            # A warning was given in mid-rep: one cue a rep is enough.
            return None
        for check in self._order:
            if check.name in broken and self._deserves(check.name, check.severity == "safety"):
                self._last_said[check.name] = self._n_reps
                return CueGiven(
                    time_s=time_s,
                    exercise=self._exercise.name,
                    check=check.name,
                    severity=check.severity,
                    text=check.cue,
                )
        return self._praise(time_s)

    def said_now(self, check: str) -> None:
        """Note that a cue was given in mid-rep, so that it is not repeated at its end."""
        self._last_said[check] = self._n_reps + 1

    def _deserves(self, name: str, is_safety: bool) -> bool:  # noqa: FBT001 - a plain fact
        last = self._last_said.get(name)
        if last is not None and self._n_reps - last < _BACK_OFF_REPS:
            return False
        return is_safety or sum(name in reps for reps in self._recent) >= _MIN_REPS

    def _praise(self, time_s: float) -> CueGiven | None:
        latest = list(self._recent)[-_CLEAR_REPS:]
        if len(latest) < _CLEAR_REPS:
            return None
        cleared = [name for name in self._last_said if not any(name in reps for reps in latest)]
        if not cleared:
            return None
        praise = self._exercise.check(cleared[0]).praise
        for name in cleared:
            del self._last_said[name]
        return CueGiven(
            time_s=time_s,
            exercise=self._exercise.name,
            check=None,
            severity=None,
            text=praise,
        )
