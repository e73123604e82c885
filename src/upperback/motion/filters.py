"""Smoothing that works frame by frame and knows nothing of a constant frame rate."""

from math import pi

import numpy as np

from upperback.motion.pose import FloatArray


class OneEuroFilter:
    """Low-pass filter whose cut-off rises with speed: calm at rest, quick in motion.

    Works on a whole array at once. An element that is NaN (unseen) comes out
    as NaN and starts anew when it is seen again, so that no stale value leaks
    across a gap.

    Parameters
    ----------
    min_cutoff_hz
        Cut-off at rest.
    speed_gain
        Rise of the cut-off (Hz) per unit of speed (units of the input per s).
    speed_cutoff_hz
        Cut-off of the speed estimate.

    Notes
    -----
    Casiez, Roussel and Vogel, "1 Euro Filter", CHI 2012.
    """

    def __init__(
        self, *, min_cutoff_hz: float, speed_gain: float, speed_cutoff_hz: float = 1.0
    ) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._speed_gain = speed_gain
        self._speed_cutoff_hz = speed_cutoff_hz
        self._time_s: float | None = None
        self._value: FloatArray = np.empty(0)
        self._speed: FloatArray = np.empty(0)

    def __call__(self, time_s: float, value: FloatArray) -> FloatArray:
        """Smooth the next value.

        Parameters
        ----------
        time_s
            Seconds; must be later than that of the value before.
        value
            Same shape in every call; NaN = unseen.

        Returns
        -------
        NDArray
            Same shape; NaN where ``value`` is NaN.

        Raises
        ------
        ValueError
            If time does not advance.
        """
        if self._time_s is None:
            self._time_s, self._value, self._speed = time_s, value, np.zeros_like(value)
            return value
        step_s = time_s - self._time_s
        if step_s <= 0.0:
            raise ValueError(f"time must advance: got {time_s} s after {self._time_s} s")
        change = value - self._value
        turn = 2.0 * pi * step_s
        speed_share = _share(turn * self._speed_cutoff_hz)
        speed = self._speed * (1.0 - speed_share)
        speed += change * (speed_share / step_s)
        # What is left of the change once its share of it is taken: 1 / (1 + turn).
        lag = np.abs(speed)
        lag *= turn * self._speed_gain
        lag += turn * self._min_cutoff_hz + 1.0
        change /= lag
        smooth = value - change
        # NaN before: nothing to smooth with, take the new value as it is.
        fresh = np.isnan(smooth)
        np.copyto(smooth, value, where=fresh)
        np.copyto(speed, 0.0, where=fresh)
        self._value, self._speed = smooth, speed
        self._time_s = time_s
        return self._value


def _share(turn: float) -> float:
    """Weight of the new value in an exponential average whose cut-off turns so far in a step."""
    return turn / (turn + 1.0)
