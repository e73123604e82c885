"""The camera's roll, read from the body in front of it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_body, a_set_of
from upperback.mannequin import Camera
from upperback.motion.body import Body
from upperback.motion.camera_roll import camera_roll_deg, levelled

ROLLS = [-12.0, -9.0, -6.0, 6.0, 9.0, 12.0]
STANDING = ["wall_angel", "reverse_fly"]


def at_rest(exercise: str, roll_deg: float, azimuth_deg: float = 0.0) -> Body:
    camera = Camera(azimuth_deg=azimuth_deg, roll_deg=roll_deg)
    done = a_set_of(1, exercise=exercise, camera=camera, times_s=(0.0, 0.5))
    return a_body(done, near="left", frame=0)


def without(body: Body, *landmarks: int) -> Body:
    points = body.points_px.copy()
    points[list(landmarks)] = np.nan
    return replace(body, points_px=points, memo={})


@pytest.mark.parametrize("exercise", STANDING)
@pytest.mark.parametrize("azimuth_deg", [0.0, 5.0, -5.0, 180.0])
@pytest.mark.parametrize("roll_deg", ROLLS)
def test_the_roll_is_read_from_front_and_back(
    exercise: str, azimuth_deg: float, roll_deg: float
) -> None:
    roll = float(camera_roll_deg(at_rest(exercise, roll_deg, azimuth_deg)))
    assert roll == pytest.approx(roll_deg, abs=2.0)


@pytest.mark.parametrize("exercise", STANDING)
@pytest.mark.parametrize("roll_deg", [-1.5, 0.0, 1.5])
def test_a_level_camera_is_let_alone(exercise: str, roll_deg: float) -> None:
    assert float(camera_roll_deg(at_rest(exercise, roll_deg))) == 0.0


@pytest.mark.parametrize(
    ("exercise", "azimuth_deg"),
    [("wall_angel", 45.0), ("seated_row", 90.0), ("cat_cow", 90.0), ("thoracic_rotation", 0.0)],
)
def test_elsewhere_nobody_can_tell(exercise: str, azimuth_deg: float) -> None:
    assert np.isnan(camera_roll_deg(at_rest(exercise, 8.0, azimuth_deg)))


def test_what_is_hidden_is_not_asked() -> None:
    body = at_rest("wall_angel", 8.0)
    assert float(camera_roll_deg(without(body, 27, 28))) == pytest.approx(8.0, abs=2.0)
    assert np.isnan(camera_roll_deg(without(body, 11, 27)))


@given(x=st.floats(-50.0, 50.0), y=st.floats(-50.0, 50.0))
def test_levelled_vectors_are_those_of_a_level_camera(x: float, y: float) -> None:
    """What the roll has turned clockwise (x right, y down) comes back."""
    reference = at_rest("wall_angel", 8.0)
    told = np.radians(float(camera_roll_deg(reference)))
    turn = np.array([[np.cos(told), np.sin(told)], [-np.sin(told), np.cos(told)]])
    body = replace(reference, reference=reference, memo={})
    np.testing.assert_allclose(levelled(body, np.array([x, y]) @ turn), [x, y], atol=1e-9)


def test_without_a_start_pose_nothing_is_turned() -> None:
    body = replace(at_rest("wall_angel", 8.0), reference=None)
    vector = np.array([3.0, 4.0])
    assert levelled(body, vector) is vector
