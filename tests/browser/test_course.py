"""A whole training session without a camera, by taps and by keys; and what can go wrong."""

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
    heading,
    new_page,
    open_home,
    tap,
)

STEPS = ["seated_row", "wall_angel"]


def _begin_by_taps(page: Page, url: str) -> None:
    begin_session(page, url, STEPS, by_camera=False)
    button(page, READY).click()


def _is_done(page: Page) -> bool:
    return heading(page, "Done for today").count() > 0


def test_taps_lead_through_to_the_summary(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    for _ in range(3):
        tap(page)
    expect_count(page, 3)

    button(page, "That was no rep").click()
    expect_count(page, 2)
    button(page, "Undo").click()
    expect_count(page, 3)
    button(page, "End set").click()

    page.get_by_role("group", name="How many more").get_by_role("button", name="2").click()
    page.get_by_role("group", name="Any pain").get_by_role("button", name="0").first.click()
    heading(page, "Rest").wait_for()
    before = page.get_by_role("timer").inner_text()
    button(page, "+15 s").click()
    expect(page.get_by_role("timer")).not_to_have_text(before)
    button(page, "Go on now").click()

    page.locator("output.count").or_(button(page, READY)).first.wait_for()
    for _ in range(20):
        if _is_done(page):
            break
        page.keyboard.press("n")
        page.wait_for_timeout(400)
    page.get_by_text("3 repetitions").wait_for()
    button(page, "Back to the start").click()
    heading(page, "Today").wait_for()


def test_the_keyboard_is_enough(server: Server, page: Page) -> None:
    open_home(page, server.url)
    button(page, "Without a camera").focus()
    page.keyboard.press("Enter")
    button(page, READY).wait_for()
    page.keyboard.press("n")
    page.locator("output.count").wait_for()
    for key in "rrr":
        page.keyboard.press(key)
    expect_count(page, 3)
    page.keyboard.press("x")
    expect_count(page, 2)
    page.keyboard.press("z")
    expect_count(page, 3)
    page.keyboard.press(" ")
    heading(page, "Paused").wait_for()
    page.keyboard.press(" ")
    page.locator("output.count").wait_for()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("n")
    heading(page, "How was that?").wait_for()
    for _ in range(40):
        if _is_done(page):
            break
        page.keyboard.press("n")
        page.wait_for_timeout(300)
    assert _is_done(page)


def test_a_key_pressed_while_a_dialog_closes_counts(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    expect_count(page, 0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()

    # Closed and pressed in one task: the browser tells of the closing in a later one.
    page.evaluate("""() => {
        document.querySelector("dialog").close();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", bubbles: true }));
    }""")
    expect_count(page, 1)


def test_a_reload_goes_on_where_it_stopped(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    tap(page)
    expect_count(page, 1)

    page.reload()
    button(page, "Go on where you stopped").click()
    expect_count(page, 1)


def test_a_server_that_dies_and_comes_back_loses_no_rep(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    tap(page)
    tap(page)
    expect_count(page, 2)

    server.kill()
    page.get_by_text("Connection lost").wait_for()
    tap(page)
    server.start()

    expect(page.get_by_text("Connection lost")).to_be_hidden()
    expect_count(page, 3)


def test_a_page_without_its_server_says_so_and_waits(server: Server, page: Page) -> None:
    open_home(page, server.url)
    server.kill()
    button(page, "Without a camera").click()
    heading(page, "The coach is not answering").wait_for()
    server.start()
    heading(page, "Today").wait_for()


def test_a_session_is_taken_over_by_another_window(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    tap(page)
    expect_count(page, 1)
    other = page.context.new_page()
    open_home(other, server.url)
    button(other, "Go on where you stopped").click()
    expect_count(other, 1)

    page.get_by_text("goes on in another window").wait_for()
    button(page, "Go on here").click()
    other.get_by_text("goes on in another window").wait_for()
    expect_count(page, 1)


def test_something_wrong_ends_with_advice(server: Server, page: Page) -> None:
    _begin_by_taps(page, server.url)
    button(page, "End training").click()
    button(page, "Something feels wrong").click()
    heading(page, "Stopped").wait_for()
    page.get_by_text("chest pain or pressure, or pain that spreads").wait_for()


def test_a_refused_camera_is_explained(server: Server, launch: Launch) -> None:
    page = new_page(launch("--use-fake-device-for-media-stream", "--deny-permission-prompts"))
    open_home(page, server.url)
    button(page, "Start").click()
    heading(page, "The camera was refused").wait_for()
    button(page, "Go on without a camera").click()
    button(page, READY).wait_for()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("NotFoundError", "No camera was found"),
        ("NotReadableError", "The camera is in use"),
        ("TypeError", "This browser gives no camera"),
    ],
)
def test_a_camera_that_cannot_be_had_is_explained(
    server: Server, page: Page, error: str, words: str
) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => "
        f"Promise.reject(new DOMException('', '{error}'))"
    )
    open_home(page, server.url)
    button(page, "Start").click()
    heading(page, words).wait_for()


def test_a_browser_without_webassembly_is_told(server: Server, launch: Launch) -> None:
    page = new_page(launch(*FAKE_CAMERA))
    page.add_init_script("delete globalThis.WebAssembly")
    open_home(page, server.url)
    button(page, "Start").click()
    heading(page, "WebAssembly is off").wait_for()
