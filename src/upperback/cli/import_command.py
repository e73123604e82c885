"""`upperback import`: a file of ours or of another app into the journal, all of it or nothing."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.progress import entry_progress
from upperback.cli.terminal import console, dim, plain_table
from upperback.cli.values import wrong
from upperback.errors import ImportFileError
from upperback.services.importing import ImportCounts
from upperback.wiring import local_zone
from upperback.wiring.exchange import Imported, ImportOrder, import_file
from upperback.wiring.journal import open_training

_OURS = ("json", "csv")


def import_into(place: str | None, order: ImportOrder, *, dry_run: bool, verbose: bool) -> None:
    """Read a file, and say what was new, known and left out."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        try:
            with entry_progress("reading") as progress:
                imported = import_file(training, order, dry_run=dry_run, progress=progress)
        except ImportFileError as error:
            named = str(error).startswith(str(order.file))
            raise ImportFileError(str(error) if named else f"{order.file}: {error}") from error
        _print(console(), imported, order.file, dry_run=dry_run)


def order_of(
    file: Path, app: str, meanings: Sequence[str], *, zone: str | None, unit: str | None
) -> ImportOrder:
    """Return the order that the words of the command mean."""
    pairs: dict[str, str] = {}
    for each in meanings:
        theirs, found, ours = each.rpartition("=")
        if not (found and theirs.strip() and ours.strip()):
            raise wrong("--map", 'a pair like "Band Row=seated_row"', each)
        pairs[theirs.strip()] = ours.strip()
    return ImportOrder(
        file=file, app=app, meanings=pairs, zone=local_zone(zone), weight_unit=unit or ""
    )


def _print(out: Console, imported: Imported, file: Path, *, dry_run: bool) -> None:
    counts = imported.counts
    kind = "our own export" if imported.app in _OURS else imported.app.capitalize()
    does = "Would import" if dry_run else "Imported"
    out.print(Text(f"{does} {file} ({kind}): {_counts(counts)}."), soft_wrap=True)
    n_known = counts.sessions - imported.n_new_sessions
    if counts.sessions:
        out.print(Text(f"{imported.n_new_sessions} new, {n_known} known already."))
    for reason, number in imported.left_out.items():
        out.print(dim(f"Left out, {reason}: {number} row{'' if number == 1 else 's'}"))
    if imported.unknown:
        out.print()
        out.print(Text("Not taken over, because they are none of our exercises:"))
        table = plain_table("", "", "")
        table.show_header = False
        for name, n_sets in imported.unknown.items():
            table.add_row("", Text(name), f"{n_sets} set{'' if n_sets == 1 else 's'}")
        out.print(table)
        first = next(iter(imported.unknown))
        out.print(dim(f'If one is ours, say so: --map "{first}=seated_row"'), soft_wrap=True)
    if dry_run:
        out.print(dim("Nothing was written; without --dry-run it is."))


def _counts(counts: ImportCounts) -> str:
    named = (
        (counts.sessions, "session", "sessions"),
        (counts.sets, "set", "sets"),
        (counts.reps, "rep", "reps"),
        (counts.pain_entries, "pain entry", "pain entries"),
        (counts.documents, "document", "documents"),
        (counts.tracks, "track", "tracks"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in named if number]
    return ", ".join(said) or "nothing"
