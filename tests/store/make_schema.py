"""Write the dump of a journal of today's version into `schemas`; run it when a version is released.

PYTHONPATH=tests .venv/bin/python tests/store/make_schema.py
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from store.test_backup import all_of
from store.training import fill
from upperback.store import open_journal
from upperback.store.migrating import VERSION

SCHEMAS = Path(__file__).with_name("schemas")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal.db"
        with open_journal(file) as journal:
            fill(journal)
        with closing(sqlite3.connect(file)) as connection:
            dump = "\n".join(connection.iterdump())
        held = "\n".join(map(repr, all_of(file)))
    (SCHEMAS / f"{VERSION}.sql").write_text(f"{dump}\n", encoding="utf-8")
    (SCHEMAS / f"{VERSION}.txt").write_text(f"{held}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
