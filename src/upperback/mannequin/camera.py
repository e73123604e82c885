"""A pinhole camera that looks at the mannequin."""

from dataclasses import dataclass

import numpy as np

from upperback.mannequin.rotations import Array

_FILL = 0.78  # share of the picture that the body's whole path takes up, domain.md 2.2: 50-85 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the camera stands and how it sees.

    Attributes
    ----------
    azimuth_deg
        Where around the person: 0 in front, 90 at the person's left, -90 right,
        180 behind. For a person lying on a side, in front is where the chest
        faces; the foot-diagonal is -45 if the right side opens, 45 if the left.
    elevation_deg
        How far above the horizontal through the point looked at.
    distance_m
        From that point; None stands as far off as shows the whole movement.
    roll_deg
        Turn of the picture's content, + clockwise.
    fov_deg
        Angle of view along the longer edge of the picture; the bench's is 52.
    size_px
        Width and height of the picture.
    """

    azimuth_deg: float = 90.0
    elevation_deg: float = 8.0
    distance_m: float | None = None
    roll_deg: float = 0.0
    fov_deg: float = 52.0
    size_px: tuple[int, int] = (640, 480)

    def __post_init__(self) -> None:
        if not 0 < self.fov_deg < 180:
            raise ValueError(f"fov_deg: expected 0 to 180, got {self.fov_deg}")
        if min(self.size_px) < 1:
            raise ValueError(f"size_px: expected (width, height) above 0, got {self.size_px}")

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return float(0.5 * max(self.size_px) / np.tan(np.radians(0.5 * self.fov_deg)))

    @property
    def axes(self) -> Array:
        """Rows right, down and away of the camera in room coordinates, shape ``(3, 3)``."""
        azimuth, elevation, roll = np.radians([self.azimuth_deg, self.elevation_deg, self.roll_deg])
        towards = np.array(
            [
                np.cos(elevation) * np.sin(azimuth),
                np.sin(elevation),
                np.cos(elevation) * np.cos(azimuth),
            ]
        )
        right = np.array([np.cos(azimuth), 0.0, -np.sin(azimuth)])
        down = np.cross(-towards, right)
        return np.stack(
            [
                np.cos(roll) * right - np.sin(roll) * down,
                np.sin(roll) * right + np.cos(roll) * down,
                -towards,
            ]
        )


def far_camera(azimuth_deg: float, *, size_px: tuple[int, int] = (640, 480)) -> Camera:
    """Level camera so far off that its picture is an orthographic one.

    Parameters
    ----------
    azimuth_deg
        As for `Camera`.
    size_px
        Width and height of the picture.

    Returns
    -------
    Camera
        With a narrow angle of view, so that the body still fills the picture.
    """
    return Camera(azimuth_deg=azimuth_deg, elevation_deg=0.0, fov_deg=0.05, size_px=size_px)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """A camera placed in the room.

    Attributes
    ----------
    camera
        The camera.
    target_m
        The point looked at, shape ``(3,)``.
    distance_m
        From the camera to that point.
    """

    camera: Camera
    target_m: Array
    distance_m: float

    def camera_points(self, room: Array) -> Array:
        """Points in camera coordinates.

        Parameters
        ----------
        room
            Shape ``(..., 3)``, metres in the room.

        Returns
        -------
        Array
            Shape ``(..., 3)``: metres right, down and away from the lens.
        """
        points: Array = (room - self.target_m) @ self.camera.axes.T
        points[..., 2] += self.distance_m
        return points

    def pixels(self, camera_points: Array) -> Array:
        """Where points appear in the picture.

        Parameters
        ----------
        camera_points
            Shape ``(..., 3)``, from `camera_points`.

        Returns
        -------
        Array
            Shape ``(..., 2)``: pixels right and down from the upper left corner.
            Points behind the camera come out as NaN.
        """
        away = np.where(camera_points[..., 2:] > 0.0, camera_points[..., 2:], np.nan)
        middle = 0.5 * np.asarray(self.camera.size_px, dtype=float)
        shown: Array = middle + self.camera.focal_px * camera_points[..., :2] / away
        return shown


def place(camera: Camera, room: Array) -> View:
    """Point a camera at everything a body does.

    Parameters
    ----------
    camera
        Its direction, lens and, if given, distance.
    room
        All points that should be seen, shape ``(..., 3)``, metres.

    Returns
    -------
    View
        Looking at the middle of the points' box as the camera sees it.
    """
    seen = room.reshape(-1, 3) @ camera.axes.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    target = (0.5 * (low + high)) @ camera.axes
    if camera.distance_m is not None:
        return View(camera=camera, target_m=target, distance_m=camera.distance_m)
    size = np.asarray(camera.size_px, dtype=float)
    needed = np.max((high - low)[:2] * camera.focal_px / (_FILL * size))
    return View(camera=camera, target_m=target, distance_m=float(needed + 0.5 * (high - low)[2]))
