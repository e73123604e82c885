"""One video after the other or several at once; a bad one does not stop the others."""

import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_file_does_not_stop_the_others(run_apart: Run, row: Path, jobs: str) -> None:
    shutil.copy(row, "other.npz")
    said = run_apart("analyze", row, "missing.mp4", "other.npz", "-f", "json", "--jobs", jobs)
    assert said.code == 2
    assert [Path(each["source"]["path"]).name for each in json.loads(said.out)] == [
        "row.npz",
        "other.npz",
    ]
    assert (
        said.err == "upperback: missing.mp4: expected a video file, found nothing; check the path\n"
    )


def test_several_jobs_say_the_same_as_one(run_apart: Run, row: Path) -> None:
    shutil.copy(row, "other.npz")
    one, two = (run_apart("analyze", row, "other.npz", "-j", jobs) for jobs in ("1", "2"))
    assert (one.code, one.err) == (0, "")
    assert two == one


def test_a_batch_gives_a_list_and_one_video_an_object(run: Run, row: Path) -> None:
    assert isinstance(json.loads(run("analyze", row, "-f", "json").out), dict)
    assert len(json.loads(run("analyze", row, row, "-f", "json").out)) == 2


def test_namesakes_do_not_overwrite_each_other(run: Run, row: Path) -> None:
    Path("other").mkdir()
    shutil.copy(row, "other/row.npz")
    assert run("analyze", row, "other/row.npz", "-o", "results").code == 0
    assert sorted(path.name for path in Path("results").iterdir()) == [
        "row-2.html",
        "row-2.json",
        "row.html",
        "row.json",
    ]


def test_an_output_folder_gets_the_report_and_the_json(run: Run, row: Path) -> None:
    said = run("analyze", row, "-o", "new/results")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("Report: new/results/row.html\nJSON: new/results/row.json\n")
    assert Path("new/results/row.html").read_text().startswith("<!doctype html>")
    saved = json.loads(Path("new/results/row.json").read_text())
    assert saved == json.loads(run("analyze", row, "-f", "json").out)


def test_html_goes_into_the_current_folder_and_nothing_else_does(run: Run, row: Path) -> None:
    said = run("analyze", row, "--format", "html")
    assert (said.code, said.out, said.err) == (0, "Report: row.html\n", "")
    assert sorted(path.name for path in Path().iterdir()) == ["row.html", "row.npz"]


@pytest.mark.parametrize(
    ("folder", "complaint"),
    [
        ("file", "expected a folder to write into, got a file"),
        ("file/results", "cannot write into this folder (Not a directory)"),
        ("/proc/results", "cannot write into this folder"),
    ],
)
def test_a_folder_that_cannot_be_written_is_refused_before_the_work(
    run: Run, row: Path, folder: str, complaint: str
) -> None:
    Path("file").touch()
    said = run("analyze", row, "-o", folder)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith(f"upperback: {folder}: ")
    assert complaint in said.err


def test_a_recording_cannot_be_annotated_and_that_is_said(run: Run, row: Path) -> None:
    said = run("analyze", row, "--annotate")
    assert said.code == 2
    assert "a recording holds no pictures; give the video itself" in said.err
    assert [path.name for path in Path().iterdir()] == ["row.npz"]
