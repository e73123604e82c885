"""`upperback progress`: choose what is shown, and how."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from upperback.cli.files import written
from upperback.cli.options import say_place
from upperback.cli.progress_page import print_beginning, print_progress
from upperback.cli.terminal import console, write_json
from upperback.cli.values import day_of, wrong
from upperback.exercises import pick_exercise
from upperback.services.progress import Progress
from upperback.training.headline import Story, headline
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training
from upperback.wiring.summary import summary_page

SCHEMA = "upperback.progress/1"


def progress(
    place: str | None,
    *,
    exercise: str | None,
    since: str | None,
    output_format: str,
    output: Path | None,
    verbose: bool,
) -> None:
    """Show or write the progress."""
    if output is not None and output_format == "table":
        raise wrong("--output", "--format json or --format html with it", None)
    if exercise is not None and output_format == "html":
        raise wrong("--exercise", "a table or JSON; the page is about all of them", exercise)
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        if exercise is not None:
            pick_exercise(training.exercises, exercise)
        first = None if since is None else day_of(since, option="--since")
        if output_format == "html":
            _write_summary(training, output or Path("progress.html"), first)
            return
        found = _only(training.progress(first), exercise)
        if output_format == "json":
            _write_json(found, output)
        elif not (found.habit.days or found.pain or found.standing):
            print_beginning(found.headline)
        else:
            today = wall_clock().date()
            print_progress(found, training.planning.profile(), today, exercise=exercise)


def _only(progress: Progress, exercise: str | None) -> Progress:
    """Return what concerns one exercise; the habit is that of the person."""
    if exercise is None:
        return progress
    tests = tuple(each for each in progress.tests if each.exercise == exercise)
    worked = tuple(each for each in progress.exercises if each.exercise == exercise)
    work = {each.title: each.weeks for each in worked}
    return replace(
        progress,
        headline=headline(Story(tests=tests, work=work, pain=(), habit=progress.habit)),
        tests=tests,
        standing=(),
        exercises=worked,
        bests=tuple(each for each in progress.bests if each.exercise == exercise),
        balances=tuple(each for each in progress.balances if each.exercise == exercise),
        decisions=tuple(each for each in progress.decisions if each.exercise == exercise),
    )


def _write_summary(training: Training, output: Path, since: date | None) -> None:
    html = summary_page(training, now=wall_clock(), since=since)
    with written(output) as file:
        file.write(html.encode())
    # soft_wrap: a path that is broken over lines cannot be copied.
    console().print(f"Page to print: {output}", soft_wrap=True, markup=False)


def _write_json(progress: Progress, output: Path | None) -> None:
    plain = {"schema": SCHEMA, **asdict(progress)}
    text = json.dumps(plain, indent=2, ensure_ascii=False, default=_text)
    if output is None:
        write_json(text)
        return
    with written(output) as file:
        file.write(f"{text}\n".encode())
    console().print(f"JSON: {output}", soft_wrap=True, markup=False)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")
