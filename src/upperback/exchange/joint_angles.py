"""The joint angles of a recording over time, each with why it is there or not."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from upperback.coach.frame_signals import FrameSignals, Smoother, at_rest
from upperback.errors import ExportError
from upperback.exchange.even_tables import LONGEST_GAP_S, EvenTable, even_table
from upperback.motion.body import Body
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray, PoseFrame
from upperback.motion.signals import SIGNALS, Signal
from upperback.motion.view import ViewName, near_side, upper_side, yaw_deg

ReadFrames = Callable[[], Iterable[PoseFrame]]
"""Reads the frames of a recording from its start each time it is called."""

# The pose that changes are counted from is the middle one of this long from the start.
_REFERENCE_S = 1.0
_LYING_VIEWS = frozenset({"foot_diagonal", "head_diagonal"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AngleTable:
    """Angles at a steady rate, without gaps.

    Attributes
    ----------
    signals
        The angles, one for each column of the table.
    view, near
        Where the camera stood most of the time, and the side that one-sided angles tell of.
    left_out
        Angles that could be expected but are not there, and why.
    """

    signals: tuple[Signal, ...]
    table: EvenTable
    view: ViewName
    near: Side
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The longest time in which the trunk was seen without a break, and how."""

    start_s: float
    end_s: float
    view: ViewName
    near: Side


def joint_angles(read: ReadFrames) -> AngleTable:
    """Measure every angle that the view allows, over the longest stretch with a person.

    Parameters
    ----------
    read
        Gives the frames; it is called twice.

    Returns
    -------
    AngleTable

    Raises
    ------
    ExportError
        If nobody was seen, or no angle without a gap.
    """
    stretch = _longest_stretch(_smooth(read()))
    angles = [row for row in SIGNALS.values() if row.unit == "deg"]
    chosen = [row for row in angles if stretch.view in row.views]
    time_s, values = _measured(_smooth(read()), stretch, chosen)
    table = even_table(time_s, values)
    whole = np.isfinite(table.values).all(axis=0)
    if not whole.any():
        raise ExportError("expected an angle that was seen throughout, got none; see the view")
    left_out = {row.name: _wrong_view(row) for row in angles if stretch.view not in row.views}
    for row, column in zip(chosen, table.values.T, strict=True):
        if np.isnan(column).any():
            left_out[row.name] = _unseen(row, column, table.rate_hz)
    values = table.values[:, whole]
    return AngleTable(
        signals=tuple(row for row in chosen if row.name not in left_out),
        table=EvenTable(rate_hz=table.rate_hz, time_s=table.time_s, values=values),
        view=stretch.view,
        near=stretch.near,
        left_out=left_out,
    )


def _smooth(frames: Iterable[PoseFrame]) -> Iterable[FrameSignals]:
    """Yield the frames as the coach sees them; time that does not advance is left out."""
    smoother, last_s = Smoother(), -np.inf
    for frame in frames:
        if frame.time_s > last_s:
            last_s = frame.time_s
            yield smoother(frame)


def _longest_stretch(frames: Iterable[FrameSignals]) -> _Stretch:
    best: list[FrameSignals] = []
    current: list[FrameSignals] = []
    for frame in frames:
        if frame.view == "unknown":
            continue
        if current and frame.time_s - current[-1].time_s > LONGEST_GAP_S:
            current = []
        current.append(_light(frame))
        best = max(best, current, key=_length_s)
    if _length_s(best) <= 0.0:
        raise ExportError("expected a person in the recording, got none for more than a moment")
    view = Counter(frame.view for frame in best).most_common(1)[0][0]
    _, left, chest = np.mean([np.stack(frame.axes) for frame in best], axis=0)
    lying = view in _LYING_VIEWS
    near = upper_side(left) if lying else near_side(float(yaw_deg(left, chest)))
    return _Stretch(start_s=best[0].time_s, end_s=best[-1].time_s, view=view, near=near)


def _light(frame: FrameSignals) -> FrameSignals:
    """Return a frame without its silhouette, of which an hour of them would fill the memory."""
    return replace(frame, silhouette=None)


def _length_s(stretch: list[FrameSignals]) -> float:
    return stretch[-1].time_s - stretch[0].time_s if stretch else -1.0


def _measured(
    frames: Iterable[FrameSignals], stretch: _Stretch, rows: list[Signal]
) -> tuple[FloatArray, FloatArray]:
    """Return times and values, shapes ``(T,)`` and ``(T, rows)``, of a stretch."""
    times_s, values, waiting = [], [], []
    reference: Body | None = None
    for frame in frames:
        if not stretch.start_s <= frame.time_s <= stretch.end_s:
            continue
        times_s.append(frame.time_s)
        waiting.append(frame)
        if reference is None and frame.time_s - stretch.start_s < _REFERENCE_S:
            continue
        reference = reference or at_rest(waiting, stretch.near, with_back=False)
        values += [_row(each, rows, stretch.near, reference) for each in waiting]
        waiting = []
    if waiting:
        reference = reference or at_rest(waiting, stretch.near, with_back=False)
        values += [_row(each, rows, stretch.near, reference) for each in waiting]
    return np.array(times_s, dtype=np.float64), np.array(values, dtype=np.float64)


def _row(frame: FrameSignals, rows: list[Signal], near: Side, reference: Body) -> list[float]:
    return list(frame.values(rows, near, reference).values())


def _unseen(row: Signal, column: FloatArray, rate_hz: float) -> str:
    missing = np.isnan(column)
    if row.needs_silhouette and missing.all():
        return "needs a silhouette of the body"
    return f"not seen for {missing.sum() / rate_hz:.1f} s in all"


def _wrong_view(row: Signal) -> str:
    views = ", ".join(sorted(view.replace("_", " ") for view in row.views))
    return f"needs the view {views}"
