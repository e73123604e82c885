"""Plain words for numbers, counts, views and reasons, shared by the report, verdict and video."""

import math

from upperback.coach.report import Finding, Measure, PartialRep
from upperback.exercises.definition import Severity
from upperback.export.texts import words

SEVERITY_WORDS: dict[Severity, str] = {
    "safety": "Safety",
    "effectiveness": "Work on this",
    "note": "Note",
}
SEVERITY_ORDER: dict[Severity, int] = {"safety": 0, "effectiveness": 1, "note": 2}

NOT_MEASURED = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"

_VIEW_WORDS = {
    "side_left": "from your left side",
    "side_right": "from your right side",
    "front": "from the front",
    "back": "from behind",
    "back_diagonal": "diagonally from behind",
    "diagonal": "from a diagonal",
    "foot_diagonal": "diagonally from the feet",
    "head_diagonal": "diagonally from the head",
    "unknown": "from a side that could not be told",
}

_PARTIAL_WORDS = {
    "short_range": "did not reach the end of the movement",
    "too_quick": "too quick to be a full rep",
    "too_slow": "too slow to be one rep",
    "not_seen": "the camera lost sight of you",
    "other_movement": "looked like another movement",
}

# Symbol and digits shown per unit: no digit below a tenth of the usual error (domain.md 9).
_UNITS = {
    "deg": ("°", 0),
    "deg_s": ("°/s", 0),
    "s": (" s", 1),
    "m": (" m", 2),
    "kg": (" kg", 1),
    "n": (" N", 0),
    "hz": (" Hz", 1),
    "px": (" px", 0),
    "%": (" %", 0),
}


def quantity(value: float, unit: str) -> str:
    """Write a value with its unit: ``97°``, ``1.4 s``, ``0.08``; an en dash for NaN.

    Parameters
    ----------
    value
        Any number; NaN or infinite means not measured.
    unit
        As in the SIGNALS table; one that is not known is written after the number.

    Returns
    -------
    str
    """
    if not math.isfinite(value):
        return NOT_MEASURED
    symbol, digits = _UNITS.get(unit, (f" {words(unit)}".rstrip(), 2))
    text = f"{value:.{digits}f}"
    if float(text) == 0.0:
        text = text.lstrip("-")
    return text.replace("-", _MINUS) + symbol


def scale_value(value: float, unit: str) -> str:
    """Write a value on an axis: with its unit only where that is a symbol, as in ``50°``."""
    return quantity(value, unit) if unit in _UNITS else f"{value:g}".replace("-", _MINUS)


def axis_title(label: str, unit: str) -> str:
    """Name an axis; a unit that is not on the scale is said here."""
    return label if not unit or unit in _UNITS else f"{label}, in {words(unit)}"


def with_error(measure: Measure) -> str:
    """Write a measure with its error: ``97° ± 5°``; without one if the error is not known."""
    text = quantity(measure.value, measure.unit)
    if not math.isfinite(measure.value) or not math.isfinite(measure.error):
        return text
    return f"{text} ± {quantity(measure.error, measure.unit)}"


def seconds(value: float) -> str:
    """Write a time or a length of time in seconds: ``3.4``; an en dash for NaN."""
    return quantity(value, "s").removesuffix(" s")


def counted(number: int, noun: str) -> str:
    """Write a count with its noun: ``1 rep``, ``2 reps``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span_words(span: tuple[float, float]) -> str:
    """Write a span of numbers: ``2 to 2.5``; one number where both are the same."""
    least, most = span
    return f"{least:g}" if least == most else f"{least:g} to {most:g}"


def view_words(name: str) -> str:
    """Say where the camera stood."""
    return _VIEW_WORDS.get(name, words(name))


def partial_rep_words(partial_rep: PartialRep) -> str:
    """Say why a partial rep was not counted."""
    return _PARTIAL_WORDS.get(partial_rep.reason, words(partial_rep.reason))


def evidence(finding: Finding) -> str:
    """Say what was seen against the limit: ``31°, aim for at most 25°``."""
    value, limit = quantity(finding.value, finding.unit), quantity(finding.limit, finding.unit)
    if NOT_MEASURED in (value, limit):
        return ""
    bound = "at most" if finding.value >= finding.limit else "at least"
    return f"{value}, aim for {bound} {limit}"
