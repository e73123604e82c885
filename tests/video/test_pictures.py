import numpy as np
import pytest

from upperback.video import VideoReader, pictures_at

from .conftest import MakeVideo

UNEVEN_MS = [0, 40, 70, 200, 210, 333, 400, 401, 900, 1000, 1010, 1500]


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt"),
    [
        ("row.mp4", "libx264", "yuv420p"),
        ("row.mkv", "libx264", "yuv420p"),
        ("row.webm", "libvpx-vp9", "yuv420p"),
        ("row.avi", "mpeg4", "yuv420p"),
        ("row.gif", "gif", "rgb8"),
    ],
)
def test_each_picture_is_exactly_the_frame_of_that_time(
    a_video: MakeVideo, name: str, codec: str, pix_fmt: str
) -> None:
    times_ms = range(0, 1600, 100) if name.endswith(("avi", "gif")) else UNEVEN_MS
    path = a_video(name, codec=codec, pix_fmt=pix_fmt, times_ms=times_ms, key_frame_every=4)
    frames = list(VideoReader(path).frames())
    again = pictures_at(path, [frame.time_s for frame in reversed(frames)])
    assert [picture.time_s for picture in again] == [frame.time_s for frame in reversed(frames)]
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(again, reversed(frames), strict=True))


def test_the_nearest_frame_is_taken(a_video: MakeVideo) -> None:
    path = a_video(times_ms=UNEVEN_MS, key_frame_every=4)
    wanted = [-1.0, 0.049, 0.06, 0.6, 0.7, 99.0]
    times = [picture.time_s for picture in pictures_at(path, wanted)]
    assert times == pytest.approx([0.0, 0.04, 0.07, 0.401, 0.9, 1.5], abs=1e-4)


def test_a_time_asked_twice_comes_twice(a_video: MakeVideo) -> None:
    pictures = pictures_at(a_video(), [0.3, 0.3])
    assert [picture.time_s for picture in pictures] == pytest.approx([0.3, 0.3])


def test_pictures_are_upright_and_limited_in_size(a_video: MakeVideo) -> None:
    [picture] = pictures_at(a_video(turned_deg=90), [0.5], longest_side_px=64)
    assert picture.rgb.shape == (64, 48, 3)


def test_a_raw_stream_without_timestamps_is_read_from_the_start(a_video: MakeVideo) -> None:
    path = a_video("row.h264")
    frames = list(VideoReader(path).frames())
    [picture] = pictures_at(path, [frames[9].time_s])
    assert np.array_equal(picture.rgb, frames[9].rgb)
