"""The commands of the programme: start, today, plan."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from upperback.cli.options import JournalPlace, Verbose

app = typer.Typer()

_START_EXAMPLES = """\b
Examples:
  upperback start
  upperback start --bands red,green --dumbbells 1,2 --minutes 10
  upperback start --days mon,wed,fri --health none
  upperback start --red-flags
"""
_TODAY_EXAMPLES = """\b
Examples:
  upperback today
  upperback today --minutes 6
  upperback today --only band,mat --sore shoulder
"""
_PLAN_EXAMPLES = """\b
Examples:
  upperback plan
  upperback plan --days mon,wed,fri --time 18:00 --minutes 20
  upperback plan --anchor "after I close the laptop"
  upperback plan --ics training.ics
"""


class PlainFormat(StrEnum):
    """How a plan is shown."""

    TABLE = "table"
    JSON = "json"


@app.command(short_help="Say who you are, in two minutes.", epilog=_START_EXAMPLES)
def start(  # noqa: PLR0917 - typer wants options as plain parameters
    bands: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Your bands, lightest first: red,green. Or none."),
    ] = None,
    dumbbells: Annotated[
        str | None,
        typer.Option(metavar="KG", help="One of each pair of dumbbells: 1,2,4. Or none."),
    ] = None,
    mat: Annotated[bool | None, typer.Option("--mat/--no-mat", help="A mat.")] = None,
    wall: Annotated[
        bool | None, typer.Option("--wall/--no-wall", help="A free wall or a closed door.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="beginner or intermediate.")
    ] = None,
    days: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="mon,wed,fri; or how many, if it does not matter which."),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=2, max=60, metavar="N", help="Minutes on a usual day.")
    ] = None,
    anchor: Annotated[
        str | None, typer.Option(metavar="TEXT", help='After what: "after I close the laptop".')
    ] = None,
    goals: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="less_pain, mobility, strength, habit; with commas."),
    ] = None,
    health: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="Health questions to be answered with yes, all others are no: shoulder,latex. "
            "Or none. They are asked in full without flags.",
        ),
    ] = None,
    agreed: Annotated[
        bool | None,
        typer.Option("--agreed/--not-agreed", help="Your doctor or physiotherapist agrees."),
    ] = None,
    keep_tracks: Annotated[
        bool | None,
        typer.Option(
            "--keep-tracks/--no-tracks",
            help="Keep the landmarks of your sets, to be scored again with later rules.",
        ),
    ] = None,
    red_flags: Annotated[
        bool, typer.Option("--red-flags", help="Show the signs with which nobody should train.")
    ] = False,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Say what is at hand, how much time you have, and whether anything speaks against training.

    Without flags it asks; every question may be skipped, and asked again later. With flags it
    changes what they say and asks nothing.
    """
    from upperback.cli.start_command import Words, print_red_flags
    from upperback.cli.start_command import start as begin

    if red_flags:
        print_red_flags()
        return
    words = Words(
        bands=bands,
        dumbbells=dumbbells,
        mat=mat,
        wall=wall,
        level=level,
        days=days,
        minutes=minutes,
        anchor=anchor,
        goals=goals,
        health=health,
        agreed=agreed,
        keep_tracks=keep_tracks,
    )
    begin(journal, words, verbose=verbose)


@app.command(short_help="Say what to do today, and why.", epilog=_TODAY_EXAMPLES)
def today(  # noqa: PLR0917 - typer wants options as plain parameters
    minutes: Annotated[
        int | None,
        typer.Option(min=2, max=60, metavar="N", help="So much time there is today; 2 are enough."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="THINGS", help="Only this is at hand: band, dumbbells, mat, wall; or none."
        ),
    ] = None,
    sore: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="What is sore: shoulder, back, a muscle, an exercise, or all. "
            "Strength rests there.",
        ),
    ] = None,
    output_format: Annotated[
        PlainFormat, typer.Option("--format", "-f", help="What to give.")
    ] = PlainFormat.TABLE,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Say what to do today: exercises, sets, reps, load, minutes, each with its reason."""
    from upperback.cli.today_page import Wishes, show_today

    wishes = Wishes(minutes=minutes, only=only, sore=sore)
    show_today(journal, wishes, as_json=output_format is PlainFormat.JSON, verbose=verbose)


@app.command(short_help="Show or change the plan of the week.", epilog=_PLAN_EXAMPLES)
def plan(  # noqa: PLR0917 - typer wants options as plain parameters
    days: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="mon,wed,fri; or how many, if it does not matter which."),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=2, max=60, metavar="N", help="Minutes on such a day.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--time", metavar="HH:MM", help="Time of day, for the calendar.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            help="Time zone of the calendar, such as Europe/Berlin; that of this machine else.",
        ),
    ] = None,
    anchor: Annotated[
        str | None, typer.Option(metavar="TEXT", help='After what: "after I close the laptop".')
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write the plan as a calendar, with alarms."),
    ] = None,
    alarm: Annotated[
        int,
        typer.Option(
            min=-1, max=1440, metavar="N", help="Minutes from alarm to training; -1 for no alarm."
        ),
    ] = 10,
    journal: JournalPlace = None,
    verbose: Verbose = False,
) -> None:
    """Show the week: what is done, what is to come. With options, change the plan first."""
    from upperback.cli.plan_command import Words
    from upperback.cli.plan_command import plan as show_plan

    words = Words(days=days, minutes=minutes, at=at, zone=zone, anchor=anchor, alarm=alarm, ics=ics)
    show_plan(journal, words, verbose=verbose)
