"""Charts for paper: a trend with its noise band, and pain beside training. Plain SVG.

Sides are told apart by shape and dash, not by colour; drawn in the colour of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import numpy as np

from upperback.export.svg_shapes import number

_WIDTH, _HEIGHT = 520.0, 170.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 12.0, 10.0, 22.0
_DASHES = ("", "5 3")
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a chart: its name, days and values."""

    name: str
    days: Sequence[date]
    values: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where days and values lie on the paper."""

    first: int
    last: int
    low: float
    high: float

    def x(self, day: date) -> float:
        """Return the place of a day."""
        share = (day.toordinal() - self.first) / max(self.last - self.first, 1)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def trend_svg(
    lines: Sequence[Line], *, title: str, unit: str, bands: Sequence[tuple[float, float]]
) -> str:
    """Draw one or two lines over bands of noise.

    Parameters
    ----------
    lines
        At most two, such as left and right; each with at least one value.
    title
        What is shown, for those who cannot see it.
    unit
        Written at the axis.
    bands
        From where to where a value is no real change, for each line.

    Returns
    -------
    str
        An ``<svg>`` element.
    """
    values = [value for line in lines for value in line.values]
    values += [edge for band in bands for edge in band]
    frame = _frame([day for line in lines for day in line.days], values)
    shades = "".join(_shade(frame, low, high) for low, high in bands)
    drawn = "".join(_drawn(line, frame, place) for place, line in enumerate(lines))
    return _svg(title, _axes(frame, unit) + shades + drawn)


def _shade(frame: _Frame, low: float, high: float) -> str:
    size = (
        f'width="{number(_WIDTH - _LEFT - _RIGHT)}" height="{number(frame.y(low) - frame.y(high))}"'
    )
    at = f'x="{number(_LEFT)}" y="{number(frame.y(high))}"'
    return f'<rect {at} {size} fill="currentColor" fill-opacity=".09"/>'


def pain_svg(
    days: Sequence[date], highest: Sequence[int | None], trained: Sequence[int], *, title: str
) -> str:
    """Draw the highest pain of each week as dots over bars of the days with training.

    Parameters
    ----------
    days
        First days of the weeks.
    highest
        Pain, 0 to 10; None where none was stated.
    trained
        Days with training in each week.
    title
        What is shown, for those who cannot see it.
    """
    frame = _frame(days, [0.0, 10.0])
    bars = "".join(
        f'<rect x="{number(frame.x(day) - 3)}" y="{number(frame.y(n))}" width="6" '
        f'height="{number(frame.y(0) - frame.y(n))}" fill="currentColor" fill-opacity=".18"/>'
        for day, n in zip(days, trained, strict=True)
        if n
    )
    stated = [(day, pain) for day, pain in zip(days, highest, strict=True) if pain is not None]
    line = Line(
        name="pain", days=[day for day, _ in stated], values=[float(pain) for _, pain in stated]
    )
    return _svg(title, _axes(frame, "") + bars + (_drawn(line, frame, 0) if stated else ""))


def _frame(days: Sequence[date], values: Sequence[float]) -> _Frame:
    low, high = min(values), max(values)
    room = 0.08 * (high - low) or 1.0
    ordinals = [day.toordinal() for day in days]
    return _Frame(
        first=min(ordinals),
        last=max(ordinals),
        low=max(0.0, low - room) if low >= 0 else low - room,
        high=high + room,
    )


def _drawn(line: Line, frame: _Frame, place: int) -> str:
    points = [(frame.x(day), frame.y(v)) for day, v in zip(line.days, line.values, strict=True)]
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    dash = f' stroke-dasharray="{_DASHES[place]}"' if _DASHES[place] else ""
    marks = "".join(_mark(x, y, place) for x, y in points)
    stroke = f'fill="none" stroke="currentColor" stroke-width="1.4"{dash}'
    return f'<g><title>{escape(line.name)}</title><polyline points="{path}" {stroke}/>{marks}</g>'


def _mark(x: float, y: float, place: int) -> str:
    if place == 0:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="2.6" fill="currentColor"/>'
    at = f'x="{number(x - 2.6)}" y="{number(y - 2.6)}" width="5.2" height="5.2"'
    return f'<rect {at} fill="var(--page, #fff)" stroke="currentColor" stroke-width="1.2"/>'


def _axes(frame: _Frame, unit: str) -> str:
    step = next((s for s in _STEPS if (frame.high - frame.low) / s <= 5), _STEPS[-1])
    ticks = np.arange(np.ceil(frame.low / step), frame.high / step + 1e-9) * step
    rows = "".join(_row(frame.y(tick), f"{tick:g}{unit}") for tick in ticks.tolist())
    first, last = date.fromordinal(frame.first), date.fromordinal(frame.last)
    below = _HEIGHT - 5
    ends = f'<text x="{number(_LEFT)}" y="{number(below)}">{first.isoformat()}</text>'
    if last > first:
        at = f'x="{number(_WIDTH - _RIGHT)}" y="{number(below)}" text-anchor="end"'
        ends += f"<text {at}>{last.isoformat()}</text>"
    return f'<g font-size="10" fill="currentColor">{rows}{ends}</g>'


def _row(y: float, words: str) -> str:
    line = f"M{number(_LEFT)} {number(y)}H{number(_WIDTH - _RIGHT)}"
    return (
        f'<path d="{line}" stroke="currentColor" stroke-opacity=".2" stroke-width=".7"/>'
        f'<text x="{number(_LEFT - 5)}" y="{number(y + 3.5)}" text-anchor="end">'
        f"{escape(words)}</text>"
    )


def _svg(title: str, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="trend" '
        f'viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}"><title>{escape(title)}</title>'
        f"{drawn}</svg>"
    )
