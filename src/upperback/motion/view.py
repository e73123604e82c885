"""Where the camera stands relative to the person: estimated, not asked.

The *yaw* is the turn of the body about its own trunk axis as the camera sees
it: 0 = chest towards the camera, +90 = left side towards the camera, 180 = back.
Defined about the trunk axis (not the vertical), one definition serves standing,
sitting, all fours and lying.
"""

from math import atan2, cos, degrees, isnan, nan, radians, sin, sqrt
from typing import Literal, get_args

import numpy as np

from upperback.motion.geometry import cross_3d, number, reject, unit
from upperback.motion.landmarks import Landmark, Side
from upperback.motion.pose import FloatArray

ViewName = Literal[
    "front",
    "diagonal",
    "side_left",
    "side_right",
    "back_diagonal",
    "back",
    "foot_diagonal",
    "head_diagonal",
    "unknown",
]
VIEW_NAMES: tuple[ViewName, ...] = get_args(ViewName)
SIDE_VIEWS: frozenset[ViewName] = frozenset({"side_left", "side_right"})

# Half width of the side and of the front sector. 25 degrees off the side an in-plane
# angle of 90 degrees is off by about 5 (domain.md 2.2), the most we accept.
_SIDE_SECTOR_DEG = 25.0
# [bench] the yaw reads -11 to 0 at 0 and 19 to 22 at 25 degrees.
_FRONT_SECTOR_DEG = 16.0
# Lying on the side: the trunk this far from upright, the shoulder line this steep (its
# vertical share). [bench] trunk 64 to 102 degrees; all fours have a level shoulder line.
_LYING_TILT_DEG = 55.0
_LYING_STEEPNESS = 0.6
# Of the trunk axis, the share that points away from the camera: above it the feet are
# towards the camera. [bench] -0.20 to 0.10 from the chest-front, 0.23 to 0.58 from the feet.
_FOOT_SHARE = 0.16
_HEAD_SHARE = 0.30
# Axes of the landmarks of one moment.
_ONE = 2
# Left and right follow each other, and a slice is three times as quick as a list of rows.
_SHOULDERS = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER + 1)
_HIPS = slice(Landmark.LEFT_HIP, Landmark.RIGHT_HIP + 1)


def trunk_axes(world: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Axes of the trunk: up along the spine, to the left, out of the chest.

    Parameters
    ----------
    world
        Landmarks, shape ``(..., 33, 3)``, metres, y down, z away from the camera.

    Returns
    -------
    tuple of NDArray
        Three unit vectors of shape ``(..., 3)``, at right angles to each other.
        NaN where a shoulder or hip is unseen.
    """
    if world.ndim == _ONE:
        return _axes_of_one(world[_SHOULDERS].tolist(), world[_HIPS].tolist())
    left_shoulder = world[..., Landmark.LEFT_SHOULDER, :]
    right_shoulder = world[..., Landmark.RIGHT_SHOULDER, :]
    hips = world[..., Landmark.LEFT_HIP, :] + world[..., Landmark.RIGHT_HIP, :]
    up = unit(left_shoulder + right_shoulder - hips)
    left = unit(reject(left_shoulder - right_shoulder, up))
    return up, left, cross_3d(left, up)


def _axes_of_one(
    shoulders: list[list[float]], hips: list[list[float]]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """`trunk_axes` of one frame; plain numbers are quicker than arrays of three."""
    (lx, ly, lz), (rx, ry, rz) = shoulders
    (left_x, left_y, left_z), (right_x, right_y, right_z) = hips
    x, y, z = lx + rx - left_x - right_x, ly + ry - left_y - right_y, lz + rz - left_z - right_z
    size = sqrt(x * x + y * y + z * z) or nan
    x, y, z = x / size, y / size, z / size
    a, b, c = lx - rx, ly - ry, lz - rz
    along = a * x + b * y + c * z
    a, b, c = a - along * x, b - along * y, c - along * z
    size = sqrt(a * a + b * b + c * c) or nan
    a, b, c = a / size, b / size, c / size
    chest = (b * z - c * y, c * x - a * z, a * y - b * x)
    return np.array((x, y, z)), np.array((a, b, c)), np.array(chest)


def yaw_deg(left: FloatArray, chest: FloatArray) -> FloatArray:
    """Turn of the trunk about its own axis, as the camera sees it.

    Parameters
    ----------
    left, chest
        From `trunk_axes`, shape ``(..., 3)``.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, -180 to 180: 0 chest to the camera, +90 left
        side to the camera. NaN where a shoulder or hip is unseen.

    Notes
    -----
    On the bench clips the raw value is within about 10 degrees of the truth
    for upright bodies (seated rows: 80 to 92 at 90, 43 to 45 at 45).
    """
    if left.ndim == 1:
        return number(degrees(atan2(-left[2], -chest[2])))
    return np.degrees(np.arctan2(-left[..., 2], -chest[..., 2]))


def view_of(up: FloatArray, left: FloatArray, chest: FloatArray) -> ViewName:
    """Name of the view in which a trunk is seen.

    Parameters
    ----------
    up, left, chest
        Axes of one trunk from `trunk_axes`, shape ``(3,)``.

    Returns
    -------
    str
        One of ``VIEW_NAMES``; ``"unknown"`` where the trunk was not seen.

    Notes
    -----
    A person lying on the side is seen from the feet, from the head or from the
    front or back, by where the trunk axis points; everybody else by the yaw.
    """
    yaw = float(yaw_deg(left, chest))
    if isnan(yaw):
        return "unknown"
    if is_lying(up, left):
        return _lying_view(up, chest)
    if abs(abs(yaw) - 90.0) <= _SIDE_SECTOR_DEG:
        return "side_left" if yaw > 0 else "side_right"
    if abs(yaw) <= _FRONT_SECTOR_DEG:
        return "front"
    if abs(yaw) >= 180.0 - _FRONT_SECTOR_DEG:
        return "back"
    return "diagonal" if abs(yaw) < 90.0 else "back_diagonal"


def is_lying(up: FloatArray, left: FloatArray) -> bool:
    """Whether a trunk lies on its side: level itself, the shoulders above each other.

    Parameters
    ----------
    up, left
        Axes of one trunk from `trunk_axes`, shape ``(3,)``; NaN gives False.

    Returns
    -------
    bool
    """
    upright = -float(up[1])
    return upright < cos(radians(_LYING_TILT_DEG)) and abs(float(left[1])) > _LYING_STEEPNESS


def _lying_view(up: FloatArray, chest: FloatArray) -> ViewName:
    if float(up[2]) > _FOOT_SHARE:
        return "foot_diagonal"
    if float(up[2]) < -_HEAD_SHARE:
        return "head_diagonal"
    return "front" if float(chest[2]) < 0.0 else "back"


def near_side(yaw: float) -> Side:
    """Side of the person that is towards the camera.

    Parameters
    ----------
    yaw
        Degrees, -180 to 180.

    Returns
    -------
    {"left", "right"}
        In an exact front or back view neither is nearer; ``"left"`` then.
    """
    return "left" if yaw >= 0.0 else "right"


def upper_side(left: FloatArray) -> Side:
    """Side of the person that is higher up.

    Parameters
    ----------
    left
        Axis to the person's left, from `trunk_axes`, shape ``(3,)``, y down.

    Returns
    -------
    {"left", "right"}
    """
    return "left" if float(left[1]) <= 0.0 else "right"


def facing(near: Side) -> int:
    """Which way the chest looks in the picture, given the near side.

    Parameters
    ----------
    near
        The side towards the camera.

    Returns
    -------
    int
        +1 where the chest lies clockwise from the direction hip to shoulder (an
        upright person looking right, whose right side is near), -1 otherwise.
    """
    return 1 if near == "right" else -1


def off_plane_deg(yaw: float, view: ViewName) -> float:
    """How far a yaw is from the middle of the plane a view stands for.

    Parameters
    ----------
    yaw
        Degrees, -180 to 180.
    view
        A side view (the body's sagittal plane lies in the picture) or any
        other (the frontal plane does).

    Returns
    -------
    float
        Degrees, 0 to 90.
    """
    lateral, frontal = abs(sin(radians(yaw))), abs(cos(radians(yaw)))
    share = frontal if view in SIDE_VIEWS else lateral
    return float(np.degrees(np.arcsin(min(1.0, share))))
