"""An exercise as one HTML page: drawings, set-up, cues, dose; made to be printed as well."""

from upperback.exercises.definition import Dose, Exercise
from upperback.export.guide import exercise_guide
from upperback.export.pages import template
from upperback.export.wording import SEVERITY_WORDS, span_words


def exercise_html(exercise: Exercise) -> str:
    """Write everything about an exercise as one self-contained page.

    Parameters
    ----------
    exercise
        Any exercise.

    Returns
    -------
    str
        HTML, with styles and drawings inside; it fetches nothing and runs nothing.
    """
    return template("exercise.html.j2").render(
        exercise=exercise,
        guide=exercise_guide(exercise),
        doses=[_dose_row(dose) for dose in exercise.doses],
        phases=[
            (phase.label, f"{span_words(phase.seconds)} s", phase.breath)
            for phase in exercise.phases
        ],
        severity_words=SEVERITY_WORDS,
    )


def _dose_row(dose: Dose) -> tuple[str, ...]:
    return (
        dose.level,
        span_words(dose.sets),
        span_words(dose.reps),
        f"{span_words(dose.rest_s)} s",
        span_words(dose.days_per_week),
        dose.note,
    )
