"""What people type as a value: reps, loads, days, times. A wrong one says what was expected."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from upperback.errors import InvalidRecordError
from upperback.training.profile import Profile
from upperback.training.records import NO_LOAD, Load

_KG_PER_LB = 0.45359237
_MASS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kg|lbs?)", re.IGNORECASE)
_BAND_STEP = re.compile(r"band\s*(\d+)", re.IGNORECASE)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def wrong(option: str, expected: str, got: object) -> InvalidRecordError:
    """Return the error of a value that is none; None stands for nothing at all."""
    shown = "nothing" if got is None else repr(str(got))
    return InvalidRecordError(f"{option}: expected {expected}, got {shown}")


def words_of(text: str) -> list[str]:
    """Return the words of a list with commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def reps_of(text: str) -> tuple[int, ...]:
    """Read "12,12,10"."""
    words = words_of(text)
    if not words or not all(word.isascii() and word.isdigit() for word in words):
        raise wrong("--reps", "a number for each set, such as 12,12,10", text)
    return tuple(int(word) for word in words)


def load_of(text: str, profile: Profile) -> Load:
    """Read "2kg", "red band", "band 2" or "none"; bands are those of the profile."""
    said = text.strip()
    if said.lower() in {"none", "no", "0", "0kg", "no weight"}:
        return NO_LOAD
    if mass := _MASS.fullmatch(said):
        number = float(mass[1].replace(",", "."))
        in_kg = number if mass[2].lower() == "kg" else round(number * _KG_PER_LB, 2)
        if not 0 < in_kg <= 100:
            raise wrong("--load", "a dumbbell of more than 0 and at most 100 kg", text)
        return Load(kind="dumbbell", mass_kg=in_kg)
    if step := _band_step(said, profile.bands):
        return Load(kind="band", band_step=step)
    bands = ", ".join(profile.bands) if profile.bands else "none yet"
    raise wrong(
        "--load",
        f"a mass like 2kg, a band of yours ({bands}; others: upperback start --bands), or none",
        text,
    )


def _band_step(said: str, bands: Sequence[str]) -> int | None:
    names = [_folded(band) for band in bands]
    if _folded(said) in names:
        return names.index(_folded(said)) + 1
    if (numbered := _BAND_STEP.fullmatch(said)) and 1 <= int(numbered[1]) <= max(1, len(bands)):
        return int(numbered[1])
    return None


def _folded(band: str) -> str:
    return re.sub(r"\bband\b", "", band.casefold()).strip()


def masses_of(text: str) -> tuple[float, ...]:
    """Read "1,2,4": the kilograms of one dumbbell of each pair."""
    try:
        masses = {float(word.lower().removesuffix("kg")) for word in words_of(text)}
    except ValueError as error:
        raise wrong("--dumbbells", "kilograms such as 1,2,4", text) from error
    if not all(0 < mass <= 100 for mass in masses):
        raise wrong("--dumbbells", "more than 0 and at most 100 kg each", text)
    return tuple(sorted(masses))


def moment_of(text: str, now: datetime, *, option: str = "--at") -> datetime:
    """Read "2026-11-21 18:00", or "18:00" for today; it must be over."""
    try:
        if re.fullmatch(r"\d{1,2}:\d\d", text.strip()):
            moment = datetime.combine(now.date(), _clock_time(text))
        else:
            moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        expected = 'a time like "2026-11-21 18:00", or "18:00" for today'
        raise wrong(option, expected, text) from error
    moment = moment.astimezone()
    if moment > now:
        raise wrong(option, "a time that is over", text)
    if moment.year < 1970:
        raise wrong(option, "a time after 1970", text)
    return moment


def day_of(text: str, *, option: str) -> date:
    """Read "2026-05-04"."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise wrong(option, "a date like 2026-05-04", text) from error


def time_of(text: str) -> time:
    """Read "18:00"."""
    try:
        return _clock_time(text)
    except ValueError as error:
        raise wrong("--time", "a time of day like 18:00", text) from error


def _clock_time(text: str) -> time:
    hours, _, minutes = text.strip().partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        raise ValueError(text)
    return time(int(hours), int(minutes))


def weekdays_of(text: str) -> tuple[int, ...]:
    """Read "mon,wed,fri": 0 for Monday to 6 for Sunday, ascending."""
    found = {_weekday(word, text) for word in words_of(text)}
    if not found:
        raise wrong("--days", "days like mon,wed,fri", text)
    return tuple(sorted(found))


def days_of(text: str) -> tuple[int, tuple[int, ...]]:
    """Read "mon,wed,fri", or "3" where it does not matter which: how many, and which."""
    if text.strip().isdigit():
        if not 1 <= int(text) <= len(WEEKDAYS):
            raise wrong("--days", "1 to 7, or days like mon,wed,fri", text)
        return int(text), ()
    weekdays = weekdays_of(text)
    return len(weekdays), weekdays


def weekday_names(weekdays: Iterable[int]) -> str:
    """Return "Mon, Wed, Fri"."""
    return ", ".join(WEEKDAYS[day].capitalize() for day in weekdays)


def _weekday(word: str, text: str) -> int:
    short = word.casefold()[:3]
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    if short not in WEEKDAYS or not full[WEEKDAYS.index(short)].startswith(word.casefold()):
        raise wrong("--days", "days like mon,wed,fri", text)
    return WEEKDAYS.index(short)


def known_words(text: str, known: Iterable[str], *, option: str) -> tuple[str, ...]:
    """Read a list of words that must be known."""
    allowed = tuple(known)
    words = [word.casefold() for word in words_of(text)]
    for word in words:
        if word not in allowed:
            raise wrong(option, f"words out of {', '.join(allowed)}", word)
    return tuple(dict.fromkeys(words))
