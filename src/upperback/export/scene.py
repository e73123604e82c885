"""Person, mat, wall and camera of an exercise in one room, and how they look from anywhere."""

import re
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

import numpy as np

from upperback.exercises.definition import CameraSetup, Exercise
from upperback.export.start_pose import AZIMUTHS_DEG, StartPose, start_pose
from upperback.mannequin.camera import Camera, View
from upperback.mannequin.outline import Outline, outline
from upperback.mannequin.rotations import Array

# Along the longer edge; laptops and phones held across have some 60 to 70 degrees.
FIELD_OF_VIEW_DEG = 65.0
PICTURE_PX = (640, 480)
_FAR_M = 1000.0  # so far off that nothing is foreshortened
_MAT_M = (1.8, 0.65)
_MAT_MARGIN_M = 0.1
_WALL_M = (2.6, 2.05)  # what is shown of it: width, height
_STROKES_M = 0.14
_NEAREST_M = 0.5  # whatever a file says; nearer than that there is nothing to draw


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What stands where, metres in the room: x to the left of the person, y up, z ahead.

    Attributes
    ----------
    pose
        The person.
    middle
        What the camera looks at, shape ``(3,)``.
    camera
        Where its lens is, shape ``(3,)``.
    azimuth_deg
        Its direction from the person, as `Camera` counts it.
    also_from_deg
        Directions of the other views that are best or good.
    mat
        Corners, shape ``(4, 3)``; None without one.
    wall_z
        Where the wall behind the person is; None without one.
    """

    pose: StartPose
    middle: Array
    camera: Array
    azimuth_deg: float
    also_from_deg: tuple[float, ...]
    mat: Array | None
    wall_z: float | None

    def seen(self, view: View) -> Outline:
        """The person's flesh as a view shows it."""
        return outline(self.pose.body, self.pose.skeleton, view)

    def wall(self) -> Array | None:
        """Corners of the wall, shape ``(4, 3)``; None without one."""
        if self.wall_z is None:
            return None
        half, height = 0.5 * _WALL_M[0], _WALL_M[1]
        flat = np.array([[-half, 0.0], [half, 0.0], [half, height], [-half, height]])
        return np.column_stack([flat, np.full(4, self.wall_z)])

    def along_wall(self) -> Array:
        """Places along the foot of the wall, shape ``(n, 3)``."""
        return self._on_wall(np.arange(-0.5, 0.48, _STROKES_M / _WALL_M[0]), 0)

    def up_wall(self) -> Array:
        """Places up the wall, shape ``(n, 3)``."""
        return self._on_wall(np.arange(0.05, 1.0, _STROKES_M / _WALL_M[1]), 1)

    def _on_wall(self, shares: Array, axis: int) -> Array:
        places = np.zeros((len(shares), 3))
        places[:, axis] = shares * _WALL_M[axis]
        places[:, 2] = 0.0 if self.wall_z is None else self.wall_z
        return places


def scene(exercise: Exercise) -> Scene:
    """Set up the room for an exercise from its file."""
    pose, setup = start_pose(exercise), exercise.camera
    low, high = pose.reach_m.min(axis=0), pose.reach_m.max(axis=0)
    middle = 0.5 * (np.minimum(low, [np.inf, 0.0, np.inf]) + high)
    best, *others = _azimuths_deg(setup)
    things = set(re.findall(r"\w+", " ".join(exercise.equipment).lower()))
    return Scene(
        pose=pose,
        middle=middle,
        camera=_camera_place(setup, middle, best),
        azimuth_deg=best,
        also_from_deg=tuple(others),
        mat=_mat(pose) if "mat" in things else None,
        wall_z=_wall_z(pose) if "wall" in things else None,
    )


def from_afar(azimuth_deg: float, elevation_deg: float, middle: Array) -> tuple[View, float]:
    """Return a view without perspective, and how many of its pixels are a metre."""
    camera = Camera(azimuth_deg=azimuth_deg, elevation_deg=elevation_deg, fov_deg=0.1)
    view = View(camera=camera, target_m=middle, distance_m=_FAR_M)
    return view, camera.focal_px / _FAR_M


def through_the_camera(room: Scene) -> View:
    """Return the view of the camera itself, turned to the middle of the movement."""
    away = room.camera - room.middle
    level = hypot(away[0], away[2])
    camera = Camera(
        azimuth_deg=room.azimuth_deg,
        elevation_deg=degrees(atan2(away[1], level)),
        fov_deg=FIELD_OF_VIEW_DEG,
        size_px=PICTURE_PX,
    )
    return View(camera=camera, target_m=room.middle, distance_m=hypot(level, away[1]))


def _azimuths_deg(setup: CameraSetup) -> list[float]:
    """Directions of the preferred view and of all others that suit as well."""
    preferred, *others = setup.views
    suited = [view for view in others if view.suitability != "counts"]
    directions = [
        AZIMUTHS_DEG[preferred.name][0],
        *(azimuth for view in suited for azimuth in AZIMUTHS_DEG[view.name]),
    ]
    return list(dict.fromkeys(directions))


def _camera_place(setup: CameraSetup, middle: Array, azimuth_deg: float) -> Array:
    away, height = (0.5 * sum(span) for span in (setup.distance_m, setup.height_m))
    away = max(away, _NEAREST_M)
    x, z = away * sin(radians(azimuth_deg)), away * cos(radians(azimuth_deg))
    return np.array([middle[0] + x, height, middle[2] + z])


def _mat(pose: StartPose) -> Array:
    """A usual mat under the person, longer the way the person is longer."""
    floor = pose.skeleton.landmarks[0][:, [0, 2]]
    low, high = floor.min(axis=0) - _MAT_MARGIN_M, floor.max(axis=0) + _MAT_MARGIN_M
    long = int(np.argmax(high - low))
    usual = np.array(_MAT_M if long == 0 else _MAT_M[::-1])
    half = 0.5 * np.maximum(high - low, usual)
    (x, z), (dx, dz) = 0.5 * (low + high), half
    corners = [(x - dx, z - dz), (x + dx, z - dz), (x + dx, z + dz), (x - dx, z + dz)]
    return np.array([[x, 0.0, z] for x, z in corners])


def _wall_z(pose: StartPose) -> float:
    """Just behind the rearmost flesh."""
    view, scale = from_afar(-90.0, 0.0, np.zeros(3))
    flesh = outline(pose.body, pose.skeleton, view)
    middle = 0.5 * view.camera.size_px[0]
    return float((flesh.ends_px[0, ..., 0] - flesh.radii_px[0]).min() - middle) / scale
