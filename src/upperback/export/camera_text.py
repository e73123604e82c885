"""Where the camera goes, drawn from above in braille dots for a terminal."""

import numpy as np
from numpy.typing import NDArray

from upperback.exercises.definition import Exercise
from upperback.export.scene import Scene, from_afar, scene
from upperback.export.wording import span_words
from upperback.mannequin.rotations import Array

TEXT_WIDTH = 40
"""Characters that the drawing is wide, words and all."""

_LINES, _COLUMNS = 13, 34
_DOTS_WIDE, _DOTS_HIGH = 2, 4  # of one character, which is twice as high as wide
# Which bit of a braille character each of its dots is (Unicode, block 2800), row by row.
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
_BLANK = 0x2800
_AXIS = 0.38  # share of the width where the camera stands
_MARGIN_M = 0.1
_DASH = 3

Dots = NDArray[np.bool_]


def camera_text(exercise: Exercise) -> str:
    """Draw person, mat or wall, and camera from above.

    Parameters
    ----------
    exercise
        Any exercise.

    Returns
    -------
    str
        Lines of at most `TEXT_WIDTH` characters: braille, and words beside it.
    """
    room = scene(exercise)
    canvas = _Canvas(room)
    canvas.fill(room)
    rows = canvas.characters()
    column, row = canvas.character_of(room.camera)
    middle = (canvas.character_of(room.middle)[1] + row) // 2
    setup = exercise.camera
    _write(rows[middle], column + 2, f"{span_words(setup.distance_m)} m")
    _write(rows[row], column + 3, f"camera, {span_words(setup.height_m)} m high")
    return "\n".join("".join(line).replace(chr(_BLANK), " ").rstrip() for line in rows)


class _Canvas:
    """A field of dots that the room is laid on, the camera at the bottom."""

    def __init__(self, room: Scene) -> None:
        self._view, self._per_metre = from_afar(room.azimuth_deg, 90.0, room.middle)
        self.dots: Dots = np.zeros((_LINES * _DOTS_HIGH, _COLUMNS * _DOTS_WIDE), bool)
        things = [room.pose.skeleton.landmarks[0]]
        things += [each for each in (room.mat, room.wall()) if each is not None]
        top = min(float(self._metres(each)[:, 1].min()) for each in things) - _MARGIN_M
        camera = float(self._metres(room.camera[None])[0, 1])
        self._scale = (self.dots.shape[0] - 3) / (camera - top)
        self._origin = np.array([_AXIS * self.dots.shape[1], -top * self._scale])

    def _metres(self, points: Array) -> Array:
        pixels = self._view.pixels(self._view.camera_points(points))
        shown: Array = (pixels - 0.5 * np.asarray(self._view.camera.size_px)) / self._per_metre
        return shown

    def at(self, points: Array) -> Array:
        """Where points of the room lie, in dots right and down."""
        return self._metres(points) * self._scale + self._origin

    def character_of(self, point: Array) -> tuple[int, int]:
        """Column and row of the character that shows a point."""
        x, y = self.at(point[None])[0]
        return int(x) // _DOTS_WIDE, min(int(y) // _DOTS_HIGH, _LINES - 1)

    def fill(self, room: Scene) -> None:
        """Draw the room: outlines of mat and wall, the person solid, the way to the camera."""
        seen = room.seen(self._view)
        half = 0.5 * np.asarray(self._view.camera.size_px)
        ends = (seen.ends_px[0] - half) / self._per_metre * self._scale + self._origin
        radii = seen.radii_px[0].mean(axis=1) / self._per_metre * self._scale
        body = self._within(ends, radii)
        for corners in (room.mat, room.wall()):
            if corners is not None:
                self._outline(self.at(corners), hidden=body)
        self.dots |= body
        (x, y), (_, lens) = self.at(room.middle[None])[0], self.at(room.camera[None])[0]
        way = np.arange(int(y), int(lens))
        way = way[(way % (2 * _DASH) < _DASH) & ~body[way, int(x)]]
        self.dots[way, int(x)] = True
        bottom, left = int(lens), int(x)
        self.dots[bottom : bottom + 3, left - 2 : left + 3] = True

    def _within(self, ends: Array, radii: Array) -> Dots:
        """Dots that lie within any of the capsules."""
        high, wide = self.dots.shape
        grid = np.stack(np.meshgrid(np.arange(wide), np.arange(high)), axis=-1) + 0.5
        start, way = ends[:, 0], ends[:, 1] - ends[:, 0]
        length = np.maximum((way**2).sum(axis=1), 1e-9)
        off = grid[:, :, None] - start
        share = np.clip((off * way).sum(axis=-1) / length, 0.0, 1.0)
        distance = np.hypot(*np.moveaxis(off - share[..., None] * way, -1, 0))
        inside: Dots = (distance <= radii).any(axis=-1)
        return inside

    def _outline(self, corners: Array, *, hidden: Dots) -> None:
        high, wide = self.dots.shape
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            steps = np.linspace(0.0, 1.0, int(np.hypot(*(end - start))) + 2)[:, None]
            columns, rows = np.floor(start + steps * (end - start)).astype(int).T
            inside = (rows >= 0) & (rows < high) & (columns >= 0) & (columns < wide)
            rows, columns = rows[inside], columns[inside]
            self.dots[rows, columns] |= ~hidden[rows, columns]

    def characters(self) -> list[list[str]]:
        """The dots as braille characters."""
        blocks = self.dots.reshape(_LINES, _DOTS_HIGH, _COLUMNS, _DOTS_WIDE).swapaxes(1, 2)
        codes = _BLANK + (blocks * _BITS).sum(axis=(2, 3))
        return [[chr(code) for code in row] for row in codes]


def _write(row: list[str], column: int, words: str) -> None:
    row[column : column + len(words)] = words
