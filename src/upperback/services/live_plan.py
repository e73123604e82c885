"""What a live session begins with, and what the person wished; plans in the words of the coach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from upperback.exercises import pick_exercise
from upperback.exercises.definition import Exercise
from upperback.services.routine import routine_exercise, routine_of
from upperback.training.lengths import minutes_of
from upperback.training.plan import DayPlan, History, NamedPlan
from upperback.training.planner import plan_today
from upperback.training.profile import Profile
from upperback.training.records import Prescription, SessionKind
from upperback.training.routine import EQUIPMENT, Equipment
from upperback.training.standing import first_standing, prescribe

# Of somebody without a past no plan depends on the day.
_SOME_MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What to train today."""

    kind: SessionKind
    minutes: int
    items: tuple[Prescription, ...]
    reasons: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person said about today; None and empty where nothing was said.

    ``is_sample``: it is only to be seen how an exercise works; nobody trains.
    """

    minutes: int | None = None
    equipment: frozenset[str] | None = None
    sore: frozenset[str] = frozenset()
    exercises: tuple[str, ...] = ()
    is_baseline: bool = False
    is_sample: bool = False

    @property
    def at_hand(self) -> tuple[Equipment, ...] | None:
        """The equipment that plans know; None where nothing was said."""
        here = self.equipment
        return None if here is None else tuple(each for each in EQUIPMENT if each in here)


def of_day(plan: DayPlan) -> Today:
    """Return the plan of a day as a live session begins with it."""
    return Today(
        kind=plan.session_kind,
        minutes=plan.minutes,
        items=plan.prescriptions,
        reasons=plan.notes,
        alternatives=tuple(each.says for each in plan.alternatives),
    )


def of_named(plan: NamedPlan) -> Today:
    """Return what comes of named exercises as a live session begins with it."""
    return Today(kind="free", minutes=plan.minutes, items=plan.prescriptions)


def first_doses(exercises: Mapping[str, Exercise], names: Sequence[str]) -> Today:
    """Return exercises at the doses with which anybody begins, for both sides."""
    wanted = [routine_exercise(pick_exercise(dict(exercises), name)) for name in names]
    begun = ((first_standing(each, Profile(), _SOME_MONDAY.date()), each) for each in wanted)
    items = tuple(prescribe(standing, exercise) for standing, exercise in begun)
    return Today(
        kind="free",
        minutes=minutes_of(items, {each.name: each for each in wanted}),
        items=items,
    )


def plan_of_today(exercises: Mapping[str, Exercise], wishes: Wishes) -> Today:
    """Return the first day of somebody of whom nothing is known: there is no journal."""
    if wishes.exercises:
        return first_doses(exercises, wishes.exercises)
    plan = plan_today(
        routine_of(exercises.values()),
        History(),
        Profile(),
        _SOME_MONDAY,
        minutes=wishes.minutes,
        equipment=wishes.at_hand,
        sore=wishes.sore,
    )
    return of_day(plan)
