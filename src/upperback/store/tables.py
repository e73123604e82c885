"""The tables of the journal: plain columns only, so that every database keeps them alike.

A moment is kept as the text the person would read on the wall (ISO 8601 with its UTC
offset, nothing is lost) and, to order by, as microseconds since 1970 in UTC. ``day`` is
the date on the person's own wall clock. Small values that belong to one row and are
never asked for alone (tempo, measures of a rep, a prescription) are JSON.

``day_summaries`` holds what can be computed from the other tables at any time;
``stale_days`` names the days whose summary is to be computed anew. ``revision`` rises with
every summary written, so that a program that has read them reads only the new ones.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

METADATA = MetaData()
# Keys are compared byte by byte: the order of ids and days is the same on every database.
_KEY: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
_JSON = JSON(none_as_null=True)


def _set_id() -> Column[str]:
    return Column("set_id", _KEY, ForeignKey("sets.id", ondelete="CASCADE"), primary_key=True)


SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("started_us", BigInteger, nullable=False),
    Column("day", _KEY, nullable=False),
    Column("ended_at", Text),
    Column("plan", _JSON, nullable=False),
    Column("note", Text, nullable=False),
    Index("sessions_in_time", "started_us", "id"),
    Index("sessions_by_day", "day"),
)

SETS = Table(
    "sets",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("session_id", _KEY, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("exercise", _KEY, nullable=False),
    Column("side", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("source", Text, nullable=False),
    Column("prescription", _JSON),
    Column("load_kind", Text, nullable=False),
    Column("load_band_step", Integer),
    Column("load_mass_kg", Double),
    Column("view", Text),
    Column("rules", Text),
    Column("model", Text),
    Column("effort_rir", Integer),
    Column("pain", Integer),
    Column("note", Text, nullable=False),
    Column("not_measured", _JSON, nullable=False),
    Index("sets_of_session", "session_id", "position"),
    Index("sets_of_exercise", "exercise", "side"),
)

REPS = Table(
    "reps",
    METADATA,
    _set_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("side", Text, nullable=False),
    Column("counted", Boolean, nullable=False),
    Column("reason", Text),
    Column("start_s", Double, nullable=False),
    Column("peak_s", Double, nullable=False),
    Column("end_s", Double, nullable=False),
    Column("tempo", _JSON, nullable=False),
    Column("measures", _JSON, nullable=False),
    Column("findings", _JSON, nullable=False),
    Column("score", Integer),
    Column("by_hand", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

FINDINGS = Table(
    "findings",
    METADATA,
    _set_id(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("check_name", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("rep", Integer, nullable=False),
    Column("start_s", Double, nullable=False),
    Column("end_s", Double, nullable=False),
    Column("value", Double, nullable=False),
    Column("limit_value", Double, nullable=False),
    Column("unit", Text, nullable=False),
    sqlite_with_rowid=False,
)

SET_MEASURES = Table(
    "set_measures",
    METADATA,
    _set_id(),
    Column("name", _KEY, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("value", Double, nullable=False),
    Column("error", Double, nullable=False),
    Column("unit", Text, nullable=False),
    Column("passport", _JSON, nullable=False),
    sqlite_with_rowid=False,
)

TRACKS = Table(
    "tracks",
    METADATA,
    _set_id(),
    Column("recording", LargeBinary, nullable=False),
)

PAIN_ENTRIES = Table(
    "pain_entries",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("stated_at", Text, nullable=False),
    Column("stated_us", BigInteger, nullable=False),
    Column("day", _KEY, nullable=False),
    Column("moment", Text, nullable=False),
    Column("value", Integer, nullable=False),
    Column("exercise", Text),
    Column("session_id", _KEY),  # no foreign key: what was said of pain outlives a session
    Column("worse", Boolean),
    Column("is_alarming", Boolean, nullable=False),
    Index("pain_entries_in_time", "stated_us", "id"),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("name", _KEY, primary_key=True),
    Column("content", _JSON, nullable=False),
)

DAY_SUMMARIES = Table(
    "day_summaries",
    METADATA,
    Column("day", _KEY, primary_key=True),
    Column("version", Text, nullable=False),
    Column("revision", BigInteger, nullable=False, unique=True),
    Column("summaries", _JSON, nullable=False),
)

STALE_DAYS = Table("stale_days", METADATA, Column("day", _KEY, primary_key=True))

# What the person gave; the rest is computed from it.
KEPT = (SESSIONS, SETS, REPS, FINDINGS, SET_MEASURES, TRACKS, PAIN_ENTRIES, DOCUMENTS)
