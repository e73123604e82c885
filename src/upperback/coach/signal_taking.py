"""What a set wants to know of each frame: its signals, taken and kept."""

from collections.abc import Iterable, Mapping
from math import isnan

from upperback.coach.back_outline import looks_at_back
from upperback.coach.checks import signals_of
from upperback.coach.frame_signals import FrameSignals
from upperback.coach.late_signals import LateSignals
from upperback.coach.samples import IN_POSTURE, SetSamples
from upperback.coach.set_start import SetStart
from upperback.exercises.definition import Condition, Exercise, FormCheck
from upperback.motion.signals import SIGNALS


class SignalTaker:
    """Takes the signals that an exercise needs in a set, and keeps them.

    Parameters
    ----------
    exercise, start
        What is done, and how it began.
    checks
        How each form check is judged in this set.
    measured
        Signals of the measures.
    prompt
        Signals that the coach acts upon at once. The rep signal is one anyway; all others are
        computed late.

    Attributes
    ----------
    names
        The signals: of the reps, the measures, the checks and the guards.
    samples
        Their values, and whether the posture was held.
    latest
        The newest values of the prompt ones.
    """

    def __init__(
        self,
        exercise: Exercise,
        start: SetStart,
        *,
        checks: Mapping[FormCheck, tuple[Condition, ...]],
        measured: Iterable[str],
        prompt: Iterable[str],
    ) -> None:
        self._start = start
        self._signal = start.rep_signal.signal
        conditions = [each for several in checks.values() for each in several]
        measured = tuple(measured)
        of_checks = [name for condition in conditions for name in signals_of(condition)]
        of_guards = [gate.signal for gate in exercise.rep_guards]
        self.names = tuple(dict.fromkeys((self._signal, *measured, *of_checks, *of_guards)))
        prompt = tuple(dict.fromkeys((self._signal, *prompt)))
        self._prompt = [SIGNALS[name] for name in prompt]
        late = LateSignals(
            (name for name in self.names if name not in prompt),
            near=start.near,
            reference=start.reference,
        )
        only_at_rest = _judged_only_at_rest(conditions).difference(measured)
        self.sees_back = looks_at_back(self.names)
        self._sees_back_in_rep = looks_at_back(set(self.names) - only_at_rest)
        self.samples = SetSamples((*prompt, IN_POSTURE), late)
        self.latest: Mapping[str, float] = {}

    def take(self, frame: FrameSignals, *, in_posture: bool, in_rep: bool) -> float:
        """Take in a frame; return the rep signal, smoothed as its rule says."""
        # The back's outline is dear; where only the start pose is judged by it, no rep asks.
        with_back = self._sees_back_in_rep if in_rep else self.sees_back
        body = frame.body(self._start.near, with_back=with_back)
        values = frame.values(self._prompt, self._start.near, self._start.reference)
        value = values[self._signal]
        values[IN_POSTURE] = float(in_posture)
        self.latest = values
        self.samples.add(frame.time_s, values, body)
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
