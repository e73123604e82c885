"""The console that training pages are printed on, and words they share."""

import io
import sys
from datetime import date, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from upperback.training.profile import Profile
from upperback.training.records import LoggedSet, Prescription

# Longer lines are hard to read, whatever the terminal.
_WIDEST = 88
SHORT_ID = 8


def console() -> Console:
    """Return a console no wider than lines can be read."""
    out = Console(highlight=False)
    out.width = min(out.width, _WIDEST)
    return out


def plain_table(*headers: str) -> Table:
    """Return a table without lines; the caller adds rows."""
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    for header in headers:
        right = header.startswith(">")
        table.add_column(
            header.removeprefix(">"), justify="right" if right else "left", no_wrap=right
        )
    return table


def dim(text: str) -> Text:
    """Return a remark."""
    return Text(text, style="dim")


def write_json(text: str) -> None:
    """Write JSON as RFC 8259 wants it, whatever the terminal's encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text + "\n")


def can_show(characters: str) -> bool:
    """Whether the terminal's encoding has these characters."""
    try:
        characters.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def day_words(day: date, today: date) -> str:
    """Write a day as people say it: today, yesterday, Mon 4 May."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def time_words(moment: datetime, now: datetime) -> str:
    """Write a moment as people say it: today 18:00."""
    return f"{day_words(moment.date(), now.date())} {moment:%H:%M}"


def dose_words(planned: Prescription) -> str:
    """Write sets and reps: 2 x 12."""
    return f"{planned.sets} x {planned.reps}"


def hold_words(planned: Prescription) -> str:
    """Write how long the end is held; nothing where it is not."""
    return f"{planned.hold_s:g} s" if planned.hold_s else "-"


def set_words(logged: LoggedSet, profile: Profile) -> str:
    """Write what is known of a set beside its reps."""
    said = [profile.says_load(logged.load)] if logged.load.kind != "none" else []
    if logged.effort_rir is not None:
        said.append(f"{logged.effort_rir} in reserve")
    if logged.pain is not None:
        said.append(f"pain {logged.pain}")
    return ", ".join(said)
