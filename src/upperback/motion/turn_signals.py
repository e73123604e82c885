"""Signals of a person lying on the side who opens the top arm and turns the chest."""

import numpy as np

from upperback.motion.body import Body, once_per_comparison
from upperback.motion.geometry import length, turn_between, unit
from upperback.motion.pose import FloatArray
from upperback.motion.signal import ANY, FOOT, Signal, unseen
from upperback.motion.turns import (
    pelvis_rotation,
    raw_shoulder_turn,
    rotation,
    shoulder_line_rotation,
    turned,
)

# What `opening` counts as a full rep: a raw turn of the shoulder line, or an arm swept this far.
# The arm's first part does not count: a false start sweeps up to 70 degrees [bench].
_FULL_TURN_DEG = 48.0
_SWEEP_FROM_DEG = 80.0
_SWEEP_RANGE_DEG = 80.0


@once_per_comparison
def _arm_sweep(body: Body) -> FloatArray:
    if body.reference is None:
        return unseen(body)
    arm = unit(body.metres("WRIST") - body.metres("SHOULDER"))
    start = unit(body.reference.metres("WRIST") - body.reference.metres("SHOULDER"))
    return turn_between(arm, start)


def _opening(body: Body) -> FloatArray:
    # The larger of what chest and arm show: an arm that opens alone is a rep too, to be judged.
    turned = raw_shoulder_turn(body) / _FULL_TURN_DEG
    swept = (_arm_sweep(body) - _SWEEP_FROM_DEG) / _SWEEP_RANGE_DEG
    return np.fmax(turned, np.maximum(swept, 0.0))


def _arm_to_trunk(body: Body) -> FloatArray:
    up, _, _ = body.trunk_axes
    arm = unit(body.metres("WRIST") - body.metres("SHOULDER"))
    return turn_between(arm, -up)


def _gaze_turn(body: Body) -> FloatArray:
    return turned(body, _face)


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
        compute=rotation,
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
        compute=shoulder_line_rotation,
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
        compute=pelvis_rotation,
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
        compute=raw_shoulder_turn,
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
