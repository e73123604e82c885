"""A body remembers what was computed of it, and of it against which reference."""

import numpy as np

from upperback.motion.body import Body, once_per_body, once_per_comparison
from upperback.motion.landmarks import N_LANDMARKS
from upperback.motion.pose import FloatArray


def a_body_at(x: float) -> Body:
    return Body(
        points_px=np.full((N_LANDMARKS, 2), x), world=np.zeros((N_LANDMARKS, 3)), near="left"
    )


def test_what_needs_no_reference_is_computed_once_for_all_references() -> None:
    asked: list[float] = []

    @once_per_body
    def where(body: Body) -> FloatArray:
        asked.append(float(body.nose_px[0]))
        return body.nose_px[0]

    body = a_body_at(3.0)
    compared = [body.compared_to(a_body_at(x)) for x in (1.0, 2.0)]
    assert [float(where(each)) for each in (*compared, body)] == [3.0, 3.0, 3.0]
    assert asked == [3.0]


def test_what_needs_a_reference_is_computed_once_for_each() -> None:
    asked: list[float] = []

    @once_per_comparison
    def moved(body: Body) -> FloatArray:
        assert body.reference is not None
        asked.append(float(body.reference.nose_px[0]))
        return body.nose_px[0] - body.reference.nose_px[0]

    body = a_body_at(3.0)
    near, far = (body.compared_to(a_body_at(x)) for x in (2.0, 1.0))
    assert [float(moved(each)) for each in (near, far, near, far)] == [1.0, 2.0, 1.0, 2.0]
    assert asked == [2.0, 1.0]


def test_the_outline_of_the_back_makes_another_body_of_it() -> None:
    """What was remembered without the outline is not true of the body with it."""

    @once_per_body
    def sees_back(body: Body) -> FloatArray:
        return np.array(body.dorsal_heights is not None)

    body = a_body_at(3.0)
    assert not sees_back(body)
    assert sees_back(body.with_back(np.zeros(33)))
