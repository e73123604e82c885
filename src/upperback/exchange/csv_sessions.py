"""Sessions put together again from the tables of a journal, a row at a time."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from upperback.exchange.csv_cells import table_rows
from upperback.exchange.csv_tables import DERIVED, TABLES
from upperback.exchange.mistakes import mistake
from upperback.exchange.plain_values import from_plain
from upperback.services.importing import FoundEntry
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
    Prescription,
    TrainingSession,
)

Values = dict[str, Any]
Place = tuple[str, Values]
"""Where a row stands, and its plain values by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _TempoRow:
    """A row of tempo.csv, checked."""

    rep: int
    phase: str
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _MeasureRow:
    """A row of measures.csv, checked; ``rep`` is None for a measure of the set."""

    rep: int | None
    name: str
    value: float
    error: float
    unit: str
    passport: Mapping[str, str | float | int | None] = field(default_factory=dict)


class Table:
    """A table read from top to bottom, which can be looked at one row ahead."""

    def __init__(self, folder: Path | zipfile.Path, name: str, stack: ExitStack) -> None:
        path = folder / name
        if not path.is_file():
            raise mistake(name, "file", "a table of this name", None)
        binary = stack.enter_context(path.open("rb"))
        file = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")
        self._name = name
        self._rows = table_rows(stack.enter_context(file), name, TABLES[name])
        self._ahead: Place | None = None
        self._step()

    def _step(self) -> None:
        try:
            self._ahead = next(self._rows, None)
        except UnicodeDecodeError as error:
            raise mistake(self._name, f"byte {error.start}", "UTF-8", error.reason) from error

    def rest(self) -> Iterator[Place]:
        """Yield all rows that are left."""
        while self._ahead is not None:
            row = self._ahead
            self._step()
            yield row

    def of(self, column: str, key: str) -> Iterator[Place]:
        """Yield the rows that come next and belong to a key, without that column."""
        while self._ahead is not None and self._ahead[1][column] == key:
            where, values = self._ahead
            self._step()
            del values[column]
            yield where, values

    def check_over(self) -> None:
        """Raise an error if a row is left: what it belongs to is not there, or not in order."""
        if self._ahead is None:
            return
        where, values = self._ahead
        of_session = self._name in {"sets.csv", "planned.csv"}
        key, parent = ("session_id", "sessions.csv") if of_session else ("set_id", "sets.csv")
        raise mistake(where, key, f"one of {parent}, in the same order", values[key])


def sessions(tables: Mapping[str, Table]) -> Iterator[FoundEntry]:
    """Yield the sessions of the tables."""
    for where, values in tables["sessions.csv"].rest():
        values["id"] = values.pop("session_id")
        session = from_plain(TrainingSession, values, where=where)
        plan, prescribed = _planned(tables, session.id)
        sets = []
        for at, row in tables["sets.csv"].of("session_id", session.id):
            row["id"] = row.pop("set_id")
            _, prescription = prescribed.pop(row["id"], ("", None))
            sets.append(replace(_set(at, row, tables), prescription=prescription))
        for set_id, (at, _) in prescribed.items():
            raise mistake(at, "set_id", "a set of this session in sets.csv", set_id)
        yield FoundEntry(where=where, entry=replace(session, plan=plan, sets=tuple(sets)))


def _planned(
    tables: Mapping[str, Table], session_id: str
) -> tuple[tuple[Prescription, ...], dict[str, tuple[str, Prescription]]]:
    """Return the plan of a session; by set, what was prescribed for it and where that stands."""
    plan: list[Prescription] = []
    prescribed: dict[str, tuple[str, Prescription]] = {}
    for where, values in tables["planned.csv"].of("session_id", session_id):
        set_id = values.pop("set_id")
        _fold_load(values)
        values["reasons"] = values["reasons"] or []
        row = from_plain(Prescription, values, where=where)
        if set_id is None:
            plan.append(row)
        else:
            prescribed[set_id] = (where, row)
    return tuple(plan), prescribed


def _set(where: str, values: Values, tables: Mapping[str, Table]) -> LoggedSet:
    for derived in DERIVED:
        del values[derived]
    _fold_load(values)
    logged_set = from_plain(LoggedSet, values, where=where)
    reps = _reps(tables["reps.csv"].of("set_id", logged_set.id))
    measures = _measures(tables["measures.csv"].of("set_id", logged_set.id), reps)
    tempo = _tempo(tables["tempo.csv"].of("set_id", logged_set.id), reps)
    return replace(
        logged_set,
        reps=tuple(
            replace(rep, measures=measures.get(index, {}), tempo=tempo.get(index, {}))
            for index, rep in reps.items()
        ),
        measures=measures.get(None, {}),
        findings=tuple(
            from_plain(LoggedFinding, row, where=at)
            for at, row in tables["findings.csv"].of("set_id", logged_set.id)
        ),
        not_measured=tuple(
            from_plain(NotMeasuredNote, row, where=at)
            for at, row in tables["not_measured.csv"].of("set_id", logged_set.id)
        ),
    )


def _reps(rows: Iterator[Place]) -> dict[int, LoggedRep]:
    reps: dict[int, LoggedRep] = {}
    for where, values in rows:
        rep = from_plain(LoggedRep, values, where=where)
        if rep.index in reps:
            raise mistake(where, "index", "each only once in a set", rep.index)
        reps[rep.index] = rep
    return reps


def _measures(
    rows: Iterator[Place], reps: Mapping[int, LoggedRep]
) -> dict[int | None, dict[str, LoggedMeasure]]:
    """Return the measures of each rep, and under None those of the set."""
    found: dict[int | None, dict[str, LoggedMeasure]] = {}
    for where, values in rows:
        values["passport"] = values["passport"] or {}
        row = from_plain(_MeasureRow, values, where=where)
        if row.rep is not None:
            _check_rep(where, row.rep, reps)
        found.setdefault(row.rep, {})[row.name] = LoggedMeasure(
            value=row.value, error=row.error, unit=row.unit, passport=row.passport
        )
    return found


def _tempo(rows: Iterator[Place], reps: Mapping[int, LoggedRep]) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = {}
    for where, values in rows:
        row = from_plain(_TempoRow, values, where=where)
        _check_rep(where, row.rep, reps)
        found.setdefault(row.rep, {})[row.phase] = row.duration_s
    return found


def _check_rep(where: str, index: int, reps: Mapping[int, LoggedRep]) -> None:
    if index not in reps:
        raise mistake(where, "rep", "a rep of this set in reps.csv", index)


def _fold_load(values: Values) -> None:
    values["load"] = {
        "kind": values.pop("load_kind"),
        "band_step": values.pop("load_band_step"),
        "mass_kg": values.pop("load_mass_kg"),
    }
