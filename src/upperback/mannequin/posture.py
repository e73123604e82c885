"""The parameters that pose the mannequin, and postures written in them.

A posture is a sparse mapping from parameter names to numbers; what it does not
name keeps its default. As an array it has one column per parameter, so a
movement is an interpolation between rows.

Angles are in degrees, shifts in metres:

``heading_deg``          turn of the whole body, + to the person's left
``lying_deg``            -90 lies on the left side, +90 on the right
``shift_x_m, shift_z_m`` shift of the anchored joints in the room, x left, z front
``pelvis_pitch_deg``     + forward tilt
``pelvis_turn_deg``      turn of pelvis and legs about the body's long axis, + left
``lumbar_flexion_deg``   sum over the lumbar joints, + rounds the back
``thoracic_flexion_deg`` sum over the thoracic joints, + rounds the back
``spine_turn_deg``       sum over the thoracic joints, + left
``neck_flexion_deg``     neck against thorax, + forward
``head_flexion_deg``     head against neck, + nods
``head_turn_deg``        head against thorax, + left

and for each side (``_left``, ``_right``):

``clavicle_raise_deg``   + shrugs; ``clavicle_forward_deg`` + protracts
``arm_raise_deg``        upper arm from straight down; below 0 it points backwards
``arm_plane_deg``        0 raises straight ahead, 90 to the own side, below 0 across
``arm_swivel_deg``       where the forearm bends to: 0 upwards in the plane of
                         raising, 90 forwards for an arm at the side
``elbow_flexion_deg``    0 is straight
``thigh_raise_deg``      from straight down, + forward; ``thigh_plane_deg`` + outward
``knee_flexion_deg``     0 is straight
``ankle_plantar_deg``    0 is a foot square to the shank, + points the toes
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from upperback.mannequin.rotations import Array

Posture: TypeAlias = Mapping[str, float]
"""Parameter name -> value."""
Track: TypeAlias = Mapping[str, Array]
"""Parameter name -> values over time, shape ``(T,)``."""

_CENTRAL = (
    "heading_deg",
    "lying_deg",
    "shift_x_m",
    "shift_z_m",
    "pelvis_pitch_deg",
    "pelvis_turn_deg",
    "lumbar_flexion_deg",
    "thoracic_flexion_deg",
    "spine_turn_deg",
    "neck_flexion_deg",
    "head_flexion_deg",
    "head_turn_deg",
)
_PAIRED = (
    "clavicle_raise_deg",
    "clavicle_forward_deg",
    "arm_raise_deg",
    "arm_plane_deg",
    "arm_swivel_deg",
    "elbow_flexion_deg",
    "thigh_raise_deg",
    "thigh_plane_deg",
    "knee_flexion_deg",
    "ankle_plantar_deg",
)
# Turning to the left becomes turning to the right in a mirror.
_FLIPPED = frozenset(
    {
        "heading_deg",
        "lying_deg",
        "shift_x_m",
        "pelvis_turn_deg",
        "spine_turn_deg",
        "head_turn_deg",
    }
)
PARAMETERS: tuple[str, ...] = (
    *_CENTRAL,
    *(f"{name}_{side}" for name in _PAIRED for side in ("left", "right")),
)
"""Column order of posture arrays."""


def both(**values: float) -> dict[str, float]:
    """Posture with the same values on the left and on the right.

    Parameters
    ----------
    **values
        Paired parameters without their side.

    Returns
    -------
    dict
        Each value under its left and its right name.

    Examples
    --------
    >>> both(elbow_flexion_deg=90.0)
    {'elbow_flexion_deg_left': 90.0, 'elbow_flexion_deg_right': 90.0}
    """
    return {f"{name}_{side}": v for name, v in values.items() for side in ("left", "right")}


def as_row(posture: Posture) -> Array:
    """Posture as an array.

    Parameters
    ----------
    posture
        Parameter values; the rest are 0.

    Returns
    -------
    Array
        Shape ``(P,)`` in the order of ``PARAMETERS``.

    Raises
    ------
    KeyError
        If a name is not a parameter.
    """
    unknown = sorted(set(posture) - set(PARAMETERS))
    if unknown:
        raise KeyError(f"posture: expected names from PARAMETERS, got {unknown}")
    return np.array([posture.get(name, 0.0) for name in PARAMETERS])


def as_track(rows: Array) -> dict[str, Array]:
    """Posture rows as one array per parameter.

    Parameters
    ----------
    rows
        Shape ``(T, P)``.

    Returns
    -------
    dict
        Parameter name -> shape ``(T,)``.
    """
    return {name: rows[:, column] for column, name in enumerate(PARAMETERS)}


def mirrored(row: Array) -> Array:
    """Posture in a mirror: sides swapped, turns the other way.

    Parameters
    ----------
    row
        Shape ``(P,)``.

    Returns
    -------
    Array
        Shape ``(P,)``.
    """
    swapped = {
        name.replace("_left", "_right")
        if name.endswith("_left")
        else name.replace("_right", "_left"): (-value if name in _FLIPPED else value)
        for name, value in zip(PARAMETERS, row, strict=True)
    }
    return as_row(swapped)


def side_columns(side: str) -> list[int]:
    """Columns of one side's parameters.

    Parameters
    ----------
    side
        ``"left"`` or ``"right"``.

    Returns
    -------
    list
        Indices into ``PARAMETERS``.
    """
    return [i for i, name in enumerate(PARAMETERS) if name.endswith(f"_{side}")]
