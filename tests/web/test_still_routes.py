"""The REST API of looks, over a real journal."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from still_bodies import standing_frames
from upperback.motion.pose import PoseFrame
from upperback.web.frame_batch import MOST_BYTES, MOST_FRAMES, decode_batch
from upperback.web.frame_codec import encode_frame
from web.coach_app import CoachApp, get, running_coach

LOOK = "/api/still/standing"


def batch(frames: Iterable[PoseFrame]) -> bytes:
    messages = [encode_frame(frame, sequence=number) for number, frame in enumerate(frames)]
    return b"".join(struct.pack("<I", len(each)) + each for each in messages)


BODY = batch(standing_frames(3.5))


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[CoachApp]:
    with running_coach(tmp_path) as coach:
        yield coach


def keep(coach: CoachApp) -> Any:
    answer = coach.client.post(f"{LOOK}?keep=true&model=full", content=BODY)
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestLooking:
    def test_says_what_it_is_for_and_where_to_stand(self, coach: CoachApp) -> None:
        look = get(coach, "/still/standing")

        assert look["title"] == "Standing relaxed"
        assert "judges nothing" in look["purpose"]
        assert len(look["setup"]) == 3
        assert look["camera"]["distance_m"] == [2.0, 3.0]

    def test_says_how_long_it_was_held(self, coach: CoachApp) -> None:
        answer = coach.client.post(LOOK, content=batch(standing_frames(1.5))).json()

        assert answer["look"] is None
        assert answer["placement"]["code"] == "holding"
        assert 1.0 < answer["placement"]["held_s"] < answer["placement"]["needs_s"] == 2.5

    def test_measures_once_it_was_held(self, coach: CoachApp) -> None:
        answer = coach.client.post(LOOK, content=BODY).json()

        assert answer["placement"]["code"] == "taken"
        measures = {each["name"]: each for each in answer["look"]["measures"]}
        assert measures["head_forward_deg"]["unit"] == "deg"
        assert measures["upper_back_curvature"]["error"] == 0.02
        assert measures["upper_back_curvature"]["says"] == "Too few days yet to compare."
        assert answer["look"]["session"] is None
        assert get(coach, "/journal/sessions")["sessions"] == []

    def test_says_what_was_not_measured_and_why(self, coach: CoachApp) -> None:
        body = batch(replace(frame, silhouette=None) for frame in standing_frames(3.5))
        look = coach.client.post(LOOK, content=body).json()["look"]

        assert [each["name"] for each in look["measures"]] == ["head_forward_deg"]
        (missing,) = look["not_measured"]
        assert missing["label"] == "Upper-back curve"
        assert "silhouette" in missing["reason"]

    def test_does_not_keep_what_was_not_held(self, coach: CoachApp) -> None:
        body = batch(standing_frames(1.5))
        answer = coach.client.post(f"{LOOK}?keep=true", content=body)

        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "not_ready"
        assert get(coach, "/journal/sessions")["sessions"] == []


class TestKept:
    def test_progress_shows_the_trend(self, coach: CoachApp) -> None:
        keep(coach)
        coach.now += timedelta(days=1)
        keep(coach)
        standing = get(coach, "/progress")["standing"]

        assert [len(each["points"]) for each in standing] == [2, 2]
        assert {each["title"] for each in standing} == {"Standing relaxed"}
        assert [each["best"] for each in standing] == [None, None]

    def test_it_counts_as_no_training(self, coach: CoachApp) -> None:
        before = get(coach, "/progress"), get(coach, "/plan"), get(coach, "/today")
        keep(coach)
        after = get(coach, "/progress"), get(coach, "/plan"), get(coach, "/today")

        assert after[0]["standing"] != []
        assert [doc | {"standing": []} for doc in after] == [d | {"standing": []} for d in before]

    def test_it_asks_nothing_on_the_next_morning(self, coach: CoachApp) -> None:
        keep(coach)
        coach.now += timedelta(hours=14)

        assert coach.client.get("/api/pain/due").status_code == 204

    def test_the_journal_calls_it_a_look(self, coach: CoachApp) -> None:
        kept = keep(coach)["look"]["session"]
        (session,) = get(coach, "/journal/sessions")["sessions"]
        (logged,) = get(coach, f"/journal/sessions/{kept}")["sets"]

        assert (session["id"], session["is_look"], session["reps"]) == (kept, True, 0)
        assert session["exercises"][0]["title"] == "Standing relaxed"
        assert (logged["is_look"], logged["source"], logged["model"]) == (True, "camera", "full")

    @pytest.mark.parametrize("what", ["session", "set"])
    def test_it_can_be_deleted_and_comes_back(self, coach: CoachApp, what: str) -> None:
        kept = keep(coach)["look"]["session"]
        before = get(coach, f"/journal/sessions/{kept}")
        address = f"/api/journal/sessions/{kept}"
        if what == "set":
            address += f"/sets/{before['sets'][0]['id']}"
        undo = coach.client.delete(address).json()["undo"]
        gone = get(coach, "/progress")["standing"]
        coach.client.post(f"/api/journal/undo/{undo}")

        assert gone == []
        assert get(coach, f"/journal/sessions/{kept}") == before
        assert len(get(coach, "/progress")["standing"]) == 2

    def test_it_goes_out_and_comes_back_the_same(self, coach: CoachApp) -> None:
        keep(coach)
        exported = coach.client.get("/api/export/json").content
        shown = get(coach, "/progress")
        words = {"confirm": "delete everything"}
        coach.client.request("DELETE", "/api/journal", json=words)
        coach.client.post("/api/import?dry_run=false", content=exported)

        assert get(coach, "/progress") == shown
        assert coach.client.get("/api/export/json").content == exported

    def test_tables_come_back_too(self, coach: CoachApp) -> None:
        keep(coach)
        shown = get(coach, "/progress")["standing"]
        tables = coach.client.get("/api/export/csv").content
        coach.client.request("DELETE", "/api/journal", json={"confirm": "delete everything"})
        answer = coach.client.post("/api/import?dry_run=false", content=tables)

        assert answer.status_code == 200, answer.text
        assert get(coach, "/progress")["standing"] == shown

    def test_a_clinic_gets_the_angle_and_no_activity(self, coach: CoachApp) -> None:
        keep(coach)
        entries = coach.client.get("/api/export/fhir").json()["entry"]
        observed = [
            each["resource"]
            for each in entries
            if each["resource"]["resourceType"] == "Observation"
        ]

        assert [each["category"][0]["coding"][0]["code"] for each in observed] == ["exam"]

    def test_the_summary_for_a_physiotherapist_lists_it_with_no_exercise(
        self, coach: CoachApp
    ) -> None:
        keep(coach)
        page = coach.client.get("/api/summary.html").text

        assert "standing" not in page.split("Exercises", 1)[-1]

    def test_it_is_no_exercise_to_be_trained(self, coach: CoachApp) -> None:
        answer = coach.client.post("/api/sessions", json={"exercises": ["standing"]})

        assert answer.status_code == 404


class TestMalformed:
    @pytest.mark.parametrize(
        ("body", "says"),
        [
            (b"", "expected at least 1, got none"),
            (b"\x01\x02", "frame 1: expected a length of 4 bytes"),
            (struct.pack("<I", 5000) + b"short", "frame 1: expected 5000 bytes, got 5"),
            (struct.pack("<I", 4) + b"oops", "frame 1: frame: expected at least 944 bytes"),
            (BODY[:-1], "send it whole"),
            (BODY + BODY, "expected a time after"),
            (b"\xff" * 2000, "expected 4294967295 bytes"),
        ],
        ids=["nothing", "no length", "cut off", "no frame", "cut later", "back in time", "noise"],
    )
    def test_is_refused_in_plain_words(self, coach: CoachApp, body: bytes, says: str) -> None:
        answer = coach.client.post(LOOK, content=body)

        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "malformed"
        assert says in answer.json()["error"]["text"]

    def test_too_many_frames_are_refused(self, coach: CoachApp) -> None:
        frames = standing_frames(0.5)[:1] * (MOST_FRAMES + 1)
        body = batch(replace(each, time_s=n / 8) for n, each in enumerate(frames))
        answer = coach.client.post(LOOK, content=body)

        assert answer.status_code == 422
        assert f"at most {MOST_FRAMES}" in answer.json()["error"]["text"]

    def test_too_many_bytes_are_refused(self, coach: CoachApp) -> None:
        answer = coach.client.post(LOOK, content=b"\0" * (MOST_BYTES + 1))

        assert answer.status_code == 413

    def test_a_picture_is_no_frame(self, coach: CoachApp) -> None:
        answer = coach.client.post(LOOK, content=b"\xff\xd8\xff\xe0" + b"\0" * 3000)

        assert answer.status_code == 422

    def test_a_batch_is_what_was_sent(self) -> None:
        frames = standing_frames(3.5)

        assert [each.time_s for each in decode_batch(BODY)] == [each.time_s for each in frames]
