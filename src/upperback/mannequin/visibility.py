"""How sure a pose model would be of each landmark.

A landmark is hidden where another part of the body lies in front of it. Hips,
shoulders and face keep a high visibility even then, because the model infers
them from their surroundings; a hidden elbow or wrist does not.
"""

import numpy as np

from upperback.mannequin.outline import Outline
from upperback.mannequin.rotations import Array
from upperback.motion.landmarks import N_LANDMARKS, Landmark

# (in view, hidden) by joint, read off MediaPipe's output on seated_row_01 (side view).
_USUAL = {
    "SHOULDER": (1.0, 0.99),
    "HIP": (1.0, 0.99),
    "ELBOW": (0.95, 0.06),
    "WRIST": (0.95, 0.15),
    "PINKY": (0.90, 0.15),
    "INDEX": (0.90, 0.15),
    "THUMB": (0.88, 0.15),
    "KNEE": (0.96, 0.30),
    "ANKLE": (0.95, 0.40),
    "HEEL": (0.92, 0.40),
    "FOOT": (0.95, 0.45),
}
_FACE = (1.0, 0.97)
_OUT_OF_PICTURE = 0.05
_IN_FRONT_M = 0.02  # clear of the landmark's own flesh
# A joint right at the edge of what covers it is hidden too; clear of it from here on,
# in radii of the covering part. Gives the far knee and ankle of seated_row_01 their 0.3.
_FADE = 1.6
_BLOCK = 200  # frames worked on at once, to bound memory


def _levels(column: int) -> Array:
    words = [set(landmark.name.split("_")) for landmark in Landmark]
    usual = [next((v for k, v in _USUAL.items() if k in names), _FACE) for names in words]
    return np.array([levels[column] for levels in usual])


def visibilities(
    points_px: Array, away_m: Array, shape: Outline, size_px: tuple[int, int]
) -> Array:
    """Visibility of all landmarks.

    Parameters
    ----------
    points_px
        Landmarks in the picture, shape ``(T, 33, 2)``; NaN behind the camera.
    away_m
        Their distance from the camera, shape ``(T, 33)``.
    shape
        The body's capsules over the same frames.
    size_px
        Width and height of the picture.

    Returns
    -------
    Array
        Shape ``(T, 33)``, 0 to 1.
    """
    covered = np.empty(away_m.shape)
    for first in range(0, len(away_m), _BLOCK):
        block = slice(first, first + _BLOCK)
        covered[block] = _covered(points_px[block], away_m[block], shape, block)
    seen, hidden = _levels(0), _levels(1)
    visibility = seen + covered * (hidden - seen)
    inside = ((points_px >= 0) & (points_px <= np.asarray(size_px))).all(axis=-1)
    return np.where(inside, visibility, _OUT_OF_PICTURE)


def _covered(points_px: Array, away_m: Array, shape: Outline, block: slice) -> Array:
    """How far each landmark lies behind the body, 0 to 1, shape ``(T, 33)``."""
    ends, away, radii = shape.ends_px[block], shape.away_m[block], shape.radii_px[block]
    covered = np.zeros((len(ends), N_LANDMARKS))
    for c in range(ends.shape[1]):
        start, along = ends[:, c, None, 0], ends[:, c, None, 1] - ends[:, c, None, 0]
        offset = points_px - start
        share = (offset * along).sum(-1) / np.maximum((along**2).sum(-1), 1e-12)
        share = np.clip(share, 0.0, 1.0)
        distance = np.linalg.norm(offset - share[..., None] * along, axis=-1)
        radius = radii[:, c, :1] + share * (radii[:, c, 1:] - radii[:, c, :1])
        depth = away[:, c, :1] + share * (away[:, c, 1:] - away[:, c, :1])
        behind = away_m - depth > shape.radii_m[c].max() + _IN_FRONT_M
        inside = np.clip((_FADE * radius - distance) / ((_FADE - 1.0) * radius), 0.0, 1.0)
        covered = np.maximum(covered, np.where(behind, inside, 0.0))
    return np.nan_to_num(covered)
