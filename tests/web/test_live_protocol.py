"""The direct line: what came in one chunk is handed over and answered in the same turn."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from upperback.web.direct_line import DirectLine, line_of
from upperback.web.live_protocol import LiveProtocol


class Wire:
    """The part of a transport that is written to, stopped and closed."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False
        self.stops: list[str] = []

    def write(self, data: bytes) -> None:
        assert not self.is_closed
        self.written.append(data)

    def pause_reading(self) -> None:
        self.stops.append("paused")

    def resume_reading(self) -> None:
        self.stops.append("resumed")

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def get_extra_info(self, _: str) -> None:
        return None


@dataclass
class Listener:
    """An application that hears the first by ASGI, listens then, and answers how many it heard."""

    heard: list[bytes | str | None] = field(default_factory=list)
    by_asgi: list[dict[str, Any]] = field(default_factory=list)
    line: DirectLine | None = None
    hello: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        for _message in range(self.hello):
            await receive()
        self.line = line_of(scope)
        assert self.line is not None
        self.line.listen(lambda data, text: self.heard.append(data or text), self._answer)
        while not self.by_asgi or self.by_asgi[-1]["type"] != "websocket.disconnect":
            self.by_asgi.append(dict(await receive()))

    def _answer(self) -> None:
        assert self.line is not None
        self.heard.append(None)
        if self.line.is_clear:
            self.line.say(f"{len(self.heard)}")


class Talk:
    """A page, the protocol, and the wire between them; all in one turn unless told otherwise."""

    def __init__(self, app: Listener) -> None:
        config = uvicorn.Config(app, ws=LiveProtocol, lifespan="off")
        config.load()
        self.wire = Wire()
        self.protocol = LiveProtocol(config, ServerState(), {})
        self.page = ClientProtocol(parse_uri("ws://127.0.0.1/"))

    async def open(self) -> None:
        self.protocol.connection_made(cast("asyncio.Transport", self.wire))
        self.page.send_request(self.page.connect())
        self.protocol.data_received(b"".join(self.page.data_to_send()))
        await self.turns()
        self.hear()

    async def turns(self) -> None:
        for _turn in range(5):
            await asyncio.sleep(0)

    def send(self, *frames: Frame) -> None:
        """Send frames in one chunk."""
        chunk = b"".join(each.serialize(mask=True) for each in frames)
        self.protocol.data_received(chunk)

    def hear(self) -> list[Frame]:
        """Return what the page heard since the last time."""
        self.page.receive_data(b"".join(self.wire.written))
        self.wire.written.clear()
        return [each for each in self.page.events_received() if isinstance(each, Frame)]


def _binary(*texts: bytes) -> Sequence[Frame]:
    return [Frame(Opcode.BINARY, each) for each in texts]


def _said(frames: Sequence[Frame]) -> list[bytes]:
    return [bytes(each.data) for each in frames if each.opcode is Opcode.TEXT]


def _talk(act: Callable[[Talk, Listener], Any]) -> tuple[Talk, Listener]:
    """Open a connection, act on it, and let some turns pass."""

    async def run() -> tuple[Talk, Listener]:
        app = Listener()
        talk = Talk(app)
        await talk.open()
        act(talk, app)
        await talk.turns()
        return talk, app

    return asyncio.run(run())


def test_a_message_half_of_which_came_before_the_listener_is_not_lost() -> None:
    async def run() -> list[bytes | str | None]:
        app = Listener(hello=1)
        talk = Talk(app)
        await talk.open()
        hello, late = (each.serialize(mask=True) for each in _binary(b"hello", b"late"))
        talk.protocol.data_received(hello + late[:5])
        await talk.turns()
        talk.protocol.data_received(late[5:])
        await talk.turns()
        return app.heard

    assert asyncio.run(run()) == [b"late", None]


def test_what_came_in_one_chunk_is_answered_together_and_at_once() -> None:
    def act(talk: Talk, app: Listener) -> None:
        talk.send(*_binary(b"one", b"two"), Frame(Opcode.TEXT, b"three"))
        assert app.heard == [b"one", b"two", "three", None]

    talk, app = _talk(act)
    assert _said(talk.hear()) == [b"4"]
    assert app.by_asgi == []
    assert talk.wire.stops == []


def test_a_message_that_comes_in_pieces_is_handed_over_whole() -> None:
    def act(talk: Talk, app: Listener) -> None:
        halves = [Frame(Opcode.BINARY, b"one ", fin=False), Frame(Opcode.CONT, b"two")]
        stream = b"".join(each.serialize(mask=True) for each in halves)
        for at in range(len(stream)):
            talk.protocol.data_received(stream[at : at + 1])
        assert app.heard == [b"one two", None]

    _talk(act)


def test_who_closes_right_behind_a_message_is_not_answered() -> None:
    def act(talk: Talk, app: Listener) -> None:
        talk.send(*_binary(b"one"), Frame(Opcode.CLOSE, b"\x03\xe8"))
        assert app.heard == [b"one", None]

    talk, app = _talk(act)
    assert _said(talk.hear()) == []
    assert [each["code"] for each in app.by_asgi] == [1000]
    assert talk.wire.is_closed


def test_who_does_not_read_is_said_nothing() -> None:
    def act(talk: Talk, app: Listener) -> None:
        talk.protocol.pause_writing()
        talk.send(*_binary(b"one"))
        assert app.line is not None
        assert not app.line.is_clear
        talk.protocol.resume_writing()
        assert app.line.is_clear

    talk, _ = _talk(act)
    assert _said(talk.hear()) == []


def test_a_text_that_is_none_is_refused_by_the_protocol() -> None:
    talk, app = _talk(lambda talk, _: talk.send(Frame(Opcode.TEXT, b"\xff")))
    (closing,) = talk.hear()
    assert (closing.opcode, bytes(closing.data)[:2]) == (Opcode.CLOSE, b"\x03\xef")
    assert app.heard == []


def test_after_closing_nothing_is_handed_over() -> None:
    def act(talk: Talk, app: Listener) -> None:
        talk.protocol.conn.send_close(1000)
        talk.protocol.close_sent = True
        talk.send(*_binary(b"late"))
        assert app.heard == []
        assert app.line is not None
        assert not app.line.is_clear

    _talk(act)
