"""The commands of what was done: log, pain, progress."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from upperback.cli.options import JournalPlace, Verbose, Yes

app = typer.Typer()

_LOG_EXAMPLES = """\b
Examples:
  upperback log
  upperback log seated_row --reps 12,12 --load "red band" --effort 3
  upperback log thoracic_rotation --reps 8 --side each
  upperback log reverse_fly --reps 10 --load 2kg --at "2026-11-21 18:00"
  upperback log row.mp4
  upperback log --remove 3f2a91bc
"""
_PAIN_EXAMPLES = """\b
Examples:
  upperback pain 4 --exercise seated_row --when during
  upperback pain 2 --next-morning --not-worse
  upperback pain
"""
_PROGRESS_EXAMPLES = """\b
Examples:
  upperback progress
  upperback progress --exercise thoracic_rotation --since 2026-05-01
  upperback progress --format html -o progress.html
"""


class ProgressFormat(StrEnum):
    """How progress is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


@app.command(short_help="Log what you did, or show it.", epilog=_LOG_EXAMPLES)
def log(  # noqa: PLR0917 - typer wants options as plain parameters
    what: Annotated[str | None, typer.Argument(metavar="EXERCISE|VIDEO", hidden=True)] = None,
    reps: Annotated[
        str | None, typer.Option(metavar="N,N", help="Reps of each set, such as 12,12.")
    ] = None,
    load: Annotated[
        str | None,
        typer.Option(
            metavar="LOAD",
            help='"red band", "band 2", 2kg or none. Without it: what the plan has.',
            show_default=False,
        ),
    ] = None,
    side: Annotated[
        str | None,
        typer.Option(metavar="SIDE", help="left, right, or each: one after the other."),
    ] = None,
    effort: Annotated[
        int | None,
        typer.Option(min=0, max=10, metavar="N", help="How many more reps were in you, 0 to 10."),
    ] = None,
    pain: Annotated[
        int | None, typer.Option(min=0, max=10, metavar="N", help="Pain during it, 0 to 10.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help='When: "2026-11-21 18:00", or 18:00 for today.'),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="A remark.", show_default=False)] = "",
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Forget this set or session.", show_default=False),
    ] = None,
    sessions: Annotated[
        int, typer.Option("--sessions", "-n", min=1, metavar="N", help="How many to show.")
    ] = 5,
    yes: Yes = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Show the last sessions; or log sets done without the camera; or what a video shows.

    EXERCISE is a name of 'upperback exercises'; VIDEO a video, or a recording saved by
    'upperback pose'. Sets logged within an hour of each other are one session.
    """
    from upperback.cli.log_command import Words, log_anything

    words = Words(
        reps=reps, load=load, side=side, effort=effort, pain=pain, at=at, note=note, yes=yes
    )
    log_anything(journal, what, words, remove=remove, n_sessions=sessions, verbose=verbose)


@app.command(short_help="Say what hurts, 0 to 10.", epilog=_PAIN_EXAMPLES)
def pain(  # noqa: PLR0917 - typer wants options as plain parameters
    value: Annotated[int | None, typer.Argument(metavar="VALUE", hidden=True)] = None,
    exercise: Annotated[
        str | None,
        typer.Option("--exercise", "-e", metavar="NAME", help="In which exercise, if in one."),
    ] = None,
    when: Annotated[
        str, typer.Option(metavar="WHEN", help="before, during or after training.")
    ] = "after",
    next_morning: Annotated[
        bool, typer.Option("--next-morning", help="It is the answer of the morning after.")
    ] = False,
    worse: Annotated[
        bool | None,
        typer.Option("--worse/--not-worse", help="Of the morning: worse than usual, or not."),
    ] = None,
    alarming: Annotated[
        bool, typer.Option("--alarming", help="Sharp, new or spreading pain.")
    ] = False,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help='When: "2026-11-21 18:00", or 18:00.')
    ] = None,
    remove: Annotated[
        str | None, typer.Option(metavar="ID", help="Forget this entry.", show_default=False)
    ] = None,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Note pain and hear what it means for the training; without VALUE, show what was noted.

    VALUE is 0 for no pain to 10 for the worst imaginable. From 6 on, or where it is alarming, what
    hurts rests for two days.
    """
    from upperback.cli.pain_command import Words, remove_pain, show_pain, state_pain

    if remove is not None:
        remove_pain(journal, remove, verbose=verbose)
    elif value is None:
        show_pain(journal, verbose=verbose)
    else:
        words = Words(
            value=value,
            exercise=exercise,
            when=when,
            next_morning=next_morning,
            worse=worse,
            alarming=alarming,
            at=at,
        )
        state_pain(journal, words, verbose=verbose)


@app.command(short_help="Show whether it works.", epilog=_PROGRESS_EXAMPLES)
def progress(  # noqa: PLR0917 - typer wants options as plain parameters
    exercise: Annotated[
        str | None, typer.Option("--exercise", "-e", metavar="NAME", help="Of one exercise.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="From this day on: 2026-05-01.")
    ] = None,
    output_format: Annotated[
        ProgressFormat,
        typer.Option("--format", "-f", help="Tables, JSON, or a page to print."),
    ] = ProgressFormat.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to, for JSON and HTML."),
    ] = None,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Show months of training: kept days, mobility, form, load, pain, bests.

    A change counts as real only beyond your own noise: what your numbers wobble by themselves,
    known from two baseline days.
    """
    from upperback.cli.progress_command import progress as show_progress

    show_progress(
        journal,
        exercise=exercise,
        since=since,
        output_format=output_format.value,
        output=output,
        verbose=verbose,
    )
