"""WebSockets for pages that send many small frames: little work for each, and one write a turn.

Each frame of a page is answered by two or three short messages. One by one they would cost a
system call each, on this side and on the page's; so what is sent within one turn of the event loop
is written together at its end. And a binary message that arrives whole goes to the application
directly, by the `Lane` in the scope: the way through parser, queue and task costs as much
as the engine.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import OPEN

from upperback.web.whole_frames import WholeFrames, binary_payload, text_frame

_LANE = "upperback.lane"
_SWITCHING = 101
# RFC 6455, 5.2: the first byte of a frame.
_FIN, _OPCODE, _CONTROL = 0x80, 0x0F, 0x08


class CorkedTransport:
    """A transport that gathers what is written in one turn of the loop."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._gathered: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Take what is to be written."""
        if not self._gathered:
            self._loop.call_soon(self._flush)
        self._gathered.append(data)

    def close(self) -> None:
        """Close once all is written."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a transport has
        return getattr(self._transport, name)

    def _flush(self) -> None:
        gathered, self._gathered = self._gathered, []
        if gathered and not self._transport.is_closing():
            self._transport.write(b"".join(gathered))


class CorkedWebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol on such a transport, with a lane for binary messages."""

    # Made by uvicorn with its own arguments, so these are no parameters.
    _hear: Callable[[bytes], None] | None = None
    _frames: WholeFrames | None = None
    _is_in_parts = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Put the cork on."""
        loop = asyncio.get_running_loop()
        corked: Any = CorkedTransport(transport, loop)  # type: ignore[arg-type]
        super().connection_made(corked)

    def handle_connect(self, event: Request) -> None:
        """Offer the lane to the application."""
        super().handle_connect(event)
        if self.response.status_code == _SWITCHING:
            extensions = cast("dict[str, Any]", self.scope["extensions"])
            extensions[_LANE] = Lane(self)
            self._frames = WholeFrames(self.config.ws_max_size)

    def data_received(self, data: bytes) -> None:
        """Let whole binary messages go by the lane, and all else the usual way."""
        if self._frames is not None and not self.handshake_complete:
            # What comes before our answer to the handshake may end within a frame; from then on
            # only the parser knows where the next one begins.
            self._frames = None
        if self._frames is None:
            super().data_received(data)
            return
        for frame in self._frames.cut(data):
            if not self._took(frame):
                super().data_received(frame)

    def listen(self, hear: Callable[[bytes], None]) -> None:
        """Give binary messages to this function from now on."""
        self._hear = hear

    async def send_texts(self, texts: Sequence[str]) -> None:
        """Send text messages, in order; does nothing once the connection is closed."""
        if not self.writable.is_set():
            await self.writable.wait()
        if not self.disconnected and not self.close_sent and self.conn.state is OPEN:
            self.transport.write(b"".join(map(text_frame, texts)))

    def _took(self, frame: bytes) -> bool:
        """Hand a frame to who listens, if it is a plain one."""
        if frame[0] & _OPCODE < _CONTROL:
            self._is_in_parts = not frame[0] & _FIN
        if self._hear is None or self._is_in_parts or self.conn.state is not OPEN:
            return False
        payload = binary_payload(frame) if not self.close_sent else None
        if payload is None:
            return False
        self._hear(payload)
        return True


class Lane:
    """The short way between a connection and the application; see `lane_of`."""

    def __init__(self, protocol: CorkedWebSocketProtocol) -> None:
        self._protocol = protocol

    def listen(self, hear: Callable[[bytes], None]) -> None:
        """Give binary messages to this function from now on, not to who receives."""
        self._protocol.listen(hear)

    async def send(self, texts: Sequence[str]) -> None:
        """Send text messages, in order."""
        await self._protocol.send_texts(texts)


def lane_of(scope: Mapping[str, Any]) -> Lane | None:
    """Return the lane of a connection; None where another server runs the application."""
    lane: Lane | None = scope.get("extensions", {}).get(_LANE)
    return lane
