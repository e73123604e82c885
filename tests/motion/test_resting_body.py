"""The resting body is the median of what was seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from upperback.motion.body import Body
from upperback.motion.landmarks import N_LANDMARKS
from upperback.motion.pose import FloatArray
from upperback.motion.resting_body import resting_body
from upperback.motion.silhouette import RAY_POSITIONS

UNSEEN_BACK = np.full(RAY_POSITIONS.size, np.nan)


def a_body(world: FloatArray, back: FloatArray | None = None) -> Body:
    return Body(points_px=world[:, :2], world=world, near="left", dorsal_heights=back)


@given(arrays(float, (5, N_LANDMARKS, 3), elements=st.one_of(st.floats(-2, 2), st.just(np.nan))))
@pytest.mark.filterwarnings("ignore:All-NaN slice:RuntimeWarning")
def test_it_is_the_median_of_what_was_seen(places: FloatArray) -> None:
    rest = resting_body([a_body(each) for each in places])
    np.testing.assert_allclose(rest.world, np.nanmedian(places, axis=0))
    np.testing.assert_allclose(rest.points_px, rest.world[:, :2])
    assert rest.near == "left"
    assert rest.dorsal_heights is None


def test_it_has_the_back_that_was_seen_in_some_moments() -> None:
    still = np.zeros((N_LANDMARKS, 3))
    backs = [None, np.full(RAY_POSITIONS.size, 0.1), UNSEEN_BACK, np.full(RAY_POSITIONS.size, 0.3)]
    rest = resting_body([a_body(still, back) for back in backs])
    assert rest.dorsal_heights == pytest.approx(0.2)
