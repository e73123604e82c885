"""Shapes written as SVG path data; no ids anywhere, so that drawings can share a page."""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape ``(n, 2)``: x to the right, y down, in the units of the drawing."""

_CURVE_STEPS = np.linspace(0.0, 1.0, 7)[:-1]


def number(value: float) -> str:
    """Write a coordinate with at most one digit: ``12``, ``3.4``, ``.5``."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if abs(value) < 0.95 else text


def pair(point: Iterable[float]) -> str:
    """Write a point, as short as can be: ``12 3.4``, ``12-3.4``."""
    x, y = (number(each) for each in point)
    return x + y if y.startswith("-") else f"{x} {y}"


def closed_curve(points: Points) -> str:
    """Path of a closed curve that runs smoothly through the points (Catmull-Rom)."""
    parts: list[str] = []
    here = points[0].round(1)
    for _, leave, arrive, end in _pieces(points):
        # Differences of rounded points do not add up their rounding. From the second piece on
        # the first handle mirrors the last one of the piece before, which is what "s" means.
        handles = [leave, arrive] if not parts else [arrive]
        steps = [(point.round(1) - here) for point in (*handles, end)]
        parts.append(("s" if parts else "c") + _run(steps))
        here = end.round(1)
    return f"M{pair(points[0].round(1))}{''.join(parts)}Z"


def _run(steps: Iterable[Points]) -> str:
    text = ""
    for step in steps:
        written = pair(step)
        text += written if not text or written.startswith("-") else f" {written}"
    return text


def curve_polygon(points: Points) -> Points:
    """Corners of the closed curve through the points, close enough to draw by."""
    t = _CURVE_STEPS[:, None]
    pieces = [
        (1 - t) ** 3 * start
        + 3 * (1 - t) ** 2 * t * leave
        + 3 * (1 - t) * t**2 * arrive
        + t**3 * end
        for start, leave, arrive, end in _pieces(points)
    ]
    return np.concatenate(pieces)


def polygon(points: Points) -> str:
    """Path of a closed polygon."""
    return "M" + "L".join(pair(point) for point in points) + "Z"


def line(*points: Points) -> str:
    """Path of an open line through the points."""
    here = np.round(points[0], 1)
    parts = [f"M{pair(here)}"]
    for point in points[1:]:
        parts.append(f"l{pair(np.round(point, 1) - here)}")
        here = np.round(point, 1)
    return "".join(parts)


def circle(centre: Sequence[float], radius: float) -> str:
    """Path of a circle."""
    x, y = centre
    r, across = number(radius), number(2 * radius)
    return f"M{pair((x - radius, y))}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0Z"


def hatching(corners: Points, *, spacing: float, angle_deg: float) -> str:
    """Path of parallel lines inside a polygon.

    Worked out here because an SVG pattern needs an id, and ids clash when two
    drawings stand on one page.

    Parameters
    ----------
    corners
        The polygon.
    spacing
        Between neighbouring lines.
    angle_deg
        Of the lines against the x axis.

    Returns
    -------
    str
    """
    along = np.array([cos(radians(angle_deg)), sin(radians(angle_deg))])
    across = np.array([-along[1], along[0]])
    height, way = corners @ across, corners @ along
    parts = []
    first = np.ceil(height.min() / spacing) * spacing
    for level in np.arange(first, height.max(), spacing):
        ways = _crossings(height - level, way)
        for start, end in zip(ways[::2], ways[1::2], strict=False):
            parts.append(line(start * along + level * across, end * along + level * across))
    return "".join(parts)


def _pieces(points: Points) -> Iterable[tuple[Points, Points, Points, Points]]:
    """Start, both handles and end of each piece of the closed curve."""
    slopes = (np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)) / 6.0
    for index, start in enumerate(points):
        following = (index + 1) % len(points)
        end = points[following]
        yield start, start + slopes[index], end - slopes[following], end


def _crossings(height: Points, way: Points) -> list[float]:
    """Where the sides of a polygon cross height 0, in order of the way."""
    after_height, after_way = np.roll(height, -1), np.roll(way, -1)
    crossing = (height < 0.0) != (after_height < 0.0)
    share = height[crossing] / (height - after_height)[crossing]
    return sorted((way[crossing] + share * (after_way - way)[crossing]).tolist())
