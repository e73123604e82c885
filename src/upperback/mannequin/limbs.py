"""Arms and legs: from angles to joints, and from a fixed hand back to the elbow."""

import numpy as np

from upperback.mannequin.body import Body
from upperback.mannequin.posture import Track
from upperback.mannequin.rotations import FRONT, LEFT, UP, Array
from upperback.motion.landmarks import Landmark, Side, sided

# Hand points in shares of the hand's length: (along the forearm, towards the thumb).
_HAND = {"PINKY": (0.70, -0.35), "INDEX": (0.85, 0.12), "THUMB": (0.45, 0.32)}
_HEEL_BEHIND = 0.25  # share of the foot behind the ankle, as Winter figure 4.1 draws it
# Closer to straight than this the elbow's bending plane is lost in rounding.
_MAX_REACH = 0.9999


def _outwards(frame: Array, side: Side) -> Array:
    out: Array = frame[..., LEFT] * (1.0 if side == "left" else -1.0)
    return out


def _cos_sin(angle_deg: Array) -> tuple[Array, Array]:
    angle = np.radians(angle_deg)[..., None]
    return np.cos(angle), np.sin(angle)


def _limb_axes(frame: Array, raise_deg: Array, plane_deg: Array, side: Side) -> list[Array]:
    """Along the limb, the way raising moves it, the way it comes forward from the side."""
    up, front, out = frame[..., UP], frame[..., FRONT], _outwards(frame, side)
    cos_r, sin_r = _cos_sin(raise_deg)
    cos_p, sin_p = _cos_sin(plane_deg)
    ahead = cos_p * front + sin_p * out
    return [sin_r * ahead - cos_r * up, cos_r * ahead + sin_r * up, sin_p * front - cos_p * out]


def shoulder_offset(body: Body, track: Track, thorax: Array, side: Side) -> Array:
    """Shoulder joint from the middle of the shoulders.

    Parameters
    ----------
    body, track
        Segment lengths and posture parameters over time.
    thorax
        Frame of the uppermost spine piece, shape ``(T, 3, 3)``.
    side
        The person's own left or right.

    Returns
    -------
    Array
        Shape ``(T, 3)``, metres.
    """
    cos_r, sin_r = _cos_sin(track[f"clavicle_raise_deg_{side}"])
    cos_f, sin_f = _cos_sin(track[f"clavicle_forward_deg_{side}"])
    level = cos_f * _outwards(thorax, side) + sin_f * thorax[..., FRONT]
    half = 0.5 * body.length("shoulder_width_m")
    offset: Array = half * (cos_r * level + sin_r * thorax[..., UP])
    return offset


def free_arm(
    body: Body, track: Track, frame: Array, shoulder: Array, *, side: Side
) -> dict[Landmark, Array]:
    """Arm posed by its angles.

    Parameters
    ----------
    body, track
        Segment lengths and posture parameters over time.
    frame
        What the angles refer to, shape ``(T, 3, 3)``.
    shoulder
        Shape ``(T, 3)``, metres.
    side
        The person's own left or right.

    Returns
    -------
    dict
        Elbow, wrist and hand landmarks -> shape ``(T, 3)``, metres.
    """
    along, raising, forward = _limb_axes(
        frame, track[f"arm_raise_deg_{side}"], track[f"arm_plane_deg_{side}"], side
    )
    cos_s, sin_s = _cos_sin(track[f"arm_swivel_deg_{side}"])
    bend = cos_s * raising + sin_s * forward
    cos_e, sin_e = _cos_sin(track[f"elbow_flexion_deg_{side}"])
    elbow = shoulder + body.length("upper_arm_m") * along
    wrist = elbow + body.length("forearm_m") * (cos_e * along + sin_e * bend)
    thumb = cos_e * bend - sin_e * along
    return _arm(body, elbow, wrist, thumb, side=side)


def _arm(
    body: Body, elbow: Array, wrist: Array, thumb: Array, *, side: Side
) -> dict[Landmark, Array]:
    hand = body.length("hand_m")
    along = (wrist - elbow) / body.length("forearm_m")
    points = {sided("ELBOW", side): elbow, sided("WRIST", side): wrist}
    for joint, (share, across) in _HAND.items():
        points[sided(joint, side)] = wrist + hand * (share * along + across * thumb)
    return points


def reaching_arm(
    body: Body, shoulder: Array, wrist: Array, pole: Array, *, side: Side
) -> dict[Landmark, Array]:
    """Arm between a shoulder and a fixed wrist.

    Parameters
    ----------
    body
        Segment lengths.
    shoulder, wrist
        Shape ``(T, 3)``, metres. A wrist out of reach is pulled in.
    pole
        The way the elbow points, shape ``(T, 3)``; not along the arm.
    side
        The person's own left or right.

    Returns
    -------
    dict
        Elbow, wrist and hand landmarks -> shape ``(T, 3)``, metres.
    """
    upper, fore = body.length("upper_arm_m"), body.length("forearm_m")
    reach = wrist - shoulder
    distance = np.linalg.norm(reach, axis=-1, keepdims=True)
    along = reach / distance
    distance = np.clip(distance, abs(upper - fore) + 1e-6, _MAX_REACH * (upper + fore))
    share = (distance**2 + upper**2 - fore**2) / (2.0 * distance)
    side_step = np.sqrt(np.maximum(upper**2 - share**2, 0.0))
    across = pole - np.sum(pole * along, axis=-1, keepdims=True) * along
    across = across / np.linalg.norm(across, axis=-1, keepdims=True)
    elbow = shoulder + share * along + side_step * across
    hand = shoulder + distance * along
    return _arm(body, elbow, hand, -across, side=side)


def arm_span(body: Body, elbow_flexion_deg: Array) -> Array:
    """Distance from shoulder to wrist.

    Parameters
    ----------
    body
        Segment lengths.
    elbow_flexion_deg
        Shape ``(T,)``; 0 is straight.

    Returns
    -------
    Array
        Shape ``(T,)``, metres.
    """
    upper, fore = body.length("upper_arm_m"), body.length("forearm_m")
    cos = np.cos(np.radians(elbow_flexion_deg))
    return np.sqrt(upper**2 + fore**2 + 2.0 * upper * fore * cos)


def leg(body: Body, track: Track, frame: Array, hip: Array, *, side: Side) -> dict[Landmark, Array]:
    """Leg posed by its angles.

    Parameters
    ----------
    body, track
        Segment lengths and posture parameters over time.
    frame
        What the angles refer to, shape ``(T, 3, 3)``.
    hip
        Shape ``(T, 3)``, metres.
    side
        The person's own left or right.

    Returns
    -------
    dict
        Knee, ankle and foot landmarks -> shape ``(T, 3)``, metres.
    """
    along, raising, _ = _limb_axes(
        frame, track[f"thigh_raise_deg_{side}"], track[f"thigh_plane_deg_{side}"], side
    )
    cos_k, sin_k = _cos_sin(track[f"knee_flexion_deg_{side}"])
    cos_a, sin_a = _cos_sin(track[f"ankle_plantar_deg_{side}"])
    shank, instep = cos_k * along - sin_k * raising, cos_k * raising + sin_k * along
    knee = hip + body.length("thigh_m") * along
    ankle = knee + body.length("shank_m") * shank
    toes, sole = cos_a * instep + sin_a * shank, cos_a * shank - sin_a * instep
    foot, under = body.length("foot_m"), ankle + body.length("ankle_height_m") * sole
    return {
        sided("HIP", side): hip,
        sided("KNEE", side): knee,
        sided("ANKLE", side): ankle,
        sided("HEEL", side): under - _HEEL_BEHIND * foot * toes,
        sided("FOOT_INDEX", side): under + (1.0 - _HEEL_BEHIND) * foot * toes,
    }
