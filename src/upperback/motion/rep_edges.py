"""Where the ways of a rep begin and end, once the rep is over."""

from functools import cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

from upperback.motion.pose import FloatArray

# A way begins and ends where its speed is this share of its fastest. Of a minimum-jerk
# movement that leaves out 6 % of the time at each end. Speed is a Savitzky-Golay derivative
# (domain.md 2.3) over a share of the rep, so that slow reps are smoothed more.
_EDGE_SHARE = 0.04
_WINDOW_SHARE = 0.08
_MIN_WINDOW_S, _MAX_WINDOW_S = 0.25, 1.0
_MIN_EDGE_FRAMES = 5
# Progress below this is beyond home, in the other half of a two-way rep.
_BEYOND_SHARE = 0.08


def way_edges(
    samples: list[tuple[float, float]], peak_s: float
) -> tuple[float, float, float, float]:
    """When the way out began and ended, and when the way back began and ended.

    Parameters
    ----------
    samples
        Time in seconds and progress, of one rep and a little before it.
    peak_s
        Time of the furthest sample of the rep; what came before it may lie further.

    Returns
    -------
    tuple of float
        Four times, in order. Each is where the speed falls to a share of the
        fastest on that way: a share, not a fixed speed, so that a slow and a
        quick rep are cut alike. Of very few samples: first, peak, peak, last.
    """
    time_s, share = np.array(samples).T
    peak = min(int(np.searchsorted(time_s, peak_s)), time_s.size - 1)
    if len(time_s) < _MIN_EDGE_FRAMES:
        return float(time_s[0]), float(time_s[peak]), float(time_s[peak]), float(time_s[-1])
    # Of some dozens plain sorting is quicker than `numpy.median`.
    step_s = max(median(np.diff(time_s).tolist()), 1e-3)
    window_s = min(max(_WINDOW_SHARE * float(np.ptp(time_s)), _MIN_WINDOW_S), _MAX_WINDOW_S)
    n_window = min(2 * round(window_s / step_s / 2) + 1, 2 * ((len(time_s) - 1) // 2) + 1)
    speed = _slopes(share, max(n_window, 3)) / np.gradient(time_s)
    out, back = speed[: peak + 1], speed[peak:]
    fastest_out, fastest_back = int(np.argmax(out)), peak + int(np.argmin(back))
    slow_out = speed < _EDGE_SHARE * speed[fastest_out]
    slow_back = speed > _EDGE_SHARE * speed[fastest_back]
    # A way that comes from beyond home (a two-way rep) begins at home.
    beyond = _last(share[: fastest_out + 1] < -_BEYOND_SHARE, otherwise=-1)
    start = max(_last(slow_out[: fastest_out + 1], otherwise=0), beyond + 1)
    hold_start = fastest_out + _first(slow_out[fastest_out:], otherwise=peak - fastest_out)
    hold_end = peak + _last(slow_back[peak : fastest_back + 1], otherwise=0)
    end = fastest_back + _first(slow_back[fastest_back:], otherwise=len(time_s) - fastest_back - 1)
    return (
        float(time_s[start]),
        float(time_s[min(hold_start, peak)]),
        float(time_s[max(hold_end, peak)]),
        float(time_s[max(end, hold_end, peak)]),
    )


def _slopes(values: FloatArray, n_window: int) -> FloatArray:
    """Savitzky-Golay derivative by frame; at both ends that of the outermost full window."""
    weights = _slope_weights(n_window)
    half = n_window // 2
    return np.concatenate(
        [
            weights[:half] @ values[:n_window],
            np.convolve(values, weights[half, ::-1], mode="valid"),
            weights[half + 1 :] @ values[-n_window:],
        ]
    )


@cache
def _slope_weights(n_window: int) -> FloatArray:
    """Weights of a window's values in the slope at each of its places, shape (n, n)."""
    # The slope of the least-squares parabola; `scipy.signal.savgol_coeffs` gives the same, but
    # that package takes a second to load.
    places = np.arange(n_window) - n_window // 2
    _, slope, bend = np.linalg.pinv(np.vander(places, 3, increasing=True))
    return slope + 2.0 * places[:, np.newaxis] * bend


def _first(mask: NDArray[np.bool_], *, otherwise: int) -> int:
    found = np.flatnonzero(mask)
    return int(found[0]) if found.size else otherwise


def _last(mask: NDArray[np.bool_], *, otherwise: int) -> int:
    found = np.flatnonzero(mask)
    return int(found[-1]) if found.size else otherwise
