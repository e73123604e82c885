"""`upperback plan`: the week, its days and times, and the calendar file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from upperback.cli.files import written
from upperback.cli.options import say_place
from upperback.cli.terminal import console, dim, plain_table
from upperback.cli.values import days_of, time_of, weekday_names
from upperback.errors import UpperbackError
from upperback.training.plan import DayPlan, WeekPlan
from upperback.wiring import local_zone, wall_clock
from upperback.wiring.exchange import CalendarPlan, write_calendar
from upperback.wiring.journal import Training, open_training

_KINDS = {"full": "full", "short": "short", "minimum": "two minutes", "mobility": "easy mobility"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was typed; None where it was not."""

    days: str | None
    minutes: int | None
    at: str | None
    zone: str | None
    anchor: str | None
    alarm: int
    ics: Path | None

    @property
    def changes(self) -> bool:
        """Whether anything is to be changed."""
        return any((self.days, self.minutes, self.at, self.zone, self.anchor is not None))


def plan(place: str | None, words: Words, *, verbose: bool) -> None:
    """Change what was said, show the week, write the calendar."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        if words.changes:
            _change(training, words)
        if words.ics is not None:
            _write_ics(training, words.ics, words.alarm)
            return
        _print(console(), training, is_new=words.changes)


def _change(training: Training, words: Words) -> None:
    """Keep days, minutes, time and anchor, all of them or none."""
    profile, calendar = training.planning.profile(), dict(training.calendar())
    if words.days is not None:
        n_days, weekdays = days_of(words.days)
        profile = replace(profile, days_per_week=n_days, weekdays=weekdays)
    if words.minutes is not None:
        profile = replace(profile, minutes=words.minutes)
    if words.anchor is not None:
        profile = replace(profile, anchor=words.anchor.strip())
    if words.at is not None:
        calendar["time"] = f"{time_of(words.at):%H:%M}"
    if words.zone is not None:
        calendar["zone"] = local_zone(words.zone).key
    calendar["sequence"] = int(str(calendar.get("sequence", -1))) + 1
    with training.journal.all_at_once():
        training.planning.save_profile(profile)
        training.save_calendar(calendar)


def calendar_plan(training: Training, *, alarm_min: int) -> CalendarPlan:
    """Return days and time of the plan; they must have been said."""
    calendar: Mapping[str, Any] = training.calendar()
    weekdays, at = training.planning.profile().weekdays, calendar.get("time")
    if not weekdays or not at:
        missing = "--days mon,wed,fri" if not weekdays else "--time 18:00"
        raise UpperbackError(
            "a calendar needs days and a time of day; say them first, for example: "
            f"upperback plan {missing}"
        )
    return CalendarPlan(
        weekdays=weekdays,
        at=time.fromisoformat(at),
        zone=local_zone(calendar.get("zone")),
        sequence=int(calendar.get("sequence", 0)),
        alarms_min=(alarm_min,) if alarm_min >= 0 else (),
    )


def _write_ics(training: Training, file_name: Path, alarm_min: int) -> None:
    chosen = calendar_plan(training, alarm_min=alarm_min)
    with written(file_name) as file:
        write_calendar(training, chosen, file)
    out = console()
    days = weekday_names(chosen.weekdays)
    out.print(Text(f"Calendar: {file_name}"), soft_wrap=True)
    out.print(Text(f"{days} at {chosen.at:%H:%M} ({chosen.zone.key}), {_alarm_words(alarm_min)}"))
    out.print(dim("Open it with your calendar program; a later one replaces its entries."))


def _alarm_words(minutes: int) -> str:
    if minutes < 0:
        return "without an alarm"
    return f"with an alarm {minutes} minutes before" if minutes else "with an alarm at the start"


def _print(out: Console, training: Training, *, is_new: bool) -> None:
    profile, calendar = training.planning.profile(), training.calendar()
    week = _week(training)
    if is_new:
        out.print(Text("Saved."))
    out.print(Text(_sentence(training), style="bold"))
    out.print()
    out.print(_table(week, training))
    out.print()
    if not training.planning.has_profile():
        out.print(dim("This is a plan for anybody. For yours, in two minutes: upperback start"))
    elif not profile.weekdays or not calendar.get("time"):
        example = 'upperback plan --days mon,wed,fri --time 18:00 --anchor "after work"'
        out.print(dim(f"Fixed days make a habit: {example}"), soft_wrap=True)
    else:
        out.print(dim("Into your calendar, with alarms: upperback plan --ics training.ics"))
    baseline = training.planning.baseline(wall_clock())
    if profile.screened_on is not None and baseline.is_due:
        out.print(dim(f"{baseline.says} With the camera: upperback coach"))


def _week(training: Training) -> WeekPlan:
    """Return this week, or the next one where nothing is left of this one."""
    now = wall_clock()
    week = training.planning.week(now)
    if week.days or now.date() in week.kept:
        return week
    return training.planning.week(now + timedelta(days=7 - now.weekday()))


def _sentence(training: Training) -> str:
    profile, calendar = training.planning.profile(), training.calendar()
    days = weekday_names(profile.weekdays) or _times(profile.days_per_week)
    at = f" at {calendar['time']}" if calendar.get("time") else ""
    if not profile.anchor:
        return f"{days}{at}, {profile.minutes} minutes."
    anchor = f"{profile.anchor[0].upper()}{profile.anchor[1:]}"
    return f"{anchor}, I train for {profile.minutes} minutes ({days}{at})."


def _times(days_per_week: int) -> str:
    words = {1: "One day a week", 2: "Two days a week", 7: "Every day"}
    return words.get(days_per_week, f"{days_per_week} days a week")


def _table(week: WeekPlan, training: Training) -> Table:
    today, titles = wall_clock().date(), training.titles()
    table = plain_table("", "", "")
    table.show_header = False
    plans = {each.day: each for each in week.days}
    for offset in range(7):
        day = week.monday + timedelta(days=offset)
        label = Text(f"{weekday_names([offset])} {day.day}", style="bold" if day == today else "")
        if day in week.kept:
            table.add_row(label, Text("done", style="green"), "")
        elif day in plans:
            table.add_row(label, _says(plans[day]), dim(_titles(plans[day], titles)))
        else:
            table.add_row(label, "", "")
    return table


def _says(planned: DayPlan) -> str:
    return f"{_KINDS.get(planned.kind, planned.kind)}, {planned.minutes} minutes"


def _titles(planned: DayPlan, titles: Mapping[str, str]) -> str:
    names = dict.fromkeys(each.exercise for each in planned.prescriptions)
    return ", ".join(titles[name] for name in names)
