"""Exercises as the planner sees them."""

from collections.abc import Iterable

from upperback.exercises.definition import Exercise, Training
from upperback.training.routine import LEVELS, LevelDose, RoutineExercise


def routine_of(exercises: Iterable[Exercise]) -> tuple[RoutineExercise, ...]:
    """Return the exercises that can be planned, in the order of a session.

    Parameters
    ----------
    exercises
        Those without ``[training]`` in their file are left out.
    """
    planned = (
        _routine_exercise(exercise, exercise.training)
        for exercise in exercises
        if exercise.training is not None
    )
    return tuple(sorted(planned, key=lambda each: each.order))


def _routine_exercise(exercise: Exercise, training: Training) -> RoutineExercise:
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
    rows = rows or [(LEVELS[0], exercise.doses[0])]
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
    )
