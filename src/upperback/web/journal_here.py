"""The person's journal in a request: up to date, or a clear no."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from upperback.web.setup import Coach
from upperback.web.training_desk import TrainingDesk


def _desk(request: Request) -> TrainingDesk:
    """Return the desk, with everything of a session that runs already in the journal."""
    desk: TrainingDesk | None = request.app.state.desk
    if desk is None:
        raise HTTPException(404, "This coach keeps no journal.")
    coach: Coach = request.app.state.coach
    coach.hub.sessions.flush()
    return desk


DeskHere = Annotated[TrainingDesk, Depends(_desk)]
"""A parameter of a route that runs in a thread: reading and writing take the disk's time."""
