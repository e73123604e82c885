"""The REST API of files: everything out, other apps' logs in, everything deleted."""

import asyncio
from contextlib import suppress
from datetime import time
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, BinaryIO, Literal

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse

from upperback.errors import LiveError
from upperback.web.documents import Document, error_document
from upperback.web.journal_here import DeskHere
from upperback.web.programme_bodies import EraseBody
from upperback.web.programme_routes import calendar_document
from upperback.web.rest import CoachHere
from upperback.web.streaming import streamed
from upperback.web.training_desk import TrainingDesk
from upperback.wiring.clock import local_zone
from upperback.wiring.exchange import (
    CalendarPlan,
    Imported,
    ImportOrder,
    import_file,
    write_calendar,
    write_journal,
)

router = APIRouter(prefix="/api", tags=["files"])
MAX_IMPORT_BYTES = 200_000_000
_KINDS = {
    "json": ("application/x-ndjson", "ndjson"),
    "csv": ("application/zip", "zip"),
    "fhir": ("application/fhir+json", "fhir.json"),
}
ImportApp = Literal["auto", "json", "csv", "hevy", "strong", "liftosaur"]


@router.get("/export/{kind}", response_class=StreamingResponse)
def export(
    desk: DeskHere,
    kind: Literal["json", "csv", "fhir"],
    tracks: bool = False,  # noqa: FBT001, FBT002 - a query parameter has a name
) -> Response:
    """Send everything the journal holds, as a stream; `tracks` adds landmark recordings."""
    media, ending = _KINDS[kind]

    def write(file: BinaryIO) -> object:
        return write_journal(desk.training, file, kind, with_tracks=tracks)

    name = f"upperback-{desk.now():%Y-%m-%d}.{ending}"
    return _download(StreamingResponse(streamed(write), media_type=media), name)


@router.get("/calendar.ics", response_class=Response)
def calendar(
    desk: DeskHere, alarm_min: Annotated[int | None, Query(ge=0, le=1440)] = 10
) -> Response:
    """Send the weekly training as a calendar file with alarms."""
    kept = calendar_document(desk)
    plan = CalendarPlan(
        weekdays=kept["weekdays"],
        at=time.fromisoformat(kept["time"]),
        zone=local_zone(kept["zone"]),
        sequence=int(kept["sequence"]),
        alarms_min=() if alarm_min is None else (alarm_min,),
    )
    file = BytesIO()
    write_calendar(desk.training, plan, file)
    return _download(Response(file.getvalue(), media_type="text/calendar"), "upperback.ics")


@router.post("/import", responses={413: {"description": "The file is too large."}})
async def import_journal(
    desk: DeskHere,
    request: Request,
    app: ImportApp = "auto",
    dry_run: bool = True,  # noqa: FBT001, FBT002 - a query parameter has a name
    weight_unit: Annotated[str, Query(pattern="^(|kg|lb)$")] = "",
) -> Response:
    """Read a file (the body of the request) into the journal: all of it, or nothing.

    Without `dry_run=false` it is only checked, and the answer says what it holds.
    """
    with NamedTemporaryFile(suffix=".import", delete=False) as file:
        path = Path(file.name)
    try:
        if not await _received(request, path):
            text = f"The file is larger than {MAX_IMPORT_BYTES // 1_000_000} MB."
            return JSONResponse(error_document("too_large", text), status_code=413)
        order = ImportOrder(
            file=path, app=app, meanings={}, zone=local_zone(), weight_unit=weight_unit
        )
        found = await asyncio.to_thread(_imported, desk, order, dry_run=dry_run)
        return JSONResponse(_imported_document(found, is_written=not dry_run))
    finally:
        with suppress(OSError):
            path.unlink()


@router.delete("/journal", status_code=204)
def erase(desk: DeskHere, coach: CoachHere, body: EraseBody) -> Response:
    """Delete everything the journal holds; it cannot be undone."""
    del body
    if coach.hub.sessions.current() is not None:
        raise LiveError("a training still runs: end it first")
    desk.removals.forget_all()
    desk.training.journal.erase_all()
    return Response(status_code=204)


def _imported(desk: TrainingDesk, order: ImportOrder, *, dry_run: bool) -> Imported:
    from upperback.errors import ImportFileError

    try:
        return import_file(desk.training, order, dry_run=dry_run)
    except ImportFileError as error:
        # The person's file has another name than ours.
        raise ImportFileError(str(error).replace(f"{order.file}", "the file")) from error


async def _received(request: Request, path: Path) -> bool:
    """Write the body of a request into a file; whether it is not too large."""
    n_bytes = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            n_bytes += len(chunk)
            if n_bytes > MAX_IMPORT_BYTES:
                return False
            file.write(chunk)
    if n_bytes == 0:
        raise HTTPException(400, "The file is empty.")
    return True


def _imported_document(found: Imported, *, is_written: bool) -> Document:
    counts = found.counts
    return {
        "app": found.app,
        "is_written": is_written,
        "sessions": counts.sessions,
        "new_sessions": found.n_new_sessions,
        "sets": counts.sets,
        "reps": counts.reps,
        "pain_entries": counts.pain_entries,
        "documents": counts.documents,
        "unknown": dict(found.unknown),
        "left_out": dict(found.left_out),
    }


def _download(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
