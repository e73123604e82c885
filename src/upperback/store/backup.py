"""Back up a journal into one file, and restore it into any kind of database."""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, LargeBinary, MetaData, Table, select

from upperback.errors import ImportFileError, StoreError
from upperback.store.backup_file import BackupReader, TableRows, unpacked, write_backup
from upperback.store.engine import connect_to, reading, take_write_lock, writing
from upperback.store.location import Location, find_journal
from upperback.store.migrating import VERSION, check_known, migrate, version_of, write_ahead
from upperback.store.opening import PATIENCE_S, make_file, open_journal
from upperback.store.refusals import in_plain_words
from upperback.store.stale_days import renew_all
from upperback.store.tables import KEPT, METADATA

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was written and read again, or restored."""

    file: Path
    n_rows: int


def back_up(place: str | Path | None, file: Path, *, overwrite: bool = False) -> Backup:
    """Write all that a journal holds into one file.

    Parameters
    ----------
    place
        The journal; see :func:`upperback.store.find_journal`.
    file
        Compressed JSON lines, the same for every database. It appears only when it is
        complete and was read again without a fault.
    overwrite
        Whether a file of that name may be replaced.

    Returns
    -------
    Backup

    Raises
    ------
    StoreError
        If the file is there already, or cannot be written.
    """
    if file.exists() and not overwrite:
        raise _in_the_way(file)
    unfinished = file.with_name(f".{file.name}.part")
    with open_journal(place) as journal:
        n_rows = _write(journal.location, unfinished)
    try:
        if BackupReader(unfinished).verify() != n_rows:
            raise StoreError(f"the backup {file} could not be read again; nothing was kept")
        _put_in_place(unfinished, file, overwrite=overwrite)
    finally:
        unfinished.unlink(missing_ok=True)
    return Backup(file=file, n_rows=n_rows)


def restore(file: Path, place: str | Path | None, *, overwrite: bool = False) -> Backup:
    """Make a journal from a backup: all of it, or nothing.

    Parameters
    ----------
    file
        A backup of this version or an older one, of whichever database.
    place
        The journal; see :func:`upperback.store.find_journal`.
    overwrite
        Whether what the journal holds may be replaced.

    Returns
    -------
    Backup

    Raises
    ------
    ImportFileError
        If the file is no backup, or damaged.
    StoreError
        If the journal is not empty; StoreVersionError if the backup is newer.
    """
    BackupReader(file).verify()
    location = find_journal(place)
    if location.file is not None:
        make_file(location.file)
    engine = connect_to(location, patience_s=PATIENCE_S)
    try:
        with in_plain_words(str(location)):
            if location.file is not None:
                write_ahead(engine)
            with writing(engine).begin() as connection:
                take_write_lock(connection)
                _make_room(connection, location, overwrite=overwrite)
                return _load(connection, file)
    finally:
        engine.dispose()


def _write(location: Location, file: Path) -> int:
    engine = connect_to(location, patience_s=PATIENCE_S)
    try:
        with in_plain_words(str(location)), reading(engine).begin() as connection:
            return write_backup(file, VERSION, (_rows_of(connection, each) for each in KEPT))
    finally:
        engine.dispose()


def _rows_of(connection: Connection, table: Table) -> TableRows:
    query = select(table).order_by(*table.primary_key)
    found = connection.execution_options(yield_per=_BATCH).execute(query)
    return TableRows(
        name=table.name, columns=tuple(table.columns.keys()), rows=(list(row) for row in found)
    )


def _put_in_place(unfinished: Path, file: Path, *, overwrite: bool) -> None:
    if overwrite:
        unfinished.replace(file)
        return
    try:
        os.link(unfinished, file)  # unlike a rename, it never replaces
    except FileExistsError as error:
        raise _in_the_way(file) from error


def _in_the_way(file: Path) -> StoreError:
    return StoreError(f"{file} is there already; name another file, or say that it may be replaced")


def _make_room(connection: Connection, location: Location, *, overwrite: bool) -> None:
    """Drop the tables of the journal that is there, if that was asked for."""
    version = version_of(connection)
    if version is None:
        return
    check_known(version, f"the journal {location}")
    there = MetaData()
    # Only our own: the database may hold other tables beside the journal's.
    there.reflect(connection, only=lambda name, _: name in {*METADATA.tables, "alembic_version"})
    kept = (there.tables[table.name] for table in KEPT)
    if not overwrite and any(connection.execute(select(each).limit(1)).first() for each in kept):
        raise StoreError(
            f"the journal {location} is not empty; back it up, then say that it may be replaced"
        )
    there.drop_all(connection)


def _load(connection: Connection, file: Path) -> Backup:
    backup = BackupReader(file)
    check_known(backup.version, f"the backup {file}")
    migrate(connection, to=backup.version)
    tables = MetaData()
    tables.reflect(connection)
    for found in backup.tables():
        table = tables.tables.get(found.name)
        if table is None or not set(found.columns) <= set(table.columns.keys()):
            raise ImportFileError(f"{file}: {found.name}: expected a table of the journal")
        _insert(connection, table, found)
    migrate(connection)
    renew_all(connection)
    return Backup(file=file, n_rows=backup.n_rows)


def _insert(connection: Connection, table: Table, found: TableRows) -> None:
    is_bytes = [isinstance(table.columns[name].type, LargeBinary) for name in found.columns]
    for column in table.columns:
        if isinstance(column.type, JSON):
            column.type = JSON(none_as_null=True)
    while batch := list(islice(found.rows, _BATCH)):
        connection.execute(table.insert(), [_row(found.columns, is_bytes, each) for each in batch])


def _row(columns: tuple[str, ...], is_bytes: list[bool], values: list[Any]) -> dict[str, Any]:
    return {
        name: unpacked(value) if is_binary else value
        for name, is_binary, value in zip(columns, is_bytes, values, strict=True)
    }
