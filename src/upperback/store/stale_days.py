"""Day summaries, kept up with what they are made from.

Whoever changes a day marks it stale in the same transaction; who ends a set, or asks
for summaries, has stale days summarised anew by the domain's own function. So a
summary can be late, but never wrong, even after a crash between two reps.
"""

import gc
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select

from upperback.store import rows
from upperback.store.reading import between, sessions_of_day
from upperback.store.tables import DAY_SUMMARIES, SESSIONS, STALE_DAYS
from upperback.store.upsert import insert_into
from upperback.training.summaries import DayMeasure, DaySummary, summarise_days

SummariesByDay = dict[str, Sequence[DaySummary]]
# Raise it when summarise_days gives other numbers for the same sessions.
_RULES = 1
_SUMMARY_FIELDS = [field.name for field in fields(DaySummary)]
_MEASURE_FIELDS = [field.name for field in fields(DayMeasure)]
# Another set of fields makes another version: summaries of before are then made anew.
VERSION = f"{_RULES}-{zlib.crc32(' '.join(_SUMMARY_FIELDS + _MEASURE_FIELDS).encode()):08x}"


def mark_stale(connection: Connection, day: str) -> None:
    """Say that the summary of a day no longer holds."""
    insert = insert_into(connection, STALE_DAYS)
    connection.execute(insert.on_conflict_do_nothing(), {"day": day})


def is_outdated(connection: Connection) -> bool:
    """Whether summaries were made by other rules than today's."""
    versions = set(connection.scalars(select(DAY_SUMMARIES.c.version).distinct()))
    return bool(versions - {VERSION})


def renew(connection: Connection) -> None:
    """Summarise all days anew if their summaries were made by other rules than today's."""
    if is_outdated(connection):
        renew_all(connection)


def renew_all(connection: Connection) -> None:
    """Summarise all days anew."""
    connection.execute(delete(DAY_SUMMARIES))
    connection.execute(delete(STALE_DAYS))
    days = select(SESSIONS.c.day).distinct()
    connection.execute(STALE_DAYS.insert().from_select(["day"], days))
    refresh(connection)


def refresh(connection: Connection) -> None:
    """Summarise the stale days, one after the other."""
    while (day := connection.scalar(select(STALE_DAYS.c.day).limit(1))) is not None:
        connection.execute(delete(DAY_SUMMARIES).where(DAY_SUMMARIES.c.day == day))
        sessions = sessions_of_day(connection, day)
        if sessions:
            new = {
                "day": day,
                "version": VERSION,
                "revision": _next_revision(connection),
                "summaries": [_packed(each) for each in summarise_days(sessions)],
            }
            connection.execute(DAY_SUMMARIES.insert(), new)
        connection.execute(delete(STALE_DAYS).where(STALE_DAYS.c.day == day))


def _next_revision(connection: Connection) -> int:
    """Return a number higher than any before, also than those that were erased."""
    last = connection.scalar(select(func.max(DAY_SUMMARIES.c.revision))) or 0
    return max(time.time_ns() // 1000, last + 1)


def summaries_by_day(connection: Connection, *conditions: ColumnElement[bool]) -> SummariesByDay:
    """Return the summaries that are written down."""
    query = select(DAY_SUMMARIES.c.day, DAY_SUMMARIES.c.summaries).where(*conditions)
    with _no_collection():
        return {
            day: [_unpacked(date.fromisoformat(day), values) for values in packed]
            for day, packed in connection.execute(query)
        }


def complete(
    connection: Connection, known: SummariesByDay, since: date | None, until: date | None
) -> Sequence[DaySummary]:
    """Return the summaries of some days, in the order of days, exercises and sides.

    Stale days are summarised on the way; nothing is written, so nobody is waited for.
    """
    first = "" if since is None else rows.day_text(since)
    last = "9999-12-31" if until is None else rows.day_text(until)
    found = {day: each for day, each in known.items() if first <= day <= last}
    stale = select(STALE_DAYS.c.day).where(*between(STALE_DAYS.c.day, since, until))
    for day in connection.scalars(stale).all():
        found[day] = summarise_days(sessions_of_day(connection, day))
    return [each for day in sorted(found) for each in found[day]]


def summaries(
    connection: Connection, since: date | None, until: date | None
) -> Sequence[DaySummary]:
    """Return the summaries of some days, in the order of days, exercises and sides."""
    known = summaries_by_day(connection, *between(DAY_SUMMARIES.c.day, since, until))
    return complete(connection, known, since, until)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let the garbage collector rest while tens of thousands of values are made to stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _packed(summary: DaySummary) -> list[Any]:
    """Return the values in the order of the fields: ten years are read at once, so no names."""
    values = {name: getattr(summary, name) for name in _SUMMARY_FIELDS}
    values["day"] = rows.day_text(summary.day)
    values["measures"] = {
        name: [getattr(each, field) for field in _MEASURE_FIELDS]
        for name, each in summary.measures.items()
    }
    return list(values.values())


def _unpacked(day: date, values: list[Any]) -> DaySummary:
    row = dict(zip(_SUMMARY_FIELDS, values, strict=True))
    row["day"] = day
    row["measures"] = {
        name: DayMeasure(**dict(zip(_MEASURE_FIELDS, each, strict=True)))
        for name, each in row["measures"].items()
    }
    return DaySummary(**row)
