"""Signals of where hands and elbows are against the trunk, in trunk lengths."""

import numpy as np

from upperback.motion.body import Body
from upperback.motion.geometry import cross_2d, length
from upperback.motion.pose import FloatArray
from upperback.motion.signal import ANY, OBLIQUE, SIDE, TRUNK_LENGTHS, Compute, Signal, mean_of_seen


def _hand_reach(body: Body) -> FloatArray:
    # Reach forward shows by the sine of the yaw.
    _, left, _ = body.trunk_axes
    trunk = body.trunk_px
    hand = body.px("WRIST") - body.px("SHOULDER")
    shown = body.facing * cross_2d(trunk, hand) / np.vecdot(trunk, trunk)
    return shown / np.maximum(np.abs(left[..., 2]), 0.35)


def _hand_reach_3d(body: Body) -> FloatArray:
    _, _, chest = body.trunk_axes
    left, right = (
        np.vecdot(body.metres("WRIST", side) - body.metres("SHOULDER", side), chest)
        for side in ("left", "right")
    )
    trunk = length(body.metres("SHOULDER") - body.metres("HIP"))
    return mean_of_seen(left, right) / trunk


def _hand_height(body: Body) -> FloatArray:
    drop = body.px("WRIST")[..., 1] - body.px("SHOULDER")[..., 1]
    return -drop / body.trunk_length_px


def _hands_height(body: Body) -> FloatArray:
    # The lower hand: one hand raised to scratch the head is no rep.
    left, right = (
        body.px("SHOULDER", side)[..., 1] - body.px("WRIST", side)[..., 1]
        for side in ("left", "right")
    )
    return np.fmin(left, right) / body.trunk_length_px


def _forward_of_trunk(joint: str) -> Compute:
    def compute(body: Body) -> FloatArray:
        # Both sides' middle where both are seen: raised arms are symmetrical, so what is left
        # is their shift to the front, which shows by the sine of the yaw.
        _, left, _ = body.trunk_axes
        ahead_left, ahead_right = (
            body.px(joint, side)[..., 0] - body.px("SHOULDER", side)[..., 0]
            for side in ("left", "right")
        )
        ahead = body.facing * mean_of_seen(ahead_left, ahead_right)
        return ahead / np.maximum(np.abs(left[..., 2]), 0.2) / body.trunk_length_px

    return compute


ROWS = (
    Signal(
        name="hand_reach_tl",
        label="Hand in front of the trunk",
        unit=TRUNK_LENGTHS,
        zero="on the trunk line",
        positive="in front",
        views=SIDE | OBLIQUE,
        expected_error=0.05,
        compute=_hand_reach,
    ),
    Signal(
        name="hand_reach_3d_tl",
        label="Hands in front of the trunk",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulders",
        positive="in front",
        views=ANY,
        expected_error=0.12,
        compute=_hand_reach_3d,
    ),
    Signal(
        name="hand_height_tl",
        label="Hand above the shoulder",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulder",
        positive="above",
        views=ANY,
        expected_error=0.05,
        compute=_hand_height,
    ),
    Signal(
        name="hands_height_tl",
        label="Hands above the shoulders",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulders",
        positive="above",
        views=ANY,
        expected_error=0.05,
        compute=_hands_height,
    ),
    *(
        Signal(
            name=f"{joint.lower()}s_forward_tl",
            label=f"{joint.capitalize()}s in front of the shoulders",
            unit=TRUNK_LENGTHS,
            zero="level with the shoulders",
            positive="in front",
            views=SIDE | OBLIQUE,
            expected_error=0.08,
            compute=_forward_of_trunk(joint),
        )
        for joint in ("WRIST", "ELBOW")
    ),
)
