"""The page at other addresses than this machine's own: a phone's by HTTPS, and one without."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coach_page import (
    FAKE_CAMERA,
    PATIENCE_MS,
    READY,
    SERVE,
    Launch,
    Server,
    button,
    heading,
    look,
    open_home,
)

_NAME = "coach.test"


class ServerForPhones(Server):
    """As `upperback coach --lan` serves: by HTTPS with its own certificate, and by a code."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, (str(SERVE), "--phone", str(folder)))
        self._log = folder / "server.log"

    @property
    def url(self) -> str:
        return super().url.replace("http://", "https://")

    @property
    def code(self) -> str:
        return re.findall(r"code (\d{6})", self._log.read_text())[-1]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=5):
                return True
        except OSError:
            return False


@pytest.fixture
def for_phones(tmp_path: Path) -> Iterator[ServerForPhones]:
    server = ServerForPhones(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def phone(launch: Launch) -> Page:
    """A phone whose person said that they know the certificate."""
    context = launch(*FAKE_CAMERA).new_context(
        ignore_https_errors=True,
        viewport={"width": 390, "height": 844},
        locale="en-GB",
        color_scheme="dark",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def _type_in(phone: Page, code: str) -> None:
    phone.get_by_label("Code").fill(code)
    button(phone, "Go").click()


def test_a_phone_comes_in_by_the_code_and_films(for_phones: ServerForPhones, phone: Page) -> None:
    phone.goto(for_phones.url)
    phone.get_by_text("six digits").wait_for()
    phone.get_by_text("SHA-256 fingerprint").wait_for()
    look(phone, "code")
    code = for_phones.code
    _type_in(phone, "000000" if code != "000000" else "111111")
    phone.get_by_text("That was not the code").wait_for()
    look(phone, "code-wrong")

    _type_in(phone, f"{code[:3]} {code[3:]}")
    phone.locator("#step-title").wait_for()  # of the questions that come first
    assert phone.request.put(f"{for_phones.url}/api/profile", data={}).ok
    open_home(phone, for_phones.url)
    button(phone, "Start").click()
    expect(button(phone, "Continue")).to_be_enabled(timeout=90_000)
    button(phone, "Continue").click()
    button(phone, READY).click()
    # Its live socket and its camera work: the test pattern shows nobody, and the server says so.
    phone.get_by_text("I can't see you").wait_for()


def test_a_phone_that_is_no_longer_known_is_asked_again(
    for_phones: ServerForPhones, phone: Page
) -> None:
    phone.goto(for_phones.url)
    _type_in(phone, for_phones.code)
    phone.locator("#step-title").wait_for()
    for_phones.stop()
    for_phones.start()  # with no memory of whom it let in
    phone.reload()
    phone.get_by_text("six digits").wait_for()


@pytest.fixture
def by_name(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, (str(SERVE), "--name", _NAME))
    server.start()
    server.skip_first_start()
    yield server
    server.stop()


def test_an_address_without_https_says_why_there_is_no_camera(
    by_name: Server, launch: Launch
) -> None:
    browser = launch(*FAKE_CAMERA, f"--host-resolver-rules=MAP {_NAME} 127.0.0.1")
    page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    open_home(page, by_name.url.replace("127.0.0.1", _NAME))
    assert not page.evaluate("isSecureContext")
    button(page, "Start").click()

    heading(page, "The browser gives no camera to this address").wait_for()
    port = by_name.url.rpartition(":")[2]
    page.get_by_text(f"http://localhost:{port}").wait_for()
    page.get_by_text("--lan").wait_for()
    look(page, "insecure")
    button(page, "Go on without a camera").click()
    button(page, READY).wait_for()
