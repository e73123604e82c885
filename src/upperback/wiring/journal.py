"""The journal, and the use cases that stand on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from upperback.errors import StoreError
from upperback.exercises import Exercise
from upperback.exercises.still_loader import standing_look
from upperback.services.journal_port import Journal
from upperback.services.programme import CALENDAR, Planning
from upperback.services.progress import Progress, ProgressMemory, show_progress
from upperback.wiring.clock import wall_clock
from upperback.wiring.exercises import all_exercises

if TYPE_CHECKING:
    from upperback.store import Backup, Erased, Location

_IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A person's journal, opened, with what plans from it."""

    journal: Journal
    planning: Planning
    exercises: Mapping[str, Exercise]
    place: str
    memory: ProgressMemory = field(default_factory=ProgressMemory)

    def titles(self) -> dict[str, str]:
        """Return the names and titles of the exercises, and of the look at standing."""
        look = standing_look()
        titles = {name: exercise.title for name, exercise in self.exercises.items()}
        return titles | {look.name: look.title}

    def progress(
        self,
        since: date | None = None,
        exercise: str | None = None,
        *,
        now: datetime | None = None,
    ) -> Progress:
        """Return the progress up to now; of one exercise if it is named."""
        chosen = [e for e in self.exercises.values() if exercise in (None, e.name)]
        return show_progress(
            self.journal,
            chosen,
            now or wall_clock(),
            goal=self.planning.profile().days_per_week,
            decisions=self.planning.decisions(exercise),
            since=since,
            # The page that is opened again and again: everything, up to now.
            memory=self.memory if exercise is None and since is None else None,
        )

    def calendar(self) -> Mapping[str, object]:
        """Return time and zone of the plan, as far as they were said; the profile has the days."""
        return self.journal.document(CALENDAR) or {}

    def save_calendar(self, content: Mapping[str, object]) -> None:
        """Keep time and zone of the plan."""
        self.journal.put_document(CALENDAR, content)

    def person_id(self) -> str:
        """Return a random text kept with the journal, which names the person in exports."""
        known = self.journal.document(_IDENTITY)
        if known is None:
            known = {"person_id": str(uuid4())}
            self.journal.put_document(_IDENTITY, known)
        return str(known["person_id"])


@contextmanager
def open_training(place: str | None = None, *, must_exist: bool = False) -> Iterator[Training]:
    """Open the journal and what stands on it; it is made where there is none.

    With ``must_exist``, a file that was named and is not there is a mistake.
    """
    from upperback.store import find_journal, open_journal

    location = find_journal(place)
    missing = location.file is not None and not location.file.exists()
    if must_exist and place is not None and missing:
        raise StoreError(f"there is no journal at {location}; check the path")
    with open_journal(place) as journal:
        exercises = all_exercises()
        yield Training(
            journal=journal,
            planning=Planning(journal, exercises.values()),
            exercises=exercises,
            place=str(location),
        )


def journal_location(place: str | None = None) -> "Location":
    """Return where the journal lies; nothing is opened."""
    from upperback.store import find_journal

    return find_journal(place)


def back_up_journal(place: str | None, file: Path, *, overwrite: bool) -> "Backup":
    """Write all that a journal holds into one file."""
    from upperback.store import back_up

    return back_up(place, file, overwrite=overwrite)


def restore_journal(file: Path, place: str | None, *, overwrite: bool) -> "Backup":
    """Make a journal from a backup: all of it, or nothing."""
    from upperback.store import restore

    return restore(file, place, overwrite=overwrite)


def erase_everything(place: str | None) -> "Erased":
    """Delete all that a journal holds; return what is left."""
    from upperback.store import erase_journal

    return erase_journal(place)


def journal_version() -> str:
    """Return the version of the journal's tables that this program writes."""
    from upperback.store.migrating import VERSION

    return VERSION
