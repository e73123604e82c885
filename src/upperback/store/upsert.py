"""INSERT ... ON CONFLICT, which both databases have and SQLAlchemy spells for each."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that can say what to do with a row that is there already."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
