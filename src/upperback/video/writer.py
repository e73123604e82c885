"""Write pictures as an H.264 video that plays everywhere, each at its own time."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import av.error
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from upperback.errors import ExportError
from upperback.services.ports import VideoFrame

# The clock of MPEG: any usual frame rate falls on whole ticks of it.
_CLOCK = Fraction(1, 90_000)
_BT601, _LIMITED_RANGE = 6, 1


class VideoWriter:
    """An ``.mp4`` (H.264, yuv420p, index in front) being written; use it in a ``with``.

    Frames keep their times, so a variable rate stays variable. The size is that of
    the first frame; an odd side gains one row or column, as H.264 wants even ones.
    The file appears under its name only when it is complete.
    """

    def __init__(self, path: Path | str, *, fps: float | None = None) -> None:
        self._path = Path(path)
        self._unfinished = self._path.with_name(f".{self._path.name}.part")
        self._fps = Fraction(fps or 30).limit_denominator(1001)
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._last_pts = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self._abandon()

    def write(self, frame: VideoFrame) -> None:
        """Add one picture; times that do not rise are moved up by one tick."""
        try:
            stream = self._stream or self._start(frame)
            picture = av.VideoFrame.from_ndarray(_padded(frame, stream), format="rgb24")
            picture = picture.reformat(format="yuv420p")
            picture.pts = max(round(Fraction(frame.time_s) / _CLOCK), self._last_pts + 1)
            picture.time_base = _CLOCK
            self._last_pts = picture.pts
            self._mux(stream, picture)
        except (av.error.FFmpegError, OSError) as error:
            self._abandon()
            raise self._refusal(error) from error

    def close(self) -> None:
        """Finish the file and give it its name."""
        if self._container is None or self._stream is None:
            raise ExportError(f"{self._path}: expected at least one picture to write, got none")
        try:
            self._mux(self._stream, None)
            self._container.close()
            self._unfinished.replace(self._path)
        except (av.error.FFmpegError, OSError) as error:
            self._abandon()
            raise self._refusal(error) from error
        self._container = self._stream = None

    def _start(self, frame: VideoFrame) -> VideoStream:
        self._container = av.open(
            str(self._unfinished), "w", format="mp4", options={"movflags": "faststart"}
        )
        # Quality 20: lines and letters drawn on the picture stay crisp.
        stream = self._container.add_stream(
            "libx264", rate=self._fps, options={"crf": "20", "preset": "veryfast"}
        )
        height, width = frame.rgb.shape[:2]
        stream.width, stream.height = width + width % 2, height + height % 2
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = _CLOCK
        stream.codec_context.colorspace = _BT601
        stream.codec_context.color_range = _LIMITED_RANGE
        self._stream = stream
        return stream

    def _mux(self, stream: VideoStream, picture: av.VideoFrame | None) -> None:
        assert self._container is not None
        self._container.mux(stream.encode(picture))

    def _abandon(self) -> None:
        if self._container is not None:
            with suppress(av.error.FFmpegError, OSError):
                self._container.close()
        self._container = self._stream = None
        self._unfinished.unlink(missing_ok=True)

    def _refusal(self, error: Exception) -> ExportError:
        why = getattr(error, "strerror", None) or error
        return ExportError(
            f"{self._path}: the video cannot be written ({why}); "
            "check that the folder exists, may be written and has room"
        )


def _padded(frame: VideoFrame, stream: VideoStream) -> NDArray[np.uint8]:
    height, width = frame.rgb.shape[:2]
    down, right = stream.height - height, stream.width - width
    if not 0 <= down <= 1 or not 0 <= right <= 1:
        raise ExportError(
            f"expected a picture of about {stream.width} x {stream.height}, as the first one, "
            f"got {width} x {height}"
        )
    return np.pad(frame.rgb, ((0, down), (0, right), (0, 0)), mode="edge")
