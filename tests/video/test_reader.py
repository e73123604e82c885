import threading
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from upperback.errors import VideoDecodeError
from upperback.video import VideoReader

from .conftest import MakeVideo, bar_index, red_corner

UNEVEN_MS = [0, 40, 70, 200, 210, 333, 400, 401, 900, 1000, 1010, 1500]


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt"),
    [
        ("row.mp4", "libx264", "yuv420p"),
        ("row.mov", "libx264", "yuv444p"),
        ("row.mkv", "ffv1", "gray"),
        ("row.webm", "libvpx-vp9", "yuv420p"),
        ("row.avi", "mpeg4", "yuv420p"),
        ("row.gif", "gif", "rgb8"),
        ("ten_bit.mkv", "ffv1", "yuv420p10le"),
        ("film.avi", "mjpeg", "yuvj422p"),
    ],
)
def test_containers_and_pixel_formats_give_the_same_pictures(
    a_video: MakeVideo, name: str, codec: str, pix_fmt: str
) -> None:
    reader = VideoReader(a_video(name, codec=codec, pix_fmt=pix_fmt))
    frames = list(reader.frames())
    assert [bar_index(frame.rgb, 16) for frame in frames] == list(range(16))
    assert [frame.time_s for frame in frames] == pytest.approx(np.arange(16) / 10)
    assert reader.truncated is None
    assert (reader.info.width, reader.info.height) == (128, 96)
    assert reader.info.duration_s == pytest.approx(1.6)
    assert {(f.rgb.shape, f.rgb.dtype.str, f.rgb.flags["C_CONTIGUOUS"]) for f in frames} == {
        ((96, 128, 3), "|u1", True)
    }


@pytest.mark.parametrize("name", ["row.mp4", "row.mkv", "row.webm"])
def test_a_variable_rate_keeps_its_times(a_video: MakeVideo, name: str) -> None:
    codec = "libvpx-vp9" if name.endswith("webm") else "libx264"
    reader = VideoReader(a_video(name, codec=codec, times_ms=UNEVEN_MS))
    times = [frame.time_s for frame in reader.frames()]
    assert times == pytest.approx([ms / 1000 for ms in UNEVEN_MS], abs=1e-4)


def test_time_starts_at_the_first_frame(a_video: MakeVideo) -> None:
    reader = VideoReader(a_video("late.mkv", times_ms=[5000, 5100, 5300]))
    assert [frame.time_s for frame in reader.frames()] == pytest.approx([0.0, 0.1, 0.3])


@pytest.mark.parametrize(
    ("turned_deg", "mirrored", "corner", "size"),
    [
        pytest.param(0, False, ("top", "left"), (128, 96), id="as stored"),
        pytest.param(-90, False, ("top", "right"), (96, 128), id="clockwise"),
        pytest.param(90, False, ("bottom", "left"), (96, 128), id="counter-clockwise"),
        pytest.param(180, False, ("bottom", "right"), (128, 96), id="upside down"),
        pytest.param(0, True, ("top", "right"), (128, 96), id="mirrored"),
        pytest.param(180, True, ("bottom", "left"), (128, 96), id="upside down, mirrored"),
    ],
)
def test_phone_videos_come_upright(
    a_video: MakeVideo,
    turned_deg: int,
    mirrored: bool,
    corner: tuple[str, str],
    size: tuple[int, int],
) -> None:
    reader = VideoReader(a_video(turned_deg=turned_deg, mirrored=mirrored))
    first = next(reader.frames())
    assert red_corner(first.rgb) == corner
    assert (first.rgb.shape[1], first.rgb.shape[0]) == size
    assert (reader.info.width, reader.info.height) == size


@pytest.mark.parametrize(
    ("aspect", "size"),
    [
        pytest.param(Fraction(4, 3), (171, 96), id="wide pixels"),
        pytest.param(Fraction(1, 2), (128, 192), id="tall pixels"),
        pytest.param(Fraction(100, 1), (128, 96), id="absurd pixels are ignored"),
    ],
)
def test_pixels_are_made_square(
    a_video: MakeVideo, aspect: Fraction, size: tuple[int, int]
) -> None:
    reader = VideoReader(a_video("wide.mov", pixel_aspect=aspect))
    assert (reader.info.width, reader.info.height) == size
    assert next(reader.frames()).rgb.shape == (size[1], size[0], 3)


def test_wide_pixels_of_a_turned_video_become_tall(a_video: MakeVideo) -> None:
    reader = VideoReader(a_video(pixel_aspect=Fraction(2), turned_deg=90))
    assert (reader.info.width, reader.info.height) == (96, 256)


@pytest.mark.parametrize(
    ("longest", "shape"), [(64, (48, 64, 3)), (1000, (96, 128, 3)), (100, (75, 100, 3))]
)
def test_the_longest_side_limits_pictures_but_not_the_stated_size(
    a_video: MakeVideo, longest: int, shape: tuple[int, int, int]
) -> None:
    reader = VideoReader(a_video(), longest_side_px=longest)
    assert next(reader.frames()).rgb.shape == shape
    assert (reader.info.width, reader.info.height) == (128, 96)


def test_odd_sizes_are_read_as_they_are(a_video: MakeVideo) -> None:
    reader = VideoReader(a_video("odd.mkv", codec="ffv1", pix_fmt="yuv420p", size=(63, 47)))
    assert next(reader.frames()).rgb.shape == (47, 63, 3)


@pytest.mark.parametrize(
    ("name", "codec"), [("row.mp4", "libx264"), ("row.mkv", "ffv1"), ("row.avi", "mjpeg")]
)
def test_a_cut_off_file_gives_what_decodes_and_says_what_is_missing(
    a_video: MakeVideo, name: str, codec: str
) -> None:
    pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    times_ms = range(0, 6000, 100)
    path = a_video(name, codec=codec, pix_fmt=pix_fmt, times_ms=times_ms, key_frame_every=5)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    reader = VideoReader(path)
    frames = list(reader.frames())
    assert 10 < len(frames) < 55
    assert reader.truncated is not None
    assert "6.0 s" in reader.truncated
    assert f"after {frames[-1].time_s + 0.1:.1f} s" in reader.truncated


def test_damage_in_the_middle_is_said(a_video: MakeVideo) -> None:
    path = a_video("row.mkv", codec="ffv1", times_ms=range(0, 3000, 100))
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 400] = b"\x00" * 400
    path.write_bytes(whole)
    reader = VideoReader(path)
    assert len(list(reader.frames())) > 5
    assert reader.truncated is not None


def test_a_file_cut_before_its_index_is_no_video(a_video: MakeVideo) -> None:
    path = a_video(index_in_front=False)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(VideoDecodeError, match="cut off before its index was written"):
        VideoReader(path)


def test_a_video_without_frames_is_refused(a_video: MakeVideo) -> None:
    path = a_video("none.avi", codec="mpeg4", times_ms=[])
    with pytest.raises(VideoDecodeError, match="none of its frames decodes"):
        VideoReader(path)


def test_no_thread_is_left_when_reading_stops_early(a_video: MakeVideo) -> None:
    before = threading.active_count()
    with closing(VideoReader(a_video()).frames()) as frames:  # type: ignore[type-var]
        next(frames)
    assert threading.active_count() == before


def test_no_thread_is_left_when_the_reader_raises(a_video: MakeVideo) -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        _read_and_fail(a_video())
    assert threading.active_count() == before


def _read_and_fail(path: Path) -> None:
    for _ in VideoReader(path).frames():
        raise ZeroDivisionError


def test_a_video_can_be_read_twice(a_video: MakeVideo) -> None:
    reader = VideoReader(a_video())
    first, second = list(reader.frames()), list(reader.frames())
    assert len(first) == len(second) == 16
