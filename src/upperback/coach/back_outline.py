"""Whether anything that is judged or measured looks at the outline of the back."""

from collections.abc import Iterable

from upperback.exercises.definition import Exercise
from upperback.motion.signals import SIGNALS


def looks_at_back(names: Iterable[str]) -> bool:
    """Whether any of these signals is read from the outline of the back.

    Parameters
    ----------
    names
        Names of signals; names of other facts, such as a rep's time, are let pass.

    Returns
    -------
    bool
    """
    return any(name in SIGNALS and SIGNALS[name].needs_silhouette for name in names)


def needs_silhouette(exercise: Exercise) -> bool:
    """Whether anything of an exercise is read from the outline of the back, in any view.

    Parameters
    ----------
    exercise
        What its file says.

    Returns
    -------
    bool
    """
    names = [row.signal for row in exercise.rep_signals]
    names += [name for rule in exercise.measures for name in rule.signals]
    names += [each.of for check in exercise.checks for each in check.when]
    names += [also.of for check in exercise.checks for each in check.when for also in each.also]
    return looks_at_back(names)
