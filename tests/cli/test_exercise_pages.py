"""The exercises on the terminal, the person's own among them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders import exercise_text
from cli.conftest import Run
from upperback.exercises import Exercise, builtin_exercises

BUILTIN = builtin_exercises()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("UPPERBACK_EXERCISES", str(folder))
    return folder


def test_the_list_names_every_exercise_and_the_folder_for_ones_own(
    run: Run, own_folder: Path
) -> None:
    said = run("exercises")
    assert (said.code, said.err) == (0, "")
    names = [line.split()[0] for line in said.out.splitlines() if line[:1].isalpha()]
    assert names[: len(BUILTIN)] == list(BUILTIN)
    assert f"Your own files go to {own_folder}\n" in said.out


@pytest.mark.parametrize("exercise", BUILTIN.values(), ids=list(BUILTIN))
def test_a_page_tells_everything_a_person_needs(run: Run, exercise: Exercise) -> None:
    page = " ".join(run("exercises", exercise.name).out.split())
    told = [
        exercise.summary,
        *exercise.setup,
        exercise.camera.place,
        *(check.cue for check in exercise.checks),
        *(name.removesuffix(" (stretched)") for name in exercise.muscles["main"]),
        *exercise.ask_first,
        *exercise.sources,
    ]
    assert [text for text in told if " ".join(text.split()) not in page] == []


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_lines_fit_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("exercises", "seated_row").out.splitlines()
    assert max(map(len, lines)) <= min(columns, 88)


def test_an_unknown_name_is_refused_with_the_names_there_are(run: Run) -> None:
    said = run("exercises", "rowing")
    assert (said.code, said.out) == (2, "")
    assert said.err == (f"upperback: no exercise 'rowing'; expected one of: {', '.join(BUILTIN)}\n")


def test_ones_own_exercise_is_listed_shown_and_used(run: Run, own_folder: Path, row: Path) -> None:
    text = exercise_text().replace('name = "seated_row"', 'name = "chair_row"', 1)
    text = text.replace('"Band seated row"', '"Row on a [chair]"', 1)
    (own_folder / "chair_row.toml").write_text(text)
    assert "chair_row Row on a [chair]. Sit tall" in " ".join(run("exercises").out.split())
    assert run("exercises", "chair_row").out.startswith("Row on a [chair]\n")
    assert "Row on a [chair], 0 to " in run("analyze", row, "-e", "chair_row").out


def test_ones_own_exercise_replaces_its_namesake(run: Run, own_folder: Path) -> None:
    text = exercise_text().replace('"Band seated row"', '"My row"', 1)
    (own_folder / "any_name.toml").write_text(text)
    assert run("exercises", "seated_row").out.startswith("My row\n")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("name = ", "mine.toml: expected TOML, got a mistake: "),
        ("format = 2", "mine.toml: format: expected 1, got 2"),
        ('format = 1\nname = "x"', "mine.toml: rep: expected a value, got nothing"),
    ],
)
@pytest.mark.parametrize("command", [["exercises"], ["analyze", "row.npz"]], ids=["list", "an"])
def test_a_mistake_in_ones_own_file_is_told_once_and_the_others_work(
    run: Run, own_folder: Path, row: Path, *, command: list[str], wrong: str, complaint: str
) -> None:
    (own_folder / "mine.toml").write_text(wrong)
    said = run(*command)
    assert said.code == 0
    assert "seated_row" in said.out or "3 reps" in said.out
    assert said.err.startswith(f"upperback: warning: {own_folder}/")
    assert complaint in said.err
    assert said.err.endswith(
        "; mend the file or move it away, the other exercises work without it\n"
    )
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "command", [["exercises", "mine"], ["analyze", "row.npz", "-e", "mine"]], ids=["show", "an"]
)
def test_a_broken_exercise_that_is_named_is_an_error(
    run: Run, own_folder: Path, row: Path, command: list[str]
) -> None:
    (own_folder / "file.toml").write_text('format = 2\nname = "mine"')
    said = run(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"upperback: {own_folder}/file.toml: format: expected 1, got 2\n"


def test_in_a_batch_a_mistake_is_told_once_too(run_apart: Run, own_folder: Path, row: Path) -> None:
    """Each video has a process of its own, and each of these reads the exercises."""
    (own_folder / "mine.toml").write_text("format = 2")
    again = shutil.copy(row, row.with_name("again.npz"))
    said = run_apart("analyze", row, again, "--jobs", "2")
    assert said.code == 0
    assert said.err.count("mine.toml: format: expected 1, got 2") == 1


# --- drawings and pages -----------------------------------------------------------------


def test_the_camera_is_drawn_where_there_is_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\N{BRAILLE PATTERN DOTS-12345678}" in run("exercises", "seated_row").out
    monkeypatch.setenv("COLUMNS", "40")
    assert "\N{BRAILLE PATTERN DOTS-12345678}" not in run("exercises", "seated_row").out


def test_a_terminal_without_braille_gets_the_words_alone(run_apart: Run) -> None:
    said = run_apart("exercises", "seated_row", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert said.code == 0
    assert "The camera looks at you from your left side" in " ".join(said.out.split())
    assert "????" not in said.out


def test_a_page_is_written_for_one_exercise_or_for_each(run: Run, tmp_path: Path) -> None:
    said = run("exercises", "cat_cow", "-o", "pages")
    assert (said.code, said.out) == (0, "Page: pages/cat_cow.html\n")
    assert "<h1" in (tmp_path / "pages" / "cat_cow.html").read_text(encoding="utf-8")
    said = run("exercises", "-o", "pages")
    assert said.out.splitlines() == [f"Page: pages/{name}.html" for name in BUILTIN]


def test_a_page_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages").touch()
    said = run("exercises", "cat_cow", "-o", "pages")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "upperback: pages: expected a folder to write into, got a file; name another\n"
    )


def test_python_m_upperback_is_the_same_command() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "upperback", "--version"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert said.stdout.startswith("upperback ")
