"""Cells of a CSV file: what a spreadsheet may show without harm, and what is read back the same."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TextIO

from upperback.exchange.mistakes import mistake
from upperback.exchange.plain_values import to_plain

CellKind = Literal["text", "maybe_text", "number", "flag", "moment", "names", "json"]
Columns = Mapping[str, CellKind]
"""The columns of a table in their order, and what stands in them."""

# A spreadsheet takes such a cell for a formula (OWASP, "CSV Injection"); an apostrophe in front
# makes it text, and is taken off again, as is the first one of a text that began with one.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")


def cell(kind: CellKind, value: Any) -> str:  # noqa: ANN401 - any field of a record
    """Return a value as the text of a cell; None is an empty one."""
    return "" if value is None else _WRITE[kind](value)


def plain(kind: CellKind, text: str) -> Any:  # noqa: ANN401 - checked by `from_plain`
    """Return the plain value of a cell; a text that does not fit is left for the check."""
    if kind == "text":
        return _unsafe(text)
    return _READ[kind](text) if text else ([] if kind == "names" else None)


def table_rows(file: TextIO, name: str, columns: Columns) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where each row of a table stands, and its plain values by column."""
    reader = csv.reader(file, strict=True)
    try:
        header = next(reader, [])
        _check_header(f"{name} line 1", header, columns)
        for row in reader:
            where = f"{name} line {reader.line_num}"
            if row:
                yield where, _values(where, header, row, columns)
    except csv.Error as error:
        where = f"{name} line {reader.line_num}"
        raise mistake(where, "all of it", "a row of CSV (RFC 4180)", str(error)) from error


def _values(
    where: str, header: Sequence[str], row: Sequence[str], columns: Columns
) -> dict[str, Any]:
    if len(row) != len(header):
        raise mistake(where, "all of it", f"{len(header)} cells", len(row))
    return {key: plain(columns[key], text) for key, text in zip(header, row, strict=True)}


def _check_header(where: str, header: Sequence[str], columns: Columns) -> None:
    for missing in (key for key in columns if key not in header):
        raise mistake(where, missing, "a column of this name", ", ".join(header))
    for extra in (key for key in header if key not in columns):
        raise mistake(where, extra, "one of " + ", ".join(columns), extra)
    if len(set(header)) != len(header):
        raise mistake(where, "header", "each column once", ", ".join(header))


def _safe(text: str) -> str:
    return "'" + text if text.startswith(_DANGEROUS) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def _json(text: str) -> Any:  # noqa: ANN401 - checked by `from_plain`
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _number(text: str) -> int | float | str:
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


_WRITE: dict[CellKind, Callable[[Any], str]] = {
    "text": _safe,
    "maybe_text": _safe,
    "names": lambda names: _safe(";".join(names)),
    "json": lambda value: json.dumps(to_plain(value), ensure_ascii=False) if value else "",
    "flag": lambda value: "true" if value else "false",
    "moment": datetime.isoformat,
    "number": lambda value: str(to_plain(value)),
}
_READ: dict[CellKind, Callable[[str], Any]] = {
    "maybe_text": _unsafe,
    "names": lambda text: _unsafe(text).split(";"),
    "json": _json,
    "flag": lambda text: {"true": True, "false": False}.get(text.lower(), text),
    "moment": str,
    "number": _number,
}
