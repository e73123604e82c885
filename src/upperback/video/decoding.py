"""One pass over the frames of an open video, with their times and what could not be decoded."""

from collections.abc import Generator
from fractions import Fraction

import av
import av.error

from upperback.video.opening import OpenVideo
from upperback.video.timeline import Timeline

_USUAL_RATE = Fraction(30)


class Decoding:
    """Decodes a video from its current position; afterwards says how far that went.

    ``end_s`` is when the last frame stops being shown (None: there was no frame),
    ``n_broken`` counts the pieces that could not be decoded, the first of them
    ``broken_after_s``.
    """

    def __init__(self, video: OpenVideo) -> None:
        self._video = video
        self._step_s = 1 / rate(video)
        self._last_s = 0.0
        self.end_s: float | None = None
        self.n_broken = 0
        self.broken_after_s = 0.0

    def frames(self) -> Generator[tuple[float, av.VideoFrame], None, None]:
        """Yield each frame with its time in seconds since the first one."""
        timeline = Timeline(self._step_s)
        for frame in self._decoded():
            self._last_s = timeline.seconds(shown_s(frame))
            self.end_s = self._last_s + self._shown_for_s(frame)
            yield self._last_s, frame

    def _decoded(self) -> Generator[av.VideoFrame, None, None]:
        packets = self._video.container.demux(self._video.stream)
        reading = True
        while reading:
            packet = None
            try:
                packet = next(packets, None)
            except (av.error.FFmpegError, OSError):
                self._note_broken()
            # The last packet is empty: for it the decoder hands out what it still holds.
            reading = packet is not None and packet.size > 0
            try:
                yield from self._video.stream.decode(packet)
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                self._note_broken()

    def _note_broken(self) -> None:
        if not self.n_broken:
            self.broken_after_s = self._last_s
        self.n_broken += 1

    def _shown_for_s(self, frame: av.VideoFrame) -> float:
        if not frame.duration or not frame.time_base:
            return float(self._step_s)
        return float(frame.duration * frame.time_base)


def shown_s(frame: av.VideoFrame) -> Fraction | None:
    """Return when ``frame`` is shown on the file's own clock; None if the file does not say."""
    if frame.pts is None or not frame.time_base:
        return None
    return frame.pts * frame.time_base


def rate(video: OpenVideo) -> Fraction:
    """Return the mean frames per second, or a usual rate where the file does not say."""
    return stated_rate(video) or _USUAL_RATE


def stated_rate(video: OpenVideo) -> Fraction | None:
    """Return the mean frames per second that the file states."""
    return video.stream.average_rate or video.stream.guessed_rate or None
