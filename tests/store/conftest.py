"""Journals for tests: in a file, in memory, and in a PostgreSQL that lives as long as the run."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import URL

from store.postgres import found_programs, new_database, running_postgres
from store.training import fill
from upperback.store import SqlJournal, back_up, open_journal

_KINDS = ["file", "memory", "postgres"]


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


@pytest.fixture(scope="session")
def standing_journals(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, SqlJournal]]:
    """A journal on each kind of database that is here; they live as long as the run."""
    folder = tmp_path_factory.mktemp("journal")
    with ExitStack() as opened:
        yield {
            kind: opened.enter_context(open_journal(an_address(kind, request, folder, "standing")))
            for kind in _KINDS
            if kind != "postgres" or found_programs()
        }


@pytest.fixture(params=_KINDS)
def journal(
    request: pytest.FixtureRequest, standing_journals: Mapping[str, SqlJournal]
) -> SqlJournal:
    """An empty journal, on each kind of database."""
    if request.param not in standing_journals:
        request.getfixturevalue("cluster")  # skips, and says what is missing
    found = standing_journals[request.param]
    found.erase_all()
    return found


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a journal that holds something, and of its backup; to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    with open_journal(folder / "journal.db") as journal:
        fill(journal)
    back_up(folder / "journal.db", folder / "a.backup")
    return folder


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Path:
    """The file of a journal that holds something."""
    return Path(shutil.copy2(filled_once / "journal.db", tmp_path))


@pytest.fixture
def saved(filled_once: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    return Path(shutil.copy2(filled_once / "a.backup", tmp_path))
