"""Cells of other apps' CSV files: rows by column, numbers, times and durations as people have them.

A cell that cannot be read raises ImportFileError with its line and column.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, BinaryIO

from upperback.exchange.mistakes import mistake

if TYPE_CHECKING:
    from _csv import Reader

_KG_PER_LB = 0.45359237
_UNITS = {"kg": 1.0, "kgs": 1.0, "lb": _KG_PER_LB, "lbs": _KG_PER_LB}
# Years of training take a few megabytes.
_LONGEST_FILE = 64 << 20
_DURATION = re.compile(r"(?:(\d+)h)? ?(?:(\d+)m(?:in)?)? ?(?:(\d+)s)?")
# "15 Sep 2025, 07:48" (Hevy), "2023-07-30 16:49:28" and, of a 12-hour phone, "... 4:49:28 PM".
_TIMES = ("%d %b %Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %I:%M:%S %p")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRow:
    """One row of a file: where it stands and its cells by column, stripped."""

    where: str
    cells: Mapping[str, str]

    def text(self, *columns: str) -> str:
        """Return the first of these columns that the file has and that is filled; else nothing."""
        return next((self.cells[name] for name in columns if self.cells.get(name)), "")

    def number(self, column: str) -> float | None:
        """Return a number, with a point or a comma for the decimals; None where empty."""
        text = self.text(column)
        if not text:
            return None
        # "1,000" may be a thousand or one: better to ask.
        if re.fullmatch(r"-?\d+,\d{1,2}|-?\d+,\d{4,}", text):
            text = text.replace(",", ".")
        if not re.fullmatch(r"-?\d+(\.\d+)?", text):
            raise mistake(self.where, column, "a number, such as 12 or 2.5", text)
        return float(text)

    def whole(self, column: str, maximum: int) -> int | None:
        """Return a whole number from 0 to a maximum; None where empty."""
        number = self.number(column)
        if number is None:
            return None
        if not 0 <= number <= maximum or number != int(number):
            raise mistake(self.where, column, f"a whole number from 0 to {maximum}", number)
        return int(number)

    def mass_kg(self, column: str, unit: str) -> float | None:
        """Return a mass that stands in a unit; None where it is empty or 0."""
        mass = self.number(column)
        if not mass:
            return None
        if unit.lower() not in _UNITS:
            raise mistake(self.where, column, "a unit, kg or lb; say which", unit or None)
        if mass < 0:
            raise mistake(self.where, column, "a mass above 0", mass)
        # What a weight is stamped with, not the rounding of its conversion.
        return round(mass * _UNITS[unit.lower()], 3)

    def rir(self, column: str) -> int | None:
        """Return reps in reserve from an RPE of 1 to 10; None where empty or 0.

        RPE 8.5 is "one more for certain, perhaps two" (Zourdos 2016): that is 1.
        """
        rpe = self.number(column)
        if not rpe:
            return None
        if not 1.0 <= rpe <= 10.0:
            raise mistake(self.where, column, "an RPE from 1 to 10", rpe)
        return int(10.0 - rpe)

    def moment(self, column: str, zone: tzinfo) -> datetime:
        """Return a time; one without an offset is taken to be of the zone."""
        text = " ".join(self.text(column).split())
        moment = _iso(text) or _in_words(text)
        if moment is None:
            expected = "a time like 15 Sep 2025, 07:48 (English months) or 2025-09-15 07:48:00"
            raise mistake(self.where, column, expected, text)
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)

    def duration_s(self, column: str) -> float | None:
        """Return a duration such as "1h 5m", "44m" or "3900" seconds; None where empty."""
        text = self.text(column)
        if not text:
            return None
        if re.fullmatch(r"\d+(\.\d+)?", text):
            return float(text)
        match = _DURATION.fullmatch(text)
        if match is None or not any(match.groups()):
            raise mistake(self.where, column, "a duration like 1h 5m", text)
        hours, minutes, seconds = (int(each or 0) for each in match.groups())
        return 3600.0 * hours + 60.0 * minutes + seconds


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_words(text: str) -> datetime | None:
    for form in _TIMES:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the caller gives it its zone
        except ValueError:
            continue
    return None


def app_rows(file: BinaryIO) -> tuple[Collection[str], Iterator[AppRow]]:
    """Return the columns of a file, and its rows; the delimiter is that of the header."""
    file.seek(0)
    raw = file.read(_LONGEST_FILE + 1)
    if len(raw) > _LONGEST_FILE:
        raise mistake("file", "size", f"at most {_LONGEST_FILE >> 20} MB", "more")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise mistake(f"line {line}", "text", "UTF-8", raw[error.start]) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    return header, _rows(reader, header)


def _rows(reader: "Reader", header: list[str]) -> Iterator[AppRow]:
    number = reader.line_num
    try:
        for row in reader:
            where, number = f"line {number + 1}", reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise mistake(where, "all of it", f"{len(header)} cells", len(row))
            cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
            yield AppRow(where=where, cells=cells)
    except csv.Error as error:
        raise mistake(f"line {number + 1}", "all of it", "a row of CSV", str(error)) from error
