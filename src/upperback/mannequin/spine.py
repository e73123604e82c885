"""The spine as a chain, and the head on top of it.

The chain runs from the middle of the hips to the middle of the shoulders in
``N_SPINE`` rigid pieces; flexion and turn are shared out equally among the
joints of each region, so the back bends in a curve as a real one does.
"""

import numpy as np

from upperback.mannequin.body import Body
from upperback.mannequin.posture import Track
from upperback.mannequin.rotations import FRONT, LEFT, UP, Array, pitch, turn
from upperback.motion.landmarks import Landmark, Side, sided

# Share of the trunk's length and region of each piece, from the hips upwards. The
# pelvis takes a fifth; lumbar and thoracic parts share the rest as 3 to 4, about
# the ratio of L1-L5 to T1-T12 (White and Panjabi, Clinical Biomechanics of the Spine).
PIECES: tuple[tuple[float, str], ...] = (
    (0.20, "pelvis"),
    *((0.34 / 3, "lumbar"),) * 3,
    *((0.46 / 4, "thoracic"),) * 4,
)
N_SPINE = len(PIECES)
_N_JOINTS = {region: [r for _, r in PIECES].count(region) for _, region in PIECES}

# Points of the head in shares of its height from the middle of the ears, as
# (outwards, up, forward), measured on the rendered heads of bench/dev.
_NOSE = (0.0, -0.10, 0.54)
_PAIRED = {
    "EYE_INNER": (0.08, 0.09, 0.43),
    "EYE": (0.14, 0.09, 0.41),
    "EYE_OUTER": (0.20, 0.09, 0.38),
    "EAR": (0.35, 0.0, 0.0),
}
_MOUTH = (0.10, -0.29, 0.43)


def spine_chain(body: Body, track: Track, pelvis: Array) -> tuple[Array, Array]:
    """Points and frames of the spine with the middle of the hips at the origin.

    Parameters
    ----------
    body
        Segment lengths.
    track
        Posture parameters over time.
    pelvis
        Frame of the pelvis, shape ``(T, 3, 3)``.

    Returns
    -------
    points
        Shape ``(T, N_SPINE + 1, 3)``, metres.
    frames
        Shape ``(T, N_SPINE, 3, 3)``.
    """
    trunk = body.length("trunk_m")
    bend = {region: track[f"{region}_flexion_deg"] for region in ("lumbar", "thoracic")}
    step = {
        "pelvis": np.broadcast_to(np.eye(3), pelvis.shape),
        "lumbar": pitch(bend["lumbar"] / _N_JOINTS["lumbar"]),
        "thoracic": pitch(bend["thoracic"] / _N_JOINTS["thoracic"])
        @ turn(track["spine_turn_deg"] / _N_JOINTS["thoracic"]),
    }
    frame, point = pelvis, np.zeros(pelvis.shape[:-1])
    frames, points = [], [point]
    for share, region in PIECES:
        frame = frame @ step[region]
        point = point + share * trunk * frame[..., UP]
        frames.append(frame)
        points.append(point)
    return np.stack(points, axis=1), np.stack(frames, axis=1)


def head_points(body: Body, track: Track, thorax: Array, base: Array) -> dict[Landmark, Array]:
    """Landmarks of the head.

    Parameters
    ----------
    body, track
        Segment lengths and posture parameters over time.
    thorax
        Frame of the uppermost spine piece, shape ``(T, 3, 3)``.
    base
        Middle of the shoulders, shape ``(T, 3)``.

    Returns
    -------
    dict
        Landmark -> shape ``(T, 3)``, metres.
    """
    neck = thorax @ pitch(track["neck_flexion_deg"])
    # The head turns about the neck's axis first and nods after, as people do.
    frame = neck @ turn(track["head_turn_deg"]) @ pitch(track["head_flexion_deg"])
    centre = base + body.length("neck_m") * neck[..., UP]
    height = body.length("head_m")

    def at(share: tuple[float, float, float], side: Side) -> Array:
        outwards, up, front = (height * s for s in share)
        sign = 1.0 if side == "left" else -1.0
        return centre + (
            sign * outwards * frame[..., LEFT] + up * frame[..., UP] + front * frame[..., FRONT]
        )

    points = {Landmark.NOSE: at(_NOSE, "left")}
    sides: tuple[Side, Side] = ("left", "right")
    for side in sides:
        points |= {sided(joint, side): at(share, side) for joint, share in _PAIRED.items()}
        points[Landmark[f"MOUTH_{side.upper()}"]] = at(_MOUTH, side)
    return points
