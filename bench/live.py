"""Many live sessions at once: latency from a frame's arrival to its events leaving, and the rate.

`make bench-live` starts the real server with the real journal, one process as `upperback coach` is,
and feeds it from another process: 200 pages
at 15 frames a second, each performing one of the five exercises, with silhouettes where the
exercise asks for them. The pages behave as ours does: at most two frames unacknowledged, what comes
meanwhile is dropped. `--write` puts the table into docs/benchmarks.md.
"""

import argparse
import asyncio
import importlib
import json
import os
import platform
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import uvicorn
import uvloop
from page import write_section

from upperback import wiring
from upperback.coach.session_commands import Begin, Ready
from upperback.mannequin import Noise, Performance, RepPlan, perform
from upperback.services.live_plan import Today
from upperback.services.live_sessions import Beginning, LiveSessions
from upperback.training.records import Prescription
from upperback.web.app import create_app
from upperback.web.exercise_document import needs_silhouette
from upperback.web.frame_codec import encode_frame
from upperback.web.live_socket import LiveConnection
from upperback.web.serving import server_config, settle, setup_for
from upperback.web.setup import LOCAL_HOSTS
from upperback.web.wire import SUBPROTOCOL

EXERCISES = ("seated_row", "cat_cow", "reverse_fly", "thoracic_rotation", "wall_angel")
_FPS = 15.0
_IN_FLIGHT = 2
_N_REPS = 4
# By then everybody has begun and done a first rep.
_WARM_UP_S = 6.0
# The whole bench, also where the machine is too slow for it.
_MOST_S = 150.0


# --- the server -------------------------------------------------------------------------


@dataclass(slots=True)
class Latencies:
    """Seconds from the arrival of a frame to its last event leaving."""

    seconds: list[float] = field(default_factory=list)
    n_dropped: int = 0


LATENCIES = Latencies()


class TimedConnection(LiveConnection):
    """Notes when each frame came and when its acknowledgement, the last event of it, left."""

    def _take_frame(self, data: bytes) -> None:
        if self._frame is not None:
            LATENCIES.n_dropped += 1
        super()._take_frame(data)
        self._came_s = time.perf_counter()

    async def _send(self, text: str) -> None:
        await super()._send(text)
        if text.startswith('{"type":"ack"') and self._outbox.is_empty:
            LATENCIES.seconds.append(time.perf_counter() - self._came_s)


async def serve(n_sessions: int, sessions: LiveSessions) -> None:
    """Serve sessions that are counting already; tell their ids, in the end what was measured."""
    importlib.import_module("scipy.signal")  # as `upperback coach` does before anybody comes
    ids = [_begin(sessions, EXERCISES[index % len(EXERCISES)]) for index in range(n_sessions)]
    setup = setup_for(sessions, hosts=LOCAL_HOSTS, code=None)
    app = create_app(setup, connection=TimedConnection)
    server = uvicorn.Server(server_config(app, lifespan=True, certificate=None))
    server.config.port = 0
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    settle()
    _say({"port": port, "ids": ids})
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sys.stdin.readline)
    LATENCIES.seconds.clear()
    LATENCIES.n_dropped = 0
    before = time.process_time()
    await loop.run_in_executor(None, sys.stdin.readline)
    states = [desk.session.state for each in ids if (desk := sessions.find(each)) is not None]
    _say(
        {
            "cpu_s": time.process_time() - before,
            "n_dropped": LATENCIES.n_dropped,
            "ms": [round(1000.0 * each, 3) for each in LATENCIES.seconds],
            "n_reps": [each.current.n_counted if each.current else -1 for each in states],
        }
    )
    server.should_exit = True
    await serving


def _begin(sessions: LiveSessions, exercise: str) -> str:
    side: Any = "right" if exercise == "thoracic_rotation" else "both"
    asked = Prescription(exercise=exercise, side=side, sets=1, reps=1000)
    today = Today(kind="free", minutes=10, items=(asked,))
    desk = sessions.begin(Beginning(today=today), is_alone=False)
    desk.do("1", Ready())
    desk.do("2", Begin())
    return desk.session.state.id


def _say(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


# --- the pages --------------------------------------------------------------------------


@dataclass(slots=True)
class Page(asyncio.Protocol):
    """One page: it sends at its rate and counts what it hears, with as little work as it can."""

    frames: list[bytes]
    transport: asyncio.Transport = field(init=False)
    is_attached: bool = False
    n_sent: int = 0
    n_acked: int = 0
    n_dropped: int = 0
    n_told: int = 0
    sent_s: dict[int, float] = field(default_factory=dict)
    trips_s: list[float] = field(default_factory=list)
    _rest: bytes = b""

    async def attach(self, port: int, session_id: str) -> None:
        """Connect and say hello."""
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_connection(lambda: self, "127.0.0.1", port)
        self.transport.write(
            f"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            f"Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n".encode()
        )
        while not self.is_attached:
            await asyncio.sleep(0.005)
        hello = {"type": "hello", "protocol": 1, "session": session_id, "model": "bench"}
        self.transport.write(_message(json.dumps(hello).encode(), 0x81))

    async def run(self, phase_s: float, until_s: float) -> None:
        """Send frames until a moment of the monotonic clock."""
        began_s = time.perf_counter() + phase_s
        index = 0
        while True:
            due_s = began_s + index / _FPS
            if due_s > until_s:
                return
            await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
            if len(self.sent_s) < _IN_FLIGHT:
                self._send(index)
            else:
                self.n_dropped += 1
            index += 1

    def data_received(self, data: bytes) -> None:
        """Hear what the server tells."""
        now_s = time.perf_counter()
        data = self._rest + data
        at = 0
        if not self.is_attached:
            at = data.find(b"\r\n\r\n") + 4
            self.is_attached = at >= 4
        while len(data) >= at + 2:
            length, begin = data[at + 1], at + 2
            if length == 126:
                length, begin = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            if len(data) < begin + length:
                break
            self._hear(data[begin : begin + length], now_s)
            at = begin + length
        self._rest = data[at:]

    def _hear(self, text: bytes, now_s: float) -> None:
        self.n_told += 1
        if text.startswith(b'{"type":"ack"'):
            sequence = int(text[text.rindex(b":") + 1 : -1])
            self.trips_s.append(now_s - self.sent_s.pop(sequence))
            self.n_acked += 1
        elif text.startswith(b'{"type":"error"'):
            raise RuntimeError(f"the server closed: {text[:200]!r}")

    def _send(self, index: int) -> None:
        message = bytearray(self.frames[index % len(self.frames)])
        at = len(message) - _payload_length(message)
        struct.pack_into("<Id", message, at + 4, self.n_sent, index / _FPS)
        self.sent_s[self.n_sent] = time.perf_counter()
        self.transport.write(message)
        self.n_sent += 1


def _payload_length(message: bytes | bytearray) -> int:
    return int.from_bytes(message[2:4], "big")


def _message(payload: bytes | bytearray, kind: int) -> bytes:
    """Return a WebSocket message of a client, with a mask of zeros."""
    n = len(payload)
    head = bytes([kind, 0x80 | n]) if n < 126 else bytes([kind, 0xFE]) + n.to_bytes(2, "big")
    return head + bytes(4) + bytes(payload)


def performed_bytes(exercise: str) -> list[bytes]:
    """Return the frames of a performance as they travel, framed and masked."""
    plan = RepPlan(side="right" if exercise == "thoracic_rotation" else "both")
    wanted = needs_silhouette(wiring.all_exercises()[exercise])
    done = perform(
        Performance(
            exercise=exercise,
            reps=(plan,) * _N_REPS,
            fps=_FPS,
            silhouette=wanted,
            noise=Noise(landmark_px=1.0),
        )
    )
    return [_message(encode_frame(frame, sequence=0), 0x82) for frame in done.frames]


async def load(servers: list[subprocess.Popen[str]], *, seconds: float) -> dict[str, Any]:
    """Feed the servers; return what both sides measured."""
    told = [json.loads(_output(server).readline()) for server in servers]
    frames = [performed_bytes(each) for each in EXERCISES]
    places = [(each["port"], session_id) for each in told for session_id in each["ids"]]
    pages = [Page(frames[index % len(frames)]) for index in range(len(places))]
    for page, (port, session_id) in zip(pages, places, strict=True):
        await page.attach(port, session_id)
    until_s = time.perf_counter() + _WARM_UP_S + seconds + 1.0
    runs = [
        asyncio.create_task(page.run(index / len(pages) / _FPS, until_s))
        for index, page in enumerate(pages)
    ]
    await asyncio.sleep(_WARM_UP_S)
    _order(servers)
    began_s, cpu_s = time.perf_counter(), time.process_time()
    before = sum(page.n_acked for page in pages), sum(page.n_dropped for page in pages)
    for page in pages:
        page.trips_s.clear()
    await asyncio.sleep(seconds)
    after = sum(page.n_acked for page in pages), sum(page.n_dropped for page in pages)
    elapsed_s = time.perf_counter() - began_s
    pages_cpu = (time.process_time() - cpu_s) / elapsed_s
    trips = np.concatenate([page.trips_s for page in pages]) * 1000.0
    _order(servers)
    measured = [json.loads(await asyncio.to_thread(_output(each).readline)) for each in servers]
    for run in runs:
        run.cancel()
    latencies = np.concatenate([each["ms"] for each in measured])
    n_dropped = sum(each["n_dropped"] for each in measured)
    server_cpu = sum(each["cpu_s"] for each in measured) / elapsed_s
    fps = (after[0] - before[0] - n_dropped) / elapsed_s / len(pages)
    return {
        **{f"p{share}_ms": float(np.percentile(latencies, share)) for share in (50, 95, 99)},
        **{f"trip_p{share}_ms": float(np.percentile(trips, share)) for share in (50, 95)},
        "fps": fps,
        "n_dropped": n_dropped,
        "page_drops": after[1] - before[1],
        "server_cpu": server_cpu,
        "frame_cpu_ms": 1000.0 * server_cpu / max(fps * len(pages), 1e-9),
        "pages_cpu": pages_cpu,
        "n_reps": [count for each in measured for count in each["n_reps"]],
    }


async def _in_time(measuring: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    async with asyncio.timeout(_MOST_S):
        return await measuring


def _output(server: subprocess.Popen[str]) -> IO[str]:
    assert server.stdout is not None
    return server.stdout


def _order(servers: list[subprocess.Popen[str]]) -> None:
    """Tell the servers that the next part begins."""
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("next\n")
        server.stdin.flush()


def table(options: argparse.Namespace, found: dict[str, Any]) -> str:
    """Return the section of the benchmarks page."""
    machine = platform.processor() or platform.machine()
    setting = (
        f"`make bench-live`: {options.sessions} sessions at {_FPS:g} frames a second for "
        f"{options.seconds:g} s, {options.processes} process(es) of the\nreal server with one "
        "journal on disk, five exercises, silhouettes where they are asked for.\n"
        f"{machine}, {os.cpu_count()} cores shared with the process of the pages, "
        f"load {os.getloadavg()[0]:.1f}:"
    )
    server = "{p50_ms:.2f} ms median, {p95_ms:.2f} ms p95, {p99_ms:.2f} ms p99"
    trip = "{trip_p50_ms:.2f} ms median, {trip_p95_ms:.2f} ms p95"
    rows = (
        ("frames taken of each session", "{fps:.2f} a second"),
        ("from arrival to events leaving, in the server", server),
        ("from page to page, there and back", trip),
        ("frames left out by the server, by the pages", "{n_dropped}, {page_drops}"),
        ("processors busy: server, pages", "{server_cpu:.2f}, {pages_cpu:.2f}"),
        ("processor time of the server a frame", "{frame_cpu_ms:.2f} ms"),
    )
    lines = [f"| {name} | {value.format(**found)} |" for name, value in rows]
    return "\n".join([setting, "", "| | |", "|---|---:|", *lines])


def main() -> None:
    """Run the bench, or be the server of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--processes", type=int, default=1, help="servers, each with its share")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--serve", metavar="JOURNAL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        with (
            wiring.open_live_sessions(options.serve) as sessions,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            runner.run(serve(options.sessions, sessions))
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        journal = str(Path(folder) / "bench.db")
        with wiring.open_live_sessions(journal):
            pass  # made once, before all want to make it
        share = str(options.sessions // options.processes)
        command = [sys.executable, __file__, "--sessions", share, "--serve", journal]
        pipe = subprocess.PIPE
        servers = [
            stack.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
            for _ in range(options.processes)
        ]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            for server in servers:
                stack.callback(server.kill)  # whatever happens, none is waited for
            found = runner.run(_in_time(load(servers, seconds=options.seconds)))
    reps = found.pop("n_reps")
    body = table(options, found)
    print(body, f"\nreps by session: {min(reps)} to {max(reps)}")
    if options.write:
        write_section("live", "Live sessions", body)


if __name__ == "__main__":
    main()
