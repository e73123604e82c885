"""The file of the look at standing, and what its mistakes say."""

from importlib import resources

import pytest

from upperback.errors import InvalidExerciseError
from upperback.exercises import builtin_exercises
from upperback.exercises.still_loader import parse_look, standing_look
from upperback.motion.signals import SIGNALS
from upperback.training.baseline import STANDING, STANDING_TESTS

TEXT = (resources.files("upperback.exercises") / "still" / "standing.toml").read_text("utf-8")
# Health: a trend of one's own, in plain words.
JUDGING = ("good posture", "bad", "poor", "normal", "hunch", "kyphosis", "slouch", "correct")


def test_what_is_measured_is_what_progress_shows() -> None:
    look = standing_look()
    assert look.name == STANDING
    shown = {test.measures["both"] for test in STANDING_TESTS}
    assert {each.name for each in look.measures} == shown


def test_each_measure_can_be_seen_from_where_the_camera_stands() -> None:
    look = standing_look()
    views = {view.name for view in look.camera.views}
    assert all(views <= SIGNALS[each.name].views for each in look.measures)


def test_it_is_no_exercise() -> None:
    assert STANDING not in builtin_exercises()


def test_its_words_judge_nobody() -> None:
    look = standing_look()
    said = " ".join([look.title, look.purpose, *look.setup, *(each.says for each in look.relaxed)])
    assert [word for word in JUDGING if word in said.lower()] == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("format = 1", "format = 2", "format: expected 1"),
        ('name = "standing"', "", "name: expected a value"),
        ("hold_s = 2.5", "hold_s = 0", "still.hold_s: expected more than 0 s"),
        ("within_tl = 0.07", "within_tl = -1", "still.within_tl: expected more than 0"),
        ('"upper_back_curvature"', '"spine_wave"', "measures[1].name: expected one of"),
        ("max = 50.0", "max = 50.0\nmost = 3", "relaxed[1].when[1].most: expected only"),
        ("[still]", "[still]\nleast = 1", "still.least: expected only"),
        ("format = 1", "format =", "expected TOML"),
    ],
)
def test_a_mistake_names_its_place(old: str, new: str, says: str) -> None:
    assert TEXT.count(old) >= 1
    with pytest.raises(InvalidExerciseError) as caught:
        parse_look(TEXT.replace(old, new, 1), file="standing.toml")
    assert str(caught.value).startswith("standing.toml")
    assert says in str(caught.value)
