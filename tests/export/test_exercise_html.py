import re
from dataclasses import replace

import pytest

from builders import an_exercise
from export.test_report_html import Page, words
from upperback.exercises import builtin_exercises
from upperback.exercises.definition import Exercise
from upperback.export.exercise_html import exercise_html
from upperback.export.guide import exercise_guide

BUILTIN = builtin_exercises()
each_exercise = pytest.mark.parametrize("exercise", BUILTIN.values(), ids=list(BUILTIN))


@each_exercise
def test_tags_nest_and_labels_point_at_what_is_there_once(exercise: Exercise) -> None:
    page = Page(exercise_html(exercise))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled_by) <= set(page.ids)


@each_exercise
def test_nothing_is_fetched_and_nothing_runs(exercise: Exercise) -> None:
    html = exercise_html(exercise)
    page = Page(html)
    assert page.links == []
    assert "script" not in page.tags
    assert not re.search(r"url\(|@import|https?://", html)


@each_exercise
def test_it_tells_everything_a_person_needs(exercise: Exercise) -> None:
    said = words(Page(exercise_html(exercise))).lower()
    told = [
        exercise.title,
        exercise.summary,
        exercise.breathing,
        exercise.camera.place,
        exercise.camera.advice,
        *exercise.equipment,
        *exercise.setup,
        *exercise.easier,
        *exercise.harder,
        *exercise.ask_first,
        *exercise.sources,
        *exercise.muscles["main"],
        *(check.cue for check in exercise.checks),
        *(check.why for check in exercise.checks),
        *(phase.label for phase in exercise.phases),
        *(dose.note for dose in exercise.doses),
    ]
    assert [text for text in told if text.lower() not in said] == []


def test_words_of_ones_own_stay_words() -> None:
    """A file from elsewhere may hold markup; it is shown, not run."""
    hostile = '<script>alert("x")</script>'
    odd = replace(
        an_exercise(),
        title=hostile,
        setup=(hostile,),
        muscles={"main": (hostile, "lats"), "helping": ()},
    )
    page = Page(exercise_html(odd))
    assert "script" not in page.tags
    assert page.open == []
    assert words(page).count(hostile) >= 4


def test_a_muscle_that_is_not_on_the_map_is_told_in_words() -> None:
    odd = replace(an_exercise(), muscles={"main": ("tongue", "biceps"), "helping": ()})
    guide = exercise_guide(odd)
    assert guide.muscles == (("works most", "tongue, biceps"),)
    assert "tongue" not in guide.muscles_svg
    assert "biceps" in guide.muscles_svg
