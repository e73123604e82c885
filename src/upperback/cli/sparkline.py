"""Small charts made of characters, with plain ones where the terminal knows no others."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

from upperback.cli.terminal import can_show
from upperback.training.habit import KeptDay
from upperback.training.plan import monday_of

_BARS, _PLAIN_BARS = "▁▂▃▄▅▆▇█", "_.-=+*#@"
_SQUARES, _PLAIN_SQUARES = "·▪■", ".x#"
_BLOCK, _PLAIN_BLOCK = "█", "#"
# So many reps make a whole session [E]: a row, a fly and a mobility exercise of two sets.
_MANY_REPS = 40
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def sparkline(values: Sequence[float | None], *, most: int = 16, low: float | None = None) -> str:
    """Draw the last values as bars, the lowest at the bottom; a gap where there is none.

    With ``low`` the bottom is that value, so that zero stays zero.
    """
    shown = values[-most:]
    known = [value for value in shown if value is not None]
    if not known:
        return ""
    bars = _BARS if can_show(_BARS) else _PLAIN_BARS
    bottom = min(known) if low is None else low
    span = max(known) - bottom
    last = len(bars) - 1
    return "".join(
        " " if value is None else bars[round((value - bottom) / span * last) if span else 0]
        for value in shown
    )


def thinned(values: Sequence[float], most: int = 16) -> list[float]:
    """Return at most so many values over the same time: means of equal parts."""
    if len(values) <= most:
        return list(values)
    ends = [n * len(values) // most for n in range(most + 1)]
    return [fmean(values[begin:end]) for begin, end in pairwise(ends)]


def bar(share: float, *, width: int = 20) -> str:
    """Draw a share as a bar."""
    block = _BLOCK if can_show(_BLOCK) else _PLAIN_BLOCK
    return block * max(1, round(share * width))


def heat_rows(days: Sequence[KeptDay], today: date, *, n_weeks: int) -> list[str]:
    """Draw kept days: a row for each weekday, a column for each week, months on top."""
    squares = _SQUARES if can_show(_SQUARES) else _PLAIN_SQUARES
    first = monday_of(today) - timedelta(weeks=n_weeks - 1)
    mondays = [first + timedelta(weeks=n) for n in range(n_weeks)]
    reps = {kept.day: kept.n_reps for kept in days}
    rows = ["    " + _months(mondays)]
    for weekday, name in enumerate(_DAYS):
        line = [
            _square(monday + timedelta(days=weekday), reps, today, squares) for monday in mondays
        ]
        rows.append(f"{name} {' '.join(line)}".rstrip())
    return rows


def heat_legend() -> str:
    """Say what the squares mean."""
    squares = _SQUARES if can_show(_SQUARES) else _PLAIN_SQUARES
    return f"{squares[1]} a few reps, {squares[2]} {_MANY_REPS} reps or more"


def _square(day: date, reps: Mapping[date, int], today: date, squares: str) -> str:
    if day > today:
        return " "
    done = reps.get(day, 0)
    return squares[0 if not done else 2 if done >= _MANY_REPS else 1]


def _months(mondays: Sequence[date]) -> str:
    """Write the name of a month over its first week, where there is room."""
    line = ""
    for column, monday in enumerate(mondays):
        is_first = column == 0 or monday.month != mondays[column - 1].month
        has_room = monday.month == mondays[min(column + 1, len(mondays) - 1)].month
        if is_first and has_room and len(line) <= 2 * column:
            line = line.ljust(2 * column) + f"{monday:%b} "
    return line.rstrip()
