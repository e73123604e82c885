"""The plan in a calendar: what RFC 5545 asks for, and the right time of day all year."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from upperback.exchange.calendar_ics import (
    CalendarOptions,
    SingleTraining,
    WeeklyTraining,
    training_calendar,
)

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY = WeeklyTraining(
    key="short",
    title="Upper back, 9 minutes",
    weekdays=frozenset({0, 2, 4}),
    at=time(17, 30),
    zone=BERLIN,
    starts_on=date(2026, 3, 3),
    duration_min=9,
    details="Band seated row: 2 x 10; cat-cow: 8; wall angel, slowly: 8.",
)
SINGLE = SingleTraining(
    key="baseline-1",
    title="Baseline",
    starts_at=datetime(2026, 3, 29, 9, 0, tzinfo=BERLIN),
    duration_min=12,
)
OPTIONS = CalendarOptions(
    calendar_id="6b5f",
    stamped_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    anchor="after I close the laptop",
    alarms_min=(10, 0),
)


def read(*trainings: WeeklyTraining | SingleTraining, options: CalendarOptions = OPTIONS) -> Any:
    return Calendar.from_ical(training_calendar(trainings, options))


def test_the_required_properties_are_there() -> None:
    calendar = read(WEEKLY, SINGLE)
    calendar.validate()
    assert calendar["VERSION"] == "2.0"
    assert len(calendar.events) == 2
    for event in calendar.events:
        assert {"UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "SEQUENCE"} <= set(event)
        assert event.errors == []


def test_the_first_event_falls_on_a_chosen_weekday() -> None:
    (event,) = read(WEEKLY).events
    assert event.start == datetime(2026, 3, 4, 17, 30, tzinfo=BERLIN)
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,WE,FR;WKST=MO"


@pytest.mark.parametrize(
    ("day", "offset_h"), [(date(2026, 3, 27), 1), (date(2026, 3, 30), 2), (date(2026, 10, 26), 1)]
)
def test_the_clock_on_the_wall_is_the_same_in_summer_and_winter(day: date, offset_h: int) -> None:
    """Follow the rule as the VTIMEZONE in the file tells the offsets."""
    calendar = read(WEEKLY)
    (zone,) = calendar.timezones
    local = datetime.combine(day, time(17, 30), zone.to_tz())
    assert local.utcoffset() == timedelta(hours=offset_h)


def test_every_time_zone_is_defined_before_it_is_used() -> None:
    text = training_calendar([WEEKLY, SINGLE], OPTIONS).decode()
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert read(WEEKLY).get_missing_tzids() == set()


def test_alarms_show_the_anchor() -> None:
    (event,) = read(WEEKLY).events
    alarms = event.walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(minutes=-10), timedelta(0)]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}
    assert alarms[0]["DESCRIPTION"] == "Upper back, 9 minutes: after I close the laptop"


def test_the_text_says_if_and_then() -> None:
    (event,) = read(WEEKLY).events
    assert event["DESCRIPTION"] == (
        "After I close the laptop, I train for 9 minutes.\n\n" + WEEKLY.details
    )


def test_without_an_anchor_or_alarms_there_are_none() -> None:
    options = replace(OPTIONS, anchor="", alarms_min=())
    (event,) = read(WEEKLY, options=options).events
    assert event["DESCRIPTION"] == WEEKLY.details
    assert event.walk("VALARM") == []


def test_a_changed_plan_keeps_the_ids_and_raises_the_sequence() -> None:
    (before,) = read(WEEKLY).events
    moved = replace(WEEKLY, at=time(7, 0), title="Upper back")
    (after,) = read(moved, options=replace(OPTIONS, sequence=1)).events
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], after["SEQUENCE"] - 1)


def test_other_trainings_and_calendars_have_other_ids() -> None:
    uids = {
        event["UID"]
        for calendar in (
            read(WEEKLY, SINGLE),
            read(WEEKLY, options=replace(OPTIONS, calendar_id="7")),
        )
        for event in calendar.events
    }
    assert len(uids) == 3


def test_the_last_day_is_given_in_utc() -> None:
    (event,) = read(replace(WEEKLY, until=date(2026, 7, 31))).events
    assert event["RRULE"]["UNTIL"] == [datetime(2026, 7, 31, 21, 59, 59, tzinfo=UTC)]


def test_lines_are_folded_and_text_is_escaped() -> None:
    long = replace(WEEKLY, details="one; two, three\\" * 30)
    assert all(len(line) <= 75 for line in training_calendar([long], OPTIONS).split(b"\r\n"))
    (event,) = read(long).events
    assert event["DESCRIPTION"].endswith("one; two, three\\" * 30)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert training_calendar([WEEKLY], OPTIONS) == training_calendar([WEEKLY], OPTIONS)
