"""The plan of one day: full, short, minimum or mobility, from the exercises it may have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from upperback.training.choosing import Situation, prescriptions_of, split
from upperback.training.fitting import fit
from upperback.training.lengths import minutes_of
from upperback.training.plan import Alternative, DayKind, DayPlan, LeftOut
from upperback.training.records import Prescription
from upperback.training.routine import SHORT_DAYS, RoutineExercise
from upperback.training.standing import FULL_FROM_MIN

# domain.md 8: full 18-20, short 8-10 with three exercises, minimum 2 minutes.
SHORT_FROM_MIN = 5
SHORT_EXERCISES = 3
FULL_MIN, SHORT_MIN, MINIMUM_MIN = 20, 9, 2
# What fits into two minutes beside a few easy reps [E].
_MINIMUM_REPS = 12
_MINIMUM_HOLD_S = 1.0
_SAYS: Mapping[DayKind, str] = {
    "full": "everything",
    "short": "three exercises",
    "mobility": "easy mobility",
}
# With a goal of this many days a week some must follow each other.
DAILY_GOAL = 5


def planned(situation: Situation, minutes: int) -> DayPlan:
    """Return the plan of a day, taking it that this is no day of rest.

    Parameters
    ----------
    situation
        What the day depends on.
    minutes
        Time there is.

    Returns
    -------
    DayPlan
        Without notes and alternatives; of kind "rest" where nothing is allowed.
    """
    allowed, left_out = split(situation)
    kind = _kind(allowed, minutes)
    if kind == "minimum":
        chosen = _minimum(allowed, situation)
    else:
        chosen, not_today = _chosen(allowed, situation, minutes)
        left_out = (*left_out, *not_today)
    return DayPlan(
        day=situation.day,
        kind=kind if chosen else "rest",
        prescriptions=chosen,
        minutes=minutes_of(chosen, situation.by_name, is_quick=kind == "minimum"),
        left_out=left_out,
        decisions=tuple(situation.decisions.values()),
    )


def _kind(allowed: Sequence[RoutineExercise], minutes: int) -> DayKind:
    if minutes < SHORT_FROM_MIN:
        return "minimum"
    if not any(exercise.kind == "strength" for exercise in allowed):
        return "mobility"
    return "full" if minutes >= FULL_FROM_MIN else "short"


def _chosen(
    allowed: Sequence[RoutineExercise], situation: Situation, minutes: int
) -> tuple[tuple[Prescription, ...], tuple[LeftOut, ...]]:
    wanted = _by_want(allowed, situation)
    most = len(wanted) if minutes >= FULL_FROM_MIN else SHORT_EXERCISES
    blocks = [prescriptions_of(exercise, situation) for exercise in wanted[:most]]
    chosen, no_room = fit(blocks, situation.by_name, minutes)
    other_day = tuple(
        LeftOut(
            exercise=exercise.name,
            title=exercise.title,
            reason=f"Three exercises make a short day; {exercise.title} has the next one.",
        )
        for exercise in wanted[most:]
    )
    return chosen, (*no_room, *other_day)


def _by_want(
    allowed: Sequence[RoutineExercise], situation: Situation
) -> tuple[RoutineExercise, ...]:
    """Return exercises by want: those of today's short day first, each the oldest first."""
    trained = situation.trained
    last = {exercise.name: trained.last(exercise.name) for exercise in allowed}
    letter = min(
        SHORT_DAYS,
        key=lambda name: (
            sorted(last[e.name] for e in allowed if name in e.short_days) or [situation.day]
        ),
    )
    return tuple(sorted(allowed, key=lambda e: (letter not in e.short_days, last[e.name], e.order)))


def _minimum(allowed: Sequence[RoutineExercise], situation: Situation) -> tuple[Prescription, ...]:
    """Return two minutes: one set of the oldest strength move, and a few easy reps."""
    wanted = _by_want(allowed, situation)
    strength = [exercise for exercise in wanted if exercise.kind == "strength"][:1]
    easy = sorted((e for e in wanted if e.break_reps), key=lambda e: e.order)
    easy = easy[: 1 if strength else 2]
    why = "One set, as many clean reps as go with one or two left in you."
    hard = [
        replace(
            each,
            sets=1,
            reps=min(each.reps, _MINIMUM_REPS),
            hold_s=min(each.hold_s, _MINIMUM_HOLD_S),
            reasons=(*each.reasons, why),
        )
        for exercise in strength
        for each in prescriptions_of(exercise, situation)
    ]
    return tuple(
        replace(each, sets=1, reps=exercise.break_reps, reasons=("A few easy ones first.",))
        for exercise in easy
        for each in prescriptions_of(exercise, situation)
    ) + tuple(hard)


def is_other_day(situation: Situation) -> bool:
    """Whether the person chose days of training, and this is none of them."""
    weekdays = situation.profile.weekdays
    return bool(weekdays) and situation.day.weekday() not in weekdays


def may_rest(situation: Situation, plan: DayPlan) -> bool:
    """Whether the day may be one of rest.

    It was trained today, or the goal is reached; else the days that the person chose decide,
    and where none were chosen, the day after strength rests as long as the goal allows.
    """
    if situation.day in situation.trained.kept:
        return True
    left = situation.profile.days_per_week - situation.kept_this_week
    if left <= 0 or situation.profile.weekdays:
        return left <= 0 or is_other_day(situation)
    days_left = 7 - situation.day.weekday()
    is_early = situation.day - timedelta(days=1) in situation.trained.kept and left < days_left
    return plan.kind == "mobility" and is_early and situation.profile.days_per_week < DAILY_GOAL


def alternatives(situation: Situation, plan: DayPlan) -> tuple[Alternative, ...]:
    """Return the other plans that the same day may have."""
    others = [planned(situation, minutes) for minutes in (FULL_MIN, SHORT_MIN, MINIMUM_MIN)]
    found = {other.kind: other for other in others if other.prescriptions}
    return tuple(
        Alternative(kind=kind, minutes=other.minutes, says=_says(other, situation))
        for kind, other in found.items()
        if kind != plan.kind
    )


def _says(plan: DayPlan, situation: Situation) -> str:
    """Return a plan in a few words; strength that has its rest is not promised."""
    if plan.kind != "minimum":
        return _SAYS[plan.kind]
    kinds = {situation.by_name[each.exercise].kind for each in plan.prescriptions}
    return "one strong set and a few easy reps" if "strength" in kinds else "a few easy reps"
