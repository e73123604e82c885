"""Opening a video file: what is wrong with a path or a file is said here, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import av.stream
from av.container import InputContainer
from av.video.stream import VideoStream

from upperback.errors import VideoDecodeError, VideoNotReadableError

_KINDS = "mp4, mov, webm, mkv, avi or gif"

# Formats FFmpeg would read as a "video" that are none: text rendered as a terminal, and
# playlists, which name other files and addresses to open.
_NOT_VIDEOS = frozenset({"tty", "hls", "concat", "dash", "webm_dash_manifest", "sdp", "rtsp"})

# A file may only lead to itself: a crafted one must not make us open an address.
_ONLY_FILES = {"protocol_whitelist": "file"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenVideo:
    """A container and the stream in it that is the video."""

    path: Path
    container: InputContainer
    stream: VideoStream


@contextmanager
def opened(path: Path) -> Iterator[OpenVideo]:
    """Open the video at ``path``; a bad path or file raises a VideoError that says how to mend."""
    check_readable(path)
    try:
        # "file:" keeps a name such as "row:1.mp4" from being taken for a protocol.
        container = av.open(f"file:{path}", options=_ONLY_FILES)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise VideoDecodeError(_not_a_video(path, error)) from error
    with container:
        yield OpenVideo(path=path, container=container, stream=_video_stream(path, container))


def check_readable(path: Path) -> None:
    """Raise a VideoError unless ``path`` is a file with something in it that may be read."""
    if path.is_symlink() and not path.exists():
        raise VideoNotReadableError(
            f"{path}: expected a video file, got a link to {path.readlink()}, which does not "
            "exist; give the path of the video itself"
        )
    if path.is_dir():
        raise VideoNotReadableError(
            f"{path}: expected a video file, got a directory; name the video inside it"
        )
    if not path.exists():
        raise VideoNotReadableError(f"{path}: expected a video file, found nothing; check the path")
    if not path.is_file():
        raise VideoNotReadableError(
            f"{path}: expected a video file, got a device or pipe; record to a file first"
        )
    _check_content(path)


def _check_content(path: Path) -> None:
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except OSError as error:
        raise VideoNotReadableError(
            f"{path}: the file may not be read ({error.strerror}); check its permissions"
        ) from error
    if not first:
        raise VideoDecodeError(
            f"{path}: expected a video, got an empty file (0 bytes); copy or record it again"
        )


def _not_a_video(path: Path, error: Exception) -> str:
    got = "a file that is no video, or was cut off before its index was written"
    if not isinstance(error, (av.error.InvalidDataError, av.error.EOFError)):
        got = f"a file that cannot be opened ({getattr(error, 'strerror', None) or error})"
    return f"{path}: expected a video ({_KINDS}), got {got}; check it plays, or copy it again"


def _video_stream(path: Path, container: InputContainer) -> VideoStream:
    kinds = set(container.format.name.split(","))
    if kinds & _NOT_VIDEOS:
        raise VideoDecodeError(
            f"{path}: expected a video ({_KINDS}), got a {container.format.long_name} file; "
            "name the video itself"
        )
    # The cover picture of a song is stored as a video stream of one frame.
    cover = av.stream.Disposition.attached_pic
    streams = [s for s in container.streams.video if not s.disposition & cover]
    if not streams:
        found = ", ".join(sorted({s.type for s in container.streams})) or "nothing"
        raise VideoDecodeError(
            f"{path}: expected a video stream, found only {found}; choose a file with pictures"
        )
    stream = streams[0]
    if stream.codec_context is None:
        raise VideoDecodeError(
            f"{path}: the pictures are stored in a way that cannot be read here; "
            "convert the video to H.264 (mp4)"
        )
    # Several frames at once: a 4K video decodes slower than real time otherwise.
    stream.thread_type = "AUTO"
    return stream
