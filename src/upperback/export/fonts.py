"""The font of drawn pictures: DejaVu Sans, carried by matplotlib, so no system font is needed."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

# Smaller text cannot be read on a video.
_MIN_SIZE_PX = 8


@lru_cache(maxsize=64)
def font(size_px: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return DejaVu Sans at a size in pixels."""
    # matplotlib costs a fifth of a second to import, which only drawing is worth.
    import matplotlib as mpl

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    path = Path(mpl.get_data_path()) / "fonts" / "ttf" / name
    return ImageFont.truetype(str(path), max(_MIN_SIZE_PX, round(size_px)))
