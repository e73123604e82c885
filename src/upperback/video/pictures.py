"""Single pictures of a video by their time, without reading all of it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av
import av.error

from upperback.errors import VideoDecodeError
from upperback.services.ports import VideoFrame
from upperback.video.decoding import Decoding, shown_s
from upperback.video.opening import OpenVideo, opened
from upperback.video.reader import first_upright

# How far before the wanted moment to look for a key frame, when the one before it does
# not do: some files list key frames by the order of decoding, not of showing.
_LOOK_BACK_S = (0, 1, 5, 20)


def pictures_at(
    path: Path | str, times_s: Sequence[float], *, longest_side_px: int | None = None
) -> list[VideoFrame]:
    """Return the frame nearest to each of ``times_s`` (as VideoReader tells time), in their order.

    Files without an index or without timestamps are read from the start instead.
    """
    found: dict[float, VideoFrame] = {}
    with opened(Path(path)) as video:
        upright = first_upright(video, longest_side_px)
    with opened(Path(path)) as video:
        for time_s, frame in _search(video, sorted(set(times_s))):
            found[time_s] = VideoFrame(time_s=frame[0], rgb=upright.rgb(frame[1]))
    return [found[time_s] for time_s in times_s]


_Timed = tuple[float, av.VideoFrame]


def _search(video: OpenVideo, times_s: Sequence[float]) -> Iterator[tuple[float, _Timed]]:
    origin_s = _origin_s(video)
    for time_s in times_s:
        frame = None if origin_s is None else _seek(video, origin_s, time_s)
        yield time_s, frame or _read_to(video, time_s)


def _origin_s(video: OpenVideo) -> Fraction | None:
    with closing(Decoding(video).frames()) as frames:
        return shown_s(next(frames)[1])


def _seek(video: OpenVideo, origin_s: Fraction, time_s: float) -> _Timed | None:
    """Return the frame by way of the key frame before it; None if the file cannot do that."""
    base = video.stream.time_base
    if not base:
        return None
    for back_s in _LOOK_BACK_S:
        start_s = max(origin_s, origin_s + Fraction(time_s) - back_s)
        try:
            video.container.seek(round(start_s / base), stream=video.stream)
        except (av.error.FFmpegError, OSError):
            return None
        frame = _nearest(_since(video, origin_s), time_s)
        if frame is not None:
            return frame
    return None


def _since(video: OpenVideo, origin_s: Fraction) -> Iterator[_Timed]:
    for _, frame in Decoding(video).frames():
        shown = shown_s(frame)
        if shown is None:
            return
        yield float(shown - origin_s), frame


def _nearest(frames: Iterator[_Timed], time_s: float) -> _Timed | None:
    """Return the frame nearest to ``time_s``; None if the frames begin after it."""
    before: _Timed | None = None
    for frame in frames:
        if frame[0] >= time_s:
            if before is None:
                return frame if frame[0] == time_s or time_s <= 0 else None
            return min(before, frame, key=lambda timed: abs(timed[0] - time_s))
        before = frame
    return before


def _read_to(video: OpenVideo, time_s: float) -> _Timed:
    with opened(video.path) as anew:
        frame = _nearest(Decoding(anew).frames(), time_s)
    if frame is None:
        raise VideoDecodeError(
            f"{video.path}: expected a picture at {time_s:.3f} s, none decodes there; "
            "copy the video again"
        )
    return frame
