"""Read sessions, sets and what belongs to them: a few queries for many rows, never one for each."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Table,
    and_,
    case,
    func,
    or_,
    select,
)

from upperback.errors import UnknownRecordError
from upperback.store import rows
from upperback.store.tables import FINDINGS, REPS, SESSIONS, SET_MEASURES, SETS, TRACKS
from upperback.training.records import LoggedMeasure, LoggedSet, TrainingSession

# Sessions are read by the page; a page of long ones takes some 2 MB.
PAGE = 32
_Place = tuple[int, str]


def between(column: ColumnElement[str], since: date | None, until: date | None) -> list[Any]:
    """Return conditions on a column of days, both bounds inclusive."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(column >= rows.day_text(since))
    if until is not None:
        conditions.append(column <= rows.day_text(until))
    return conditions


def one_session(connection: Connection, session_id: str) -> TrainingSession:
    """Return a session with its sets."""
    query = select(SESSIONS).where(SESSIONS.c.id == session_id)
    found = _with_sets(connection, query)
    if not found:
        raise UnknownRecordError(f"the journal has no session {session_id!r}")
    return found[0]


def last_open_session(connection: Connection) -> TrainingSession | None:
    """Return the latest session that was not ended."""
    query = (
        select(SESSIONS)
        .where(SESSIONS.c.ended_at.is_(None))
        .order_by(SESSIONS.c.started_us.desc(), SESSIONS.c.id.desc())
        .limit(1)
    )
    return next(iter(_with_sets(connection, query)), None)


def sessions_of_day(connection: Connection, day: str) -> list[TrainingSession]:
    """Return the sessions of a day, oldest first."""
    query = select(SESSIONS).where(SESSIONS.c.day == day).order_by(*_in_time())
    return _with_sets(connection, query)


def page_of_sessions(
    connection: Connection, since: date | None, until: date | None, after: _Place | None
) -> list[TrainingSession]:
    """Return the next page of sessions, oldest first, after the one of a place in time."""
    conditions = between(SESSIONS.c.day, since, until)
    if after is not None:
        started_us, session_id = SESSIONS.c.started_us, SESSIONS.c.id
        same_moment = and_(started_us == after[0], session_id > after[1])
        conditions.append(or_(started_us > after[0], same_moment))
    query = select(SESSIONS).where(*conditions).order_by(*_in_time()).limit(PAGE)
    return _with_sets(connection, query)


def place_in_time(session: TrainingSession) -> _Place:
    """Return where a session stands in the order of time."""
    return rows.microseconds(session.started_at), session.id


def one_set(connection: Connection, set_id: str) -> LoggedSet:
    """Return a set with its reps."""
    sets = _sets(connection, select(SETS).where(SETS.c.id == set_id))
    if not sets:
        raise UnknownRecordError(f"the journal has no set {set_id!r}")
    return sets[0][1]


def tracked_sets(connection: Connection) -> Sequence[str]:
    """Return the ids of sets whose recording is kept, oldest first."""
    query = (
        select(SETS.c.id)
        .join(TRACKS, TRACKS.c.set_id == SETS.c.id)
        .join(SESSIONS, SESSIONS.c.id == SETS.c.session_id)
        .order_by(*_in_time(), SETS.c.position)
    )
    return connection.scalars(query).all()


def best_measures(
    connection: Connection, exercise: str, side: str, lower_is_better: Collection[str]
) -> dict[str, LoggedMeasure]:
    """Return the best measure of each name, the first of equals."""
    measures = SET_MEASURES.c
    goodness = case((measures.name.in_(lower_is_better), -measures.value), else_=measures.value)
    rank = func.row_number().over(
        partition_by=measures.name,
        order_by=(goodness.desc(), SESSIONS.c.started_us, SETS.c.position),
    )
    ranked = (
        select(SET_MEASURES, rank.label("rank"))
        .join(SETS, SETS.c.id == measures.set_id)
        .join(SESSIONS, SESSIONS.c.id == SETS.c.session_id)
        .where(SETS.c.exercise == exercise, SETS.c.side == side)
        .subquery()
    )
    query = select(ranked).where(ranked.c.rank == 1).order_by(ranked.c.name)
    return {row["name"]: rows.measure_of(row) for row in connection.execute(query).mappings()}


def _in_time() -> tuple[ColumnElement[Any], ...]:
    return SESSIONS.c.started_us, SESSIONS.c.id


def _with_sets(connection: Connection, query: Select[Any]) -> list[TrainingSession]:
    found = connection.execute(query).mappings().all()
    ids = [row["id"] for row in found]
    if not ids:
        return []
    of_sessions = select(SETS).where(SETS.c.session_id.in_(ids)).order_by(SETS.c.position)
    sets: dict[str, list[LoggedSet]] = {each: [] for each in ids}
    for session_id, logged in _sets(connection, of_sessions):
        sets[session_id].append(logged)
    return [rows.session_of(row, sets[row["id"]]) for row in found]


def _sets(connection: Connection, query: Select[Any]) -> list[tuple[str, LoggedSet]]:
    """Return sets with the ids of their sessions."""
    found = connection.execute(query).mappings().all()
    ids = [row["id"] for row in found]
    reps = _of_sets(connection, ids, REPS, "number")
    findings = _of_sets(connection, ids, FINDINGS, "position")
    measures = _of_sets(connection, ids, SET_MEASURES, "position")
    return [
        (
            row["session_id"],
            rows.set_of(
                row,
                reps=[rows.rep_of(each) for each in reps[row["id"]]],
                findings=[rows.finding_of(each) for each in findings[row["id"]]],
                measures={each["name"]: rows.measure_of(each) for each in measures[row["id"]]},
            ),
        )
        for row in found
    ]


def _of_sets(
    connection: Connection, ids: Sequence[str], table: Table, order: str
) -> dict[str, list[RowMapping]]:
    """Return the rows of each set."""
    query = select(table).where(table.c.set_id.in_(ids)).order_by(table.c[order])
    groups: dict[str, list[RowMapping]] = {each: [] for each in ids}
    for row in connection.execute(query).mappings():
        groups[row["set_id"]].append(row)
    return groups
