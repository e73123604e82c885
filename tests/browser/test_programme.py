"""First start, a whole session into the journal, and the pages that show months."""

from datetime import datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from coach_page import (
    READY,
    Launch,
    Server,
    button,
    expect_count,
    expect_true,
    heading,
    look,
    open_home,
    tap,
)

PAGES = ("Plan", "Progress", "Journal")
Scheme = Literal["light", "dark"]


def _page(launch: Launch, *, scheme: Scheme, width: int, locale: str = "en-GB") -> Page:
    context = launch().new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, locale=locale
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 390), ("dark", 1280)], ids=["phone-light", "desktop-dark"]
)
def test_first_start(new_server: Server, launch: Launch, scheme: Scheme, width: int) -> None:
    page = _page(launch, scheme=scheme, width=width)
    name = f"start-{width}-{scheme}"
    page.goto(new_server.url)
    heading(page, "Before you begin").wait_for()
    page.get_by_text("not a medical device").wait_for()
    look(page, f"{name}-1-flags")
    button(page, "Yes, one of these").click()
    expect(page.get_by_text("local emergency number")).to_be_visible()
    look(page, f"{name}-2-stop")
    button(page, "I chose this by mistake").click()
    button(page, "None of these").click()
    _answer_all(page, name)
    kept = page.request.get(f"{new_server.url}/api/profile").json()["profile"]
    assert kept["bands"] == ["green", "red"]
    assert kept["answers"]["shoulder"] is True
    page.reload()
    heading(page, "Today").wait_for()


def _answer_all(page: Page, name: str) -> None:
    button(page, "No to all of these").click()
    page.get_by_role("group", name="Has your shoulder").get_by_label("yes").check(force=True)
    look(page, f"{name}-3-health")
    _fits(page)
    button(page, "Continue").click()

    button(page, "+ red").click()
    button(page, "+ green").click()
    button(page, "Move green one place lighter").click()
    look(page, f"{name}-4-equipment")
    button(page, "Continue").click()
    button(page, "After I close the laptop").click()
    look(page, f"{name}-5-time")
    _fits(page)
    button(page, "Continue").click()

    page.get_by_text("Arm raised and turned out").wait_for()
    page.get_by_label("My doctor or physiotherapist has agreed").check()
    look(page, f"{name}-6-result")
    button(page, "That\u2019s my plan").click()
    heading(page, "Today").wait_for()
    expect(page.get_by_role("heading", name="Wall angel")).to_have_count(0)
    expect(page.get_by_text("After I close the laptop")).to_be_visible()
    look(page, f"{name}-7-today")


def test_days_of_the_week_are_chosen_and_are_the_goal(new_server: Server, page: Page) -> None:
    page.goto(new_server.url)
    for name in ("None of these", "Continue", "Continue"):
        button(page, name).click()
    button(page, "Thu").click()
    button(page, "Tue").click()
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
    page.get_by_role("radio", name="3", exact=True).check(force=True)
    expect(button(page, "Tue")).to_have_attribute("aria-pressed", "false")
    button(page, "Sat").click()
    button(page, "Tue").click()
    button(page, "Continue").click()
    button(page, "That\u2019s my plan").click()
    heading(page, "Today").wait_for()

    kept = page.request.get(f"{new_server.url}/api/profile").json()["profile"]
    assert (kept["weekdays"], kept["days_per_week"]) == ([1, 5], 2)


def test_the_first_start_can_be_skipped_for_good(new_server: Server, page: Page) -> None:
    page.goto(new_server.url)
    button(page, "Skip for now").click()
    heading(page, "Today").wait_for()
    page.reload()
    heading(page, "Today").wait_for()


def test_today_bends_to_what_there_is(server: Server, page: Page) -> None:
    open_home(page, server.url)
    expect(page.get_by_role("heading", name="Dumbbell reverse fly")).to_be_visible()

    button(page, "Only a band").click()
    expect(page.get_by_role("heading", name="Dumbbell reverse fly")).to_have_count(0)
    page.get_by_text("Not today").click()
    expect(page.get_by_text("What it needs is not at hand").first).to_be_visible()
    button(page, "Only a band").click()

    button(page, "I have 6 minutes").click()
    expect(page.get_by_text("Short session")).to_be_visible()
    button(page, "I have 6 minutes").click()

    button(page, "Sore today").click()
    expect(page.get_by_text("Mobility", exact=True)).to_be_visible()
    button(page, "Any pain before you begin?").click()
    page.get_by_role("group", name="Any pain").get_by_role("button", name="7", exact=True).click()
    button(page, "Save").click()
    expect(page.get_by_text("Stop this exercise")).to_be_visible()
    look(page, "today-red-pain")


def test_a_late_answer_does_not_undo_a_newer_wish(server: Server, page: Page) -> None:
    open_home(page, server.url)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/today?equipment=band", hold)

    button(page, "Only a band").click()
    button(page, "Only a band").click()
    button(page, "I have 6 minutes").click()
    expect(page.get_by_text("Short session")).to_be_visible()
    with page.expect_response("**/api/today?equipment=band"):
        held[0].continue_()

    # The page has heard the late answer once it hears one to a question asked after it.
    page.evaluate(
        "void fetch('/api/info').then((answer) => answer.json()).then(() => (window.heard = true))"
    )
    expect_true(page, "window.heard === true")
    expect(page.get_by_text("Short session")).to_be_visible()


def test_a_session_by_taps_lands_in_journal_and_progress(server: Server, page: Page) -> None:
    open_home(page, server.url)
    button(page, "I have 2 minutes").click()
    expect(page.get_by_text("Two minutes", exact=True)).to_be_visible()
    button(page, "Without a camera").click()
    button(page, READY).click()
    for _ in range(4):
        tap(page)
    expect_count(page, 4)
    button(page, "End set").click()
    for _ in range(20):
        if heading(page, "Done for today").count():
            break
        page.keyboard.press("n")
        page.wait_for_timeout(400)
    page.get_by_text("4 repetitions").wait_for()
    button(page, "Back to the start").click()
    page.get_by_text("Done for today. Well done.").wait_for()

    page.get_by_role("link", name="Journal").click()
    page.get_by_role("button", name="4 repetitions").first.click()
    page.get_by_text("counted by hand").first.wait_for()
    page.get_by_role("link", name="Progress").click()
    page.get_by_text("1 day in 1 week").wait_for()
    page.get_by_text("1 day this week; your goal is 3.").wait_for()
    look(page, "progress-first-day")


@pytest.mark.parametrize(
    ("scheme", "width", "locale"),
    [("light", 1280, "en-GB"), ("dark", 390, "en-GB"), ("light", 390, "de-DE")],
    ids=["desktop-light", "phone-dark", "phone-german"],
)
def test_a_year_on_every_page(
    year_server: Server, launch: Launch, scheme: Scheme, width: int, locale: str
) -> None:
    page = _page(launch, scheme=scheme, width=width, locale=locale)
    page.goto(year_server.url)
    for number, name in enumerate(("home", "plan", "progress", "journal")):
        page.get_by_role("navigation").get_by_role("link").nth(number).click()
        page.wait_for_timeout(700)
        _fits(page)
        look(page, f"year-{name}-{width}-{scheme}-{locale}")


def test_charts_are_read_by_keys_and_as_tables(year_server: Server, page: Page) -> None:
    page.goto(f"{year_server.url}/#progress")
    chart = page.get_by_role("slider", name="Chest rotation")
    chart.focus()
    page.keyboard.press("ArrowRight")
    first = chart.get_attribute("aria-valuetext") or ""
    page.keyboard.press("ArrowRight")

    assert "left side" in first
    assert "°" in first
    assert chart.get_attribute("aria-valuetext") != first
    figure = page.locator("figure", has=chart)
    figure.get_by_text("Show the numbers").click()
    expect(figure.get_by_role("columnheader", name="Change").first).to_be_visible()
    expect(figure.get_by_text("real gain").first).to_be_visible()
    look(page, "progress-table")


def test_deleting_asks_first_and_can_be_undone(year_server: Server, page: Page) -> None:
    page.goto(f"{year_server.url}/#journal")
    rows = page.locator("button.line")
    rows.first.wait_for()
    newest = rows.first.inner_text()
    rows.first.click()
    button(page, "Delete this session").click()
    button(page, "Delete this session").click()
    page.get_by_text("Deleted.").wait_for()
    expect(rows.first).not_to_have_text(newest)
    button(page, "Undo").click()
    expect(page.get_by_text("Deleted.")).to_have_count(0)
    expect(rows.first).to_have_text(newest, use_inner_text=True)


def test_pages_have_addresses_and_a_way_back(year_server: Server, page: Page) -> None:
    page.goto(year_server.url)
    for name in PAGES:
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", level=1).wait_for()
    page.go_back()
    heading(page, "Progress").first.wait_for()
    page.reload()
    heading(page, "Progress").first.wait_for()


def test_the_question_of_the_next_morning(year_server: Server, page: Page) -> None:
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    line = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds\n"
    line += f"{yesterday:%Y-%m-%d} 18:00:00,Back,20m,Cat-cow,1,0,12,0,0\n"
    page.request.post(f"{year_server.url}/api/import?dry_run=false&weight_unit=kg", data=line)
    page.goto(year_server.url)
    group = page.get_by_role("group", name="How is it this morning?")
    group.get_by_role("button", name="2", exact=True).click()
    look(page, "morning")
    button(page, "Save").click()
    expect(group).to_have_count(0)
    page.reload()
    heading(page, "Today").wait_for()
    expect(group).to_have_count(0)
