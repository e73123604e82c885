"""The REST API of the programme, over a real journal."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from people import a_session, a_set
from web.coach_app import NOW, CoachApp, get, running_coach


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[CoachApp]:
    with running_coach(tmp_path) as coach:
        yield coach


def names(day: Any) -> list[str]:
    return list(dict.fromkeys(item["exercise"] for item in day["items"]))


class TestProfile:
    def test_has_defaults_until_one_is_saved(self, coach: CoachApp) -> None:
        before = get(coach, "/profile")
        after = coach.client.put("/api/profile", json={"minutes": 8}).json()

        assert not before["is_saved"]
        assert before["profile"]["minutes"] == 20
        assert after["is_saved"]
        assert get(coach, "/profile")["profile"]["minutes"] == 8

    def test_keeps_what_is_left_out(self, coach: CoachApp) -> None:
        coach.client.put("/api/profile", json={"anchor": "After lunch"})
        coach.client.put("/api/profile", json={"bands": ["red", "green"]})

        kept = get(coach, "/profile")["profile"]

        assert (kept["anchor"], kept["bands"]) == ("After lunch", ["red", "green"])

    def test_notes_the_day_of_the_answers(self, coach: CoachApp) -> None:
        body = {"answers": {"latex": True}, "screened": True}
        kept = coach.client.put("/api/profile", json=body).json()

        assert kept["profile"]["screened_on"] == "2026-05-04"
        assert kept["screening"]["needs_latex_free_band"]

    @pytest.mark.parametrize(
        "body",
        [
            pytest.param({"minutes": 500}, id="too many minutes"),
            pytest.param({"shoe_size": 42}, id="unknown field"),
            pytest.param({"bands": ["red", "red"]}, id="the same band twice"),
            pytest.param({"answers": {"nonsense": True}}, id="unknown question"),
            pytest.param({"anchor": "two\nlines"}, id="two lines"),
        ],
    )
    def test_refuses_what_is_wrong_and_keeps_the_rest(
        self, coach: CoachApp, body: dict[str, object]
    ) -> None:
        answer = coach.client.put("/api/profile", json=body)

        assert answer.status_code == 422
        assert set(answer.json()["error"]) == {"code", "text"}
        assert not get(coach, "/profile")["is_saved"]


class TestWeekdays:
    def test_are_chosen_and_say_how_many(self, coach: CoachApp) -> None:
        kept = coach.client.put("/api/profile", json={"weekdays": [3, 1]}).json()["profile"]

        assert (kept["weekdays"], kept["days_per_week"]) == ([1, 3], 2)
        days = [day["day"] for day in get(coach, "/plan")["week"]["days"]]
        assert days == ["2026-05-05", "2026-05-07"]
        assert get(coach, "/today")["kind"] == "rest"
        assert get(coach, "/today?minutes=20")["kind"] == "full"

    def test_are_forgotten_where_only_another_number_is_said(self, coach: CoachApp) -> None:
        coach.client.put("/api/profile", json={"weekdays": [1, 3]})
        same = coach.client.put("/api/profile", json={"days_per_week": 2}).json()["profile"]
        other = coach.client.put("/api/profile", json={"days_per_week": 3}).json()["profile"]

        assert same["weekdays"] == [1, 3]
        assert (other["weekdays"], other["days_per_week"]) == ([], 3)

    def test_may_be_any_again(self, coach: CoachApp) -> None:
        coach.client.put("/api/profile", json={"weekdays": [1, 3]})
        body = {"weekdays": [], "days_per_week": 4}
        kept = coach.client.put("/api/profile", json=body).json()["profile"]

        assert (kept["weekdays"], kept["days_per_week"]) == ([], 4)

    def test_of_the_calendar_are_those_of_the_plan(self, coach: CoachApp) -> None:
        coach.client.put("/api/calendar", json={"weekdays": [5, 1], "time": "07:30"})

        assert get(coach, "/profile")["profile"]["weekdays"] == [1, 5]
        assert get(coach, "/plan")["calendar"]["weekdays"] == [1, 5]

    def test_that_are_over_show_the_next_week(self, coach: CoachApp) -> None:
        """On a Sunday, with nothing done and nothing left of this week."""
        coach.client.put("/api/profile", json={"weekdays": [1, 3]})
        coach.now = NOW + timedelta(days=6)

        week = get(coach, "/plan")["week"]

        assert week["monday"] == "2026-05-11"
        assert [day["day"] for day in week["days"]] == ["2026-05-12", "2026-05-14"]

    def test_refuses_a_day_that_is_none(self, coach: CoachApp) -> None:
        assert coach.client.put("/api/profile", json={"weekdays": [7]}).status_code == 422


class TestScreening:
    def test_asks_twelve_questions(self, coach: CoachApp) -> None:
        asked = get(coach, "/screening")

        assert len(asked["questions"]) == 12
        assert asked["is_due"]
        assert [flag["key"] for flag in asked["red_flags"]] == ["emergency", "same_day", "pause"]

    def test_says_which_exercises_change_and_why_and_keeps_nothing(self, coach: CoachApp) -> None:
        result = coach.client.post("/api/screening", json={"answers": {"shoulder": True}}).json()

        changed = {each["exercise"]: each for each in result["changes"]}
        assert changed["wall_angel"]["does"] == "remove"
        assert changed["thoracic_rotation"]["instead"]
        assert all(each["why"] for each in changed.values())
        assert get(coach, "/profile")["profile"]["answers"] == {}


class TestToday:
    def test_plans_with_a_reason_for_each(self, coach: CoachApp) -> None:
        day = get(coach, "/today")

        assert day["kind"] == "full"
        assert names(day)[0] == "cat_cow"
        assert all(item["reasons"] for item in day["items"])

    def test_fits_six_minutes_and_says_what_is_left_out(self, coach: CoachApp) -> None:
        day = get(coach, "/today?minutes=6")

        assert day["minutes"] <= 6
        assert day["left_out"]
        assert all(each["reason"] for each in day["left_out"])

    def test_leaves_out_what_needs_other_things_than_a_band(self, coach: CoachApp) -> None:
        day = get(coach, "/today?equipment=band")

        assert "reverse_fly" not in names(day)
        assert "seated_row" in names(day)

    def test_rests_strength_when_sore(self, coach: CoachApp) -> None:
        assert coach.client.post("/api/sore").status_code == 204

        day = get(coach, "/today?sore=all")

        assert day["kind"] == "mobility"
        assert NOW.date() in coach.training.planning.programme().sore_days

    def test_begins_with_the_doctor_where_an_answer_says_so(self, coach: CoachApp) -> None:
        coach.client.put("/api/profile", json={"answers": {"heart": True}, "screened": True})
        asked = get(coach, "/today")
        coach.client.put("/api/profile", json={"agreed": True})

        assert "seated_row" not in names(asked)
        assert any("doctor" in reason for reason in asked["reasons"])
        assert "seated_row" in names(get(coach, "/today"))

    def test_is_what_a_session_begins_with(self, coach: CoachApp) -> None:
        day = get(coach, "/today?minutes=6")
        state = coach.client.post("/api/sessions", json={"minutes": 6, "by_camera": False}).json()

        steps = list(dict.fromkeys(step["exercise"] for step in state["steps"]))
        assert steps == names(day)


class TestPlan:
    def test_shows_a_week_with_days_of_rest(self, coach: CoachApp) -> None:
        plan = get(coach, "/plan")

        assert plan["week"]["monday"] == "2026-05-04"
        assert [day["day"] for day in plan["week"]["days"]] == [
            "2026-05-04",
            "2026-05-06",
            "2026-05-08",
        ]

    def test_gives_a_calendar_with_an_alarm(self, coach: CoachApp) -> None:
        chosen = coach.client.put("/api/calendar", json={"weekdays": [0, 2], "time": "07:30"})
        file = coach.client.get("/api/calendar.ics")

        assert chosen.json()["is_chosen"]
        assert "BEGIN:VALARM" in file.text
        assert "BYDAY=MO,WE" in file.text
        assert "attachment" in file.headers["content-disposition"]

    def test_refuses_a_calendar_without_days(self, coach: CoachApp) -> None:
        answer = coach.client.put("/api/calendar", json={"weekdays": [], "time": "07:30"})

        assert answer.status_code == 422

    def test_offers_the_tests_of_the_first_day_as_a_session(self, coach: CoachApp) -> None:
        due = get(coach, "/baseline")
        state = coach.client.post(
            "/api/sessions", json={"kind": "baseline", "by_camera": False}
        ).json()

        assert (due["stage"], due["is_due"]) == ("first_day", True)
        assert state["kind"] == "baseline"
        assert len(state["steps"]) == len(due["tests"])


class TestPain:
    def test_red_pain_locks_and_the_plan_obeys(self, coach: CoachApp) -> None:
        body = {"moment": "before", "value": 7, "exercise": "seated_row"}
        answer = coach.client.post("/api/pain", json=body)

        assert answer.status_code == 201
        assert answer.json()["light"] == "red"
        assert answer.json()["lock"]["reason"]
        assert "seated_row" not in names(get(coach, "/today"))

    def test_an_exercise_that_rests_is_refused_by_name_and_shown_in_a_sample(
        self, coach: CoachApp
    ) -> None:
        coach.client.post("/api/pain", json={"moment": "before", "value": 7})
        body = {"exercises": ["seated_row"], "by_camera": False}

        refused = coach.client.post("/api/sessions", json=body)
        shown = coach.client.post("/api/sessions", json=body | {"sample": True})

        assert refused.status_code == 400
        error = refused.json()["error"]
        assert error["code"] == "refused"
        assert "rests until Wednesday 18:00" in error["text"]
        assert coach.client.get("/api/sessions/current").status_code == 204
        assert shown.status_code == 201

    def test_an_exercise_that_the_screening_removes_is_refused_by_name(
        self, coach: CoachApp
    ) -> None:
        coach.client.put("/api/profile", json={"answers": {"shoulder": True}, "agreed": True})

        refused = coach.client.post("/api/sessions", json={"exercises": ["wall_angel"]})

        assert refused.status_code == 400
        assert "health questions" in refused.json()["error"]["text"]

    def test_tests_rest_as_well_while_pain_is_red(self, coach: CoachApp) -> None:
        coach.client.post("/api/pain", json={"moment": "before", "value": 7})

        assert get(coach, "/baseline")["tests"] == []
        assert not get(coach, "/baseline")["is_due"]

    def test_asks_on_the_next_morning_until_answered(self, coach: CoachApp) -> None:
        session = a_session(a_set(at=NOW), at=NOW)
        coach.training.journal.put_session(session)
        assert coach.client.get("/api/pain/due").status_code == 204

        coach.now = NOW + timedelta(hours=14)
        asked = get(coach, "/pain/due")
        body = {
            "moment": "next_morning",
            "value": 1,
            "worse": False,
            "session_id": asked["session_id"],
        }
        coach.client.post("/api/pain", json=body)

        assert asked["session_id"] == session.id
        assert coach.client.get("/api/pain/due").status_code == 204

    def test_refuses_a_pain_beyond_ten(self, coach: CoachApp) -> None:
        assert coach.client.post("/api/pain", json={"moment": "before", "value": 11}).is_error


def test_every_route_is_described(coach: CoachApp) -> None:
    paths = coach.client.get("/api/openapi.json").json()["paths"]

    described = [
        operation.get("description") for each in paths.values() for operation in each.values()
    ]
    assert len(described) >= 28
    assert all(described)
