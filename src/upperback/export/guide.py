"""How to do an exercise, as a report or a page shows it: words and drawings."""

from dataclasses import dataclass

from upperback.exercises.definition import Exercise
from upperback.export.camera_drawing import camera_svg, camera_words
from upperback.export.muscle_map import exercise_muscles, muscle_lines, muscles_svg

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What to show; ``camera_svg`` and ``muscles_svg`` are markup, the rest is plain text."""

    summary: str
    setup: tuple[str, ...]
    breathing: str
    place: str
    camera: str
    camera_svg: str
    muscles: tuple[tuple[str, str], ...]
    muscles_svg: str


def exercise_guide(exercise: Exercise) -> Guide:
    """Return the guide of an exercise."""
    title = f"Muscles: {exercise.title}"
    return Guide(
        summary=exercise.summary,
        setup=exercise.setup,
        breathing=exercise.breathing,
        place=exercise.camera.place,
        camera=camera_words(exercise),
        camera_svg=_inline(camera_svg(exercise)),
        muscles=muscle_lines(exercise),
        muscles_svg=_inline(muscles_svg(exercise_muscles(exercise), title=title)),
    )


def _inline(svg: str) -> str:
    # HTML knows SVG by its name; without the address nobody wonders what the page fetches.
    return svg.replace(_NAMESPACE, "", 1)
