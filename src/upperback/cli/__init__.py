"""The command line; `main` is the entry point."""

import io
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``upperback``; errors of ours become one line on stderr and exit code 2."""
    from upperback.cli.app import app
    from upperback.errors import UpperbackError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no "°", or an odd file name, costs a "?", not the result.
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="upperback")
    except UpperbackError as error:
        sys.stderr.write(f"upperback: {error}\n")
        sys.exit(2)
