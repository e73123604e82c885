"""Values of the domain to rows of the tables, and back; nothing is lost either way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from upperback.errors import InvalidRecordError
from upperback.training.records import (
    Load,
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
    PainEntry,
    Prescription,
    TrainingSession,
)

Row = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_text(moment: datetime) -> str:
    """Write a moment with its UTC offset."""
    if moment.utcoffset() is None:
        raise InvalidRecordError(f"expected a time with a UTC offset, got {moment.isoformat()}")
    return moment.isoformat()


def _or_none(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def microseconds(moment: datetime) -> int:
    """Return microseconds since 1970 in UTC, to order by."""
    to_text(moment)
    # Both sides carry an offset, so this is the time that really passed.
    return (moment - _EPOCH) // _MICROSECOND


def day_text(day: date) -> str:
    """Write a date so that the order of texts is the order of days."""
    return date(day.year, day.month, day.day).isoformat()


def session_row(session: TrainingSession) -> Row:
    """Return the row of a session, without its sets."""
    return {
        "id": session.id,
        "kind": session.kind,
        "started_at": to_text(session.started_at),
        "started_us": microseconds(session.started_at),
        "day": day_text(session.started_at.date()),
        "ended_at": _or_none(session.ended_at),
        "plan": [asdict(each) for each in session.plan],
        "note": session.note,
    }


def session_of(row: RowMapping, sets: Iterable[LoggedSet]) -> TrainingSession:
    """Return the session of a row."""
    return TrainingSession(
        id=row["id"],
        kind=row["kind"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=_moment(row["ended_at"]),
        plan=tuple(_prescription_of(each) for each in row["plan"]),
        sets=tuple(sets),
        note=row["note"],
    )


def set_row(session_id: str, position: int, logged: LoggedSet) -> Row:
    """Return the row of a set, without what has rows of its own."""
    return {
        "id": logged.id,
        "session_id": session_id,
        "position": position,
        "exercise": logged.exercise,
        "side": logged.side,
        "number": logged.number,
        "started_at": to_text(logged.started_at),
        "ended_at": _or_none(logged.ended_at),
        "source": logged.source,
        "prescription": None if logged.prescription is None else asdict(logged.prescription),
        "load_kind": logged.load.kind,
        "load_band_step": logged.load.band_step,
        "load_mass_kg": logged.load.mass_kg,
        "view": logged.view,
        "rules": logged.rules,
        "model": logged.model,
        "effort_rir": logged.effort_rir,
        "pain": logged.pain,
        "note": logged.note,
        "not_measured": [asdict(each) for each in logged.not_measured],
    }


def set_of(
    row: RowMapping,
    reps: Sequence[LoggedRep],
    findings: Sequence[LoggedFinding],
    measures: Mapping[str, LoggedMeasure],
) -> LoggedSet:
    """Return the set of a row and of the rows that belong to it."""
    prescription = row["prescription"]
    return LoggedSet(
        id=row["id"],
        exercise=row["exercise"],
        side=row["side"],
        number=row["number"],
        started_at=datetime.fromisoformat(row["started_at"]),
        ended_at=_moment(row["ended_at"]),
        source=row["source"],
        prescription=None if prescription is None else _prescription_of(prescription),
        load=Load(
            kind=row["load_kind"], band_step=row["load_band_step"], mass_kg=row["load_mass_kg"]
        ),
        reps=tuple(reps),
        findings=tuple(findings),
        measures=measures,
        not_measured=tuple(NotMeasuredNote(**each) for each in row["not_measured"]),
        view=row["view"],
        rules=row["rules"],
        model=row["model"],
        effort_rir=row["effort_rir"],
        pain=row["pain"],
        note=row["note"],
    )


def rep_row(set_id: str, rep: LoggedRep) -> Row:
    """Return the row of a rep."""
    return {
        "set_id": set_id,
        "number": rep.index,
        "side": rep.side,
        "counted": rep.counted,
        "reason": rep.reason,
        "start_s": rep.start_s,
        "peak_s": rep.peak_s,
        "end_s": rep.end_s,
        "tempo": dict(rep.tempo),
        "measures": {name: _measure_json(each) for name, each in rep.measures.items()},
        "findings": list(rep.findings),
        "score": rep.score,
        "by_hand": rep.by_hand,
    }


def rep_of(row: RowMapping) -> LoggedRep:
    """Return the rep of a row."""
    return LoggedRep(
        index=row["number"],
        side=row["side"],
        counted=row["counted"],
        reason=row["reason"],
        start_s=row["start_s"],
        peak_s=row["peak_s"],
        end_s=row["end_s"],
        tempo=row["tempo"],
        measures={name: LoggedMeasure(**each) for name, each in row["measures"].items()},
        findings=tuple(row["findings"]),
        score=row["score"],
        by_hand=row["by_hand"],
    )


def finding_rows(logged: LoggedSet) -> list[Row]:
    """Return the rows of the findings of a set."""
    return [
        {
            "set_id": logged.id,
            "position": position,
            "check_name": finding.check,
            "severity": finding.severity,
            "rep": finding.rep,
            "start_s": finding.start_s,
            "end_s": finding.end_s,
            "value": finding.value,
            "limit_value": finding.limit,
            "unit": finding.unit,
        }
        for position, finding in enumerate(logged.findings)
    ]


def finding_of(row: RowMapping) -> LoggedFinding:
    """Return the finding of a row."""
    return LoggedFinding(
        check=row["check_name"],
        severity=row["severity"],
        rep=row["rep"],
        start_s=row["start_s"],
        end_s=row["end_s"],
        value=row["value"],
        limit=row["limit_value"],
        unit=row["unit"],
    )


def measure_rows(logged: LoggedSet) -> list[Row]:
    """Return the rows of the measures of a set."""
    return [
        {
            "set_id": logged.id,
            "name": name,
            "position": position,
            "value": measure.value,
            "error": measure.error,
            "unit": measure.unit,
            "passport": dict(measure.passport),
        }
        for position, (name, measure) in enumerate(logged.measures.items())
    ]


def measure_of(row: RowMapping) -> LoggedMeasure:
    """Return the measure of a row."""
    return LoggedMeasure(
        value=row["value"], error=row["error"], unit=row["unit"], passport=row["passport"]
    )


def pain_row(entry: PainEntry) -> Row:
    """Return the row of a pain entry."""
    return {
        "id": entry.id,
        "stated_at": to_text(entry.at),
        "stated_us": microseconds(entry.at),
        "day": day_text(entry.at.date()),
        "moment": entry.moment,
        "value": entry.value,
        "exercise": entry.exercise,
        "session_id": entry.session_id,
        "worse": entry.worse,
        "is_alarming": entry.is_alarming,
    }


def pain_of(row: RowMapping) -> PainEntry:
    """Return the pain entry of a row."""
    return PainEntry(
        id=row["id"],
        at=datetime.fromisoformat(row["stated_at"]),
        moment=row["moment"],
        value=row["value"],
        exercise=row["exercise"],
        session_id=row["session_id"],
        worse=row["worse"],
        is_alarming=row["is_alarming"],
    )


def _prescription_of(content: Mapping[str, Any]) -> Prescription:
    fields = {**content, "load": Load(**content["load"]), "reasons": tuple(content["reasons"])}
    return Prescription(**fields)


def _measure_json(measure: LoggedMeasure) -> Row:
    row: Row = {"value": measure.value, "error": measure.error, "unit": measure.unit}
    if measure.passport:
        row["passport"] = dict(measure.passport)
    return row
