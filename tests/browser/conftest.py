"""A real server with a journal of its own, and Debian's Chromium that looks at it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from a_year import write_year
from coach_page import ARGUMENTS, FAKE_CAMERA, PAGE, PATIENCE_MS, Launch, Server, new_page

# What is expected to show may take as long as what is waited for.
expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def _running(folder: Path) -> Iterator[Server]:
    if not PAGE.is_file():
        pytest.fail("the page is not built: run 'make webapp'")
    server = Server(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    """A coach whom nobody has told anything."""
    with _running(tmp_path) as server:
        yield server


@pytest.fixture
def server(new_server: Server) -> Server:
    """A coach that opens with today's exercises."""
    new_server.skip_first_start()
    return new_server


@pytest.fixture
def year_server(tmp_path: Path) -> Iterator[Server]:
    """A coach with a year in its journal, up to yesterday."""
    today = datetime.now().astimezone().replace(hour=18, minute=0, second=0, microsecond=0)
    write_year(str(tmp_path / "journal.db"), today)
    with _running(tmp_path) as server:
        yield server


# Ended with each module: while it runs, no other test could use asyncio.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def launch(playwright: Playwright) -> Iterator[Launch]:
    """Start Chromium with some more arguments; it is closed after the test."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is not installed: run 'make test', which installs it")
    started: list[Browser] = []

    def start(*arguments: str) -> Browser:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*ARGUMENTS, *arguments]
        )
        started.append(browser)
        return browser

    yield start
    for browser in started:
        browser.close()


@pytest.fixture
def page(launch: Launch) -> Page:
    """A page of a browser that has a fake camera with a test pattern."""
    return new_page(launch(*FAKE_CAMERA))
