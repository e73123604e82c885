"""What a set wants to know of each frame: its signals, taken and kept for a while."""

from collections.abc import Iterable, Mapping
from math import isnan

from upperback.coach.checks import signals_of
from upperback.coach.frame_signals import FrameSignals
from upperback.coach.samples import IN_POSTURE, RecentSamples
from upperback.coach.set_start import SetStart
from upperback.exercises.definition import Condition, Exercise, FormCheck
from upperback.motion.signals import SIGNALS

# Samples older than this before a rep are of no use to it.
_MEMORY_S = 4.0


class SignalTaker:
    """Takes the signals that an exercise needs in a set, and keeps the recent ones.

    Attributes
    ----------
    names
        The signals: of the reps, the measures, the checks and the guards.
    samples
        Their recent values, and whether the posture was held.
    """

    def __init__(
        self,
        exercise: Exercise,
        start: SetStart,
        *,
        checks: Mapping[FormCheck, tuple[Condition, ...]],
        measured: Iterable[str],
    ) -> None:
        self._start = start
        self._signal = start.rep_signal.signal
        conditions = [each for several in checks.values() for each in several]
        measured = tuple(measured)
        of_checks = [name for condition in conditions for name in signals_of(condition)]
        of_guards = [gate.signal for gate in exercise.rep_guards]
        self.names = tuple(dict.fromkeys((self._signal, *measured, *of_checks, *of_guards)))
        only_at_rest = _judged_only_at_rest(conditions).difference(measured)
        self._in_mid_rep = [name for name in self.names if name not in only_at_rest]
        self.samples = RecentSamples((*self.names, IN_POSTURE))

    @property
    def sees_back(self) -> bool:
        """Whether any of the signals looks at the outline of the back."""
        return any(SIGNALS[name].needs_silhouette for name in self.names)

    def take(self, frame: FrameSignals, *, in_posture: bool, in_rep: bool) -> float:
        """Take all signals of a frame; return the rep signal, smoothed as its rule says."""
        # The back's outline is dear; where only the start pose is judged by it, no rep asks.
        wanted = self._in_mid_rep if in_rep else self.names
        values = dict.fromkeys(self.names, float("nan"))
        values |= frame.values(wanted, self._start.near, self._start.reference)
        value = values[self._signal]
        values[IN_POSTURE] = float(in_posture)
        self.samples.add(frame.time_s, values)
        if not in_rep:
            self.samples.forget_before(frame.time_s - _MEMORY_S)
        return self._smooth(frame.time_s, value)

    def _smooth(self, time_s: float, value: float) -> float:
        smooth_s = self._start.rep_signal.rule.smooth_s
        if not smooth_s or isnan(value):
            return value
        recent = self.samples.recent(self._signal, time_s - smooth_s, time_s)
        known = [past for past in recent if not isnan(past)]
        return sum(known) / len(known)


def _judged_only_at_rest(conditions: Iterable[Condition]) -> set[str]:
    """Silhouette signals that no condition looks at but in the start pose."""
    parts: dict[str, set[str]] = {}
    for condition in conditions:
        for name in signals_of(condition):
            parts.setdefault(name, set()).update(condition.parts)
    return {
        name
        for name, judged in parts.items()
        if judged == {"start"} and SIGNALS[name].needs_silhouette
    }
