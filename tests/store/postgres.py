"""A PostgreSQL of the tests' own, from Debian's packages, in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

_SETTINGS = "-c listen_addresses='' -c max_connections=60 -c shared_buffers=64MB"
# A cluster of tests lives for minutes; what it loses in a power cut is of no interest.
_QUICK = "-c fsync=off -c full_page_writes=off -c autovacuum=off"


def found_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/").glob("usr/lib/postgresql/*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def running_postgres(*, is_durable: bool = False) -> Iterator[URL]:
    """Start a PostgreSQL that only a socket in its own folder leads to."""
    bin_folder = found_programs()
    if bin_folder is None:
        pytest.skip("needs PostgreSQL (Debian: apt-get install postgresql); it is not installed")
    folder = Path(tempfile.mkdtemp(prefix="ub-pg-"))  # short: the path of a socket must be
    try:
        _hand_over(folder)
        data = folder / "data"
        _run(bin_folder / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-N", "-E", "UTF8")
        control = (bin_folder / "pg_ctl", "-D", data, "-w")
        options = f"-k {folder} {_SETTINGS} {'' if is_durable else _QUICK}"
        _run(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield URL.create(
                "postgresql+psycopg",
                username="tests",
                database="postgres",
                query={"host": str(folder)},
            )
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(cluster: URL, name: str) -> URL:
    """Make an empty database; one of that name goes before."""
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return cluster.set(database=name)


def _user() -> list[str]:
    """Return what to put before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _hand_over(folder: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("needs the user 'postgres' to run PostgreSQL as; root may not")
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)  # the tests, who may be another user, look in to find the socket


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        [*_user(), *map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr}"
