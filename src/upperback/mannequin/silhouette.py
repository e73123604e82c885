"""Drawing an outline as a soft mask, like a segmentation model's.

The signed distance to the outline is computed on a grid of at most about 160
points a side and interpolated to the mask: between grid points it is all but
linear, and a large mask costs little more than a small one.
"""

import numpy as np

from upperback.mannequin.outline import Outline
from upperback.mannequin.rotations import Array
from upperback.motion.pose import Silhouette

# Half of the soft edge, mask pixels: a linear ramp through one half at the true
# outline, so that a crossing at 0.5 between pixels is found to a small part of one.
_SOFT_PX = 1.5
_GRID_EDGE = 160
_OUTSIDE = -1e3


def draw_silhouette(
    shape: Outline, frame: int, *, size_px: tuple[int, int], mask_px: tuple[int, int]
) -> Silhouette:
    """Mask of one frame.

    Parameters
    ----------
    shape
        The body's capsules over time.
    frame
        Which frame.
    size_px
        Width and height of the picture.
    mask_px
        Width and height of the mask.

    Returns
    -------
    Silhouette
        Over the whole picture; 255 inside, 0 outside, 127.5 on the outline.
    """
    width, height = mask_px
    step = max(1, -(-max(mask_px) // _GRID_EDGE))
    scale = np.asarray(mask_px, dtype=float) / np.asarray(size_px, dtype=float)
    ends = (shape.ends_px[frame] * scale - 0.5) / step  # pixel centres are whole numbers
    radii = shape.radii_px[frame] * float(np.sqrt(scale.prod())) / step
    depth = np.full((-(-height // step) + 1, -(-width // step) + 1), _OUTSIDE)
    for (start, end), radius in zip(ends, radii, strict=True):
        if np.isfinite(start).all() and np.isfinite(end).all():
            _add_capsule(depth, start, end, radius)
    if step > 1:
        depth = step * _between(_between(depth, height, step).T, width, step).T
    ramp = np.clip(127.5 + depth[:height, :width] * (127.5 / _SOFT_PX), 0.0, 255.0)
    return Silhouette(mask=np.rint(ramp).astype(np.uint8))


def _add_capsule(depth: Array, start: Array, end: Array, radius: Array) -> None:
    """Raise the depth inside the outline, in place, where the capsule lies."""
    reach = float(radius.max()) + _SOFT_PX + 2.0
    low = np.floor(np.minimum(start, end) - reach).astype(int)
    high = np.ceil(np.maximum(start, end) + reach).astype(int) + 1
    left, top = np.maximum(low, 0)
    right, bottom = np.minimum(high, depth.shape[::-1])
    if left >= right or top >= bottom:
        return
    x, y = np.arange(left, right) - start[0], np.arange(top, bottom)[:, None] - start[1]
    along_x, along_y = end - start
    length = max(along_x**2 + along_y**2, 1e-12)
    share = np.clip(x * (along_x / length) + y * (along_y / length), 0.0, 1.0)
    distance = np.sqrt((x - share * along_x) ** 2 + (y - share * along_y) ** 2)
    inside = radius[0] + share * (radius[1] - radius[0]) - distance
    window = depth[top:bottom, left:right]
    np.maximum(window, inside, out=window)


def _between(grid: Array, size: int, step: int) -> Array:
    """Rows between those of a grid that has every ``step``-th, linearly."""
    place = np.arange(size) / step
    below = place.astype(int)
    share = (place - below)[:, None]
    rows: Array = grid[below] + share * (grid[below + 1] - grid[below])
    return rows
