"""Every screen, in the sizes and looks that people have: axe-core finds nothing, and it fits."""

from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from coach_page import (
    FAKE_CAMERA,
    READY,
    Launch,
    Server,
    begin_session,
    button,
    expect_count,
    expect_true,
    heading,
    look,
    new_page,
    open_home,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A size and a look."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]
    locale: str = "en-GB"


SCREENS = [
    Screen(name="desktop-light", width=1280, height=800, scheme="light"),
    Screen(name="phone-dark", width=390, height=844, scheme="dark"),
    Screen(name="small-phone-light", width=320, height=568, scheme="light"),
    Screen(name="television-dark", width=3840, height=2160, scheme="dark"),
]


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    chosen: Screen = request.param
    return chosen


@pytest.fixture
def seen(launch: Launch, screen: Screen) -> Page:
    context = launch(*FAKE_CAMERA).new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme=screen.scheme,
        locale=screen.locale,
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


def _fits(page: Page) -> None:
    """Nothing must be scrolled sideways to."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_screen_without_a_camera(server: Server, seen: Page, screen: Screen) -> None:
    open_home(seen, server.url)
    seen.wait_for_timeout(600)
    _look(seen, screen, "1-home")
    _look_at_the_samples(seen, screen)
    button(seen, "Settings").click()
    _look(seen, screen, "2-settings")
    seen.keyboard.press("Escape")
    button(seen, "Keys and gestures").click()
    _look(seen, screen, "3-help")
    seen.keyboard.press("Escape")

    begin_session(seen, server.url, ["seated_row", "cat_cow"], by_camera=False)
    button(seen, READY).wait_for()
    seen.wait_for_timeout(600)
    _look(seen, screen, "4-intro")
    button(seen, READY).click()
    seen.get_by_label("Show the pace").check()
    for _ in range(12):
        seen.keyboard.press("r")
    expect_count(seen, 12)
    seen.keyboard.press("x")
    expect_count(seen, 11)
    seen.wait_for_timeout(4500)
    _look(seen, screen, "6-counting-by-taps")
    _expect_readable_from_afar(seen)
    _rate_and_rest(seen, screen)


def _look_at_the_samples(seen: Page, screen: Screen) -> None:
    button(seen, "Try it with a sample").click()
    for title in ("Cat-cow", "Dumbbell reverse fly", "Band seated row", "Wall angel"):
        expect(button(seen, title)).to_be_visible()
    pictures = seen.locator("#samples img")
    expect(pictures).to_have_count(5)
    expect_true(
        seen, "[...document.querySelectorAll('#samples img')].every((one) => one.naturalWidth > 0)"
    )
    _look(seen, screen, "1-samples")
    button(seen, "Try it with a sample").click()


def _rate_and_rest(seen: Page, screen: Screen) -> None:
    button(seen, "Pause").click()
    _look(seen, screen, "8-paused")
    button(seen, "Go on").click()
    button(seen, "End set").click()
    heading(seen, "How was that?").wait_for()
    _look(seen, screen, "9-rating")
    button(seen, "Skip").click()
    heading(seen, "Rest").wait_for()
    _look(seen, screen, "10-resting")
    button(seen, "End training").click()
    _look(seen, screen, "11-stop")
    button(seen, "That\u2019s enough for today").click()
    heading(seen, "Done for today").wait_for()
    seen.get_by_text("11 repetitions").wait_for()
    _look(seen, screen, "12-summary")


def test_every_screen_with_a_camera(server: Server, seen: Page, screen: Screen) -> None:
    begin_session(seen, server.url, ["cat_cow"], by_camera=True)
    seen.wait_for_timeout(300)
    _look(seen, screen, "13-camera-loading")
    expect(button(seen, "Continue")).to_be_enabled(timeout=90_000)
    _look(seen, screen, "14-camera")
    button(seen, "Continue").click()
    button(seen, READY).click()
    seen.get_by_text("I can't see you").wait_for()
    _look(seen, screen, "5-placing")
    button(seen, "Count now").click()
    seen.locator("output.count").wait_for()
    _look(seen, screen, "7-counting-by-camera")
    button(seen, "End training").click()
    button(seen, "Something feels wrong").click()
    heading(seen, "Stopped").wait_for()
    seen.wait_for_timeout(300)
    _look(seen, screen, "15-advice")


SMALL = [(320, 568), (360, 640), (640, 360)]


@pytest.mark.parametrize("by_camera", [False, True], ids=["taps", "camera"])
@pytest.mark.parametrize(("width", "height"), SMALL)
def test_a_small_screen_counts_without_scrolling(
    server: Server, launch: Launch, width: int, height: int, by_camera: bool
) -> None:
    page = new_page(launch(*FAKE_CAMERA), width=width, height=height)
    begin_session(page, server.url, ["seated_row"], by_camera=by_camera)
    if by_camera:
        expect(button(page, "Continue")).to_be_enabled(timeout=90_000)
        button(page, "Continue").click()
    button(page, READY).click()
    if by_camera:
        button(page, "Count now").click()
    page.locator("output.count").wait_for()

    _fits(page)
    page.evaluate("scrollTo(0, 0)")
    for part in (
        page.locator("output.count"),
        page.get_by_role("meter", name="Range"),
        button(page, "Pause"),
        button(page, "End set"),
    ):
        expect(part).to_be_in_viewport(ratio=1)
    _expect_readable_from_afar(page)
    look(page, f"counting-{'camera' if by_camera else 'taps'}-{width}x{height}")


def test_text_twice_as_large_overlaps_nothing(server: Server, launch: Launch) -> None:
    page = new_page(launch(), width=360, height=640)
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () =>"
        " (document.documentElement.style.fontSize = '200%'))"
    )
    begin_session(page, server.url, ["seated_row"], by_camera=False)
    button(page, READY).click()
    page.locator("output.count").wait_for()
    _fits(page)
    button(page, "Pause").scroll_into_view_if_needed()
    look(page, "counting-large-text")
    button(page, "Pause").click()
    heading(page, "Paused").wait_for()


def test_german_is_whole(server: Server, launch: Launch) -> None:
    context = launch().new_context(locale="de-AT", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(server.url)
    heading(page, "Heute").wait_for()
    page.wait_for_timeout(600)
    look(page, "german-1-home")
    button(page, "Ohne Kamera").click()
    button(page, "Ich bin bereit").wait_for()
    look(page, "german-2-intro")
    assert page.locator("html").get_attribute("lang") == "de"
    button(page, "Ich bin bereit").click()
    page.get_by_role("button", name="Tippe bei jeder Wiederholung").click()
    expect_count(page, 1)
    look(page, "german-3-counting")


def _look(page: Page, screen: Screen, name: str) -> None:
    look(page, f"{screen.name}-{name}")
    _fits(page)


def _expect_readable_from_afar(page: Page) -> None:
    """The count is at least a quarter of the screen's shorter side."""
    size: float = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('output.count')).fontSize)"
        " / Math.min(innerWidth, innerHeight)"
    )
    assert size >= 0.25
