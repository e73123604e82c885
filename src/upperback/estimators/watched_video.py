"""A video seen by an estimator, as ``ports.PoseSource``."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

from upperback.motion.pose import PoseFrame
from upperback.services.ports import Estimator, FrameSource, StreamInfo, VideoFrame

# Longest side of the pictures shown to the model. It looks at 224 x 224 pixels of the
# whole and 256 x 256 of the person, so more says nothing about a person who fills a
# third of the picture, while the silhouette costs in proportion to the picture's area.
LONGEST_SIDE_PX = 640

# Pictures given to the estimator in advance, so that it never waits for the consumer.
_DEPTH = 3


class WatchedVideo:
    """Pose frames of a video; the estimator works ahead in a thread while each is used.

    The pictures may be smaller than the video as shown: landmarks are given for the
    size in ``info``, the picture beside them is the one that the estimator saw.
    The estimator is closed after reading, so each reading follows a person anew.
    """

    def __init__(self, frames: FrameSource, estimator: Estimator) -> None:
        self._frames = frames
        self._estimator = estimator

    @property
    def info(self) -> StreamInfo:
        """Size as shown, rate and length of the video."""
        return self._frames.info

    @property
    def model_name(self) -> str:
        """The model that sees the landmarks."""
        return self._estimator.model_name

    @property
    def truncated(self) -> str | None:
        """After reading: why the rest of the video is missing; None if all was read."""
        return self._frames.truncated

    def poses(self) -> Iterator[tuple[PoseFrame, VideoFrame]]:
        """Yield each pose frame with its picture."""
        with ExitStack() as stack:
            stack.callback(self._estimator.close)
            worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upperback-pose")
            stack.callback(worker.shutdown, cancel_futures=True)
            waiting: deque[tuple[Future[PoseFrame], VideoFrame]] = deque()
            frames = self._frames.frames()
            if isinstance(frames, Generator):
                stack.callback(frames.close)
            for frame in frames:
                waiting.append((worker.submit(self._estimate, frame), frame))
                if len(waiting) >= _DEPTH:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)

    def _estimate(self, frame: VideoFrame) -> PoseFrame:
        info = self.info
        return replace(self._estimator.estimate(frame), size_px=(info.width, info.height))


def _next(waiting: deque[tuple[Future[PoseFrame], VideoFrame]]) -> tuple[PoseFrame, VideoFrame]:
    future, frame = waiting.popleft()
    return future.result(), frame
