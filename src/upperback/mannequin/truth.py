"""The angles of a skeleton, under the names that the coach measures by.

All are computed from the true joints in three dimensions, so they are what a
perfect camera in the right place would measure.
"""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

import numpy as np

from upperback.mannequin.posture import Track
from upperback.mannequin.rotations import FRONT, LEFT, Array, roll, turn
from upperback.mannequin.skeleton import SIDES, Skeleton
from upperback.motion.landmarks import Landmark, Side, sided

Angles: TypeAlias = Mapping[str, Array]
"""Name with its unit -> values over time, shape ``(T,)``."""
_Value = TypeVar("_Value", Array, float)


def true_angles(skeleton: Skeleton, track: Track) -> dict[str, Array]:
    """Angles in every frame.

    Parameters
    ----------
    skeleton
        Joints over time.
    track
        The posture parameters it was built from.

    Returns
    -------
    dict
        For each side ``elbow_flexion_<side>_deg`` (0 straight),
        ``arm_elevation_<side>_deg`` (from straight down in the room),
        ``arm_to_trunk_<side>_deg`` (in the sagittal plane from the trunk's
        downward direction, + in front), ``arm_abduction_<side>_deg`` (out of the
        sagittal plane), ``arm_trunk_axis_<side>_deg`` (from the trunk's downward
        direction, any plane), ``arm_sweep_<side>_deg`` (wrist about the trunk
        axis: 0 in front, 90 outwards, 180 behind), ``ankle_<side>_deg`` (knee to
        ankle to toes); and in trunk lengths ``hand_to_trunk_<side>`` (wrist to the
        line from hip to shoulder), ``ear_over_shoulder_<side>`` (along the trunk)
        and ``wrist_``, ``elbow_``, ``ear_before_shoulder_<side>`` (square to the
        trunk, + in front). Once each ``trunk_inclination_deg`` (from
        vertical, + the way the pelvis faces), ``spine_flexion_deg``,
        ``lumbar_flexion_deg``, ``thoracic_flexion_deg`` (+ rounded),
        ``head_pitch_deg`` (nose above the plane through the ears square to the
        trunk), and about the trunk axis, + to the left,
        ``shoulder_line_rotation_deg``, ``pelvis_rotation_deg``, ``rotation_deg``
        (shoulder line minus pelvis line) and ``gaze_rotation_deg``.
    """
    joints = skeleton.landmarks
    axis = _unit(_middle(joints, "SHOULDER") - _middle(joints, "HIP"))
    base = turn(track["heading_deg"]) @ roll(track["lying_deg"])
    left = _unit(_square_to(base[..., LEFT], axis))
    front = np.cross(left, axis)
    angles: dict[str, Array] = {}
    for side in SIDES:
        outwards = left if side == "left" else -left
        angles |= _arm_angles(joints, axis, front, outwards, side=side)
        angles |= _distances(joints, axis, front, side=side)
    angles |= _trunk_angles(skeleton, track, axis)
    return angles | _turns(joints, left, front)


def _arm_angles(
    joints: Array, axis: Array, front: Array, outwards: Array, *, side: Side
) -> dict[str, Array]:
    shoulder, elbow, wrist, knee, ankle, toes = (
        joints[:, sided(name, side)]
        for name in ("SHOULDER", "ELBOW", "WRIST", "KNEE", "ANKLE", "FOOT_INDEX")
    )
    upper, hand = elbow - shoulder, wrist - shoulder
    ahead, aside, below = (_dot(upper, direction) for direction in (front, outwards, -axis))
    down = np.broadcast_to(np.array([0.0, -1.0, 0.0]), upper.shape)
    sweep = np.degrees(np.arctan2(_dot(hand, outwards), _dot(hand, front)))
    return {
        f"elbow_flexion_{side}_deg": _angle(upper, wrist - elbow),
        f"arm_elevation_{side}_deg": _angle(upper, down),
        f"arm_to_trunk_{side}_deg": np.degrees(np.arctan2(ahead, below)),
        f"arm_abduction_{side}_deg": np.degrees(np.arcsin(aside / _norm(upper))),
        f"arm_trunk_axis_{side}_deg": _angle(upper, -axis),
        f"arm_sweep_{side}_deg": np.where(sweep < -90.0, sweep + 360.0, sweep),
        f"ankle_{side}_deg": _angle(knee - ankle, toes - ankle),
    }


def _distances(joints: Array, axis: Array, front: Array, *, side: Side) -> dict[str, Array]:
    shoulder, hip, ear = (joints[:, sided(name, side)] for name in ("SHOULDER", "HIP", "EAR"))
    wrist, elbow = joints[:, sided("WRIST", side)], joints[:, sided("ELBOW", side)]
    trunk = shoulder - hip
    length = _norm(trunk)
    return {
        f"hand_to_trunk_{side}": _norm(_square_to(wrist - hip, _unit(trunk))) / length,
        f"ear_over_shoulder_{side}": _dot(ear - shoulder, axis) / length,
        f"wrist_before_shoulder_{side}": _dot(wrist - shoulder, front) / length,
        f"elbow_before_shoulder_{side}": _dot(elbow - shoulder, front) / length,
        f"ear_before_shoulder_{side}": _dot(ear - shoulder, front) / length,
    }


def _trunk_angles(skeleton: Skeleton, track: Track, axis: Array) -> dict[str, Array]:
    facing = skeleton.legs_frame[..., FRONT]
    joints = skeleton.landmarks
    gaze = joints[:, Landmark.NOSE] - _middle(joints, "EAR")
    lumbar, thoracic = track["lumbar_flexion_deg"], track["thoracic_flexion_deg"]
    return {
        "trunk_inclination_deg": np.degrees(np.arctan2(_dot(axis, facing), axis[:, 1])),
        "spine_flexion_deg": lumbar + thoracic,
        "lumbar_flexion_deg": lumbar,
        "thoracic_flexion_deg": thoracic,
        "head_pitch_deg": np.degrees(np.arcsin(_dot(gaze, axis) / _norm(gaze))),
    }


def _turns(joints: Array, left: Array, front: Array) -> dict[str, Array]:
    def turned(line: Array, zero: Array, quarter: Array) -> Array:
        return np.degrees(np.arctan2(_dot(line, quarter), _dot(line, zero)))

    # A line that points left points to the back after a quarter turn to the left.
    shoulders = turned(_across(joints, "SHOULDER"), left, -front)
    pelvis = turned(_across(joints, "HIP"), left, -front)
    gaze = turned(joints[:, Landmark.NOSE] - _middle(joints, "EAR"), front, left)
    return {
        "shoulder_line_rotation_deg": shoulders,
        "pelvis_rotation_deg": pelvis,
        "rotation_deg": shoulders - pelvis,
        "gaze_rotation_deg": gaze,
    }


_TURNING = frozenset(
    {"shoulder_line_rotation_deg", "pelvis_rotation_deg", "rotation_deg", "gaze_rotation_deg"}
)


def opening_to(angles: Mapping[str, _Value], side: str) -> dict[str, _Value]:
    """Angles with turns counted positive towards one side.

    Parameters
    ----------
    angles
        Name -> value or values, from `true_angles`.
    side
        ``"right"`` changes the sign of the turns, anything else leaves them.

    Returns
    -------
    dict
    """
    flips = _TURNING if side == "right" else frozenset()
    return {name: -value if name in flips else value for name, value in angles.items()}


def in_mirror(angles: Mapping[str, _Value], opening: str) -> dict[str, _Value]:
    """Angles as a mirror shows them.

    Parameters
    ----------
    angles
        Name -> value or values.
    opening
        The side that turns are counted positive to, or ``"both"`` for none: then
        a turn to the left becomes one to the right.

    Returns
    -------
    dict
        ``left`` and ``right`` swapped in the names.
    """
    named = {_swapped(name): value for name, value in angles.items()}
    return opening_to(named, "right" if opening == "both" else "")


def _swapped(name: str) -> str:
    swap = {"left": "right", "right": "left"}
    return "_".join(swap.get(word, word) for word in name.split("_"))


def _middle(joints: Array, joint: str) -> Array:
    return 0.5 * (joints[:, sided(joint, "left")] + joints[:, sided(joint, "right")])


def _across(joints: Array, joint: str) -> Array:
    return joints[:, sided(joint, "left")] - joints[:, sided(joint, "right")]


def _dot(a: Array, b: Array) -> Array:
    return np.einsum("...i,...i->...", a, b)


def _norm(a: Array) -> Array:
    return np.sqrt(_dot(a, a))


def _unit(a: Array) -> Array:
    return a / _norm(a)[..., None]


def _square_to(a: Array, axis: Array) -> Array:
    return a - _dot(a, axis)[..., None] * axis


def _angle(a: Array, b: Array) -> Array:
    return np.degrees(np.arctan2(_norm(np.cross(a, b)), _dot(a, b)))
