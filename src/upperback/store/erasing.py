"""Delete everything, and say what is left."""

from dataclasses import dataclass
from pathlib import Path

from upperback.store.migrating import copies_before_migration
from upperback.store.opening import open_journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was deleted, in plain words, and what could not be."""

    removed: tuple[str, ...]
    left: tuple[str, ...]


def erase_journal(place: str | Path | None = None) -> Erased:
    """Delete all that a journal holds, and the copies that were laid beside its file.

    The file itself stays, emptied: another window may have it open. Backups that the
    person saved elsewhere cannot be found; ``left`` says so.
    """
    with open_journal(place) as journal:
        journal.erase_all()
        location = journal.location
    removed = [f"all that the journal {location} held"]
    left = ["backups and exports that you saved yourself"]
    if location.file is None:
        left.append("what the PostgreSQL server keeps in its own logs and backups")
        return Erased(removed=tuple(removed), left=tuple(left))
    for copy in copies_before_migration(location.file):
        copy.unlink(missing_ok=True)
        removed.append(str(copy))
    left.append(f"the empty file {location.file}")
    return Erased(removed=tuple(removed), left=tuple(left))
