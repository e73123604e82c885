"""Cells of a table in Markdown."""

import math
from collections.abc import Sequence

import numpy as np


def row(*cells: str) -> str:
    """Return a row of these cells."""
    return f"| {' | '.join(cells)} |"


def span(values: Sequence[float]) -> str:
    """Least, middle and greatest of some values, and how many they are."""
    if not values:
        return "-"
    low, middle, high = (brief(float(v)) for v in np.percentile(values, [0, 50, 100]))
    return f"{low} .. **{middle}** .. {high} ({len(values)})"


def brief(value: float) -> str:
    """Write a number with two figures, a large one whole."""
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def share(flags: Sequence[bool]) -> str:
    """Write how many of how many hold."""
    return f"{sum(flags)} of {len(flags)}" if flags else "-"


def number(value: float, form: str) -> str:
    """Write a number in a form; what is not known as a dash."""
    return "-" if math.isnan(value) else format(value, form)
