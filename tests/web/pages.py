"""What the tests of the web build with: the real application, and a page of it."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import httpx
from starlette.testclient import TestClient

from services.live_fakes import Scene
from upperback.motion.pose import PoseFrame
from upperback.services.live_plan import plan_of_today
from upperback.web.app import create_app
from upperback.web.frame_codec import encode_frame
from upperback.web.live_socket import Limits
from upperback.web.setup import Setup
from upperback.web.wire import PROTOCOL, SUBPROTOCOL

HOST = "testserver"
# Tests send a whole set at once.
QUICK = Limits(rate_hz=500.0)
Document = dict[str, Any]


def a_setup(scene: Scene, **more: Any) -> Setup:
    """Return what the application is made of; ``more`` are fields of `Setup`."""
    sessions = scene.sessions
    fields: dict[str, Any] = {
        "model": None,
        "hosts": frozenset({HOST, "127.0.0.1", "localhost"}),
        "limits": QUICK,
    }
    return Setup(
        sessions=sessions,
        plan=lambda wishes: plan_of_today(sessions.exercises, wishes),
        camera_svg=lambda exercise: f"<svg>{exercise.name}</svg>",
        muscles_svg=lambda exercise: f"<svg>{exercise.name}</svg>",
        **(fields | more),
    )


@contextmanager
def a_client(scene: Scene, **more: Any) -> Iterator[TestClient]:
    """Run the application and give a client of it."""
    with TestClient(create_app(a_setup(scene, **more)), base_url=f"http://{HOST}") as client:
        yield client


class Client(Protocol):
    """Speaks with the application: Starlette's test client, or one of the real server."""

    @property
    def base_url(self) -> object:
        """Where the application is."""

    def get(self, path: str, /) -> httpx.Response:
        """Ask for something."""

    def post(self, path: str, /, *, json: Any) -> httpx.Response:
        """Ask for a change."""

    def websocket_connect(
        self, path: str, subprotocols: list[str], /, *, headers: dict[str, str]
    ) -> AbstractContextManager["Session"]:
        """Connect to the live socket."""


class Session(Protocol):
    """An open connection."""

    @property
    def accepted_subprotocol(self) -> str | None:
        """What both ends speak."""

    def send_text(self, text: str) -> None:
        """Send a text."""

    def send_bytes(self, data: bytes) -> None:
        """Send bytes."""

    def receive_text(self) -> str:
        """Return the next message, a text."""


class PageSocket:
    """A page's end of the live socket: it hears one message after another."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._heard: deque[Document] = deque()
        self.accepted_subprotocol = session.accepted_subprotocol
        self.send_text = session.send_text
        self.send_bytes = session.send_bytes

    def receive_json(self) -> Document:
        """Return the next message; those that are ready together come as lines of one text."""
        if not self._heard:
            self._heard.extend(map(json.loads, self._session.receive_text().split("\n")))
        return self._heard.popleft()


@contextmanager
def a_socket(
    client: Client, *, origin: str | None = None, subprotocol: str = SUBPROTOCOL
) -> Iterator[PageSocket]:
    """Connect to the live socket, as a page of the server's own unless said otherwise."""
    headers = {"origin": origin or str(client.base_url).rstrip("/"), "host": HOST}
    with client.websocket_connect("/api/live", [subprotocol], headers=headers) as session:
        yield PageSocket(session)


def hello(session_id: str, **more: Any) -> str:
    """Return the first message of a page."""
    document = {"type": "hello", "protocol": PROTOCOL, "session": session_id, "model": "test"}
    return json.dumps(document | more)


def begin(client: Client, exercise: str = "seated_row", **more: Any) -> Document:
    """Begin a training session; return its state."""
    body = {"exercises": [exercise], "by_camera": True} | more
    answer = client.post("/api/sessions", json=body)
    assert answer.status_code == 201, answer.text
    state: Document = answer.json()
    return state


def command(client: Client, session_id: str, name: str, **fields: Any) -> Document:
    """Send a command by REST; return the state after it."""
    body = {"id": f"{name}-{len(fields)}-{next(_NUMBERS)}", "command": name} | fields
    answer = client.post(f"/api/sessions/{session_id}/commands", json=body)
    assert answer.status_code == 200, answer.text
    state: Document = answer.json()
    return state


def count_live(client: Client, state: Document) -> None:
    """Go from the introduction to counting."""
    command(client, state["id"], "ready")
    command(client, state["id"], "begin")


def feed(socket: PageSocket, frames: Iterable[PoseFrame], first: int = 0) -> list[Document]:
    """Send frames one by one, as a page with one frame in flight; return what came back."""
    heard: list[Document] = []
    for sequence, frame in enumerate(frames, start=first):
        socket.send_bytes(encode_frame(frame, sequence=sequence))
        while True:
            heard.append(socket.receive_json())
            if acknowledges(heard[-1], sequence):
                break
    return heard


def acknowledges(message: Document, sequence: int) -> bool:
    """Whether a message is the acknowledgement of this frame."""
    return message["type"] == "ack" and message["sequence"] == sequence


def of_type(heard: Iterable[Document], kind: str) -> list[Document]:
    """Return the messages of one type."""
    return [each for each in heard if each["type"] == kind]


def _counting() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


_NUMBERS = _counting()
