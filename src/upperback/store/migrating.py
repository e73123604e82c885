"""Bring a journal to the version of this program; never a half-done one, never backwards."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from upperback.errors import StoreError, StoreVersionError
from upperback.store.engine import reading, take_write_lock, writing
from upperback.store.location import Location
from upperback.store.stale_days import is_outdated, renew

if TYPE_CHECKING:
    from alembic.config import Config

# The newest of migrations/versions. Written out, so that opening a journal that is up to
# date does not wait for Alembic to load; a test compares.
VERSION = "0001"
_SCRIPTS = "upperback.store:migrations"
_WAL_TRIES, _WAL_PAUSE_S = 50, 0.1


def prepare(engine: Engine, location: Location, *, scripts: str = _SCRIPTS) -> None:
    """Make the tables, or bring them up to date.

    Before an SQLite file is migrated, a copy is laid beside it
    (:func:`copy_before_migration`). ``scripts`` is where Alembic's scripts are.
    """
    if location.file is not None:
        write_ahead(engine)
    with reading(engine).begin() as connection:
        found = version_of(connection)
        is_current = found == VERSION and scripts == _SCRIPTS
        if is_current and not is_outdated(connection):
            return
    if found is not None and not is_current:
        check_known(found, f"the journal {location}", scripts=scripts)
        if location.file is not None:
            copy_before_migration(location.file, found)
    with writing(engine).begin() as connection:
        take_write_lock(connection)
        migrate(connection, scripts=scripts)
        renew(connection)


def migrate(connection: Connection, *, to: str = "head", scripts: str = _SCRIPTS) -> None:
    """Run the migrations that are missing, inside the transaction of the connection."""
    # Here, so that opening a journal that is up to date does not wait for Alembic.
    from alembic import command

    config = _config(scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def check_known(version: str, place: str, *, scripts: str = _SCRIPTS) -> None:
    """Raise a StoreVersionError if a version is none of ours: then a newer program made it."""
    from alembic.script import ScriptDirectory

    known = ScriptDirectory.from_config(_config(scripts)).walk_revisions()
    if version not in {script.revision for script in known}:
        raise StoreVersionError(
            f"{place} has version {version}, which this upperback does not know: a newer one "
            "made it. Update upperback; nothing was changed"
        )


def _config(scripts: str) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", scripts)
    config.set_main_option("path_separator", "os")
    return config


def version_of(connection: Connection) -> str | None:
    """Return the version of a journal; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version
    if tables:
        raise StoreError(
            "expected a journal or an empty database, found one of something else with the "
            f"tables {', '.join(sorted(tables)[:5])}; nothing was changed"
        )
    return None


def copies_before_migration(file: Path) -> list[Path]:
    """Return the copies that lie beside a journal."""
    return sorted(file.parent.glob(f"{file.name}.before-migration-*"))


def copy_before_migration(file: Path, version: str) -> Path:
    """Lay a copy of an SQLite journal beside it, named after its version."""
    copy = file.with_name(f"{file.name}.before-migration-{version}")
    unfinished = copy.with_name(f".{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        unfinished.chmod(0o600)
        source.backup(target)
    unfinished.replace(copy)
    return copy


def write_ahead(engine: Engine) -> None:
    """Switch the file to a write-ahead log; the file remembers it."""
    with closing(engine.raw_connection()) as connection:
        for remaining in reversed(range(_WAL_TRIES)):
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # Two programs that open a new journal at once; SQLite does not wait here.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not remaining:
                    raise
                time.sleep(_WAL_PAUSE_S)
            else:
                return
