"""A saved recording as ``ports.PoseSource``."""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from upperback.estimators.recording import Recording, load_recording
from upperback.motion.pose import PoseFrame, Silhouette
from upperback.services.ports import StreamInfo


class Replay:
    """The pose frames of a recording, as they were when it was saved; may be read again."""

    def __init__(self, path: Path | str) -> None:
        self._recording = load_recording(path)

    @property
    def info(self) -> StreamInfo:
        """Size, rate and length; the rate is the median one."""
        recording = self._recording
        steps_s = np.diff(recording.time_s)
        steps_s = steps_s[steps_s > 0]
        step_s = float(np.median(steps_s)) if steps_s.size else None
        return StreamInfo(
            path=str(recording.path),
            width=recording.size_px[0],
            height=recording.size_px[1],
            fps=1.0 / step_s if step_s else None,
            duration_s=float(np.ptp(recording.time_s)) + (step_s or 0.0),
            frames=len(recording.time_s),
        )

    @property
    def model_name(self) -> str:
        """The model that saw the landmarks."""
        return self._recording.model

    @property
    def truncated(self) -> str | None:
        """None: a recording is saved whole or not at all."""
        return None

    def poses(self) -> Iterator[tuple[PoseFrame, None]]:
        """Yield each pose frame; a recording holds no pictures."""
        recording = self._recording
        masks: Iterator[NDArray[np.uint8] | None] = (
            repeat(None) if recording.silhouette_size is None else recording.silhouettes()
        )
        for mask, index in zip(masks, range(len(recording.time_s)), strict=False):
            yield _pose_frame(recording, index, mask), None


def _pose_frame(recording: Recording, index: int, mask: NDArray[np.uint8] | None) -> PoseFrame:
    return PoseFrame(
        time_s=float(recording.time_s[index]),
        image=recording.image[index],
        world=recording.world[index],
        visibility=recording.visibility[index],
        size_px=recording.size_px,
        silhouette=_silhouette(recording, index, mask) if mask is not None else None,
    )


def _silhouette(recording: Recording, index: int, mask: NDArray[np.uint8]) -> Silhouette | None:
    if recording.crop_sizes is None or recording.crop_rects is None:
        # An empty mask stands for none: the writer fills gaps with it to keep frames in step.
        return Silhouette(mask=mask) if mask.any() else None
    height, width = recording.crop_sizes[index].tolist()
    left, top, right, bottom = recording.crop_rects[index].tolist()
    if not (height and width and left < right and top < bottom):
        return None
    return Silhouette(mask=mask[:height, :width], rect=(left, top, right, bottom))
