import pytest

from upperback.exercises import builtin_exercises
from upperback.exercises.definition import Exercise
from upperback.export.camera_text import TEXT_WIDTH, camera_text

BUILTIN = builtin_exercises()
each_exercise = pytest.mark.parametrize("exercise", BUILTIN.values(), ids=list(BUILTIN))


def is_braille(character: str) -> bool:
    return 0x2800 < ord(character) < 0x2900


@each_exercise
def test_it_shows_person_distance_and_camera(exercise: Exercise) -> None:
    lines = camera_text(exercise).splitlines()
    distance, height = exercise.camera.distance_m, exercise.camera.height_m
    assert lines[-1].endswith(f"camera, {height[0]:g} to {height[1]:g} m high")
    assert any(line.endswith(f"{distance[0]:g} to {distance[1]:g} m") for line in lines[3:-1])
    assert sum(map(is_braille, "".join(lines[:6]))) > 12


@each_exercise
def test_lines_are_narrow_and_have_no_end_of_spaces(exercise: Exercise) -> None:
    lines = camera_text(exercise).splitlines()
    assert max(map(len, lines)) <= TEXT_WIDTH
    assert [line for line in lines if line != line.rstrip()] == []
