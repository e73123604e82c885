"""The exercises on the terminal."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from upperback.cli.writable import make_writable
from upperback.exercises import Exercise
from upperback.exercises.definition import Dose, FormCheck
from upperback.export.camera_drawing import camera_words
from upperback.export.camera_text import TEXT_WIDTH, camera_text
from upperback.export.muscle_map import muscle_lines
from upperback.export.wording import span_words
from upperback.wiring import write_exercise_page

_SEVERITY_STYLE = {"safety": "bold red", "effectiveness": "yellow", "note": "cyan"}
# Longer lines are hard to read, whatever the terminal.
_WIDEST = 88
_INDENT = 2
_BRAILLE = "\N{BRAILLE PATTERN DOTS-1}"


def print_exercise_list(exercises: Sequence[Exercise], own_folder: Path) -> None:
    """Print the name and one sentence of each exercise."""
    console = _console()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for exercise in exercises:
        table.add_row(Text(exercise.name), Text(f"{exercise.title}. {exercise.summary}"))
    console.print(table)
    console.print()
    console.print(Text("Show one in full: upperback exercises NAME", style="dim"))
    # soft_wrap: a path that is broken over lines cannot be copied.
    console.print(Text(f"Your own files go to {own_folder}", style="dim"), soft_wrap=True)


def print_exercise(exercise: Exercise) -> None:
    """Print everything a person needs to know of one exercise."""
    console = _console()
    console.print(Text(exercise.title, style="bold underline"))
    console.print(Text(exercise.summary))
    _print_muscles(console, exercise)
    _print_list(console, "You need", exercise.equipment)
    _print_list(console, "Set-up", exercise.setup, numbered=True)
    _print_camera(console, exercise)
    _print_list(console, "One rep", [*_phase_lines(exercise), exercise.breathing])
    _print_checks(console, exercise.checks)
    _print_list(console, "How much", (_dose(dose) for dose in exercise.doses))
    _print_list(console, "Easier", exercise.easier)
    _print_list(console, "Harder", exercise.harder)
    _print_list(console, "Ask a doctor or physiotherapist first", exercise.ask_first)
    _print_list(console, "Sources", exercise.sources)


def write_pages(exercises: Sequence[Exercise], folder: Path) -> None:
    """Write the page of each exercise into the folder and say where."""
    make_writable(folder)
    console = _console()
    for exercise in exercises:
        page = write_exercise_page(exercise, folder)
        console.print(Text(f"Page: {page}"), soft_wrap=True)


def _console() -> Console:
    console = Console()
    console.width = min(console.width, _WIDEST)
    return console


def _print_list(
    console: Console, title: str, lines: Iterable[str], *, numbered: bool = False
) -> None:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(no_wrap=True)
    rows.add_column()
    for number, line in enumerate(lines, start=1):
        rows.add_row(f"{number}." if numbered else "-", Text(line))
    _print_section(console, title, rows)


def _print_section(console: Console, title: str, content: RenderableType) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    console.print(Padding(content, (0, 0, 0, _INDENT)))


def _print_muscles(console: Console, exercise: Exercise) -> None:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(no_wrap=True)
    rows.add_column()
    for does, names in muscle_lines(exercise):
        rows.add_row(Text(does), Text(names))
    _print_section(console, "Muscles", rows)


def _print_camera(console: Console, exercise: Exercise) -> None:
    camera = exercise.camera
    lines = [
        camera.place,
        camera_words(exercise),
        f"In the picture: {', '.join(camera.in_sight)}.",
        camera.advice,
    ]
    _print_list(console, "Camera", lines)
    if console.width >= TEXT_WIDTH + _INDENT and _can_show(_BRAILLE):
        console.print()
        console.print(Padding(Text(camera_text(exercise), no_wrap=True), (0, 0, 0, _INDENT)))


def _can_show(character: str) -> bool:
    """Whether the terminal's encoding has a character."""
    try:
        character.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _phase_lines(exercise: Exercise) -> list[str]:
    return [
        f"{phase.label}: {span_words(phase.seconds)} s, breathe {phase.breath}"
        for phase in exercise.phases
    ]


def _print_checks(console: Console, checks: Sequence[FormCheck]) -> None:
    # Not a table of four columns: on a narrow terminal each would be a word wide.
    blocks = []
    for check in checks:
        seen = Text.assemble(
            (check.label, "bold"), "  ", (check.severity, _SEVERITY_STYLE[check.severity])
        )
        said = Padding(Group(Text(f"“{check.cue}”"), Text(check.why, style="dim")), (0, 0, 0, 2))
        blocks.append(Group(seen, said))
    _print_section(console, "What is watched, and what you hear", Group(*blocks))


def _dose(dose: Dose) -> str:
    return (
        f"{dose.level}: {span_words(dose.sets)} sets of {span_words(dose.reps)} reps, "
        f"{span_words(dose.rest_s)} s rest, {span_words(dose.days_per_week)} days a week. "
        f"{dose.note}"
    )
