"""Safety faults speak at once, not at the end of the rep."""

from collections.abc import Mapping

from upperback.coach.cues import CueChooser
from upperback.coach.events import CueGiven, Event
from upperback.exercises.definition import Condition, Exercise, FormCheck
from upperback.motion.signals import SIGNALS

# The same warning again only after this long [E].
_AGAIN_S = 8.0


class SafetyWatch:
    """Watches the safety checks that one frame after the other can break."""

    def __init__(
        self,
        exercise: Exercise,
        checks: Mapping[FormCheck, tuple[Condition, ...]],
        cues: CueChooser,
    ) -> None:
        self._exercise = exercise
        self._cues = cues
        self._watched = [
            (check, condition)
            for check, conditions in checks.items()
            for condition in conditions
            if check.severity == "safety"
            and "rep" in condition.parts
            and condition.of in SIGNALS
            and condition.take in ("highest", "lowest")
            and not condition.also
        ]
        self._since_s: dict[str, float] = {}
        self._said_s: dict[str, float] = {}

    @property
    def signals(self) -> tuple[str, ...]:
        """Signals that are watched."""
        return tuple(condition.of for _, condition in self._watched)

    def push(
        self, time_s: float, values: Mapping[str, float], baseline: Mapping[str, float]
    ) -> list[Event]:
        """Return the warning that this frame makes due, if any."""
        events: list[Event] = []
        for check, condition in self._watched:
            if self._is_due(check, condition, time_s, _relative(condition, values, baseline)):
                self._said_s[check.name] = time_s
                self._cues.said_now(check.name)
                events.append(
                    CueGiven(
                        time_s=time_s,
                        exercise=self._exercise.name,
                        check=check.name,
                        severity=check.severity,
                        text=check.cue,
                    )
                )
        return events

    def _is_due(self, check: FormCheck, condition: Condition, time_s: float, value: float) -> bool:
        if not condition.is_broken_by(value):
            self._since_s.pop(check.name, None)
            return False
        lasted_s = time_s - self._since_s.setdefault(check.name, time_s)
        silent_s = time_s - self._said_s.get(check.name, float("-inf"))
        return lasted_s >= condition.for_s and silent_s >= _AGAIN_S


def _relative(
    condition: Condition, values: Mapping[str, float], baseline: Mapping[str, float]
) -> float:
    value, start = values[condition.of], baseline[condition.of]
    if condition.against == "start":
        return value - start
    return value / start if condition.against == "start_ratio" and start else value
