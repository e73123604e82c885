"""How far chest and pelvis of a person lying on the side have turned since the start pose.

Theory
------
No single view puts this rotation into the picture plane, and the depth of the pose
model is squashed: raw world landmarks give about 45 degrees where 70 are true, and the
hips are dragged along by a third of what the shoulders turn. Two estimates are made,
both against the person's own start pose (`Body.reference`):

1. *From depth.* With ``s`` and ``p`` the raw turns of shoulder and pelvis line in world
   landmarks, the true turns were fitted as linear in both (`_UNMIX`): that takes the
   drag out.
2. *From the picture*, only from the foot-diagonal. Stacked shoulders stand upright at
   the start. Seen from azimuth ``az`` (from the chest towards the feet) and elevation
   ``el`` the line from the lower to the upper shoulder shows, after a turn ``r``, as
   ``(sin az sin r, cos el cos r + cos az sin el sin r)``, towards the feet and up. So
   ``tan r = h cos el / (w sin az - h cos az sin el)`` for a shown vector ``(h, w)``.
   The azimuth follows from where the straight arm points in the start pose.

The picture is the better witness of a turn of the chest alone; depth sees a body that
rolls as a whole. They are mixed accordingly. docs/thresholds.md has the ablation.
"""

from functools import cache

import numpy as np

from upperback.motion.body import Body, once_per_body, once_per_comparison
from upperback.motion.geometry import clamp, reject, turn_between, unit
from upperback.motion.pose import FloatArray
from upperback.motion.signal import Compute, unseen

# True turns of shoulder and pelvis line from the raw ones, least squares over the bench
# clips [bench]: rows (shoulder, pelvis), columns (raw shoulder, raw pelvis).
_UNMIX = ((2.36, -2.11), (-0.71, 1.96))
# The camera of the set-up: 1.0 to 1.4 m high, 2.2 to 2.6 m away (domain.md 1).
_ELEVATION = np.radians(22.0)
_SIN_EL, _COS_EL = np.sin(_ELEVATION), np.cos(_ELEVATION)
# In the start pose the straight arm points forward, a little down (its shoulder is the upper
# one, the palms meet) and a little headwards; shares of its length [bench].
_ARM_FORWARD, _ARM_DOWN, _ARM_HEADWARDS = 0.93, 0.23, 0.27
# The model draws that arm a little steeper than it is [bench].
_STEEPER = 0.09
# Share of the depth estimate when only the chest turns, and the pelvis roll (degrees) from
# which it is trusted alone [bench].
_DEPTH_SHARE = 0.3
_ROLL_TRUSTED_DEG = 30.0
_MOST_DEG = 110.0


def _shoulder_line(body: Body) -> FloatArray:
    return body.metres("SHOULDER") - body.metres("SHOULDER", body.far)


def _hip_line(body: Body) -> FloatArray:
    return body.metres("HIP") - body.metres("HIP", body.far)


@cache
def _at_rest(line: Compute) -> Compute:
    """Return a function of the reference: its line at right angles to its trunk, of length one."""

    def direction(reference: Body) -> FloatArray:
        axis, _, _ = reference.trunk_axes
        return unit(reject(line(reference), axis))

    return once_per_body(direction)


def turned(body: Body, line: Compute) -> FloatArray:
    """Turn of a line of the body about the trunk since the start pose, unsigned.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.
    line
        Gives the line of a body, shape ``(..., 3)``, any length.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 180; NaN where the line was not seen.
    """
    if body.reference is None:
        return unseen(body)
    axis, _, _ = body.reference.trunk_axes
    return turn_between(unit(reject(line(body), axis)), _at_rest(line)(body.reference))


@once_per_comparison
def raw_shoulder_turn(body: Body) -> FloatArray:
    """Turn of the shoulder line in the raw world landmarks, unsigned.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 180; NaN where a joint it needs was not seen.
    """
    return turned(body, _shoulder_line)


@once_per_comparison
def raw_pelvis_turn(body: Body) -> FloatArray:
    """Turn of the hip line in the raw world landmarks, unsigned.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 180; NaN where a joint it needs was not seen.
    """
    return turned(body, _hip_line)


def _unmixed(body: Body, row: int) -> FloatArray:
    by_shoulder, by_pelvis = _UNMIX[row]
    turn = by_shoulder * raw_shoulder_turn(body) + by_pelvis * raw_pelvis_turn(body)
    return clamp(turn, 0.0, _MOST_DEG)


def unmixed_shoulder_turn(body: Body) -> FloatArray:
    """Turn of the shoulder line, from depth with the drag taken out.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 110; NaN where a joint it needs was not seen.
    """
    return _unmixed(body, 0)


@once_per_comparison
def pelvis_rotation(body: Body) -> FloatArray:
    """Turn of the pelvis, from depth with the drag taken out.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 110; NaN where a joint it needs was not seen.
    """
    return _unmixed(body, 1)


@once_per_body
def _azimuth(reference: Body) -> FloatArray:
    """Azimuth of the camera from the chest towards the feet, radians, by the start pose's arm."""
    arm = reference.px("WRIST") - reference.px("SHOULDER")
    slope = arm[..., 1] / np.abs(arm[..., 0]) - _STEEPER
    # slope = down / headwards of the shown arm, solved for the azimuth:
    # a cos(az) - b sin(az) + c = 0.
    a = _ARM_FORWARD * _SIN_EL - slope * _ARM_HEADWARDS
    b = slope * _ARM_FORWARD + _ARM_HEADWARDS * _SIN_EL
    c = _ARM_DOWN * _COS_EL
    return np.arcsin(np.clip(c / np.hypot(a, b), -1.0, 1.0)) + np.arctan2(a, b)


def picture_shoulder_turn(body: Body) -> FloatArray:
    """Turn of the shoulder line from the picture; the start pose counts as upright.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 110; NaN where a joint it needs was not seen.
    """
    if body.reference is None:
        return unseen(body)
    azimuth = _azimuth(body.reference)
    line = body.px("SHOULDER") - body.px("SHOULDER", body.far)
    trunk = body.reference.middle_px("SHOULDER") - body.reference.middle_px("HIP")
    footwards, upwards = -np.sign(trunk[..., 0]) * line[..., 0], -line[..., 1]
    across = footwards * _COS_EL
    along = upwards * np.sin(azimuth) - footwards * np.cos(azimuth) * _SIN_EL
    return clamp(np.degrees(np.arctan2(across, along)), 0.0, _MOST_DEG)


@once_per_comparison
def shoulder_line_rotation(body: Body) -> FloatArray:
    """Turn of the shoulder line, mixed of depth and picture.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 110; NaN where a joint it needs was not seen.
    """
    if body.reference is None:
        return unseen(body)
    rolled = clamp(pelvis_rotation(body) / _ROLL_TRUSTED_DEG, 0.0, 1.0)
    depth_share = _DEPTH_SHARE + (1.0 - _DEPTH_SHARE) * rolled
    by_depth, by_picture = unmixed_shoulder_turn(body), picture_shoulder_turn(body)
    return depth_share * by_depth + (1.0 - depth_share) * by_picture


def rotation(body: Body) -> FloatArray:
    """Turn of the chest against the pelvis.

    Parameters
    ----------
    body
        With a reference; without one all is NaN.

    Returns
    -------
    NDArray
        Shape ``(...)``, degrees, 0 to 110; NaN where a joint it needs was not seen.
    """
    return np.maximum(shoulder_line_rotation(body) - pelvis_rotation(body), 0.0)
