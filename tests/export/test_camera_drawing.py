import re
from dataclasses import replace
from math import hypot

import numpy as np
import pytest

from builders import an_exercise
from export.drawings import SVG, check_is_a_safe_image, parsed, words
from upperback.coach.frame_signals import Smoother
from upperback.exercises import builtin_exercises
from upperback.exercises.definition import CameraView, Exercise, Gate
from upperback.export.camera_drawing import camera_svg, camera_words
from upperback.export.camera_text import camera_text
from upperback.export.scene import PICTURE_PX, scene, through_the_camera
from upperback.export.start_pose import AZIMUTHS_DEG, start_pose
from upperback.mannequin import Camera, Performance, perform
from upperback.motion.landmarks import Landmark
from upperback.motion.view import VIEW_NAMES, ViewName

BUILTIN = builtin_exercises()
SUITED = [
    (name, view.name)
    for name, each in BUILTIN.items()
    for view in each.camera.views
    if view.suitability != "counts"
]
each_exercise = pytest.mark.parametrize("exercise", BUILTIN.values(), ids=list(BUILTIN))


def renamed(exercise: Exercise) -> Exercise:
    """The same under a name that the mannequin has never heard."""
    return replace(exercise, name="my_own")


@each_exercise
def test_it_is_an_image_that_can_stand_anywhere(exercise: Exercise) -> None:
    check_is_a_safe_image(camera_svg(exercise))


@each_exercise
def test_it_tells_the_numbers_of_the_file(exercise: Exercise) -> None:
    drawn, said = words(camera_svg(exercise)), camera_words(exercise)
    for span in (exercise.camera.distance_m, exercise.camera.height_m):
        assert f"{span[0]:g} to {span[1]:g} m" in drawn
        assert f"{span[0]:g} to {span[1]:g} m" in said


def test_the_description_names_the_best_view_and_those_that_are_good_too() -> None:
    assert camera_words(an_exercise("seated_row")) == (
        "The camera looks at you from your left side, 2 to 2.5 m away and 0.5 to 0.7 m high. "
        "Also good: from your right side."
    )


@each_exercise
def test_all_words_stand_on_the_paper(exercise: Exercise) -> None:
    svg = parsed(camera_svg(exercise))
    width = float(svg.attrib["viewBox"].split()[2])
    for text in svg.iter(f"{SVG}text"):
        x, length = float(text.attrib["x"]), 7.0 * len(text.text or "")
        start = x - length if text.get("text-anchor") == "end" else x
        assert start >= 0.0
        assert start + length <= width + 1.0


@each_exercise
def test_it_is_small_and_the_same_every_time(exercise: Exercise) -> None:
    svg = camera_svg(exercise)
    assert len(svg) < 16_000
    assert camera_svg(exercise) == svg


def test_other_good_directions_are_marked_and_explained() -> None:
    assert "good too" in words(camera_svg(an_exercise("seated_row")))
    assert "good too" not in words(camera_svg(an_exercise("thoracic_rotation")))


def test_a_title_of_ones_own_cannot_break_the_drawing() -> None:
    odd = replace(an_exercise(), title='Row </title><script>alert("x")</script> & more')
    check_is_a_safe_image(camera_svg(odd))


def test_fill_and_line_follow_the_page() -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', camera_svg(an_exercise())))
    assert colours == {"currentColor", "none", "var(--accent, #12877b)"}


# --- the scene is true ------------------------------------------------------------------


def test_every_view_has_a_direction() -> None:
    assert set(AZIMUTHS_DEG) == set(VIEW_NAMES)


@pytest.mark.parametrize(("name", "view"), SUITED)
def test_from_a_direction_that_is_drawn_the_coach_sees_that_view(name: str, view: str) -> None:
    for azimuth_deg in next(found for each, found in AZIMUTHS_DEG.items() if each == view):
        elevation_deg = 25.0 if name == "thoracic_rotation" else 5.0
        camera = Camera(azimuth_deg=azimuth_deg, elevation_deg=elevation_deg)
        done = perform(Performance(exercise=name, times_s=(0.0,), camera=camera))
        assert Smoother()(done.frames[0]).view == view


@each_exercise
def test_the_camera_stands_as_far_and_as_high_as_the_file_says(exercise: Exercise) -> None:
    room, setup = scene(exercise), exercise.camera
    away = room.camera - room.middle
    assert setup.distance_m[0] <= hypot(away[0], away[2]) <= setup.distance_m[1]
    assert setup.height_m[0] <= room.camera[1] <= setup.height_m[1]


@each_exercise
def test_from_there_the_picture_holds_the_whole_movement_down_to_the_knees(
    exercise: Exercise,
) -> None:
    """A distance in a file that cuts off hands or head would show here."""
    room = scene(exercise)
    view = through_the_camera(room)
    knees = min(room.pose.skeleton.landmarks[0][[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE], 1])
    needed = room.pose.reach_m[room.pose.reach_m[:, 1] >= min(knees, 0.5)]
    seen = view.pixels(view.camera_points(needed))
    assert (seen >= 0.0).all()
    assert (seen <= np.array(PICTURE_PX)).all()


@each_exercise
def test_mat_and_wall_are_there_if_they_are_needed(exercise: Exercise) -> None:
    room, needed = scene(exercise), " ".join(exercise.equipment)
    assert (room.mat is not None) == ("mat" in needed)
    assert (room.wall_z is not None) == ("wall" in needed)


def test_nobody_sticks_through_the_wall() -> None:
    room = scene(an_exercise("wall_angel"))
    assert room.wall_z is not None
    assert room.pose.skeleton.landmarks[..., 2].min() > room.wall_z


# --- exercises of one's own -------------------------------------------------------------


@each_exercise
def test_an_exercise_of_ones_own_is_shown_in_the_pose_that_fits_its_posture(
    exercise: Exercise,
) -> None:
    known, own = start_pose(exercise), start_pose(renamed(exercise))
    assert np.allclose(own.skeleton.landmarks, known.skeleton.landmarks)


def test_where_no_pose_fits_somebody_stands() -> None:
    never = Gate(signal="trunk_tilt_deg", minimum=500.0, maximum=600.0, views=frozenset(VIEW_NAMES))
    odd = replace(renamed(an_exercise()), posture=(never,))
    joints = start_pose(odd).skeleton.landmarks[0]
    assert joints[Landmark.NOSE, 1] > 1.4
    check_is_a_safe_image(camera_svg(odd))


def test_a_new_distance_and_view_show_in_the_drawing() -> None:
    setup = an_exercise().camera
    front = CameraView(name="front", suitability="best", advice=None)
    moved = replace(setup, distance_m=(3.0, 3.0), views=(front, *setup.views[2:4]))
    changed = replace(an_exercise(), camera=moved)
    assert "3 m" in words(camera_svg(changed)).split(" | ")
    assert "from the front, 3 m away" in camera_words(changed)
    assert scene(changed).azimuth_deg == 0.0


@pytest.mark.parametrize("distance_m", [0.0, 0.4, 30.0])
@pytest.mark.parametrize("height_m", [0.0, 0.42, 6.0])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_even_an_odd_file_gives_a_drawing(
    distance_m: float, height_m: float, view: ViewName
) -> None:
    odd = replace(
        an_exercise().camera,
        distance_m=(distance_m, distance_m),
        height_m=(height_m, height_m),
        views=(CameraView(name=view, suitability="best", advice=None),),
    )
    check_is_a_safe_image(camera_svg(replace(an_exercise(), camera=odd)))
    assert "camera" in camera_text(replace(an_exercise(), camera=odd))
