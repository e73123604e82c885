"""A mistake in an exercise file is named: file, key, expected, got.

The mistakes are made from the built-in files: each kind of key in them is taken away,
misspelt and given a value of another type.
"""

import copy
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from builders import BUILTIN, an_exercise
from upperback.errors import InvalidExerciseError, UnknownExerciseError, UpperbackError
from upperback.exercises import Exercise, builtin_exercises, parse_exercise, pick_exercise

FILE = "mine.toml"
Place = tuple[str | int, ...]
ORIGINALS = {
    file.name: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in BUILTIN.iterdir()
    if file.name.endswith(".toml")
}
ORIGINAL = ORIGINALS["seated_row.toml"]
# What may be left out, with the row numbers taken out.
OPTIONAL = {
    "checks.when.views",
    "camera.views.advice",
    "posture.max",
    "posture.min",
    "rep.guard",
    "rep.guard.max",
    "rep.guard.min",
    "rep.measured_side",
    "rep.rule",
    "rep.sides",
    "rep.signal.minus_end",
    "rep.signal.views",
    "rep.start_gate",
    "rep.start_gate.max",
    "rep.start_gate.min",
    "checks.when.against",
    "checks.when.also",
    "checks.when.also.against",
    "checks.when.also.take",
    "checks.when.for_s",
    "checks.when.parts",
    "checks.when.take",
    "dose.hold_s",
    "dose.reserve",
    "screening",
    "training",
    "training.break_reps",
    "training.load",
    "training.needs",
    "training.needs.band",
    "training.needs.dumbbells",
    "training.needs.wall",
    "training.range_measure",
    "training.short_days",
    "training.tests",
    "training.tests.measures.left",
    "training.tests.measures.right",
    "training.tests.reps",
    "training.wants",
    "training.wants.mat",
}


def as_toml(value: Any) -> str:
    """Write a value down; tables and lists in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(inner) for inner in value) + "]"
    return str(value) if isinstance(value, float) else json.dumps(value)


def parse(values: dict[str, Any]) -> Exercise:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in values.items())
    return parse_exercise(text, file=FILE)


def places(value: Any, at: Place = ()) -> Iterator[Place]:
    """Yield the place of every key in every table."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(value, dict):
            yield (*at, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*at, key))


def kind(place: Place) -> str:
    """Name a place without its row numbers."""
    return ".".join(str(part) for part in place if isinstance(part, str))


def said(place: Place) -> str:
    """Name a place as messages do: rows are counted from 1."""
    words = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place]
    return "".join(words).lstrip(".")


# One of each kind, with its file: what holds for the first check holds for the eighth.
PLACES = {
    kind(place): (file, place)
    for file, values in sorted(ORIGINALS.items())
    for place in reversed(list(places(values)))
}
OPTIONAL |= {name for name in PLACES if name.startswith("rep.rule.")}
every_key = pytest.mark.parametrize("name", sorted(PLACES))
required_key = pytest.mark.parametrize("name", sorted(set(PLACES) - OPTIONAL))


def changed(name: str) -> tuple[dict[str, Any], dict[str | int, Any], Place]:
    """Return a copy of a file that has such a key, the table with the key, and its place."""
    file, place = PLACES[name]
    values = copy.deepcopy(ORIGINALS[file])
    table: Any = values
    for part in place[:-1]:
        table = table[part]
    return values, table, place


def refusal(values: dict[str, Any]) -> str:
    """Return the message of the error, which has the shape that all have."""
    with pytest.raises(InvalidExerciseError) as caught:
        parse(values)
    message = str(caught.value)
    assert re.fullmatch(rf"{FILE}: [^:]+: expected .+, got .+", message, re.DOTALL), message
    return message


def test_written_out_again_the_file_says_the_same() -> None:
    """The mutations below start from a sound copy."""
    assert parse(copy.deepcopy(ORIGINAL)) == an_exercise()


@required_key
def test_a_missing_key_is_named(name: str) -> None:
    """What is missing is named with its table and row; nothing was got."""
    values, table, place = changed(name)
    del table[place[-1]]
    message = refusal(values)
    assert said(place[:-1]) in message
    assert str(place[-1]) in message
    assert message.endswith(("got nothing", "got 'none'"))


@pytest.mark.parametrize("name", sorted(OPTIONAL & set(PLACES)))
def test_what_may_be_left_out_may_be_left_out(name: str) -> None:
    """The rest of the file then still makes an exercise."""
    values, table, place = changed(name)
    del table[place[-1]]
    assert parse(values).name == values["name"]


@every_key
def test_a_misspelt_key_is_named(name: str) -> None:
    """It is never silently ignored, not even where the right key may be left out."""
    values, table, place = changed(name)
    table[f"{place[-1]}x"] = table.pop(place[-1])
    message = refusal(values)
    assert said(place[:-1]) in message
    assert str(place[-1]) in message


@every_key
def test_a_value_of_another_type_is_named_and_shown(name: str) -> None:
    """The message says where, and shows what was found there."""
    values, table, place = changed(name)
    table[place[-1]] = 7 if isinstance(table[place[-1]], str | dict) else "seven"
    message = refusal(values)
    assert said(place) in message
    assert "7" in message or "seven" in message


@pytest.mark.parametrize(
    "name",
    [
        "camera.views.name",
        "camera.views.suitability",
        "checks.severity",
        "checks.when.against",
        "checks.when.of",
        "checks.when.take",
        "measures.best",
        "measures.take",
        "phases.part",
        "posture.signal",
        "rep.guard.signal",
        "rep.measured_side",
        "rep.sides",
        "rep.signal.signal",
        "rep.start_gate.signal",
    ],
)
def test_an_unknown_word_is_named_with_the_known_ones(name: str) -> None:
    """A word out of a list: the list is shown."""
    values, table, place = changed(name)
    known = table[place[-1]]
    table[place[-1]] = "sideways"
    message = refusal(values)
    assert said(place) in message
    assert known in message
    assert "'sideways'" in message


def test_an_unknown_view_in_a_list_is_named() -> None:
    """Lists of words are checked word by word."""
    values = copy.deepcopy(ORIGINAL)
    values["rep"]["signal"][1]["views"].append("above")
    assert "rep.signal[2].views" in refusal(values)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", 2),
        ("format", True),
        ("name", "  "),
        ("camera.height_m", [0.7, 0.5]),
        ("camera.height_m", [0.7]),
        ("camera.height_m", [True, False]),
        ("camera.height_m", [0.5, "high"]),
        ("rep.signal.start", {"typical": 2.0, "min": 0.65, "max": 1.5}),
        ("rep.signal.end", {"typical": 1.0, "min": 0.5, "max": 1.2}),
        ("rep.rule.min_s", True),
        ("equipment", ["band", 3]),
        ("dose.reps", [10.5, 12.0]),
        ("phases", []),
        ("checks", []),
        ("checks.when", []),
        ("checks.when", [7]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_value_is_named(path: str, value: Any) -> None:
    """Spans run from least to most, ranges do not overlap, texts are not empty, ..."""
    values, table, place = changed(path)
    table[place[-1]] = value
    assert str(place[-1]) in refusal(values)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("checks.when.above", float("nan")),
        ("posture.max", float("nan")),
        ("rep.signal.start.typical", float("nan")),
        ("rep.rule.min_s", 99.0),
        ("rep.rule.max_s", -1.0),
        ("rep.guard.min", 5.0),
        ("checks.when.for_s", -0.5),
        ("checks.parts", []),
        ("phases.seconds", [float("nan"), float("nan")]),
    ],
    ids=[
        "a limit that is no number",
        "a gate that is no number",
        "a start that is no number",
        "shortest rep longer than the longest",
        "longest rep below nought",
        "a gate that nothing passes",
        "a negative time",
        "no part of the rep",
        "a tempo that is no number",
    ],
)
def test_a_value_that_cannot_be_meant_is_named(path: str, value: Any) -> None:
    """A rule that could never hold, or never be broken, is a mistake."""
    values, table, place = changed(path)
    table[place[-1]] = value
    assert str(place[-1]) in refusal(values)


@pytest.mark.parametrize("rows", ["checks", "phases", "measures"])
def test_a_name_given_twice_is_named(rows: str) -> None:
    """Checks, phases and measures are known by their names."""
    values = copy.deepcopy(ORIGINAL)
    values[rows].append(copy.deepcopy(values[rows][0]))
    assert values[rows][0]["name"] in refusal(values)


@pytest.mark.parametrize("limits", [{}, {"above": 1.0, "below": 0.0}], ids=["none", "both"])
def test_a_condition_has_exactly_one_limit(limits: dict[str, float]) -> None:
    """Either above or below."""
    values = copy.deepcopy(ORIGINAL)
    when = values["checks"][0]["when"][0]
    values["checks"][0]["when"][0] = {
        key: value for key, value in when.items() if key not in {"above", "below"}
    } | limits
    assert "either above or below" in refusal(values)


@pytest.mark.parametrize(
    "text", ["name = ", "[", "\x00", "name = 'a'\nname = 'b'"], ids=["cut", "open", "nul", "twice"]
)
def test_what_is_no_toml_is_said_to_be_none(text: str) -> None:
    """A mistake in the syntax names the file, and where TOML's own reader saw it."""
    with pytest.raises(InvalidExerciseError, match=rf"{FILE}: expected TOML, got a mistake"):
        parse_exercise(text, file=FILE)


def test_an_empty_file_lacks_its_format() -> None:
    """The first thing that is missed is named."""
    with pytest.raises(
        InvalidExerciseError, match=f"{FILE}: format: expected a value, got nothing"
    ):
        parse_exercise("", file=FILE)


def test_mistakes_are_the_projects_own_errors() -> None:
    """They can be caught with all others, or as what they are."""
    assert issubclass(InvalidExerciseError, UpperbackError)
    assert issubclass(InvalidExerciseError, ValueError)


def test_an_unknown_exercise_is_named_with_the_known_ones() -> None:
    """The error lists the names."""
    exercises = {"seated_row": an_exercise()}
    with pytest.raises(UnknownExerciseError, match=r"'squat'; expected one of: seated_row"):
        pick_exercise(exercises, "squat")


def test_an_exercise_is_picked_by_name() -> None:
    """Names are the keys."""
    exercises = builtin_exercises()
    assert pick_exercise(exercises, "seated_row") is exercises["seated_row"]


def test_a_check_is_found_by_name() -> None:
    """KeyError for a name the file does not have."""
    assert an_exercise().check("shrug").name == "shrug"
    with pytest.raises(KeyError):
        an_exercise().check("yawning")
