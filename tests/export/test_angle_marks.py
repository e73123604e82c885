import numpy as np
import pytest

from export.analyses import body_px
from upperback.export.angle_marks import ANGLE_MARKS, angle_arc, near_side
from upperback.motion.landmarks import Landmark


def test_the_arc_of_a_bent_elbow_turns_from_the_prolonged_upper_arm() -> None:
    """A straight arm turns by 0, a right angle by 90 degrees."""
    points = body_px()
    points[Landmark.LEFT_SHOULDER] = (100.0, 100.0)
    points[Landmark.LEFT_ELBOW] = (100.0, 200.0)
    points[Landmark.LEFT_WRIST] = (0.0, 200.0)
    arc = angle_arc(ANGLE_MARKS["elbow_flexion_deg"], points, "left")
    assert arc is not None
    assert (arc.start_deg, arc.sweep_deg) == pytest.approx((90.0, 90.0))
    assert arc.at(arc.sweep_deg) == pytest.approx((100.0 - arc.radius, 200.0))


@pytest.mark.parametrize(
    ("elbow", "sweep_deg"), [((100.0, 200.0), 0.0), ((200.0, 100.0), -90.0)], ids=["down", "level"]
)
def test_the_arc_of_a_raised_arm_turns_from_straight_down(
    elbow: tuple[float, float], sweep_deg: float
) -> None:
    """A hanging arm turns by 0, a level one by 90 degrees."""
    points = body_px()
    points[Landmark.LEFT_SHOULDER], points[Landmark.LEFT_ELBOW] = (100.0, 100.0), elbow
    arc = angle_arc(ANGLE_MARKS["arm_elevation_left_deg"], points, None)
    assert arc is not None
    assert arc.sweep_deg == pytest.approx(sweep_deg)


def test_no_arc_where_a_joint_is_unseen_or_the_side_unknown() -> None:
    """An arc needs three joints with some length between them, and a side."""
    mark, points = ANGLE_MARKS["elbow_flexion_deg"], body_px()
    unseen, folded = points.copy(), points.copy()
    unseen[Landmark.LEFT_WRIST] = np.nan
    folded[Landmark.LEFT_WRIST] = folded[Landmark.LEFT_ELBOW]
    assert angle_arc(mark, points, None) is None
    assert angle_arc(mark, unseen, "left") is None
    assert angle_arc(mark, folded, "left") is None


def test_only_side_views_have_a_near_side() -> None:
    """From the front or a diagonal no side of the body is the near one."""
    views = ("side_left", "side_right", "front", "diagonal", "unknown")
    assert [near_side(view) for view in views] == ["left", "right", None, None, None]
