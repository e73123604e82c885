"""The programme: what is kept of decisions, and plain values back and forth."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from people import A_PROFILE, FIRST_DAY, Person, PersonKind, by_name
from upperback.errors import InvalidRecordError
from upperback.training.programme_plain import programme_from_plain, programme_to_plain
from upperback.training.remembering import (
    MOST_DECISIONS,
    with_choice,
    with_decisions,
    with_sore_day,
)
from upperback.training.standing import Programme, first_standing

DAY = FIRST_DAY.date()


@pytest.mark.parametrize("kind", get_args(PersonKind))
def test_a_programme_survives_json(kind: PersonKind) -> None:
    """After months of decisions, targets and easy weeks."""
    person = Person(kind=kind, seed=5)
    person.live(100)
    programme = with_sore_day(person.programme, FIRST_DAY.date())
    assert len(programme.decisions) > 20
    assert programme_from_plain(json.loads(json.dumps(programme_to_plain(programme)))) == programme


def test_a_decision_for_one_day_leaves_no_trace() -> None:
    programme = Programme()
    (day,) = Person(kind="keen").live(1)
    assert not any(decision.is_lasting for decision in day.decisions)
    assert with_decisions(programme, day.decisions) is programme


def test_the_list_of_decisions_does_not_grow_for_ever() -> None:
    *_, day = Person(kind="keen").live(2)
    lasting = [decision for decision in day.decisions if decision.is_lasting]
    programme = Programme()
    for _ in range(MOST_DECISIONS):
        programme = with_decisions(programme, lasting)
    assert len(programme.decisions) == MOST_DECISIONS


@pytest.mark.parametrize(
    ("changes", "named"),
    [({"sets": 0}, "sets"), ({"reps": 51}, "reps"), ({"hold_s": -1.0}, "hold_s")],
)
def test_a_dose_set_by_hand_has_limits(changes: dict[str, Any], named: str) -> None:
    standing = replace(first_standing(by_name()["seated_row"], A_PROFILE, DAY), **changes)
    with pytest.raises(InvalidRecordError, match=f"dose: {named}: expected"):
        with_choice(Programme(), standing, FIRST_DAY, "The physiotherapist chose it.")


@pytest.mark.parametrize(
    "plain",
    [
        {"format": 1, "standings": [], "decisions": [{"at": "now"}], "sore_days": []},
        {"format": 1, "standings": [{"exercise": "x"}], "decisions": [], "sore_days": []},
        {"format": 1},
    ],
)
def test_a_damaged_programme_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(InvalidRecordError, match="programme: expected what was saved"):
        programme_from_plain(plain)


def test_sore_days_are_ascending_and_few() -> None:
    programme = Programme()
    for n in range(50, 0, -1):
        programme = with_sore_day(programme, (FIRST_DAY + timedelta(days=n)).date())
    assert list(programme.sore_days) == sorted(set(programme.sore_days))
    assert len(programme.sore_days) == 30
