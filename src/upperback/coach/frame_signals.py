"""One frame, smoothed, with its signals computed when first asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from upperback.motion.body import Body
from upperback.motion.filters import OneEuroFilter
from upperback.motion.landmarks import N_LANDMARKS, Side, sided
from upperback.motion.pose import FloatArray, PoseFrame, Silhouette
from upperback.motion.resting_body import resting_body
from upperback.motion.signal import Signal
from upperback.motion.signals import SIGNALS
from upperback.motion.silhouette import contour_points, dorsal_heights
from upperback.motion.view import ViewName, facing, trunk_axes, view_of, yaw_deg

TrunkAxes = tuple[FloatArray, FloatArray, FloatArray]
"""Up, left and out of the chest; see `view.trunk_axes`."""

# Landmarks less visible than this are not used (domain.md 2.2 says 0.6 [E]; near limbs stay
# above 0.7, hidden ones below 0.3 on the bench clips).
MIN_VISIBILITY = 0.5
# Lighter than domain.md 2.3 (1 Hz): the pose model already smooths in video mode, and 1 Hz
# costs 5 % of the range of a 2 s rep. Speed is in picture heights or metres per second.
_FAR = 100.0
_MIN_CUTOFF_HZ = 4.0
_SPEED_GAIN = 6.0


@dataclass(slots=True, kw_only=True, eq=False)
class FrameSignals:
    """A smoothed frame; `value` computes each signal once for each near side asked for."""

    time_s: float
    points_px: FloatArray
    world: FloatArray
    axes: TrunkAxes
    yaw: float
    size_px: tuple[int, int]
    silhouette: Silhouette | None
    _values: dict[Side, dict[str, float]] = field(default_factory=lambda: {"left": {}, "right": {}})
    _bodies: dict[Side, Body] = field(default_factory=dict)
    _heights: dict[Side, FloatArray] = field(default_factory=dict)

    @property
    def view(self) -> ViewName:
        """View in which the trunk is seen; after the first rep has begun nobody asks."""
        return view_of(*self.axes)

    def value(self, name: str, near: Side) -> float:
        """Return a signal's value; NaN where it was not seen."""
        known = self._values[near]
        if name not in known:
            row = SIGNALS[name]
            known[name] = float(row.compute(self.body(near, with_back=row.needs_silhouette)))
        return known[name]

    def values(self, rows: Sequence[Signal], near: Side, reference: Body) -> dict[str, float]:
        """Return the values of signals; those that look at the start pose see ``reference``."""
        # First the body with all that is asked for, then what is computed once for it is shared.
        body = self.body(near, with_back=any(row.needs_silhouette for row in rows))
        compared = body.compared_to(reference) if any(row.looks_at_start for row in rows) else body
        return {
            row.name: float(row.compute(compared if row.looks_at_start else body)) for row in rows
        }

    def dorsal_contour_px(self, near: Side) -> FloatArray:
        """Return the outline of the back, shape (n, 2); empty where it was not seen."""
        if self.silhouette is None:
            return np.empty((0, 2))
        shoulder, hip = self._shoulder_and_hip(near)
        heights = self._dorsal_heights(near)
        return contour_points(heights, shoulder, hip, facing=facing(near))

    def body(self, near: Side, *, with_back: bool) -> Body:
        """Return the body to be measured; with the back's outline only where it is asked for."""
        if near not in self._bodies:
            self._bodies[near] = Body(
                points_px=self.points_px, world=self.world, near=near, axes=self.axes
            )
        body = self._bodies[near]
        if with_back and self.silhouette is not None and body.dorsal_heights is None:
            body = self._bodies[near] = body.with_back(self._dorsal_heights(near))
        return body

    def _shoulder_and_hip(self, near: Side) -> tuple[FloatArray, FloatArray]:
        return self.points_px[sided("SHOULDER", near)], self.points_px[sided("HIP", near)]

    def _dorsal_heights(self, near: Side) -> FloatArray:
        assert self.silhouette is not None
        if near not in self._heights:
            shoulder, hip = self._shoulder_and_hip(near)
            self._heights[near] = dorsal_heights(
                self.silhouette, shoulder, hip, size_px=self.size_px, facing=facing(near)
            )
        return self._heights[near]


def at_rest(frames: Iterable[FrameSignals], near: Side, *, with_back: bool) -> Body:
    """Return the body of moments in which the person keeps still, such as a start pose.

    Parameters
    ----------
    frames
        At least one.
    near
        The side that is measured.
    with_back
        Whether the outline of the back is wanted, where there are silhouettes.

    Returns
    -------
    Body
        See `resting_body`.
    """
    return resting_body([frame.body(near, with_back=with_back) for frame in frames])


class Smoother:
    """Turns pose frames into smoothed frames with signals."""

    def __init__(self) -> None:
        self._filter = OneEuroFilter(min_cutoff_hz=_MIN_CUTOFF_HZ, speed_gain=_SPEED_GAIN)

    def __call__(self, frame: PoseFrame) -> FrameSignals:
        """Return the frame, smoothed; coordinates beyond all reason count as unseen."""
        height = frame.size_px[1]
        # One array, one filter: x and y in picture heights, then metres.
        both = np.empty((N_LANDMARKS, 5))
        both[:, :2], both[:, 2:] = frame.image[:, :2], frame.world
        seen = (np.abs(both) <= _FAR) & (frame.visibility >= MIN_VISIBILITY)[:, np.newaxis]
        both = np.where(seen, both, np.nan)
        both[:, 0] *= frame.size_px[0] / height
        smooth = self._filter(frame.time_s, both)
        world = smooth[:, 2:]
        axes = trunk_axes(world)
        return FrameSignals(
            time_s=frame.time_s,
            points_px=smooth[:, :2] * height,
            world=world,
            axes=axes,
            yaw=float(yaw_deg(axes[1], axes[2])),
            size_px=frame.size_px,
            silhouette=frame.silhouette,
        )
