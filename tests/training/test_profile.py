"""The profile: defaults, checks, and plain values back and forth."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import A_PROFILE, by_name
from upperback.errors import InvalidRecordError
from upperback.training.profile import (
    GOALS,
    Profile,
    profile_from_plain,
    profile_to_plain,
)
from upperback.training.records import NO_LOAD, Load
from upperback.training.routine import LEVELS
from upperback.training.screening import QUESTIONS

words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
profiles = st.builds(
    Profile,
    bands=st.lists(words, unique=True, max_size=6).map(tuple),
    dumbbells_kg=st.lists(st.floats(0.1, 100), unique=True, max_size=6).map(sorted).map(tuple),
    has_mat=st.booleans(),
    has_wall=st.booleans(),
    has_anchor=st.booleans(),
    level=st.sampled_from(LEVELS),
    days_per_week=st.integers(1, 7),
    weekdays=st.sets(st.integers(0, 6)).map(sorted).map(tuple),
    minutes=st.integers(2, 60),
    anchor=words,
    goals=st.lists(st.sampled_from(list(GOALS)), unique=True).map(tuple),
    answers=st.dictionaries(st.sampled_from([q.key for q in QUESTIONS]), st.booleans()),
    screened_on=st.none() | st.dates(),
    agreed=st.booleans(),
    keeps_tracks=st.booleans(),
    language=st.sampled_from(["en", "de", "pt-BR"]),
)


@given(profiles)
def test_a_profile_survives_json(profile: Profile) -> None:
    plain = json.loads(json.dumps(profile_to_plain(profile)))
    assert profile_from_plain(plain) == profile


def test_everything_can_be_skipped() -> None:
    assert profile_from_plain({}) == Profile()
    assert Profile().equipment == {"band", "dumbbells", "mat", "wall"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bands", "red"),
        ("bands", ["red", "red"]),
        ("bands", [""]),
        ("dumbbells_kg", [2.0, 1.0]),
        ("dumbbells_kg", [0.0]),
        ("dumbbells_kg", ["1"]),
        ("has_mat", 1),
        ("level", "expert"),
        ("weekdays", [7]),
        ("weekdays", [2, 0]),
        ("weekdays", [1, 1]),
        ("weekdays", ["mon"]),
        ("days_per_week", 0),
        ("days_per_week", 8),
        ("days_per_week", 2.5),
        ("minutes", 1),
        ("minutes", True),
        ("anchor", "x" * 201),
        ("goals", ["world peace"]),
        ("answers", {"heart": "yes"}),
        ("answers", {"hart": True}),
        ("screened_on", "yesterday"),
        ("screened_on", 5),
        ("language", ""),
    ],
)
def test_a_wrong_value_is_named(key: str, value: object) -> None:
    with pytest.raises(InvalidRecordError, match=rf"profile: {key}: expected .+, got "):
        profile_from_plain({key: value})


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(InvalidRecordError, match="got 'minuets'"):
        profile_from_plain({"minuets": 5})


def test_plain_values_have_every_field() -> None:
    assert set(profile_to_plain(Profile())) == {row.name for row in fields(Profile)}


def test_the_dumbbell_ladder_begins_without_weight() -> None:
    ladder = A_PROFILE.ladder(by_name()["reverse_fly"])
    assert ladder[0] == NO_LOAD
    assert [load.mass_kg for load in ladder[1:]] == [1.0, 1.5, 2.0, 4.0]


def test_who_owns_nothing_still_has_a_ladder() -> None:
    poor = replace(A_PROFILE, bands=(), dumbbells_kg=())
    assert all(poor.ladder(exercise) == (NO_LOAD,) for exercise in by_name().values())
    assert poor.equipment == {"mat", "wall"}


def test_loads_are_said_in_the_persons_words() -> None:
    says = A_PROFILE.says_load
    assert says(Load(kind="band", band_step=3)) == "band 3 (green)"
    assert says(Load(kind="band", band_step=9)) == "band 9"
    assert says(Load(kind="dumbbell", mass_kg=1.5)) == "1.5 kg"
    assert says(NO_LOAD) == "no weight"
