"""The exercises on the terminal."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from upperback.exercises import Exercise
from upperback.exercises.definition import CameraSetup, Dose, FormCheck

_SEVERITY_STYLE = {"safety": "bold red", "effectiveness": "yellow", "note": "cyan"}
# Longer lines are hard to read, whatever the terminal.
_WIDEST = 88


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
    _print_list(console, "You need", exercise.equipment)
    _print_list(console, "Set-up", exercise.setup, numbered=True)
    _print_list(console, "Camera", _camera_lines(exercise.camera))
    _print_list(console, "One rep", [*_phase_lines(exercise), exercise.breathing])
    _print_checks(console, exercise.checks)
    _print_list(console, "Muscles", (f"{k}: {', '.join(v)}" for k, v in exercise.muscles.items()))
    _print_list(console, "How much", (_dose(dose) for dose in exercise.doses))
    _print_list(console, "Easier", exercise.easier)
    _print_list(console, "Harder", exercise.harder)
    _print_list(console, "Ask a doctor or physiotherapist first", exercise.ask_first)
    _print_list(console, "Sources", exercise.sources)


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
    console.print(Padding(content, (0, 0, 0, 2)))


def _camera_lines(camera: CameraSetup) -> list[str]:
    height, distance = camera.height_m, camera.distance_m
    return [
        camera.place,
        f"{height[0]:g} to {height[1]:g} m high, {distance[0]:g} to {distance[1]:g} m away",
        f"In the picture: {', '.join(camera.in_sight)}",
        camera.advice,
    ]


def _phase_lines(exercise: Exercise) -> list[str]:
    return [
        f"{phase.label}: {phase.seconds[0]:g} to {phase.seconds[1]:g} s, breathe {phase.breath}"
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
        f"{dose.level}: {_span(dose.sets)} sets of {_span(dose.reps)} reps, "
        f"{_span(dose.rest_s)} s rest, {_span(dose.days_per_week)} days a week. {dose.note}"
    )


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
