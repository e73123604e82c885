"""Today's training for the live coach, by the person's programme."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from upperback.errors import UpperbackError
from upperback.exercises import pick_exercise
from upperback.exercises.definition import Exercise
from upperback.services.live_plan import Today, Wishes, first_doses, of_day, of_named
from upperback.services.programme import Planning
from upperback.training.baseline import BaselineDue
from upperback.training.plan import Barrier, DayPlan, Forbidden
from upperback.training.records import NO_LOAD, Prescription

# "As many as go": nobody does more than these with good form [E].
_AS_MANY_AS_GO = 30
_BETWEEN_TESTS_S = 60.0
_MEND: Mapping[Barrier, str] = {
    "screening": "Your answers to the health questions leave it out; choose another exercise. "
    "To answer again: upperback start, or About you in the page.",
    "consent": "Choose an easy one, or say when they have agreed: upperback start --agreed, "
    "or About you in the page.",
    "pain": "Choose another exercise until then. Said by mistake? upperback pain --remove ID",
}


class RestingExerciseError(UpperbackError):
    """Exercises were named that must not be done now; ``forbidden`` says which and why."""

    def __init__(self, forbidden: Sequence[Forbidden]) -> None:
        super().__init__(
            " ".join(f"{each.title}: {each.reason} {_MEND[each.by]}" for each in forbidden)
        )
        self.forbidden = tuple(forbidden)


def day_plan(planning: Planning, wishes: Wishes, now: datetime) -> DayPlan:
    """Return today's plan, bent to what the person said; other equipment is not asked for."""
    return planning.today(now, minutes=wishes.minutes, equipment=wishes.at_hand, sore=wishes.sore)


def tests_due(planning: Planning, now: datetime) -> BaselineDue:
    """Return which tests are due, without those of exercises that rest for pain."""
    due = planning.baseline(now)
    decided = {each.exercise: each.prescription for each in planning.today(now).decisions}
    return replace(due, tests=tuple(e for e in due.tests if decided.get(e.exercise) is not None))


def planned_today(
    planning: Planning, exercises: Mapping[str, Exercise], wishes: Wishes, now: datetime
) -> Today:
    """Return what a live session begins with.

    Parameters
    ----------
    planning
        The person's programme.
    exercises
        Those known, by name.
    wishes
        Named exercises come at the dose of the programme, in a sample at the first one.
    now
        Aware; the person's wall clock.

    Raises
    ------
    RestingExerciseError
        If an exercise is named that rests for pain, or that the screening removes.
    UnknownExerciseError
        If there is none of a name.
    """
    if wishes.is_baseline:
        return _baseline(planning, now)
    if wishes.exercises and wishes.is_sample:
        return first_doses(exercises, wishes.exercises)
    if wishes.exercises:
        return _named(planning, exercises, wishes.exercises, now)
    return of_day(day_plan(planning, wishes, now))


def _named(
    planning: Planning, exercises: Mapping[str, Exercise], names: Sequence[str], now: datetime
) -> Today:
    found = [pick_exercise(dict(exercises), name).name for name in names]
    plan = planning.named(found, now)
    if plan.forbidden:
        raise RestingExerciseError(plan.forbidden)
    return of_named(plan)


def _baseline(planning: Planning, now: datetime) -> Today:
    """Return one set of each test; the camera measures, so load stays off where it can."""
    due = tests_due(planning, now)
    standings = planning.programme().standings
    items = []
    for test in due.tests:
        standing = standings.get(test.exercise)
        items.append(
            Prescription(
                exercise=test.exercise,
                side=test.side,
                sets=1,
                reps=test.reps or _AS_MANY_AS_GO,
                rest_s=_BETWEEN_TESTS_S,
                load=standing.load if standing is not None else NO_LOAD,
                reasons=(f"{test.label}.", _how(test.reps)),
            )
        )
    return Today(kind="baseline", minutes=5, items=tuple(items), reasons=(due.says,))


def _how(reps: int | None) -> str:
    if reps is None:
        return "As many as go with good form; end the set when the form goes."
    return "Slowly, as far as it feels easy."
