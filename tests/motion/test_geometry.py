"""Angles and distances on arrays of points."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from upperback.errors import InvalidPoseError
from upperback.motion.geometry import (
    angle_from_up,
    cross_2d,
    cross_3d,
    interior_angle,
    length,
    reject,
    unit,
)
from upperback.motion.pose import FloatArray

metres = st.floats(-2.0, 2.0, allow_subnormal=False)
turns = st.floats(-180.0, 180.0)


def three_points(n_axes: int) -> st.SearchStrategy[FloatArray]:
    return arrays(np.float64, (3, n_axes), elements=metres)


def rotation(turn_deg: float, n_axes: int, axis: int = 2) -> FloatArray:
    cos, sin = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    if n_axes == 2:
        return np.array([[cos, -sin], [sin, cos]])
    matrix = np.eye(3)
    i, j = [k for k in range(3) if k != axis]
    matrix[[i, i, j, j], [i, j, i, j]] = cos, -sin, sin, cos
    return matrix


def is_drawn_out(points: FloatArray) -> bool:
    """Whether both segments are long enough for an angle to be well defined."""
    return bool(min(np.linalg.norm(points[[0, 2]] - points[1], axis=1)) > 0.05)


@pytest.mark.parametrize(
    ("distal", "angle"),
    [((0.0, 2.0), 180.0), ((3.0, 0.0), 90.0), ((0.0, -1.0), 0.0), ((1.0, 1.0), 135.0)],
    ids=["straight", "right angle", "folded", "half"],
)
@pytest.mark.parametrize("n_axes", [2, 3])
def test_known_angles(distal: tuple[float, float], angle: float, n_axes: int) -> None:
    """A straight limb is 180, a folded one 0."""
    proximal, joint = np.zeros(n_axes), np.zeros(n_axes)
    proximal[1] = -1.0
    end = np.zeros(n_axes)
    end[:2] = distal
    assert interior_angle(proximal, joint, end) == pytest.approx(angle, abs=1e-9)


@pytest.mark.parametrize("n_axes", [2, 3])
@given(data=st.data(), turn_deg=turns, scale=st.floats(0.01, 1000.0))
def test_an_angle_does_not_know_where_how_large_or_which_way(
    n_axes: int, data: st.DataObject, turn_deg: float, scale: float
) -> None:
    """Rotating, shifting and scaling the points leaves the angle within 1e-6 deg."""
    points = data.draw(three_points(n_axes))
    assume(is_drawn_out(points))
    shift = data.draw(arrays(np.float64, n_axes, elements=metres))
    moved = scale * (points @ rotation(turn_deg, n_axes).T + shift)
    assert interior_angle(*moved) == pytest.approx(float(interior_angle(*points)), abs=1e-6)


@given(points=three_points(3))
def test_an_angle_reads_the_same_both_ways_round(points: FloatArray) -> None:
    """Exchanging proximal and distal changes nothing; the angle lies in 0..180."""
    assume(is_drawn_out(points))
    proximal, joint, distal = points
    there = float(interior_angle(proximal, joint, distal))
    assert there == pytest.approx(float(interior_angle(distal, joint, proximal)), abs=1e-9)
    assert 0.0 <= there <= 180.0


@given(track=arrays(np.float64, (5, 3, 2), elements=metres))
def test_one_frame_is_a_row_of_the_track(track: FloatArray) -> None:
    """Leading axes: a track of 5 frames gives what the 5 frames give one by one."""
    proximal, joint, distal = (track[:, i] for i in range(3))
    one_by_one = [float(interior_angle(*frame)) for frame in track]
    whole = interior_angle(proximal, joint, distal)
    np.testing.assert_allclose(whole, one_by_one, rtol=0, atol=1e-9)


def test_one_point_broadcasts_over_a_track() -> None:
    """A joint that does not move may be given once."""
    proximal = np.tile([0.0, -1.0], (4, 1))
    assert interior_angle(proximal, np.zeros(2), np.array([1.0, 0.0])).shape == (4,)


@pytest.mark.parametrize("n_axes", [2, 3])
@pytest.mark.parametrize("unseen", [0, 1, 2], ids=["proximal", "joint", "distal"])
def test_an_unseen_point_gives_no_angle(n_axes: int, unseen: int) -> None:
    """NaN in one coordinate makes the angle NaN."""
    points = np.eye(3)[:, :n_axes].copy()
    points[unseen, 0] = np.nan
    assert np.isnan(interior_angle(*points))


@pytest.mark.parametrize("n_axes", [2, 3])
def test_a_segment_without_length_gives_no_angle(n_axes: int) -> None:
    """Two landmarks on one spot define no direction."""
    spot = np.ones(n_axes)
    assert np.isnan(interior_angle(spot, spot, np.zeros(n_axes)))


@pytest.mark.parametrize(
    "shapes",
    [((4,), (4,), (4,)), ((2,), (3,), (3,)), ((33,), (33,), (33,)), ((), (), ())],
    ids=["four axes", "mixed", "a flat list", "no axis"],
)
def test_points_of_another_shape_are_refused(shapes: tuple[tuple[int, ...], ...]) -> None:
    """Only points in the plane or in space have angles."""
    with pytest.raises(InvalidPoseError, match="expected points of shape"):
        interior_angle(*(np.zeros(shape) for shape in shapes))


@given(pair=arrays(np.float64, (7, 2, 3), elements=metres))
def test_the_cross_product_is_numpys(pair: FloatArray) -> None:
    """`cross_3d` is `numpy.cross`, only quicker."""
    u, v = pair[:, 0], pair[:, 1]
    np.testing.assert_allclose(cross_3d(u, v), np.cross(u, v), rtol=0, atol=1e-12)
    np.testing.assert_allclose(cross_3d(u[0], v[0]), np.cross(u[0], v[0]), rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("v", "sign"), [((0.0, 1.0), 1), ((0.0, -1.0), -1)], ids=["clockwise", "anticlockwise"]
)
def test_clockwise_is_positive_in_a_picture(v: tuple[float, float], sign: int) -> None:
    """With y down, a turn from right to down is clockwise."""
    assert cross_2d(np.array([1.0, 0.0]), np.array(v)) == sign


@pytest.mark.parametrize(
    ("vector", "angle"),
    [
        ((0.0, -1.0), 0.0),
        ((1.0, -1.0), 45.0),
        ((1.0, 0.0), 90.0),
        ((1.0, 1.0), 135.0),
        ((-1.0, 0.0), -90.0),
        ((-1.0, 1.0), -135.0),
    ],
    ids=["up", "up right", "right", "down right", "left", "down left"],
)
def test_angles_from_up_grow_clockwise(vector: tuple[float, float], angle: float) -> None:
    """0 is up, 90 right, -90 left."""
    assert angle_from_up(np.array(vector)) == pytest.approx(angle, abs=1e-9)


@pytest.mark.parametrize("vector", [(0.0, 0.0), (np.nan, 1.0)], ids=["no length", "unseen"])
def test_no_direction_no_angle(vector: tuple[float, float]) -> None:
    """A vector without length, or unseen, has no angle."""
    assert np.isnan(angle_from_up(np.array(vector)))


@given(vector=arrays(np.float64, 3, elements=metres), axis=arrays(np.float64, 3, elements=metres))
def test_what_is_left_stands_square_to_the_axis(vector: FloatArray, axis: FloatArray) -> None:
    """`reject` takes the part along a unit axis away."""
    assume(np.linalg.norm(axis) > 0.05)
    direction = unit(axis)
    assert length(direction) == pytest.approx(1.0, abs=1e-12)
    assert np.dot(reject(vector, direction), direction) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("vector", [np.zeros(3), np.full(3, np.nan)], ids=["no length", "unseen"])
def test_no_unit_vector_without_a_length(vector: FloatArray) -> None:
    """NaN, not a division by nought."""
    assert np.isnan(unit(vector)).all()
