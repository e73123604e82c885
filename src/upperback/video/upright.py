"""Pictures as a person would see them: upright, with square pixels, in RGB."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import av
import numpy as np
from av.sidedata.sidedata import SideData
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

# Beyond this a stated pixel shape is a mistake of the file, not of the lens.
_LONGEST_PIXEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """How the stored picture is turned to be upright: transpose first, then flip."""

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False


def orientation(frame: av.VideoFrame) -> Orientation:
    """Return how ``frame`` is to be turned, from the display matrix that phones write."""
    side_data = cast("Mapping[str, SideData]", frame.side_data)  # PyAV's stub knows one kind only
    matrix = side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return Orientation()
    # (a b u, c d v, x y w), native byte order: a point (x, y) of the stored picture is
    # shown at (a x + c y, b x + d y). All eight turns and mirrorings are told apart by it.
    a, b, _, c, d = struct.unpack_from("=5i", bytes(matrix))
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Orientation(flip_x=a < 0, flip_y=d < 0)
    return Orientation(transpose=True, flip_x=c < 0, flip_y=b < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upright:
    """Turns decoded frames into upright RGB pictures of one size.

    ``stored`` is the size to scale to before turning; ``full`` the size as shown,
    before it was limited to a longest side.
    """

    stored: tuple[int, int]
    full: tuple[int, int]
    orientation: Orientation

    def rgb(self, frame: av.VideoFrame) -> NDArray[np.uint8]:
        """Return the picture, shape ``(height, width, 3)``."""
        width, height = self.stored
        smaller = width * height < frame.width * frame.height
        converted = frame.reformat(
            width=width,
            height=height,
            format="rgb24",
            # The mean over the area keeps fine detail from turning into noise.
            interpolation=Interpolation.AREA if smaller else Interpolation.BICUBIC,
        )
        picture = cast("NDArray[np.uint8]", converted.to_ndarray())
        turn = self.orientation
        if turn.transpose:
            picture = picture.transpose(1, 0, 2)
        picture = picture[:: -1 if turn.flip_y else 1, :: -1 if turn.flip_x else 1]
        return np.ascontiguousarray(picture)


def upright(
    frame: av.VideoFrame, pixel_aspect: Fraction | None, longest_side_px: int | None
) -> Upright:
    """Return how the frames of the video that ``frame`` begins are brought upright."""
    width, height = _square(frame.width, frame.height, pixel_aspect)
    turn = orientation(frame)
    full = (height, width) if turn.transpose else (width, height)
    if longest_side_px is not None and max(width, height) > longest_side_px:
        share = longest_side_px / max(width, height)
        width, height = max(1, round(width * share)), max(1, round(height * share))
    return Upright(stored=(width, height), full=full, orientation=turn)


def _square(width: int, height: int, pixel_aspect: Fraction | None) -> tuple[int, int]:
    """Size with square pixels; the picture only grows, so that no detail is lost."""
    aspect = pixel_aspect or Fraction(1)
    if not Fraction(1, _LONGEST_PIXEL) <= aspect <= _LONGEST_PIXEL:
        return width, height
    if aspect >= 1:
        return round(width * aspect), height
    return width, round(height / aspect)
