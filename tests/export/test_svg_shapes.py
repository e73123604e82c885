import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.drawings import points_of
from upperback.export.svg_shapes import closed_curve, curve_polygon, hatching, number, pair

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
coordinates = st.floats(-500, 500, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (3.44, "3.4"),
        (0.5, ".5"),
        (-0.5, "-.5"),
        (-0.02, "0"),
        (10.04, "10"),
        (0, "0"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(coordinates, coordinates)
def test_a_point_can_be_read_back(x: float, y: float) -> None:
    ((got_x, got_y),) = points_of(f"M{pair((x, y))}")
    assert got_x == pytest.approx(x, abs=0.051)
    assert got_y == pytest.approx(y, abs=0.051)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12))
@example([(0.35, 0.0), (0.0, 0.0), (1.25, 0.0)])
def test_a_curve_runs_through_its_points_and_comes_back(corners: list[tuple[float, float]]) -> None:
    path = closed_curve(np.array(corners))
    assert np.allclose(points_of(path), [*corners, corners[0]], atol=0.11)


def test_the_polygon_of_a_curve_holds_its_points() -> None:
    corners = curve_polygon(SQUARE)
    assert all(np.abs(corners - point).sum(axis=1).min() < 1e-9 for point in SQUARE)


def test_hatching_fills_a_square_evenly() -> None:
    lines = np.array(points_of(hatching(SQUARE, spacing=2.0, angle_deg=0.0))).reshape(-1, 2, 2)
    assert [start[1] for start, _ in lines.tolist()] == [2.0, 4.0, 6.0, 8.0]
    assert all(sorted([start[0], end[0]]) == [0.0, 10.0] for start, end in lines.tolist())


@given(st.floats(-90, 90), st.floats(0.5, 4.0))
def test_hatching_stays_inside(angle_deg: float, spacing: float) -> None:
    points = np.array(points_of(hatching(SQUARE, spacing=spacing, angle_deg=angle_deg)))
    assert (points >= -0.11).all()
    assert (points <= 10.11).all()


def test_hatching_leaves_a_notch_free() -> None:
    notched = np.array(
        [[0, 0], [10, 0], [10, 10], [7, 10], [7, 4], [3, 4], [3, 10], [0, 10]], float
    )
    lines = np.array(points_of(hatching(notched, spacing=3.0, angle_deg=0.0))).reshape(-1, 2, 2)
    at_six = sorted(sorted(row[:, 0].tolist()) for row in lines if row[0, 1] == 6.0)
    assert at_six == [[0.0, 3.0], [7.0, 10.0]]
