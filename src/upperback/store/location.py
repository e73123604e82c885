"""Where the journal lies: the data folder of the platform, a file, or a PostgreSQL address."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from upperback.errors import StoreError

VARIABLE = "UPPERBACK_DATABASE"
FILE_NAME = "journal.db"
_SQLITE = "sqlite"
_POSTGRES = {"postgresql", "postgres", "postgresql+psycopg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place for a journal.

    Attributes
    ----------
    url
        The address with the driver.
    file
        The file; None for PostgreSQL and in memory.
    """

    url: URL
    file: Path | None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite, in a file or in memory."""
        return self.url.get_backend_name() == _SQLITE

    def __str__(self) -> str:
        """Return it as it may be shown: without the password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def default_file() -> Path:
    """Return the file of the journal where nothing else is said."""
    return user_data_path("upperback") / FILE_NAME


def find_journal(place: str | Path | None = None) -> Location:
    """Return where the journal lies.

    Parameters
    ----------
    place
        A file, ``sqlite:///FILE``, ``sqlite://`` (in memory) or
        ``postgresql://USER@HOST/DATABASE``; None for what ``UPPERBACK_DATABASE``
        says, and else the data folder of the platform.

    Returns
    -------
    Location

    Raises
    ------
    StoreError
        If the address cannot be understood.
    """
    stated = place if place is not None else os.environ.get(VARIABLE) or default_file()
    if isinstance(stated, Path) or "://" not in stated:
        return _of_file(Path(stated))
    try:
        url = make_url(stated)
    except ArgumentError as error:
        raise _misunderstood() from error
    if url.drivername == _SQLITE:
        in_memory = url.database in {None, "", ":memory:"}
        return Location(url=url, file=None) if in_memory else _of_file(Path(str(url.database)))
    if url.drivername in _POSTGRES:
        return Location(url=url.set(drivername="postgresql+psycopg"), file=None)
    raise _misunderstood()


def _of_file(file: Path) -> Location:
    absolute = file.expanduser().absolute()
    return Location(url=URL.create(_SQLITE, database=str(absolute)), file=absolute)


def _misunderstood() -> StoreError:
    # The address may hold a password, so it is not repeated.
    return StoreError(
        "the address of the journal was not understood: expected a file, sqlite:///FILE or "
        "postgresql://USER@HOST/DATABASE"
    )
