"""The shoulders and the hips as a pose model sees them: drawn after each other.

Of a twist, MediaPipe's world landmarks show less than half (DESIGN 4): the hip line
is taken along by the shoulder line, which itself lags behind. A mannequin whose
lines turn freely is another body than the one the rotation signals undo.
"""

import numpy as np

from upperback.mannequin.rotations import Array
from upperback.motion.geometry import cross_3d, reject, unit
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import FloatArray

_SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def drag(squashed: Array, true: Array, *, hip_drag: float, shoulder_drag: float) -> Array:
    """World landmarks with the twist between shoulders and hips partly lost.

    Parameters
    ----------
    squashed
        Landmarks whose depth is squashed already, shape ``(T, 33, 3)``, metres.
    true
        The same with their true depth. The shares of MediaPipe were fitted to its
        raw lines, squash and all, so they are taken of the true twist.
    hip_drag
        Share of the twist by which the hip line follows the shoulder line.
    shoulder_drag
        Share of the twist by which the shoulder line stays behind.

    Returns
    -------
    Array
        Same shape; only the shoulders and the hips are moved, about their own
        middles and the axis of the trunk, so that both keep their true width.
        Without any drag, ``squashed`` itself.
    """
    if not hip_drag and not shoulder_drag:
        return squashed
    shoulders, hips = true[:, _SHOULDERS], true[:, _HIPS]
    axis = unit(shoulders.mean(axis=1) - hips.mean(axis=1))
    twist = _twist(reject(hips[:, 0] - hips[:, 1], axis), shoulders[:, 0] - shoulders[:, 1], axis)
    moved = squashed.copy()
    for pair, turned in (
        (_HIPS, _turned(hips, axis, hip_drag * twist)),
        (_SHOULDERS, _turned(shoulders, axis, -shoulder_drag * twist)),
    ):
        moved[:, pair] = squashed[:, pair].mean(axis=1, keepdims=True) + turned
    return moved


def _twist(hip_line: FloatArray, shoulder_line: FloatArray, axis: FloatArray) -> FloatArray:
    """Turn from the hip line to the shoulder line about the axis, radians, shape ``(T,)``."""
    across = np.vecdot(cross_3d(hip_line, shoulder_line), axis)
    return np.arctan2(across, np.vecdot(hip_line, shoulder_line))


def _turned(pair: Array, axis: FloatArray, angle: FloatArray) -> FloatArray:
    """Two points, shape ``(T, 2, 3)``, from their middle and turned about an axis (Rodrigues)."""
    arm = pair - pair.mean(axis=1, keepdims=True)
    cos, sin = np.cos(angle)[:, None, None], np.sin(angle)[:, None, None]
    axes = np.broadcast_to(axis[:, None], arm.shape)
    along = np.vecdot(arm, axes)[..., None] * axes
    return along + (arm - along) * cos + cross_3d(axes, arm) * sin
