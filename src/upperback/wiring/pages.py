"""Reports and pages: the writers of HTML, given what they need."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from upperback.errors import ExportError
from upperback.exercises import Exercise
from upperback.services.analysis import Analysis

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from upperback.export.texts import ExerciseText


def write_report(analysis: Analysis, report: Path, exercises: Sequence[Exercise]) -> None:
    """Write the HTML report, with a picture of each rep's peak where there are pictures."""
    from upperback.export.guide import exercise_guide
    from upperback.export.report_html import report_html

    found = {each.exercise for each in analysis.sets}
    guides = {each.name: exercise_guide(each) for each in exercises if each.name in found}
    texts, pictures = exercise_texts(exercises), _peak_pictures(analysis)
    _write_page(report, report_html(analysis, texts, pictures, guides=guides), what="report")


def write_exercise_page(exercise: Exercise, folder: Path) -> Path:
    """Write the HTML page of an exercise into a folder; return the file."""
    from upperback.export.exercise_html import exercise_html

    page = folder / f"{exercise.name}.html"
    _write_page(page, exercise_html(exercise), what="page")
    return page


def exercise_texts(exercises: Sequence[Exercise]) -> "Mapping[str, ExerciseText]":
    """Return the words of the exercises, as reports need them."""
    from upperback.export.exercise_texts import exercise_text

    return {exercise.name: exercise_text(exercise) for exercise in exercises}


def _write_page(path: Path, html: str, *, what: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"cannot write the {what} {path}: {error.strerror}") from error


def _peak_pictures(analysis: Analysis) -> "dict[float, NDArray[np.uint8]]":
    """Re-read the frames at the peaks; a recording has none."""
    from upperback.estimators import is_recording
    from upperback.video import pictures_at

    times_s = [rep.peak_pose.time_s for each in analysis.sets for rep in each.reps if rep.peak_pose]
    if not times_s or is_recording(analysis.source.path):
        return {}
    frames = pictures_at(analysis.source.path, times_s)
    return {time_s: frame.rgb for time_s, frame in zip(times_s, frames, strict=True)}
