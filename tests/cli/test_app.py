"""What the commands accept, how they explain themselves, how they refuse."""

import json
from pathlib import Path

import pytest

import upperback
from cli.conftest import Run

COMMANDS = [
    *("analyze", "exercises", "pose", "coach"),
    *("start", "today", "plan", "log", "pain", "progress"),
    *("export", "import", "backup", "restore", "regrade", "erase", "journal"),
]


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    assert said.err == ""
    assert [name for name in COMMANDS if f"  {name} " in said.out] == COMMANDS
    assert "Exit codes: 0" in said.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_of_a_command_shows_examples(run: Run, command: str, flag: str) -> None:
    said = run(command, flag)
    assert said.code == 0
    assert f"Examples:\n    upperback {command}" in said.out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    said = run()
    assert said.code == 2
    assert "Commands:" in said.out + said.err


def test_version(run: Run) -> None:
    assert run("--version").out == f"upperback {upperback.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["row"], "No such command 'row'"),
        (["analyze"], "Missing argument 'VIDEO'"),
        (["analyze", "row.npz", "--loud"], "No such option: --loud"),
        (["analyze", "row.npz", "--jobs", "0"], "--jobs"),
        (["analyze", "row.npz", "--format", "pdf"], "'table', 'json', 'html'"),
        (["pose", "row.mp4"], "--output"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_refused_with_a_hint(
    run: Run, arguments: list[str], complaint: str
) -> None:
    said = run(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert complaint in said.err
    assert "-h' for help." in said.err


def test_an_unknown_exercise_is_refused_with_the_names_there_are(run: Run, row: Path) -> None:
    said = run("analyze", row, "--exercise", "rowing")
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("upperback: no exercise 'rowing'; expected one of: ")
    assert "seated_row" in said.err
    assert said.err.count("\n") == 1


def test_pose_saves_a_recording_that_analyses_alike(run: Run, row: Path) -> None:
    said = run("pose", row, "-o", "new/copy.npz")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Recording: new/copy.npz (")
    first, second = (json.loads(run("analyze", p, "-f", "json").out) for p in (row, "new/copy.npz"))
    assert second["sets"] == first["sets"]


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("copy.mp4", "expected a file name that ends in .npz"),
        ("folder.npz", "expected a file for the recording, got a folder"),
        ("row.npz/copy.npz", "expected a folder to write into, got a file"),
    ],
)
def test_pose_refuses_a_place_it_cannot_write_before_it_watches(
    run: Run, row: Path, tmp_path: Path, name: str, complaint: str
) -> None:
    (tmp_path / "folder.npz").mkdir()
    said = run("pose", row, "-o", name)
    assert said.code == 2
    assert said.err.startswith("upperback: ")
    assert complaint in said.err
