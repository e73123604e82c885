"""Which exercises a day may have: screening, pain, equipment, rest, soreness.

What is left out is left out with a reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from upperback.training.evidence import Decision
from upperback.training.plan import Barrier, Forbidden, LeftOut, monday_of
from upperback.training.profile import Profile
from upperback.training.records import Prescription, Side
from upperback.training.routine import Equipment, RoutineExercise
from upperback.training.screening import ScreeningResult
from upperback.training.trained import Trained

ALL = "all"
# domain.md 8: at least one day between hard days.
REST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything a plan for one day depends on.

    Attributes
    ----------
    routine
        Exercises in the order of a session.
    decisions
        Name of an exercise to what was decided of it for this day.
    profile, screening
        The person, and what the answers mean.
    trained
        On which days what was done.
    day
        The day that is planned.
    equipment
        What is at hand on this day.
    sore
        Names of exercises or muscles that are sore; "all" for the whole body.
    last_side
        One-sided exercise to the side that began last time.
    """

    routine: Sequence[RoutineExercise]
    decisions: Mapping[str, Decision]
    profile: Profile
    screening: ScreeningResult
    trained: Trained
    day: date
    equipment: Collection[Equipment]
    sore: Collection[str] = ()
    last_side: Mapping[str, Side] = field(default_factory=dict)

    @property
    def by_name(self) -> dict[str, RoutineExercise]:
        """Name to exercise."""
        return {exercise.name: exercise for exercise in self.routine}

    @property
    def kept_this_week(self) -> int:
        """On how many days of this week the person has trained."""
        monday = monday_of(self.day)
        return sum(monday <= day < monday + timedelta(days=7) for day in self.trained.kept)


def split(situation: Situation) -> tuple[tuple[RoutineExercise, ...], tuple[LeftOut, ...]]:
    """Return the exercises a day may have, and the others with the reason.

    Parameters
    ----------
    situation
        What the day depends on.

    Returns
    -------
    tuple
        Exercises in order; what is left out, in order.
    """
    allowed: list[RoutineExercise] = []
    left_out: list[LeftOut] = []
    for exercise in situation.routine:
        reason = _why_not(exercise, situation)
        if reason:
            left_out.append(LeftOut(exercise=exercise.name, title=exercise.title, reason=reason))
        else:
            allowed.append(exercise)
    return tuple(allowed), tuple(left_out)


def forbidden(exercise: RoutineExercise, situation: Situation) -> Forbidden | None:
    """Return what forbids an exercise, whatever the person wishes; None where nothing does.

    Parameters
    ----------
    exercise
        The exercise.
    situation
        What the day depends on.

    Returns
    -------
    Forbidden or None
        Answers of the screening come first, then consent that is open, then pain.
    """

    def by(barrier: Barrier, reason: str) -> Forbidden:
        return Forbidden(exercise=exercise.name, title=exercise.title, by=barrier, reason=reason)

    change = situation.screening.change(exercise.name)
    if change is not None and change.does == "remove":
        return by("screening", change.why)
    must_ask = situation.screening.ask_first and not situation.profile.agreed
    if must_ask and exercise.kind == "strength":
        return by("consent", "It waits until your doctor or physiotherapist agrees.")
    decision = situation.decisions[exercise.name]
    return by("pain", decision.reason) if decision.prescription is None else None


def prescriptions_of(exercise: RoutineExercise, situation: Situation) -> tuple[Prescription, ...]:
    """Return what is planned of an exercise, side by side where the sides work apart.

    The side that began last time comes second.
    """
    decision = situation.decisions[exercise.name]
    if decision.prescription is None:
        return ()
    reasons, variant = list(decision.prescription.reasons), decision.prescription.variant
    change = situation.screening.change(exercise.name)
    if change is not None:
        variant = "; ".join(text for text in (change.instead, variant) if text)
        reasons.append(change.why)
    reasons += [how for item, how in exercise.wants.items() if item not in situation.equipment]
    targets = {} if change or decision.prescription.variant else decision.standing.targets_deg
    return tuple(
        replace(
            decision.prescription,
            side=side,
            variant=variant,
            reasons=tuple(reasons),
            target_range_deg=targets.get(side),
        )
        for side in _sides(exercise, situation)
    )


def _sides(exercise: RoutineExercise, situation: Situation) -> tuple[Side, ...]:
    sides = exercise.sides
    return sides[::-1] if situation.last_side.get(exercise.name) == sides[0] else sides


def _why_not(exercise: RoutineExercise, situation: Situation) -> str:
    """Return why an exercise is left out; empty where it is not."""
    barrier = forbidden(exercise, situation)
    if barrier is not None:
        return barrier.reason
    missing = [how for item, how in exercise.needs.items() if item not in situation.equipment]
    if missing:
        return f"What it needs is not at hand. {missing[0]}"
    return _why_rest(exercise, situation)


def _why_rest(exercise: RoutineExercise, situation: Situation) -> str:
    day, trained = situation.day, situation.trained
    if day in trained.days.get(exercise.name, ()) and not exercise.break_reps:
        return "Done today."
    if exercise.kind == "strength":
        if _is_sore(exercise, situation.sore):
            return "You are sore there, so it rests today."
        strength = [each.name for each in situation.routine if each.kind == "strength"]
        if trained.of(strength) & {day - REST, day, day + REST}:
            return "A day of rest lies between strength days."
    monday = monday_of(day)
    most = exercise.dose(situation.decisions[exercise.name].standing.level).days_per_week[1]
    this_week = sum(
        monday <= each < monday + timedelta(days=7) for each in trained.days.get(exercise.name, ())
    )
    return f"Done on {this_week} days of this week, which is plenty." if this_week >= most else ""


def _is_sore(exercise: RoutineExercise, sore: Collection[str]) -> bool:
    names = {exercise.name, *exercise.muscles.get("main", ()), ALL}
    return any(each in names for each in sore)
