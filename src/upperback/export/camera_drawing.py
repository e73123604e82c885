"""Where the camera goes, drawn: from above, from the side, and what is then in the picture.

Person, mat, wall and camera are real ones (`scene`), seen without perspective; only the small
picture has some. The drawing takes the colour of the text around it and the page's ``--accent``;
it has no ids, no styles and no scripts, so several fit on one page under any content policy.
"""

from html import escape
from math import cos, radians, sin, tan

import numpy as np

from upperback.exercises.definition import Exercise
from upperback.export.flesh import flesh_svg
from upperback.export.scene import (
    FIELD_OF_VIEW_DEG,
    PICTURE_PX,
    Scene,
    from_afar,
    scene,
    through_the_camera,
)
from upperback.export.sheet import ACCENT, MAT, Sheet, measure_line, text, things
from upperback.export.svg_shapes import Points, number, pair, polygon
from upperback.export.wording import span_words, view_words
from upperback.mannequin.camera import View
from upperback.mannequin.rotations import Array

_WIDTH = 360.0
_HEAD = 22.0  # of a part: its title
_ABOVE, _SIDE = 280.0, 178.0  # heights of the two parts
_FLOOR = 26.0  # what is left below the floor, seen from the side
_GAP = 20.0  # below the part seen from above
_AXIS = 128.0  # from above, the camera looks up along this line
_BEHIND_CAMERA_M = 0.28
_INSET = (232.0, 174.0, 120.0, 90.0)  # left, top, width, height of the picture
_ARROW_M, _ARROW_GAP_M = 0.13, 0.12  # marks of the other directions: length, clear of the person
_SEEN_BEYOND_M = 0.75  # how far behind the person the field of view is shown
_VERTICAL = PICTURE_PX[1] / PICTURE_PX[0]


def camera_svg(exercise: Exercise) -> str:
    """Draw where the camera goes for an exercise.

    Parameters
    ----------
    exercise
        Any exercise: its camera, its equipment (mat, wall) and its posture are
        what is drawn.

    Returns
    -------
    str
        An ``<svg>`` element of 360 by 502 units.
    """
    room = scene(exercise)
    height = 2 * _HEAD + _ABOVE + _SIDE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="camera-drawing" role="img" '
        f'viewBox="0 0 {number(_WIDTH)} {number(height)}" fill="none" font-size="13" '
        f'stroke-linecap="round" stroke-linejoin="round">'
        f"<title>{escape(f'Where the camera goes: {exercise.title}')}</title>"
        f"<desc>{escape(camera_words(exercise))}</desc>"
        f"{_part('From above', 0.0, _from_above(exercise, room))}"
        f"{_part('From the side', _HEAD + _ABOVE, _from_the_side(exercise, room))}</svg>"
    )


def camera_words(exercise: Exercise) -> str:
    """Say in a sentence what the drawing shows."""
    setup = exercise.camera
    others = [view_words(v.name) for v in setup.views[1:] if v.suitability != "counts"]
    also = f" Also good: {', '.join(others)}." if others else ""
    return (
        f"The camera looks at you {view_words(setup.views[0].name)}, "
        f"{span_words(setup.distance_m)} m away and {span_words(setup.height_m)} m high.{also}"
    )


def _part(title: str, top: float, drawn: str) -> str:
    return (
        f'<g transform="translate(0 {number(top)})">'
        f'<text x="8" y="15" fill="currentColor" font-weight="600">{title}</text>'
        f'<g transform="translate(0 {number(_HEAD)})">{drawn}</g></g>'
    )


# --- from above -------------------------------------------------------------------------


def _from_above(exercise: Exercise, room: Scene) -> str:
    view, per_metre = from_afar(room.azimuth_deg, 90.0, room.middle)
    sheet = _fitted_from_above(room, view, per_metre)
    lens = sheet.at(room.camera)
    person = sheet.at(room.middle)
    scale = sheet.scale * per_metre
    away = float(lens[1] - person[1])
    label = f"{span_words(exercise.camera.distance_m)} m"
    return "".join(
        [
            _field_from_above(lens, away + _SEEN_BEYOND_M * scale),
            things(sheet, room, behind_wall=room.along_wall()),
            flesh_svg(sheet.view, room, sheet.on_paper, sheet.scale),
            _other_directions(sheet, room),
            measure_line(person, lens),
            text(lens[0] + 9, 0.5 * (person[1] + lens[1]) + 8, label),
            _camera_from_above(lens),
            text(lens[0] + 18, lens[1] + 14, "camera"),
            _picture(room),
        ]
    )


def _fitted_from_above(room: Scene, view: View, per_metre: float) -> Sheet:
    """Scale and place so that all from the far edge to the camera fills the part."""
    free = Sheet(view=view, scale=1.0 / per_metre, origin=(0.0, 0.0))
    shown = [room.pose.skeleton.landmarks[0], *(tail[None] for _, tail in _arrows(room))]
    shown += [each for each in (room.mat, room.wall()) if each is not None]
    far = float(free.at(np.concatenate(shown))[:, 1].min()) - 0.12
    camera = float(free.at(room.camera)[1]) + _BEHIND_CAMERA_M
    scale = (_ABOVE - _GAP) / (camera - far)
    return Sheet(view=view, scale=scale / per_metre, origin=(_AXIS, 4.0 - far * scale))


def _field_from_above(lens: Points, reach: float) -> str:
    half = reach * tan(radians(0.5 * FIELD_OF_VIEW_DEG))
    corners = lens + np.array([[0.0, 0.0], [-half, -reach], [half, -reach]])
    # The paper ends before the field of view does.
    corners[:, 0] = np.clip(corners[:, 0], 0.0, _WIDTH)
    return f'<path d="{polygon(corners)}" fill="{ACCENT}" fill-opacity=".1"/>'


def _camera_from_above(lens: Points) -> str:
    x, y = lens
    return (
        f'<path d="M{pair((x - 5, y + 6))}l-3.5-7h17l-3.5 7z" fill="{ACCENT}"/>'
        f'<rect x="{number(x - 12)}" y="{number(y + 5)}" width="24" height="14" rx="3" '
        f'fill="{ACCENT}"/>'
    )


def _arrows(room: Scene) -> list[tuple[Array, Array]]:
    """Tip and tail, in the room, of an arrow from each other good direction to the person."""
    points = room.pose.skeleton.landmarks[0]
    if room.mat is not None:
        points = np.concatenate([points, room.mat])
    arrows = []
    for azimuth_deg in room.also_from_deg:
        direction = np.array([sin(radians(azimuth_deg)), 0.0, cos(radians(azimuth_deg))])
        clear = float(((points - room.middle) @ direction).max()) + _ARROW_GAP_M
        tip = room.middle + clear * direction
        arrows.append((tip, tip + _ARROW_M * direction))
    return arrows


def _other_directions(sheet: Sheet, room: Scene) -> str:
    """Draw small arrows towards the person from where the camera may stand as well."""
    heads = [_arrow_head(sheet.at(tip), sheet.at(tail)) for tip, tail in _arrows(room)]
    if not heads:
        return ""
    sample = _arrow_head(np.array([18.0, 252.0]), np.array([9.0, 252.0]))
    look = f'stroke="{ACCENT}" stroke-width="1.5"'
    return f'<path d="{"".join(heads)}{sample}" {look}/>{text(24, 256.5, "good too")}'


def _arrow_head(tip: Points, tail: Points) -> str:
    way = tip - tail
    across = 0.6 * np.array([-way[1], way[0]])
    return polygon(np.array([tip, tail + across, tail - across]))


def _picture(room: Scene) -> str:
    """What the camera sees, as a small screen; the inner svg cuts off what lies outside."""
    left, top, width, height = (number(each) for each in _INSET)
    view = through_the_camera(room)
    screen = Sheet(
        view=view, scale=_INSET[2] / PICTURE_PX[0], origin=(0.5 * _INSET[2], 0.5 * _INSET[3])
    )
    corners = np.empty((0, 2)) if room.mat is None else screen.at(room.mat)
    mat = ""
    if len(corners) and np.isfinite(corners).all():
        mat = f'<path d="{polygon(corners)}" {MAT}/>'
    flesh = flesh_svg(view, room, screen.on_paper, screen.scale)
    frame = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return (
        f'<rect {frame} rx="5" fill="currentColor" fill-opacity=".05"/>'
        f"<svg {frame}>{mat}{flesh}</svg>"
        f'<rect {frame} rx="5" stroke="currentColor" stroke-opacity=".6" stroke-width="1.5"/>'
        f"{text(_INSET[0], _INSET[1] - 7, 'in the picture')}"
    )


# --- from the side ----------------------------------------------------------------------


def _from_the_side(exercise: Exercise, room: Scene) -> str:
    view, per_metre = from_afar(room.azimuth_deg - 90.0, 0.0, room.middle)
    sheet = _fitted_from_the_side(room, view, per_metre)
    lens, floor = sheet.at(room.camera), _SIDE - _FLOOR
    label = f"{span_words(exercise.camera.height_m)} m high"
    return "".join(
        [
            _field_from_the_side(lens, sheet.at(room.middle), floor),
            f'<path d="M8 {number(floor)}H{number(_WIDTH - 8.0)}" stroke="currentColor" '
            f'stroke-opacity=".5"/>',
            things(sheet, room, behind_wall=room.up_wall()),
            flesh_svg(sheet.view, room, sheet.on_paper, sheet.scale),
            measure_line(np.array([lens[0], lens[1] + 9.0]), np.array([lens[0], floor])),
            _camera_from_the_side(lens),
            text(min(lens[0] + 20, _WIDTH - 8), lens[1] - 15, label, anchor="end"),
        ]
    )


def _fitted_from_the_side(room: Scene, view: View, per_metre: float) -> Sheet:
    free = Sheet(view=view, scale=1.0 / per_metre, origin=(0.0, 0.0))
    shown = [room.pose.reach_m, room.camera[None]]
    shown += [each for each in (room.mat, room.wall()) if each is not None]
    places = free.at(np.concatenate(shown))
    low, high = places.min(axis=0), places.max(axis=0)
    floor = float(free.at(np.zeros(3))[1])
    wide, tall = high[0] - low[0] + 0.5, floor - low[1] + 0.1
    scale = min((_WIDTH - 16.0) / wide, (_SIDE - _FLOOR - 4.0) / tall)
    left = 0.5 * (_WIDTH - wide * scale) - (low[0] - 0.15) * scale
    return Sheet(view=view, scale=scale / per_metre, origin=(left, _SIDE - _FLOOR - floor * scale))


def _field_from_the_side(lens: Points, middle: Points, floor: float) -> str:
    """The upright field of view around the line to the person, down to the floor."""
    way = middle - lens
    reach = float(np.hypot(*way)) * 1.3
    half = tan(radians(0.5 * FIELD_OF_VIEW_DEG)) * _VERTICAL
    along = way / np.hypot(*way)
    across = np.array([-along[1], along[0]])
    if across[1] < 0:
        across = -across
    corners = [lens, lens + reach * (along - half * across)]
    low = lens + reach * (along + half * across)
    if low[1] > floor:
        share = (floor - lens[1]) / (low[1] - lens[1])
        corners.append(np.array([corners[1][0], floor]))
        low = lens + share * (low - lens)
    outline = np.clip(np.array([*corners, low]), 0.0, [_WIDTH, floor])
    return f'<path d="{polygon(outline)}" fill="{ACCENT}" fill-opacity=".1"/>'


def _camera_from_the_side(lens: Points) -> str:
    x, y = lens
    return (
        f'<path d="M{pair((x + 6, y - 5))}l-7-3.5v17l7-3.5z" fill="{ACCENT}"/>'
        f'<rect x="{number(x + 5)}" y="{number(y - 8)}" width="15" height="16" rx="3" '
        f'fill="{ACCENT}"/>'
    )
