"""What the bench says of the rank correlation of the arc of the back."""

import numpy as np
import pytest
from spine import gain_spread, left_by


def test_without_error_the_ranks_are_kept() -> None:
    assert left_by(0.0, np.array([70.0, 71.0, 75.0, 20.0])) == (1.0, 1.0)


def test_an_error_larger_than_the_differences_mixes_the_ranks() -> None:
    rho, chance = left_by(0.2, np.linspace(74.0, 78.0, 19))
    assert abs(rho) < 0.3
    assert chance == 0.0


def test_the_spread_within_and_between_sets_is_told_apart() -> None:
    """Two persons read 0.8 and 0.9 of the truth, each rep exactly; short reps do not matter."""
    arcs = [("one", 0.8 * true, true) for true in (70.0, 75.0)]
    arcs += [("other", 0.9 * true, true) for true in (72.0, 77.0)]
    within, between = gain_spread([*arcs, ("one", 30.0, 10.0)])
    assert within == pytest.approx(0.0, abs=1e-9)
    assert between == pytest.approx(np.log(0.9 / 0.8) / 2.0)
