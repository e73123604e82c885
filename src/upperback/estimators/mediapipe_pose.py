"""MediaPipe's pose landmarker as ``ports.Estimator``; MediaPipe itself is imported late."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from upperback.errors import EstimatorError, ModelFileError
from upperback.estimators.model_file import ModelFile
from upperback.estimators.native_stderr import without_chatter
from upperback.motion.pose import PoseFrame, Silhouette, no_person
from upperback.services.ports import VideoFrame

if TYPE_CHECKING:
    from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerResult

# A silhouette of this size places the back's contour within a pixel of what the 256 x 256
# mask of the model can tell; a larger one costs time and says no more.
_LONGEST_MASK_PX = 640


class MediaPipePose:
    """Follows one person through the frames of one video, given in the order of time.

    The model is loaded at the first picture. After ``close`` a new video may begin.
    """

    def __init__(self, model: ModelFile, *, silhouettes: bool = True) -> None:
        self._model = model
        self._silhouettes = silhouettes
        self._landmarker: PoseLandmarker | None = None
        self._last_ms = -1

    @property
    def model_name(self) -> str:
        """Name of the model with the beginning of its checksum."""
        return self._model.name

    def estimate(self, frame: VideoFrame) -> PoseFrame:
        """Return the pose of the person followed; all NaN where there is none."""
        with without_chatter():
            if self._landmarker is None:
                self._landmarker = _landmarker(self._model, silhouettes=self._silhouettes)
            # Whole, strictly rising milliseconds: a repeated or backward time, or a rate
            # above 1000 a second, moves to the next free one, so that no frame is lost.
            self._last_ms = max(round(frame.time_s * 1000), self._last_ms + 1)
            return _pose_frame(_detect(self._landmarker, frame, self._last_ms), frame)

    def close(self) -> None:
        """Free the model; a second call does nothing."""
        if self._landmarker is not None:
            with without_chatter():
                self._landmarker.close()
        self._landmarker = None
        self._last_ms = -1


def _landmarker(model: ModelFile, *, silhouettes: bool) -> "PoseLandmarker":
    try:
        from mediapipe.tasks.python import BaseOptions
        from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model.path)),
            running_mode=RunningMode.VIDEO,
            num_poses=1,
            output_segmentation_masks=silhouettes,
        )
        return PoseLandmarker.create_from_options(options)
    except (ImportError, OSError) as error:
        raise EstimatorError(
            f"MediaPipe cannot be loaded ({error}); install it with 'make setup' "
            "(on Debian it needs the packages libegl1 and libgles2)"
        ) from error
    except (ValueError, RuntimeError) as error:
        raise ModelFileError(
            f"the pose model {model.path} was refused by MediaPipe ({error}); "
            "run 'make model', or give another file with --model PATH"
        ) from error


def _detect(
    landmarker: "PoseLandmarker", frame: VideoFrame, time_ms: int
) -> "PoseLandmarkerResult":
    from mediapipe import Image, ImageFormat

    try:
        image = Image(image_format=ImageFormat.SRGB, data=frame.rgb)
        return landmarker.detect_for_video(image, time_ms)
    except (ValueError, RuntimeError) as error:
        shape = " x ".join(map(str, frame.rgb.shape))
        raise EstimatorError(
            f"the pose model refused the picture at {frame.time_s:.3f} s "
            f"({shape}, {frame.rgb.dtype}): {error}; check that the video plays there"
        ) from error


def _pose_frame(result: "PoseLandmarkerResult", frame: VideoFrame) -> PoseFrame:
    height, width = frame.rgb.shape[:2]
    if not result.pose_landmarks:
        return no_person(frame.time_s, (width, height))
    image, world = result.pose_landmarks[0], result.pose_world_landmarks[0]
    silhouette = None
    if result.segmentation_masks:
        # The view does not keep the mask alive, so its pixels are copied while it is held.
        mask = result.segmentation_masks[0]
        silhouette = Silhouette(mask=_thinned(mask.numpy_view()[..., 0]))
    return PoseFrame(
        time_s=frame.time_s,
        image=np.array([(point.x, point.y, point.z) for point in image]),
        world=np.array([(point.x, point.y, point.z) for point in world]),
        visibility=np.array([point.visibility for point in image]),
        size_px=(width, height),
        silhouette=silhouette,
    )


def _thinned(probability: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return every k-th pixel of the mask, 0 to 255, so that its longer side is at most 640."""
    step = -(-max(probability.shape) // _LONGEST_MASK_PX)
    scaled = probability[::step, ::step] * np.float32(255)
    scaled += np.float32(0.5)
    return scaled.astype(np.uint8)
