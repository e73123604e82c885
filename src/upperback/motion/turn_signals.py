"""Signals of a person lying on the side who opens the top arm and turns the chest.

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

import numpy as np

from upperback.motion.body import Body, once_per_body
from upperback.motion.geometry import length, reject, unit
from upperback.motion.pose import FloatArray
from upperback.motion.signal import ANY, FOOT, Compute, Signal, unseen

# True turns of shoulder and pelvis line from the raw ones, least squares over the bench
# clips [bench]: rows (shoulder, pelvis), columns (raw shoulder, raw pelvis).
_UNMIX = ((2.36, -2.11), (-0.71, 1.96))
# The camera of the set-up: 1.0 to 1.4 m high, 2.2 to 2.6 m away (domain.md 1).
_ELEVATION = np.radians(22.0)
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
# What `opening` counts as a full rep: a raw turn of the shoulder line, or an arm swept this far.
# The arm's first part does not count: a false start sweeps up to 70 degrees [bench].
_FULL_TURN_DEG = 48.0
_SWEEP_FROM_DEG = 80.0
_SWEEP_RANGE_DEG = 80.0


def _shoulder_line(body: Body) -> FloatArray:
    return body.metres("SHOULDER") - body.metres("SHOULDER", body.far)


def _hip_line(body: Body) -> FloatArray:
    return body.metres("HIP") - body.metres("HIP", body.far)


def _turned(body: Body, line: Compute) -> FloatArray:
    """Unsigned turn of a line of the body about the trunk since the start pose, degrees."""
    if body.reference is None:
        return unseen(body)
    axis, _, _ = body.reference.trunk_axes
    now, before = unit(reject(line(body), axis)), unit(reject(line(body.reference), axis))
    return np.degrees(np.arccos(np.clip(np.vecdot(now, before), -1.0, 1.0)))


@once_per_body
def _raw_shoulder_turn(body: Body) -> FloatArray:
    return _turned(body, _shoulder_line)


@once_per_body
def _raw_pelvis_turn(body: Body) -> FloatArray:
    return _turned(body, _hip_line)


def _unmixed(body: Body, row: int) -> FloatArray:
    by_shoulder, by_pelvis = _UNMIX[row]
    turn = by_shoulder * _raw_shoulder_turn(body) + by_pelvis * _raw_pelvis_turn(body)
    return np.clip(turn, 0.0, _MOST_DEG)


@once_per_body
def _pelvis_rotation(body: Body) -> FloatArray:
    return _unmixed(body, 1)


@once_per_body
def _azimuth(reference: Body) -> FloatArray:
    """Azimuth of the camera from the chest towards the feet, radians, by the start pose's arm."""
    arm = reference.px("WRIST") - reference.px("SHOULDER")
    slope = arm[..., 1] / np.abs(arm[..., 0]) - _STEEPER
    sin_el, cos_el = np.sin(_ELEVATION), np.cos(_ELEVATION)
    # slope = down / headwards of the shown arm, solved for the azimuth:
    # a cos(az) - b sin(az) + c = 0.
    a = _ARM_FORWARD * sin_el - slope * _ARM_HEADWARDS
    b = slope * _ARM_FORWARD + _ARM_HEADWARDS * sin_el
    c = _ARM_DOWN * cos_el
    return np.arcsin(np.clip(c / np.hypot(a, b), -1.0, 1.0)) + np.arctan2(a, b)


def _picture_shoulder_turn(body: Body) -> FloatArray:
    """Turn of the shoulder line from the picture, degrees; the start pose counts as upright."""
    assert body.reference is not None
    azimuth = _azimuth(body.reference)
    line = body.px("SHOULDER") - body.px("SHOULDER", body.far)
    trunk = body.reference.middle_px("SHOULDER") - body.reference.middle_px("HIP")
    footwards, upwards = -np.sign(trunk[..., 0]) * line[..., 0], -line[..., 1]
    across = footwards * np.cos(_ELEVATION)
    along = upwards * np.sin(azimuth) - footwards * np.cos(azimuth) * np.sin(_ELEVATION)
    return np.clip(np.degrees(np.arctan2(across, along)), 0.0, _MOST_DEG)


@once_per_body
def _shoulder_line_rotation(body: Body) -> FloatArray:
    if body.reference is None:
        return unseen(body)
    rolled = np.clip(_pelvis_rotation(body) / _ROLL_TRUSTED_DEG, 0.0, 1.0)
    depth_share = _DEPTH_SHARE + (1.0 - _DEPTH_SHARE) * rolled
    return depth_share * _unmixed(body, 0) + (1.0 - depth_share) * _picture_shoulder_turn(body)


def _rotation(body: Body) -> FloatArray:
    return np.maximum(_shoulder_line_rotation(body) - _pelvis_rotation(body), 0.0)


@once_per_body
def _arm_sweep(body: Body) -> FloatArray:
    if body.reference is None:
        return unseen(body)
    arm = unit(body.metres("WRIST") - body.metres("SHOULDER"))
    start = unit(body.reference.metres("WRIST") - body.reference.metres("SHOULDER"))
    return np.degrees(np.arccos(np.clip(np.vecdot(arm, start), -1.0, 1.0)))


def _opening(body: Body) -> FloatArray:
    # The larger of what chest and arm show: an arm that opens alone is a rep too, to be judged.
    turned = _raw_shoulder_turn(body) / _FULL_TURN_DEG
    swept = (_arm_sweep(body) - _SWEEP_FROM_DEG) / _SWEEP_RANGE_DEG
    return np.fmax(turned, np.maximum(swept, 0.0))


def _arm_to_trunk(body: Body) -> FloatArray:
    up, _, _ = body.trunk_axes
    arm = unit(body.metres("WRIST") - body.metres("SHOULDER"))
    return np.degrees(np.arccos(np.clip(np.vecdot(arm, -up), -1.0, 1.0)))


def _gaze_turn(body: Body) -> FloatArray:
    return _turned(body, _face)


def _face(body: Body) -> FloatArray:
    return body.world[..., 0, :] - body.middle_metres("EAR")


def _steepness(body: Body) -> FloatArray:
    _, left, _ = body.trunk_axes
    return np.abs(left[..., 1])


def _arm_forward(body: Body) -> FloatArray:
    _, _, chest = body.trunk_axes
    arm = body.metres("WRIST") - body.metres("SHOULDER")
    return np.vecdot(arm, chest) / length(arm)


ROWS = (
    Signal(
        name="rotation_deg",
        label="Chest turned against the pelvis",
        unit="deg",
        zero="the start pose",
        positive="opening backwards",
        expected_error=16.0,
        views=FOOT,
        needs_reference=True,
        compute=_rotation,
    ),
    Signal(
        name="shoulder_line_rotation_deg",
        label="Shoulder line turned",
        unit="deg",
        zero="the start pose",
        positive="opening backwards",
        expected_error=15.0,
        views=FOOT,
        needs_reference=True,
        compute=_shoulder_line_rotation,
    ),
    Signal(
        name="pelvis_rotation_deg",
        label="Pelvis rolled",
        unit="deg",
        zero="the start pose",
        positive="rolling backwards",
        expected_error=12.0,
        views=ANY,
        needs_reference=True,
        compute=_pelvis_rotation,
    ),
    Signal(
        name="shoulder_turn_3d_deg",
        label="Shoulder line turned, as the model sees it",
        unit="deg",
        zero="the start pose",
        positive="away from it",
        expected_error=25.0,
        views=ANY,
        needs_reference=True,
        compute=_raw_shoulder_turn,
    ),
    Signal(
        name="opening",
        label="Opened",
        unit="",
        zero="the start pose",
        positive="open; 1 is a usual full turn",
        expected_error=0.25,
        views=ANY,
        needs_reference=True,
        compute=_opening,
    ),
    Signal(
        name="arm_sweep_3d_deg",
        label="Arm swept",
        unit="deg",
        zero="where it pointed at the start",
        positive="away from it",
        expected_error=30.0,
        views=ANY,
        needs_reference=True,
        compute=_arm_sweep,
    ),
    Signal(
        name="arm_to_trunk_3d_deg",
        label="Arm against the trunk",
        unit="deg",
        zero="along the trunk, hand at the hip",
        positive="towards the head; at shoulder height 90",
        expected_error=20.0,
        views=ANY,
        compute=_arm_to_trunk,
    ),
    Signal(
        name="gaze_turn_3d_deg",
        label="Face turned",
        unit="deg",
        zero="the start pose",
        positive="away from it",
        expected_error=20.0,
        views=ANY,
        needs_reference=True,
        compute=_gaze_turn,
    ),
    Signal(
        name="shoulder_line_steepness",
        label="Shoulders above each other",
        unit="",
        zero="shoulders level",
        positive="one above the other; 1 is upright",
        expected_error=0.2,
        views=ANY,
        compute=_steepness,
    ),
    Signal(
        name="arm_forward_3d",
        label="Arm pointing forward",
        unit="",
        zero="across the chest's forward direction",
        positive="forward; 1 is straight ahead",
        expected_error=0.3,
        views=ANY,
        compute=_arm_forward,
    ),
)
