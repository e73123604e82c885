"""The panels laid over an annotated video: count, range gauge, cue; drawn once, then reused."""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from upperback.export.body_overlay import ACCENT, Colour
from upperback.export.fonts import font

INK: Colour = (255, 255, 255)
QUIET: Colour = (190, 203, 199)
WARNING: Colour = (255, 209, 102)

# Colour and opacity behind text.
DARK = (9, 20, 18, 190)
DANGER = (176, 42, 10, 235)

_OVERSAMPLING = 3
_LINE_HEIGHT = 1.22


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of text; ``size_px`` is that of the font."""

    text: str
    size_px: float
    colour: Colour = INK
    bold: bool = False


@lru_cache(maxsize=256)
def text_panel(
    lines: tuple[TextLine, ...],
    max_width_px: int,
    padding_px: int,
    ground: tuple[int, int, int, int],
) -> Image.Image:
    """Draw lines of text on a rounded ground, wrapped to a width; RGBA."""
    wrapped = [part for line in lines for part in _wrapped(line, max_width_px - 2 * padding_px)]
    fonts = [font(line.size_px, bold=line.bold) for line in wrapped]
    heights = [round(face.size * _LINE_HEIGHT) for face in fonts]
    width = max(
        (round(f.getlength(line.text)) for f, line in zip(fonts, wrapped, strict=True)), default=0
    )
    size = (min(width + 2 * padding_px, max_width_px), sum(heights) + 2 * padding_px)
    panel = _rounded(size, padding_px, ground)
    draw = ImageDraw.Draw(panel)
    y = float(padding_px)
    for line, face, height in zip(wrapped, fonts, heights, strict=True):
        draw.text((padding_px, y + height / 2), line.text, line.colour, face, anchor="lm")
        y += height
    return panel


@lru_cache(maxsize=128)
def gauge(width_px: int, height_px: int, percent: int) -> Image.Image:
    """Draw an upright gauge filled from below to a whole per cent; RGBA."""
    size = (max(3, width_px), max(8, height_px))
    panel = _rounded(size, size[0] // 2, DARK)
    filled = _rounded(size, size[0] // 2, (*ACCENT, 255))
    level = round(size[1] * (100 - min(max(percent, 0), 100)) / 100)
    box = (0, level, size[0], size[1])
    if level < size[1]:
        panel.paste(filled.crop(box), box, filled.crop(box))
    return panel


def lay(picture: Image.Image, panel: Image.Image, left: float, top: float) -> None:
    """Lay a panel over a picture in place; what sticks out is cut off."""
    picture.paste(panel, (round(left), round(top)), panel)


def _wrapped(line: TextLine, width_px: int) -> list[TextLine]:
    face = font(line.size_px, bold=line.bold)
    rows = [""]
    for word in line.text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and face.getlength(longer) > width_px:
            rows.append(word)
        else:
            rows[-1] = longer
    return [
        TextLine(text=row, size_px=line.size_px, colour=line.colour, bold=line.bold) for row in rows
    ]


def _rounded(
    size: tuple[int, int], radius_px: int, ground: tuple[int, int, int, int]
) -> Image.Image:
    big = (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING)
    mask = Image.new("L", big)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, big[0] - 1, big[1] - 1), radius_px * _OVERSAMPLING, fill=ground[3]
    )
    panel = Image.new("RGBA", size, ground[:3])
    panel.putalpha(mask.reduce(_OVERSAMPLING))
    return panel
