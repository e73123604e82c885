"""Gates and conditions: the comparisons that exercise files are made of."""

import pytest

from builders import an_exercise
from upperback.exercises.definition import Condition, Gate

NAN = float("nan")


def a_condition(*, above: float | None = None, below: float | None = None) -> Condition:
    return Condition(
        of="elbow_flexion_deg",
        parts=("rep",),
        take="highest",
        against="nothing",
        above=above,
        below=below,
        for_s=0.0,
    )


@pytest.mark.parametrize(
    ("value", "passes"),
    [(0.0, True), (1.0, True), (0.5, True), (-0.1, False), (1.1, False), (NAN, False)],
)
def test_a_gate_is_passed_between_its_limits(value: float, passes: bool) -> None:
    """The limits belong to it; an unseen value does not pass."""
    gate = Gate(signal="hand_reach_tl", minimum=0.0, maximum=1.0, views=frozenset({"front"}))
    assert gate.passes(value) == passes


@pytest.mark.parametrize(
    ("condition", "value", "is_broken"),
    [
        (a_condition(above=10.0), 10.1, True),
        (a_condition(above=10.0), 10.0, False),
        (a_condition(below=10.0), 9.9, True),
        (a_condition(below=10.0), 10.0, False),
        (a_condition(below=0.0), -0.1, True),
        (a_condition(above=0.0), 0.1, True),
        (a_condition(above=10.0), NAN, False),
        (a_condition(below=10.0), NAN, False),
    ],
)
def test_a_condition_is_broken_beyond_its_limit(
    condition: Condition, value: float, is_broken: bool
) -> None:
    """On the limit is still good, and what was not seen is not blamed."""
    assert condition.is_broken_by(value) == is_broken


@pytest.mark.parametrize(
    ("condition", "limit"),
    [(a_condition(above=3.0), 3.0), (a_condition(below=-3.0), -3.0), (a_condition(below=0.0), 0.0)],
)
def test_the_limit_is_the_one_that_is_set(condition: Condition, limit: float) -> None:
    """Above or below."""
    assert condition.limit == limit


def test_a_view_that_is_not_listed_is_unknown() -> None:
    """The file says nothing of it."""
    camera = an_exercise().camera
    best = camera.view("side_left")
    assert best is not None
    assert best.suitability == "best"
    assert camera.view("unknown") is None
