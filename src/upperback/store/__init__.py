"""The journal in a database: SQLite by default, PostgreSQL by its address.

SQLAlchemy loads when this package does; nothing is opened before `open_journal`.
"""

from upperback.store.backup import Backup, back_up, restore
from upperback.store.erasing import Erased, erase_journal
from upperback.store.journal import SqlJournal
from upperback.store.location import Location, find_journal
from upperback.store.opening import open_journal

__all__ = [
    "Backup",
    "Erased",
    "Location",
    "SqlJournal",
    "back_up",
    "erase_journal",
    "find_journal",
    "open_journal",
    "restore",
]
