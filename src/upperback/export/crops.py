"""Which part of a frame is shown for a rep, and that part as a small JPEG."""

import base64
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from upperback.coach.report import PeakPose
from upperback.motion.pose import FloatArray

Pictures = Mapping[float, NDArray[np.uint8]]
"""Time of a frame in seconds to the frame, shape ``(height, width, 3)``."""

_JPEG_WIDTH_PX = 360
_JPEG_QUALITY = 82
# A picture stands for a peak only if it was taken this close to it.
_SAME_MOMENT_S = 0.15
_MARGIN_SHARE = 0.14
# Crops no narrower and no wider than this keep the grid of pictures calm.
_MIN_ASPECT, _MAX_ASPECT = 0.8, 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels of the source."""

    left: float
    top: float
    width: float
    height: float


def crop_box(poses: Iterable[PeakPose], size_px: tuple[int, int]) -> Box:
    """Rectangle around all the bodies with some air, within the picture.

    Parameters
    ----------
    poses
        At least one, each with a landmark seen.
    size_px
        Width and height of the picture.

    Returns
    -------
    Box
        In pixels; wider or higher than the bodies need where that keeps its
        shape close to that of a photograph.
    """
    points = np.concatenate([pose.points_px for pose in poses])
    points = np.where(np.isfinite(points), points, np.nan)
    low, high = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    centre, size = (low + high) / 2, np.maximum(high - low, 8.0)
    size = size + 2 * _MARGIN_SHARE * size.max()
    size[0] = max(size[0], _MIN_ASPECT * size[1])
    size[1] = max(size[1], size[0] / _MAX_ASPECT)
    size = np.minimum(size, size_px)
    corner = np.clip(centre - size / 2, 0.0, np.asarray(size_px) - size)
    left, top, width, height = (round(float(v), 1) for v in (*corner, *size))
    return Box(left=left, top=top, width=width, height=height)


def free_corners(points: FloatArray, box: Box) -> list[str]:
    """Corners of a picture in the order of their distance from the body, emptiest first.

    Parameters
    ----------
    points
        Landmarks in pixels, shape ``(33, 2)``; NaN = not seen.
    box
        The part of the picture that is shown.

    Returns
    -------
    list of str
        ``"top left"`` and the like, all four.
    """
    corners = {
        f"{vertical} {horizontal}": (box.left + x * box.width, box.top + y * box.height)
        for y, vertical in ((0.0, "top"), (1.0, "bottom"))
        for x, horizontal in ((0.0, "left"), (1.0, "right"))
    }
    away = {
        name: float(np.nanmin(np.hypot(*(points - corner).T))) for name, corner in corners.items()
    }
    return sorted(away, key=lambda name: -away[name])


def jpeg_of(pose: PeakPose, pictures: Pictures, box: Box, size_px: tuple[int, int]) -> str | None:
    """Cut the picture of a peak out of its frame, as the data URI of a JPEG.

    Parameters
    ----------
    pose
        The body at the peak.
    pictures
        Frames by time.
    box
        What to cut out, in pixels of the source.
    size_px
        Width and height of the source; the frames may be smaller.

    Returns
    -------
    str or None
        None where no frame was taken close to the peak.
    """
    nearest_s = min(pictures, key=lambda time_s: abs(time_s - pose.time_s), default=None)
    if nearest_s is None or abs(nearest_s - pose.time_s) > _SAME_MOMENT_S:
        return None
    picture = Image.fromarray(np.ascontiguousarray(pictures[nearest_s]))
    # The caller may hand over smaller pictures than the source to save memory.
    sx, sy = picture.width / size_px[0], picture.height / size_px[1]
    right = min((box.left + box.width) * sx, picture.width)
    bottom = min((box.top + box.height) * sy, picture.height)
    width = min(_JPEG_WIDTH_PX, max(1, round(box.width * sx)))
    crop = picture.resize(
        (width, max(1, round(width * box.height / box.width))),
        Image.Resampling.LANCZOS,
        box=(box.left * sx, box.top * sy, right, bottom),
    )
    return data_uri(crop)


def data_uri(picture: Image.Image) -> str:
    """Write a picture as the data URI of a JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
