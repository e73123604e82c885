"""What to do today.

Any split of about an hour a week works; showing up matters (domain.md 11e). So the
planner bends: to the minutes there are, to what is at hand, to what is sore. It praises
coming back and never speaks of days without training.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from upperback.training.baseline import is_only_looks
from upperback.training.bouts import Bout, bouts_of
from upperback.training.choosing import Situation, forbidden, prescriptions_of
from upperback.training.day import alternatives, is_other_day, may_rest, planned
from upperback.training.evidence import Decision, Evidence
from upperback.training.lengths import minutes_of
from upperback.training.plan import (
    DayPlan,
    History,
    NamedPlan,
)
from upperback.training.profile import Profile
from upperback.training.progression import decide
from upperback.training.records import Side
from upperback.training.routine import Equipment, RoutineExercise
from upperback.training.screening import is_due, screen
from upperback.training.standing import first_standing

# The rules look at the last eight bouts at most; the rest is for the days off.
LOOK_BACK_BOUTS = 20
# After so many days without training, coming back is praised [E].
COMEBACK_DAYS = 7


def decide_all(
    routine: Sequence[RoutineExercise], history: History, profile: Profile, now: datetime
) -> dict[str, Decision]:
    """Return what is decided of each exercise of a routine now.

    Parameters
    ----------
    routine
        The exercises.
    history
        What was done and said, and where the person stands.
    profile
        The person.
    now
        Aware; its date is the person's date.

    Returns
    -------
    dict
        Name of the exercise to the decision.
    """
    return _decide_all(routine, history, profile, now, bouts_of(history.sessions))


def _decide_all(
    routine: Sequence[RoutineExercise],
    history: History,
    profile: Profile,
    now: datetime,
    bouts: Mapping[str, Sequence[Bout]],
) -> dict[str, Decision]:
    standings = history.programme.standings
    bad_days = _bad_days(history, now)
    return {
        exercise.name: decide(
            Evidence(
                exercise=exercise,
                standing=standings.get(exercise.name)
                or first_standing(exercise, profile, now.date()),
                profile=profile,
                bouts=bouts.get(exercise.name, ())[-LOOK_BACK_BOUTS:],
                pains=history.pains,
                now=now,
                bad_days=bad_days,
            )
        )
        for exercise in routine
    }


def plan_today(
    routine: Sequence[RoutineExercise],
    history: History,
    profile: Profile,
    now: datetime,
    *,
    minutes: int | None = None,
    equipment: Collection[Equipment] | None = None,
    sore: Collection[str] = (),
) -> DayPlan:
    """Return what to do today.

    Parameters
    ----------
    routine
        The exercises.
    history
        What was done and said, and where the person stands.
    profile
        The person.
    now
        Aware; its date is the person's date.
    minutes
        "I have 6 minutes": overrules the profile, and a day of rest.
    equipment
        "Only a band": overrules the profile.
    sore
        Names of exercises or muscles, or "all": strength there rests today.

    Returns
    -------
    DayPlan
        Of kind "rest" where nothing is to be done; then it says what could be.
    """
    situation = situation_of(routine, history, profile, now)
    here = situation.equipment if equipment is None else equipment
    situation = replace(situation, equipment=here, sore=sore)
    plan = planned(situation, minutes or profile.minutes)
    if minutes is None and may_rest(situation, plan):
        plan = replace(plan, kind="rest", prescriptions=(), minutes=0)
    return replace(
        plan,
        notes=_notes(situation, history, is_free=minutes is None and is_other_day(situation)),
        is_kept=situation.day in situation.trained.kept,
        alternatives=alternatives(situation, plan),
    )


def plan_named(
    routine: Sequence[RoutineExercise],
    history: History,
    profile: Profile,
    now: datetime,
    names: Sequence[str],
) -> NamedPlan:
    """Return the doses of exercises that the person names.

    Parameters
    ----------
    routine, history, profile, now
        As for :func:`plan_today`.
    names
        Of exercises of the routine, in the order in which they are wanted.

    Returns
    -------
    NamedPlan
        A wish overrules the day of rest, soreness and what is at hand; it never overrules
        the screening and pain.
    """
    situation = situation_of(routine, history, profile, now)
    exercises = [situation.by_name[name] for name in names]
    barriers = [forbidden(exercise, situation) for exercise in exercises]
    chosen = tuple(
        each
        for exercise, barrier in zip(exercises, barriers, strict=True)
        if barrier is None
        for each in prescriptions_of(exercise, situation)
    )
    return NamedPlan(
        prescriptions=chosen,
        minutes=minutes_of(chosen, situation.by_name),
        forbidden=tuple(barrier for barrier in barriers if barrier is not None),
        decisions=tuple(situation.decisions.values()),
    )


def situation_of(
    routine: Sequence[RoutineExercise], history: History, profile: Profile, now: datetime
) -> Situation:
    """Return what a plan for the day of a moment depends on; see :func:`plan_today`."""
    rules = {exercise.name: exercise.screening for exercise in routine}
    bouts = bouts_of(history.sessions)
    return Situation(
        routine=sorted(routine, key=lambda exercise: exercise.order),
        decisions=_decide_all(routine, history, profile, now, bouts),
        profile=profile,
        screening=screen(profile.answers, rules),
        trained=history.trained,
        day=now.date(),
        equipment=profile.equipment,
        last_side=_last_sides(bouts),
    )


def _notes(situation: Situation, history: History, *, is_free: bool) -> tuple[str, ...]:
    notes: list[str] = []
    profile, day = situation.profile, situation.day
    kept = situation.trained.kept
    if situation.screening.ask_first and not profile.agreed:
        notes.append(situation.screening.advice)
    if kept and day not in kept and (day - kept[-1]).days > COMEBACK_DAYS:
        notes.append("Good to have you back. Coming back is what makes a habit.")
    if day in kept:
        notes.append("Done for today. Well done.")
    if situation.kept_this_week >= profile.days_per_week:
        notes.append(f"Your {profile.days_per_week} days of this week are done; more is a gift.")
    elif is_free and day not in kept:
        notes.append("Today is not one of your days; you may train all the same.")
    has_trained = not all(map(is_only_looks, history.sessions))
    if is_due(profile.screened_on, day) and has_trained:
        open_or_old = "are still open" if profile.screened_on is None else "are three months old"
        notes.append(f"Your answers to the health questions {open_or_old}; it takes a minute.")
    return tuple(notes)


def _last_sides(bouts: Mapping[str, Sequence[Bout]]) -> dict[str, Side]:
    return {name: done[-1].sets[0].side for name, done in bouts.items()}


def _bad_days(history: History, now: datetime) -> int:
    """Return on how many days in a row up to today or yesterday the person was sore."""
    sore = set(history.programme.sore_days)
    day = now.date() if now.date() in sore else now.date() - timedelta(days=1)
    count = 0
    while day - timedelta(days=count) in sore:
        count += 1
    return count
