"""Journals for tests: in a file, in memory, and in a PostgreSQL that lives as long as the run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from store.postgres import new_database, running_postgres
from upperback.store import SqlJournal, open_journal


@pytest.fixture(scope="session")
def cluster() -> Iterator[URL]:
    """A PostgreSQL of our own; skips with a reason where it is not installed."""
    with running_postgres() as url:
        yield url


def an_address(kind: str, request: pytest.FixtureRequest, folder: Path, name: str) -> str:
    """Return the address of an empty journal."""
    if kind == "memory":
        return "sqlite://"
    if kind == "file":
        return str(folder / f"{name}.db")
    url = new_database(request.getfixturevalue("cluster"), name)
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["file", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty journal that several programs can open."""
    return an_address(request.param, request, tmp_path, "address")


@pytest.fixture
def postgres_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty journal on PostgreSQL."""
    return an_address("postgres", request, tmp_path, "postgres_address")


@pytest.fixture(scope="session", params=["file", "memory", "postgres"])
def standing_journal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlJournal]:
    folder = tmp_path_factory.mktemp("journal")
    with open_journal(an_address(request.param, request, folder, "standing")) as journal:
        yield journal


@pytest.fixture
def journal(standing_journal: SqlJournal) -> SqlJournal:
    """An empty journal, on each kind of database."""
    standing_journal.erase_all()
    return standing_journal
