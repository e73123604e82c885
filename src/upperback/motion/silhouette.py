"""The curve of the back, read from the silhouette.

BlazePose has no point between shoulder and hip. In a side view the outline of
the back between them, the *dorsal contour*, stands in for the spine: rays from
the shoulder-hip line outwards to where the silhouette ends (domain.md 2.4). It
is kept as *dorsal heights*: how far the outline lies behind that line, in
trunk lengths, at fixed positions from shoulder to hip.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from upperback.errors import InvalidPoseError
from upperback.motion.geometry import length
from upperback.motion.pose import FloatArray, Silhouette

# Where along shoulder (0) to hip (1) the rays start. The first tenth is left out:
# shoulder blade and hanging hair; the last reaches the sacrum (domain.md 2.4).
RAY_POSITIONS = np.linspace(0.10, 1.05, 33)
WHOLE_BACK = (0.10, 1.05)
UPPER_BACK = (0.10, 0.60)
LOWER_BACK = (0.50, 1.05)
# No back is thicker than this behind the shoulder-hip line, in trunk lengths, not
# even a rounded one [bench: up to 0.45].
_REACH = 0.60
# Steps along a ray; the edge is interpolated between two. A step is about 2 px of
# the mask at usual sizes, the soft edge several px.
_STEPS = np.linspace(0.0, _REACH, 25)
_HALF = 127.5
# A ray this much longer or shorter (trunk lengths) than its neighbours has met an
# arm or a fold of cloth (domain.md 2.4).
_LEAP = 0.15
_MIN_GOOD_SHARE = 0.6
# Each ray with two neighbours on either side, fewer at the ends.
_NEIGHBOURS = np.clip(
    np.arange(RAY_POSITIONS.size)[:, np.newaxis] + np.arange(-2, 3), 0, RAY_POSITIONS.size - 1
)


def dorsal_heights(
    silhouette: Silhouette,
    shoulder_px: FloatArray,
    hip_px: FloatArray,
    *,
    size_px: tuple[int, int],
    facing: int,
) -> FloatArray:
    """How far the outline of the back lies behind the shoulder-hip line.

    Parameters
    ----------
    silhouette
        The person's outline.
    shoulder_px, hip_px
        Near shoulder and hip, shape ``(2,)``, pixels of the picture.
    size_px
        Width and height of the picture.
    facing
        +1 where the chest lies clockwise from the direction hip to shoulder in
        the picture (an upright person looking right), -1 otherwise.

    Returns
    -------
    NDArray
        Shape ``(33,)``, in lengths of the shoulder-hip line, at
        `RAY_POSITIONS`. NaN where a ray meets no edge or disagrees with its
        neighbours; all NaN if shoulder or hip is unseen or fewer than 60 % of
        the rays are good.
    """
    nothing = np.full(RAY_POSITIONS.size, np.nan)
    trunk_px = float(length(hip_px - shoulder_px))
    if not np.isfinite(trunk_px) or trunk_px < 1.0:
        return nothing
    starts, outward = _rays(shoulder_px, hip_px, facing)
    samples = starts[:, np.newaxis, :] + _STEPS[:, np.newaxis] * outward
    heights = _first_edge(_sample(silhouette, samples, size_px))
    heights = np.where(_agrees_with_neighbours(heights), heights, np.nan)
    good_share = np.count_nonzero(np.isfinite(heights)) / heights.size
    return heights if good_share >= _MIN_GOOD_SHARE else nothing


def contour_points(
    heights: FloatArray, shoulder_px: FloatArray, hip_px: FloatArray, *, facing: int
) -> FloatArray:
    """Points of the back's outline, for drawing.

    Parameters
    ----------
    heights
        From `dorsal_heights`, shape ``(33,)``.
    shoulder_px, hip_px, facing
        As given to `dorsal_heights`.

    Returns
    -------
    NDArray
        Shape ``(n, 2)``, pixels, shoulder first; unknown points are left out.
    """
    starts, outward = _rays(shoulder_px, hip_px, facing)
    known = np.isfinite(heights)
    return starts[known] + heights[known, np.newaxis] * outward


def curvature(heights: FloatArray, part: tuple[float, float] = WHOLE_BACK) -> FloatArray:
    """Height of the back's curve over its chord, as a share of the chord.

    Parameters
    ----------
    heights
        From `dorsal_heights`, shape ``(..., 33)``.
    part
        Which part of shoulder (0) to hip (1) to judge: `WHOLE_BACK`,
        `UPPER_BACK` or `LOWER_BACK`.

    Returns
    -------
    NDArray
        Shape ``(...)``, no unit: positive for a round back, negative for a
        hollow one. NaN where fewer than half of the points are known.

    Raises
    ------
    InvalidPoseError
        If the last axis does not hold the 33 heights.

    Notes
    -----
    Height of the least-squares parabola over its chord (domain.md 2.4, step 3);
    a circle that turns by ``4 atan(2 k)`` has this k.
    """
    if np.shape(heights)[-1:] != RAY_POSITIONS.shape:
        raise InvalidPoseError(
            f"dorsal heights: expected shape (..., {RAY_POSITIONS.size}), got {np.shape(heights)}"
        )
    chosen, design, solver = _parabola(part)
    flat = np.asarray(heights)[..., chosen].reshape(-1, design.shape[0])
    values = np.array([_fit(row, design, solver) for row in flat])
    return values.reshape(np.shape(heights)[:-1])


def arc_deg(k: FloatArray) -> FloatArray:
    """Angle through which a circular arc of a curvature turns.

    Parameters
    ----------
    k
        Height over chord, from `curvature`.

    Returns
    -------
    NDArray
        Degrees, same shape and sign. NaN passes through.

    Examples
    --------
    >>> round(float(arc_deg(np.array(0.088))), 0)
    40.0
    """
    return np.degrees(4.0 * np.arctan(2.0 * k))


def _rays(
    shoulder_px: FloatArray, hip_px: FloatArray, facing: int
) -> tuple[FloatArray, FloatArray]:
    """Start of each ray, and the outward step of one trunk length they share."""
    axis = hip_px - shoulder_px
    starts = shoulder_px + RAY_POSITIONS[:, np.newaxis] * axis
    return starts, facing * np.array([-axis[1], axis[0]])


@cache
def _parabola(
    part: tuple[float, float],
) -> tuple[NDArray[np.bool_], FloatArray, FloatArray]:
    """Rays of a part, design matrix of chord line plus parabola, and its least-squares solver."""
    chosen = (part[0] - 1e-9 <= RAY_POSITIONS) & (part[1] + 1e-9 >= RAY_POSITIONS)
    positions = RAY_POSITIONS[chosen]
    chord = positions[-1] - positions[0]
    along = (positions - positions[0]) / chord
    # In units of the chord, so that the first coefficient is k itself.
    design = chord * np.stack([4.0 * (along - along**2), np.ones_like(along), along], axis=1)
    return chosen, design, np.linalg.pinv(design)


def _fit(heights: FloatArray, design: FloatArray, solver: FloatArray) -> float:
    known = np.isfinite(heights)
    n_known = np.count_nonzero(known)
    if n_known == heights.size:
        return float(solver[0] @ heights)
    if n_known < heights.size / 2:
        return float("nan")
    return float(np.linalg.lstsq(design[known], heights[known], rcond=None)[0][0])


def _first_edge(values: FloatArray) -> FloatArray:
    """Where each ray first leaves the silhouette, in trunk lengths; NaN if it never does."""
    index = np.argmax(values < _HALF, axis=1)
    rows = np.arange(len(values))
    before, after = values[rows, np.maximum(index - 1, 0)], values[rows, index]
    drop = np.where(before > after, before - after, np.nan)
    height = _STEPS[np.maximum(index - 1, 0)] + (before - _HALF) / drop * (_STEPS[1] - _STEPS[0])
    return np.where(index > 0, height, np.nan)


def _agrees_with_neighbours(heights: FloatArray) -> NDArray[np.bool_]:
    """Rays close to the median of themselves and the two rays on each side."""
    # Unknown rays sort to the end; the median is that of the known ones.
    windows = np.sort(heights[_NEIGHBOURS], axis=1)
    n_known = np.count_nonzero(np.isfinite(windows), axis=1)
    middle = windows[np.arange(heights.size), np.maximum(n_known - 1, 0) // 2]
    return (n_known >= 3) & (np.abs(heights - middle) <= _LEAP)


def _sample(silhouette: Silhouette, points_px: FloatArray, size_px: tuple[int, int]) -> FloatArray:
    """Silhouette at points of the picture by bilinear interpolation; 0 outside of it."""
    left, top, right, bottom = silhouette.rect
    h, w = silhouette.mask.shape
    # Pixel i of the mask covers i to i + 1; its value stands for its middle.
    per_px = np.array([h / (bottom - top) / size_px[1], w / (right - left) / size_px[0]])
    origin = np.array([top / (bottom - top) * h + 0.5, left / (right - left) * w + 0.5])
    indices = points_px[..., ::-1] * per_px - origin
    sampled: FloatArray = map_coordinates(
        silhouette.mask, np.moveaxis(indices, -1, 0), order=1, output=np.float64, prefilter=False
    )
    return sampled
