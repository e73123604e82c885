"""Write sessions, sets and reps; what is written twice is there once.

Every function works inside a transaction of its caller and marks the day it changed.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import (
    Connection,
    Insert,
    RowMapping,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from upperback.errors import InvalidRecordError, UnknownRecordError
from upperback.store import rows
from upperback.store.plain import checked
from upperback.store.stale_days import mark_stale
from upperback.store.tables import FINDINGS, REPS, SESSIONS, SET_MEASURES, SETS, TRACKS
from upperback.store.upsert import insert_into
from upperback.training.records import LoggedRep, LoggedSet, TrainingSession

_KNOWN_SET = (
    select(SETS.c.session_id, SETS.c.position, SETS.c.effort_rir, SETS.c.pain, SESSIONS.c.day)
    .join(SESSIONS, SESSIONS.c.id == SETS.c.session_id)
    .where(SETS.c.id == bindparam("set_id"))
)


def put(connection: Connection, table: Table, new: Sequence[rows.Row]) -> None:
    """Insert rows, each in the place of the one of its key."""
    if new:
        statement = _upsert(connection.dialect.name, table, tuple(new[0]))
        connection.execute(statement, checked(table, new))


@cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    """Return the statement of `put`: to build it takes longer than to write a rep by it."""
    insert = insert_into(dialect, table)
    keys = [column.name for column in table.primary_key]
    others = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=others)


def put_session(connection: Connection, session: TrainingSession) -> None:
    """Write the row of a session; one that is over stays over, its sets stay."""
    row = rows.session_row(session)
    known = _row(connection, SESSIONS, session.id)
    if known is not None:
        mark_stale(connection, known["day"])
        row["ended_at"] = row["ended_at"] or known["ended_at"]
        row["note"] = row["note"] or known["note"]
    put(connection, SESSIONS, [row])
    mark_stale(connection, row["day"])


def close_session(connection: Connection, session_id: str, ended_at: str, note: str) -> None:
    """Write when a session ended; an empty note leaves the one that is there."""
    row: rows.Row = {"ended_at": ended_at} | ({"note": note} if note else {})
    (new,) = checked(SESSIONS, [row])
    done = connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(new))
    if not done.rowcount:
        raise UnknownRecordError(f"the journal has no session {session_id!r}")


def replace_session(connection: Connection, session: TrainingSession) -> None:
    """Write a whole session; sets that it does not have are forgotten."""
    known = _row(connection, SESSIONS, session.id)
    if known is not None:
        mark_stale(connection, known["day"])
    put(connection, SESSIONS, [rows.session_row(session)])
    ids = [logged.id for logged in session.sets]
    of_session = SETS.c.session_id == session.id
    connection.execute(delete(SETS).where(of_session, SETS.c.id.not_in(ids)))
    for logged in session.sets:
        _check_owner(_row(connection, SETS, logged.id), session.id)
    _put_sets(
        connection,
        [rows.set_row(session.id, position, each) for position, each in enumerate(session.sets)],
        session.sets,
    )
    mark_stale(connection, rows.day_text(session.started_at.date()))


def add_set(connection: Connection, session_id: str, logged: LoggedSet) -> None:
    """Write a set that begins; one that is over already is left alone."""
    day = _day_of_session(connection, session_id)
    known = _row(connection, SETS, logged.id)
    _check_owner(known, session_id)
    if known is not None and known["ended_at"] is not None:
        return
    position = known["position"] if known is not None else _next_position(connection, session_id)
    put(connection, SETS, [rows.set_row(session_id, position, logged)])
    put(connection, REPS, [rows.rep_row(logged.id, rep) for rep in logged.reps])
    _put_parts(connection, [logged])
    mark_stale(connection, day)


def replace_set(connection: Connection, logged: LoggedSet) -> None:
    """Write a whole set in the place of what was there.

    What the person said of effort and pain stays where the new one does not say it.
    """
    known = _known_set(connection, logged.id)
    row = rows.set_row(known["session_id"], known["position"], logged)
    for name in ("effort_rir", "pain"):
        row[name] = known[name] if row[name] is None else row[name]
    _put_sets(connection, [row], [logged])
    mark_stale(connection, known["day"])


def put_track(connection: Connection, set_id: str, recording: bytes) -> None:
    """Write the landmark recording of a set."""
    _known_set(connection, set_id)
    put(connection, TRACKS, [{"set_id": set_id, "recording": recording}])


def put_rep(connection: Connection, set_id: str, rep: LoggedRep) -> None:
    """Write one rep."""
    known = _known_set(connection, set_id)
    put(connection, REPS, [rows.rep_row(set_id, rep)])
    mark_stale(connection, known["day"])


def rate_set(connection: Connection, set_id: str, effort_rir: int | None, pain: int | None) -> None:
    """Write what was said of a set; None leaves what is there."""
    known = _known_set(connection, set_id)
    said = {"effort_rir": effort_rir, "pain": pain}
    (new,) = checked(SETS, [{name: each for name, each in said.items() if each is not None}])
    if new:
        connection.execute(update(SETS).where(SETS.c.id == set_id).values(new))
        mark_stale(connection, known["day"])


def remove_set(connection: Connection, set_id: str) -> None:
    """Forget a set and what belongs to it."""
    known = _known_set(connection, set_id)
    connection.execute(delete(SETS).where(SETS.c.id == set_id))
    mark_stale(connection, known["day"])


def remove_session(connection: Connection, session_id: str) -> None:
    """Forget a session and its sets."""
    day = _day_of_session(connection, session_id)
    connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id))
    mark_stale(connection, day)


def _put_sets(
    connection: Connection, set_rows: Sequence[rows.Row], sets: Sequence[LoggedSet]
) -> None:
    """Write sets with all that belongs to them, in the place of what was there."""
    put(connection, SETS, set_rows)
    connection.execute(delete(REPS).where(REPS.c.set_id.in_([each.id for each in sets])))
    put(connection, REPS, [rows.rep_row(each.id, rep) for each in sets for rep in each.reps])
    _put_parts(connection, sets)


def _put_parts(connection: Connection, sets: Sequence[LoggedSet]) -> None:
    """Write findings and measures of sets."""
    ids = [each.id for each in sets]
    for table in (FINDINGS, SET_MEASURES):
        connection.execute(delete(table).where(table.c.set_id.in_(ids)))
    put(connection, FINDINGS, [row for each in sets for row in rows.finding_rows(each)])
    put(connection, SET_MEASURES, [row for each in sets for row in rows.measure_rows(each)])


def _check_owner(known: RowMapping | None, session_id: str) -> None:
    if known is not None and known["session_id"] != session_id:
        raise InvalidRecordError(
            f"set {known['id']!r} belongs to the session {known['session_id']!r}, "
            f"not to {session_id!r}"
        )


def _row(connection: Connection, table: Table, key: str) -> RowMapping | None:
    return connection.execute(select(table).where(table.c.id == key)).mappings().one_or_none()


def _known_set(connection: Connection, set_id: str) -> RowMapping:
    known = connection.execute(_KNOWN_SET, {"set_id": set_id}).mappings().one_or_none()
    if known is None:
        raise UnknownRecordError(f"the journal has no set {set_id!r}")
    return known


def _day_of_session(connection: Connection, session_id: str) -> str:
    day = connection.scalar(select(SESSIONS.c.day).where(SESSIONS.c.id == session_id))
    if day is None:
        raise UnknownRecordError(f"the journal has no session {session_id!r}")
    return day


def _next_position(connection: Connection, session_id: str) -> int:
    highest = select(func.max(SETS.c.position)).where(SETS.c.session_id == session_id)
    last = connection.scalar(highest)
    return 0 if last is None else last + 1
