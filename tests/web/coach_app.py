"""The web application over a real journal, for tests of its REST API."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from upperback import wiring
from upperback.services.planned_today import planned_today
from upperback.services.session_pages import Removals
from upperback.web.app import create_app
from upperback.web.setup import Setup
from upperback.web.training_desk import TrainingDesk
from upperback.wiring.journal import Training, open_training

# A Monday.
NOW = datetime(2026, 5, 4, 18, tzinfo=UTC)


@dataclass
class CoachApp:
    """The application, its journal, and a clock that stands where it is put."""

    client: TestClient
    training: Training
    now: datetime = NOW


@contextmanager
def running_coach(folder: Path) -> Iterator[CoachApp]:
    """Run the application in this process over a SQLite file."""
    ids = count(1)
    with (
        open_training(str(folder / "journal.db")) as training,
        wiring.live_sessions_of(training.journal) as sessions,
    ):
        app: CoachApp

        def now() -> datetime:
            return app.now

        def new_id() -> str:
            return f"id-{next(ids)}"

        desk = TrainingDesk(
            training=training,
            removals=Removals(training.journal, new_id),
            now=now,
            new_id=new_id,
        )
        setup = Setup(
            sessions=sessions,
            plan=lambda wishes: planned_today(training.planning, sessions.exercises, wishes, now()),
            desk=desk,
            camera_svg=lambda _: "<svg/>",
            muscles_svg=lambda _: "<svg/>",
            model=None,
            page_folder=folder / "no_page",
        )
        client = TestClient(create_app(setup), base_url="http://127.0.0.1")
        app = CoachApp(client=client, training=training)
        with client:
            yield app


def get(coach: CoachApp, path: str) -> Any:
    """Return what the API answers; it must be a success."""
    answer = coach.client.get(f"/api{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()
