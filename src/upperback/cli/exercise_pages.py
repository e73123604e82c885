"""The exercises on the terminal."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from upperback.exercises import Exercise
from upperback.exercises.definition import Dose


def print_exercise_list(exercises: Sequence[Exercise], own_folder: Path) -> None:
    """Print the name and one sentence of each exercise."""
    console = Console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Name")
    table.add_column("Exercise")
    table.add_column("In a sentence")
    for exercise in exercises:
        table.add_row(exercise.name, exercise.title, exercise.summary)
    console.print(table)
    console.print()
    console.print("Show one in full: upperback exercises NAME", style="dim")
    console.print(Text(f"Your own files go to {own_folder}", style="dim"), soft_wrap=True)


def print_exercise(exercise: Exercise) -> None:
    """Print everything a person needs to know of one exercise."""
    console = Console()
    console.print(Text(exercise.title, style="bold underline"))
    console.print(exercise.summary)
    _print_list(console, "You need", exercise.equipment)
    _print_list(console, "Set-up", exercise.setup, numbered=True)
    camera = exercise.camera
    height, distance = camera.height_m, camera.distance_m
    _print_list(
        console,
        "Camera",
        [
            camera.place,
            f"{height[0]:g} to {height[1]:g} m high, {distance[0]:g} to {distance[1]:g} m away",
            f"In the picture: {', '.join(camera.in_sight)}",
            camera.advice,
        ],
    )
    _print_phases(console, exercise)
    _print_checks(console, exercise)
    _print_list(console, "Muscles", (f"{k}: {', '.join(v)}" for k, v in exercise.muscles.items()))
    _print_list(console, "How much", (_dose(dose) for dose in exercise.doses))
    _print_list(console, "Easier", exercise.easier)
    _print_list(console, "Harder", exercise.harder)
    _print_list(console, "Ask a doctor or physiotherapist first", exercise.ask_first)
    _print_list(console, "Sources", exercise.sources)


def _print_list(
    console: Console, title: str, lines: Iterable[str], *, numbered: bool = False
) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    for number, line in enumerate(lines, start=1):
        console.print(Text(f"  {number}. {line}" if numbered else f"  - {line}"))


def _print_phases(console: Console, exercise: Exercise) -> None:
    lines = (
        f"{phase.label}: {phase.seconds[0]:g} to {phase.seconds[1]:g} s, breathe {phase.breath}"
        for phase in exercise.phases
    )
    _print_list(console, "One rep", [*lines, exercise.breathing])


def _print_checks(console: Console, exercise: Exercise) -> None:
    console.print()
    table = Table(title="Form checks", title_justify="left", title_style="bold", box=None)
    for column in ("Severity", "Seen", "What you hear", "Why"):
        table.add_column(column)
    for check in exercise.checks:
        table.add_row(check.severity, check.label, check.cue, check.why)
    console.print(table)


def _dose(dose: Dose) -> str:
    return (
        f"{dose.level}: {_span(dose.sets)} sets of {_span(dose.reps)} reps, "
        f"{_span(dose.rest_s)} s rest, {_span(dose.days_per_week)} days a week. {dose.note}"
    )


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
