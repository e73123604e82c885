"""The mannequin that stands still."""

import numpy as np
import pytest

from upperback.mannequin import Performance, RepPlan, perform
from upperback.motion.landmarks import Landmark


def test_it_stands_still_for_as_long_as_asked() -> None:
    done = perform(Performance(exercise="standing", idle_s=3.0, fps=10.0))
    assert len(done.frames) == 30
    assert done.truth.reps == ()
    assert np.ptp(done.truth.joints_m, axis=0).max() < 1e-9


def test_its_arms_hang_and_its_feet_are_on_the_floor() -> None:
    truth = perform(Performance(exercise="standing", idle_s=1.0)).truth
    assert float(truth.angles["arm_elevation_left_deg"][0]) < 15.0
    heights = truth.joints_m[0, :, 1]
    assert heights[Landmark.LEFT_ANKLE] < 0.15
    assert heights[Landmark.NOSE] > 1.4


def test_its_posture_is_the_one_asked_for() -> None:
    asked = Performance(exercise="standing", idle_s=1.0, posture=(("thoracic_flexion_deg", 30.0),))
    assert float(perform(asked).truth.angles["thoracic_flexion_deg"][0]) == pytest.approx(30.0)


def test_it_does_no_reps() -> None:
    with pytest.raises(ValueError, match="standing: expected no reps"):
        Performance(exercise="standing", reps=(RepPlan(),))
