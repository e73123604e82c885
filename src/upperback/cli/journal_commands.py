"""The commands of the journal: in and out, backup, delete."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from upperback.cli.options import JournalPlace, Verbose, Yes

app = typer.Typer()

_EXPORT_EXAMPLES = """\b
Examples:
  upperback export --to json -o everything.jsonl
  upperback export --to csv
  upperback export --to fit --last
  upperback export --to mot row.npz
"""
_IMPORT_EXAMPLES = """\b
Examples:
  upperback import everything.jsonl
  upperback import hevy.csv --dry-run
  upperback import strong.csv --map "Cable Row=seated_row" --weight-unit kg
"""
_JOURNAL_EXAMPLES = """\b
Examples:
  upperback journal
  upperback journal --journal postgresql://me@clinic/training
"""
_BACKUP_EXAMPLES = """\b
Examples:
  upperback backup journal.backup
"""
_RESTORE_EXAMPLES = """\b
Examples:
  upperback restore journal.backup
  upperback restore journal.backup --journal postgresql://me@clinic/training
"""
_REGRADE_EXAMPLES = """\b
Examples:
  upperback regrade
  upperback regrade --write
"""
_ERASE_EXAMPLES = """\b
Examples:
  upperback erase
  upperback erase --yes
"""


class ExportFormat(StrEnum):
    """What an export is for."""

    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    FHIR = "fhir"
    FIT = "fit"
    MOT = "mot"
    TRC = "trc"


class ImportFormat(StrEnum):
    """What is imported."""

    AUTO = "auto"
    JSON = "json"
    CSV = "csv"
    HEVY = "hevy"
    STRONG = "strong"
    LIFTOSAUR = "liftosaur"


class WeightUnit(StrEnum):
    """Units of other apps."""

    KG = "kg"
    LB = "lb"


@app.command(short_help="Write your data for other programs.", epilog=_EXPORT_EXAMPLES)
def export(  # noqa: PLR0917 - typer wants options as plain parameters
    to: Annotated[
        ExportFormat,
        typer.Option(
            "--to",
            help="json, csv: everything, to be read again. ics: the plan. fhir: for a clinic. "
            "fit: a session for Garmin. mot, trc: a recording for OpenSim.",
        ),
    ],
    recording: Annotated[Path | None, typer.Argument(metavar="RECORDING", hidden=True)] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to; - for stdout. Without it, a file in the current folder.",
            show_default=False,
        ),
    ] = None,
    session: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this session; 'upperback log' lists them."),
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="Only the last session.")] = False,
    tracks: Annotated[
        bool, typer.Option("--tracks", help="With the landmarks of sets, where they are kept.")
    ] = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Write the journal, the plan, a session or a recording into a file for other programs.

    RECORDING is a file saved by 'upperback pose', for mot and trc. What is in each of them
    stands in docs/exchange.md.
    """
    from upperback.cli.export_command import Words
    from upperback.cli.export_command import export as write_export

    words = Words(
        to=to.value, recording=recording, output=output, session=session, last=last, tracks=tracks
    )
    write_export(journal, words, verbose=verbose)


@app.command(
    "import", short_help="Read an export, or a file of another app.", epilog=_IMPORT_EXAMPLES
)
def import_(  # noqa: PLR0917 - typer wants options as plain parameters
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
    kind: Annotated[
        ImportFormat, typer.Option("--from", help="What the file is; auto looks into it.")
    ] = ImportFormat.AUTO,
    meanings: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="THEIRS=OURS",
            help='An exercise of the other app and ours: "Band Row=seated_row"; :left or :right '
            "after ours for one side. Once for each.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported; write nothing.")
    ] = False,
    zone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE", help="Time zone of the file; that of this machine if none is given."
        ),
    ] = None,
    weight_unit: Annotated[
        WeightUnit | None,
        typer.Option(help="Unit of weights where the file does not say.", show_default=False),
    ] = None,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Read a file into the journal: all of it, or nothing where it holds a mistake.

    FILE is an export of ours (json, csv), or the CSV of Hevy, Strong or Liftosaur. What is in the
    journal already is not doubled. Exercises that are none of ours are listed and left out.
    """
    from upperback.cli.import_command import import_into, order_of

    unit = weight_unit.value if weight_unit is not None else None
    order = order_of(file, kind.value, meanings or [], zone=zone, unit=unit)
    import_into(journal, order, dry_run=dry_run, verbose=verbose)


@app.command(short_help="Save the journal in one file.", epilog=_BACKUP_EXAMPLES)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a file of that name.")
    ] = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Save all of the journal in one file, and read it again to be sure.

    The file is the same for every database: it may be restored into another one.
    """
    from upperback.cli.journal_command import backup as save

    save(journal, file, replace=replace, verbose=verbose)


@app.command(short_help="Bring a backup back.", epilog=_RESTORE_EXAMPLES)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the journal holds.")
    ] = False,
    yes: Yes = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Make the journal from a backup: all of it, or nothing."""
    from upperback.cli.journal_command import restore as bring_back

    bring_back(journal, file, replace=replace, yes=yes, verbose=verbose)


@app.command(short_help="Score your history by today's rules.", epilog=_REGRADE_EXAMPLES)
def regrade(
    write: Annotated[
        bool, typer.Option("--write", help="Take the new scores over into the journal.")
    ] = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Score the sets whose landmarks are kept by today's rules, and show what changes.

    Landmarks are kept where you chose so: upperback start --keep-tracks. Reps that you struck or
    added by hand stay so.
    """
    from upperback.cli.regrade_command import regrade as score_again

    score_again(journal, write=write, verbose=verbose)


@app.command(short_help="Delete everything that is kept of you.", epilog=_ERASE_EXAMPLES)
def erase(yes: Yes = False, journal: JournalPlace = None, verbose: Verbose = False) -> None:
    """Delete everything the journal holds; nothing undoes it. It says what is left."""
    from upperback.cli.journal_command import erase as delete_all

    delete_all(journal, yes=yes, verbose=verbose)


@app.command("journal", short_help="Say where your journal lies.", epilog=_JOURNAL_EXAMPLES)
def show(journal: JournalPlace = None) -> None:
    """Say where the journal lies, how large it is and what it holds."""
    from upperback.cli.journal_command import show_journal

    show_journal(journal)
