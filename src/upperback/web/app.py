"""The web application: everything put together."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from upperback import __version__
from upperback.errors import (
    ImportFileError,
    InvalidRecordError,
    LiveError,
    StoreError,
    UnknownExerciseError,
    UnknownRecordError,
    UpperbackError,
)
from upperback.web import exchange_routes, journal_routes, programme_routes, rest, still_routes
from upperback.web.documents import Document, error_document
from upperback.web.files import DEMO_FOLDER, PageFiles, model_response, poster_of
from upperback.web.guard import Guard
from upperback.web.hub import Hub
from upperback.web.live_socket import Limits, LiveConnection
from upperback.web.pages import api_page
from upperback.web.setup import Coach, Setup
from upperback.web.training_desk import TrainingDesk
from upperback.web.wire import mistake

_LOG = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[UpperbackError], int, str], ...] = (
    (UnknownExerciseError, 404, "unknown_exercise"),
    (UnknownRecordError, 404, "unknown_record"),
    (InvalidRecordError, 422, "malformed"),
    (ImportFileError, 422, "import_file"),
    (LiveError, 422, "malformed"),
    (StoreError, 503, "journal"),
    (UpperbackError, 400, "refused"),
)


def create_app(setup: Setup, *, connection: type[LiveConnection] = LiveConnection) -> FastAPI:
    """Make the application; ``connection`` serves its live sockets."""
    app = FastAPI(
        title="Upper back coach",
        description="What the page of the coach asks its server for.",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.coach = Coach(
        hub=Hub(setup.sessions),
        plan=setup.plan,
        camera_svg=setup.camera_svg,
        muscles_svg=setup.muscles_svg,
        info=_info(setup),
    )
    app.state.desk = setup.desk
    for routes in (rest, programme_routes, journal_routes, exchange_routes, still_routes):
        app.include_router(routes.router)
    _add_socket(app, connection, setup.limits)
    _add_errors(app)
    _add_files(app, setup)
    app.add_middleware(Guard, hosts=setup.hosts, code=setup.code)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    hub: Hub = app.state.coach.hub
    clock = asyncio.create_task(hub.keep_time())
    reading = asyncio.create_task(asyncio.to_thread(_read_ahead, app.state.desk))
    try:
        yield
    finally:
        clock.cancel()
        with suppress(asyncio.CancelledError):
            await clock
        await reading
        await hub.close_all()
        await asyncio.to_thread(hub.sessions.flush)


def _read_ahead(desk: TrainingDesk | None) -> None:
    """Look at all progress once: of ten years it takes a third of a second, and then nothing."""
    if desk is None:
        return
    try:
        desk.training.progress(now=desk.now())
    except UpperbackError as error:
        # Who asks for it is told.
        _LOG.info("the journal was not read ahead: %s", error)


def _add_socket(app: FastAPI, connection: type[LiveConnection], limits: Limits) -> None:
    @app.websocket("/api/live")
    async def live(websocket: WebSocket) -> None:
        hub: Hub = websocket.app.state.coach.hub
        await connection(websocket, hub, limits).run()


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(UpperbackError)
    async def refused(_: Request, error: Exception) -> Response:
        found = next(row for row in _STATUS if isinstance(error, row[0]))
        return JSONResponse(error_document(found[2], str(error)), status_code=found[1])

    @app.exception_handler(RequestValidationError)
    async def malformed(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError | ValidationError)
        first = error.errors()[0]
        text = mistake(first["loc"][1:], first["msg"], first.get("input"))
        return JSONResponse(error_document("malformed", text), status_code=422)

    @app.exception_handler(HTTPException)
    async def http_error(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = {404: "not_found", 405: "not_allowed"}.get(error.status_code, "refused")
        return JSONResponse(error_document(code, error.detail), status_code=error.status_code)


def _add_files(app: FastAPI, setup: Setup) -> None:
    model, samples = setup.model, {each.name: each.path for each in setup.samples}

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return api_page(app.openapi())

    @app.get("/model/pose_landmarker.task", include_in_schema=False)
    async def pose_model(request: Request) -> Response:
        if model is None:
            raise HTTPException(404, "The pose model is missing: run 'make model'.")
        return model_response(request, model)

    @app.get("/samples/{name}.mp4", include_in_schema=False)
    async def sample(name: str) -> Response:
        if name not in samples:
            raise HTTPException(404, "No such clip.")
        return FileResponse(samples[name], media_type="video/mp4")

    @app.get("/samples/{name}.webp", include_in_schema=False)
    async def poster(name: str) -> Response:
        if name not in samples or not poster_of(samples[name]).is_file():
            raise HTTPException(404, "No such picture.")
        return FileResponse(poster_of(samples[name]), media_type="image/webp")

    app.mount("/media", StaticFiles(directory=DEMO_FOLDER, check_dir=False))
    app.mount("/", PageFiles(setup.page_folder))


def _info(setup: Setup) -> Document:
    model = setup.model
    return {
        "version": __version__,
        "model": None
        if model is None
        else {"name": model.name, "url": model.url, "size": model.size, "sha256": model.sha256},
        "samples": [
            {
                "name": each.name,
                "title": each.title,
                "exercise": each.exercise,
                "url": f"/samples/{each.name}.mp4",
                "poster": f"/samples/{each.name}.webp" if poster_of(each.path).is_file() else None,
            }
            for each in setup.samples
        ],
        "journal": setup.has_journal,
    }
