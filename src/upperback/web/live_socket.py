"""One connection of the live socket.

What comes in is checked and kept, then worked on. Of frames that came together, or while another
was worked on, only the newest counts; those before it are acknowledged unseen. So nothing queues,
however slow the server or the network is.

Where there is a direct line, messages are answered in the turn of the loop in which they came. All
else is done by two tasks: one reads, the other works and sends.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from starlette.websockets import WebSocket, WebSocketDisconnect

from upperback import __version__
from upperback.errors import LiveError
from upperback.services.live import LiveSession
from upperback.services.live_desk import CommandDesk
from upperback.services.live_messages import Message
from upperback.web.direct_line import DirectLine, line_of
from upperback.web.documents import answer_document, as_json, state_document, told_json
from upperback.web.frame_codec import decode_frame
from upperback.web.hub import Hub
from upperback.web.inbox import Inbox, control_of
from upperback.web.outbox import Outbox
from upperback.web.refusal import CloseCode, Refusal
from upperback.web.wire import PROTOCOL, SUBPROTOCOL, CommandMessage, Hello, Ping

_MAX_HZ = 30
_IN_FLIGHT = 2
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
        self._inbox = Inbox(rate_hz=limits.rate_hz)
        self._wake = asyncio.Event()
        self._outbox = Outbox(self._wake.set)
        self._session: LiveSession | None = None
        self._refusal: Refusal | None = None
        self._is_gone = False
        self._is_sending = False
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
            line = line_of(self._websocket.scope)
            if line is not None:
                line.listen(self._hear, partial(self._answer_at_once, desk, line))
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
        hello = control_of(text) if text is not None else None
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
        while (message := await self._websocket.receive())["type"] != "websocket.disconnect":
            self._hear(message.get("bytes"), message.get("text"))
            self._wake.set()
        self._is_gone = True
        self._wake.set()

    def _hear(self, data: bytes | None, text: str | None) -> None:
        """Take a message in; who was refused is not listened to any more."""
        if self._refusal is not None:
            return
        try:
            self._inbox.take(data, text, now_s=asyncio.get_running_loop().time())
        except Refusal as refusal:
            self.dismiss(refusal)

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
                self._is_sending = True
                await self._send(self._gathered())
                self._is_sending = False

    def _answer_at_once(self, desk: CommandDesk, line: DirectLine) -> None:
        """Work on what came by the direct line, unless something is being sent or refused."""
        if self._refusal is not None or self._is_sending or not line.is_clear:
            self._wake.set()
            return
        try:
            self._take_up(desk)
        except Refusal as refusal:
            self.dismiss(refusal)
            return
        if not self._outbox.is_empty:
            line.say(self._gathered())

    def _gathered(self) -> str:
        """Return all there is to say: half of what a short message costs is sending it."""
        return "\n".join(self._outbox.take())

    def _take_up(self, desk: CommandDesk) -> None:
        """Do what has come in; what there is to say of it goes to the outbox."""
        for control in self._inbox.controls():
            self._answer(desk, control)
        for sequence in self._inbox.dropped():
            self._acknowledge(desk, sequence)
        frame = self._inbox.frame()
        if frame is not None:
            self._push(desk, frame.data)
            self._acknowledge(desk, frame.sequence)
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
