"""The live coach: its journal, its clock, its pose model."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from upperback.wiring.exercises import all_exercises

if TYPE_CHECKING:
    from upperback.services.journal_port import Journal
    from upperback.services.live import Surroundings
    from upperback.services.live_sessions import LiveSessions


@contextmanager
def open_live_sessions(place: str | Path | None = None) -> "Iterator[LiveSessions]":
    """Open the journal for live sessions; on the way out everything is written."""
    from upperback.store import open_journal

    with open_journal(place) as journal, live_sessions_of(journal) as sessions:
        yield sessions


@contextmanager
def live_sessions_of(journal: "Journal") -> "Iterator[LiveSessions]":
    """Begin live sessions in a journal that is open; on the way out everything is written."""
    from upperback.services.live_journal import QueuedWriter
    from upperback.services.live_sessions import LiveSessions
    from upperback.wiring.tracks import track_keeping

    around = live_surroundings()
    keeping = track_keeping(journal, around.exercises.values())
    with (
        closing(QueuedWriter(journal)) as writer,
        closing(LiveSessions(around, journal, writer, keeping)) as sessions,
    ):
        yield sessions


def live_surroundings() -> "Surroundings":
    """Return the clock of the wall, new ids, and the exercises there are."""
    from upperback.services.live import Surroundings

    return Surroundings(
        now=lambda: datetime.now().astimezone(),
        new_id=lambda: str(uuid4()),
        exercises=all_exercises(),
    )


def pose_model(model: Path | str | None = None) -> tuple[Path, str]:
    """Return the file of the pose model, and its name."""
    from upperback.estimators import find_model

    found = find_model(model)
    return found.path, found.name
