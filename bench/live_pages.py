"""Pages that feed live sessions: they send at their rate, and count what they hear."""

import asyncio
import json
import os
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, nan
from pathlib import Path
from typing import IO, Any, NamedTuple, get_args

import numpy as np
from scipy.ndimage import map_coordinates

from upperback import wiring
from upperback.coach.back_outline import needs_silhouette
from upperback.mannequin import Noise, Performance, RepPlan, perform
from upperback.motion.landmarks import Side, sided
from upperback.motion.pose import FloatArray, PoseFrame, Silhouette
from upperback.web.frame_codec import encode_frame
from upperback.web.serving import settle
from upperback.web.wire import PROTOCOL, SUBPROTOCOL

EXERCISES = ("seated_row", "cat_cow", "reverse_fly", "thoracic_rotation", "wall_angel")
FPS = 15.0
_IN_FLIGHT = 2
_SEQUENCE_AT = len('{"type":"ack","sequence":')
_N_REPS = 4
# They begin whenever they like, as people do: in step, all frames and reps would come at once.
_SPREAD_S = 6.0
# How far around the trunk the page's crop reaches, in lengths of the line from shoulder to hip.
_ALONG, _ACROSS = (-0.1, 1.25), (-0.8, 0.8)
_LONGEST_PX = 128
# As nice as can be: pages give way to servers.
_GIVES_WAY = 19
# In the first line of /proc/stat: cpu, user, nice, system, idle, iowait, irq, softirq, steal.
_STOLEN_AT = 8
# By then everybody has begun and done a first rep.
_WARM_UP_S = _SPREAD_S + 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame as it travels."""

    plain: bytes
    with_silhouette: bytes


class Taken(NamedTuple):
    """A frame that was taken: when it was to be sent, when it was, and when its page knew."""

    sequence: int
    due_s: float
    sent_s: float
    heard_s: float


@dataclass(slots=True)
class Page(asyncio.Protocol):
    """One page: it sends at its rate and counts what it hears, with as little work as it can."""

    frames: list[Frame]
    transport: asyncio.Transport = field(init=False)
    is_attached: bool = False
    n_sent: int = 0
    n_acked: int = 0
    n_dropped: int = 0
    n_told: int = 0
    wants_silhouette: bool = True
    sent_s: dict[int, tuple[float, float]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    late_s: list[float] = field(default_factory=list)
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
        hello = {"type": "hello", "protocol": PROTOCOL, "session": session_id, "model": "bench"}
        self.transport.write(_message(json.dumps(hello).encode(), 0x81))

    async def run(self, phase_s: float, until_s: float) -> None:
        """Send frames until a moment of the monotonic clock."""
        began_s = time.perf_counter() + phase_s
        index = 0
        while True:
            due_s = began_s + index / FPS
            if due_s > until_s:
                return
            await asyncio.sleep(max(0.0, due_s - time.perf_counter()))
            self.late_s.append(time.perf_counter() - due_s)
            if len(self.sent_s) < _IN_FLIGHT:
                self._send(index, due_s)
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
            for text in data[begin : begin + length].split(b"\n"):
                self._hear(text, now_s)
            at = begin + length
        self._rest = data[at:]

    def _hear(self, text: bytes, now_s: float) -> None:
        self.n_told += 1
        if text.startswith(b'{"type":"ack"'):
            sequence = int(text[_SEQUENCE_AT : text.index(b",", _SEQUENCE_AT)])
            self.wants_silhouette = text.endswith(b"true}")
            self.taken.append(Taken(sequence, *self.sent_s.pop(sequence), now_s))
            self.n_acked += 1
        elif text.startswith(b'{"type":"error"'):
            raise RuntimeError(f"the server closed: {text[:200]!r}")

    def _send(self, index: int, due_s: float) -> None:
        frame = self.frames[index % len(self.frames)]
        message = bytearray(frame.with_silhouette if self.wants_silhouette else frame.plain)
        at = len(message) - _payload_length(message)
        struct.pack_into("<Id", message, at + 4, self.n_sent, index / FPS)
        self.sent_s[self.n_sent] = due_s, time.perf_counter()
        self.transport.write(message)
        self.n_sent += 1


def _payload_length(message: bytes | bytearray) -> int:
    return int.from_bytes(message[2:4], "big")


def _message(payload: bytes | bytearray, kind: int) -> bytes:
    """Return a WebSocket message of a client, with a mask of zeros."""
    n = len(payload)
    head = bytes([kind, 0x80 | n]) if n < 126 else bytes([kind, 0xFE]) + n.to_bytes(2, "big")
    return head + bytes(4) + bytes(payload)


def performed_bytes(exercise: str) -> list[Frame]:
    """Return the frames of a performance as they travel, framed and masked."""
    plan = RepPlan(side="right" if exercise == "thoracic_rotation" else "both")
    wanted = needs_silhouette(wiring.all_exercises()[exercise])
    done = perform(
        Performance(
            exercise=exercise,
            reps=(plan,) * _N_REPS,
            fps=FPS,
            silhouette=wanted,
            noise=Noise(landmark_px=1.0),
        )
    )
    return [
        Frame(
            plain=_travelling(replace(frame, silhouette=None)),
            with_silhouette=_travelling(replace(frame, silhouette=trunk_of(frame))),
        )
        for frame in done.frames
    ]


def _travelling(frame: PoseFrame) -> bytes:
    return _message(encode_frame(frame, sequence=0), 0x82)


def trunk_of(frame: PoseFrame) -> Silhouette | None:
    """Return the part of the silhouette that pages send: webapp/src/pose/silhouette.ts."""
    if frame.silhouette is None:
        return None
    corners = np.concatenate([_around_trunk(frame.points_px, side) for side in get_args(Side)])
    lowest, highest = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    low, high = np.maximum(lowest, 0.0), np.minimum(highest, frame.size_px)
    step = max(1, ceil(max(high - low) / _LONGEST_PX))
    n_columns, n_rows = np.floor((high - low) / step).astype(int).tolist()
    end = low + step * np.array([n_columns, n_rows])
    # The mannequin's pixels are larger than those of a mask of the page.
    mask = frame.silhouette.mask
    per_column, per_row = np.array(mask.shape[::-1]) / frame.size_px
    columns = (low[0] + step * (np.arange(n_columns) + 0.5)) * per_column - 0.5
    rows = (low[1] + step * (np.arange(n_rows) + 0.5)) * per_row - 0.5
    places = np.stack(np.meshgrid(rows, columns, indexing="ij"))
    (left, top), (right, bottom) = low / frame.size_px, end / frame.size_px
    return Silhouette(
        mask=map_coordinates(mask, places, order=1, mode="nearest"),
        rect=(float(left), float(top), float(right), float(bottom)),
    )


def _around_trunk(places: FloatArray, side: Side) -> FloatArray:
    shoulder = places[sided("SHOULDER", side)]
    along = places[sided("HIP", side)] - shoulder
    across = np.array([-along[1], along[0]])
    return np.array([shoulder + a * along + b * across for a in _ALONG for b in _ACROSS])


async def load(servers: list[subprocess.Popen[str]], *, seconds: float) -> dict[str, Any]:
    """Feed the servers; return what both sides measured."""
    told = [json.loads(_output(server).readline()) for server in servers]
    # After the servers were started, who would inherit it.
    os.setpriority(os.PRIO_PROCESS, 0, _GIVES_WAY)
    places = [(each["port"], session_id) for each in told for session_id in each["ids"]]
    pages = await _attached(places)
    # The garbage collector would stop all pages for a tenth of a second.
    settle()
    random = np.random.default_rng(0)
    until_s = time.perf_counter() + _WARM_UP_S + seconds + 1.0
    runs = [
        asyncio.create_task(page.run(_SPREAD_S * when, until_s))
        for when, page in zip(random.uniform(size=len(pages)), pages, strict=True)
    ]
    await asyncio.sleep(_WARM_UP_S)
    _order(servers)
    began_s, cpu_s, stolen_s = time.perf_counter(), time.process_time(), _stolen_s()
    before = sum(page.n_acked for page in pages), sum(page.n_dropped for page in pages)
    for page in pages:
        page.taken.clear()
        page.late_s.clear()
    await asyncio.sleep(seconds)
    after = sum(page.n_acked for page in pages), sum(page.n_dropped for page in pages)
    elapsed_s = time.perf_counter() - began_s
    pages_cpu = (time.process_time() - cpu_s) / elapsed_s
    stolen_cpu = (_stolen_s() - stolen_s) / elapsed_s
    # At once: what takes time here would make the pages late, and the servers leave out frames.
    _order(servers)
    measured = [json.loads(await asyncio.to_thread(_output(each).readline)) for each in servers]
    for run in runs:
        run.cancel()
    late = 1000.0 * np.concatenate([page.late_s for page in pages])
    taken = {place[1]: page.taken for place, page in zip(places, pages, strict=True)}
    latencies, trips, dues = _latencies_ms(
        taken, {k: v for each in measured for k, v in each["left"].items()}
    )
    n_dropped = sum(each["n_dropped"] for each in measured)
    server_cpu = sum(each["cpu_s"] for each in measured) / elapsed_s
    fps = (after[0] - before[0] - n_dropped) / elapsed_s / len(pages)
    return {
        **{f"p{share}_ms": float(np.percentile(latencies, share)) for share in (50, 95, 99)},
        **{
            f"{name}_p{share}_ms": float(np.percentile(all_ms, share))
            for name, all_ms in (("trip", trips), ("due", dues), ("late", late))
            for share in (50, 95)
        },
        "fps": fps,
        "n_dropped": n_dropped,
        "page_drops": after[1] - before[1],
        "server_cpu": server_cpu,
        "frame_cpu_ms": 1000.0 * server_cpu / max(fps * len(pages), 1e-9),
        "pages_cpu": pages_cpu,
        "stolen_cpu": stolen_cpu,
        "n_reps": [count for each in measured for count in each["n_reps"]],
    }


async def _attached(places: Sequence[tuple[int, str]]) -> list[Page]:
    """Return a page for each port and session, in turns of the five exercises."""
    frames = [performed_bytes(each) for each in EXERCISES]
    pages = [Page(frames[index % len(frames)]) for index in range(len(places))]
    for page, (port, session_id) in zip(pages, places, strict=True):
        await page.attach(port, session_id)
    return pages


def _latencies_ms(
    taken: Mapping[str, Sequence[Taken]], left: Mapping[str, Sequence[tuple[int, float]]]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return three latencies of each frame.

    From sending it until its events left, from sending it until the page heard of them, and from
    when it was to be sent until they left.

    The server notes that they left when that is certain, which may be after the page has heard.
    """
    left_s = {session_id: dict(frames) for session_id, frames in left.items()}
    all_s = [
        (min(left_s[session_id][each.sequence], each.heard_s), *each[1:])
        for session_id, frames in taken.items()
        for each in frames
        if each.sequence in left_s[session_id]  # the first were noted before the measuring began
    ]
    left_at, due, sent, heard = 1000.0 * np.array(all_s).T
    return left_at - sent, heard - sent, left_at - due


def _stolen_s() -> float:
    """Processor time that the host of a virtual machine kept for others; NaN where none is told."""
    try:
        of_all = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()
    except FileNotFoundError:
        return nan
    return int(of_all[_STOLEN_AT]) / os.sysconf("SC_CLK_TCK")


def _output(server: subprocess.Popen[str]) -> IO[str]:
    assert server.stdout is not None
    return server.stdout


def _order(servers: list[subprocess.Popen[str]]) -> None:
    """Tell the servers that the next part begins."""
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("next\n")
        server.stdin.flush()
