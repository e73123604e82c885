"""Read a video frame by frame; decoding runs ahead of the reader in a thread."""

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from upperback.errors import VideoDecodeError
from upperback.services.ports import StreamInfo, VideoFrame
from upperback.video.ahead import ahead
from upperback.video.decoding import Decoding, stated_rate
from upperback.video.opening import OpenVideo, opened
from upperback.video.upright import Upright, upright

# Frames decoded in advance: enough to bridge a slow key frame, few enough that a 4K
# video holds some 100 MB at most.
_DEPTH = 4
# How much longer a stated length may be than what is there before that counts as missing:
# the length of the video stream is exact, that of the whole file may be that of its sound.
_SLACK_STREAM_S, _SLACK_FILE_S = 0.5, 2.0


class VideoReader:
    """A video file as ``ports.FrameSource``: upright pictures, square pixels, true times.

    ``longest_side_px`` limits the pictures handed out (they are never enlarged);
    ``info`` keeps the size as shown.
    """

    def __init__(self, path: Path | str, *, longest_side_px: int | None = None) -> None:
        self._path = Path(path)
        self._truncated: str | None = None
        with opened(self._path) as video:
            self._upright = first_upright(video, longest_side_px)
            self._stated = _stated(video)
            self._info = _info(video, self._upright, self._stated)

    @property
    def info(self) -> StreamInfo:
        """Size as shown, rate and length as the container states them."""
        return self._info

    @property
    def truncated(self) -> str | None:
        """After reading: in plain words why the rest could not be decoded; None if all was."""
        return self._truncated

    def frames(self) -> Iterator[VideoFrame]:
        """Yield the frames in order; each call reads the file anew."""
        with closing(self._read()) as source, closing(ahead(source, _DEPTH)) as frames:
            yield from frames

    def _read(self) -> Generator[VideoFrame, None, None]:
        self._truncated = None
        with opened(self._path) as video:
            decoding = Decoding(video)
            for time_s, frame in decoding.frames():
                yield VideoFrame(time_s=time_s, rgb=self._upright.rgb(frame))
        self._truncated = _missing(decoding, self._stated)


def first_upright(video: OpenVideo, longest_side_px: int | None) -> Upright:
    """Decode the first frame of ``video`` to learn how its pictures are brought upright."""
    decoding = Decoding(video)
    with closing(decoding.frames()) as frames:
        first = next(frames, None)
    if first is None:
        broken = f" ({decoding.n_broken} pieces are damaged)" if decoding.n_broken else ""
        raise VideoDecodeError(
            f"{video.path}: expected a video with pictures, none of its frames decodes{broken}; "
            "copy or record it again"
        )
    return upright(first[1], video.stream.sample_aspect_ratio, longest_side_px)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """How long the file says it is, and how much of that may be missing without harm."""

    duration_s: float | None
    slack_s: float


def _stated(video: OpenVideo) -> _Stated:
    stream, container = video.stream, video.container
    if container.format.name == "avi" and stream.frames and stream.average_rate:
        # FFmpeg shortens the length of a cut AVI to what is there, but not its count.
        seconds = float(stream.frames / stream.average_rate)
        return _Stated(duration_s=seconds, slack_s=_SLACK_STREAM_S)
    if stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
        return _Stated(duration_s=seconds, slack_s=_SLACK_STREAM_S)
    # Matroska and WebM keep the length of a stream among its tags.
    tag = re.fullmatch(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
    if tag:
        seconds = int(tag[1]) * 3600 + int(tag[2]) * 60 + float(tag[3])
        return _Stated(duration_s=seconds, slack_s=_SLACK_STREAM_S)
    if container.duration:
        return _Stated(duration_s=container.duration / 1_000_000, slack_s=_SLACK_FILE_S)
    return _Stated(duration_s=None, slack_s=0.0)


def _info(video: OpenVideo, shown: Upright, stated: _Stated) -> StreamInfo:
    fps = stated_rate(video)
    return StreamInfo(
        path=str(video.path),
        width=shown.full[0],
        height=shown.full[1],
        fps=float(fps) if fps else None,
        duration_s=stated.duration_s,
        frames=video.stream.frames or None,
    )


def _missing(decoding: Decoding, stated: _Stated) -> str | None:
    end_s = decoding.end_s or 0.0
    if stated.duration_s is not None and end_s < stated.duration_s - stated.slack_s:
        return (
            f"the file says it lasts {stated.duration_s:.1f} s, but its pictures end after "
            f"{end_s:.1f} s; it was probably cut off while recording or copying"
        )
    if decoding.n_broken:
        pieces = "1 piece" if decoding.n_broken == 1 else f"{decoding.n_broken} pieces"
        return (
            f"{pieces} of the video could not be decoded, the first after "
            f"{decoding.broken_after_s:.1f} s; those moments are missing"
        )
    return None
