"""Small videos made on the spot: frame ``i`` of ``n`` shows a white bar at the i-th place."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.video.stream import VideoStream
from numpy.typing import NDArray

MakeVideo = Callable[..., Path]
MILLISECOND = Fraction(1, 1000)
RED_CORNER = (255, 0, 0)


def picture(index: int, n_frames: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Black, a red corner at the top left, and the bar of ``index`` in the lower half."""
    width, height = size
    rgb = np.zeros((height, width, 3), np.uint8)
    rgb[: height // 4, : width // 4] = RED_CORNER
    left, right = (round(width * k / n_frames) for k in (index, index + 1))
    rgb[height // 2 :, left:right] = 255
    return rgb


def bar_index(rgb: NDArray[np.uint8], n_frames: int) -> int:
    """Which frame a picture shows."""
    brightness = rgb[rgb.shape[0] * 5 // 8 :].mean(axis=(0, 2))
    return int(
        (np.argmax(np.convolve(brightness, np.ones(3), "same"))) * n_frames // len(brightness)
    )


def red_corner(rgb: NDArray[np.uint8]) -> tuple[str, str]:
    """Where the red corner lies."""
    red = (rgb[..., 0] > 128) & (rgb[..., 1] < 100)
    rows, columns = np.nonzero(red)
    height, width = red.shape
    return (
        "top" if rows.mean() < height / 2 else "bottom",
        "left" if columns.mean() < width / 2 else "right",
    )


def write_video(
    path: Path,
    *,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    size: tuple[int, int] = (128, 96),
    times_ms: Sequence[int] = range(0, 1600, 100),
    turned_deg: int | None = None,
    mirrored: bool = False,
    pixel_aspect: Fraction | None = None,
    key_frame_every: int = 250,
    index_in_front: bool = True,
) -> Path:
    in_front = index_in_front and path.suffix in {".mp4", ".mov"}
    options = {"movflags": "faststart"} if in_front else {}
    with av.open(str(path), "w", options=options) as container:
        stream = cast("VideoStream", container.add_stream(codec, rate=10))
        stream.width, stream.height = size
        stream.pix_fmt = pix_fmt
        # AVI knows no timestamps, only a rate: its times here are whole frames.
        stream.codec_context.time_base = Fraction(1, 10) if path.suffix == ".avi" else MILLISECOND
        stream.codec_context.gop_size = key_frame_every
        if turned_deg is not None:
            stream.set_display_rotation(turned_deg, mirrored)
        if pixel_aspect is not None:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        container.start_encoding()
        for index, time_ms in enumerate(times_ms):
            rgb = picture(index, len(times_ms), size)
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format=pix_fmt)
            frame.time_base = stream.codec_context.time_base
            frame.pts = round(Fraction(time_ms, 1000) / frame.time_base)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        silence = np.zeros((1, 8000), np.int16)
        frame = av.AudioFrame.from_ndarray(silence, format="s16", layout="mono")
        frame.rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def a_video(tmp_path: Path) -> MakeVideo:
    """Return a maker of small videos: ``a_video("row.mp4", turned_deg=-90)``."""

    def make(name: str = "row.mp4", **features: object) -> Path:
        return write_video(tmp_path / name, **features)  # type: ignore[arg-type]

    return make


@pytest.fixture
def a_sound(tmp_path: Path) -> Path:
    """Return a file that holds sound only."""
    return write_sound(tmp_path / "music.wav")
