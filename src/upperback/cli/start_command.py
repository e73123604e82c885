"""`upperback start`: who trains, in two minutes; asked at a terminal, or said by flags."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.start_questions import ask_profile
from upperback.cli.terminal import console, dim
from upperback.cli.values import days_of, known_words, masses_of, weekday_names, words_of, wrong
from upperback.errors import UpperbackError
from upperback.training.profile import GOALS, Goal, Profile
from upperback.training.routine import LEVELS
from upperback.training.screening import (
    NOT_A_MEDICAL_DEVICE,
    QUESTIONS,
    RED_FLAGS,
    ScreeningResult,
)
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training

_NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was typed; None where it was not."""

    bands: str | None = None
    dumbbells: str | None = None
    mat: bool | None = None
    wall: bool | None = None
    level: str | None = None
    days: str | None = None
    minutes: int | None = None
    anchor: str | None = None
    goals: str | None = None
    health: str | None = None
    agreed: bool | None = None
    keep_tracks: bool | None = None

    @property
    def are_none(self) -> bool:
        """Whether nothing was said: then it is asked."""
        return self == Words()


def start(place: str | None, words: Words, *, verbose: bool) -> None:
    """Make or change the profile, and say what follows from it."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        out, today = console(), wall_clock().date()
        before = training.planning.profile()
        if not words.are_none:
            profile = _said(before, words, today)
        elif sys.stdin.isatty():
            profile = ask_profile(out, before, today)
        else:
            raise UpperbackError(
                "start: expected a terminal to ask in, or flags such as --bands red,green "
                "--minutes 10; 'upperback start --help' lists them"
            )
        with training.journal.all_at_once():
            training.planning.save_profile(profile)
            if profile.level != before.level:
                training.planning.choose_level(profile.level, wall_clock())
        _print(out, profile, training)


def print_red_flags() -> None:
    """Print the signs with which nobody should train, and what to do then."""
    out = console()
    for flag in RED_FLAGS:
        out.print(Text(flag.title, style="bold red" if flag.key != "pause" else "bold yellow"))
        for sign in flag.signs:
            out.print(Padding(Text(f"- {sign}"), (0, 0, 0, 2)))
        out.print(Text(flag.advice))
        out.print()
    out.print(dim(NOT_A_MEDICAL_DEVICE))


def _said(profile: Profile, words: Words, today: date) -> Profile:
    """Return the profile with what the flags say."""
    changes: dict[str, Any] = {
        "has_mat": words.mat,
        "has_wall": words.wall,
        "minutes": words.minutes,
        "agreed": words.agreed,
        "keeps_tracks": words.keep_tracks,
        "anchor": None if words.anchor is None else words.anchor.strip(),
    }
    if words.bands is not None:
        changes["bands"] = () if _is_none(words.bands) else tuple(words_of(words.bands))
    if words.dumbbells is not None:
        changes["dumbbells_kg"] = () if _is_none(words.dumbbells) else masses_of(words.dumbbells)
    if words.days is not None:
        changes["days_per_week"], changes["weekdays"] = days_of(words.days)
    if words.level is not None:
        changes["level"] = words.level.casefold()
        if changes["level"] not in LEVELS:
            raise wrong("--level", " or ".join(LEVELS), words.level)
    if words.goals is not None:
        changes["goals"] = cast(
            "tuple[Goal, ...]", known_words(words.goals, GOALS, option="--goals")
        )
    if words.health is not None:
        changes |= {"answers": _answers(words.health), "screened_on": today}
    return replace(profile, **{name: value for name, value in changes.items() if value is not None})


def _is_none(text: str) -> bool:
    return text.strip().casefold() == _NONE


def _answers(text: str) -> Mapping[str, bool]:
    """Read "shoulder,latex": yes to these, no to all others; "none" is no to all."""
    keys = tuple(question.key for question in QUESTIONS)
    yes = () if _is_none(text) else known_words(text, (*keys, _NONE), option="--health")
    if _NONE in yes or (not yes and not _is_none(text)):
        raise wrong("--health", f"none, or words out of {', '.join(keys)}", text)
    return {key: key in yes for key in keys}


def _print(out: Console, profile: Profile, training: Training) -> None:
    out.print(Text("Saved.", style="bold"), Text(_summary(profile)))
    result = training.planning.screening(profile)
    _print_screening(out, result, profile, training)
    out.print()
    out.print(dim(NOT_A_MEDICAL_DEVICE))
    out.print(Text("What to do today: upperback today. The week: upperback plan."))


def _summary(profile: Profile) -> str:
    things = [
        f"bands {', '.join(profile.bands)}" if profile.bands else "",
        f"dumbbells {', '.join(f'{kg:g}' for kg in profile.dumbbells_kg)} kg"
        if profile.dumbbells_kg
        else "",
        "a mat" if profile.has_mat else "",
        "a wall" if profile.has_wall else "",
    ]
    at_hand = ", ".join(thing for thing in things if thing) or "nothing at hand"
    times = "day" if profile.days_per_week == 1 else "days"
    which = f" ({weekday_names(profile.weekdays)})" if profile.weekdays else ""
    return (
        f"{profile.days_per_week} {times} a week{which}, {profile.minutes} minutes, "
        f"{profile.level}; {at_hand}."
    )


def _print_screening(
    out: Console, result: ScreeningResult, profile: Profile, training: Training
) -> None:
    if result.ask_first and not profile.agreed:
        out.print()
        out.print(Text(result.advice, style="bold yellow"))
        out.print(Text("When they have agreed: upperback start --agreed"))
    titles = training.titles()
    for change in result.changes:
        does = "left out" if change.does == "remove" else f"done this way: {change.instead}"
        out.print(Text(f"{titles[change.exercise]} is {does}. {change.why}"))
    if result.needs_latex_free_band:
        out.print(Text("Use bands without latex only."))
    if result.unanswered:
        n_open = len(result.unanswered)
        many = "question is" if n_open == 1 else "questions are"
        out.print(Text(f"{n_open} health {many} open; answer them with: upperback start"))
