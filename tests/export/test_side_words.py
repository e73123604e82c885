"""A difference between the sides is told in plain words, and only where there is one."""

import pytest

from export.analyses import TEXTS, a_rep, a_set, an_analysis
from upperback.coach.report import Measure
from upperback.export.side_words import side_lines


def _rotation(degrees: float) -> dict[str, Measure]:
    return {"rotation_deg": Measure(value=degrees, error=8.0, unit="deg")}


@pytest.mark.parametrize(("left", "right", "side"), [(40.0, 71.0, "left"), (71.0, 40.0, "right")])
def test_names_the_side_that_reached_less(left: float, right: float, side: str) -> None:
    sets = [
        a_set(reps=(a_rep(side="left", measures=_rotation(left)),)),
        a_set(reps=(a_rep(side="right", measures=_rotation(right)),)),
    ]
    (line,) = side_lines(an_analysis(*sets), TEXTS)
    assert f"rotation was 31° ± 11° less on your {side} side (40° against 71°)" in line


def test_says_nothing_of_what_is_usual() -> None:
    sets = [
        a_set(reps=(a_rep(side="left", measures=_rotation(60.0)),)),
        a_set(reps=(a_rep(side="right", measures=_rotation(66.0)),)),
    ]
    assert side_lines(an_analysis(*sets), TEXTS) == []
