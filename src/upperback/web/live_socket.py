"""One connection of the live socket.

Two tasks share it: one reads and checks what comes in, the other works and is the only one that
sends. Of frames that arrive while another is worked on only the newest is kept; those before it
are acknowledged unseen. So nothing queues, however slow the server or the network is.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect

from upperback import __version__
from upperback.errors import LiveError
from upperback.services.live import LiveSession
from upperback.services.live_desk import CommandDesk
from upperback.services.live_messages import Message
from upperback.web.documents import answer_document, as_json, state_document, told_json
from upperback.web.frame_codec import MAX_FRAME_BYTES, decode_frame, sequence_of
from upperback.web.hub import Hub
from upperback.web.outbox import Outbox
from upperback.web.refusal import CloseCode, Refusal
from upperback.web.token_bucket import TokenBucket
from upperback.web.wire import (
    MAX_TEXT_BYTES,
    PROTOCOL,
    SUBPROTOCOL,
    CommandMessage,
    Hello,
    Ping,
    decode_control,
)

_MAX_HZ = 30
_IN_FLIGHT = 2
# A page that wakes up may catch up for so long.
_BURST_S = 2.0
# Pages keep the text of a close frame short: it may have 123 bytes.
_REASON_BYTES = 120
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a connection may do.

    Attributes
    ----------
    hello_s
        How long it may wait with its hello.
    rate_hz
        Messages a second in the long run: frames at 30 Hz, commands and pings.
    """

    hello_s: float = 5.0
    rate_hz: float = 60.0


class LiveConnection:
    """A page that is attached to a training session."""

    def __init__(self, websocket: WebSocket, hub: Hub, limits: Limits) -> None:
        self._websocket = websocket
        self._hub = hub
        self._limits = limits
        burst = round(_BURST_S * limits.rate_hz)
        self._bucket = TokenBucket(rate_hz=limits.rate_hz, burst=burst)
        self._frame: tuple[int, bytes] | None = None
        self._dropped: deque[int] = deque()
        self._control: deque[CommandMessage | Ping] = deque()
        self._wake = asyncio.Event()
        self._outbox = Outbox(self._wake.set)
        self._session: LiveSession | None = None
        self._refusal: Refusal | None = None
        self._is_gone = False
        self._sequence = -1
        self._time_s = 0.0
        self._closed = asyncio.Event()

    def tell(self, messages: Sequence[Message]) -> None:
        """Send messages, soon and in order."""
        self._put(messages)
        self._wake.set()

    def dismiss(self, refusal: Refusal) -> None:
        """Close the connection, soon."""
        self._refusal = self._refusal or refusal
        self._wake.set()

    async def gone(self) -> None:
        """Wait until the connection is closed."""
        await self._closed.wait()

    async def run(self) -> None:
        """Serve the page until either side closes."""
        try:
            await self._websocket.accept(self._subprotocol)
            await self._serve()
        except Refusal as refusal:
            await self._close(refusal)
        except WebSocketDisconnect:
            _LOG.debug("a page went away")
        finally:
            self._closed.set()

    @property
    def _subprotocol(self) -> str | None:
        offered = self._websocket.scope.get("subprotocols", [])
        return SUBPROTOCOL if SUBPROTOCOL in offered else None

    async def _serve(self) -> None:
        self._check_origin()
        hello = await self._hello()
        desk = self._hub.attach(hello.session, self)
        self._session = desk.session
        desk.session.model_name = hello.model
        reader = asyncio.create_task(self._read())
        try:
            await self._send(self._welcome(desk))
            await self._work(desk)
        finally:
            self._hub.detach(hello.session, self)
            reader.cancel()
            with suppress(asyncio.CancelledError):
                await reader

    def _check_origin(self) -> None:
        """Only the server's own pages may speak: any page in the browser could try."""
        origin, host = (self._websocket.headers.get(name, "") for name in ("origin", "host"))
        if origin.partition("://")[2] != host or not host:
            raise Refusal(CloseCode.NOT_ALLOWED, "only pages of this server may connect")
        if self._subprotocol is None:
            raise Refusal(CloseCode.MALFORMED, f"expected the subprotocol {SUBPROTOCOL}")

    async def _hello(self) -> Hello:
        try:
            async with asyncio.timeout(self._limits.hello_s):
                message = await self._websocket.receive()
        except TimeoutError as error:
            raise Refusal(CloseCode.NO_HELLO, "expected a hello, got nothing") from error
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        text = message.get("text")
        hello = self._decoded(text) if text is not None else None
        if not isinstance(hello, Hello):
            raise Refusal(CloseCode.MALFORMED, "expected a hello as the first message")
        if hello.protocol != PROTOCOL:
            raise Refusal(
                CloseCode.MALFORMED,
                f"hello: expected protocol {PROTOCOL}, got {hello.protocol}; reload the page",
            )
        return hello

    def _welcome(self, desk: CommandDesk) -> str:
        state = desk.session.state
        frames = {
            "max_hz": _MAX_HZ,
            "silhouette": desk.session.asks_for_silhouette,
            "in_flight": _IN_FLIGHT,
        }
        document = {"type": "welcome", "protocol": PROTOCOL, "version": __version__}
        return as_json(document | {"state": state_document(state), "frames": frames})

    # --- reading ------------------------------------------------------------------------

    async def _read(self) -> None:
        try:
            while True:
                message = await self._websocket.receive()
                if message["type"] == "websocket.disconnect":
                    break
                self._take(message.get("bytes"), message.get("text"))
                self._wake.set()
        except Refusal as refusal:
            self.dismiss(refusal)
        else:
            self._is_gone = True
            self._wake.set()

    def _take(self, data: bytes | None, text: str | None) -> None:
        if not self._bucket.take(asyncio.get_running_loop().time()):
            most_hz = self._limits.rate_hz
            raise Refusal(CloseCode.TOO_MANY, f"more than {most_hz:g} messages a second")
        if data is not None:
            self._take_frame(data)
            return
        control = self._decoded(text or "")
        if isinstance(control, Hello):
            raise Refusal(CloseCode.MALFORMED, "hello: expected it once")
        self._control.append(control)

    def _take_frame(self, data: bytes) -> None:
        if len(data) > MAX_FRAME_BYTES:
            raise Refusal(
                CloseCode.TOO_LARGE,
                f"frame: expected at most {MAX_FRAME_BYTES} bytes, got {len(data)}",
            )
        try:
            sequence = sequence_of(data)
        except LiveError as error:
            raise Refusal(CloseCode.MALFORMED, str(error)) from error
        if sequence <= self._sequence:
            raise Refusal(
                CloseCode.MALFORMED,
                f"frame: expected a sequence number above {self._sequence}, got {sequence}",
            )
        self._sequence = sequence
        if self._frame is not None:
            self._dropped.append(self._frame[0])
        self._frame = (sequence, data)

    def _decoded(self, text: str) -> Hello | CommandMessage | Ping:
        if len(text) > MAX_TEXT_BYTES:
            raise Refusal(
                CloseCode.TOO_LARGE,
                f"message: expected at most {MAX_TEXT_BYTES} characters, got {len(text)}",
            )
        try:
            return decode_control(text)
        except LiveError as error:
            raise Refusal(CloseCode.MALFORMED, str(error)) from error

    # --- working ------------------------------------------------------------------------

    async def _work(self, desk: CommandDesk) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._is_gone:
                return
            if self._refusal is not None:
                raise self._refusal
            self._take_up(desk)
            if not self._outbox.is_empty:
                # Half of what a short message costs, here and on the page, is sending it.
                await self._send("\n".join(self._outbox.take()))

    def _take_up(self, desk: CommandDesk) -> None:
        """Do what has come in; what there is to say of it goes to the outbox."""
        while self._control:
            self._answer(desk, self._control.popleft())
        while self._dropped:
            self._acknowledge(desk, self._dropped.popleft())
        if self._frame is not None:
            (sequence, data), self._frame = self._frame, None
            self._push(desk, data)
            self._acknowledge(desk, sequence)
        if self._outbox.release():
            self._put(desk.session.trouble())

    def _acknowledge(self, desk: CommandDesk, sequence: int) -> None:
        """Say that a frame was taken, and whether the next ones need a silhouette."""
        wish = "true" if desk.session.asks_for_silhouette else "false"
        # Written out: it is sent for every frame.
        self._outbox.put(f'{{"type":"ack","sequence":{sequence},"silhouette":{wish}}}')

    def _answer(self, desk: CommandDesk, control: CommandMessage | Ping) -> None:
        if isinstance(control, Ping):
            self._outbox.put(as_json({"type": "pong", "id": control.id}))
            return
        try:
            command = control.to_command()
        except LiveError as error:
            raise Refusal(CloseCode.MALFORMED, str(error)) from error
        answer, told = desk.do(control.id, command)
        document = as_json(answer_document(control.id, answer))
        self._outbox.tell([document, *told_json(told)], desk.session.writing)

    def _push(self, desk: CommandDesk, data: bytes) -> None:
        try:
            frame = decode_frame(data).frame
        except LiveError as error:
            raise Refusal(CloseCode.MALFORMED, str(error)) from error
        if frame.time_s < self._time_s:
            raise Refusal(
                CloseCode.MALFORMED,
                f"frame: expected a time of {self._time_s:.3f} s or more, got {frame.time_s:.3f} s",
            )
        # Two frames of one moment tell no more than one.
        if frame.time_s > self._time_s or self._time_s == 0.0:
            self._time_s = frame.time_s
            self._put(desk.session.push(frame))

    def _put(self, messages: Sequence[Message]) -> None:
        writing = self._session.writing if self._session is not None else None
        self._outbox.tell(told_json(messages), writing)

    async def _send(self, text: str) -> None:
        await self._websocket.send_text(text)

    async def _close(self, refusal: Refusal) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            document = {"type": "error", "code": refusal.name, "text": refusal.text}
            await self._send(as_json(document))
            reason = refusal.text.encode()[:_REASON_BYTES].decode(errors="ignore")
            await self._websocket.close(refusal.code, reason)
