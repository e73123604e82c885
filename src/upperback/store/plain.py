"""What every database can keep without loss; checked before anything is written.

SQLite turns NaN into nothing and PostgreSQL takes no NUL character: rather than lose a
value on one of them, the journal refuses it on both, and names the field.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, Double, Table

from upperback.errors import InvalidRecordError
from upperback.store.rows import Row

_INTEGER_MAX = 2**31 - 1
_MICROSECONDS_MAX = 2**63 - 1
# Far beyond any body; so that sums over years stay finite.
_NUMBER_MAX = 1e100


def checked(table: Table, rows: Iterable[Row]) -> list[Row]:
    """Return the rows, or raise an InvalidRecordError that names table and column."""
    kept = list(rows)
    for row in kept:
        for name, value in row.items():
            _check(value, f"{table.name}: {name}")
            if isinstance(value, int | float):
                _check_size(value, table, name)
    return kept


def _check_size(value: float, table: Table, name: str) -> None:
    limit: float = _INTEGER_MAX
    if isinstance(table.c[name].type, Double):
        limit = _NUMBER_MAX
    elif isinstance(table.c[name].type, BigInteger):
        limit = _MICROSECONDS_MAX
    if abs(value) > limit:
        raise InvalidRecordError(
            f"{table.name}: {name}: expected a number of at most {limit}, got {value}"
        )


def _check(value: object, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise InvalidRecordError(f"{where}: expected a finite number, got {value}")
    elif isinstance(value, Mapping):
        _check_mapping(value, where)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each, where)
    elif not (value is None or isinstance(value, int | bytes)):
        raise InvalidRecordError(f"{where}: expected plain JSON values, got {type(value).__name__}")


def _check_mapping(value: Mapping[Any, Any], where: str) -> None:
    for key, each in value.items():
        if not isinstance(key, str):
            raise InvalidRecordError(f"{where}: expected names as keys, got {key!r}")
        _check_text(key, where)
        _check(each, f"{where}: {key}")


def _check_text(text: str, where: str) -> None:
    if "\0" in text:
        raise InvalidRecordError(f"{where}: expected text without NUL characters, got {text!r}")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InvalidRecordError(
                f"{where}: expected text of whole characters, got {text!r}"
            ) from error
