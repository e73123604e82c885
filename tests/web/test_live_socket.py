"""The live socket through the real application: counting, closing, and who is harmed by whom.

Every test runs twice: as by any server of ASGI, and on our own, which has a direct line.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.websockets import WebSocketDisconnect

from builders import a_set_of, said, watch
from services.live_fakes import EXERCISES, Scene, SlowJournal
from upperback.coach.events import FindingMade, RepCounted
from upperback.mannequin import RepPlan
from upperback.motion.pose import PoseFrame
from upperback.services.live_journal import QueuedWriter
from upperback.web.frame_codec import decode_frame, encode_frame
from upperback.web.live_socket import Limits
from web.pages import (
    Client,
    PageSocket,
    a_client,
    a_socket,
    acknowledges,
    begin,
    command,
    count_live,
    feed,
    hello,
    of_type,
)
from web.served import a_served_client

FRAME = a_set_of(1).frames[0]
Open = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(scope="module", params=[a_client, a_served_client], ids=["asgi", "served"])
def open_client(request: pytest.FixtureRequest) -> Open:
    """Return how to reach the application: as any server runs it, and as ours does."""
    opens: Open = request.param
    return opens


def close_of(socket: PageSocket) -> tuple[int, list[dict[str, Any]]]:
    """Return the code that the server closes with, and what it said before."""
    heard: list[dict[str, Any]] = []
    try:
        while True:
            heard.append(socket.receive_json())
    except WebSocketDisconnect as closed:
        return closed.code, heard


def wishes(heard: list[dict[str, Any]]) -> list[bool]:
    """Return whether each acknowledgement asks for a silhouette."""
    return [each["silhouette"] for each in of_type(heard, "ack")]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_socket_counts_what_the_engine_counts(open_client: Open, exercise: str) -> None:
    side: Any = "right" if exercise == "thoracic_rotation" else "both"
    with_outline = exercise == "cat_cow"
    done = a_set_of(3, exercise=exercise, plan=RepPlan(side=side), silhouette=with_outline)
    sent = [encode_frame(frame, sequence=0) for frame in done.frames]
    events = watch([decode_frame(each).frame for each in sent], exercise, recognised=False)
    with open_client(Scene()) as client:
        state = begin(client, exercise)
        count_live(client, state)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            assert socket.receive_json()["type"] == "welcome"
            heard = feed(socket, done.frames)
        reps = [each["rep"] for each in of_type(heard, "rep")]
        counted = [each.rep for each in said(events, RepCounted)]
        assert [each["count"] for each in of_type(heard, "rep")] == [1, 2, 3]
        assert [each["end_s"] for each in reps] == [round(each.end_s, 3) for each in counted]
        assert [each["findings"] for each in reps] == [list(each.findings) for each in counted]
        found = [each["finding"]["check"] for each in of_type(heard, "finding")]
        assert found == [each.finding.check for each in said(events, FindingMade)]
        assert len(of_type(heard, "progress")) > 100


def test_the_welcome_says_where_we_are(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client, "cat_cow")
        with a_socket(client) as socket:
            assert str(socket.accepted_subprotocol) == "upperback.live.2"
            socket.send_text(hello(state["id"]))
            welcome = socket.receive_json()
            assert welcome["state"] == state
            assert welcome["frames"] == {"max_hz": 30, "silhouette": False, "in_flight": 2}
        command(client, state["id"], "ready")
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            welcome = socket.receive_json()
            assert welcome["state"]["stage"] == "placing"
            assert welcome["frames"] == {"max_hz": 30, "silhouette": True, "in_flight": 2}


def test_silhouettes_are_asked_for_while_something_may_look_at_them(open_client: Open) -> None:
    """From the front nothing does, once the first rep has begun."""
    done = a_set_of(2, exercise="reverse_fly", silhouette=True)
    first = done.truth.reps[0]
    with open_client(Scene()) as client:
        state = begin(client, "reverse_fly")
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            assert not socket.receive_json()["frames"]["silhouette"]
            assert wishes(feed(socket, [FRAME])) == [False]
            count_live(client, state)
            frames = [replace(frame, time_s=1.0 + frame.time_s) for frame in done.frames]
            heard = feed(socket, frames, 1)
            assert len(of_type(heard, "rep")) == 2
            wished = wishes(heard)
            begun_s = done.frames[wished.index(False)].time_s
            assert first.start_s < begun_s < first.peak_s
            assert wished == [frame.time_s < begun_s for frame in done.frames]
            for more, (name, stage, wish) in enumerate(
                [
                    ("end_set", "rating", False),
                    ("rate", "resting", False),
                    ("next", "placing", True),
                ],
                start=1,
            ):
                assert command(client, state["id"], name)["stage"] == stage
                frame = replace(FRAME, time_s=100.0 + more)
                assert wishes(feed(socket, [frame], len(frames) + more)) == [wish]


def test_who_counts_by_tapping_is_asked_for_no_silhouette(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client, "cat_cow", by_camera=False)
        command(client, state["id"], "ready")
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            assert not socket.receive_json()["frames"]["silhouette"]
            assert wishes(feed(socket, [FRAME])) == [False]


def test_commands_are_answered_and_change_the_state(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            socket.send_text(json.dumps({"type": "command", "id": "a", "command": "ready"}))
            assert socket.receive_json() == {"type": "done", "id": "a", "ok": True, "error": None}
            assert socket.receive_json()["state"]["stage"] == "placing"
            socket.send_text(json.dumps({"type": "command", "id": "b", "command": "rate"}))
            answer = socket.receive_json()
            assert not answer["ok"]
            assert answer["error"]["code"] == "not_now"
            socket.send_text(json.dumps({"type": "ping", "id": "p"}))
            assert socket.receive_json() == {"type": "pong", "id": "p"}


def test_a_command_by_rest_shows_on_the_socket(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            command(client, state["id"], "ready")
            assert socket.receive_json()["state"]["stage"] == "placing"


def test_a_rep_is_told_only_once_it_is_written(open_client: Open) -> None:
    """Whatever promises nothing goes on meanwhile."""
    journal = SlowJournal()
    journal.may_write.set()
    with open_client(Scene(journal=journal, new_writer=QueuedWriter)) as client:
        state = begin(client, by_camera=False)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            command(client, state["id"], "ready")
            assert socket.receive_json()["state"]["stage"] == "counting"
            journal.may_write.clear()
            for text in ("command", "ping"):
                rest = {"command": "tap_rep"} if text == "command" else {}
                socket.send_text(json.dumps({"type": text, "id": text} | rest))
            assert socket.receive_json() == {"type": "pong", "id": "ping"}
            journal.may_write.set()
            assert socket.receive_json()["type"] == "done"
            (kept,) = journal.session(state["id"]).sets
            assert kept.n_counted == 1


def test_a_lost_connection_goes_on_in_the_middle_of_a_rep(open_client: Open) -> None:
    frames = a_set_of(3).frames
    cut = len(frames) // 2
    with open_client(Scene()) as client:
        state = begin(client)
        count_live(client, state)
        heard = []
        for first, part in ((0, frames[:cut]), (cut, frames[cut:])):
            with a_socket(client) as socket:
                socket.send_text(hello(state["id"]))
                socket.receive_json()
                heard += feed(socket, part, first)
        assert [each["count"] for each in of_type(heard, "rep")] == [1, 2, 3]


def test_the_later_window_takes_over(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as first:
            first.send_text(hello(state["id"]))
            first.receive_json()
            with a_socket(client) as second:
                second.send_text(hello(state["id"]))
                assert second.receive_json()["type"] == "welcome"
                code, heard = close_of(first)
                assert code == 4409
                assert heard[-1]["code"] == "taken_over"
                second.send_text(json.dumps({"type": "ping", "id": "p"}))
                assert second.receive_json()["type"] == "pong"


def test_two_frames_of_one_moment_are_one(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            heard = feed(socket, [replace(FRAME, time_s=1.0), replace(FRAME, time_s=1.0)])
            assert len(of_type(heard, "ack")) == 2


# --- what closes a connection -----------------------------------------------------------


def test_another_sites_page_is_not_let_in(open_client: Open) -> None:
    with open_client(Scene()) as client, a_socket(client, origin="https://evil.example") as socket:
        code, heard = close_of(socket)
        assert code == 4401
        assert heard[-1]["code"] == "not_allowed"


def test_without_the_subprotocol_nobody_is_let_in(open_client: Open) -> None:
    with open_client(Scene()) as client, a_socket(client, subprotocol="chat") as socket:
        assert close_of(socket)[0] == 4400


def test_who_says_no_hello_is_closed(open_client: Open) -> None:
    with open_client(Scene(), limits=Limits(hello_s=0.1)) as client, a_socket(client) as socket:
        assert close_of(socket)[0] == 4408


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (hello("no-such-session"), 4404),
        (hello("x", protocol=1), 4400),
        ("{}", 4400),
        ("not json", 4400),
        (json.dumps({"type": "ping", "id": "1"}), 4400),
        ("x" * 9000, 4413),
    ],
)
def test_a_wrong_hello_is_closed_with_its_code(open_client: Open, first: str, code: int) -> None:
    with open_client(Scene()) as client, a_socket(client) as socket:
        socket.send_text(first)
        assert close_of(socket)[0] == code


FRAME_BYTES = encode_frame(FRAME, sequence=5)
BAD_MESSAGES: list[tuple[list[bytes | str], int]] = [
    ([b""], 4400),
    ([FRAME_BYTES[:-1]], 4400),
    ([FRAME_BYTES, FRAME_BYTES], 4400),
    ([FRAME_BYTES, encode_frame(replace(FRAME, time_s=2.0), sequence=4)], 4400),
    ([bytes(70_000)], 4413),
    (["x" * 9000], 4413),
    (["{"], 4400),
    (['{"type":"command","id":"1","command":"strike_rep"}'], 4400),
    (['{"type":"command","id":"1","command":"fly"}'], 4400),
    ([hello("x")], 4400),
    (['{"type":"ping","id":"1"}'] * 2000, 4429),
]


@pytest.mark.parametrize(("messages", "code"), BAD_MESSAGES)
def test_what_breaks_the_protocol_closes_that_connection_and_harms_no_other(
    open_client: Open, messages: list[bytes | str], code: int
) -> None:
    with open_client(Scene()) as client:
        scene_state = begin(client)
        count_live(client, scene_state)
        sample = begin(client, "cat_cow", sample=True)
        with a_socket(client) as good:
            good.send_text(hello(scene_state["id"]))
            good.receive_json()
            frames = a_set_of(2).frames
            heard = feed(good, frames[:40])
            with a_socket(client) as bad:
                bad.send_text(hello(sample["id"]))
                bad.receive_json()
                for message in messages:
                    _send(bad, message)
                got, said_before = close_of(bad)
            assert got == code
            assert said_before[-1]["type"] == "error"
            assert said_before[-1]["text"]
            heard += feed(good, frames[40:], 40)
            assert [each["count"] for each in of_type(heard, "rep")] == [1, 2]


def test_time_that_runs_backwards_is_closed(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            feed(socket, [replace(FRAME, time_s=9.0)])
            socket.send_bytes(encode_frame(replace(FRAME, time_s=8.0), sequence=1))
            assert close_of(socket)[0] == 4400


def _send(socket: PageSocket, message: bytes | str) -> None:
    if isinstance(message, bytes):
        socket.send_bytes(message)
    else:
        socket.send_text(message)


# --- whatever comes ---------------------------------------------------------------------

COMMANDS = ("ready", "begin", "pause", "go_on", "end_set", "next", "back", "rate", "stop")
ANY_MESSAGE = st.one_of(
    st.binary(max_size=1200),
    st.text(max_size=60),
    st.builds(
        lambda at, value: FRAME_BYTES[:at] + bytes([value]) + FRAME_BYTES[at + 1 :],
        st.integers(0, len(FRAME_BYTES) - 1),
        st.integers(0, 255),
    ),
    st.builds(
        lambda sequence, time_s: encode_frame(replace(FRAME, time_s=time_s), sequence=sequence),
        st.integers(0, 50),
        st.floats(0.0, 100.0),
    ),
    st.builds(
        lambda number, name: json.dumps({"type": "command", "id": str(number), "command": name}),
        st.integers(0, 99),
        st.sampled_from(COMMANDS),
    ),
)


@pytest.fixture(scope="module")
def shared_client(open_client: Open) -> Any:
    with open_client(Scene()) as client:
        yield client


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(ANY_MESSAGE, max_size=12))
def test_whatever_a_page_sends_the_server_closes_it_with_a_code_or_goes_on(
    shared_client: Client, messages: list[bytes | str]
) -> None:
    state = begin(shared_client, sample=True)
    with a_socket(shared_client) as socket:
        socket.send_text(hello(state["id"]))
        socket.receive_json()
        for message in messages:
            _send(socket, message)
        _send(socket, json.dumps({"type": "ping", "id": "last"}))
        code = 0
        try:
            while socket.receive_json() != {"type": "pong", "id": "last"}:
                pass
        except WebSocketDisconnect as closed:
            code = closed.code
        assert code in (0, 4400, 4413, 4429)
    assert shared_client.get("/api/info").status_code == 200


def test_of_frames_that_pile_up_the_newest_is_worked_on_and_all_are_acknowledged(
    open_client: Open,
) -> None:
    frames: list[PoseFrame] = [replace(FRAME, time_s=0.1 * index) for index in range(30)]
    with open_client(Scene()) as client:
        state = begin(client)
        command(client, state["id"], "ready")
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            for sequence, frame in enumerate(frames):
                socket.send_bytes(encode_frame(frame, sequence=sequence))
            heard: list[dict[str, Any]] = []
            while not heard or not acknowledges(heard[-1], 29):
                heard.append(socket.receive_json())
        acked = [each["sequence"] for each in of_type(heard, "ack")]
        assert acked == list(range(30))
        assert 1 <= len(of_type(heard, "placement")) <= 30


def test_when_the_server_stops_pages_are_told(open_client: Open) -> None:
    with open_client(Scene()) as client:
        state = begin(client)
        with a_socket(client) as socket:
            socket.send_text(hello(state["id"]))
            socket.receive_json()
            hub: Any = client.app.state.coach.hub
            assert client.portal is not None
            client.portal.call(hub.close_all)
            assert close_of(socket)[0] == 1001
