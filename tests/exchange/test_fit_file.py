"""A session as FIT, read back with Garmin's own SDK."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Stream
from garmin_fit_sdk.profile import Profile

from exchange.journals import MONDAY, a_rep, a_session, a_set
from upperback.exchange.fit_file import fit_file
from upperback.training.records import Load, TrainingSession

FLY = a_set(
    "set-2",
    exercise="reverse_fly",
    load=Load(kind="dumbbell", mass_kg=1.25),
    started_at=MONDAY + timedelta(seconds=105),
    ended_at=MONDAY + timedelta(seconds=150.5),
)
SESSION = a_session(sets=(a_set(), FLY))


def read(session: TrainingSession) -> Any:
    raw = fit_file(session)
    assert Decoder(Stream.from_byte_array(bytearray(raw))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(raw))).read()
    assert errors == []
    return dict(messages)


def test_it_is_an_activity_of_strength_training() -> None:
    messages = read(SESSION)
    (file_id,), (session,), (activity,) = (
        messages[f"{name}_mesgs"] for name in ("file_id", "session", "activity")
    )
    assert (file_id["type"], file_id["manufacturer"]) == ("activity", "development")
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")
    assert session["total_elapsed_time"] == pytest.approx(540.0)
    assert session["start_time"] == MONDAY
    assert activity["num_sessions"] == 1
    assert len(messages["lap_mesgs"]) == 1


def test_messages_that_an_activity_must_have_are_there() -> None:
    names = {"file_id", "event", "record", "set", "lap", "session", "activity"}
    assert {f"{name}_mesgs" for name in names} <= set(read(SESSION))


def test_sets_have_reps_weight_and_rest_between() -> None:
    row, rest, fly = read(SESSION)["set_mesgs"]
    assert [each["set_type"] for each in (row, rest, fly)] == ["active", "rest", "active"]
    assert (row["repetitions"], row["category"], row["category_subtype"]) == (
        2,
        "banded_exercises",
        35,
    )
    assert row["duration"] == pytest.approx(45.0)
    assert rest["duration"] == pytest.approx(60.0)
    assert "weight" not in row
    assert "repetitions" not in rest
    assert (fly["weight"], fly["weight_display_unit"]) == (1.25, "kilogram")
    assert fly["start_time"] == MONDAY + timedelta(seconds=105)


def test_partial_reps_are_not_counted() -> None:
    only_partial = a_set(reps=(a_rep(1, counted=False, reason="short_range"),))
    (logged_set,) = read(a_session(sets=(only_partial,)))["set_mesgs"]
    assert logged_set["repetitions"] == 0


@pytest.mark.parametrize(
    ("exercise", "category", "name", "sub_sport"),
    [
        ("seated_row", "banded_exercises", "row", "strength_training"),
        ("cat_cow", "warm_up", "stretch_cat_cow", "flexibility_training"),
        ("thoracic_rotation", "warm_up", "thoracic_rotation", "flexibility_training"),
        ("wall_angel", "shoulder_stability", None, "flexibility_training"),
        ("reverse_fly", "lateral_raise", "bent_over_lateral_raise", "strength_training"),
        ("my_own", "unknown", None, "strength_training"),
    ],
)
def test_exercises_are_those_of_garmins_list(
    exercise: str, category: str, name: str | None, sub_sport: str
) -> None:
    messages = read(a_session(sets=(a_set(exercise=exercise),)))
    (logged_set,) = messages["set_mesgs"]
    assert logged_set["category"] == category
    names: dict[str, str] = Profile["types"].get(f"{category}_exercise_name", {})
    assert names.get(logged_set.get("category_subtype")) == name
    assert messages["session_mesgs"][0]["sub_sport"] == sub_sport
    title = exercise.replace("_", " ").capitalize()
    assert messages["exercise_title_mesgs"][0]["wkt_step_name"] == title


def test_the_clock_on_the_wall_is_kept() -> None:
    (activity,) = read(SESSION)["activity_mesgs"]
    utc: datetime = activity["timestamp"]
    wall_s = activity["local_timestamp"]
    assert wall_s - (utc - datetime.fromisoformat("1989-12-31T00:00:00Z")).total_seconds() == 3600


def test_a_session_cut_off_ends_with_its_last_rep() -> None:
    cut_off = a_session(ended_at=None, sets=(a_set(ended_at=None),))
    messages = read(cut_off)
    assert messages["set_mesgs"][0]["duration"] == pytest.approx(a_rep(3).end_s)
    assert messages["session_mesgs"][0]["total_elapsed_time"] == pytest.approx(a_rep(3).end_s)


def test_a_session_without_sets_is_an_activity_too() -> None:
    assert "set_mesgs" not in read(a_session(sets=()))


def test_long_names_and_sets_at_the_same_time_do_no_harm() -> None:
    long = a_set(exercise="übung" * 99)
    messages = read(a_session(sets=(long, replace(long, id="set-2"))))
    assert [each["set_type"] for each in messages["set_mesgs"]] == ["active", "active"]


def test_the_same_session_gives_the_same_bytes() -> None:
    assert fit_file(SESSION) == fit_file(SESSION)
