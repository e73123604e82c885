"""Every screen in German: no sentence of the server or of the page is left in English."""

import re

import pytest
from playwright.sync_api import Page, expect

from coach_page import FAKE_CAMERA, PATIENCE_MS, Launch, Server, button, expect_count, heading, look

# What English cannot do without, and German does not have.
_ENGLISH = re.compile(
    r"\b(?:the|and|your|you|of|with|this|for|are|it|to|from|on|is|be|not|reps?|set|sets|left|right"
    r"|side|most|day|days|week|weeks|minutes|seconds)\b"
)
EXERCISES = ("cat_cow", "reverse_fly", "seated_row", "thoracic_rotation", "wall_angel")
_ALL_TEXT = """() => {
    const texts = [document.title];
    for (const one of document.querySelectorAll('details')) one.open = true;
    texts.push(document.body.innerText);
    for (const one of document.querySelectorAll('[aria-label], [title], [alt], [aria-valuetext]'))
        for (const name of ['aria-label', 'title', 'alt', 'aria-valuetext'])
            texts.push(one.getAttribute(name) ?? '');
    for (const one of document.querySelectorAll('svg text, svg title, svg desc, .unseen'))
        texts.push(one.textContent ?? '');
    return texts.join('\\n').split('\\n').map((line) => line.trim()).filter(Boolean);
}"""


@pytest.fixture
def german(launch: Launch) -> Page:
    context = launch(*FAKE_CAMERA).new_context(
        locale="de-DE", viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def _english(page: Page) -> list[str]:
    lines: list[str] = page.evaluate(_ALL_TEXT)
    # What the person wrote stands in quotation marks.
    said = [re.sub("\u201c.*?\u201d", "", line) for line in lines]
    # Of the year that the tests make up.
    said = [line.replace("the head was out of the picture", "") for line in said]
    return [line for line in dict.fromkeys(said) if _ENGLISH.search(line)]


def _is_german(page: Page, name: str) -> None:
    page.wait_for_timeout(600)
    assert _english(page) == [], name


def test_the_pages_of_a_year(year_server: Server, german: Page) -> None:
    german.goto(year_server.url)
    for number, name in enumerate(("home", "plan", "progress", "journal")):
        german.get_by_role("navigation").get_by_role("link").nth(number).click()
        _is_german(german, name)
    german.locator("button.line").first.click()
    _is_german(german, "a session of the journal")
    look(german, "german-journal")


def test_the_first_start(year_server: Server, german: Page) -> None:
    german.goto(year_server.url)
    german.get_by_role("navigation").get_by_role("link").nth(1).click()
    button(german, "Über dich").or_(german.get_by_role("link", name="Über dich")).first.click()
    for step in range(4):
        _is_german(german, f"step {step} of the first start")
        german.locator("main .button.primary").click()
    _is_german(german, "the result of the first start")


def test_dialogs_and_samples(server: Server, german: Page) -> None:
    german.goto(server.url)
    heading(german, "Heute").wait_for()
    button(german, "Mit einem Beispiel ausprobieren").click()
    _is_german(german, "samples")
    for name in ("Einstellungen", "Tasten und Gesten"):
        button(german, name).click()
        _is_german(german, name)
        german.keyboard.press("Escape")


def _begin(german: Page, url: str, exercises: list[str], *, by_camera: bool) -> None:
    body = {"exercises": exercises, "by_camera": by_camera, "replace": True}
    assert german.request.post(f"{url}/api/sessions", data=body).ok
    german.goto(url)
    button(german, "Weitermachen, wo du warst").click()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_before_the_camera(server: Server, german: Page, exercise: str) -> None:
    _begin(german, server.url, [exercise], by_camera=True)
    expect(button(german, "Weiter")).to_be_enabled(timeout=90_000)
    _is_german(german, "camera")
    button(german, "Weiter").click()
    _is_german(german, "intro")
    look(german, f"german-intro-{exercise}")
    button(german, "Ich bin bereit").click()
    german.get_by_text("Ich sehe dich nicht").wait_for()
    _is_german(german, "placing")
    look(german, f"german-placing-{exercise}")


def test_a_training(server: Server, german: Page) -> None:
    _begin(german, server.url, list(EXERCISES), by_camera=False)
    button(german, "Ich bin bereit").click()
    german.locator("output.count").wait_for()
    german.keyboard.press("r")
    expect_count(german, 1)
    _is_german(german, "counting")
    button(german, "Pause").click()
    heading(german, "Pause").wait_for()
    _is_german(german, "paused")
    german.keyboard.press(" ")
    button(german, "Satz beenden").click()
    heading(german, "Wie war das?").wait_for()
    _is_german(german, "rating")
    german.get_by_role("group", name="Wie viele").get_by_role("button", name="2").click()
    german.get_by_role("group", name="Schmerzen").get_by_role("button", name="7").click()
    german.get_by_text("lassen wir heute").wait_for()
    _is_german(german, "stopped for pain")
    button(german, "Training beenden").click()
    _is_german(german, "stop")
    button(german, "Genug f\u00fcr heute").click()
    _is_german(german, "summary")


def test_a_refused_camera_and_a_server_that_is_away(server: Server, launch: Launch) -> None:
    browser = launch("--use-fake-device-for-media-stream", "--deny-permission-prompts")
    page = browser.new_context(locale="de-DE").new_page()
    page.goto(server.url)
    button(page, "Los geht\u2019s").click()
    heading(page, "Die Kamera wurde nicht erlaubt").wait_for()
    _is_german(page, "refused")
    server.kill()
    button(page, "Ohne Kamera weitermachen").click()
    heading(page, "Der Coach antwortet nicht").wait_for()
    _is_german(page, "away")
