"""The mannequin's flesh: capsules along its bones, as the camera sees them.

The trunk is a tube of one thickness along the spine, three tubes wide. So its
back edge runs parallel to the spine, and the curvature of the outline between
shoulder and hip is that of the spine, whatever the clothes would do.
"""

from dataclasses import dataclass

import numpy as np

from upperback.mannequin.body import Body
from upperback.mannequin.camera import View
from upperback.mannequin.rotations import LEFT, UP, Array
from upperback.mannequin.skeleton import SIDES, Skeleton
from upperback.mannequin.spine import PIECES
from upperback.motion.landmarks import Landmark, sided

# Radii in shares of stature at both ends, read off the rendered bodies of bench/dev.
_LIMBS = (
    ("SHOULDER", "ELBOW", 0.029, 0.024),
    ("ELBOW", "WRIST", 0.024, 0.017),
    ("WRIST", "INDEX", 0.018, 0.014),
    ("HIP", "KNEE", 0.046, 0.034),
    ("KNEE", "ANKLE", 0.034, 0.022),
    ("HEEL", "FOOT_INDEX", 0.022, 0.016),
)
_NECK, _HEAD = 0.034, 0.056
# The seat reaches below the hip joints, so that the outline of the back stays
# parallel to the spine a little past the hips.
_SEAT = 0.022
_HIP_INSET, _SHOULDER_INSET = 0.010, 0.020


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Capsules in the picture.

    Attributes
    ----------
    ends_px
        Shape ``(T, C, 2, 2)``: both ends of each capsule, pixels; NaN behind the camera.
    away_m
        Shape ``(T, C, 2)``: how far both ends are from the camera.
    radii_m
        Shape ``(C, 2)``.
    radii_px
        Shape ``(T, C, 2)``.
    """

    ends_px: Array
    away_m: Array
    radii_m: Array
    radii_px: Array


def outline(body: Body, skeleton: Skeleton, view: View) -> Outline:
    """Capsules of a body as a camera sees them.

    Parameters
    ----------
    body
        Segment lengths.
    skeleton
        Joints over time.
    view
        The placed camera.

    Returns
    -------
    Outline
    """
    trunk, trunk_radius = _trunk(body, skeleton)
    ends = [trunk, *_limbs_and_head(skeleton)]
    radii = [np.full((trunk.shape[1], 2), trunk_radius), _limb_radii() * body.stature_m]
    seen = view.camera_points(np.concatenate(ends, axis=1))
    radii_m, away = np.concatenate(radii), seen[..., 2]
    with np.errstate(divide="ignore"):
        radii_px = np.where(away > 0, radii_m * view.camera.focal_px / away, np.nan)
    return Outline(ends_px=view.pixels(seen), away_m=away, radii_m=radii_m, radii_px=radii_px)


def _trunk(body: Body, skeleton: Skeleton) -> tuple[Array, float]:
    """Ends of the trunk's capsules, shape ``(T, C, 2, 3)``, and their radius."""
    radius, spine = 0.5 * body.length("trunk_depth_m"), skeleton.spine
    seat = spine[:, :1] - _SEAT * body.stature_m * skeleton.frames[:, :1, :, UP]
    points = np.concatenate([seat, spine], axis=1)
    frames = skeleton.frames[:, [0, 0, *range(len(PIECES))]]
    height = np.concatenate([[0.0, 0.0], np.cumsum([share for share, _ in PIECES])])
    at_hips = 0.5 * body.length("hip_width_m") - _HIP_INSET * body.stature_m
    at_shoulders = 0.5 * body.length("shoulder_width_m") - _SHOULDER_INSET * body.stature_m
    half = np.maximum(at_hips + height * (at_shoulders - at_hips), 0.0)[:, None]
    columns = [points + side * half * frames[..., LEFT] for side in (-1.0, 0.0, 1.0)]
    pairs = [np.stack([column[:, :-1], column[:, 1:]], axis=2) for column in columns]
    return np.concatenate(pairs, axis=1), radius


def _limbs_and_head(skeleton: Skeleton) -> list[Array]:
    joints = skeleton.landmarks
    pairs = [
        joints[:, [sided(start, side), sided(end, side)]]
        for side in SIDES
        for start, end, *_ in _LIMBS
    ]
    ears = joints[:, [Landmark.LEFT_EAR, Landmark.RIGHT_EAR]].mean(axis=1)
    face = ears + 0.35 * (joints[:, Landmark.NOSE] - ears)
    pairs.append(np.stack([skeleton.spine[:, -1], ears], axis=1))
    pairs.append(np.stack([ears, face], axis=1))
    return [np.stack(pairs, axis=1)]


def _limb_radii() -> Array:
    limbs = [[start, end] for _ in SIDES for *_, start, end in _LIMBS]
    return np.array([*limbs, [_NECK, _NECK], [_HEAD, _HEAD]])
