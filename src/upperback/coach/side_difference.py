"""Left against right: a difference is worth a word only beyond chance and beyond its error."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import Literal

import numpy as np

from upperback.coach.report import Measure, SetReport

# 54 % of 156 patients differed by more than 10 % from side to side, 20 % by more than 20 %
# (domain.md 6 [S33]): less is usual and means nothing.
_USUAL_SHARE = 0.20
_Sided = Literal["left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDifference:
    """The two sides of a person differ in a measure, by more than is usual and than its error.

    Attributes
    ----------
    exercise
        Whose measure it is.
    measure
        Its name without the side: ``"arm_elevation_deg"``, ``"rotation_deg"``.
    left, right
        Median over the reps of each side, in ``unit``.
    difference
        Left minus right, in ``unit``.
    share
        Size of the difference as a share of the larger side, above 0.2.
    error
        Of the difference (plus or minus), in ``unit``; smaller than its size.
    unit
        As in `Measure`.
    """

    exercise: str
    measure: str
    left: float
    right: float
    difference: float
    share: float
    error: float
    unit: str


def side_differences(sets: Iterable[SetReport]) -> tuple[SideDifference, ...]:
    """Compare left with right in everything that was measured on both sides.

    Parameters
    ----------
    sets
        Sets of one analysis or training session. A measure that exists for both
        arms (``arm_elevation_left_deg`` and ``_right_deg``) is compared over all
        reps, a measure of a one-sided exercise between the reps of either side.
        One set is as welcome as many.

    Returns
    -------
    tuple of SideDifference
        In the order in which exercises and measures first appear. Nothing of a
        measure of which one side was not measured, whose sides differ by no more
        than 20 %, or by no more than the error of the difference.
    """
    of_sides: dict[tuple[str, str], dict[_Sided, list[Measure]]] = {}
    for report in sets:
        for rep in report.reps:
            for name, measure in rep.measures.items():
                side, common = _side_of(name, rep.side)
                if side is not None:
                    both = of_sides.setdefault((report.exercise, common), {"left": [], "right": []})
                    both[side].append(measure)
    compared = (
        compare_sides(exercise, name, left=both["left"], right=both["right"])
        for (exercise, name), both in of_sides.items()
    )
    return tuple(each for each in compared if each is not None)


def compare_sides(
    exercise: str, measure: str, *, left: Iterable[Measure], right: Iterable[Measure]
) -> SideDifference | None:
    """Compare one measure's values of the left side with those of the right.

    Parameters
    ----------
    exercise, measure
        Names to report it under.
    left, right
        One measure for each rep, in one unit.

    Returns
    -------
    SideDifference or None
        None if a side has no value, if the medians differ by no more than 20 %
        of the larger one, or by no more than the error of their difference.

    Notes
    -----
    The error of a measure is mostly that of its signal and its view, the same in
    every rep: more reps do not make it smaller, so that of a side is the median,
    and that of the difference the root of the sum of squares.
    """
    lefts, rights = tuple(left), tuple(right)
    if not lefts or not rights:
        return None
    (of_left, left_error), (of_right, right_error) = _middle(lefts), _middle(rights)
    size, larger = abs(of_left - of_right), max(abs(of_left), abs(of_right))
    error = hypot(left_error, right_error)
    if size <= _USUAL_SHARE * larger or size <= error:
        return None
    return SideDifference(
        exercise=exercise,
        measure=measure,
        left=of_left,
        right=of_right,
        difference=of_left - of_right,
        share=size / larger,
        error=error,
        unit=lefts[0].unit,
    )


def _side_of(measure: str, rep_side: str) -> tuple[_Sided | None, str]:
    """Side that a rep's measure belongs to, and its name without the side."""
    sides: tuple[_Sided, _Sided] = ("left", "right")
    for side in sides:
        if f"_{side}_" in measure:
            return side, measure.replace(f"_{side}_", "_")
        if rep_side == side:
            return side, measure
    return None, measure


def _middle(measures: tuple[Measure, ...]) -> tuple[float, float]:
    values, errors = zip(*((each.value, each.error) for each in measures), strict=True)
    return float(np.median(values)), float(np.median(errors))
