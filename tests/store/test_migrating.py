"""Journals of every released version are brought up to date; nothing is lost on the way."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

import upperback.store
from store.test_backup import all_of
from store.training import a_day, a_session
from upperback.errors import StoreVersionError
from upperback.store import Location, find_journal, open_journal
from upperback.store.engine import connect_to, writing
from upperback.store.migrating import VERSION, copies_before_migration, prepare
from upperback.store.tables import METADATA

SCHEMAS = Path(__file__).with_name("schemas")
SCRIPTS = Path(upperback.store.__file__).with_name("migrations")
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{before}"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("place", sa.Text))
    op.execute("{more}")
"""


@contextmanager
def a_connection(address: str) -> Iterator[Connection]:
    """A way to the tables that goes around the journal."""
    engine = connect_to(find_journal(address), patience_s=1.0)
    with writing(engine).begin() as connection:
        yield connection
    engine.dispose()


def test_the_newest_version_is_the_one_that_is_named() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]


def test_the_migrations_make_the_tables_that_the_code_uses(address: str) -> None:
    with open_journal(address):
        pass
    with a_connection(address) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differences == []


@pytest.mark.parametrize("dump", sorted(SCHEMAS.glob("*.sql")), ids=lambda each: each.stem)
def test_a_journal_of_a_released_version_is_read_whole(dump: Path, tmp_path: Path) -> None:
    """`schemas` has a dump of each released version, and what was written into it."""
    file = tmp_path / "journal.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    expected = dump.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(map(repr, all_of(file))) + "\n" == expected


def test_every_released_version_has_its_dump() -> None:
    versions = [each.name[1:5] for each in sorted((SCRIPTS / "versions").glob("v*.py"))]
    assert [each.stem for each in sorted(SCHEMAS.glob("*.sql"))] == versions


# --- a version to come ------------------------------------------------------------------


@pytest.fixture
def written(address: str) -> Iterator[tuple[Engine, Location]]:
    """A journal of today's version."""
    with open_journal(address) as journal:
        for number in range(3):
            journal.put_session(a_day(number))
    location = find_journal(address)
    engine = connect_to(location, patience_s=1.0)
    yield engine, location
    engine.dispose()


def scripts_with_a_next(folder: Path, more: str = "SELECT 1") -> str:
    """Return migrations with one more than there is today."""
    shutil.copytree(SCRIPTS, folder / "migrations")
    script = NEXT.format(before=VERSION, more=more)
    (folder / "migrations" / "versions" / "v9999_next.py").write_text(script)
    return str(folder / "migrations")


def test_a_migration_keeps_everything_and_lays_a_copy_beside(
    written: tuple[Engine, Location], tmp_path: Path
) -> None:
    engine, location = written
    prepare(engine, location, scripts=scripts_with_a_next(tmp_path))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, place FROM sessions ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [(f"session-of-{n}", None) for n in range(3)]
    copies = [all_of(copy)[0] for copy in copies_of(location)]
    assert copies == [[a_day(number) for number in range(3)]] * len(copies)
    assert len(copies) == (location.file is not None)


def copies_of(location: Location) -> list[Path]:
    return copies_before_migration(location.file) if location.file else []


def test_a_migration_that_fails_changes_nothing(
    written: tuple[Engine, Location], tmp_path: Path
) -> None:
    engine, location = written
    scripts = scripts_with_a_next(tmp_path, more="INSERT INTO nowhere VALUES (1)")
    with pytest.raises(Exception, match="nowhere"):
        prepare(engine, location, scripts=scripts)
    with engine.connect() as connection:
        assert "place" not in {each["name"] for each in inspect(connection).get_columns("sessions")}
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == VERSION


def test_a_journal_of_a_newer_version_is_left_alone(address: str) -> None:
    with open_journal(address) as journal:
        journal.put_session(a_session())
    with a_connection(address) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreVersionError, match=r"9999.*Update upperback; nothing was changed"):
        open_journal(address).__enter__()
    with a_connection(address) as connection:
        assert connection.scalar(text("SELECT count(*) FROM sessions")) == 1
    assert copies_of(find_journal(address)) == []


def test_summaries_made_by_other_rules_are_made_anew(address: str) -> None:
    with open_journal(address) as journal:
        journal.put_session(a_session())
        before = journal.day_summaries()
        with a_connection(address) as connection:
            connection.execute(text("UPDATE day_summaries SET version = 'old', summaries = '[]'"))
    with open_journal(address) as journal:
        assert journal.day_summaries() == before
