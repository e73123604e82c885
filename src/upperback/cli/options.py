"""Options that several commands share, and what they mean."""

import sys
from typing import Annotated

import typer

JournalPlace = Annotated[
    str | None,
    typer.Option(
        "--journal",
        metavar="PLACE",
        help="Another journal: a file, or postgresql://USER@HOST/DATABASE. The variable "
        "UPPERBACK_DATABASE does the same; without both it lies in your data folder.",
        show_default=False,
    ),
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say which journal is used, on stderr.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def say_place(place: str, *, verbose: bool) -> None:
    """Say which journal is used, where that was asked for."""
    if verbose:
        sys.stderr.write(f"Journal: {place}\n")


def is_agreed(question: str, *, yes: bool) -> bool:
    """Ask a person at a terminal; without one, what was called for is meant."""
    if yes or not sys.stdin.isatty():
        return True
    return typer.confirm(question, default=True, err=True)
