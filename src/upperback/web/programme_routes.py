"""The REST API of the programme: who trains, what to do today and this week, pain."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from upperback.errors import InvalidRecordError
from upperback.services.live_plan import Wishes
from upperback.services.planned_today import day_plan, tests_due
from upperback.services.programme import Planning
from upperback.training.choosing import ALL
from upperback.training.plan import WeekPlan
from upperback.training.profile import Profile, on_any_days, on_weekdays
from upperback.training.records import PainEntry
from upperback.training.screening import is_due
from upperback.web.documents import Document
from upperback.web.journal_here import DeskHere
from upperback.web.programme_bodies import AnswersBody, CalendarBody, PainBody, ProfileBody
from upperback.web.programme_documents import (
    baseline_document,
    day_document,
    decision_document,
    morning_document,
    pain_document,
    profile_document,
    questions_document,
    screening_document,
    week_document,
)
from upperback.web.training_desk import TrainingDesk
from upperback.wiring.clock import local_zone

router = APIRouter(prefix="/api", tags=["programme"])
# What the plan page shows of the past.
_DECISIONS = 20
_DEFAULT_TIME = "18:00"


@router.get("/profile")
def profile(desk: DeskHere) -> Document:
    """Return who trains: equipment, level, time, goals, answers; and what they mean."""
    planning = desk.training.planning
    return profile_document(planning, planning.profile(), is_saved=planning.has_profile())


@router.put("/profile")
def save_profile(desk: DeskHere, body: ProfileBody) -> Document:
    """Keep what was said; the fields that are left out stay as they were."""
    planning = desk.training.planning
    said = body.model_dump(exclude={"screened", "weekdays", "days_per_week"}, exclude_none=True)
    if body.dumbbells_kg is not None:
        said["dumbbells_kg"] = tuple(sorted(set(body.dumbbells_kg)))
    if body.screened:
        said["screened_on"] = desk.now().date()
    with desk.training.journal.all_at_once():
        changed: Profile = replace(_on_days(planning.profile(), body), **said)
        planning.save_profile(changed)
    return profile_document(planning, changed, is_saved=True)


def _on_days(person: Profile, body: ProfileBody) -> Profile:
    """Return the profile with the days of the body: which ones, or only how many."""
    if body.weekdays:
        return on_weekdays(person, body.weekdays)
    if body.weekdays is not None:
        person = replace(person, weekdays=())
    return person if body.days_per_week is None else on_any_days(person, body.days_per_week)


@router.get("/screening")
def screening_questions(desk: DeskHere) -> Document:
    """Return the health questions and the warning signs."""
    planning = desk.training.planning
    person = planning.profile()
    return questions_document(person, is_due=is_due(person.screened_on, desk.now().date()))


@router.post("/screening")
def screening_result(desk: DeskHere, body: AnswersBody) -> Document:
    """Say what answers would mean: which exercises change, and why. Nothing is kept."""
    planning = desk.training.planning
    person = replace(planning.profile(), answers=body.answers, agreed=body.agreed)
    return screening_document(planning, person)


@router.get("/today")
def today(
    desk: DeskHere,
    minutes: Annotated[int | None, Query(ge=1, le=240)] = None,
    equipment: str | None = None,
    sore: str | None = None,
) -> Document:
    """Plan today's training; equipment and sore places are lists with commas."""
    training = desk.training
    wishes = Wishes(
        minutes=minutes,
        equipment=_words(equipment) if equipment is not None else None,
        sore=_words(sore or ""),
    )
    plan = day_plan(training.planning, wishes, desk.now())
    return day_document(plan, training.planning.profile(), training.titles())


@router.get("/plan")
def plan(desk: DeskHere) -> Document:
    """Return this week, the calendar, the baseline, and what was decided lately and why."""
    training, now = desk.training, desk.now()
    planning, titles = training.planning, training.titles()
    person = planning.profile()
    return {
        "today": now.date().isoformat(),
        "week": week_document(_week(planning, now), person, titles),
        "anchor": person.anchor,
        "minutes": person.minutes,
        "calendar": calendar_document(desk),
        "baseline": baseline_document(tests_due(planning, now), titles),
        "decisions": [
            decision_document(each, titles) for each in reversed(planning.decisions()[-_DECISIONS:])
        ],
    }


def _week(planning: Planning, now: datetime) -> WeekPlan:
    """Return this week; the next one where nothing was done in this one, and nothing is left."""
    week = planning.week(now)
    is_empty = not week.kept and not week.days
    return planning.week(now + timedelta(days=7 - now.weekday())) if is_empty else week


@router.put("/calendar")
def save_calendar(desk: DeskHere, body: CalendarBody) -> Document:
    """Keep the weekdays and the time of the training, for the plan and the calendar file."""
    if not body.weekdays:
        raise InvalidRecordError("weekdays: expected at least one day")
    training = desk.training
    with training.journal.all_at_once():
        planning = training.planning
        planning.save_profile(on_weekdays(planning.profile(), body.weekdays))
        kept = dict(training.calendar())
        kept["time"] = body.time
        kept.setdefault("zone", local_zone().key)
        kept["sequence"] = int(str(kept.get("sequence", -1))) + 1
        training.save_calendar(kept)
    return calendar_document(desk)


@router.get("/baseline")
def baseline(desk: DeskHere) -> Document:
    """Return which tests are due, and when."""
    due = tests_due(desk.training.planning, desk.now())
    return baseline_document(due, desk.training.titles())


@router.post("/pain", status_code=201)
def state_pain(desk: DeskHere, body: PainBody) -> Document:
    """Keep what the person says of pain; the answer says what follows."""
    entry = PainEntry(id=desk.new_id(), at=desk.now(), **body.model_dump())
    return pain_document(entry, desk.training.planning.record_pain(entry))


@router.get("/pain/due", responses={204: {"description": "Nothing is to be asked."}})
def morning_question(desk: DeskHere) -> Response:
    """Return the question of the morning after a training, while it is open."""
    session = desk.training.planning.morning_question(desk.now())
    return Response(status_code=204) if session is None else JSONResponse(morning_document(session))


@router.post("/sore", status_code=204)
def state_sore(desk: DeskHere) -> Response:
    """Remember that the person is sore, or slept badly, today."""
    desk.training.planning.record_sore(desk.now().date())
    return Response(status_code=204)


def calendar_document(desk: TrainingDesk) -> Document:
    """Return weekdays and time of the training; proposed ones where none were chosen."""
    kept, person = desk.training.calendar(), desk.training.planning.profile()
    n_days = person.days_per_week
    proposed = [n * 7 // n_days for n in range(n_days)]
    return {
        "is_chosen": bool(person.weekdays) and bool(kept.get("time")),
        "weekdays": list(person.weekdays) or proposed,
        "time": kept.get("time") or _DEFAULT_TIME,
        "zone": kept.get("zone") or local_zone().key,
        "sequence": kept.get("sequence", 0),
    }


def _words(text: str) -> frozenset[str]:
    found = frozenset(word.strip() for word in text.split(",") if word.strip())
    return found - {""} if ALL not in found else frozenset({ALL})
