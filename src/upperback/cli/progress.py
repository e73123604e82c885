"""Progress bars with the time left, on stderr, and only on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from upperback.wiring import OnFrame


def _bar(unit: str) -> Progress:
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        # No markup: a file may be called "row[1].mp4".
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


@contextmanager
def frame_progress(name: str) -> Iterator[OnFrame]:
    """Show how many frames of one video are done."""
    with _bar("frames") as bar:
        task = bar.add_task(name, total=None)

        def show(n_done: int, n_all: int | None) -> None:
            bar.update(task, completed=n_done, total=n_all)

        yield show


@contextmanager
def count_progress(does: str, unit: str) -> Iterator[OnFrame]:
    """Show how many of something are done."""
    with _bar(unit) as bar:
        task = bar.add_task(does, total=None)

        def show(n_done: int, n_all: int | None) -> None:
            bar.update(task, completed=n_done, total=n_all)

        yield show


@contextmanager
def file_progress(n_files: int) -> Iterator[OnFrame]:
    """Show how many files of a batch are done."""
    with _bar("videos") as bar:
        task = bar.add_task("analysing", total=n_files)

        def show(n_done: int, n_all: int | None) -> None:
            bar.update(task, completed=n_done, total=n_all)

        yield show


@contextmanager
def busy(does: str) -> Iterator[None]:
    """Show that something goes on, and for how long, where its steps cannot be counted."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.add_task(does, total=None)
        yield


@contextmanager
def entry_progress(does: str) -> Iterator[Callable[[int], None]]:
    """Show how many entries of a journal went by; nobody knows how many there are."""
    with _bar("entries") as bar:
        task = bar.add_task(does, total=None)
        yield lambda n_done: bar.update(task, completed=n_done)
