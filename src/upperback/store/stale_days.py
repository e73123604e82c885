"""Day summaries, kept up with what they are made from.

Whoever changes a day marks it stale in the same transaction; who ends a set, or asks
for summaries, has stale days summarised anew by the domain's own function. So a
summary can be late, but never wrong, even after a crash between two reps.
"""

import time
import zlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Text, cast, delete, func, select

from upperback.services.collector import collector_rests
from upperback.store import rows
from upperback.store.reading import between, sessions_of_day
from upperback.store.tables import DAY_SUMMARIES, SESSIONS, STALE_DAYS
from upperback.store.upsert import insert_into
from upperback.training.summaries import DayMeasure, DaySummary, summarise_days

SummariesByDay = dict[str, Sequence[DaySummary]]
# Raise it when summarise_days gives other numbers for the same sessions.
_RULES = 2
_FIELDS = " ".join(DaySummary._fields + DayMeasure._fields)
# Another set of fields makes another version: summaries of before are then made anew.
VERSION = f"{_RULES}-{zlib.crc32(_FIELDS.encode()):08x}"


def mark_stale(connection: Connection, day: str) -> None:
    """Say that the summary of a day no longer holds."""
    connection.execute(_marking(connection.dialect.name), {"day": day})


@cache
def _marking(dialect: str) -> Insert:
    return insert_into(dialect, STALE_DAYS).on_conflict_do_nothing()


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
    # Takes half the time of the json module, which would read them if they came as JSON.
    from pydantic_core import from_json

    text = cast(DAY_SUMMARIES.c.summaries, Text)
    query = select(DAY_SUMMARIES.c.day, text).where(*conditions)
    with collector_rests():
        return {
            day: _unpacked(date.fromisoformat(day), from_json(packed))
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


def _packed(summary: DaySummary) -> list[Any]:
    """Return the values in the order of the fields: ten years are read at once, so no names."""
    day, *others = summary
    return [rows.day_text(day), *others]


def _unpacked(day: date, packed: list[list[Any]]) -> list[DaySummary]:
    """Return the summaries of a day; the lists are used up."""
    for values in packed:
        values[0] = day
        measures = values[-1]
        for name, each in measures.items():
            measures[name] = DayMeasure._make(each)
    return [DaySummary._make(values) for values in packed]
