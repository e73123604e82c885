"""How long a plan takes, as the live coach does it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from upperback.training.records import Prescription
from upperback.training.routine import RoutineExercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a training takes besides its reps and the rests between the sets.

    Attributes
    ----------
    setup_s
        To get into position for an exercise: fetch the band, lie down, stand where the
        camera sees it.
    start_s
        Of each set: to take the start position and hold it until it is measured, and to
        say in the end how it was.
    rests
        Whether one rests before another exercise as after a set; one gets ready meanwhile.
    """

    setup_s: float
    start_s: float
    rests: bool


# The start position is held for 2 s (coach.placement); the rest of it [E].
USUAL = Pace(setup_s=45.0, start_s=10.0, rests=True)
# In a two-minute day one stays where one is, and goes from one to the other [E].
QUICK = Pace(setup_s=10.0, start_s=0.0, rests=False)


def seconds_of(
    prescriptions: Iterable[Prescription],
    routine: Mapping[str, RoutineExercise],
    *,
    pace: Pace = USUAL,
) -> float:
    """Return how long prescriptions take, seconds.

    Parameters
    ----------
    prescriptions
        In the order in which they are done.
    routine
        Name to exercise.
    pace
        What comes to it besides reps and rests.

    Returns
    -------
    float
        Reps times the taught tempo, holds, starts of the sets, rests between them, and the
        time to change: to the other side as long as a rest, to another exercise as long as
        to get into position, or as the rest where that is longer. After the last set
        nobody waits.

    Examples
    --------
    >>> from upperback.training.routine import LevelDose
    >>> dose = LevelDose(
    ...     level="beginner", sets=(2, 2), reps=(10, 12), rest_s=(60, 60), days_per_week=(2, 3)
    ... )
    >>> row = RoutineExercise(
    ...     name="row", title="Row", kind="strength", order=1, seconds_per_rep=4.0, doses=(dose,)
    ... )
    >>> plan = Prescription(exercise="row", sets=2, reps=10, hold_s=1.0, rest_s=60.0)
    >>> seconds_of([plan], {"row": row}), seconds_of([plan], {"row": row}, pace=QUICK)
    (225.0, 170.0)
    """
    total, rest_s = 0.0, 0.0
    seen: set[str] = set()
    for each in prescriptions:
        set_s = each.reps * (routine[each.exercise].seconds_per_rep + each.hold_s) + pace.start_s
        total += each.sets * set_s + (each.sets - 1) * each.rest_s
        change_s = max(pace.setup_s, rest_s if pace.rests else 0.0)
        total += each.rest_s if each.exercise in seen else change_s
        rest_s = each.rest_s
        seen.add(each.exercise)
    return total


def minutes_of(
    prescriptions: Iterable[Prescription],
    routine: Mapping[str, RoutineExercise],
    *,
    is_quick: bool = False,
) -> int:
    """Return how many minutes prescriptions take, rounded up; 0 for none."""
    done = tuple(prescriptions)
    return ceil(seconds_of(done, routine, pace=QUICK if is_quick else USUAL) / 60) if done else 0
