"""Where the camera stands, estimated from the body alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_set_of
from upperback.mannequin import Camera, RepPlan
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray, mirror
from upperback.motion.view import (
    VIEW_NAMES,
    ViewName,
    facing,
    is_lying,
    near_side,
    off_plane_deg,
    trunk_axes,
    upper_side,
    view_of,
    yaw_deg,
)

UPRIGHT, BENT = ["seated_row", "wall_angel"], ["cat_cow", "reverse_fly"]
AZIMUTHS = [-180, -150, -120, -90, -60, -30, 0, 30, 60, 90, 120, 150]
yaws = st.floats(-180.0, 180.0)


def seen_from(azimuth_deg: float, exercise: str = "seated_row") -> FloatArray:
    """World landmarks of a body at rest, seen by a level camera."""
    camera = Camera(azimuth_deg=azimuth_deg, elevation_deg=0.0)
    done = a_set_of(1, exercise=exercise, camera=camera, times_s=(0.0, 0.5))
    return done.frames[0].world


def yaw_of(world: FloatArray) -> float:
    _, left, chest = trunk_axes(world)
    return float(yaw_deg(left, chest))


def upright(yaw: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Trunk axes of an upright body turned so far."""
    turn = np.radians(yaw)
    up, left = np.array([0.0, -1.0, 0.0]), np.array([np.cos(turn), 0.0, -np.sin(turn)])
    return up, left, np.cross(left, up)


def lying(azimuth_deg: float, elevation_deg: float = 20.0) -> FloatArray:
    """World landmarks of a body that lies on its left side, at rest."""
    camera = Camera(azimuth_deg=azimuth_deg, elevation_deg=elevation_deg)
    plan = RepPlan(side="right")
    done = a_set_of(1, exercise="thoracic_rotation", plan=plan, camera=camera, times_s=(0.0, 0.5))
    return done.frames[0].world


def between(one_deg: float, other_deg: float) -> float:
    """Least angle between two directions."""
    return abs((one_deg - other_deg + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize("exercise", UPRIGHT)
@pytest.mark.parametrize("azimuth_deg", AZIMUTHS)
def test_the_yaw_of_an_upright_body_is_the_cameras_azimuth(
    exercise: str, azimuth_deg: float
) -> None:
    """Sitting or standing: within 3 deg all the way round."""
    assert between(yaw_of(seen_from(azimuth_deg, exercise)), azimuth_deg) < 3.0


@pytest.mark.parametrize("exercise", BENT)
@pytest.mark.parametrize("azimuth_deg", [-90, 90])
def test_a_side_is_a_side_bent_over_too(exercise: str, azimuth_deg: float) -> None:
    """Bent over or on all fours the side view is the same yaw, within 3 deg."""
    assert between(yaw_of(seen_from(azimuth_deg, exercise)), azimuth_deg) < 3.0


@pytest.mark.parametrize("exercise", UPRIGHT + BENT)
@pytest.mark.parametrize("azimuth_deg", [20, 60, 90, 120, 160])
def test_the_near_side_is_the_cameras_side(exercise: str, azimuth_deg: float) -> None:
    """In any posture the side that is towards the camera is told from the yaw."""
    assert near_side(yaw_of(seen_from(azimuth_deg, exercise))) == "left"
    assert near_side(yaw_of(seen_from(-azimuth_deg, exercise))) == "right"


@pytest.mark.parametrize("azimuth_deg", [20.0, 75.0, 90.0, 160.0])
def test_a_mirror_changes_the_sign_of_the_yaw(azimuth_deg: float) -> None:
    """The left side towards the camera becomes the right side."""
    frame = a_set_of(1, camera=Camera(azimuth_deg=azimuth_deg), times_s=(0.0, 0.5)).frames[0]
    assert yaw_of(mirror(frame).world) == pytest.approx(-yaw_of(frame.world), abs=1e-9)


@given(scale=st.floats(0.1, 10.0), shift=st.floats(-3.0, 3.0))
def test_size_and_place_do_not_turn_the_body(scale: float, shift: float) -> None:
    """The yaw of a body twice as large, elsewhere, is the same."""
    world = seen_from(63.0)
    assert yaw_of(scale * world + shift) == pytest.approx(yaw_of(world), abs=1e-6)


def test_the_axes_of_the_trunk_stand_square() -> None:
    """Up, left and chest are unit vectors at right angles, right-handed seen from inside."""
    up, left, chest = trunk_axes(seen_from(37.0))
    axes = np.stack([up, left, chest])
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert up[1] < -0.9


@pytest.mark.parametrize("landmark", [11, 12, 23, 24], ids=["l.sh.", "r.sh.", "l.hip", "r.hip"])
def test_an_unseen_corner_of_the_trunk_leaves_the_view_unknown(landmark: int) -> None:
    """Without all four corners there is no yaw, and the view says so."""
    world = seen_from(90.0).copy()
    world[landmark] = np.nan
    assert np.isnan(yaw_of(world))
    assert view_of(*trunk_axes(world)) == "unknown"


def test_a_track_is_its_frames() -> None:
    """Leading axes: many frames at once give the yaws of each."""
    worlds = np.stack([seen_from(azimuth) for azimuth in (10.0, 80.0, -100.0)])
    _, left, chest = trunk_axes(worlds)
    assert yaw_deg(left, chest) == pytest.approx([yaw_of(world) for world in worlds], abs=1e-9)


@pytest.mark.parametrize(
    ("yaw", "name"),
    [
        (0.0, "front"),
        (-15.0, "front"),
        (25.0, "diagonal"),
        (-45.0, "diagonal"),
        (64.0, "diagonal"),
        (66.0, "side_left"),
        (90.0, "side_left"),
        (114.0, "side_left"),
        (-90.0, "side_right"),
        (-116.0, "back_diagonal"),
        (150.0, "back_diagonal"),
        (166.0, "back"),
        (180.0, "back"),
        (-180.0, "back"),
        (float("nan"), "unknown"),
    ],
)
def test_each_sector_has_its_name(yaw: float, name: ViewName) -> None:
    """Sectors about front, side and back; diagonals between."""
    assert view_of(*upright(yaw)) == name


@given(yaw=yaws)
def test_every_yaw_has_a_name_and_its_mirror_image_the_mirrored_one(yaw: float) -> None:
    """Left and right are treated alike."""
    swap: dict[ViewName, ViewName] = {"side_left": "side_right", "side_right": "side_left"}
    name = view_of(*upright(yaw))
    assert name in VIEW_NAMES
    assert view_of(*upright(-yaw)) == swap.get(name, name)


@pytest.mark.parametrize(
    ("azimuth_deg", "name"),
    [
        (0, "front"),
        (-45, "foot_diagonal"),
        (-60, "foot_diagonal"),
        (45, "head_diagonal"),
        (180, "back"),
    ],
)
def test_who_lies_on_a_side_is_seen_from_chest_feet_head_or_back(
    azimuth_deg: float, name: ViewName
) -> None:
    """By where the trunk points, not by the yaw."""
    axes = trunk_axes(lying(azimuth_deg))
    assert is_lying(axes[0], axes[1])
    assert view_of(*axes) == name
    assert upper_side(axes[1]) == "right"


@pytest.mark.parametrize("exercise", UPRIGHT + BENT)
@pytest.mark.parametrize("azimuth_deg", [0, 45, 90])
def test_nobody_else_lies(exercise: str, azimuth_deg: float) -> None:
    """Sitting, standing, bent over and on all fours the shoulders are level."""
    up, left, _ = trunk_axes(seen_from(azimuth_deg, exercise))
    assert not is_lying(up, left)


@pytest.mark.parametrize(
    ("yaw", "near", "faces"),
    [(90.0, "left", -1), (-90.0, "right", 1), (45.0, "left", -1), (-135.0, "right", 1)],
)
def test_the_near_side_says_which_way_the_person_faces(yaw: float, near: Side, faces: int) -> None:
    """A person whose right side is near looks to the right of the picture."""
    assert near_side(yaw) == near
    assert facing(near) == faces


@pytest.mark.parametrize(
    ("yaw", "view", "off"),
    [
        (90.0, "side_left", 0.0),
        (-70.0, "side_right", 20.0),
        (110.0, "side_left", 20.0),
        (0.0, "front", 0.0),
        (15.0, "front", 15.0),
        (180.0, "back", 0.0),
        (45.0, "diagonal", 45.0),
        (0.0, "side_left", 90.0),
    ],
)
def test_how_far_off_the_plane_the_camera_stands(yaw: float, view: ViewName, off: float) -> None:
    """A side view is measured from the side, any other from front or back."""
    assert off_plane_deg(yaw, view) == pytest.approx(off, abs=1e-6)
