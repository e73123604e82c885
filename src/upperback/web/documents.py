"""What the server sends, as plain values ready for JSON: live messages, state, REST answers."""

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from upperback.coach.gestures import NEEDS_S as GESTURE_NEEDS_S
from upperback.coach.placement import NEEDS_S as PLACEMENT_NEEDS_S
from upperback.coach.report import Measure
from upperback.coach.session_steps import Step, TrainingState
from upperback.export.analysis_json import (
    finding_document,
    partial_rep_document,
    rep_document,
)
from upperback.services.live_desk import Answer
from upperback.services.live_messages import (
    Counted,
    Found,
    HandUp,
    Message,
    Moved,
    NotCounted,
    Noticed,
    Placed,
    Said,
    StateChanged,
)
from upperback.services.live_summary import ExerciseSummary, SessionSummary
from upperback.training.records import Load, LoggedSet, Prescription

Document = dict[str, Any]


def as_json(document: object) -> str:
    """Write compact JSON without NaN."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def message_document(message: Message) -> Document:
    """Return a live message as the protocol writes it."""
    if isinstance(message, Moved):
        return _progress(message)
    if isinstance(message, StateChanged):
        return {"type": "state", "state": state_document(message.state)}
    if isinstance(message, Placed):
        return _placement(message)
    return _event_document(message)


def _event_document(
    message: Counted | NotCounted | Found | Said | Noticed | HandUp,
) -> Document:
    match message:
        case Counted(rep=rep, index=index, count=count):
            return {"type": "rep", "rep": rep_document(rep) | {"index": index}, "count": count}
        case NotCounted(partial_rep=partial_rep, text=text):
            document = partial_rep_document(partial_rep)
            reason = partial_rep.reason
            return {"type": "partial_rep", "partial_rep": document, "reason": reason, "text": text}
        case Found(finding=finding):
            return {"type": "finding", "finding": finding_document(finding)}
        case Said(check=check, severity=severity, text=text):
            return {"type": "cue", "check": check, "severity": severity, "text": text}
        case Noticed(code=code, text=text):
            return {"type": "notice", "code": code, "text": text}
        case HandUp(held_s=held_s):
            return {
                "type": "gesture",
                "name": "raised_hand",
                "held_s": round(held_s, 2),
                "needs_s": GESTURE_NEEDS_S,
            }


def _progress(moved: Moved) -> Document:
    return {
        "type": "progress",
        "phase": moved.phase,
        "share": round(moved.share, 3),
        "breath": moved.breath,
        "hold_s": round(moved.hold_s, 2),
        "readings": _readings(moved.readings),
    }


def _readings(readings: Mapping[str, Measure]) -> Document:
    return {
        name: {
            "value": round(float(each.value), 2),
            "error": round(float(each.error), 2),
            "unit": each.unit,
        }
        for name, each in readings.items()
        if math.isfinite(each.value) and math.isfinite(each.error)
    }


def _placement(placed: Placed) -> Document:
    placement = placed.placement
    return {
        "type": "placement",
        "ok": placement.ok,
        "code": placement.code,
        "text": placement.text,
        "view": placement.view,
        "held_s": round(placement.held_s, 2),
        "needs_s": PLACEMENT_NEEDS_S,
    }


def answer_document(command_id: str, answer: Answer) -> Document:
    """Return the answer to a command."""
    error = None if answer.ok else {"code": "not_now", "text": answer.text}
    return {"type": "done", "id": command_id, "ok": answer.ok, "error": error}


def error_document(code: str, text: str) -> Document:
    """Return an error of the REST API."""
    return {"error": {"code": code, "text": text}}


# --- the state --------------------------------------------------------------------------


def state_document(state: TrainingState) -> Document:
    """Return the state of a training session."""
    ends_at = state.rest_ends_at
    return {
        "id": state.id,
        "kind": state.kind,
        "started_at": state.started_at.isoformat(),
        "stage": state.stage,
        "by_camera": state.by_camera,
        "paused_from": state.paused_from,
        "steps": [_step(index, step) for index, step in enumerate(state.steps)],
        "step": state.step,
        "set": _set(state.current) if state.current is not None else None,
        "rest_ends_at": ends_at.isoformat() if ends_at is not None else None,
        "message": state.message,
    }


def _step(index: int, step: Step) -> Document:
    asked = step.prescription
    return {
        "index": index,
        "exercise": step.exercise,
        "side": step.side,
        "set": step.number,
        "sets": asked.sets,
        "reps": asked.reps,
        "hold_s": asked.hold_s,
        "rest_s": asked.rest_s,
        "load": load_document(asked.load),
        "reasons": list(asked.reasons),
        "status": step.status,
    }


def _set(current: LoggedSet) -> Document:
    return {
        "id": current.id,
        "count": current.n_counted,
        "clean": current.n_clean if current.n_judged else None,
        "reps": [
            {
                "index": rep.index,
                "side": rep.side,
                "counted": rep.counted,
                "reason": rep.reason,
                "findings": list(rep.findings),
                "score": rep.score,
            }
            for rep in current.reps
        ],
    }


def load_document(load: Load) -> Document:
    """Return a load; only what its kind has."""
    document: Document = {"kind": load.kind}
    if load.band_step is not None:
        document["band_step"] = load.band_step
    if load.mass_kg is not None:
        document["mass_kg"] = load.mass_kg
    return document


def prescription_document(prescription: Prescription) -> Document:
    """Return a planned exercise."""
    return {
        "exercise": prescription.exercise,
        "side": prescription.side,
        "sets": prescription.sets,
        "reps": prescription.reps,
        "hold_s": prescription.hold_s,
        "rest_s": prescription.rest_s,
        "load": load_document(prescription.load),
        "target_range_deg": prescription.target_range_deg,
        "reasons": list(prescription.reasons),
        "variant": prescription.variant,
    }


def told_json(messages: Iterable[Message]) -> list[str]:
    """Write live messages as JSON texts."""
    return [
        _progress_json(each) if isinstance(each, Moved) else as_json(message_document(each))
        for each in messages
    ]


def _progress_json(moved: Moved) -> str:
    """Write what `message_document` gives; by hand, because every frame of a set has one."""
    breath = f'"{moved.breath}"' if moved.breath is not None else "null"
    readings = ",".join(
        f'"{name}":{{"value":{each.value:.2f},"error":{each.error:.2f},"unit":"{each.unit}"}}'
        for name, each in moved.readings.items()
        if math.isfinite(each.value) and math.isfinite(each.error)
    )
    return (
        f'{{"type":"progress","phase":"{moved.phase}","share":{moved.share:.3f},'
        f'"breath":{breath},"hold_s":{moved.hold_s:.2f},"readings":{{{readings}}}}}'
    )


def summary_document(summary: SessionSummary) -> Document:
    """Return a training session in short."""
    return {
        "id": summary.id,
        "kind": summary.kind,
        "started_at": summary.started_at.isoformat(),
        "minutes": summary.minutes,
        "items": [_exercise_summary(item) for item in summary.items],
        "message": summary.message,
    }


def _exercise_summary(item: ExerciseSummary) -> Document:
    best = item.best
    return {
        "exercise": item.exercise,
        "title": item.title,
        "sets": item.sets,
        "reps": item.reps,
        "clean": item.clean,
        "hold_s": round(item.hold_s, 1) if item.hold_s is not None else None,
        "best": None
        if best is None
        else {
            "name": best.name,
            "label": best.label,
            "value": round(best.value, 1),
            "error": round(best.error, 1),
            "unit": best.unit,
        },
        "next_time": item.next_time,
        "pain": item.pain,
        "status": item.status,
    }
