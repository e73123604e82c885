"""Rotation matrices of body frames, whose columns are the frame's left, up and front.

Every function works on a whole track: angles of shape ``(T,)`` in degrees give
matrices of shape ``(T, 3, 3)``; NaN in, NaN out. A child frame is
``parent @ turn(...) @ pitch(...)``.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

LEFT, UP, FRONT = 0, 1, 2
"""Column of each axis in a frame."""


def _about(axis: int, angle_deg: Array) -> Array:
    cos, sin = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.zeros((*np.shape(angle_deg), 3, 3))
    matrix[..., axis, axis] = 1.0
    matrix[..., first, first] = matrix[..., second, second] = cos
    matrix[..., first, second], matrix[..., second, first] = -sin, sin
    return matrix


def pitch(angle_deg: Array) -> Array:
    """Rotation about the left axis.

    Parameters
    ----------
    angle_deg
        Shape ``(T,)``, degrees; positive tips up towards front (a forward bend).

    Returns
    -------
    Array
        Shape ``(T, 3, 3)``.
    """
    return _about(LEFT, angle_deg)


def turn(angle_deg: Array) -> Array:
    """Rotation about the up axis.

    Parameters
    ----------
    angle_deg
        Shape ``(T,)``, degrees; positive turns front towards left.

    Returns
    -------
    Array
        Shape ``(T, 3, 3)``.
    """
    return _about(UP, angle_deg)


def roll(angle_deg: Array) -> Array:
    """Rotation about the front axis.

    Parameters
    ----------
    angle_deg
        Shape ``(T,)``, degrees; positive tips left towards up, so -90 lays a
        standing body on its left side.

    Returns
    -------
    Array
        Shape ``(T, 3, 3)``.
    """
    return _about(FRONT, angle_deg)
