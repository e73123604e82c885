"""Postures over time -> all joints in the room.

Room coordinates are metres with x to the left of a person who faces the +z
direction, y up and the floor at 0. Which joints stay put is the exercise's
`Support`: who sits is held by the hips, who stands by the feet, and on all fours
hands and knees are held, so pelvis and arms follow from the shape of the spine.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from upperback.mannequin.body import Body
from upperback.mannequin.limbs import arm_span, free_arm, leg, reaching_arm, shoulder_offset
from upperback.mannequin.posture import Track
from upperback.mannequin.rotations import LEFT, Array, pitch, roll, turn
from upperback.mannequin.spine import head_points, spine_chain
from upperback.motion.landmarks import N_LANDMARKS, Landmark, Side, sided

SIDES: tuple[Side, Side] = ("left", "right")
# Heights of resting joints above the floor, shares of stature; bench/dev has hips 0.07
# sitting, knees 0.05 and wrists 0.047 on all fours.
_SEAT, _KNEE, _WRIST = 0.07, 0.048, 0.047
_LYING_MARGIN = 0.05  # the lower hip above the floor, share of stature; bench/dev 0.05


class Support(StrEnum):
    """What carries the body, and so which joints stay where they are."""

    SEAT = "seat"
    FEET = "feet"
    WALL = "wall"
    ALL_FOURS = "all_fours"
    SIDE = "side"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skeleton:
    """Joints and spine of one body over time, metres in the room.

    Attributes
    ----------
    landmarks
        Shape ``(T, 33, 3)``, BlazePose order.
    spine
        Shape ``(T, N_SPINE + 1, 3)``: middle of the hips up to middle of the shoulders.
    frames
        Shape ``(T, N_SPINE, 3, 3)``: frame of each spine piece, columns left, up, front.
    legs_frame
        Shape ``(T, 3, 3)``: frame of the pelvis before its forward tilt.
    """

    landmarks: Array
    spine: Array
    frames: Array
    legs_frame: Array


def build_skeleton(
    body: Body, track: Track, support: Support, *, thorax_arms: frozenset[Side] = frozenset()
) -> Skeleton:
    """Joints of a body in every posture of a track.

    Parameters
    ----------
    body
        Segment lengths.
    track
        Posture parameters over time, each of shape ``(T,)``.
    support
        What carries the body.
    thorax_arms
        Arms whose angles refer to the thorax; the others refer to the room.

    Returns
    -------
    Skeleton
    """
    base = turn(track["heading_deg"]) @ roll(track["lying_deg"])
    legs_frame = base @ turn(track["pelvis_turn_deg"])
    tilt = track["pelvis_pitch_deg"]
    if support is Support.ALL_FOURS:
        tilt = _tilt_over_hands(body, track)
    spine, frames = spine_chain(body, track, legs_frame @ pitch(tilt))
    thorax, top = frames[:, -1], spine[:, -1]
    points = head_points(body, track, thorax, top)
    for side in SIDES:
        shoulder = top + shoulder_offset(body, track, thorax, side)
        hip = _sign(side) * 0.5 * body.length("hip_width_m") * legs_frame[..., LEFT]
        points |= leg(body, track, legs_frame, hip, side=side)
        arm_frame = thorax if side in thorax_arms else base
        points |= {sided("SHOULDER", side): shoulder}
        points |= free_arm(body, track, arm_frame, shoulder, side=side)
    offset = _anchor(body, track, support, points)
    landmarks = (
        np.stack([points[Landmark(i)] for i in range(N_LANDMARKS)], axis=1) + offset[:, None]
    )
    if support is Support.ALL_FOURS:
        landmarks = _with_hands_down(body, landmarks)
    return Skeleton(
        landmarks=landmarks, spine=spine + offset[:, None], frames=frames, legs_frame=legs_frame
    )


def _sign(side: Side) -> float:
    return 1.0 if side == "left" else -1.0


def _anchor(body: Body, track: Track, support: Support, points: dict[Landmark, Array]) -> Array:
    """Shift that puts the resting joints where they belong."""
    joint = {
        Support.SEAT: "HIP",
        Support.SIDE: "HIP",
        Support.WALL: "HIP",
        Support.FEET: "ANKLE",
        Support.ALL_FOURS: "KNEE",
    }[support]
    left, right = points[sided(joint, "left")], points[sided(joint, "right")]
    offset = -0.5 * (left + right)
    offset[:, 0] += track["shift_x_m"]
    offset[:, 2] += track["shift_z_m"]
    if support in {Support.FEET, Support.WALL}:
        ankles = [points[sided("ANKLE", side)][:, 1] for side in SIDES]
        offset[:, 1] = body.length("ankle_height_m") - np.minimum(*ankles)
    else:
        offset[:, 1] += _resting_height(body, support)
    return offset


def _resting_height(body: Body, support: Support) -> float:
    share = {Support.SEAT: _SEAT, Support.ALL_FOURS: _KNEE, Support.SIDE: _LYING_MARGIN}[support]
    half_hips = 0.5 * body.length("hip_width_m") if support is Support.SIDE else 0.0
    return share * body.stature_m + half_hips


# --- all fours: a closed chain through the floor ---------------------------------------


def hands_ahead(body: Body, *, elbow_flexion_deg: float = 12.0) -> float:
    """How far in front of the knees the hands are planted on all fours.

    Straight below the shoulders of a flat back over upright thighs.

    Parameters
    ----------
    body
        Segment lengths.
    elbow_flexion_deg
        Bend of the planted arms; bench/dev has 13.

    Returns
    -------
    float
        Metres.
    """
    arm = float(arm_span(body, np.array(elbow_flexion_deg)))
    rise = _WRIST * body.stature_m + arm - (_KNEE * body.stature_m + body.length("thigh_m"))
    return float(np.sqrt(max(body.length("trunk_m") ** 2 - rise**2, 0.0)))


def _tilt_over_hands(body: Body, track: Track) -> Array:
    """Pelvis tilt that lets arms of the wanted bend reach the planted hands.

    Hip, shoulder and hand form a triangle whose sides are known: the chord of
    the bent spine, the bent arm, and hip to hand.
    """
    upright = np.broadcast_to(np.eye(3), (len(track["lying_deg"]), 3, 3))
    spine, frames = spine_chain(body, track, upright)
    shoulder = spine[:, -1] + shoulder_offset(body, track, frames[:, -1], "left")
    arm = arm_span(body, track["elbow_flexion_deg_left"])
    across = shoulder[:, 0] - 0.5 * body.length("shoulder_width_m")
    arm = np.sqrt(arm**2 - across**2)
    thigh = np.radians(track["thigh_raise_deg_left"])
    hand_ahead = hands_ahead(body) + body.length("thigh_m") * np.sin(thigh)
    hand_up = _WRIST * body.stature_m - (
        _KNEE * body.stature_m + body.length("thigh_m") * np.cos(thigh)
    )
    chord, far = np.hypot(shoulder[:, 1], shoulder[:, 2]), np.hypot(hand_ahead, hand_up)
    cosine = (chord**2 + far**2 - arm**2) / (2.0 * chord * far)
    at_hip = np.arccos(np.clip(cosine, -1.0, 1.0))
    wanted = np.arctan2(hand_up, hand_ahead) + at_hip
    return np.degrees(np.arctan2(shoulder[:, 1], shoulder[:, 2]) - wanted)


def _with_hands_down(body: Body, landmarks: Array) -> Array:
    """Joints with both arms led to hands planted on the floor."""
    knees = landmarks[:, [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]].mean(axis=1)
    landmarks = landmarks.copy()
    for side in SIDES:
        wrist = np.empty_like(knees)
        wrist[:, 0] = knees[:, 0] + _sign(side) * 0.5 * body.length("shoulder_width_m")
        wrist[:, 1] = _WRIST * body.stature_m
        wrist[:, 2] = hands_ahead(body) + np.zeros(len(knees))
        # Elbows point to the feet and a little outwards.
        pole = np.array([0.3 * _sign(side), 0.0, -1.0])
        shoulder = landmarks[:, sided("SHOULDER", side)]
        arm = reaching_arm(body, shoulder, wrist, np.broadcast_to(pole, wrist.shape), side=side)
        for landmark, point in arm.items():
            landmarks[:, landmark] = point
        landmarks[:, [sided(j, side) for j in ("PINKY", "INDEX", "THUMB")]] = _flat_hand(
            body, wrist, _sign(side)
        )
    return landmarks


def _flat_hand(body: Body, wrist: Array, sign: float) -> Array:
    """Little finger, index and thumb of a hand flat on the floor, pointing ahead."""
    shares = np.array(
        [[0.25 * sign, -0.1, 0.75], [-0.1 * sign, -0.1, 0.9], [-0.3 * sign, -0.1, 0.5]]
    )
    return wrist[:, None] + body.length("hand_m") * shares
