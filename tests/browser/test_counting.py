"""The real model in the real page, watched by the real server: the reps of a clip are counted."""

import re
from fractions import Fraction
from pathlib import Path

import av
import pytest
from playwright.sync_api import expect

import upperback
from coach_page import (
    FAKE_CAMERA,
    READY,
    REPOSITORY,
    Launch,
    Server,
    Traffic,
    begin_session,
    button,
    count_of,
    heading,
    new_page,
    open_home,
)

CLIP = REPOSITORY / "samples" / "seated_row.mp4"
# Chromium plays a Motion JPEG at this rate.
_CAMERA_FPS = 30
# Without a graphics chip the model takes about 90 ms a picture: half speed leaves 5 pictures a
# second even where other things run.
_SLOWER = 2
# Before the first rep the person sits still, until the page has loaded the model and found them.
_STILL_S = 25
_AFTER_S = 20
_COUNTED_MS = 240_000

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def analysis() -> upperback.Analysis:
    return upperback.analyze(CLIP, exercise="seated_row")


@pytest.fixture(scope="module")
def camera_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clip as a camera would film it: slowly, with stillness before and after."""
    pictures = _jpegs(CLIP)
    with av.open(str(CLIP)) as video:
        fps = video.streams.video[0].average_rate or Fraction(24)
    n_moving = int(len(pictures) / fps * _SLOWER * _CAMERA_FPS)
    moving = [pictures[int(i * fps / _SLOWER / _CAMERA_FPS)] for i in range(n_moving)]
    file = tmp_path_factory.mktemp("camera") / "seated_row.mjpeg"
    with file.open("wb") as out:
        out.writelines([pictures[0]] * (_STILL_S * _CAMERA_FPS))
        out.writelines(moving)
        out.writelines([pictures[-1]] * (_AFTER_S * _CAMERA_FPS))
    return file


def _jpegs(clip: Path) -> list[bytes]:
    codec = av.CodecContext.create("mjpeg", "w")
    assert isinstance(codec, av.VideoCodecContext)
    packets: list[bytes] = []
    with av.open(str(clip)) as video:
        for number, frame in enumerate(video.decode(video=0)):
            picture = frame.reformat(format="yuvj420p")
            if not packets:
                codec.width, codec.height = picture.width, picture.height
                codec.pix_fmt, codec.time_base = "yuvj420p", Fraction(1, _CAMERA_FPS)
                codec.options = {"qmin": "4", "qmax": "6"}
            picture.pts, picture.time_base = number, codec.time_base
            packets += [bytes(packet) for packet in codec.encode(picture)]
    packets += [bytes(packet) for packet in codec.encode(None)]
    return packets


def test_a_filmed_set_counts_as_its_analysis_does(
    server: Server, launch: Launch, camera_file: Path, analysis: upperback.Analysis
) -> None:
    browser = launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={camera_file}")
    page = new_page(browser)
    traffic = Traffic(page)
    expected = analysis.sets[0]

    begin_session(page, server.url, ["seated_row"], by_camera=True)
    expect(button(page, "Continue")).to_be_enabled(timeout=90_000)
    button(page, "Continue").click()
    button(page, READY).click()
    # The start pose was held: nobody pressed "count now".
    page.locator("output.count").wait_for(timeout=_STILL_S * 1000)
    expect(page.locator("output.count")).to_have_text(str(len(expected.reps)), timeout=_COUNTED_MS)
    page.wait_for_timeout(4000)

    assert count_of(page) == len(expected.reps)
    assert len(traffic.of_type("rep")) == len(expected.reps)
    found = {message["finding"]["check"] for message in traffic.of_type("finding")}
    assert found == {finding.check for finding in expected.findings}
    assert len(traffic.frames) > 100
    traffic.expect_no_image()


def test_a_sample_counts_as_its_analysis_does(
    server: Server, launch: Launch, analysis: upperback.Analysis
) -> None:
    page = new_page(launch())
    traffic = Traffic(page)

    samples = page.request.get(f"{server.url}/api/info").json()["samples"]
    (offered,) = [each for each in samples if each["name"] == CLIP.stem]
    expected = analysis.sets[0]
    open_home(page, server.url)
    button(page, "Try it with a sample").click()
    button(page, offered["title"]).click()
    button(page, READY).click(timeout=90_000)
    # How far the rep went, and how sure that is.
    measured = page.locator("dd", has_text=re.compile(r"^\d+° ± \d+°$"))
    measured.first.wait_for(timeout=_COUNTED_MS)
    heading(page, "How was that?").wait_for(timeout=_COUNTED_MS)

    assert len(traffic.of_type("rep")) == len(expected.reps)
    traffic.expect_no_image()
    button(page, "Skip").click()
    while heading(page, "Done for today").count() == 0:
        page.keyboard.press("n")
        page.wait_for_timeout(500)
    page.get_by_text("nothing was kept").wait_for()
