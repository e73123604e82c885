"""The clock on the wall and the time zone of this machine."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from upperback.errors import UpperbackError

NOW_VARIABLE = "UPPERBACK_NOW"
_ZONE_LINK = Path("/etc/localtime")
_ZONE_FILE = Path("/etc/timezone")


def wall_clock() -> datetime:
    """Return the present moment with this machine's offset.

    The variable ``UPPERBACK_NOW`` sets it, for tests and for examples in the documentation.
    """
    stated = os.environ.get(NOW_VARIABLE)
    if not stated:
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(stated).astimezone()
    except ValueError as error:
        raise UpperbackError(
            f"{NOW_VARIABLE}: expected a time like 2026-05-04T18:00, got {stated!r}"
        ) from error


def local_zone(stated: str | None = None) -> ZoneInfo:
    """Return the time zone of a name, or of this machine: calendars need one with its rules."""
    for name in [stated] if stated else _zone_names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            if stated:
                raise UpperbackError(
                    f"--zone: expected a time zone like Europe/Berlin, got {stated!r}"
                ) from error
    return ZoneInfo("UTC")


def _zone_names() -> list[str]:
    """Return what may be the name of the machine's zone, the surest first."""
    names = [os.environ.get("TZ", "").removeprefix(":")]
    if _ZONE_LINK.is_symlink():
        names.append(str(_ZONE_LINK.resolve()).partition("zoneinfo/")[2])
    if _ZONE_FILE.is_file():
        names.append(_ZONE_FILE.read_text(encoding="utf-8").strip())
    return [name for name in names if name]
