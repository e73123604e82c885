"""Plans, profile and screening as plain values ready for JSON."""

from collections.abc import Mapping

from upperback.services.programme import Planning
from upperback.training.baseline import BaselineDue
from upperback.training.pain import ADVICE, NEXT_MORNING, SEE_SOMEONE, Lock, light
from upperback.training.plan import DayPlan, WeekPlan
from upperback.training.profile import GOALS, Profile, profile_to_plain
from upperback.training.records import PainEntry, Prescription, TrainingSession
from upperback.training.routine import EQUIPMENT, LEVELS
from upperback.training.screening import (
    NOT_A_MEDICAL_DEVICE,
    QUESTIONS,
    RED_FLAGS,
    ScreeningResult,
)
from upperback.training.standing import PastDecision
from upperback.web.documents import Document, prescription_document

Titles = Mapping[str, str]


def profile_document(planning: Planning, profile: Profile, *, is_saved: bool) -> Document:
    """Return the profile, and what may be chosen in it."""
    return {
        "is_saved": is_saved,
        "profile": profile_to_plain(profile),
        "choices": {"goals": dict(GOALS), "levels": list(LEVELS), "equipment": list(EQUIPMENT)},
        "screening": screening_document(planning, profile),
    }


def questions_document(profile: Profile, *, is_due: bool) -> Document:
    """Return the health questions, the warning signs and what this program is not."""
    return {
        "notice": NOT_A_MEDICAL_DEVICE,
        "is_due": is_due,
        "answers": dict(profile.answers),
        "questions": [
            {"key": each.key, "text": each.text, "asks_first": each.asks_first}
            for each in QUESTIONS
        ],
        "red_flags": [
            {
                "key": each.key,
                "title": each.title,
                "advice": each.advice,
                "signs": list(each.signs),
            }
            for each in RED_FLAGS
        ],
    }


def screening_document(planning: Planning, profile: Profile) -> Document:
    """Return what the answers of a profile mean."""
    titles = {each.name: each.title for each in planning.routine}
    result: ScreeningResult = planning.screening(profile)
    return {
        "ask_first": result.ask_first,
        "agreed": profile.agreed,
        "because": list(result.because),
        "advice": result.advice,
        "needs_latex_free_band": result.needs_latex_free_band,
        "unanswered": list(result.unanswered),
        "screened_on": profile.screened_on.isoformat() if profile.screened_on else None,
        "changes": [
            {
                "exercise": each.exercise,
                "title": titles.get(each.exercise, each.exercise),
                "does": each.does,
                "instead": each.instead,
                "why": each.why,
            }
            for each in result.changes
        ],
    }


def day_document(plan: DayPlan, profile: Profile, titles: Titles) -> Document:
    """Return the plan of a day."""
    return {
        "day": plan.day.isoformat(),
        "kind": plan.kind,
        "session_kind": plan.session_kind,
        "minutes": plan.minutes,
        "items": [item_document(each, profile, titles) for each in plan.prescriptions],
        "reasons": list(plan.notes),
        "left_out": [
            {"exercise": each.exercise, "title": each.title, "reason": each.reason}
            for each in plan.left_out
        ],
        "alternatives": [
            {"kind": each.kind, "minutes": each.minutes, "says": each.says}
            for each in plan.alternatives
        ],
        "is_kept": plan.is_kept,
        "anchor": profile.anchor,
    }


def item_document(item: Prescription, profile: Profile, titles: Titles) -> Document:
    """Return a planned exercise with its title and its load in the person's words."""
    document = prescription_document(item)
    document["title"] = titles.get(item.exercise, item.exercise)
    document["load_text"] = profile.says_load(item.load) if item.load.kind != "none" else None
    return document


def week_document(week: WeekPlan, profile: Profile, titles: Titles) -> Document:
    """Return a week: kept days, and plans for those still to come."""
    return {
        "monday": week.monday.isoformat(),
        "goal": week.goal,
        "kept": [day.isoformat() for day in week.kept],
        "days": [day_document(each, profile, titles) for each in week.days],
    }


def decision_document(decision: PastDecision, titles: Titles) -> Document:
    """Return what was decided of an exercise, when, by which rule and why."""
    return {
        "at": decision.at.isoformat(),
        "exercise": decision.exercise,
        "title": titles.get(decision.exercise, decision.exercise),
        "rule": decision.rule,
        "reason": decision.reason,
    }


def baseline_document(due: BaselineDue, titles: Titles) -> Document:
    """Return which tests are due, and when."""
    return {
        "stage": due.stage,
        "due_on": due.due_on.isoformat(),
        "is_due": due.is_due and bool(due.tests),
        "says": due.says,
        "tests": [
            {
                "exercise": each.exercise,
                "title": titles.get(each.exercise, each.exercise),
                "label": each.label,
                "side": each.side,
                "reps": each.reps,
            }
            for each in due.tests
        ],
    }


def pain_document(entry: PainEntry, lock: Lock | None) -> Document:
    """Return what follows from a stated pain."""
    colour = light(entry.value, is_alarming=entry.is_alarming)
    advice = ADVICE[colour]
    if lock is not None and lock.see_someone:
        advice = SEE_SOMEONE
    return {
        "id": entry.id,
        "light": colour,
        "advice": advice,
        "lock": None
        if lock is None
        else {
            "exercise": lock.exercise,
            "until": lock.until.isoformat(),
            "reason": lock.reason,
            "see_someone": lock.see_someone,
        },
    }


def morning_document(session: TrainingSession) -> Document:
    """Return the question of the next morning, and which training it is about."""
    return {
        "question": NEXT_MORNING,
        "session_id": session.id,
        "trained_on": session.started_at.date().isoformat(),
    }
