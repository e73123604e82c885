"""Columns over time, brought to one rate: what OpenSim's files ask for.

Frames of a camera come unevenly and with gaps. Between two samples a value is drawn
in a straight line, as long as they are close; in a longer gap it is NaN.
"""

from dataclasses import dataclass

import numpy as np

from upperback.errors import ExportError
from upperback.motion.pose import FloatArray

# A limb hidden for a quarter of a second moves little in exercises of 2 s and more a rep.
LONGEST_GAP_S = 0.25
# What rounding adds to times: a row this near to a sample is that sample.
_SAME_S = 1e-6
# More rows than this for each frame mean that the time stamps are not those of a recording.
_MOST_ROWS_PER_FRAME = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EvenTable:
    """Values at a steady rate.

    Attributes
    ----------
    rate_hz
        Rows a second.
    time_s
        Shape ``(n,)``, seconds as in the recording.
    values
        Shape ``(n, columns)``; NaN where a gap is too long.
    """

    rate_hz: float
    time_s: FloatArray
    values: FloatArray


def even_table(time_s: FloatArray, values: FloatArray) -> EvenTable:
    """Resample columns to the middle rate of their frames.

    Parameters
    ----------
    time_s
        Shape ``(T,)``, seconds; a frame that does not advance is left out.
    values
        Shape ``(T, columns)``; NaN where not seen.

    Returns
    -------
    EvenTable
        From the first frame to the last.

    Raises
    ------
    ExportError
        If there are fewer than two frames, or too long pauses between them.
    """
    advances = np.r_[True, time_s[1:] > np.maximum.accumulate(time_s)[:-1]]
    time_s, values = time_s[advances], values[advances]
    if len(time_s) < 2:
        raise ExportError(f"expected at least two frames in order of time, got {len(time_s)}")
    step_s = float(np.median(np.diff(time_s)))
    n_rows = int((time_s[-1] - time_s[0]) / step_s + _SAME_S) + 1
    if n_rows > _MOST_ROWS_PER_FRAME * len(time_s):
        raise ExportError(
            f"expected frames over {time_s[-1] - time_s[0]:.0f} s, got {len(time_s)} "
            f"that are {step_s:.3f} s apart and long pauses; cut the recording"
        )
    rows_s = time_s[0] + step_s * np.arange(n_rows)
    gap_s = max(LONGEST_GAP_S, 1.5 * step_s)
    columns = [_resampled(rows_s, time_s, column, gap_s) for column in values.T]
    return EvenTable(rate_hz=1.0 / step_s, time_s=rows_s, values=np.array(columns).T)


def _resampled(
    rows_s: FloatArray, time_s: FloatArray, column: FloatArray, gap_s: float
) -> FloatArray:
    known = np.isfinite(column)
    if not known.any():
        return np.full(rows_s.shape, np.nan)
    at_s = time_s[known]
    after = np.clip(np.searchsorted(at_s, rows_s), 0, len(at_s) - 1)
    before = np.clip(after - 1, 0, None)
    outside = (rows_s < at_s[0]) | (rows_s > at_s[-1] + _SAME_S)
    nearest_s = np.minimum(np.abs(at_s[after] - rows_s), np.abs(rows_s - at_s[before]))
    in_gap = (at_s[after] - at_s[before] > gap_s) & (nearest_s > _SAME_S)
    drawn = np.interp(rows_s, at_s, column[known])
    return np.where(outside | in_gap, np.nan, drawn)
