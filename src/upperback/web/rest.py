"""The REST API: what a page asks for now and then."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from upperback.exercises import Exercise, pick_exercise
from upperback.services.live import LiveSession
from upperback.services.live_plan import Wishes
from upperback.services.live_sessions import Beginning, OpenSessionError
from upperback.web.documents import (
    Document,
    error_document,
    state_document,
    summary_document,
)
from upperback.web.exercise_document import exercise_document
from upperback.web.files import demo_url
from upperback.web.setup import Coach
from upperback.web.wire import BeginBody, CommandBody

router = APIRouter(prefix="/api")


def _coach(request: Request) -> Coach:
    coach: Coach = request.app.state.coach
    return coach


CoachHere = Annotated[Coach, Depends(_coach)]


@router.get("/exercises")
async def exercises(coach: CoachHere) -> list[Document]:
    """List the exercises with all that a page shows of them."""
    known = coach.hub.sessions.exercises
    return [exercise_document(each, demo=demo_url(name)) for name, each in known.items()]


@router.get("/exercises/{name}/camera.svg")
async def camera_drawing(coach: CoachHere, name: str) -> Response:
    """Draw where the camera goes."""
    return _svg(coach.camera_svg(_exercise(coach, name)))


@router.get("/exercises/{name}/muscles.svg")
async def muscle_drawing(coach: CoachHere, name: str) -> Response:
    """Draw the muscles that work."""
    return _svg(coach.muscles_svg(_exercise(coach, name)))


@router.post(
    "/sessions",
    responses={
        400: {"description": "An exercise was named that rests for pain, or is left out."},
        409: {"description": "A session is open already."},
    },
)
async def begin(coach: CoachHere, body: BeginBody) -> Response:
    """Begin a training session; the answer is its state."""
    wishes = Wishes(
        minutes=body.minutes,
        equipment=frozenset(body.equipment) if body.equipment is not None else None,
        sore=frozenset(body.sore),
        exercises=body.exercises,
        is_baseline=body.kind == "baseline",
        is_sample=body.sample,
    )
    beginning = Beginning(
        # Planning reads the journal; frames of other sessions must not wait for the disk.
        today=await asyncio.to_thread(coach.plan, wishes),
        kind=body.kind,
        by_camera=body.by_camera,
        replaces=body.replace,
        is_sample=body.sample,
    )
    try:
        desk = coach.hub.sessions.begin(beginning)
    except OpenSessionError as error:
        document = error_document("open_session", str(error))
        return JSONResponse(
            document | {"session": state_document(error.session.state)}, status_code=409
        )
    await _written(desk.session)
    return JSONResponse(state_document(desk.session.state), status_code=201)


@router.get("/sessions/current", responses={204: {"description": "No session is open."}})
async def current(coach: CoachHere) -> Response:
    """Return the state of the session that runs, also after a crash."""
    desk = coach.hub.sessions.current()
    if desk is None:
        return Response(status_code=204)
    return JSONResponse(state_document(desk.session.state))


@router.post("/sessions/{session_id}/commands")
async def command(coach: CoachHere, session_id: str, body: CommandBody) -> Response:
    """Do a command of the live protocol; the answer is the state after it."""
    desk = coach.hub.sessions.find(session_id)
    if desk is None:
        return _no_session()
    answer, told = desk.do(body.id, body.to_command())
    coach.hub.tell(session_id, told)
    if not answer.ok:
        return JSONResponse(error_document("not_now", answer.text or ""), status_code=409)
    await _written(desk.session)
    return JSONResponse(state_document(desk.session.state))


@router.get("/sessions/{session_id}/summary")
async def summary(coach: CoachHere, session_id: str) -> Response:
    """Sum a training session up, exercise by exercise."""
    found = coach.hub.sessions.summary(session_id)
    return _no_session() if found is None else JSONResponse(summary_document(found))


@router.get("/info")
async def info(coach: CoachHere) -> Document:
    """Say what this server is and has."""
    return coach.info


def _exercise(coach: Coach, name: str) -> Exercise:
    return pick_exercise(dict(coach.hub.sessions.exercises), name)


def _svg(text: str) -> Response:
    headers = {"Cache-Control": "max-age=3600"}
    return Response(text, media_type="image/svg+xml", headers=headers)


async def _written(session: LiveSession) -> None:
    """Wait until what was done is in the journal: whoever has the answer relies on it."""
    if (writing := session.writing) is not None:
        await asyncio.wrap_future(writing)


def _no_session() -> Response:
    return JSONResponse(error_document("no_session", "No such training session."), status_code=404)
