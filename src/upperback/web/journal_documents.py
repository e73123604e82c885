"""Sessions, sets and reps of the journal as plain values ready for JSON."""

from upperback.services.session_pages import SessionPage
from upperback.training.baseline import STANDING, is_only_looks
from upperback.training.profile import Profile
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
)
from upperback.training.records import TrainingSession as Session
from upperback.web.documents import Document, load_document
from upperback.web.programme_documents import Titles, item_document


def page_document(page: SessionPage, titles: Titles) -> Document:
    """Return a page of the list of sessions."""
    return {
        "sessions": [_in_short(each, titles) for each in page.sessions],
        "next_before": page.next_before.isoformat() if page.next_before else None,
    }


def session_document(session: Session, profile: Profile, titles: Titles) -> Document:
    """Return a session with everything of its sets."""
    document = _in_short(session, titles)
    document["plan"] = [item_document(each, profile, titles) for each in session.plan]
    document["sets"] = [_set(each, profile, titles) for each in session.sets]
    return document


def _in_short(session: Session, titles: Titles) -> Document:
    ended_at, pains = session.ended_at, [e.pain for e in session.sets if e.pain is not None]
    seconds = (ended_at - session.started_at).total_seconds() if ended_at else None
    # Nobody who taps sees the form: no finding is then no praise.
    is_judged = any(each.n_judged for each in session.sets)
    return {
        "id": session.id,
        "kind": session.kind,
        "started_at": session.started_at.isoformat(),
        "ended_at": ended_at.isoformat() if ended_at else None,
        "minutes": round(seconds / 60.0, 1) if seconds is not None else None,
        "note": session.note,
        "sources": sorted({each.source for each in session.sets}),
        "reps": sum(each.n_counted for each in session.sets),
        "clean": sum(each.n_clean for each in session.sets) if is_judged else None,
        "pain": max(pains, default=None),
        "exercises": [_exercise_in_short(name, session, titles) for name in _names(session)],
        "is_look": is_only_looks(session),
    }


def _names(session: Session) -> list[str]:
    return list(dict.fromkeys(each.exercise for each in session.sets))


def _exercise_in_short(name: str, session: Session, titles: Titles) -> Document:
    sets = [each for each in session.sets if each.exercise == name]
    return {
        "exercise": name,
        "title": titles.get(name, name),
        "sets": len(sets),
        "reps": sum(each.n_counted for each in sets),
    }


def _set(logged: LoggedSet, profile: Profile, titles: Titles) -> Document:
    has_load = logged.load.kind != "none"
    return {
        "id": logged.id,
        "exercise": logged.exercise,
        "title": titles.get(logged.exercise, logged.exercise),
        "is_look": logged.exercise == STANDING,
        "side": logged.side,
        "number": logged.number,
        "started_at": logged.started_at.isoformat(),
        "ended_at": logged.ended_at.isoformat() if logged.ended_at else None,
        "source": logged.source,
        "view": logged.view,
        "rules": logged.rules,
        "model": logged.model,
        "load": load_document(logged.load),
        "load_text": profile.says_load(logged.load) if has_load else None,
        "count": logged.n_counted,
        "clean": logged.n_clean if logged.n_judged else None,
        "effort_rir": logged.effort_rir,
        "pain": logged.pain,
        "note": logged.note,
        "reps": [_rep(each) for each in logged.reps],
        "findings": [_finding(each) for each in logged.findings],
        "measures": {name: measure_document(each) for name, each in logged.measures.items()},
        "not_measured": [_not_measured(each) for each in logged.not_measured],
    }


def _not_measured(note: NotMeasuredNote) -> Document:
    return {"signal": note.signal, "reason": note.reason, "advice": note.advice}


def _rep(rep: LoggedRep) -> Document:
    return {
        "index": rep.index,
        "side": rep.side,
        "counted": rep.counted,
        "reason": rep.reason,
        "start_s": round(rep.start_s, 2),
        "seconds": round(rep.end_s - rep.start_s, 2),
        "tempo": {name: round(value, 2) for name, value in rep.tempo.items()},
        "measures": {name: measure_document(each) for name, each in rep.measures.items()},
        "findings": list(rep.findings),
        "score": rep.score,
        "by_hand": rep.by_hand,
    }


def _finding(finding: LoggedFinding) -> Document:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "rep": finding.rep,
        "value": round(finding.value, 2),
        "limit": round(finding.limit, 2),
        "unit": finding.unit,
    }


def measure_document(measure: LoggedMeasure) -> Document:
    """Return a measure with its passport."""
    return {
        "value": round(measure.value, 2),
        "error": round(measure.error, 2),
        "unit": measure.unit,
        "passport": dict(measure.passport),
    }
