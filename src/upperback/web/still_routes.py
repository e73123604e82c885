"""The REST API of looks: somebody stands still, and the page sends the last seconds."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from upperback.exercises.still_loader import standing_look
from upperback.services.still import keep_look, see_stillness, taken_look
from upperback.web.documents import Document, error_document
from upperback.web.frame_batch import MOST_BYTES, decode_batch
from upperback.web.journal_here import DeskHere
from upperback.web.still_documents import look_document, stillness_document
from upperback.web.training_desk import TrainingDesk

router = APIRouter(prefix="/api/still", tags=["looks"])


@router.get("/standing")
async def standing() -> Document:
    """Say what the look at relaxed standing is for, and where to stand."""
    return look_document(standing_look())


@router.post(
    "/standing",
    responses={
        409: {"description": "To be kept, but it was not held long enough, or nothing was seen."},
        413: {"description": "More than some seconds of frames."},
    },
)
async def look_at_standing(
    desk: DeskHere,
    request: Request,
    keep: bool = False,  # noqa: FBT001, FBT002 - a query parameter has a name
    model: Annotated[str, Query(max_length=100)] = "unknown",
) -> Response:
    """Look at the last seconds: pose frames of the live protocol, each after its length.

    The answer says what to change or how long it was held, and then the measures. With `keep`
    they are measured once more and written into the journal.
    """
    body = await _received(request)
    if body is None:
        text = f"The frames are larger than {MOST_BYTES} bytes; send the last 4 seconds only."
        return JSONResponse(error_document("too_large", text), status_code=413)
    return await asyncio.to_thread(_looked, desk, body, model, keep=keep)


def _looked(desk: TrainingDesk, body: bytes, model: str, *, keep: bool) -> Response:
    look, journal = standing_look(), desk.training.journal
    seen = see_stillness(look, decode_batch(body), model_name=model)
    taken = taken_look(journal, look, seen, at=desk.now(), new_id=desk.new_id)
    if keep and taken is None:
        return JSONResponse(error_document("not_ready", seen.text), status_code=409)
    if keep and taken is not None:
        keep_look(journal, taken)
    return JSONResponse(stillness_document(look, seen, taken, is_kept=keep))


async def _received(request: Request) -> bytes | None:
    """Return the body of a request; None where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
