"""The journal itself: where it lies, backing it up, bringing it back, deleting it."""

import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from upperback.cli.options import is_agreed, say_place
from upperback.cli.progress import busy
from upperback.cli.terminal import console, day_words, dim
from upperback.errors import UpperbackError
from upperback.wiring import wall_clock
from upperback.wiring.journal import (
    Training,
    back_up_journal,
    erase_everything,
    journal_location,
    journal_version,
    open_training,
    restore_journal,
)

_KILO = 1000


def show_journal(place: str | None) -> None:
    """Print where the journal lies and what it holds; none is made."""
    out, location = console(), journal_location(place)
    if location.file is not None and not location.file.exists():
        out.print(Text(f"There is no journal yet. It will lie at {location}"), soft_wrap=True)
        out.print(dim("The first training begins it: upperback coach, or upperback log"))
        return
    with open_training(place) as training:
        table = Table.grid(padding=(0, 2))
        if location.file is not None:
            table.add_row("Size", _size_words(_size(location.file)))
        table.add_row("Version of its tables", journal_version())
        for name, number in _counts(training):
            table.add_row(name, number)
        # soft_wrap: a path that is broken over lines cannot be copied.
        out.print(Text(f"Journal: {location}"), soft_wrap=True)
        out.print(table)
        out.print(dim("Save it: upperback backup FILE"))


def _size(file: Path) -> int:
    """Return the bytes of the file and of what SQLite keeps beside it."""
    beside = (file.with_name(file.name + ending) for ending in ("", "-wal", "-shm"))
    return sum(each.stat().st_size for each in beside if each.exists())


def _size_words(n_bytes: int) -> str:
    if n_bytes < _KILO**2:
        return f"{n_bytes / _KILO:.0f} kB"
    return f"{n_bytes / _KILO**2:.1f} MB"


def _counts(training: Training) -> list[tuple[str, str]]:
    """Count from the summaries of days: ten years are counted at once."""
    journal = training.journal
    rows = journal.day_summaries()
    days = sorted({row.day for row in rows})
    today = wall_clock().date()
    span = " to ".join(dict.fromkeys(day_words(day, today) for day in (*days[:1], *days[-1:])))
    return [
        ("Days with training", f"{len(days)} ({span})" if days else "none"),
        ("Sets", f"{sum(row.n_sets for row in rows):,}"),
        ("Reps that count", f"{sum(row.n_reps for row in rows):,}"),
        ("Pain entries", f"{len(journal.pain_entries()):,}"),
        ("Documents", ", ".join(journal.documents()) or "none"),
        ("Landmark tracks", f"{len(journal.tracked_sets()):,}"),
    ]


def backup(place: str | None, file: Path, *, replace: bool, verbose: bool) -> None:
    """Write all of the journal into one file."""
    location = _there(place)
    say_place(str(location), verbose=verbose)
    if file.exists() and not replace:
        raise UpperbackError(f"{file} is there already; name another file, or say --replace")
    with busy("backing up, and reading it again"):
        done = back_up_journal(place, file, overwrite=replace)
    out = console()
    out.print(Text(f"Backup: {done.file} ({done.n_rows:,} rows, read again)"), soft_wrap=True)
    out.print(dim(f"Bring it back: upperback restore {done.file}"), soft_wrap=True)


def restore(place: str | None, file: Path, *, replace: bool, yes: bool, verbose: bool) -> None:
    """Make the journal from a backup."""
    location = journal_location(place)
    say_place(str(location), verbose=verbose)
    if replace and not is_agreed(f"Replace what {location} holds?", yes=yes):
        console().print(Text("Nothing was changed."))
        return
    if not replace and not _is_empty(place):
        raise UpperbackError(f"the journal {location} is not empty; back it up, then say --replace")
    with busy("checking and restoring"):
        done = restore_journal(file, place, overwrite=replace)
    console().print(Text(f"Restored {done.n_rows:,} rows into {location}"), soft_wrap=True)


def _is_empty(place: str | None) -> bool:
    """Whether nothing would be lost; one that a newer version made is left to `restore`."""
    location = journal_location(place)
    if location.file is not None and not location.file.exists():
        return True
    with open_training(place) as training:
        journal = training.journal
        return not (
            journal.documents() or journal.pain_entries() or any(True for _ in journal.sessions())
        )


def erase(place: str | None, *, yes: bool, verbose: bool) -> None:
    """Delete everything; say what is left."""
    location = _there(place)
    say_place(str(location), verbose=verbose)
    out = console()
    if not yes and not _is_meant(out, str(location)):
        return
    done = erase_everything(place)
    for each in done.removed:
        out.print(Text(f"Deleted: {each}"), soft_wrap=True)
    for each in done.left:
        out.print(dim(f"Left: {each}"), soft_wrap=True)


def _is_meant(out: Console, place: str) -> bool:
    if not sys.stdin.isatty():
        raise UpperbackError("erase: expected --yes: it deletes everything, and nothing undoes it")
    out.print(Text(f"This deletes all that {place} holds. Nothing undoes it."))
    if typer.prompt("Type erase to go on", default="no", err=True) == "erase":
        return True
    out.print(Text("Nothing was deleted."))
    return False


def _there(place: str | None) -> object:
    """Return where the journal lies; without one there is nothing to do."""
    location = journal_location(place)
    if location.file is not None and not location.file.exists():
        raise UpperbackError(f"there is no journal at {location}; nothing was done")
    return location
