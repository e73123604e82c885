"""The plan as iCalendar (RFC 5545): recurring trainings with alarms, at local times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vRecur

_PRODUCT = "-//upperback//training plan//EN"
_NAMESPACE = UUID("5b0c1a3e-6a0e-5d3c-9a52-0f6f6b9d2d11")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The last day that the time zones are spelled out for; calendar programs know the zones
# themselves and go by their name, this is for those that do not.
_ZONES_UNTIL = date(2038, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyTraining:
    """Training on the same weekdays at the same time of the clock on the wall.

    Attributes
    ----------
    key
        What tells it from the other trainings of the plan, such as "full"; a training
        with the same key replaces the one that a calendar program already has.
    weekdays
        0 for Monday to 6 for Sunday.
    starts_on, until
        First and last day it may fall on; without ``until`` it goes on.
    details
        What is to be done, in words.
    """

    key: str
    title: str
    weekdays: frozenset[int]
    at: time
    zone: ZoneInfo
    starts_on: date
    until: date | None = None
    duration_min: int
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleTraining:
    """Training planned for one moment, which has its time zone."""

    key: str
    title: str
    starts_at: datetime
    duration_min: int
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOptions:
    """What holds for the whole calendar.

    Attributes
    ----------
    calendar_id
        Names the person's calendar; with the keys it makes the events' ids.
    stamped_at
        When it was made, aware.
    sequence
        Higher with every change of the plan, so that calendar programs take it.
    anchor
        The "if" of the if-then plan: "after I close the laptop".
    alarms_min
        Minutes before the start at which to remind; none for no alarm.
    """

    calendar_id: str
    stamped_at: datetime
    sequence: int = 0
    anchor: str = ""
    alarms_min: tuple[int, ...] = (10,)
    name: str = "Upper back training"


def training_calendar(
    trainings: Sequence[WeeklyTraining | SingleTraining], options: CalendarOptions
) -> bytes:
    """Return the trainings as the bytes of an .ics file."""
    uid = uuid5(_NAMESPACE, options.calendar_id)
    calendar = Calendar.new(prodid=_PRODUCT, name=options.name, uid=uid)
    for training in trainings:
        calendar.add_component(_event(training, options))
    calendar.add_missing_timezones(_first_day(trainings, options), _ZONES_UNTIL)
    return calendar.to_ical()


def _first_day(
    trainings: Sequence[WeeklyTraining | SingleTraining], options: CalendarOptions
) -> date:
    days = [_start(training).date() for training in trainings]
    return min([*days, options.stamped_at.date()])


def _event(training: WeeklyTraining | SingleTraining, options: CalendarOptions) -> Event:
    start = _start(training)
    event = Event.new(
        uid=uuid5(_NAMESPACE, f"{options.calendar_id}/{training.key}"),
        stamp=options.stamped_at,
        sequence=options.sequence,
        summary=training.title,
        description=_description(training, options.anchor),
        start=start,
        categories=["Exercise"],
    )
    event.add("DURATION", timedelta(minutes=training.duration_min))
    if isinstance(training, WeeklyTraining):
        event.add("RRULE", _rule(training))
    for minutes in options.alarms_min:
        event.add_component(_alarm(training.title, minutes, options.anchor))
    return event


def _start(training: WeeklyTraining | SingleTraining) -> datetime:
    """Return the first start; RFC 5545 counts DTSTART itself, so it must fit the rule."""
    if isinstance(training, SingleTraining):
        return training.starts_at
    days = (training.starts_on + timedelta(days=ahead) for ahead in range(7))
    first = next(day for day in days if day.weekday() in training.weekdays)
    return datetime.combine(first, training.at, training.zone)


def _rule(training: WeeklyTraining) -> vRecur:
    days = [_WEEKDAYS[weekday] for weekday in sorted(training.weekdays)]
    rule = vRecur({"FREQ": "WEEKLY", "BYDAY": days, "WKST": "MO"})
    if training.until is not None:
        # RFC 5545, 3.3.10: where DTSTART has a time zone, UNTIL is in UTC.
        end = datetime.combine(training.until, time(23, 59, 59), training.zone)
        rule["UNTIL"] = [end.astimezone(UTC)]
    return rule


def _alarm(title: str, minutes: int, anchor: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", f"{title}: {anchor}" if anchor else title)
    alarm.add("TRIGGER", timedelta(minutes=-minutes))
    return alarm


def _description(training: WeeklyTraining | SingleTraining, anchor: str) -> str:
    if not anchor:
        return training.details
    then = f"{anchor[0].upper()}{anchor[1:]}, I train for {training.duration_min} minutes."
    return f"{then}\n\n{training.details}".rstrip()
