"""`upperback pain`: what hurts, and what that means for the training."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import uuid4

from rich.console import Console
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.terminal import SHORT_ID, console, dim, plain_table, time_words
from upperback.cli.values import moment_of, wrong
from upperback.errors import UnknownRecordError
from upperback.exercises import pick_exercise
from upperback.training.pain import ADVICE, SEE_SOMEONE, Light, light, lock_of, stated_pain
from upperback.training.records import PAIN_MAX, PainEntry, PainMoment
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training

_STYLES: dict[Light, str] = {"green": "green", "amber": "yellow", "red": "bold red"}
_SHOWN = 10
_LOOK_BACK = timedelta(days=30)
_MOMENTS = ("before", "during", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was typed."""

    value: int
    exercise: str | None
    when: str
    next_morning: bool
    worse: bool | None
    alarming: bool
    at: str | None


def state_pain(place: str | None, words: Words, *, verbose: bool) -> None:
    """Write what was said of pain; print what follows from it."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        entry = _entry(words, training)
        training.planning.record_pain(entry)
        _print(console(), entry, training)


def _entry(words: Words, training: Training) -> PainEntry:
    if not 0 <= words.value <= PAIN_MAX:
        raise wrong("VALUE", f"0 (no pain) to {PAIN_MAX} (the worst imaginable)", words.value)
    if words.worse is not None and not words.next_morning:
        raise wrong("--worse", "--next-morning with it", None)
    if words.when not in _MOMENTS:
        raise wrong("--when", ", ".join(_MOMENTS), words.when)
    if words.exercise is not None:
        pick_exercise(training.exercises, words.exercise)
    now = wall_clock()
    asked = training.planning.morning_question(now) if words.next_morning else None
    return PainEntry(
        id=str(uuid4()),
        at=now if words.at is None else moment_of(words.at, now),
        moment="next_morning" if words.next_morning else cast("PainMoment", words.when),
        value=words.value,
        exercise=words.exercise,
        session_id=asked.id if asked else None,
        worse=words.worse,
        is_alarming=words.alarming,
    )


def _print(out: Console, entry: PainEntry, training: Training) -> None:
    colour = light(entry.value, is_alarming=entry.is_alarming)
    out.print(Text(f"Pain {entry.value} of {PAIN_MAX}, noted{_of(entry, training)}."))
    advice = ADVICE[colour]
    if colour == "red" and entry.exercise is None:
        advice = "Stop. Your training rests for two days."
    if entry.moment == "next_morning":
        advice = _morning_advice(entry, colour)
    out.print(Text(advice, style=_STYLES[colour]))
    since = entry.at.date() - _LOOK_BACK
    sessions = list(training.journal.sessions(since=since))
    pains = stated_pain(sessions, training.journal.pain_entries(since=since))
    lock = lock_of(entry.exercise or "", pains, entry.at)
    if lock is not None:
        out.print(Text(lock.reason))
        if lock.see_someone:
            out.print(Text(SEE_SOMEONE, style="bold red"))
    if colour == "red":
        out.print(Text("Signs that need a doctor at once: upperback start --red-flags"))
    out.print(dim(f"Undo: upperback pain --remove {entry.id[:SHORT_ID]}"))


def _morning_advice(entry: PainEntry, colour: Light) -> str:
    if colour == "red":
        return "That is too much: your training rests for two days."
    is_worse = colour == "amber" if entry.worse is None else entry.worse
    return "The next session is one step easier." if is_worse else "Good. Go on as planned."


def _of(entry: PainEntry, training: Training) -> str:
    if entry.exercise is None:
        return " for this morning" if entry.moment == "next_morning" else ""
    return f" for {training.titles()[entry.exercise]}"


def show_pain(place: str | None, *, verbose: bool) -> None:
    """Print what was said of pain lately, the newest first."""
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        now, out = wall_clock(), console()
        entries = list(training.journal.pain_entries(since=now.date() - _LOOK_BACK))
        if not entries:
            out.print(Text("No pain was noted in the last 30 days. Note some: upperback pain 3"))
            return
        table = plain_table("", ">Pain", "When", "", "")
        for entry in entries[::-1][:_SHOWN]:
            table.add_row(*_row(entry, training, now))
        out.print(table)


def _row(entry: PainEntry, training: Training, now: datetime) -> list[Text]:
    colour = light(entry.value, is_alarming=entry.is_alarming)
    said = [entry.moment.replace("_", " ")]
    said += ["worse than usual"] if entry.worse else []
    said += ["sharp, new or spreading"] if entry.is_alarming else []
    title = training.titles().get(entry.exercise, entry.exercise) if entry.exercise else ""
    return [
        Text(entry.id[:SHORT_ID], style="dim"),
        Text(str(entry.value), style=_STYLES[colour]),
        Text(time_words(entry.at, now)),
        Text(", ".join(said)),
        Text(title),
    ]


def remove_pain(place: str | None, wanted: str, *, verbose: bool) -> None:
    """Forget a pain entry by the beginning of its id."""
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        said = wanted.strip().casefold()
        found = (
            [e for e in training.journal.pain_entries() if e.id.startswith(said)] if said else []
        )
        if len(found) != 1:
            many = "more than one" if found else "no"
            raise UnknownRecordError(
                f"--remove: the journal has {many} pain entry {wanted!r}; "
                "'upperback pain' lists them"
            )
        training.journal.remove_pain(found[0].id)
        console().print(Text(f"Forgotten: pain {found[0].value}."))
