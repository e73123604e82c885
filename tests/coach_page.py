"""The page of the live coach under test: its server, a browser, and what a person does there."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

REPOSITORY = Path(__file__).resolve().parents[1]
SCREENS = REPOSITORY / "build" / "screens"
AXE = REPOSITORY / "webapp" / "node_modules" / "axe-core" / "axe.min.js"
PAGE = REPOSITORY / "src" / "upperback" / "web" / "static" / "index.html"
# Debian's Chromium as root, without a display or a network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY = "I\u2019m ready"
FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
SERVE = REPOSITORY / "tests" / "browser" / "serve_coach.py"
COACH = ("-m", "upperback", "coach", "--no-browser")
_START_S = 60
# A machine with two cores that does other things too.
PATIENCE_MS = 30_000
_IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"\x00\x00\x00\x1cftyp")
_PLAIN_BYTES = 944
_MASK_AT = 964
_LONGEST_MASK_PX = 256
Launch = Callable[..., Browser]
"""Starts Chromium with some more arguments."""


class Server:
    """`upperback coach` on a free port; may be ended and started again."""

    def __init__(self, folder: Path, program: Sequence[str] = COACH) -> None:
        self._folder = folder
        self._program = program
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        environment = os.environ | {
            "UPPERBACK_DATABASE": str(self._folder / "journal.db"),
            "XDG_DATA_HOME": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder),
        }
        command = [sys.executable, *self._program]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--port", str(self._port)], env=environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + _START_S
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "server.log").read_text()
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.2)

    def skip_first_start(self) -> None:
        """Keep an empty profile, so that the page opens with today's exercises."""
        request = urllib.request.Request(
            f"{self.url}/api/profile",
            data=b"{}",
            method="PUT",
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=_START_S):
            pass

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/info", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def new_page(browser: Browser, *, width: int = 1280, height: int = 800) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def tap(page: Page) -> None:
    """Count one rep by hand."""
    page.get_by_role("button", name="Tap for each repetition").click()


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name)


def open_home(page: Page, url: str) -> None:
    page.goto(url)
    heading(page, "Today").wait_for()


def begin_session(page: Page, url: str, exercises: list[str], *, by_camera: bool) -> None:
    """Begin a session of these exercises behind the page's back; the page then offers to go on."""
    body = {"exercises": exercises, "by_camera": by_camera, "replace": True}
    answer = page.request.post(f"{url}/api/sessions", data=body)
    assert answer.ok, answer.text()
    open_home(page, url)
    button(page, "Go on where you stopped").click()


def count_of(page: Page) -> int:
    return int(page.locator("output.count").inner_text())


def expect_count(page: Page, count: int) -> None:
    expect(page.locator("output.count")).to_have_text(str(count), timeout=PATIENCE_MS)


def expect_true(page: Page, expression: str) -> None:
    """Wait until an expression holds in the page.

    Playwright's own `wait_for_function` evaluates it by the page's means from the second look on,
    and the page's policy forbids that.
    """
    deadline = time.monotonic() + PATIENCE_MS / 1000.0
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"does not come true: {expression}"
        page.wait_for_timeout(100)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it is now."""
    # Through the debugger, not a script element: the page's own policy forbids those.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Mapping[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)"
    )
    return [
        f"{rule['id']}: {rule['help']} ({node['html'][:120]}) {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def look(page: Page, name: str) -> None:
    """Keep a screenshot under build/screens, and let axe-core look too."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(350)  # until what fades in has done so
    page.screenshot(path=SCREENS / f"{name}.png")
    # A screen may be fading into the next one while axe-core looks; what is wrong stays wrong.
    found = violations(page)
    for _ in range(3):
        if not found:
            break
        page.wait_for_timeout(700)
        found = violations(page)
    assert found == [], name


class Traffic:
    """All that the page sends, and the live messages that it gets."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        self.told: list[Mapping[str, Any]] = []
        self.bodies: list[bytes] = []
        page.on("websocket", self._watch)
        page.on("request", lambda request: self.bodies.append(request.post_data_buffer or b""))

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            self.frames.append(payload)
        else:
            self.bodies.append(payload.encode())

    def _received(self, payload: str | bytes) -> None:
        if isinstance(payload, str):
            self.told.extend(map(json.loads, payload.split("\n")))

    def of_type(self, kind: str) -> list[Mapping[str, Any]]:
        return [message for message in self.told if message["type"] == kind]

    def expect_no_image(self) -> None:
        """Every binary message is a pose frame and nothing else; every text is short."""
        assert all(len(body) < 1000 for body in self.bodies)
        assert not any(start in body for body in self.bodies for start in _IMAGE_STARTS)
        for frame in self.frames:
            assert frame[0] == 1
            assert len(frame) == _PLAIN_BYTES or len(frame) == _MASK_AT + _mask_px(frame)


def _mask_px(frame: bytes) -> int:
    width = int.from_bytes(frame[960:962], "little")
    height = int.from_bytes(frame[962:964], "little")
    assert max(width, height) <= _LONGEST_MASK_PX
    return width * height
