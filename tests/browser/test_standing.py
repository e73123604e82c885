"""The look at relaxed standing: somebody stands before the camera, and keeps what was seen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coach_page import (
    FAKE_CAMERA,
    PATIENCE_MS,
    Launch,
    Server,
    Traffic,
    button,
    heading,
    look,
    new_page,
)

# Somebody who is side-on to the camera, the arms hanging: a moment of a bench clip.
PICTURE = Path(__file__).parent / "standing.jpg"
_CAMERA_FPS = 30
_LONG_MS = 90_000
# Beside the frames of a look only questions go out.
_LONGEST_TEXT = 1000


@pytest.fixture(scope="module")
def camera_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A camera that films somebody who stands still."""
    file = tmp_path_factory.mktemp("camera") / "standing.mjpeg"
    file.write_bytes(PICTURE.read_bytes() * _CAMERA_FPS)
    return file


@pytest.fixture
def standing(server: Server, launch: Launch, camera_file: Path) -> Page:
    """The progress page before that camera."""
    page = new_page(launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={camera_file}"))
    page.goto(f"{server.url}/#progress")
    heading(page, "Standing relaxed").wait_for()
    return page


@pytest.mark.slow
def test_who_stands_still_is_seen_and_may_keep_it(standing: Page) -> None:
    page, traffic = standing, Traffic(standing)
    button(page, "Take a look").click()
    heading(page, "What I saw").wait_for(timeout=_LONG_MS)
    expect(page.get_by_text("Too few days yet to compare.")).to_have_count(2)
    expect(page.get_by_text("\u00b1")).to_have_count(2)
    assert page.evaluate("document.querySelector('video')") is None, "the camera is off"
    look(page, "standing-3-result")

    button(page, "Keep").click()
    page.get_by_text("Kept in your journal").wait_for()
    button(page, "Close").click()
    expect(page.get_by_role("figure", name="Head position")).to_be_visible()
    page.get_by_text("There is nothing to draw yet").wait_for()  # it is no training
    look(page, "standing-4-kept")
    _expect_frames_only(traffic)
    _expect_it_in_the_journal(page)


def _expect_frames_only(traffic: Traffic) -> None:
    """What went out is pose frames, each after its length; never a picture."""
    looks = [body for body in traffic.bodies if len(body) > _LONGEST_TEXT]
    assert looks
    for body in looks:
        place = 0
        while place < len(body):
            assert body[place + 4] == 1  # the version of a pose frame
            place += 4 + int.from_bytes(body[place : place + 4], "little")
        assert place == len(body)
        assert b"\xff\xd8\xff" not in body


def _expect_it_in_the_journal(page: Page) -> None:
    page.get_by_role("link", name="Journal").or_(button(page, "Journal")).first.click()
    page.get_by_text("A look, no training").first.click()
    expect(page.get_by_text("Head before the shoulders")).to_be_visible()
    look(page, "standing-5-journal")
    button(page, "Delete this session").click()
    button(page, "Delete this session").click()
    button(page, "Undo").click()
    expect(page.get_by_text("A look, no training").first).to_be_visible()


def test_an_empty_room_is_told_and_escape_leads_back(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/#progress")
    button(page, "Take a look").click()
    page.get_by_text("I can't see you").wait_for(timeout=_LONG_MS)
    expect(page.get_by_text("as you stand when you wait for a bus")).to_be_visible()
    page.keyboard.press("Escape")
    heading(page, "Standing relaxed").wait_for()
    assert page.evaluate("document.querySelector('video')") is None


def test_without_a_camera_it_says_so(server: Server, launch: Launch) -> None:
    page = new_page(launch("--use-fake-ui-for-media-stream"))
    page.goto(f"{server.url}/#progress")
    button(page, "Take a look").click()
    heading(page, "No camera was found").wait_for()
    look(page, "standing-6-no-camera")
    button(page, "Close").click()
    heading(page, "Standing relaxed").wait_for()


@pytest.mark.parametrize("size", [(1280, 800), (320, 568)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_reads_in_every_look(
    server: Server, launch: Launch, camera_file: Path, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    browser = launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={camera_file}")
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{server.url}/#progress")
    heading(page, "Standing relaxed").wait_for()
    look(page, f"standing-1-section-{scheme}-{width}")
    # Nobody is measured while the hint is looked at.
    page.route("**/api/still/standing?*", lambda route: route.fulfill(json=_HOLDING))
    button(page, "Take a look").click()
    page.get_by_text("Good. Stay like this").wait_for(timeout=_LONG_MS)
    expect(page.get_by_role("meter", name="Hold still")).to_be_visible()
    look(page, f"standing-2-hold-{scheme}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.unroute("**/api/still/standing?*")
    heading(page, "What I saw").wait_for(timeout=_LONG_MS)
    look(page, f"standing-3-result-{scheme}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


_HOLDING = {
    "placement": {
        "code": "holding",
        "text": "Good. Stay like this, and breathe easily.",
        "held_s": 1.2,
        "needs_s": 2.5,
    },
    "look": None,
}
