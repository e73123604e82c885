"""Where a person stands with each exercise, and the programme that remembers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from upperback.training.profile import Profile
from upperback.training.records import NO_LOAD, Load, Prescription, Side
from upperback.training.routine import Level, RoutineExercise

# domain.md 5: the fly begins with 0.5 to 2 kg; heavier ones wait.
FIRST_KG = 2.0
# domain.md 8: a full session takes 18 to 20 minutes, with wall angels of one to two sets.
FULL_FROM_MIN = 15
FULL_SETS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The dose of one exercise as it is now.

    Attributes
    ----------
    exercise
        Its name.
    level
        The person's level in this exercise.
    level_since
        The day on which this level began.
    sets, reps, hold_s
        The dose; holds in seconds.
    load
        What is pulled or lifted.
    targets_deg
        Side to the range to reach for, degrees; empty where there is none yet.
    decided_at
        What was done up to here has been considered; None for nothing yet. Aware.
    rule, reason
        The rule that decided last and its sentence; empty at the start.
    deload_until
        Last day of an easy week; None where there is none.
    """

    exercise: str
    level: Level
    level_since: date
    sets: int
    reps: int
    hold_s: float = 0.0
    load: Load = NO_LOAD
    targets_deg: Mapping[Side, float] = field(default_factory=dict)
    decided_at: datetime | None = None
    rule: str = ""
    reason: str = ""
    deload_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A decision as it is remembered: when, of what, by which rule, and why."""

    at: datetime
    exercise: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Where the person stands with each exercise, and how it came to that.

    Attributes
    ----------
    standings
        Name of an exercise to where the person stands.
    decisions
        Oldest first.
    sore_days
        Days on which the person said to be sore, ascending.
    """

    standings: Mapping[str, Standing] = field(default_factory=dict)
    decisions: tuple[PastDecision, ...] = ()
    sore_days: tuple[date, ...] = ()


def first_standing(
    exercise: RoutineExercise, profile: Profile, today: date, *, level: Level | None = None
) -> Standing:
    """Return where a person begins with an exercise.

    Parameters
    ----------
    exercise
        The exercise.
    profile
        Level and loads of the person.
    today
        When it begins.
    level
        Another level than that of the profile.

    Returns
    -------
    Standing
        The least dose of the level; for whoever has time for a full session, two sets where
        the dose allows them. The lightest band; the lightest dumbbell, or none
        where that is more than 2 kg (domain.md 5).
    """
    begun = level or profile.level
    dose = exercise.dose(begun)
    has_time = profile.minutes >= FULL_FROM_MIN
    ladder = profile.ladder(exercise)
    light = [load for load in ladder[1:2] if (load.mass_kg or FIRST_KG + 1) <= FIRST_KG]
    return Standing(
        exercise=exercise.name,
        level=begun,
        level_since=today,
        sets=max(dose.sets[0], min(dose.sets[1], FULL_SETS)) if has_time else dose.sets[0],
        reps=dose.reps[0],
        hold_s=dose.hold_s[0],
        load=light[0] if light else ladder[0],
    )


def with_owned_load(standing: Standing, ladder: tuple[Load, ...]) -> Standing:
    """Return a standing whose load is one the person owns, never a heavier one.

    Examples
    --------
    >>> one, two, four = (Load(kind="dumbbell", mass_kg=kg) for kg in (1, 2, 4))
    >>> standing = Standing(
    ...     exercise="fly",
    ...     level="beginner",
    ...     level_since=date(2026, 5, 4),
    ...     sets=2,
    ...     reps=10,
    ...     load=two,
    ... )
    >>> with_owned_load(standing, (NO_LOAD, one, four)).load.mass_kg
    1
    """
    if standing.load in ladder:
        return standing
    lighter = [load for load in ladder if _size(load) <= _size(standing.load)]
    return replace(standing, load=lighter[-1] if lighter else ladder[0])


def prescribe(
    standing: Standing, exercise: RoutineExercise, *, reasons: tuple[str, ...] = ()
) -> Prescription:
    """Return the dose of a standing as a prescription for both sides.

    Rest is the middle of the dose for loaded work, the shortest otherwise.
    """
    rest = exercise.dose(standing.level).rest_s
    return Prescription(
        exercise=standing.exercise,
        sets=standing.sets,
        reps=standing.reps,
        hold_s=standing.hold_s,
        rest_s=float(rest[0] if standing.load == NO_LOAD else sum(rest) / 2),
        load=standing.load,
        reasons=reasons,
    )


def _size(load: Load) -> float:
    return load.mass_kg or float(load.band_step or 0)
