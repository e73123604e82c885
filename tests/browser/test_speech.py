"""What is said aloud, by a voice that only remembers: the right words, one at a time."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from coach_page import PATIENCE_MS, Launch, Server, button, expect_count, heading

# Each sentence takes a third of a second; like the browser's own, it is told of its end.
_VOICE = """
(() => {
  const said = (window.said = []);
  let now = null, timer = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voice = {
    getVoices: () => [],
    speak(one) {
      said.push({ text: one.text, lang: one.lang, overlaps: now !== null });
      now = one;
      timer = setTimeout(() => { now = null; one.onend?.(); }, 330);
    },
    cancel() {
      if (now === null) return;
      said.at(-1).cut = true;
      clearTimeout(timer);
      const one = now;
      now = null;
      one.onerror?.();
    },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: voice });
})();
"""
_SETTLED_MS = 1500


def _page(browser: Browser, locale: str) -> Page:
    page = browser.new_context(locale=locale).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(_VOICE)
    return page


def _begin(page: Page, url: str, exercise: str) -> None:
    body = {"exercises": [exercise], "by_camera": False, "replace": True}
    assert page.request.post(f"{url}/api/sessions", data=body).ok
    page.goto(url)
    page.locator(".actions .primary").click()
    page.locator(".stage .button.primary").first.wait_for()


def _said(page: Page) -> list[dict[str, Any]]:
    page.wait_for_timeout(_SETTLED_MS)
    said: list[dict[str, Any]] = page.evaluate("said.splice(0)")
    return said


def _texts(page: Page) -> list[str]:
    said = _said(page)
    assert not any(each["overlaps"] for each in said)
    return [each["text"] for each in said]


def test_a_set_of_either_side_is_led_by_voice(server: Server, launch: Launch) -> None:
    page = _page(launch(), "en-GB")
    _begin(page, server.url, "thoracic_rotation")
    assert _texts(page) == ["Next: Side-lying thoracic rotation. Now the left side."]
    page.keyboard.press("n")
    page.locator("output.count").wait_for()
    assert _texts(page) == ["Go."]
    for count in (1, 2, 3):
        page.keyboard.press("r")
        expect_count(page, count)
        page.wait_for_timeout(400)
    assert _texts(page) == ["1", "2", "3"]
    page.keyboard.press(" ")
    heading(page, "Paused").wait_for()
    page.keyboard.press(" ")
    page.locator("output.count").wait_for()
    assert _texts(page) == ["Paused.", "Going on."]
    button(page, "End set").click()
    heading(page, "How was that?").wait_for()
    assert _texts(page) == ["That\u2019s the set. How many more could you have done?"]
    page.keyboard.press("n")
    heading(page, "Rest").wait_for()
    (rest,) = _texts(page)
    assert rest.startswith("Rest. ")
    assert rest.endswith("Next: Side-lying thoracic rotation.")
    page.keyboard.press("n")
    page.locator("output.count").wait_for()
    assert _texts(page) == ["Now the right side. Go."]


def test_german_is_spoken_in_german(server: Server, launch: Launch) -> None:
    page = _page(launch(), "de-AT")
    _begin(page, server.url, "thoracic_rotation")
    page.keyboard.press("n")
    page.locator("output.count").wait_for()
    page.wait_for_timeout(_SETTLED_MS)  # a count would go first
    page.keyboard.press("r")
    expect_count(page, 1)
    said = _said(page)
    assert [each["text"] for each in said] == [
        "Als Nächstes: Brustkorbdrehung in Seitenlage. Jetzt die linke Seite.",
        "Los.",
        "1",
    ]
    assert {each["lang"] for each in said} == {"de"}


class _Server:
    """Says what it is told to, beside what the real one says."""

    def __init__(self, page: Page) -> None:
        self._sockets: list[WebSocketRoute] = []
        page.route_web_socket("**/api/live", self._join)

    def _join(self, socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        self._sockets.append(socket)

    def says(self, **message: Any) -> None:
        self._sockets[-1].send(json.dumps(message))


@pytest.fixture
def counting(server: Server, launch: Launch) -> tuple[Page, _Server]:
    page = _page(launch(), "en-GB")
    told = _Server(page)
    _begin(page, server.url, "seated_row")
    page.keyboard.press("n")
    page.locator("output.count").wait_for()
    _said(page)
    return page, told


def _cue(text: str, severity: str = "note") -> dict[str, Any]:
    return {"type": "cue", "check": "some_check", "severity": severity, "text": text}


def test_safety_cuts_in_and_comes_first(counting: tuple[Page, _Server]) -> None:
    page, server = counting
    server.says(type="notice", code="view", text="A notice of some length.")
    server.says(**_cue("Elbows close."))
    server.says(**_cue("Flat back.", "safety"))
    said = _said(page)
    assert [each["text"] for each in said] == ["A notice of some length.", "Flat back."]
    assert said[0]["cut"]
    expect(page.locator(".caption")).to_have_text("Flat back.")


def test_what_comes_too_quickly_does_not_pile_up(counting: tuple[Page, _Server]) -> None:
    page, server = counting
    for number in range(20):
        server.says(**_cue(f"Cue number {number}."))
    assert _texts(page) == ["Cue number 0.", "Cue number 19."]


def test_praise_gives_way_to_a_cue_that_waits(counting: tuple[Page, _Server]) -> None:
    page, server = counting
    server.says(type="notice", code="view", text="Something is said.")
    server.says(**_cue("Elbows close."))
    server.says(type="cue", check=None, severity=None, text="Good.")
    assert _texts(page) == ["Something is said.", "Elbows close."]


def test_a_muted_voice_says_nothing(counting: tuple[Page, _Server]) -> None:
    page, server = counting
    page.keyboard.press("m")
    server.says(**_cue("Elbows close."))
    assert _texts(page) == []
    expect(page.locator(".caption")).to_have_text("Elbows close.")
