"""The first journal."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None

_KEY: TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    _sessions()
    _sets()
    _reps()
    _of_sets()
    _beside_sessions()
    _summaries()


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("started_us", sa.BigInteger, nullable=False),
        sa.Column("day", _KEY, nullable=False),
        sa.Column("ended_at", sa.Text),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("sessions_in_time", "sessions", ["started_us", "id"])
    op.create_index("sessions_by_day", "sessions", ["day"])


def _sets() -> None:
    session_id = sa.ForeignKey("sessions.id", ondelete="CASCADE")
    op.create_table(
        "sets",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("session_id", _KEY, session_id, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("exercise", _KEY, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("started_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("prescription", sa.JSON),
        sa.Column("load_kind", sa.Text, nullable=False),
        sa.Column("load_band_step", sa.Integer),
        sa.Column("load_mass_kg", sa.Double),
        sa.Column("view", sa.Text),
        sa.Column("rules", sa.Text),
        sa.Column("model", sa.Text),
        sa.Column("effort_rir", sa.Integer),
        sa.Column("pain", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("not_measured", sa.JSON, nullable=False),
    )
    op.create_index("sets_of_session", "sets", ["session_id", "position"])
    op.create_index("sets_of_exercise", "sets", ["exercise", "side"])


def _set_id() -> sa.Column[str]:
    return sa.Column("set_id", _KEY, sa.ForeignKey("sets.id", ondelete="CASCADE"), primary_key=True)


def _reps() -> None:
    op.create_table(
        "reps",
        _set_id(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("start_s", sa.Double, nullable=False),
        sa.Column("peak_s", sa.Double, nullable=False),
        sa.Column("end_s", sa.Double, nullable=False),
        sa.Column("tempo", sa.JSON, nullable=False),
        sa.Column("measures", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("score", sa.Integer),
        sa.Column("by_hand", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def _of_sets() -> None:
    op.create_table(
        "findings",
        _set_id(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("check_name", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("rep", sa.Integer, nullable=False),
        sa.Column("start_s", sa.Double, nullable=False),
        sa.Column("end_s", sa.Double, nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("limit_value", sa.Double, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "set_measures",
        _set_id(),
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("error", sa.Double, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("passport", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("tracks", _set_id(), sa.Column("recording", sa.LargeBinary, nullable=False))


def _beside_sessions() -> None:
    op.create_table(
        "pain_entries",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("stated_at", sa.Text, nullable=False),
        sa.Column("stated_us", sa.BigInteger, nullable=False),
        sa.Column("day", _KEY, nullable=False),
        sa.Column("moment", sa.Text, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Text),
        sa.Column("session_id", _KEY),
        sa.Column("worse", sa.Boolean),
        sa.Column("is_alarming", sa.Boolean, nullable=False),
    )
    op.create_index("pain_entries_in_time", "pain_entries", ["stated_us", "id"])
    op.create_table(
        "documents",
        sa.Column("name", _KEY, primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
    )


def _summaries() -> None:
    op.create_table(
        "day_summaries",
        sa.Column("day", _KEY, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False, unique=True),
        sa.Column("summaries", sa.JSON, nullable=False),
    )
    op.create_table("stale_days", sa.Column("day", _KEY, primary_key=True))
