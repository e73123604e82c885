"""The real server in a process of its own, spoken to over the network."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from builders import a_set_of
from upperback.errors import LiveError
from upperback.motion.pose import PoseFrame
from upperback.web.addresses import is_loopback, listen
from upperback.web.frame_codec import encode_frame
from upperback.web.serving import Place, Reporter, serve
from upperback.web.wire import PROTOCOL, SUBPROTOCOL
from web.served import PATIENCE_S


@contextmanager
def a_server(journal: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `upperback coach`; give the process and its address."""
    command = [sys.executable, "-m", "upperback", "coach", "--no-browser", *options]
    environment = os.environ | {"UPPERBACK_DATABASE": str(journal)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            address = ""
            while not address:
                line = process.stdout.readline()
                assert line, "the server ended before it was ready"
                found = re.search(r"http://\S+", line)
                address = found[0] if found else ""
            yield process, address
        finally:
            process.kill()


def live_socket(address: str) -> connect:
    url = address.replace("http", "ws") + "api/live"
    origin = Origin(address.rstrip("/"))
    return connect(url, subprotocols=[Subprotocol(SUBPROTOCOL)], origin=origin)


def begin(address: str) -> str:
    body = {"exercises": ["seated_row"], "by_camera": True}
    state = httpx.post(f"{address}api/sessions", json=body).json()
    for number, command in enumerate(("ready", "begin")):
        path = f"{address}api/sessions/{state['id']}/commands"
        assert httpx.post(path, json={"id": str(number), "command": command}).status_code == 200
    session_id: str = state["id"]
    return session_id


async def hear(socket: ClientConnection) -> str:
    """Return what comes next."""
    async with asyncio.timeout(PATIENCE_S):
        return await socket.recv(decode=True)


async def attach(socket: ClientConnection, session_id: str) -> dict[str, Any]:
    hello = {"type": "hello", "protocol": PROTOCOL, "session": session_id, "model": "test"}
    await socket.send(json.dumps(hello))
    welcome: dict[str, Any] = json.loads(await hear(socket))
    return welcome


async def feed(socket: ClientConnection, frames: tuple[PoseFrame, ...]) -> int:
    """Send frames at 55 a second; return how many reps were told."""
    count = 0
    for sequence, frame in enumerate(frames):
        await socket.send(encode_frame(frame, sequence=sequence))
        heard: dict[str, Any] = {}
        while (heard.get("type"), heard.get("sequence")) != ("ack", sequence):
            for line in (await hear(socket)).split("\n"):
                heard = json.loads(line)
                count = heard["count"] if heard["type"] == "rep" else count
        await asyncio.sleep(1 / 55)
    return count


def test_a_set_over_the_network_survives_kill_minus_nine(tmp_path: Path) -> None:
    frames = a_set_of(2, fps=12.0).frames
    journal = tmp_path / "journal.db"

    async def first(address: str, session_id: str) -> int:
        async with live_socket(address) as socket:
            await attach(socket, session_id)
            return await feed(socket, frames)

    async def again(address: str, session_id: str) -> dict[str, Any]:
        async with live_socket(address) as socket:
            return await attach(socket, session_id)

    with a_server(journal, "--port", "0") as (process, address):
        session_id = begin(address)
        assert asyncio.run(first(address, session_id)) == 2
        process.send_signal(signal.SIGKILL)
        process.wait()
    with a_server(journal, "--port", "0") as (process, address):
        current = httpx.get(f"{address}api/sessions/current").json()
        assert current["id"] == session_id
        assert (current["stage"], current["set"]["count"]) == ("counting", 2)
        welcome = asyncio.run(again(address, session_id))
        assert welcome["state"]["set"]["count"] == 2


async def hear_to_the_end(socket: ClientConnection) -> None:
    while True:
        await hear(socket)


def test_a_server_that_stops_says_so_and_ends_well(tmp_path: Path) -> None:
    async def wait_for_the_end(process: subprocess.Popen[str], address: str) -> int | None:
        async with live_socket(address) as socket:
            await attach(socket, begin(address))
            process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed) as closed:
                await hear_to_the_end(socket)
            return closed.value.rcvd.code if closed.value.rcvd else None

    with a_server(tmp_path / "journal.db", "--port", "0") as (process, address):
        assert asyncio.run(wait_for_the_end(process, address)) == 1001
        assert process.wait(timeout=10) == 0


def test_a_port_that_is_taken_is_told_and_the_next_one_used() -> None:
    with closing(listen("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        with closing(listen("127.0.0.1", port)) as second:
            assert second.getsockname()[1] > port


def test_without_lan_only_this_machine_is_served() -> None:
    reporter = Reporter(ready=lambda _: None, code=lambda _: None)
    with pytest.raises(LiveError, match="--lan"):
        serve(Place(host="0.0.0.0"), reporter)


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), ("x", False)],
)
def test_this_machine_is_known_by_its_names(host: str, is_here: bool) -> None:
    assert is_loopback(host) == is_here


def test_with_lan_a_phone_is_told_where_and_comes_in_by_https(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "upperback", "coach", "--no-browser", "--lan", "--port"]
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    environment = os.environ | {
        "UPPERBACK_DATABASE": str(tmp_path / "journal.db"),
        "XDG_DATA_HOME": str(tmp_path),
    }
    with subprocess.Popen(
        [*command, str(port)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            told = process.stdout.readline()
            assert re.fullmatch(r"Code for the next device: \d{3} \d{3}\n", told)
            assert "http://127.0.0.1" in process.stdout.readline()
            folder = tmp_path / "upperback"
            assert (folder / "coach.pem").stat().st_mode & 0o777 == 0o600
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=15) == 0
