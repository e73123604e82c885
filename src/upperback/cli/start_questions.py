"""The questions of `upperback start` at a terminal: two minutes, each may be skipped."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from rich.console import Console
from rich.padding import Padding
from rich.prompt import Confirm, Prompt
from rich.text import Text

from upperback.cli.terminal import dim
from upperback.cli.values import days_of, known_words, masses_of, weekday_names, words_of
from upperback.errors import InvalidRecordError, UpperbackError
from upperback.training.profile import GOALS, Goal, Profile
from upperback.training.routine import LEVELS
from upperback.training.screening import NOT_A_MEDICAL_DEVICE, QUESTIONS, RED_FLAGS, is_due

_NONE = "none"
_Value = TypeVar("_Value")


def ask_profile(out: Console, before: Profile, today: date) -> Profile:
    """Ask for everything; Enter keeps what stands in brackets."""
    out.print(Text("Two minutes, then your plan is ready.", style="bold"))
    out.print(Text("Enter keeps what stands in brackets; Ctrl-C leaves."))
    out.print(dim(NOT_A_MEDICAL_DEVICE))
    _ask_red_flags(out)
    profile = _ask_health(out, before, today)
    profile = _ask_equipment(out, profile)
    return _ask_habit(out, profile)


def _ask_red_flags(out: Console) -> None:
    serious = [flag for flag in RED_FLAGS if flag.key != "pause"]
    _head(out, "Any of these right now?")
    for flag in serious:
        for sign in flag.signs:
            out.print(Padding(Text(f"- {sign}"), (0, 0, 0, 2)))
    if not Confirm.ask("One of them", console=out, default=False):
        return
    for flag in serious:
        out.print(Text(f"{flag.title}: {flag.advice}", style="bold red"))
        out.print(Padding(dim("; ".join(flag.signs)), (0, 0, 0, 2)))
    raise UpperbackError("start: no training with such a sign; nothing was saved")


def _ask_health(out: Console, before: Profile, today: date) -> Profile:
    _head(out, "Your health: twelve questions, one minute")
    due = is_due(before.screened_on, today)
    if not Confirm.ask("Answer them now", console=out, default=due):
        return before
    out.print(dim("y yes, n no, s skip"))
    answers = dict(before.answers)
    for number, question in enumerate(QUESTIONS, start=1):
        said = Prompt.ask(f"{number:2}. {question.text}", console=out, choices=["y", "n", "s"])
        if said == "s":
            answers.pop(question.key, None)
        else:
            answers[question.key] = said == "y"
    profile = replace(before, answers=answers, screened_on=today)
    if any(question.asks_first and answers.get(question.key) for question in QUESTIONS):
        agreed = Confirm.ask(
            "Has your doctor or physiotherapist agreed to this training",
            console=out,
            default=False,
        )
        profile = replace(profile, agreed=agreed)
    return profile


def _ask_equipment(out: Console, before: Profile) -> Profile:
    _head(out, "What is at hand?")
    bands = _ask(
        out, "Your bands, lightest first, with commas; or none", _shown(before.bands), _bands
    )
    masses = _ask(
        out,
        "Your dumbbells, the kg of one of each pair, with commas; or none",
        _shown([f"{kg:g}" for kg in before.dumbbells_kg]),
        _masses,
    )
    return replace(
        before,
        bands=bands,
        dumbbells_kg=masses,
        has_mat=Confirm.ask("A mat", console=out, default=before.has_mat),
        has_wall=Confirm.ask("A free wall or a closed door", console=out, default=before.has_wall),
    )


def _ask_habit(out: Console, before: Profile) -> Profile:
    _head(out, "Your habit")
    level = Prompt.ask(
        "How used are you to such training",
        console=out,
        choices=list(LEVELS),
        default=before.level,
    )
    for key, says in GOALS.items():
        out.print(Padding(Text.assemble((key, "bold"), f"  {says}"), (0, 0, 0, 2)))
    goals = _ask(out, "What for, with commas; or none", _shown(before.goals), _goals)
    n_days, weekdays = _ask(
        out,
        "Days a week: how many, or which ones, such as mon,wed,fri",
        weekday_names(before.weekdays) or str(before.days_per_week),
        days_of,
    )
    minutes = _ask(out, "Minutes on such a day, 2 to 60", str(before.minutes), _number(2, 60))
    anchor = _ask(
        out, 'After what, such as "after I close the laptop"', before.anchor or _NONE, _line
    )
    kept: Any = level
    return replace(
        before,
        level=kept,
        goals=goals,
        days_per_week=n_days,
        weekdays=weekdays,
        minutes=minutes,
        anchor=anchor,
    )


def _head(out: Console, title: str) -> None:
    out.print()
    out.print(Text(title, style="bold"))


def _ask(out: Console, question: str, default: str, read: Callable[[str], _Value]) -> _Value:
    """Ask until the answer can be read."""
    while True:
        said = Prompt.ask(question, console=out, default=default)
        try:
            return read(said.strip())
        except InvalidRecordError as error:
            out.print(Text(_without_name(str(error)), style="yellow"))


def _without_name(complaint: str) -> str:
    """Return a complaint from "expected" on: the question stands right above it."""
    return complaint[max(0, complaint.find("expected")) :]


def _shown(values: Sequence[str]) -> str:
    return ", ".join(values) or _NONE


def _bands(text: str) -> tuple[str, ...]:
    bands = () if text == _NONE else tuple(words_of(text))
    return Profile(bands=bands).bands


def _masses(text: str) -> tuple[float, ...]:
    return () if text == _NONE else masses_of(text)


def _goals(text: str) -> tuple[Goal, ...]:
    if text == _NONE:
        return ()
    return cast("tuple[Goal, ...]", known_words(text, GOALS, option="goals"))


def _line(text: str) -> str:
    return Profile(anchor="" if text == _NONE else text).anchor


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise InvalidRecordError(f"expected {least} to {most}, got {text!r}")
        return int(text)

    return read
