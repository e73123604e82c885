"""The values that journal, plan and charts share: what they refuse and what they count."""

from dataclasses import replace

import pytest

from people import FIRST_DAY, a_rep, a_set, pain
from upperback.errors import InvalidRecordError
from upperback.training.records import Load


@pytest.mark.parametrize("step", [None, 0, -1])
def test_a_band_has_a_step_from_1(step: int | None) -> None:
    with pytest.raises(InvalidRecordError, match="band step of 1 or more"):
        Load(kind="band", band_step=step)


@pytest.mark.parametrize("mass_kg", [None, 0.0, -1.0, 101.0, float("nan")])
def test_a_dumbbell_has_a_mass(mass_kg: float | None) -> None:
    with pytest.raises(InvalidRecordError, match="mass of 0 to 100 kg"):
        Load(kind="dumbbell", mass_kg=mass_kg)


@pytest.mark.parametrize("value", [-1, 11])
def test_pain_goes_from_0_to_10(value: int) -> None:
    with pytest.raises(InvalidRecordError, match="pain: expected 0 to 10"):
        pain(value, FIRST_DAY)


def test_a_rep_is_added_in_its_place_or_replaced() -> None:
    logged = replace(a_set(reps=0), reps=(a_rep(1, score=100), a_rep(3, score=90)))
    more = logged.with_rep(a_rep(2, findings=("jerky",), score=70))
    struck = more.with_rep(a_rep(1, counted=False, reason="struck"))
    assert [rep.index for rep in more.reps] == [1, 2, 3]
    assert (more.n_counted, more.n_clean) == (3, 2)
    assert (struck.n_counted, struck.n_clean) == (2, 1)


def test_reps_that_nobody_watched_are_neither_clean_nor_not() -> None:
    tapped = replace(a_set(reps=0), reps=(a_rep(1), a_rep(2, score=100), a_rep(3, by_hand=True)))
    assert (tapped.n_counted, tapped.n_judged, tapped.n_clean) == (3, 1, 1)
