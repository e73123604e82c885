"""What the use cases need from the outside: protocols that adapters fulfil."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from upperback.motion.pose import PoseFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VideoFrame:
    """One decoded picture, upright: ``rgb`` has shape ``(height, width, 3)``, uint8."""

    time_s: float
    rgb: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamInfo:
    """What a source says of itself before it is read; ``None`` where it does not know."""

    path: str
    width: int
    height: int
    fps: float | None
    duration_s: float | None
    frames: int | None


class FrameSource(Protocol):
    """A video to be read once, frame by frame, in the order of time."""

    @property
    def info(self) -> StreamInfo:
        """Size, rate and length as the container states them."""

    @property
    def truncated(self) -> str | None:
        """After reading: in plain words why the rest could not be decoded; None if all was."""

    def frames(self) -> Iterator[VideoFrame]:
        """Yield the frames; raises VideoDecodeError if there is none."""


class Estimator(Protocol):
    """Finds one person in pictures that come in the order of time."""

    @property
    def model_name(self) -> str:
        """Name of the model, written into passports and recordings."""

    def estimate(self, frame: VideoFrame) -> PoseFrame:
        """Return the pose of the person followed; all NaN where there is none."""

    def close(self) -> None:
        """Free the model."""


class PoseSource(Protocol):
    """Pose frames in the order of time: a video seen by an estimator, or a recording."""

    @property
    def info(self) -> StreamInfo:
        """Size, rate and length of what is read."""

    @property
    def model_name(self) -> str:
        """The model that saw the landmarks."""

    @property
    def truncated(self) -> str | None:
        """After reading: why the rest is missing; None if all was read."""

    def poses(self) -> Iterator[tuple[PoseFrame, VideoFrame | None]]:
        """Yield each pose frame with its picture, or with None where there is no picture."""
