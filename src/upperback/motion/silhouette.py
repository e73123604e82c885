"""The curve of the back, read from the silhouette.

BlazePose has no point between shoulder and hip. In a side view the outline of
the back between them, the *dorsal contour*, stands in for the spine: rays from
the shoulder-hip line outwards to where the silhouette ends (domain.md 2.4). It
is kept as *dorsal heights*: how far the outline lies behind that line, in
trunk lengths, at fixed positions from shoulder to hip.
"""

from dataclasses import dataclass
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
_ROWS = np.arange(RAY_POSITIONS.size)
# Every step of every ray by one product: shoulder, shoulder-hip line and outward direction
# (columns of the other factor), shape (3, 33 x 25).
_FAN = np.stack(
    [
        np.ones((RAY_POSITIONS.size, _STEPS.size)),
        np.repeat(RAY_POSITIONS[:, np.newaxis], _STEPS.size, axis=1),
        np.repeat(_STEPS[np.newaxis], RAY_POSITIONS.size, axis=0),
    ]
).reshape(3, -1)
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
    # An unseen shoulder or hip has no distance, and none is at least a pixel.
    if not float(length(hip_px - shoulder_px)) >= 1.0:
        return nothing
    fan = _fan(silhouette, shoulder_px, hip_px, size_px, facing)
    # Outside of the mask there is nobody: 0.
    sampled = map_coordinates(
        silhouette.mask, fan, order=1, output=np.float64, prefilter=False
    ).reshape(_ROWS.size, _STEPS.size)
    heights = _first_edge(sampled)
    if _is_smooth(heights):
        return heights
    good = _agrees_with_neighbours(heights)
    if np.count_nonzero(good) < _MIN_GOOD_SHARE * heights.size:
        return nothing
    return np.where(good, heights, np.nan)


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
    parabola = _parabola(part)
    values: FloatArray = np.asarray(heights) @ parabola.weights
    if not np.isnan(values).any():
        return values
    # One unknown height spoils the product; such outlines are fitted to what is known.
    fitted, parts = np.asarray(values), np.asarray(heights[..., parabola.chosen])
    known = np.isfinite(parts)
    enough = known.sum(axis=-1) >= known.shape[-1] / 2
    for index in map(tuple, np.argwhere(np.isnan(fitted) & enough)):
        there = known[index]
        fit = np.linalg.lstsq(parabola.design[there], parts[(*index, there)], rcond=None)
        fitted[index] = fit[0][0]
    return fitted


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


@dataclass(frozen=True, kw_only=True, eq=False)
class _Parabola:
    """Least-squares fit to a part of the back.

    ``weights`` (33,) gives k of a fully known outline in one product; ``chosen`` (33,) are the
    rays of the part, ``design`` (n, 3) its chord line and parabola, for an outline with holes.
    """

    weights: FloatArray
    chosen: NDArray[np.bool_]
    design: FloatArray


@cache
def _parabola(part: tuple[float, float]) -> _Parabola:
    chosen = (part[0] - 1e-9 <= RAY_POSITIONS) & (part[1] + 1e-9 >= RAY_POSITIONS)
    positions = RAY_POSITIONS[chosen]
    chord = positions[-1] - positions[0]
    along = (positions - positions[0]) / chord
    # In units of the chord, so that the first coefficient is k itself.
    design = chord * np.stack([4.0 * (along - along**2), np.ones_like(along), along], axis=1)
    weights = np.zeros(RAY_POSITIONS.size)
    weights[chosen] = np.linalg.pinv(design)[0]
    return _Parabola(weights=weights, chosen=chosen, design=design)


def _fan(
    silhouette: Silhouette,
    shoulder_px: FloatArray,
    hip_px: FloatArray,
    size_px: tuple[int, int],
    facing: int,
) -> FloatArray:
    """Where the steps of all rays lie in the mask, shape (2, 33 x 25): rows, columns."""
    left, top, right, bottom = silhouette.rect
    h, w = silhouette.mask.shape
    (x, y), (hip_x, hip_y) = shoulder_px.tolist(), hip_px.tolist()
    per_x, per_y = w / (right - left) / size_px[0], h / (bottom - top) / size_px[1]
    # Pixel i of the mask covers i to i + 1; its value stands for its middle.
    origin_x, origin_y = left / (right - left) * w + 0.5, top / (bottom - top) * h + 0.5
    along_x, along_y = hip_x - x, hip_y - y
    frame = (
        (y * per_y - origin_y, along_y * per_y, facing * along_x * per_y),
        (x * per_x - origin_x, along_x * per_x, -facing * along_y * per_x),
    )
    return np.array(frame) @ _FAN


def _first_edge(values: FloatArray) -> FloatArray:
    """Where each ray first leaves the silhouette, in trunk lengths; NaN if it never does."""
    index = (values < _HALF).argmax(axis=1)
    inside = np.maximum(index - 1, 0)
    before, after = values[_ROWS, inside], values[_ROWS, index]
    # Index 0: the ray never leaves the silhouette, or begins outside of it.
    drop = np.where(index > 0, before - after, np.nan)
    return _STEPS[inside] + (before - _HALF) / drop * _STEPS[1]


def _is_smooth(heights: FloatArray) -> bool:
    """Whether all rays are known and none can leap: neighbours differ by less than half a leap.

    Then none of the two rays on each side, and so no median of them, is a whole leap away. Most
    outlines are smooth, and this is told in a quarter of the time of the medians.
    """
    steps = heights[1:] - heights[:-1]
    return bool(np.abs(steps).max() < _LEAP / 2.0)


def _agrees_with_neighbours(heights: FloatArray) -> NDArray[np.bool_]:
    """Rays close to the median of themselves and the two rays on each side."""
    # Unknown rays sort to the end; the median is that of the known ones.
    windows = heights[_NEIGHBOURS]
    windows.sort(axis=1)
    n_known = np.isfinite(windows).sum(axis=1)
    middle = windows[_ROWS, np.maximum(n_known - 1, 0) // 2]
    return (n_known >= 3) & (np.abs(heights - middle) <= _LEAP)
