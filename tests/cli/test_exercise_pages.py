"""The exercises on the terminal, the person's own among them."""

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
        *exercise.muscles["main"],
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
def test_a_mistake_in_ones_own_file_names_file_and_key(
    run: Run, own_folder: Path, command: list[str], wrong: str, complaint: str
) -> None:
    (own_folder / "mine.toml").write_text(wrong)
    said = run(*command)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"upperback: {own_folder}/")
    assert complaint in said.err
    assert "Traceback" not in said.err
