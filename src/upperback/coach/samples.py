"""Signal values over a set, cut into the parts of a rep."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import nan
from statistics import median

import numpy as np
from numpy.typing import NDArray

from upperback.coach.late_signals import LateSignals
from upperback.coach.report import Traces
from upperback.exercises.definition import Part
from upperback.motion.body import Body
from upperback.motion.pose import FloatArray
from upperback.motion.rep_rule import RawRep

# The start pose is judged over this long before the rep begins.
_START_S = 1.0
PEAK_HALF_WIDTH_S = 0.12
# So many bodies wait for their late signals at most: 0.1 MB.
_LUMP = 64
IN_POSTURE = "in_posture"
"""Kept beside the signals: 1 where the posture of the exercise was held, 0 where not."""


class SetSamples:
    """Values of some signals over a set, frame by frame.

    An hour of a dozen signals is some 10 MB.

    Parameters
    ----------
    names
        What comes with each frame.
    late
        Signals that are computed when somebody looks at them.
    """

    def __init__(self, names: Iterable[str], late: LateSignals) -> None:
        self._prompt = tuple(names)
        self._late = late
        self._times_s = array("d")
        self._values = {name: array("d") for name in (*self._prompt, *late.names)}

    @property
    def names(self) -> tuple[str, ...]:
        """The signals kept."""
        return tuple(self._values)

    def add(self, time_s: float, values: Mapping[str, float], body: Body) -> None:
        """Append one frame: the values that come with it, and the body the others are read off."""
        self._times_s.append(time_s)
        for name in self._prompt:
            self._values[name].append(values[name])
        self._late.add(body)
        if self._late.n_waiting >= _LUMP:
            self._catch_up()

    def over(self, raw: RawRep) -> "RepSamples":
        """Return the samples of one rep and of the start pose before it."""
        self._catch_up()
        first = bisect_left(self._times_s, raw.start_s - _START_S)
        last = bisect_right(self._times_s, raw.end_s)
        return RepSamples(
            raw=raw,
            time_s=np.array(self._times_s[first:last]),
            values={name: np.array(past[first:last]) for name, past in self._values.items()},
        )

    def window(self, name: str, start_s: float, end_s: float) -> FloatArray:
        """Return the values of a signal between two times."""
        self._catch_up()
        return np.array(self.recent(name, start_s, end_s))

    def recent(self, name: str, start_s: float, end_s: float) -> Sequence[float]:
        """Return the values between two times of a signal that came with the frames."""
        first, last = bisect_left(self._times_s, start_s), bisect_right(self._times_s, end_s)
        return self._values[name][first:last]

    def traces(self) -> Traces:
        """Return all of it, for plots."""
        self._catch_up()
        values = {name: np.array(past) for name, past in self._values.items()}
        return Traces(time_s=np.array(self._times_s), values=values)

    def _catch_up(self) -> None:
        """Compute what nobody has looked at yet."""
        if self._late.n_waiting:
            for name, values in self._late.take().items():
                self._values[name].extend(values)


class RepSamples:
    """Signal values over one rep, with the masks of its parts."""

    def __init__(
        self, *, raw: RawRep, time_s: FloatArray, values: Mapping[str, FloatArray]
    ) -> None:
        self.raw = raw
        self.time_s = time_s
        self.values = values
        # Times advance, so each part is a slice; the checks ask for the same few again and again.
        self._slices: dict[Part, slice] = {}
        self._near_peak = _between(
            time_s, raw.peak_s - PEAK_HALF_WIDTH_S, raw.peak_s + PEAK_HALF_WIDTH_S
        )

    def mask(self, parts: Iterable[Part]) -> NDArray[np.bool_]:
        """Return which samples lie in any of the parts."""
        chosen = np.zeros(self.time_s.shape, dtype=bool)
        for part in parts:
            if part not in self._slices:
                self._slices[part] = _between(self.time_s, *self._span(part))
            chosen[self._slices[part]] = True
        return chosen

    def at_peak(self, name: str) -> float:
        """Return the median of a signal around the peak; NaN if unseen there."""
        return finite_median(self.values[name][self._near_peak])

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


def _between(time_s: FloatArray, start_s: float, end_s: float) -> slice:
    first, last = np.searchsorted(time_s, start_s), np.searchsorted(time_s, end_s, side="right")
    return slice(int(first), int(last))


def finite_median(values: FloatArray) -> float:
    """Median of the finite values; NaN if there is none."""
    known = values[np.isfinite(values)].tolist()
    # Of a second's worth of values plain sorting is quicker than `numpy.median`.
    return median(known) if known else nan
