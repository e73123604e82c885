"""The words of an exercise for reports, taken from its file."""

from upperback.exercises.definition import Exercise
from upperback.export.texts import CheckText, ExerciseText, LimitLine, SignalText
from upperback.motion.signals import SIGNALS


def exercise_text(exercise: Exercise) -> ExerciseText:
    """Return the words of an exercise; its signals are those it counts, measures and checks."""
    measured = [name for rule in exercise.measures for name in rule.signals]
    counted = [row.signal for row in exercise.rep_signals]
    checked = [condition.of for check in exercise.checks for condition in check.when]
    return ExerciseText(
        title=exercise.title,
        measures={rule.name: rule.label for rule in exercise.measures},
        checks={
            check.name: CheckText(
                label=check.label,
                cue=check.cue,
                explanation=check.why,
                signal=check.when[0].of if check.when[0].of in SIGNALS else None,
            )
            for check in exercise.checks
        },
        signals={
            name: SignalText(
                label=SIGNALS[name].label, unit=SIGNALS[name].unit, limits=_limits(exercise, name)
            )
            for name in dict.fromkeys([*counted, *measured, *checked])
            if name in SIGNALS
        },
    )


def _limits(exercise: Exercise, signal: str) -> tuple[LimitLine, ...]:
    """Limits that can be drawn: those on the signal's own value."""
    return tuple(
        LimitLine(value=condition.limit, label=check.label)
        for check in exercise.checks
        for condition in check.when
        if condition.of == signal
        and condition.against == "nothing"
        and condition.take != "range"
        and not condition.also
    )
