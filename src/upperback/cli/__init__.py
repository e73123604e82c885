"""The command line; `main` is the entry point."""

import sys


def main() -> None:
    """Run ``upperback``; errors of ours become one line on stderr and exit code 2."""
    from upperback.cli.app import app
    from upperback.errors import UpperbackError

    try:
        app()
    except UpperbackError as error:
        sys.stderr.write(f"upperback: {error}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write("upperback: stopped\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong with us.
        sys.stderr.close()
        sys.exit(141)
