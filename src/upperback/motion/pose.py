"""Pose frames: what the pose model saw at one moment, checked once at the door."""

from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from upperback.errors import InvalidPoseError
from upperback.motion.landmarks import MIRRORED, N_LANDMARKS

FloatArray = NDArray[np.floating]
# domain.md 2.2: the pose may flicker for so long; what was seen before still holds.
FLICKER_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Silhouette:
    """How likely each pixel belongs to the person.

    Attributes
    ----------
    mask
        Shape ``(h, w)``, uint8, 0 to 255 for probability 0 to 1.
    rect
        ``(left, top, right, bottom)`` of the mask in image coordinates
        normalised to 0..1; the whole picture is ``(0, 0, 1, 1)``.
    """

    mask: NDArray[np.uint8]
    rect: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)

    def __post_init__(self) -> None:
        if self.mask.ndim != 2 or self.mask.dtype != np.uint8 or not self.mask.size:
            raise InvalidPoseError(
                f"silhouette: expected a uint8 array of shape (h, w), "
                f"got {self.mask.dtype} {self.mask.shape}"
            )
        left, top, right, bottom = self.rect
        if not (left < right and top < bottom):
            raise InvalidPoseError(
                f"silhouette rectangle: expected left < right, top < bottom, got {self.rect}"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PoseFrame:
    """One person's landmarks at one moment.

    Attributes
    ----------
    time_s
        Seconds since the start of the source; finite.
    image
        Shape ``(33, 3)``: x and y as a share of the picture's width and height
        (y down), z on the scale of x (smaller is nearer). NaN = not seen.
    world
        Shape ``(33, 3)``: metres from the middle of the hips, x right in the
        picture, y down, z away from the camera. NaN = not seen.
    visibility
        Shape ``(33,)``: 0 to 1; 0 where no person was found.
    size_px
        Width and height of the picture.
    silhouette
        The person's outline, or None if it was not asked for.
    """

    time_s: float
    image: FloatArray
    world: FloatArray
    visibility: FloatArray
    size_px: tuple[int, int]
    silhouette: Silhouette | None = field(default=None)

    def __post_init__(self) -> None:
        if not isfinite(self.time_s):
            raise InvalidPoseError(f"time_s: expected a finite number, got {self.time_s}")
        _check_shape("image", self.image, (N_LANDMARKS, 3))
        _check_shape("world", self.world, (N_LANDMARKS, 3))
        _check_shape("visibility", self.visibility, (N_LANDMARKS,))
        if min(self.size_px) < 1:
            raise InvalidPoseError(
                f"size_px: expected (width, height) of at least 1, got {self.size_px}"
            )

    @property
    def has_person(self) -> bool:
        """Whether any landmark was seen at all."""
        # The nose is seen in nearly every frame.
        x, y = self.image.item(0), self.image.item(1)
        return isfinite(x) or isfinite(y) or bool(np.isfinite(self.image[:, :2]).any())

    @property
    def points_px(self) -> FloatArray:
        """Landmarks in pixels, shape ``(33, 2)``, y down; NaN = not seen."""
        return self.image[:, :2] * np.asarray(self.size_px, dtype=float)


def _check_shape(name: str, array: FloatArray, expected: tuple[int, ...]) -> None:
    if getattr(array, "shape", None) == expected and array.dtype.kind == "f":
        return
    shape, kind = np.shape(array), np.asarray(array).dtype.kind
    raise InvalidPoseError(f"{name}: expected floats of shape {expected}, got {kind} {shape}")


def no_person(time_s: float, size_px: tuple[int, int]) -> PoseFrame:
    """Pose frame of a moment in which nobody was found.

    Parameters
    ----------
    time_s
        Seconds since the start of the source.
    size_px
        Width and height of the picture.

    Returns
    -------
    PoseFrame
        All landmarks NaN, all visibilities 0.
    """
    nothing = np.full((N_LANDMARKS, 3), np.nan)
    return PoseFrame(
        time_s=time_s,
        image=nothing,
        world=nothing,
        visibility=np.zeros(N_LANDMARKS),
        size_px=size_px,
    )


def mirror(frame: PoseFrame) -> PoseFrame:
    """Pose frame of the same scene seen in a mirror.

    Parameters
    ----------
    frame
        Any pose frame.

    Returns
    -------
    PoseFrame
        x flipped in image and world, left and right landmarks swapped,
        silhouette flipped.
    """
    image, world = frame.image[MIRRORED].copy(), frame.world[MIRRORED].copy()
    image[:, 0] = 1.0 - image[:, 0]
    world[:, 0] *= -1.0
    silhouette = frame.silhouette
    if silhouette is not None:
        left, top, right, bottom = silhouette.rect
        silhouette = Silhouette(
            mask=np.ascontiguousarray(silhouette.mask[:, ::-1]),
            rect=(1.0 - right, top, 1.0 - left, bottom),
        )
    visibility = frame.visibility[MIRRORED]
    return replace(frame, image=image, world=world, visibility=visibility, silhouette=silhouette)
