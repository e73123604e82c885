"""`upperback today`: the plan of the day on the terminal, with its reasons."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import cast

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.terminal import console, dim, dose_words, hold_words, plain_table, write_json
from upperback.cli.values import known_words
from upperback.training.choosing import ALL
from upperback.training.lengths import minutes_of
from upperback.training.pain import NEXT_MORNING
from upperback.training.plan import DayPlan
from upperback.training.profile import Profile
from upperback.training.records import Prescription
from upperback.training.routine import EQUIPMENT, Equipment, RoutineExercise
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training

SCHEMA = "upperback.today/1"
# What people say, and the muscles of the exercise files it means.
_AREAS: Mapping[str, tuple[str, ...]] = {
    "shoulder": ("rear deltoid",),
    "shoulders": ("rear deltoid",),
    "upper back": ("middle trapezius", "rhomboids"),
    "back": ("middle trapezius", "rhomboids", "latissimus dorsi", "erector spinae"),
}
_KINDS = {
    "full": "A full day",
    "short": "A short day",
    "minimum": "Two minutes",
    "mobility": "Easy mobility",
    "rest": "A day of rest",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was typed about today; None where it was not."""

    minutes: int | None
    only: str | None
    sore: str | None


def show_today(place: str | None, wishes: Wishes, *, as_json: bool, verbose: bool) -> None:
    """Print today's plan."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        now, planning = wall_clock(), training.planning
        soreness, here = _soreness(wishes.sore, planning.routine), _equipment(wishes.only)
        if soreness:
            planning.record_sore(now.date())
        plan = planning.today(now, minutes=wishes.minutes, equipment=here, sore=soreness)
        if as_json:
            write_json(json.dumps(_plain(plan), indent=2, ensure_ascii=False, default=_text))
        else:
            _print(plan, training, now)


def _equipment(only: str | None) -> frozenset[Equipment] | None:
    if only is None:
        return None
    if only.strip().casefold() == "none":
        return frozenset()
    words = known_words(only, (*EQUIPMENT, "none"), option="--only")
    return frozenset(cast("tuple[Equipment, ...]", words))


def _soreness(sore: str | None, routine: Sequence[RoutineExercise]) -> Collection[str]:
    if sore is None:
        return ()
    muscles = dict.fromkeys(muscle for e in routine for muscle in e.muscles.get("main", ()))
    known = (ALL, *_AREAS, *(exercise.name for exercise in routine), *muscles)
    words = known_words(sore, known, option="--sore")
    return tuple(each for word in words for each in _AREAS.get(word, (word,)))


def _print(plan: DayPlan, training: Training, now: datetime) -> None:
    out, profile = console(), training.planning.profile()
    routine = {exercise.name: exercise for exercise in training.planning.routine}
    minutes = f", about {plan.minutes} minutes" if plan.minutes else ""
    out.print(Text(f"{now:%A}, {now.day} {now:%B}: {_KINDS[plan.kind].lower()}{minutes}", "bold"))
    for note in plan.notes:
        out.print(Text(note))
    if plan.prescriptions:
        out.print()
        out.print(_table(plan, routine, profile))
    elif not plan.notes:
        out.print(Text("Nothing is due today."))
    _print_rest(out, plan, training, now)


def _table(
    plan: DayPlan, routine: Mapping[str, RoutineExercise], profile: Profile
) -> RenderableType:
    table = plain_table("", ">Sets", ">Hold", "With", ">Minutes")
    reasons: dict[str, list[str]] = {}
    for sides in _by_exercise(plan.prescriptions):
        planned, title = sides[0], routine[sides[0].exercise].title
        table.add_row(
            Text(title, style="bold"),
            dose_words(planned),
            hold_words(planned),
            _with(sides, profile),
            str(minutes_of(sides, routine, is_quick=plan.kind == "minimum")),
        )
        reasons.setdefault(_why(planned), []).append(title)
    said = (Text.assemble((f"{', '.join(who)}: ", "bold"), why) for why, who in reasons.items())
    return Group(table, Text(), *said)


def _by_exercise(planned: Sequence[Prescription]) -> list[list[Prescription]]:
    """Return the prescriptions of each exercise; its sides stand together."""
    found: dict[str, list[Prescription]] = {}
    for each in planned:
        found.setdefault(each.exercise, []).append(each)
    return list(found.values())


def _with(sides: Sequence[Prescription], profile: Profile) -> str:
    """Say the load, and the sides where they work apart."""
    said = [profile.says_load(sides[0].load)] if sides[0].load.kind != "none" else []
    said += [", then ".join(each.side for each in sides)] if sides[0].side != "both" else []
    return ", ".join(said) or "-"


def _why(planned: Prescription) -> str:
    said = " ".join(planned.reasons) or "As last time."
    if planned.variant:
        said = f"This way: {planned.variant}. {said}"
    if planned.target_range_deg is not None:
        said += f" Reach for {planned.target_range_deg:.0f}°."
    return said


def _print_rest(out: Console, plan: DayPlan, training: Training, now: datetime) -> None:
    if plan.left_out:
        out.print()
        out.print(Text("Not today", "bold"))
        for each in plan.left_out:
            out.print(Padding(Text(f"{each.title}: {each.reason}"), (0, 0, 0, 2)))
    if plan.alternatives:
        out.print()
        out.print(Text("Or", "bold"))
        for other in plan.alternatives:
            said = f"{other.minutes} minutes, {other.says}: upperback today --minutes "
            out.print(Padding(Text(f"{said}{other.minutes}"), (0, 0, 0, 2)), soft_wrap=True)
    out.print()
    if training.planning.morning_question(now) is not None:
        out.print(Text(NEXT_MORNING))
        out.print(Text("Answer: upperback pain 2 --next-morning --not-worse"))
    if not training.planning.has_profile():
        out.print(dim("This is a plan for anybody. For yours, in two minutes: upperback start"))
    elif plan.prescriptions:
        out.print(dim("With the camera: upperback coach. By hand afterwards: upperback log"))


def _plain(plan: DayPlan) -> dict[str, object]:
    plain = asdict(plan)
    for decision in plain["decisions"]:
        del decision["standing"], decision["prescription"]
    return {"schema": SCHEMA, **plain}


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")
