"""Today's training for the live coach, by the person's programme."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from upperback.exercises.definition import Exercise
from upperback.services.live_plan import Today, Wishes, plan_of_today
from upperback.services.programme import Planning
from upperback.training.baseline import BaselineDue
from upperback.training.plan import DayPlan
from upperback.training.records import NO_LOAD, Prescription
from upperback.training.routine import EQUIPMENT

# "As many as go": nobody does more than these with good form [E].
_AS_MANY_AS_GO = 30
_BETWEEN_TESTS_S = 60.0


def day_plan(planning: Planning, wishes: Wishes, now: datetime) -> DayPlan:
    """Return today's plan, bent to what the person said; other equipment is not asked for."""
    here = wishes.equipment
    known = None if here is None else [each for each in EQUIPMENT if each in here]
    return planning.today(now, minutes=wishes.minutes, equipment=known, sore=wishes.sore)


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
        Named exercises come at the dose of the programme; one that rests for pain, or that
        the programme does not know, at the beginner's.
    now
        Aware; the person's wall clock.
    """
    if wishes.is_baseline:
        return _baseline(planning, now)
    plan = day_plan(planning, wishes, now)
    if wishes.exercises:
        return _chosen(plan, exercises, wishes)
    return Today(
        kind=plan.session_kind,
        minutes=plan.minutes,
        items=plan.prescriptions,
        reasons=plan.notes,
        alternatives=tuple(each.says for each in plan.alternatives),
    )


def _chosen(plan: DayPlan, exercises: Mapping[str, Exercise], wishes: Wishes) -> Today:
    simple = plan_of_today(exercises, wishes)
    decided = {each.exercise: each.prescription for each in plan.decisions}
    return replace(simple, items=tuple(decided.get(e.exercise) or e for e in simple.items))


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
