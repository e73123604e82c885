"""How far the camera is rolled, read from the body of somebody who stands before it.

A phone that leans against a book is rarely level, and an angle against the picture's upright is
wrong by the whole of its roll. From the front or the back the body itself is a spirit level: the
middle of the hips stands above the middle of the feet, and hips and shoulders lie level.
"""

from math import atan2, copysign, cos, degrees, isnan, nan, radians, sin
from statistics import median

import numpy as np

from upperback.motion.body import Body, once_per_body
from upperback.motion.geometry import angle_from_up, number
from upperback.motion.pose import FloatArray
from upperback.motion.signal import FRONTAL
from upperback.motion.view import is_lying, view_of

# [bench] a level camera reads -1.6 to 1.6 degrees, a camera rolled by 7 reads 5.3 to 9.2: what is
# smaller than this may be the body's own.
_LEVEL_DEG = 3.0


@once_per_body
def camera_roll_deg(body: Body) -> FloatArray:
    """How far the picture of a standing body is rolled.

    Parameters
    ----------
    body
        One moment, such as the start pose: ``points_px`` of shape ``(33, 2)``.

    Returns
    -------
    NDArray
        A number: degrees, + where the picture's content is turned clockwise; the median of what
        legs, hips and shoulders say. 0 within 3 degrees of level. NaN where that cannot be told:
        from the side or obliquely, of somebody who lies, or with fewer than two of the three seen.
    """
    up, left, chest = body.trunk_axes
    if view_of(up, left, chest) not in FRONTAL or is_lying(up, left):
        return number(nan)
    hips, feet = body.middle_px("HIP"), body.middle_px("ANKLE")
    legs_deg = float(angle_from_up(hips - feet))
    said = (legs_deg, _level_roll_deg(body, "HIP"), _level_roll_deg(body, "SHOULDER"))
    known = [each for each in said if not isnan(each)]
    if len(known) < 2:
        return number(nan)
    roll = median(known)
    return number(roll if abs(roll) > _LEVEL_DEG else 0.0)


def levelled(body: Body, vectors_px: FloatArray) -> FloatArray:
    """Vectors in the picture as a level camera would show them.

    Parameters
    ----------
    body
        Its reference tells the roll; without one, or where it tells none, nothing is turned.
    vectors_px
        Shape ``(..., 2)``, pixels, y down.

    Returns
    -------
    NDArray
        Same shape. NaN passes through.
    """
    roll = float(camera_roll_deg(body.reference)) if body.reference is not None else 0.0
    if isnan(roll) or roll == 0.0:
        return vectors_px
    c, s = cos(radians(roll)), sin(radians(roll))
    return vectors_px @ np.array([[c, -s], [s, c]])


def _level_roll_deg(body: Body, joint: str) -> float:
    x, y = (body.px(joint, "left") - body.px(joint, "right")).tolist()
    # Seen from the front the left side is on the right of the picture, from the back on its left.
    return degrees(atan2(copysign(1.0, x) * y, abs(x)))
