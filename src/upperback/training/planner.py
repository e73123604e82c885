"""What to do today, and this week.

Any split of about an hour a week works; showing up matters (domain.md 11e). So the
planner bends: to the minutes there are, to what is at hand, to what is sore. It praises
coming back and never speaks of days without training.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from upperback.training.bouts import Bout, bouts_of
from upperback.training.choosing import Situation
from upperback.training.day import alternatives, may_rest, planned
from upperback.training.evidence import Decision, Evidence
from upperback.training.plan import DayPlan, History, WeekPlan, monday_of, trained_in
from upperback.training.profile import Profile
from upperback.training.progression import decide
from upperback.training.records import Side
from upperback.training.routine import Equipment, RoutineExercise
from upperback.training.screening import is_due, screen
from upperback.training.standing import first_standing

# The rules look at the last eight bouts at most; the rest is for the days off.
_LOOK_BACK_BOUTS = 20
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
                bouts=bouts.get(exercise.name, ())[-_LOOK_BACK_BOUTS:],
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
    situation = _situation(routine, history, profile, now)
    here = situation.equipment if equipment is None else equipment
    situation = replace(situation, equipment=here, sore=sore)
    plan = planned(situation, minutes or profile.minutes)
    if minutes is None and may_rest(situation, plan):
        plan = replace(plan, kind="rest", prescriptions=(), minutes=0)
    return replace(
        plan,
        notes=_notes(situation, history),
        is_kept=situation.day in situation.trained.kept,
        alternatives=alternatives(situation, plan),
    )


def plan_week(
    routine: Sequence[RoutineExercise], history: History, profile: Profile, now: datetime
) -> WeekPlan:
    """Return the week of a moment: what was kept, and plans for days still to come.

    Parameters
    ----------
    routine, history, profile, now
        As for :func:`plan_today`.

    Returns
    -------
    WeekPlan
        As many days as the goal still asks for, spread over the rest of the week. Later
        days are a forecast: they take it that the earlier ones are kept.
    """
    today = now.date()
    monday, trained = monday_of(today), trained_in(history.sessions)
    kept = tuple(day for day in trained.kept if monday <= day < monday + timedelta(days=7))
    free = [n for n in range(7 - today.weekday()) if today + timedelta(days=n) not in kept]
    if today - timedelta(days=1) in trained.kept and len(free) > profile.days_per_week - len(kept):
        free = [n for n in free if n > 0]
    days: list[DayPlan] = []
    for offset in _spread(free, profile.days_per_week - len(kept)):
        then = now + timedelta(days=offset)
        situation = replace(_situation(routine, history, profile, then), trained=trained)
        plan = planned(situation, profile.minutes)
        trained = trained.with_day([each.exercise for each in plan.prescriptions], plan.day)
        days += [plan] if plan.prescriptions else []
    return WeekPlan(monday=monday, goal=profile.days_per_week, kept=kept, days=tuple(days))


def _situation(
    routine: Sequence[RoutineExercise], history: History, profile: Profile, now: datetime
) -> Situation:
    rules = {exercise.name: exercise.screening for exercise in routine}
    bouts = bouts_of(history.sessions)
    return Situation(
        routine=sorted(routine, key=lambda exercise: exercise.order),
        decisions=_decide_all(routine, history, profile, now, bouts),
        profile=profile,
        screening=screen(profile.answers, rules),
        trained=trained_in(history.sessions),
        day=now.date(),
        equipment=profile.equipment,
        last_side=_last_sides(bouts),
    )


def _notes(situation: Situation, history: History) -> tuple[str, ...]:
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
    if is_due(profile.screened_on, day) and history.sessions:
        open_or_old = "are still open" if profile.screened_on is None else "are three months old"
        notes.append(f"Your answers to the health questions {open_or_old}; it takes a minute.")
    return tuple(notes)


def _spread(free: Sequence[int], wanted: int) -> list[int]:
    """Return some of the free days, as far apart as they go.

    Examples
    --------
    >>> _spread(range(7), 3), _spread([5, 6], 3), _spread([3, 4], 0)
    ([0, 2, 4], [5, 6], [])
    """
    if wanted >= len(free):
        return list(free)
    return [free[n * len(free) // wanted] for n in range(wanted)]


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
