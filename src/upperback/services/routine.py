"""Exercises as the planner sees them."""

from collections.abc import Iterable

from upperback.exercises.definition import Exercise, Training
from upperback.training.routine import LEVELS, LevelDose, RoutineExercise

# What an exercise is trained like whose file has no [training]: gently, at no set place [E].
_UNPLANNED = Training(
    kind="control",
    order=99,
    load="none",
    needs={},
    wants={},
    short_days=(),
    break_reps=0,
    range_measure=None,
    tests=(),
)
_SOME_DOSE = LevelDose(
    level=LEVELS[0], sets=(1, 1), reps=(6, 6), rest_s=(30, 30), days_per_week=(1, 7)
)


def routine_of(exercises: Iterable[Exercise]) -> tuple[RoutineExercise, ...]:
    """Return the exercises that can be planned, in the order of a session.

    Parameters
    ----------
    exercises
        Those without ``[training]`` in their file are left out.
    """
    planned = (routine_exercise(each) for each in exercises if each.training is not None)
    return tuple(sorted(planned, key=lambda each: each.order))


def routine_exercise(exercise: Exercise) -> RoutineExercise:
    """Return an exercise as the planner sees it, also one that is done on wish only."""
    training = exercise.training or _UNPLANNED
    ways = [phase for phase in exercise.phases if phase.part != "hold"]
    return RoutineExercise(
        name=exercise.name,
        title=exercise.title,
        kind=training.kind,
        order=training.order,
        one_sided=exercise.sides == "one",
        seconds_per_rep=sum(sum(phase.seconds) / 2 for phase in ways),
        doses=_doses(exercise),
        load=training.load,
        needs=training.needs,
        wants=training.wants,
        short_days=training.short_days,
        break_reps=training.break_reps,
        range_measure=training.range_measure,
        muscles=exercise.muscles,
        harder=exercise.harder,
        screening=exercise.screening,
        tests=training.tests,
    )


def _doses(exercise: Exercise) -> tuple[LevelDose, ...]:
    """Return the doses of known levels; a file with other words has its first for beginners."""
    known = {dose.level: dose for dose in exercise.doses}
    rows = [(level, known[level]) for level in LEVELS if level in known]
    rows = rows or [(LEVELS[0], each) for each in exercise.doses[:1]]
    return tuple(
        LevelDose(
            level=level,
            sets=dose.sets,
            reps=dose.reps,
            rest_s=dose.rest_s,
            days_per_week=dose.days_per_week,
            hold_s=dose.hold_s,
            reserve=dose.reserve,
        )
        for level, dose in rows
    ) or (_SOME_DOSE,)
