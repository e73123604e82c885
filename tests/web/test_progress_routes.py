"""The REST API of progress and journal, over a real journal with a year in it."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from a_year import write_year
from upperback.errors import StoreBusyError
from upperback.wiring.journal import Training
from web.coach_app import NOW as START
from web.coach_app import CoachApp, get, running_coach

NOW = datetime(2026, 5, 3, 18, tzinfo=UTC)  # a Sunday


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a year, written once; the tests take copies."""
    file = tmp_path_factory.mktemp("year") / "journal.db"
    write_year(str(file), NOW)
    return file


@pytest.fixture
def coach(tmp_path: Path, year: Path) -> Iterator[CoachApp]:
    (tmp_path / "journal.db").write_bytes(year.read_bytes())
    with running_coach(tmp_path) as coach:
        coach.now = NOW
        yield coach


@pytest.fixture
def beginner(tmp_path: Path) -> Iterator[CoachApp]:
    with running_coach(tmp_path) as coach:
        yield coach


def first_session(coach: CoachApp) -> Any:
    return get(coach, f"/journal/sessions/{get(coach, '/journal/sessions')['sessions'][0]['id']}")


class TestReadingAhead:
    def test_looks_at_progress_once_when_the_server_starts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked: list[datetime | None] = []
        monkeypatch.setattr(Training, "progress", lambda _, *, now: looked.append(now))

        with running_coach(tmp_path):
            pass

        assert looked == [START]

    def test_a_journal_that_is_busy_then_does_not_stop_the_server(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def busy(*_: object, **__: object) -> None:
            raise StoreBusyError("the journal is locked")

        monkeypatch.setattr(Training, "progress", busy)

        with running_coach(tmp_path) as coach:
            assert coach.client.get("/api/profile").status_code == 200


class TestProgress:
    def test_says_something_true_to_a_beginner(self, beginner: CoachApp) -> None:
        progress = get(beginner, "/progress")

        assert "first session" in progress["headline"]
        assert progress["tests"] == []

    def test_shows_a_year(self, coach: CoachApp) -> None:
        progress = get(coach, "/progress")

        assert "real change" in progress["headline"]
        assert {test["label"] for test in progress["tests"]} >= {"Chest rotation", "Fly endurance"}
        assert len(progress["exercises"]) == 5
        assert len(progress["pain"]["weeks"]) > 45
        assert progress["muscles"][0]["strength"] == 1.0
        assert progress["muscle_map"].startswith("<svg")

    def test_marks_a_change_as_real_only_beyond_the_noise(self, coach: CoachApp) -> None:
        tests = [test for test in get(coach, "/progress")["tests"] if test["start"] is not None]

        wrong = [
            point
            for test in tests
            for point in test["points"]
            if (point["kind"] != "within_noise")
            != (abs(point["value"] - test["start"]) > test["noise"]["real_change"] + 1e-3)
            and abs(abs(point["value"] - test["start"]) - test["noise"]["real_change"]) > 2e-3
        ]
        assert wrong == []

    def test_finds_the_weaker_side(self, coach: CoachApp) -> None:
        balances = {each["label"]: each for each in get(coach, "/progress")["balances"]}

        assert balances["Chest rotation"]["is_notable"]
        assert balances["Chest rotation"]["right"] > balances["Chest rotation"]["left"]

    def test_looks_back_as_far_as_asked(self, coach: CoachApp) -> None:
        recent = get(coach, "/progress?since=2026-04-01")

        assert all(day["day"] >= "2026-04-01" for day in recent["habit"]["days"])

    def test_refuses_a_day_that_is_none(self, coach: CoachApp) -> None:
        answer = coach.client.get("/api/progress?since=yesterday")

        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "malformed"

    def test_prints_a_summary(self, coach: CoachApp) -> None:
        page = coach.client.get("/api/summary.html")

        assert page.headers["content-type"].startswith("text/html")
        assert "After I close the laptop" in page.text
        assert "Chest rotation" in page.text
        assert "Not measured" in page.text
        assert "<script" not in page.text


class TestJournal:
    def test_lists_every_session_once_page_by_page(self, coach: CoachApp) -> None:
        seen: list[str] = []
        address = "/journal/sessions?days=25"
        while address:
            page = get(coach, address)
            seen += [session["id"] for session in page["sessions"]]
            before = page["next_before"]
            address = f"/journal/sessions?days=25&before={before}" if before else ""

        everything = [session.id for session in coach.training.journal.sessions()]
        assert seen == everything[::-1]

    def test_shows_reps_findings_and_where_a_measure_comes_from(self, coach: CoachApp) -> None:
        session = first_session(coach)

        first = session["sets"][0]
        assert first["count"] == len(first["reps"])
        assert next(iter(first["measures"].values()))["passport"]["rules"] == "2026.1"

    def test_an_unknown_session_is_not_found(self, coach: CoachApp) -> None:
        answer = coach.client.get("/api/journal/sessions/nobody")

        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "unknown_record"

    def test_a_deleted_session_comes_back_whole(self, coach: CoachApp) -> None:
        before = first_session(coach)
        undo = coach.client.delete(f"/api/journal/sessions/{before['id']}").json()["undo"]
        gone = coach.client.get(f"/api/journal/sessions/{before['id']}").status_code
        coach.client.post(f"/api/journal/undo/{undo}")

        assert gone == 404
        assert first_session(coach) == before

    def test_a_deleted_set_comes_back_in_its_place(self, coach: CoachApp) -> None:
        before = first_session(coach)
        address = f"/api/journal/sessions/{before['id']}/sets/{before['sets'][2]['id']}"
        undo = coach.client.delete(address).json()["undo"]
        without = first_session(coach)
        coach.client.post(f"/api/journal/undo/{undo}")

        assert len(without["sets"]) == len(before["sets"]) - 1
        assert first_session(coach) == before

    def test_after_ten_minutes_deleted_is_deleted(self, coach: CoachApp) -> None:
        session = first_session(coach)
        undo = coach.client.delete(f"/api/journal/sessions/{session['id']}").json()["undo"]
        coach.now += timedelta(minutes=11)

        assert coach.client.post(f"/api/journal/undo/{undo}").status_code == 404

    def test_a_rep_is_struck_and_counted_again(self, coach: CoachApp) -> None:
        before = first_session(coach)
        address = f"/api/journal/sets/{before['sets'][0]['id']}/reps/1"
        coach.client.patch(address, json={"counted": False})
        struck = first_session(coach)
        coach.client.patch(address, json={"counted": True})

        assert struck["reps"] == before["reps"] - 1
        assert struck["sets"][0]["reps"][0]["reason"] == "struck"
        assert first_session(coach)["reps"] == before["reps"]

    def test_effort_and_pain_are_mended(self, coach: CoachApp) -> None:
        logged = first_session(coach)["sets"][0]
        coach.client.patch(f"/api/journal/sets/{logged['id']}", json={"pain": 4})

        assert first_session(coach)["sets"][0]["pain"] == 4


class TestFiles:
    def test_everything_goes_out_and_comes_back_the_same(self, coach: CoachApp) -> None:
        exported = coach.client.get("/api/export/json").content
        progress = get(coach, "/progress")
        erased = coach.client.request(
            "DELETE", "/api/journal", json={"confirm": "delete everything"}
        )
        empty = get(coach, "/journal/sessions")["sessions"]
        checked = coach.client.post("/api/import", content=exported).json()
        coach.client.post("/api/import?dry_run=false", content=exported)

        assert erased.status_code == 204
        assert empty == []
        assert checked["new_sessions"] == checked["sessions"] > 100
        assert not checked["is_written"]
        assert get(coach, "/progress") == progress
        assert coach.client.get("/api/export/json").content == exported

    def test_tables_come_as_a_zip(self, coach: CoachApp) -> None:
        answer = coach.client.get("/api/export/csv")

        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert any(name.endswith(".csv") for name in archive.namelist())

    def test_a_clinic_gets_a_bundle(self, coach: CoachApp) -> None:
        bundle = json.loads(coach.client.get("/api/export/fhir").content)

        assert bundle["resourceType"] == "Bundle"

    def test_a_bad_file_names_the_place_and_changes_nothing(self, coach: CoachApp) -> None:
        lines = coach.client.get("/api/export/json").content.splitlines()
        broken = b"\n".join([*lines[:5], b'{"kind": "session"', *lines[5:]])
        before = get(coach, "/progress")
        answer = coach.client.post("/api/import?dry_run=false", content=broken)

        assert answer.status_code == 422
        assert "line 6" in answer.json()["error"]["text"]
        assert ".import" not in answer.json()["error"]["text"]
        assert get(coach, "/progress") == before

    def test_a_log_of_another_app_is_read(self, beginner: CoachApp) -> None:
        strong = (
            "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds\n"
            "2026-05-01 18:00:00,Back,20m,Reverse Fly (Dumbbell),1,2.0,12,0,0\n"
        )
        answer = beginner.client.post("/api/import?weight_unit=kg", content=strong.encode())

        assert answer.status_code == 200, answer.text
        assert answer.json()["app"] == "strong"

    def test_deleting_everything_asks_for_the_words(self, coach: CoachApp) -> None:
        answer = coach.client.request("DELETE", "/api/journal", json={"confirm": "yes"})

        assert answer.status_code == 422
        assert get(coach, "/journal/sessions")["sessions"]

    def test_deleting_waits_for_the_end_of_a_training(self, coach: CoachApp) -> None:
        coach.client.post("/api/sessions", json={"minutes": 2, "by_camera": False})
        answer = coach.client.request(
            "DELETE", "/api/journal", json={"confirm": "delete everything"}
        )

        assert answer.status_code == 422
        assert "end it first" in answer.json()["error"]["text"]
