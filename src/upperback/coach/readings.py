"""What the measures that are taken at a moment say while a rep goes on."""

from collections.abc import Mapping
from math import inf

from upperback.coach.frame_signals import FrameSignals
from upperback.coach.measuring import MeasureTaker
from upperback.coach.report import Measure
from upperback.coach.set_start import SetStart
from upperback.motion.signals import SIGNALS


class Readings:
    """Reads the measures off a frame, no more often than somebody looks at them.

    Parameters
    ----------
    measures
        Which measures the set takes.
    start
        How the set began.
    every_s
        Readings stand for so long; 0 reads every frame.
    """

    def __init__(self, measures: MeasureTaker, start: SetStart, *, every_s: float) -> None:
        self._measures = measures
        self._start = start
        self._rows = [SIGNALS[name] for name in measures.shown]
        self._every_s = every_s
        self._taken_s = -inf
        self._latest: Mapping[str, Measure] = {}

    def of(self, frame: FrameSignals) -> Mapping[str, Measure]:
        """Return what the newest frame, or one shortly before it, says."""
        if self._rows and frame.time_s - self._taken_s >= self._every_s:
            values = frame.values(self._rows, self._start.near, self._start.reference)
            self._taken_s, self._latest = frame.time_s, self._measures.now(values)
        return self._latest
