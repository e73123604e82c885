"""Connections to the database, set up so that what was said to be written stays written.

SQLite runs with a write-ahead log, so readers and one writer do not wait for each
other. A killed process loses nothing that was committed, whatever ``synchronous`` says:
the pages are with the operating system. NORMAL would save one fsync a commit, and a
power cut could then take the last minutes. A rep takes seconds and the fsync a few
milliseconds, so it is FULL: a power cut loses at most the rep in progress.
"""

import json
import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from upperback.store.location import Location

# How transactions begin; SQLite takes its write lock at once, for a transaction that reads
# first and writes later could not wait for another writer.
BEGIN_OPTION = "upperback_begin"
BEGIN_READING = "BEGIN"
BEGIN_WRITING = "BEGIN IMMEDIATE"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 4194304",  # the log gives back its room after a great import
    "PRAGMA secure_delete = ON",  # what is deleted is not left lying in the file
)
_write_json = partial(json.dumps, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def connect_to(location: Location, *, patience_s: float) -> Engine:
    """Return the engine of a place; connects nowhere yet.

    ``patience_s`` is how long to wait for another writer, seconds.
    """
    engine = _sqlite(location, patience_s) if location.is_sqlite else _postgres(location)
    if location.is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", partial(_prepare_postgres, patience_s=patience_s))
    return engine


def reading(engine: Engine) -> Engine:
    """Return the engine for transactions that read: each sees one moment of the journal."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{BEGIN_OPTION: BEGIN_READING})
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writing(engine: Engine) -> Engine:
    """Return the engine for transactions that write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{BEGIN_OPTION: BEGIN_WRITING})
    return engine


def take_write_lock(connection: Connection) -> None:
    """Wait until no other transaction writes; SQLite did so when it began.

    A lock of the schema's own: journals in other schemas of the database go on.
    """
    if connection.dialect.name == "postgresql":
        key = "hashtext('upperback journal ' || current_schema())"
        connection.execute(text(f"SELECT pg_advisory_xact_lock({key})"))


def _sqlite(location: Location, patience_s: float) -> Engine:
    in_memory = location.file is None
    # In memory there is one connection, which the threads take in turns.
    size: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if in_memory else {}
    return create_engine(
        location.url,
        json_serializer=_write_json,
        poolclass=QueuePool,
        pool_timeout=max(patience_s, 1.0),
        connect_args={"timeout": patience_s, "check_same_thread": False},
        **size,
    )


def _postgres(location: Location) -> Engine:
    return create_engine(location.url, json_serializer=_write_json, pool_pre_ping=True)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get(BEGIN_OPTION, BEGIN_READING))


def _prepare_postgres(connection: DBAPIConnection, _record: object, *, patience_s: float) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {round(patience_s * 1000)}")
    cursor.close()
    connection.commit()
