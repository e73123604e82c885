"""Signals of the arms: how far they are bent and raised."""

import numpy as np

from upperback.motion.body import Body
from upperback.motion.camera_roll import levelled
from upperback.motion.geometry import (
    angle_from_down,
    angle_from_up,
    cross_2d,
    interior_angle,
    length,
    unit,
)
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray
from upperback.motion.signal import (
    ANY,
    FRONTAL,
    OBLIQUE,
    SIDE,
    TRUNK_LENGTHS,
    Compute,
    Signal,
    mean_of_seen,
)

_ARM = ("SHOULDER", "ELBOW", "WRIST")


def _elbow_flexion(body: Body) -> FloatArray:
    return 180.0 - interior_angle(*(body.px(joint) for joint in _ARM))


def _elbow_flexion_3d(body: Body) -> FloatArray:
    return 180.0 - interior_angle(*(body.metres(joint) for joint in _ARM))


def _elbows_flexion(body: Body) -> FloatArray:
    left, right = (
        180.0 - interior_angle(*(body.px(joint, side) for joint in _ARM))
        for side in ("left", "right")
    )
    return mean_of_seen(left, right)


def _upper_arm_angle(body: Body) -> FloatArray:
    down, arm = -body.trunk_px, body.px("ELBOW") - body.px("SHOULDER")
    # Counter-clockwise from trunk-down is forward for a person facing right.
    angle = np.arctan2(-cross_2d(down, arm), np.vecdot(down, arm))
    return body.facing * np.degrees(angle)


def _upper_arm_length(body: Body) -> FloatArray:
    return length(body.px("ELBOW") - body.px("SHOULDER")) / body.trunk_length_px


def _upper_arm_abduction(body: Body) -> FloatArray:
    _, left, _ = body.trunk_axes
    outward = left if body.near == "left" else -left
    arm = unit(body.metres("ELBOW") - body.metres("SHOULDER"))
    return np.degrees(np.arcsin(np.clip(np.vecdot(arm, outward), -1.0, 1.0)))


def _elevation(side: Side) -> Compute:
    def compute(body: Body) -> FloatArray:
        arm = levelled(body, body.px("ELBOW", side) - body.px("SHOULDER", side))
        return np.abs(angle_from_up(-arm))

    return compute


def _elevation_3d(body: Body, side: Side, joint: str) -> FloatArray:
    arm = body.metres(joint, side) - body.metres("SHOULDER", side)
    return angle_from_down(arm)


_left_elevation, _right_elevation = _elevation("left"), _elevation("right")


def _arms_elevation(body: Body) -> FloatArray:
    return mean_of_seen(_left_elevation(body), _right_elevation(body))


def _arms_elevation_3d(body: Body) -> FloatArray:
    return mean_of_seen(_elevation_3d(body, "left", "ELBOW"), _elevation_3d(body, "right", "ELBOW"))


def _hand_elevation_3d(body: Body) -> FloatArray:
    return _elevation_3d(body, body.near, "WRIST")


def _arms_difference(body: Body) -> FloatArray:
    return np.abs(_left_elevation(body) - _right_elevation(body))


def _elevation_row(side: Side, compute: Compute) -> Signal:
    return Signal(
        name=f"arm_elevation_{side}_deg",
        label=f"{side.capitalize()} arm raised",
        unit="deg",
        zero="hanging straight down",
        positive="raised; level is 90",
        views=FRONTAL,
        expected_error=5.0,
        in_plane=True,
        allows_for_roll=True,
        compute=compute,
    )


ROWS = (
    # [bench] 2 to 4 degrees on most bodies, 8 to 11 on one.
    Signal(
        name="elbow_flexion_deg",
        label="Elbow bend",
        unit="deg",
        zero="straight arm",
        positive="bent",
        views=SIDE,
        expected_error=10.0,
        in_plane=True,
        compute=_elbow_flexion,
    ),
    Signal(
        name="elbow_flexion_3d_deg",
        label="Elbow bend",
        unit="deg",
        zero="straight arm",
        positive="bent",
        views=ANY,
        expected_error=18.0,
        compute=_elbow_flexion_3d,
    ),
    Signal(
        name="elbows_flexion_deg",
        label="Elbow bend, both",
        unit="deg",
        zero="straight arms",
        positive="bent",
        views=FRONTAL | OBLIQUE,
        expected_error=9.0,
        compute=_elbows_flexion,
    ),
    Signal(
        name="upper_arm_angle_deg",
        label="Upper arm against the trunk",
        unit="deg",
        zero="along the trunk, hanging",
        positive="in front of the trunk",
        views=SIDE,
        expected_error=6.0,
        in_plane=True,
        compute=_upper_arm_angle,
    ),
    Signal(
        name="upper_arm_length_tl",
        label="Upper arm as seen from the side",
        unit=TRUNK_LENGTHS,
        zero="pointing at the camera",
        positive="in the picture plane",
        views=SIDE,
        expected_error=0.05,
        compute=_upper_arm_length,
    ),
    Signal(
        name="upper_arm_abduction_deg",
        label="Elbow away from the side",
        unit="deg",
        zero="at the side",
        positive="out to the side",
        views=FRONTAL | OBLIQUE,
        expected_error=10.0,
        compute=_upper_arm_abduction,
    ),
    _elevation_row("left", _left_elevation),
    _elevation_row("right", _right_elevation),
    Signal(
        name="arms_elevation_deg",
        label="Arms raised",
        unit="deg",
        zero="hanging straight down",
        positive="raised; level is 90",
        views=FRONTAL | OBLIQUE,
        expected_error=8.0,
        compute=_arms_elevation,
    ),
    Signal(
        name="arms_elevation_3d_deg",
        label="Arms raised",
        unit="deg",
        zero="hanging straight down",
        positive="raised; level is 90",
        views=ANY,
        expected_error=12.0,
        compute=_arms_elevation_3d,
    ),
    Signal(
        name="hand_elevation_3d_deg",
        label="Hand raised",
        unit="deg",
        zero="hanging straight down",
        positive="raised; level is 90",
        views=ANY,
        expected_error=20.0,
        compute=_hand_elevation_3d,
    ),
    Signal(
        name="arms_difference_deg",
        label="Left against right arm",
        unit="deg",
        zero="equally high",
        positive="apart, either way",
        views=FRONTAL,
        expected_error=7.0,
        allows_for_roll=True,
        compute=_arms_difference,
    ),
)
