from pathlib import Path

import numpy as np
import pytest

from upperback.errors import ExportError
from upperback.services.ports import VideoFrame
from upperback.video import VideoReader, VideoWriter

from .conftest import bar_index, picture

UNEVEN_S = [0.0, 0.04, 0.07, 0.2, 0.333, 0.9]


def write(path: Path, size: tuple[int, int], times_s: list[float] = UNEVEN_S) -> Path:
    with VideoWriter(path) as writer:
        for index, time_s in enumerate(times_s):
            writer.write(VideoFrame(time_s=time_s, rgb=picture(index, len(times_s), size)))
    return path


def write_and_fail(path: Path) -> None:
    with VideoWriter(path) as writer:
        writer.write(VideoFrame(time_s=0.0, rgb=picture(0, 1, (64, 48))))
        raise ZeroDivisionError


def test_pictures_and_uneven_times_come_back(tmp_path: Path) -> None:
    frames = list(VideoReader(write(tmp_path / "out.mp4", (128, 96))).frames())
    assert [frame.time_s for frame in frames] == pytest.approx(UNEVEN_S, abs=1e-4)
    assert [bar_index(frame.rgb, 6) for frame in frames] == list(range(6))
    assert np.abs(frames[0].rgb[:20, :28].astype(int) - [255, 0, 0]).mean() < 12


@pytest.mark.parametrize(
    ("size", "written"), [((63, 47), (64, 48)), ((64, 47), (64, 48)), ((63, 48), (64, 48))]
)
def test_odd_sides_gain_a_row_or_column(
    tmp_path: Path, size: tuple[int, int], written: tuple[int, int]
) -> None:
    info = VideoReader(write(tmp_path / "odd.mp4", size)).info
    assert (info.width, info.height) == written


def test_repeated_times_lose_no_frame(tmp_path: Path) -> None:
    path = write(tmp_path / "twice.mp4", (128, 96), [0.0, 0.1, 0.1, 0.1, 0.2])
    assert len(list(VideoReader(path).frames())) == 5


def test_the_index_lies_in_front(tmp_path: Path) -> None:
    written = write(tmp_path / "out.mp4", (128, 96)).read_bytes()
    assert written.index(b"moov") < written.index(b"mdat")


def test_an_error_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(tmp_path / "out.mp4")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="check that the folder exists"):
        write(tmp_path / "nowhere" / "out.mp4", (64, 48))


def test_a_picture_of_another_size_is_refused(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.mp4") as writer:
        writer.write(VideoFrame(time_s=0.0, rgb=picture(0, 2, (64, 48))))
        smaller = VideoFrame(time_s=0.1, rgb=picture(1, 2, (32, 24)))
        with pytest.raises(ExportError, match="got 32 x 24"):
            writer.write(smaller)


def test_no_picture_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="at least one picture"), VideoWriter(tmp_path / "o.mp4"):
        pass
