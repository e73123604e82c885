"""The recent past of a set: signal values over time, cut into the parts of a rep."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from upperback.exercises.definition import Part
from upperback.motion.pose import FloatArray
from upperback.motion.reps import RawRep

# The start pose is judged over this long before the rep begins.
_START_S = 1.0
PEAK_HALF_WIDTH_S = 0.12
IN_POSTURE = "in_posture"
"""Kept beside the signals: 1 where the posture of the exercise was held, 0 where not."""


class RecentSamples:
    """Values of some signals, kept until they are forgotten."""

    def __init__(self, names: Iterable[str]) -> None:
        self._times_s: list[float] = []
        self._values: dict[str, list[float]] = {name: [] for name in names}
        self._latest: Mapping[str, float] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The signals kept."""
        return tuple(self._values)

    def add(self, time_s: float, values: Mapping[str, float]) -> None:
        """Append one frame; it has the names of all signals, in their order."""
        self._times_s.append(time_s)
        self._latest = values
        for name, past in self._values.items():
            past.append(values[name])

    def latest(self) -> Mapping[str, float]:
        """Return the values of the newest frame."""
        return self._latest

    def forget_before(self, time_s: float) -> None:
        """Drop the frames before a time, in lumps so that it costs little."""
        if not self._times_s or self._times_s[0] > time_s - 5.0:
            return
        keep = bisect_left(self._times_s, time_s)
        del self._times_s[:keep]
        for past in self._values.values():
            del past[:keep]

    def over(self, raw: RawRep) -> "RepSamples":
        """Return the samples of one rep and of the start pose before it."""
        first = bisect_left(self._times_s, raw.start_s - _START_S)
        last = bisect_right(self._times_s, raw.end_s)
        return RepSamples(
            raw=raw,
            time_s=np.array(self._times_s[first:last]),
            values={name: np.array(past[first:last]) for name, past in self._values.items()},
        )

    def window(self, name: str, start_s: float, end_s: float) -> FloatArray:
        """Return the values of a signal between two times."""
        return np.array(self.recent(name, start_s, end_s))

    def recent(self, name: str, start_s: float, end_s: float) -> list[float]:
        """Return the values of a signal between two times; for a few of them a list is quicker."""
        first, last = bisect_left(self._times_s, start_s), bisect_right(self._times_s, end_s)
        return self._values[name][first:last]


class RepSamples:
    """Signal values over one rep, with the masks of its parts."""

    def __init__(
        self, *, raw: RawRep, time_s: FloatArray, values: Mapping[str, FloatArray]
    ) -> None:
        self.raw = raw
        self.time_s = time_s
        self.values = values

    def mask(self, parts: Iterable[Part]) -> NDArray[np.bool_]:
        """Return which samples lie in any of the parts."""
        chosen = np.zeros(self.time_s.shape, dtype=bool)
        for part in parts:
            start_s, end_s = self._span(part)
            chosen |= (self.time_s >= start_s) & (self.time_s <= end_s)
        return chosen

    def at_peak(self, name: str) -> float:
        """Return the median of a signal around the peak; NaN if unseen there."""
        near = np.abs(self.time_s - self.raw.peak_s) <= PEAK_HALF_WIDTH_S
        return finite_median(self.values[name][near])

    def _span(self, part: Part) -> tuple[float, float]:
        raw = self.raw
        nothing = (raw.end_s, raw.start_s)
        return {
            "start": (raw.start_s - _START_S, raw.start_s),
            "out": (raw.start_s, raw.hold_start_s),
            "hold": (raw.hold_start_s, raw.hold_end_s),
            "back": (raw.hold_end_s, raw.end_s),
            "plus": raw.plus or nothing,
            "minus": raw.minus or nothing,
            "rep": (raw.start_s, raw.end_s),
        }[part]


def finite_median(values: FloatArray) -> float:
    """Median of the finite values; NaN if there is none."""
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")
