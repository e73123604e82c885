"""The picture at a rep's peak: a crop of the frame with skeleton, angle and back drawn as SVG."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from upperback.coach.report import PeakPose, Rep, SetReport
from upperback.export.angle_marks import ANGLE_MARKS, AngleArc, angle_arc, near_side
from upperback.export.crops import Box, Pictures, crop_box, free_corners, jpeg_of
from upperback.export.texts import ExerciseText, sentence_start
from upperback.export.wording import seconds, with_error
from upperback.motion.landmarks import SKELETON, Landmark, Side
from upperback.motion.pose import FloatArray

# The head's radius as a share of the way from the shoulders to the ears.
_HEAD_SHARE = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A bone; ``far`` marks the side turned away from the camera."""

    x1: float
    y1: float
    x2: float
    y2: float
    far: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A circle for the head and the SVG path data of the neck, drawn where there is no photo."""

    x: float
    y: float
    radius: float
    neck: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAngle:
    """An angle on a picture: SVG path data of its two arms and arc, the number, and its corner."""

    arms: str
    arc: str
    text: str
    corner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakPicture:
    """All that the page needs to draw a rep at its peak; ``jpeg`` is a data URI or None."""

    rep: int
    title: str
    caption: str
    description: str
    box: Box
    jpeg: str | None
    bones: tuple[Line, ...]
    joints: tuple[tuple[float, float], ...]
    head: Head | None
    back: str
    angles: tuple[DrawnAngle, ...]


def peak_pictures(
    report: SetReport, text: ExerciseText, pictures: Pictures, size_px: tuple[int, int]
) -> tuple[PeakPicture, ...]:
    """Draw each rep of a set at its peak, all in the same crop so that they compare.

    Parameters
    ----------
    report, text
        The set and its words.
    pictures
        Frames by time; may lack any of them or be empty.
    size_px
        Width and height of the source, in which ``points_px`` is given.

    Returns
    -------
    tuple of PeakPicture
        One for each rep whose pose at the peak is known.
    """
    posed = [(rep, rep.peak_pose) for rep in report.reps if rep.peak_pose and _seen(rep.peak_pose)]
    if not posed:
        return ()
    box = crop_box([pose for _, pose in posed], size_px)
    near = near_side(report.view.name)
    return tuple(
        _drawn(
            rep,
            pose,
            text,
            box=box,
            near=_side_of(rep, near),
            jpeg=jpeg_of(pose, pictures, box, size_px),
        )
        for rep, pose in posed
    )


def _seen(pose: PeakPose) -> bool:
    return bool(np.isfinite(pose.points_px).all(axis=1).any())


def _side_of(rep: Rep, near: Side | None) -> Side | None:
    return near if rep.side == "both" else rep.side


def _drawn(
    rep: Rep,
    pose: PeakPose,
    text: ExerciseText,
    *,
    box: Box,
    near: Side | None,
    jpeg: str | None,
) -> PeakPicture:
    points = pose.points_px
    return PeakPicture(
        rep=rep.index,
        title=f"Rep {rep.index} at its peak",
        caption=f"Rep {rep.index}, {seconds(pose.time_s)} s",
        description=_description(rep, text),
        box=box,
        jpeg=jpeg,
        bones=tuple(_bones(points, near)),
        joints=tuple(_joints(points, near)),
        head=_head(points),
        back=_path(pose.dorsal_contour_px),
        angles=tuple(_angles(rep, points, near, box)),
    )


def _bones(points: FloatArray, near: Side | None) -> Iterator[Line]:
    # Far bones first: the near ones are drawn over them.
    for far in (True, False):
        for a, b in SKELETON:
            if _is_far(near, a, b) is far and np.isfinite([*points[a], *points[b]]).all():
                x1, y1, x2, y2 = (round(float(v), 1) for v in (*points[a], *points[b]))
                yield Line(x1=x1, y1=y1, x2=x2, y2=y2, far=far)


def _joints(points: FloatArray, near: Side | None) -> Iterator[tuple[float, float]]:
    for landmark in sorted({landmark for bone in SKELETON for landmark in bone}):
        if not _is_far(near, landmark) and np.isfinite(points[landmark]).all():
            yield round(float(points[landmark, 0]), 1), round(float(points[landmark, 1]), 1)


def _is_far(near: Side | None, *landmarks: Landmark) -> bool:
    return near is not None and not all(lm.name.startswith(near.upper()) for lm in landmarks)


def _head(points: FloatArray) -> Head | None:
    ears = points[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR]]
    shoulders = points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    if not np.isfinite([ears, shoulders]).all():
        return None
    middle, neck = ears.mean(axis=0), shoulders.mean(axis=0)
    radius = _HEAD_SHARE * float(np.hypot(*(middle - neck)))
    chin = middle + _HEAD_SHARE * (neck - middle)
    return Head(
        x=round(float(middle[0]), 1),
        y=round(float(middle[1]), 1),
        radius=round(radius, 1),
        neck=_path(np.stack([chin, neck])),
    )


def _path(points: FloatArray) -> str:
    seen = points[np.isfinite(points).all(axis=1)] if len(points) else points
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in seen) if len(seen) > 1 else ""


def _angles(rep: Rep, points: FloatArray, near: Side | None, box: Box) -> Iterator[DrawnAngle]:
    corners = iter(free_corners(points, box))
    for name, measure in rep.measures.items():
        mark = ANGLE_MARKS.get(name)
        arc = angle_arc(mark, points, near) if mark else None
        if arc and np.isfinite(measure.value):
            yield _drawn_angle(arc, with_error(measure), next(corners, "top left"))


def _drawn_angle(arc: AngleArc, text: str, corner: str) -> DrawnAngle:
    reach = 1.9 * arc.radius
    (ax, ay), (bx, by) = arc.at(0.0, reach), arc.at(arc.sweep_deg, reach)
    (sx, sy), (ex, ey) = arc.at(0.0), arc.at(arc.sweep_deg)
    r, clockwise = arc.radius, int(arc.sweep_deg > 0)
    return DrawnAngle(
        arms=f"M{ax:.1f} {ay:.1f}L{arc.vertex[0]:.1f} {arc.vertex[1]:.1f}L{bx:.1f} {by:.1f}",
        arc=f"M{sx:.1f} {sy:.1f}A{r:.1f} {r:.1f} 0 0 {clockwise} {ex:.1f} {ey:.1f}",
        text=text,
        corner=corner,
    )


def _description(rep: Rep, text: ExerciseText) -> str:
    parts = [
        f"{text.measure(name)} {with_error(measure)}"
        for name, measure in rep.measures.items()
        if np.isfinite(measure.value)
    ]
    return sentence_start(", ".join(parts)) or "Skeleton of the body"
