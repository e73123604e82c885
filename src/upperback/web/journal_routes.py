"""The REST API of the journal and of progress: what was done, mended, deleted."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from upperback.errors import LiveError, UnknownRecordError
from upperback.services.session_pages import MOST_DAYS, session_page
from upperback.training.summaries import STRUCK
from upperback.web.documents import Document, as_json
from upperback.web.journal_documents import page_document, session_document
from upperback.web.journal_here import DeskHere
from upperback.web.programme_bodies import RepBody, SetBody
from upperback.web.progress_documents import progress_document
from upperback.web.rest import CoachHere
from upperback.web.setup import Coach
from upperback.web.training_desk import TrainingDesk
from upperback.wiring.summary import summary_page

router = APIRouter(prefix="/api", tags=["journal"])


@router.get("/progress", response_class=Response)
def progress(desk: DeskHere, since: date | None = None) -> Response:
    """Return months of progress, condensed to what can be drawn."""
    training = desk.training
    found = training.progress(since, now=desk.now())
    document = progress_document(found, training.titles(), today=desk.now().date())
    return Response(as_json(document), media_type="application/json")


@router.get("/summary.html", response_class=HTMLResponse)
def summary(desk: DeskHere, since: date | None = None) -> HTMLResponse:
    """Sum up the training for a physiotherapist, on a page made to be printed."""
    return HTMLResponse(summary_page(desk.training, now=desk.now(), since=since))


@router.get("/journal/sessions")
def sessions(
    desk: DeskHere,
    before: date | None = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 20,
) -> Document:
    """List training sessions, newest first; `next_before` is the `before` of the next page."""
    page = session_page(desk.training.journal, before=before, days=days)
    return page_document(page, desk.training.titles())


@router.get("/journal/sessions/{session_id}")
def session(desk: DeskHere, session_id: str) -> Document:
    """Return a session with its sets, reps, findings and measures."""
    return _document(desk, session_id)


@router.delete("/journal/sessions/{session_id}")
def remove_session(desk: DeskHere, coach: CoachHere, session_id: str) -> Document:
    """Delete a session; with the `undo` of the answer it comes back within ten minutes."""
    _refuse_if_open(coach, session_id)
    return {"undo": desk.removals.remove_session(session_id, desk.now())}


@router.delete("/journal/sessions/{session_id}/sets/{set_id}")
def remove_set(desk: DeskHere, coach: CoachHere, session_id: str, set_id: str) -> Document:
    """Delete a set; with the `undo` of the answer it comes back within ten minutes."""
    _refuse_if_open(coach, session_id)
    return {"undo": desk.removals.remove_set(session_id, set_id, desk.now())}


@router.post("/journal/undo/{key}")
def undo(desk: DeskHere, key: str) -> Document:
    """Put back what was deleted; the answer is the session."""
    return _document(desk, desk.removals.undo(key, desk.now()).id)


@router.patch("/journal/sets/{set_id}")
def mend_set(desk: DeskHere, set_id: str, body: SetBody) -> Response:
    """Write effort and pain of a set afterwards."""
    desk.training.journal.rate_set(set_id, effort_rir=body.effort_rir, pain=body.pain)
    return Response(status_code=204)


@router.patch("/journal/sets/{set_id}/reps/{index}")
def mend_rep(desk: DeskHere, set_id: str, index: int, body: RepBody) -> Response:
    """Say that a rep was none, or was one after all."""
    journal = desk.training.journal
    with journal.all_at_once():
        logged = journal.logged_set(set_id)
        rep = next((each for each in logged.reps if each.index == index), None)
        if rep is None:
            raise UnknownRecordError(f"the set has no rep {index}")
        reason = None if body.counted else STRUCK
        journal.put_rep(set_id, replace(rep, counted=body.counted, reason=reason, by_hand=True))
    return Response(status_code=204)


def _document(desk: TrainingDesk, session_id: str) -> Document:
    training = desk.training
    found = training.journal.session(session_id)
    return session_document(found, training.planning.profile(), training.titles())


def _refuse_if_open(coach: Coach, session_id: str) -> None:
    current = coach.hub.sessions.current()
    if current is not None and current.session.state.id == session_id:
        raise LiveError("this training still runs: end it first")
