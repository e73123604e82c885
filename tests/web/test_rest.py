"""The REST API, and what stands before it."""

import gzip
import json
from pathlib import Path

import pytest

from services.live_fakes import EXERCISES, Scene
from upperback.web.files import pose_model_file
from web.pages import HOST, a_client, begin, command


def test_exercises_have_all_that_a_page_shows() -> None:
    with a_client(Scene()) as client:
        listed = client.get("/api/exercises").json()
        assert {each["name"] for each in listed} == set(EXERCISES)
        keys = (
            "name title summary equipment setup camera phases muscles breathing easier harder "
            "ask_first checks measures sides sources demo silhouette"
        )
        for each in listed:
            assert set(each) == set(keys.split())
            assert client.get(each["demo"]).headers["content-type"] == "video/mp4"
            for drawing in ("camera", "muscles"):
                answer = client.get(f"/api/exercises/{each['name']}/{drawing}.svg")
                assert answer.headers["content-type"] == "image/svg+xml"
        by_name = {each["name"]: each for each in listed}
        assert by_name["cat_cow"]["silhouette"]
        assert by_name["thoracic_rotation"]["sides"] == "one"


def test_a_session_is_begun_once_and_found_again() -> None:
    with a_client(Scene()) as client:
        assert client.get("/api/sessions/current").status_code == 204
        state = begin(client)
        assert client.get("/api/sessions/current").json() == state
        again = client.post("/api/sessions", json={"by_camera": True})
        assert again.status_code == 409
        assert again.json()["session"]["id"] == state["id"]
        other = begin(client, replace=True)
        assert other["id"] != state["id"]
        assert client.get("/api/sessions/current").json()["id"] == other["id"]


def test_a_sample_stands_beside_the_open_session() -> None:
    scene = Scene()
    with a_client(scene) as client:
        state = begin(client)
        sample = begin(client, "cat_cow", sample=True)
        assert len(sample["steps"]) == 1
        assert client.get("/api/sessions/current").json()["id"] == state["id"]
        assert list(scene.journal.kept) == [state["id"]]


def test_a_whole_session_by_taps_and_its_summary() -> None:
    scene = Scene()
    with a_client(scene) as client:
        state = begin(client, "cat_cow", by_camera=False)
        command(client, state["id"], "ready")
        for _ in range(4):
            command(client, state["id"], "tap_rep")
        command(client, state["id"], "strike_rep", index=4)
        command(client, state["id"], "end_set")
        done = command(client, state["id"], "rate", effort_rir=3, pain=1)
        assert done["stage"] == "done"
        summary = client.get(f"/api/sessions/{state['id']}/summary").json()
        (item,) = summary["items"]
        assert (item["sets"], item["reps"], item["pain"], item["status"]) == (1, 3, 1, "done")
        assert item["best"] is None
        assert "3 of 6" in item["next_time"]
        scene.restart()
    with a_client(scene) as client:
        assert client.get(f"/api/sessions/{state['id']}/summary").json()["items"][0]["reps"] == 3


def test_a_command_of_the_same_id_is_done_once() -> None:
    with a_client(Scene()) as client:
        state = begin(client, by_camera=False)
        command(client, state["id"], "ready")
        body = {"id": "again", "command": "tap_rep"}
        path = f"/api/sessions/{state['id']}/commands"
        answers = [client.post(path, json=body).json() for _ in range(3)]
        assert [each["set"]["count"] for each in answers] == [1, 1, 1]


def test_what_cannot_be_done_now_is_said() -> None:
    with a_client(Scene()) as client:
        state = begin(client)
        path = f"/api/sessions/{state['id']}/commands"
        answer = client.post(path, json={"id": "1", "command": "end_set"})
        assert answer.status_code == 409
        assert answer.json()["error"]["code"] == "not_now"
        assert "intro" in answer.json()["error"]["text"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/sessions/none/summary", None, 404, "no_session"),
        ("POST", "/api/sessions/none/commands", {"id": "1", "command": "next"}, 404, "no_session"),
        ("POST", "/api/sessions", {"exercises": ["burpee"]}, 404, "unknown_exercise"),
        ("POST", "/api/sessions", {"minutes": -1}, 422, "malformed"),
        ("POST", "/api/sessions", {"kind": "yoga"}, 422, "malformed"),
        ("GET", "/api/exercises/burpee/camera.svg", None, 404, "unknown_exercise"),
        ("GET", "/model/pose_landmarker.task", None, 404, "not_found"),
        ("GET", "/samples/none.mp4", None, 404, "not_found"),
        ("DELETE", "/api/info", None, 405, "not_allowed"),
    ],
)
def test_errors_have_one_shape(
    method: str, path: str, body: object, status: int, code: str
) -> None:
    with a_client(Scene()) as client:
        answer = client.request(method, path, json=body)
        assert answer.status_code == status
        assert answer.json()["error"]["code"] == code
        assert answer.json()["error"]["text"]


def test_a_name_that_is_not_ours_is_refused() -> None:
    with a_client(Scene()) as client:
        answer = client.get("/api/info", headers={"host": "evil.example"})
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "unknown_host"


def test_another_sites_page_may_not_change_anything() -> None:
    with a_client(Scene()) as client:
        answer = client.post("/api/sessions", json={}, headers={"origin": "https://evil.example"})
        assert answer.json()["error"]["code"] == "foreign_page"
        own = client.post("/api/sessions", json={}, headers={"origin": f"http://{HOST}"})
        assert own.status_code == 201


def test_every_answer_carries_the_security_headers() -> None:
    with a_client(Scene()) as client:
        for path in ("/", "/api/info", "/nowhere", "/media/cat_cow.mp4"):
            headers = client.get(path).headers
            assert "'wasm-unsafe-eval'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


def test_without_a_built_page_it_says_what_to_run(tmp_path: Path) -> None:
    with a_client(Scene(), page_folder=tmp_path) as client:
        answer = client.get("/")
        assert answer.status_code == 503
        assert "make coach" in answer.text


def test_the_api_is_documented_without_a_network() -> None:
    with a_client(Scene()) as client:
        page = client.get("/api/docs").text
        assert "GET /api/info" in page
        assert "http://" not in page.replace(f"http://{HOST}", "")
        assert (
            "/api/sessions/{session_id}/commands" in client.get("/api/openapi.json").json()["paths"]
        )


def test_a_compressed_sibling_is_sent_to_who_takes_it(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "index.html").write_text("<p>plain</p>")
    (folder / "assets").mkdir()
    (folder / "assets" / "app-1.js").write_text("plain()")
    (folder / "assets" / "app-1.js.gz").write_bytes(gzip.compress(b"compressed()"))
    with a_client(Scene(), page_folder=folder) as client:
        answer = client.get("/assets/app-1.js")
        assert answer.text == "compressed()"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]
        plain = client.get("/assets/app-1.js", headers={"accept-encoding": "identity"})
        assert plain.text == "plain()"
        assert client.get("/").headers["cache-control"] == "no-cache"


def test_the_model_is_kept_by_the_page(tmp_path: Path) -> None:
    file = tmp_path / "model.task"
    file.write_bytes(b"weights")
    model = pose_model_file(file, "model-1")
    with a_client(Scene(), model=model) as client:
        info = client.get("/api/info").json()
        answer = client.get(info["model"]["url"])
        assert answer.content == b"weights"
        assert info["model"]["size"] == 7
        assert "immutable" in answer.headers["cache-control"]
        again = client.get(info["model"]["url"], headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304


def test_json_bodies_only() -> None:
    with a_client(Scene()) as client:
        body = json.dumps({"by_camera": True})
        headers = {"content-type": "text/plain"}
        assert client.post("/api/sessions", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"minutes": "soon"}, "minutes: expected a valid integer"),
        ({"exercises": 5}, "exercises: expected a list, got 5"),
        ({"kind": "yoga" * 100}, "…"),
    ],
)
def test_a_mistake_is_told_with_what_was_expected_and_what_came(
    body: dict[str, object], says: str
) -> None:
    with a_client(Scene()) as client:
        answer = client.post("/api/sessions", json=body)
    assert answer.status_code == 422
    text = answer.json()["error"]["text"]
    assert says in text
    assert len(text) < 200
