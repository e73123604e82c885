"""What is no video: one clear line on stderr, exit code 2, no traceback."""

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from cli.conftest import SAMPLE, Run


def missing(path: Path) -> Path:
    return path / "missing.mp4"


def a_folder(path: Path) -> Path:
    return path


def text(path: Path) -> Path:
    file = path / "text.mp4"
    file.write_text("Dear diary, today I rowed.\n")
    return file


def empty(path: Path) -> Path:
    file = path / "empty.mp4"
    file.touch()
    return file


def only_sound(path: Path) -> Path:
    file = path / "sound.mp4"
    with av.open(str(file), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        frame.sample_rate = 8000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file


def cut_off(path: Path) -> Path:
    file = path / "cut_off.mp4"
    file.write_bytes(SAMPLE.read_bytes()[:4000])
    return file


def text_as_recording(path: Path) -> Path:
    file = path / "text.npz"
    file.write_text("not a recording\n")
    return file


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (missing, "expected a video file, found nothing; check the path"),
        (a_folder, "expected a video file, got a directory"),
        (text, "got a file that is no video"),
        (empty, "got an empty file (0 bytes)"),
        (only_sound, "found only audio"),
        (cut_off, "cut off before its index was written"),
        (text_as_recording, "expected a recording (.npz of upperback)"),
    ],
)
@pytest.mark.parametrize("command", [["analyze"], ["pose", "-o", "pose.npz"]], ids=["an", "pose"])
def test_is_refused_in_one_line(
    run: Run,
    tmp_path: Path,
    command: list[str],
    make: Callable[[Path], Path],
    complaint: str,
) -> None:
    file = make(tmp_path)
    said = run(*command, file)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith(f"upperback: {file}: expected ")
    assert complaint in said.err
    assert said.err.count("\n") == 1
    assert not Path("pose.npz").exists()


def test_a_process_of_its_own_ends_with_the_same_line_and_code(
    run_apart: Run, tmp_path: Path
) -> None:
    said = run_apart("analyze", text(tmp_path))
    assert said.code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1


def test_a_missing_model_is_said_with_the_way_to_mend_it(run: Run) -> None:
    said = run("analyze", SAMPLE, "--model", "nowhere.task")
    assert said.code == 2
    assert said.err == (
        "upperback: the pose model is missing: nowhere.task; run 'make model', "
        "or give another file with --model PATH\n"
    )


def test_a_name_that_is_no_unicode_does_no_harm(run_apart: Run, row: Path) -> None:
    odd = row.rename(row.with_name("row\udcff.npz"))
    said = run_apart("analyze", odd, "missing\udcff.npz")
    assert said.code == 2
    assert "3 reps" in said.out
    assert "Traceback" not in said.err


def test_a_terminal_without_unicode_gets_the_table_all_the_same(run_apart: Run, row: Path) -> None:
    said = run_apart("analyze", row, PYTHONIOENCODING="ascii")
    assert (said.code, said.err) == (0, "")
    assert "3 reps" in said.out
