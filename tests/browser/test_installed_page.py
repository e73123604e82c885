"""The page as an installed app: it opens without its server, waits for it, and is never stale."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coach_page import (
    PAGE,
    READY,
    SERVE,
    Launch,
    Server,
    button,
    expect_count,
    expect_true,
    heading,
    look,
    new_page,
    open_home,
    tap,
)

_STORES = "caches.keys().then((names) => names.sort())"
# What comes of it is waited for where it shows: `evaluate` itself would wait for ever.
_UPDATE = "void navigator.serviceWorker.getRegistration().then((one) => one.update())"
_KEPT = """caches.keys().then((names) => Promise.all(names.map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname))))
    .then((all) => all.flat())"""


def _installed(browser: Browser, url: str) -> Page:
    """Return a page that has kept its shell, as it has when it is installed."""
    page = new_page(browser)
    open_home(page, url)
    expect_true(page, "navigator.serviceWorker.controller !== null")
    return page


def _opened_again(page: Page, url: str) -> Page:
    """Open the page as from its icon: nothing of it is open any more."""
    again = page.context.new_page()
    page.close()
    again.goto(url)
    return again


def test_it_opens_without_its_server_and_goes_on_by_itself(server: Server, launch: Launch) -> None:
    page = _installed(launch(), server.url)
    server.stop()
    again = _opened_again(page, server.url)

    heading(again, "The coach is not answering").wait_for()
    again.get_by_text("make coach").wait_for()
    again.get_by_text(server.url.removeprefix("http://")).wait_for()
    look(again, "away-light")
    again.emulate_media(color_scheme="dark")
    again.set_viewport_size({"width": 320, "height": 568})
    look(again, "away-small-dark")

    server.start()
    heading(again, "Today").wait_for()


def test_trying_again_at_once_is_a_button(server: Server, launch: Launch) -> None:
    page = _installed(launch(), server.url)
    server.stop()
    page.reload()
    heading(page, "The coach is not answering").wait_for()
    page.wait_for_timeout(8000)  # by now it tries every eight seconds
    server.start()
    button(page, "Try again").click()
    heading(page, "Today").wait_for(timeout=2500)


def test_the_shell_is_kept_and_nothing_of_the_server(server: Server, launch: Launch) -> None:
    page = _installed(launch(), server.url)
    page.get_by_role("link", name="Progress").click()
    heading(page, "Progress").wait_for()

    kept: list[str] = page.evaluate(_KEPT)
    names = {path.partition("-")[0] for path in kept}
    assert names == {"/", "/assets/index", "/assets/figtree"}


def test_chromium_would_install_it(server: Server, launch: Launch) -> None:
    page = _installed(launch(), server.url)
    asked = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
    reasons = {error["errorId"] for error in asked["installabilityErrors"]}
    assert reasons <= {"in-incognito"}  # as every page of a test is


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the built page."""
    folder = tmp_path / "page"
    shutil.copytree(PAGE.parent, folder, ignore=shutil.ignore_patterns("wasm"))
    return folder


@pytest.fixture
def serving_copy(tmp_path: Path, copied: Path) -> Iterator[Server]:
    server = Server(tmp_path, (str(SERVE), "--page", str(copied)))
    server.start()
    server.skip_first_start()
    yield server
    server.stop()


def _build_anew(folder: Path) -> None:
    """Do what another build does: other names for what has changed, and another list of them."""
    (entry,) = (folder / "assets").glob("index-*.js")
    newer = entry.with_name("index-NEWER.js")
    shutil.move(entry, newer)
    for file in (folder / "index.html", folder / "service_worker.js"):
        text = file.read_text().replace(entry.name, newer.name)
        file.write_text(re.sub(r'"[0-9a-f]{12}"', '"ba9876543210"', text))
    for packed in folder.rglob("*.gz"):
        packed.unlink()


def _is_newer(page: Page) -> bool:
    found: bool = page.evaluate("document.querySelector('script[src*=NEWER]') !== null")
    return found


def _restarted(server: Server, folder: Path) -> None:
    server.stop()
    _build_anew(folder)
    server.start()


def test_a_newer_page_comes_by_itself_where_nobody_is_in_the_middle_of_something(
    serving_copy: Server, copied: Path, launch: Launch
) -> None:
    page = _installed(launch(), serving_copy.url)
    page.evaluate("caches.open('upperback-pose-model')")
    serving_copy.stop()
    again = _opened_again(page, serving_copy.url)
    heading(again, "The coach is not answering").wait_for()
    _build_anew(copied)
    serving_copy.start()

    again.locator("script[src*=NEWER]").wait_for(state="attached")
    heading(again, "Today").wait_for()
    # The old build's files are gone; the pose model stays.
    stores: list[str] = again.evaluate(_STORES)
    assert len(stores) == 2
    assert "upperback-pose-model" in stores


def test_a_newer_page_waits_for_the_end_of_the_training(
    serving_copy: Server, copied: Path, launch: Launch
) -> None:
    page = _installed(launch(), serving_copy.url)
    button(page, "Without a camera").click()
    button(page, READY).click()
    tap(page)
    expect_count(page, 1)
    _restarted(serving_copy, copied)
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    tap(page)
    expect_count(page, 2)
    page.evaluate(_UPDATE)
    page.wait_for_timeout(1500)
    expect(page.get_by_text("A new version is ready")).to_be_hidden()
    assert not _is_newer(page)

    button(page, "End training").click()
    button(page, "That\u2019s enough for today").click()
    button(page, "Back to the start").click()
    page.locator("script[src*=NEWER]").wait_for(state="attached")
    heading(page, "Today").wait_for()


def test_a_newer_page_is_told_of_to_somebody_who_reads(
    serving_copy: Server, copied: Path, launch: Launch
) -> None:
    page = _installed(launch(), serving_copy.url)
    page.wait_for_timeout(5000)  # longer than just come
    _restarted(serving_copy, copied)
    page.evaluate(_UPDATE)

    page.get_by_text("A new version is ready").wait_for()
    look(page, "newer-version")
    button(page, "Load it now").click()
    page.locator("script[src*=NEWER]").wait_for(state="attached")
    expect(page.get_by_text("A new version is ready")).to_be_hidden()
