from pathlib import Path

import pytest

from upperback.errors import VideoDecodeError, VideoNotReadableError
from upperback.video import VideoReader


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VideoNotReadableError, match=r"nowhere\.mp4.*found nothing; check the path"):
        VideoReader(tmp_path / "nowhere.mp4")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoNotReadableError, match="got a directory"):
        VideoReader(tmp_path)


def test_a_dangling_link_says_where_it_leads(tmp_path: Path) -> None:
    link = tmp_path / "row.mp4"
    link.symlink_to(tmp_path / "gone.mp4")
    with pytest.raises(VideoNotReadableError, match=r"a link to .*gone\.mp4, which does not exist"):
        VideoReader(link)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "row.mp4"
    path.touch()
    with pytest.raises(VideoDecodeError, match=r"an empty file \(0 bytes\)"):
        VideoReader(path)


def test_a_device_is_refused() -> None:
    with pytest.raises(VideoNotReadableError, match="a device or pipe"):
        VideoReader("/dev/null")


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp4", "list.m3u8"])
def test_text_is_no_video(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/row.ts\n" * 20)
    with pytest.raises(VideoDecodeError, match="expected a video"):
        VideoReader(path)


def test_a_file_of_sound_only_is_refused(a_sound: Path) -> None:
    with pytest.raises(VideoDecodeError, match="expected a video stream, found only audio"):
        VideoReader(a_sound)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "row.mp4"
    path.write_bytes(b"x")
    path.chmod(0)
    try:
        path.open("rb").close()
    except PermissionError:
        with pytest.raises(VideoNotReadableError, match="check its permissions"):
            VideoReader(path)
    else:
        pytest.skip("this user may read every file")
