"""Many live sessions at once: latency from a frame's arrival to its events leaving, and the rate.

`make bench-live` starts the real server with the real journal and feeds it from another process:
200 pages at 15 frames a second, each performing one of the five exercises, with silhouettes where
the exercise asks for them. The pages behave as ours does: at most two frames unacknowledged, what
comes meanwhile is dropped. One process, as `upperback coach` is, has one core; servers that share
a journal have one each. `--write` puts the table into docs/benchmarks.md.

A frame has arrived when its page has given it to the socket: on this machine it is then in the
server's buffer, and all waiting there counts. Both ends read the same clock. The pages, which in
life are other machines, give way to the servers; how late they send by that is told, and what the
latency is if that counts as well.
"""

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import uvicorn
import uvloop
from live_pages import EXERCISES, FPS, load
from markdown_cells import row
from page import write_section

from upperback import wiring
from upperback.coach.session_commands import Begin, Ready
from upperback.services.live_desk import CommandDesk
from upperback.services.live_plan import Today
from upperback.services.live_sessions import Beginning, LiveSessions
from upperback.training.records import Prescription
from upperback.web.app import create_app
from upperback.web.live_socket import LiveConnection
from upperback.web.serving import server_config, settle, setup_for
from upperback.web.setup import LOCAL_HOSTS

# The whole bench, also where the machine is too slow for it.
_MOST_S = 150.0


# --- the server -------------------------------------------------------------------------


@dataclass(slots=True)
class Notes:
    """When the last event of each frame left, by session; and what was worked on."""

    left: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    n_acknowledged: int = 0
    n_pushed: int = 0
    leaving: list[tuple[str, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Forget what was noted."""
        self.left.clear()
        self.n_acknowledged = self.n_pushed = 0


NOTES = Notes()


class NotedConnection(LiveConnection):
    """Notes when the acknowledgement of each frame, the last event of it, left.

    What is said is written in the next turn of the loop, so it has left for certain in the one
    after. What a turn says is noted together: noting each would take longer than sending it.
    """

    def _acknowledge(self, desk: CommandDesk, sequence: int) -> None:
        super()._acknowledge(desk, sequence)
        NOTES.n_acknowledged += 1
        if not NOTES.leaving:
            asyncio.get_running_loop().call_soon(_note_next_turn)
        NOTES.leaving.append((desk.session.state.id, sequence))

    def _push(self, desk: CommandDesk, data: bytes) -> None:
        super()._push(desk, data)
        NOTES.n_pushed += 1


def _note_next_turn() -> None:
    leaving, NOTES.leaving = NOTES.leaving, []
    asyncio.get_running_loop().call_soon(_note_left, leaving)


def _note_left(leaving: Sequence[tuple[str, int]]) -> None:
    now_s = time.perf_counter()
    for session_id, sequence in leaving:
        NOTES.left[session_id].append((sequence, now_s))


async def serve(n_sessions: int, sessions: LiveSessions) -> None:
    """Serve sessions that are counting already; tell their ids, in the end what was measured."""
    ids = [_begin(sessions, EXERCISES[index % len(EXERCISES)]) for index in range(n_sessions)]
    setup = setup_for(sessions, hosts=LOCAL_HOSTS, code=None)
    app = create_app(setup, connection=NotedConnection)
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
    NOTES.begin()
    before = time.process_time()
    await loop.run_in_executor(None, sys.stdin.readline)
    states = [desk.session.state for each in ids if (desk := sessions.find(each)) is not None]
    _say(
        {
            "cpu_s": time.process_time() - before,
            "n_dropped": NOTES.n_acknowledged - NOTES.n_pushed,
            "left": NOTES.left,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was measured with so many sessions and servers, and the machine's load just before."""

    sessions: int
    processes: int
    load: float
    found: dict[str, Any]


def table(options: argparse.Namespace, runs: Sequence[Run]) -> str:
    """Return the section of the benchmarks page."""
    machine = platform.processor() or platform.machine()
    setting = (
        f"`make bench-live`: sessions at {FPS:g} frames a second for {options.seconds:g} s, the "
        "real server with one journal on disk,\nfive exercises, silhouettes where they are asked "
        "for; one server process, or two that share the sessions.\n"
        f"{machine}, {os.cpu_count()} cores shared with the process of the pages, "
        f"load before {runs[0].load:.1f}:"
    )
    server = "{p50_ms:.2f} ms median, {p95_ms:.2f} ms p95, {p99_ms:.2f} ms p99"
    due = "{due_p50_ms:.2f} ms median, {due_p95_ms:.2f} ms p95"
    trip = "{trip_p50_ms:.2f} ms median, {trip_p95_ms:.2f} ms p95"
    rows = (
        ("frames taken of each session", "{fps:.2f} a second"),
        ("from a frame's arrival to its events leaving", server),
        ("the same, from when its page was to send it", due),
        ("from page to page, there and back", trip),
        ("frames left out by the server, by the pages", "{n_dropped}, {page_drops}"),
        ("frames sent late by the pages", "{late_p50_ms:.2f} ms median, {late_p95_ms:.2f} ms p95"),
        ("processors busy: server, pages", "{server_cpu:.2f}, {pages_cpu:.2f}"),
        ("processors kept by the host for others", "{stolen_cpu:.2f}"),
        ("processor time of the server a frame", "{frame_cpu_ms:.2f} ms"),
    )
    heads = [
        f"{run.sessions} sessions, {run.processes} process{'es' if run.processes > 1 else ''}"
        for run in runs
    ]
    lines = [row(name, *(value.format(**run.found) for run in runs)) for name, value in rows]
    return "\n".join([setting, "", row("", *heads), f"|---|{'---:|' * len(runs)}", *lines])


async def _in_time(measuring: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    async with asyncio.timeout(_MOST_S):
        return await measuring


def measured(sessions: int, processes: int, *, seconds: float) -> Run:
    """Start servers, feed them, and stop them."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        journal = str(Path(folder) / "bench.db")
        with wiring.open_live_sessions(journal):
            pass  # made once, before all want to make it
        share = str(sessions // processes)
        command = [sys.executable, __file__, "--sessions", share, "--serve", journal]
        pipe = subprocess.PIPE
        servers = [
            stack.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
            for _ in range(processes)
        ]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            for server in servers:
                stack.callback(server.kill)  # whatever happens, none is waited for
            found = runner.run(_in_time(load(servers, seconds=seconds)))
    return Run(sessions=sessions, processes=processes, load=before, found=found)


def _in_a_process_of_its_own(sessions: int, processes: int, *, seconds: float) -> Run:
    """Measure where nobody has given way yet: that is for good, and servers would inherit it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, sessions, processes, seconds=seconds).result()


def _sessions_by_processes(text: str) -> tuple[int, int]:
    sessions, _, processes = text.partition("x")
    return int(sessions), int(processes)


def main() -> None:
    """Run the bench, or be the server of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs",
        nargs="+",
        type=_sessions_by_processes,
        default=[(50, 1), (120, 2), (200, 1), (200, 2)],
        metavar="SESSIONSxPROCESSES",
        help="such as 200x2: how many sessions, and how many servers share them",
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--serve", metavar="JOURNAL", help=argparse.SUPPRESS)
    parser.add_argument("--sessions", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        with (
            wiring.open_live_sessions(options.serve) as sessions,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            runner.run(serve(options.sessions, sessions))
        return
    runs = [
        _in_a_process_of_its_own(sessions, processes, seconds=options.seconds)
        for sessions, processes in options.runs
    ]
    body = table(options, runs)
    print(body)
    for run in runs:
        print(f"reps by session: {min(run.found['n_reps'])} to {max(run.found['n_reps'])}")
    if options.write:
        write_section("live", "Live sessions", body)


if __name__ == "__main__":
    main()
