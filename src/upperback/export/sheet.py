"""A view of a scene laid on paper, and what every part of the camera drawing shows."""

from dataclasses import dataclass
from html import escape

import numpy as np

from upperback.export.scene import Scene
from upperback.export.svg_shapes import Points, line, number, polygon
from upperback.mannequin.camera import View
from upperback.mannequin.rotations import Array

ACCENT = "var(--accent, #12877b)"
"""The page's accent, or one that reads on white and on black."""
MAT = 'fill="currentColor" fill-opacity=".07" stroke="currentColor" stroke-opacity=".4"'


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A view laid on the paper: metres to units, one place to another."""

    view: View
    scale: float
    origin: tuple[float, float]

    def at(self, room: Array) -> Points:
        """Points in the room, shape ``(..., 3)``, as points on the paper."""
        return self.on_paper(self.view.pixels(self.view.camera_points(np.asarray(room, float))))

    def on_paper(self, pixels: Array) -> Points:
        """Pixels of the view as points on the paper."""
        return (pixels - 0.5 * np.asarray(self.view.camera.size_px)) * self.scale + self.origin


def things(sheet: Sheet, room: Scene, *, behind_wall: Array) -> str:
    """Draw mat and wall; the wall with strokes behind it at the places given."""
    drawn = ""
    if room.mat is not None:
        drawn += f'<path d="{polygon(sheet.at(room.mat))}" {MAT}/>'
    wall = room.wall()
    if wall is not None:
        slant = np.array([0.09, -0.09, -0.09])
        strokes = "".join(line(*sheet.at(np.array([end, end + slant]))) for end in behind_wall)
        drawn += (
            f'<path d="{strokes}" stroke="currentColor" stroke-opacity=".4"/>'
            f'<path d="{polygon(sheet.at(wall))}" stroke="currentColor" stroke-width="2"/>'
        )
    return drawn


def measure_line(start: Points, end: Points) -> str:
    """Draw a dashed line with a bar at either end."""
    way = end - start
    across = 4.0 * np.array([-way[1], way[0]]) / np.hypot(*way)
    bars = "".join(line(point - across, point + across) for point in (start, end))
    return (
        f'<path d="{line(start, end)}" stroke="currentColor" stroke-dasharray="3 4"/>'
        f'<path d="{bars}" stroke="currentColor"/>'
    )


def text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    """Write words at a place."""
    where = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f'<text {where} fill="currentColor">{escape(words)}</text>'
