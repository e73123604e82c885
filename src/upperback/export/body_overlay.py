"""A skeleton and an angle drawn smoothly on a picture, fast enough for every frame of a video."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from upperback.export.angle_marks import AngleArc
from upperback.motion.landmarks import SKELETON, Landmark, Side
from upperback.motion.pose import FloatArray, PoseFrame

Colour = tuple[int, int, int]

BONE: Colour = (255, 255, 255)
HALO: Colour = (8, 20, 18)
ACCENT: Colour = (94, 234, 212)

# Pillow draws hard edges: masks are drawn this much larger and shrunk.
_OVERSAMPLING = 2
_SEEN, _GUESSED = 0.6, 0.15
_HALO_ALPHA, _FADED_ALPHA = 130, 85
# Side on, the shoulders lie this close together compared with the trunk (domain.md 2.2).
_SIDE_ON_SHARE = 0.45
# Landmarks are drawn up to this many picture sizes from the middle.
_FARTHEST_SHARE = 2.0

_Bone = tuple[FloatArray, FloatArray]


def draw_body(picture: Image.Image, pose: PoseFrame, width_px: float) -> None:
    """Draw the skeleton: near limbs strong, far and badly seen ones faded, unseen ones not.

    Parameters
    ----------
    picture
        RGB; drawn upon in place.
    pose
        Its landmarks, on the scale of the picture's width and height.
    width_px
        Width of a bone.
    """
    points = points_on(picture, pose)
    strong, faded = _split(points, pose)
    region = _region([*strong, *faded], picture.size, 3 * width_px)
    if region is None:
        return
    _paint(picture, region, HALO, [(strong, width_px + 3, _HALO_ALPHA)])
    _paint(picture, region, BONE, [(faded, width_px, _FADED_ALPHA), (strong, width_px, 255)])


def draw_arc(picture: Image.Image, arc: AngleArc, width_px: float) -> None:
    """Draw an angle: its two arms thin and its arc strong.

    Parameters
    ----------
    picture
        RGB; drawn upon in place.
    arc
        In pixels of the picture.
    width_px
        Width of the arc.
    """
    turns = np.linspace(0.0, arc.sweep_deg, 24)
    curve = np.array([arc.at(turn) for turn in turns])
    arms = [(np.array(arc.vertex), np.array(arc.at(t, 1.9 * arc.radius))) for t in turns[[0, -1]]]
    bend = list(pairwise(curve))
    region = _region([*arms, *bend], picture.size, 2 * width_px)
    if region is not None:
        _paint(picture, region, HALO, [(bend, width_px + 3, _HALO_ALPHA)])
        _paint(picture, region, ACCENT, [(arms, width_px / 2, 150), (bend, width_px, 255)])


def points_on(picture: Image.Image, pose: PoseFrame) -> FloatArray:
    """Return the landmarks in pixels of a picture, shape ``(33, 2)``; NaN = not seen."""
    shares = pose.image[:, :2]
    # A landmark far outside the picture is nonsense, and drawing towards it takes for ever.
    near_enough = (np.abs(shares - 0.5) < _FARTHEST_SHARE).all(axis=1, keepdims=True)
    return np.where(near_enough, shares, np.nan) * np.asarray(picture.size, dtype=float)


def facing_side(pose: PoseFrame) -> Side | None:
    """Return the side of the body nearer to the camera; None unless it is seen side-on.

    Parameters
    ----------
    pose
        Any pose frame.

    Returns
    -------
    {"left", "right"} or None
    """
    points = pose.points_px
    shoulders = points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    hips = points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
    apart = float(np.hypot(*(shoulders[0] - shoulders[1])))
    trunk = float(np.hypot(*(shoulders.mean(axis=0) - hips.mean(axis=0))))
    left_z, right_z = pose.image[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], 2]
    if not np.isfinite([apart, trunk, left_z, right_z]).all() or apart > _SIDE_ON_SHARE * trunk:
        return None
    return "left" if left_z < right_z else "right"


def _split(points: FloatArray, pose: PoseFrame) -> tuple[list[_Bone], list[_Bone]]:
    near, strong, faded = facing_side(pose), list[_Bone](), list[_Bone]()
    for a, b in SKELETON:
        seen = float(min(pose.visibility[a], pose.visibility[b]))
        if seen < _GUESSED or not np.isfinite([points[a], points[b]]).all():
            continue
        far = near is not None and not all(lm.name.startswith(near.upper()) for lm in (a, b))
        (faded if far or seen < _SEEN else strong).append((points[a], points[b]))
    return strong, faded


def _region(
    bones: list[_Bone], size_px: tuple[int, int], margin_px: float
) -> tuple[int, int, int, int] | None:
    if not bones:
        return None
    ends = np.array(bones).reshape(-1, 2)
    left, top = np.clip(np.floor(ends.min(axis=0) - margin_px), 0, size_px).astype(int)
    right, bottom = np.clip(np.ceil(ends.max(axis=0) + margin_px), 0, size_px).astype(int)
    if left >= right or top >= bottom:
        return None
    return int(left), int(top), int(right), int(bottom)


def _paint(
    picture: Image.Image,
    region: tuple[int, int, int, int],
    colour: Colour,
    strokes: list[tuple[list[_Bone], float, int]],
) -> None:
    left, top, right, bottom = region
    size = ((right - left) * _OVERSAMPLING, (bottom - top) * _OVERSAMPLING)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for bones, width_px, alpha in strokes:
        radius = width_px * _OVERSAMPLING / 2
        for ends in _scaled(bones, left, top):
            draw.line(ends, fill=alpha, width=max(1, round(2 * radius)))
            for x, y in (ends[:2], ends[2:]):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=alpha)
    picture.paste(colour, region, mask.reduce(_OVERSAMPLING))


def _scaled(bones: list[_Bone], left: int, top: int) -> Iterator[tuple[float, float, float, float]]:
    for a, b in bones:
        (x1, y1), (x2, y2) = (np.array([a, b]) - (left, top)) * _OVERSAMPLING
        yield float(x1), float(y1), float(x2), float(y2)
