"""Where on the body an angle is drawn: an arc between a reference direction and a limb.

The number beside the arc always comes from the measure; the arc only shows where.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from upperback.motion.landmarks import Landmark, Side, sided
from upperback.motion.pose import FloatArray

# Share of the moving limb's length at which the arc lies.
_ARC_SHARE = 0.48
_PLUMB = {"down": 1.0, "up": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class AngleMark:
    """How one signal is drawn.

    Attributes
    ----------
    vertex, moving
        Joints (names without side): the arc lies at ``vertex`` and ends on the
        line to ``moving``.
    reference
        Where the arc starts: ``"down"``, ``"up"``, or the name of the joint
        whose line to the vertex is prolonged, as a goniometer shows flexion.
    side
        The person's side; None for the side nearer to the camera.
    """

    vertex: str
    moving: str
    reference: str
    side: Side | None = None


ANGLE_MARKS: Mapping[str, AngleMark] = {
    "elbow_flexion_deg": AngleMark(vertex="ELBOW", moving="WRIST", reference="SHOULDER"),
    "arm_elevation_left_deg": AngleMark(
        vertex="SHOULDER", moving="ELBOW", reference="down", side="left"
    ),
    "arm_elevation_right_deg": AngleMark(
        vertex="SHOULDER", moving="ELBOW", reference="down", side="right"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AngleArc:
    """An arc in pixels (y down), angles clockwise as seen from the image's x axis.

    Attributes
    ----------
    vertex
        Where both arms of the angle meet.
    radius
        Of the arc.
    start_deg, sweep_deg
        Direction of the reference, and the signed turn to the limb.
    """

    vertex: tuple[float, float]
    radius: float
    start_deg: float
    sweep_deg: float

    def at(self, turn_deg: float, radius: float | None = None) -> tuple[float, float]:
        """Return the point of the arc (or at another radius) after a turn from its start."""
        angle = math.radians(self.start_deg + turn_deg)
        reach = self.radius if radius is None else radius
        return (
            self.vertex[0] + reach * math.cos(angle),
            self.vertex[1] + reach * math.sin(angle),
        )


def near_side(view: str) -> Side | None:
    """Return the side of the body that faces the camera; None if both do."""
    sides: Mapping[str, Literal["left", "right"]] = {"side_left": "left", "side_right": "right"}
    return sides.get(view)


def angle_arc(mark: AngleMark, points_px: FloatArray, near: Side | None) -> AngleArc | None:
    """Lay the arc of an angle over a body.

    Parameters
    ----------
    mark
        What to draw.
    points_px
        Landmarks, shape ``(33, 2)``, y down; NaN = not seen.
    near
        The side nearer to the camera, used where the mark names none.

    Returns
    -------
    AngleArc or None
        None where the side is not known, a joint was not seen or a limb has
        no length.
    """
    side = mark.side or near
    if side is None:
        return None
    vertex = points_px[sided(mark.vertex, side)]
    limb = points_px[sided(mark.moving, side)] - vertex
    reference = _reference(mark, points_px, side)
    length = float(np.hypot(*limb))
    if not (np.isfinite([*vertex, *limb, *reference]).all() and length > 0 and reference.any()):
        return None
    start_deg, end_deg = (math.degrees(math.atan2(v[1], v[0])) for v in (reference, limb))
    sweep_deg = (end_deg - start_deg + 180.0) % 360.0 - 180.0
    return AngleArc(
        vertex=(float(vertex[0]), float(vertex[1])),
        radius=_ARC_SHARE * length,
        start_deg=start_deg,
        sweep_deg=sweep_deg,
    )


def _reference(mark: AngleMark, points_px: FloatArray, side: Side) -> FloatArray:
    if mark.reference in _PLUMB:
        return np.array([0.0, _PLUMB[mark.reference]])
    joint: Landmark = sided(mark.reference, side)
    towards: FloatArray = points_px[sided(mark.vertex, side)] - points_px[joint]
    return towards
