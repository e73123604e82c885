"""Open the journal: find it, make or migrate it, and close it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from upperback.errors import StoreError
from upperback.store.engine import connect_to
from upperback.store.journal import SqlJournal
from upperback.store.location import find_journal
from upperback.store.migrating import prepare
from upperback.store.refusals import in_plain_words

# Long enough for another window to write a set, short enough for a person to wait.
PATIENCE_S = 5.0


@contextmanager
def open_journal(
    place: str | Path | None = None, *, patience_s: float = PATIENCE_S
) -> Iterator[SqlJournal]:
    """Open the journal; it is made where there is none, and migrated where it is older.

    Parameters
    ----------
    place
        See :func:`upperback.store.find_journal`.
    patience_s
        How long to wait for another program that writes, seconds.

    Yields
    ------
    SqlJournal
        May be used from any number of threads.

    Raises
    ------
    StoreError
        If the place cannot be used; StoreVersionError if a newer version made it.
    """
    location = find_journal(place)
    if location.file is not None:
        make_file(location.file)
    engine = connect_to(location, patience_s=patience_s)
    try:
        with in_plain_words(str(location)):
            prepare(engine, location)
        yield SqlJournal(engine, location)
    finally:
        engine.dispose()


def make_file(file: Path) -> None:
    """Make the file where there is none, for its owner's eyes only: it is about health."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"the journal {file} cannot be opened: {error.strerror}") from error
