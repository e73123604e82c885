"""The tables of a journal as CSV: their columns, and the rows of each record."""

from collections.abc import Iterator
from typing import Any

from upperback.exchange.csv_cells import CellKind, Columns, cell
from upperback.services.exporting import JournalEntry
from upperback.training.records import (
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    PainEntry,
    Prescription,
    TrainingSession,
)

_LOAD: dict[str, CellKind] = {
    "load_kind": "text",
    "load_band_step": "number",
    "load_mass_kg": "number",
}
# What stands beside for the reader's eyes; it follows from other tables and is not read back.
DERIVED = ("reps_counted", "reps_clean")

TABLES: dict[str, Columns] = {
    "sessions.csv": {
        "session_id": "text",
        "kind": "text",
        "started_at": "moment",
        "ended_at": "moment",
        "note": "text",
    },
    "planned.csv": {
        "session_id": "text",
        "set_id": "maybe_text",
        "exercise": "text",
        "side": "text",
        "sets": "number",
        "reps": "number",
        "hold_s": "number",
        "rest_s": "number",
        **_LOAD,
        "target_range_deg": "number",
        "variant": "text",
        "reasons": "json",
    },
    "sets.csv": {
        "session_id": "text",
        "set_id": "text",
        "exercise": "text",
        "side": "text",
        "number": "number",
        "started_at": "moment",
        "ended_at": "moment",
        "source": "text",
        **_LOAD,
        "reps_counted": "number",
        "reps_clean": "number",
        "effort_rir": "number",
        "pain": "number",
        "view": "maybe_text",
        "rules": "maybe_text",
        "model": "maybe_text",
        "note": "text",
    },
    "reps.csv": {
        "set_id": "text",
        "index": "number",
        "side": "text",
        "counted": "flag",
        "reason": "maybe_text",
        "start_s": "number",
        "peak_s": "number",
        "end_s": "number",
        "score": "number",
        "findings": "names",
        "by_hand": "flag",
    },
    "tempo.csv": {"set_id": "text", "rep": "number", "phase": "text", "duration_s": "number"},
    "findings.csv": {
        "set_id": "text",
        "check": "text",
        "severity": "text",
        "rep": "number",
        "start_s": "number",
        "end_s": "number",
        "value": "number",
        "limit": "number",
        "unit": "text",
    },
    "measures.csv": {
        "set_id": "text",
        "rep": "number",
        "name": "text",
        "value": "number",
        "error": "number",
        "unit": "text",
        "passport": "json",
    },
    "not_measured.csv": {
        "set_id": "text",
        "signal": "text",
        "reason": "text",
        "advice": "maybe_text",
    },
    "pain.csv": {
        "pain_id": "text",
        "at": "moment",
        "moment": "text",
        "value": "number",
        "exercise": "maybe_text",
        "session_id": "maybe_text",
        "worse": "flag",
        "is_alarming": "flag",
    },
}

Row = tuple[str, list[str]]
"""The table a row belongs to, and its cells."""


def entry_rows(entry: JournalEntry) -> Iterator[Row]:
    """Yield the rows of an entry; documents and tracks have none."""
    if isinstance(entry, PainEntry):
        yield _row("pain.csv", entry, pain_id=entry.id)
    if isinstance(entry, TrainingSession):
        yield _row("sessions.csv", entry, session_id=entry.id)
        for planned in entry.plan:
            yield _planned(entry.id, None, planned)
        for logged_set in entry.sets:
            yield from _set_rows(entry.id, logged_set)


def _set_rows(session_id: str, logged_set: LoggedSet) -> Iterator[Row]:
    yield _row(
        "sets.csv",
        logged_set,
        session_id=session_id,
        set_id=logged_set.id,
        reps_counted=logged_set.n_counted,
        reps_clean=logged_set.n_clean,
        **_load(logged_set),
    )
    if logged_set.prescription is not None:
        yield _planned(session_id, logged_set.id, logged_set.prescription)
    for name, measure in logged_set.measures.items():
        yield _measure(logged_set.id, None, name, measure)
    for rep in logged_set.reps:
        yield from _rep_rows(logged_set.id, rep)
    for finding in logged_set.findings:
        yield _row("findings.csv", finding, set_id=logged_set.id)
    for note in logged_set.not_measured:
        yield _row("not_measured.csv", note, set_id=logged_set.id)


def _rep_rows(set_id: str, rep: LoggedRep) -> Iterator[Row]:
    yield _row("reps.csv", rep, set_id=set_id)
    for phase, duration_s in rep.tempo.items():
        values = {"set_id": set_id, "rep": rep.index, "phase": phase, "duration_s": duration_s}
        yield _row("tempo.csv", None, **values)
    for name, measure in rep.measures.items():
        yield _measure(set_id, rep.index, name, measure)


def _measure(set_id: str, rep: int | None, name: str, measure: LoggedMeasure) -> Row:
    return _row("measures.csv", measure, set_id=set_id, rep=rep, name=name)


def _planned(session_id: str, set_id: str | None, planned: Prescription) -> Row:
    return _row("planned.csv", planned, session_id=session_id, set_id=set_id, **_load(planned))


def _load(of: LoggedSet | Prescription) -> dict[str, Any]:
    return {
        "load_kind": of.load.kind,
        "load_band_step": of.load.band_step,
        "load_mass_kg": of.load.mass_kg,
    }


def _row(table: str, record: object, **given: object) -> Row:
    """Return a row: each column as given, else the field of the same name."""
    cells = []
    for name, kind in TABLES[table].items():
        value = given[name] if name in given else getattr(record, name)
        cells.append(cell(kind, value))
    return table, cells
