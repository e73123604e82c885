"""The WebSocket protocol of the real server: uvicorn's, with a direct line."""

from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from upperback.web.direct_line import EXTENSION, Take


class LiveProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, which offers itself as a direct line.

    It reads the frames as ever; only who gets the messages, and when, is another.
    """

    _take: Take | None = None
    _answer: Callable[[], None]
    _has_taken = False

    async def run_asgi(self) -> None:
        """Run the application, which finds the line in its scope."""
        cast("dict[str, Any]", self.scope["extensions"])[EXTENSION] = self
        await super().run_asgi()

    @property
    def is_clear(self) -> bool:
        """Whether something can be said now."""
        return self.conn.state is State.OPEN and self.writable.is_set()

    def listen(self, take: Take, answer: Callable[[], None]) -> None:
        """Hand over each message that comes from now on."""
        self._take, self._answer = take, answer

    def say(self, text: str) -> None:
        """Send a text."""
        self.conn.send_text(text.encode())
        self.transport.write(b"".join(self.conn.data_to_send()))

    def handle_events(self) -> None:
        """Handle what a chunk of the stream brought, then have its messages answered."""
        super().handle_events()
        if self._has_taken:
            self._has_taken = False
            self._answer()

    def send_receive_event_to_app(self) -> None:
        """Hand over a complete message."""
        if self._take is None or self.close_sent:
            super().send_receive_event_to_app()
            return
        data, text = b"".join(self.frames), None
        if self.curr_msg_data_type == "text":
            try:
                text = data.decode()
            except UnicodeDecodeError:
                super().send_receive_event_to_app()  # refuses it
                return
        self.frames = []
        self._has_taken = True
        self._take(data if text is None else None, text)
