"""The command line; `main` is the entry point."""

import io
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``upperback``; errors of ours become one line on stderr and exit code 2."""
    from upperback.cli.app import app
    from upperback.errors import ExerciseFileWarning, UpperbackError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no "°", or an odd file name, costs a "?", not the result.
            stream.reconfigure(errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("default", ExerciseFileWarning)
        warnings.showwarning = partial(_show_warning, warnings.showwarning)
        try:
            app(arguments, prog_name="upperback")
        except UpperbackError as error:
            sys.stderr.write(f"upperback: {error}\n")
            sys.exit(2)


def _show_warning(
    usual: Callable[..., None], message: Warning | str, category: type[Warning], *rest: object
) -> None:
    """Show a warning of ours as one line; any other as usual."""
    from upperback.errors import ExerciseFileWarning

    if issubclass(category, ExerciseFileWarning):
        sys.stderr.write(f"upperback: warning: {message}\n")
    else:
        usual(message, category, *rest)
