"""`upperback log EXERCISE --reps ...`: sets that nobody watched, told by hand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from rich.console import Console
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.terminal import SHORT_ID, console, dim, time_words
from upperback.cli.values import load_of, moment_of, reps_of, wrong
from upperback.exercises import Exercise, pick_exercise
from upperback.services.hand_log import Told, ToldSets, log_told_sets
from upperback.training.pain import ADVICE, light
from upperback.training.profile import Profile
from upperback.training.records import NO_LOAD, Load, Side
from upperback.training.routine import RoutineExercise
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training

_SIDES: dict[str, tuple[Side, ...]] = {
    "left": ("left",),
    "right": ("right",),
    "each": ("left", "right"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWords:
    """What was typed; None where it was not."""

    exercise: str
    reps: str | None
    load: str | None
    side: str | None
    effort: int | None
    pain: int | None
    at: str | None
    note: str


def log_told(place: str | None, words: ToldWords, *, verbose: bool) -> None:
    """Write sets into the journal and say so."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        now = wall_clock()
        exercise = pick_exercise(training.exercises, words.exercise)
        if words.reps is None:
            raise wrong("--reps", "a number for each set, such as --reps 12,12", None)
        at = now if words.at is None else moment_of(words.at, now)
        told = ToldSets(
            exercise=exercise.name,
            sides=_sides(words.side, exercise),
            reps=reps_of(words.reps),
            at=at,
            load=_load(words.load, exercise.name, training, at),
            effort_rir=words.effort,
            pain=words.pain,
            note=words.note.strip(),
        )
        done = log_told_sets(training.journal, told, lambda: str(uuid4()))
        profile = training.planning.profile()
        _print(console(), done, told, title=exercise.title, profile=profile)


def usual_load(name: str, training: Training, at: datetime) -> Load:
    """Return the load that the programme has for an exercise now."""
    if _routine_exercise(name, training) is None:
        return NO_LOAD
    return training.planning.standing(name, at).load


def _routine_exercise(name: str, training: Training) -> RoutineExercise | None:
    return next((each for each in training.planning.routine if each.name == name), None)


def _load(said: str | None, name: str, training: Training, at: datetime) -> Load:
    if said is None:
        return usual_load(name, training, at)
    load = load_of(said, training.planning.profile())
    planned = _routine_exercise(name, training)
    if planned is not None and load.kind not in ("none", planned.load):
        expected = {"none": "none", "band": "a band, or none", "dumbbell": "dumbbells, or none"}
        raise wrong("--load", f"{expected[planned.load]}, for {name}", said)
    return load


def _sides(said: str | None, exercise: Exercise) -> tuple[Side, ...]:
    if exercise.sides == "one":
        if said is None or said.casefold() not in _SIDES:
            raise wrong(
                "--side",
                f"left, right, or each (both, one after the other) for {exercise.name}",
                said,
            )
        return _SIDES[said.casefold()]
    if said is not None and said.casefold() not in ("both", *_SIDES):
        raise wrong("--side", "left, right, both or each", said)
    return ("both",) if said is None else _SIDES.get(said.casefold(), ("both",))


def _print(out: Console, done: Told, told: ToldSets, *, title: str, profile: Profile) -> None:
    reps = ", ".join(map(str, told.reps))
    sides = {("left", "right"): " on each side", ("both",): ""}
    side = sides.get(told.sides, f", {told.sides[0]}")
    load = f" with {profile.says_load(told.load)}" if told.load != NO_LOAD else ""
    many = "sets" if len(told.reps) > 1 else "set"
    when = time_words(told.at, wall_clock())
    out.print(Text(f"Logged: {title}{side}, {len(told.reps)} {many} of {reps}{load}, {when}."))
    if told.pain is not None and light(told.pain) != "green":
        out.print(Text(f"Pain {told.pain}: {ADVICE[light(told.pain)]}", "yellow"))
    ids = " ".join(f"--remove {each.id[:SHORT_ID]}" for each in done.added)
    out.print(dim(f"Undo: upperback log {ids}"), soft_wrap=True)
