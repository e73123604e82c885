"""The same application as in `web.pages`, behind the real server and a socket of this machine."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.websockets import WebSocketDisconnect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from services.live_fakes import Scene
from upperback.web.addresses import listen
from upperback.web.app import create_app
from upperback.web.serving import server_config
from web.pages import a_setup

# No answer takes so long; whoever waits for more would wait for ever.
PATIENCE_S = 60.0


@dataclass
class ServedSocket:
    """A connection, with the words of Starlette's test client."""

    connection: ClientConnection

    @property
    def accepted_subprotocol(self) -> str | None:
        """What both ends speak."""
        return self.connection.subprotocol

    def send_text(self, text: str) -> None:
        """Send a text; who was closed already is told so by the next thing it hears."""
        self._send(text)

    def send_bytes(self, data: bytes) -> None:
        """Send bytes, the same."""
        self._send(data)

    def receive_text(self) -> str:
        """Return the next message, a text."""
        try:
            return self.connection.recv(PATIENCE_S, decode=True)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
            raise WebSocketDisconnect(code) from closed

    def _send(self, message: str | bytes) -> None:
        try:
            self.connection.send(message)
        except ConnectionClosed:
            return


@dataclass
class ServedClient:
    """A client of the server, with the words of Starlette's test client."""

    app: FastAPI
    base_url: str
    http: httpx.Client
    portal: BlockingPortal

    def get(self, path: str, /) -> httpx.Response:
        """Ask for something."""
        return self.http.get(path)

    def post(self, path: str, /, *, json: Any) -> httpx.Response:
        """Ask for a change."""
        return self.http.post(path, json=json)

    @contextmanager
    def websocket_connect(
        self, path: str, subprotocols: list[str], /, *, headers: dict[str, str]
    ) -> Iterator[ServedSocket]:
        """Connect to a live socket; the header of the host is the client's own."""
        url = self.base_url.replace("http", "ws") + path
        names = [Subprotocol(each) for each in subprotocols]
        origin = Origin(headers["origin"])
        with connect(url, subprotocols=names, origin=origin, compression=None) as connection:
            yield ServedSocket(connection)


@contextmanager
def a_served_client(scene: Scene, **more: Any) -> Iterator[ServedClient]:
    """Run the application on the real server and give a client of it."""
    app = create_app(a_setup(scene, **more))
    server = uvicorn.Server(server_config(app, lifespan=True, certificate=None))
    with closing(listen("127.0.0.1", 0)) as socket:
        base_url = f"http://127.0.0.1:{socket.getsockname()[1]}"
        with (
            start_blocking_portal("asyncio", {"use_uvloop": True}) as portal,
            httpx.Client(base_url=base_url) as http,
        ):
            served = portal.start_task_soon(server.serve, [socket])
            try:
                yield ServedClient(app=app, base_url=base_url, http=http, portal=portal)
            finally:
                server.should_exit = True
                served.result(PATIENCE_S)
