"""From real pixels to the table, through the real pose model."""

import json
from pathlib import Path

import av
import numpy as np
import pytest

from cli.conftest import Run
from upperback.estimators import load_recording

pytestmark = pytest.mark.slow


def cut(video: Path, target: Path, *, frames: int) -> Path:
    """Copy the first frames of a video, decoded and encoded anew."""
    with av.open(str(video)) as source, av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
        for _, frame in zip(range(frames), source.decode(video=0), strict=False):
            container.mux(stream.encode(frame.reformat(format="yuv420p")))
        container.mux(stream.encode())
    return target


def test_six_rows_are_seen_from_the_left_and_none_has_a_fault(
    run_apart: Run, sample_video: Path
) -> None:
    said = run_apart("analyze", sample_video, "--format", "json", "-o", "results")
    assert (said.code, said.err) == (0, "")
    (row,) = json.loads(said.out)["sets"]
    assert row["exercise"]["name"] == "seated_row"
    assert len(row["reps"]) == 6
    assert row["view"]["name"] == "side_left"
    assert row["findings"] == []
    assert row["partial_reps"] == []
    assert "data:image/" in Path("results/seated_row.html").read_text()


def test_a_recording_of_a_video_holds_what_the_model_saw(
    run_apart: Run, sample_video: Path, tmp_path: Path
) -> None:
    short = cut(sample_video, tmp_path / "short.mp4", frames=48)
    said = run_apart("pose", short, "-o", "short.npz")
    assert (said.code, said.out, said.err) == (0, "Recording: short.npz (48 frames)\n", "")
    recording = load_recording(tmp_path / "short.npz")
    assert recording.size_px == (640, 480)
    assert np.isfinite(recording.image).all()
    watched, replayed = (
        json.loads(run_apart("analyze", path, "-e", "seated_row", "-f", "json").out)
        for path in (short, "short.npz")
    )
    assert replayed["pose"] == watched["pose"]
    assert replayed["sets"] == watched["sets"]


def test_a_recording_without_silhouettes_holds_none(
    run_apart: Run, sample_video: Path, tmp_path: Path
) -> None:
    short = cut(sample_video, tmp_path / "short.mp4", frames=6)
    assert run_apart("pose", short, "-o", "bare.npz", "--no-silhouette").code == 0
    assert load_recording(tmp_path / "bare.npz").silhouette_size is None


def test_a_truncated_video_is_analysed_as_far_as_it_goes_and_that_is_said(
    run_apart: Run, sample_video: Path, tmp_path: Path
) -> None:
    whole = cut(sample_video, tmp_path / "whole.mkv", frames=72)
    torn = tmp_path / "torn.mkv"
    torn.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    said = run_apart("analyze", torn, "-f", "json")
    assert (said.code, said.err) == (0, "")
    analysis = json.loads(said.out)
    assert analysis["pose"]["complete"] is False
    assert 0 < analysis["source"]["frames"] < 72
    assert analysis["notices"] != []


def test_an_annotated_video_is_as_long_as_the_video(
    run_apart: Run, sample_video: Path, tmp_path: Path
) -> None:
    short = cut(sample_video, tmp_path / "short.mp4", frames=24)
    said = run_apart("analyze", short, "--annotate")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("Annotated video: short.annotated.mp4\n")
    with av.open("short.annotated.mp4") as container:
        assert sum(1 for _ in container.decode(video=0)) == 24
