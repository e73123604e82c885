"""What of a pose frame is taken for seen."""

import numpy as np
import pytest

from upperback.coach.frame_signals import Smoother
from upperback.motion.pose import FloatArray, PoseFrame


def a_frame(image: FloatArray, visibility: FloatArray) -> PoseFrame:
    return PoseFrame(
        time_s=0.0, image=image, world=np.ones((33, 3)), visibility=visibility, size_px=(640, 480)
    )


@pytest.mark.parametrize(("visibility", "is_seen"), [(0.5, True), (0.49, False), (np.nan, False)])
def test_hardly_visible_points_are_unseen(visibility: float, is_seen: bool) -> None:
    """A landmark below the limit, or of unknown visibility, is NaN."""
    smooth = Smoother()(a_frame(np.ones((33, 3)), np.full(33, visibility)))
    assert np.isfinite(smooth.points_px).all() == is_seen
    assert np.isfinite(smooth.world).all() == is_seen


@pytest.mark.parametrize("place", [np.inf, -np.inf, 1e6])
def test_points_beyond_all_reason_are_unseen(place: float) -> None:
    """One coordinate of them at least; the others are what they were."""
    image = np.full((33, 3), 0.5)
    image[7, 0] = place
    points_px = Smoother()(a_frame(image, np.ones(33))).points_px
    assert np.isnan(points_px[7, 0])
    assert points_px[8].tolist() == [320.0, 240.0]
