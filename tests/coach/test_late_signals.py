"""Signals computed for many frames at a time are those of each frame alone."""

from itertools import pairwise

import numpy as np
import pytest

from upperback.coach.frame_signals import FrameSignals, Smoother
from upperback.coach.late_signals import LateSignals
from upperback.coach.report import RepSide
from upperback.mannequin import Noise, Performance, RepPlan, perform
from upperback.motion.body import Body
from upperback.motion.landmarks import Landmark, Side
from upperback.motion.signals import SIGNALS


def smoothed(exercise: str) -> list[FrameSignals]:
    side: RepSide = "right" if exercise == "thoracic_rotation" else "both"
    done = perform(
        Performance(
            exercise=exercise,
            reps=(RepPlan(side=side),),
            fps=15.0,
            silhouette=True,
            noise=Noise(landmark_px=1.5),
        )
    )
    smooth = Smoother()
    return [smooth(frame) for frame in done.frames if frame.has_person]


@pytest.mark.parametrize(
    "exercise", ["seated_row", "cat_cow", "reverse_fly", "thoracic_rotation", "wall_angel"]
)
def test_late_values_are_those_of_each_frame(exercise: str) -> None:
    """Of every signal; the back is looked at in some frames only, joints are hidden in others."""
    frames = smoothed(exercise)
    near: Side = "right"
    reference = frames[0].body(near, with_back=True)
    late = LateSignals(SIGNALS, near=near, reference=reference)
    singles: list[dict[str, float]] = []
    cuts = [0, 1, 20, len(frames)]
    many: dict[str, list[float]] = {name: [] for name in SIGNALS}
    for first, last in pairwise(cuts):
        for index, frame in enumerate(frames[first:last]):
            if index % 5 == 0:
                frame.points_px[Landmark.RIGHT_ELBOW] = np.nan
                frame.world[Landmark.LEFT_KNEE] = np.nan
            body = frame.body(near, with_back=index % 3 == 0)
            late.add(body)
            alone = body.compared_to(reference)
            singles.append({name: float(row.compute(alone)) for name, row in SIGNALS.items()})
        for name, values in late.take().items():
            many[name] += values
    for name, values in many.items():
        expected = [single[name] for single in singles]
        np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-9, err_msg=name)


def test_nothing_waits_after_it_was_taken() -> None:
    """Each body is computed once."""
    points_px, world = np.full((33, 2), np.nan), np.full((33, 3), np.nan)
    unseen = Body(points_px=points_px, world=world, near="left")
    late = LateSignals(["trunk_tilt_deg"], near="left", reference=unseen)
    assert late.take() == {"trunk_tilt_deg": []}
    late.add(unseen)
    assert late.n_waiting == 1
    (value,) = late.take()["trunk_tilt_deg"]
    assert np.isnan(value)
    assert late.n_waiting == 0
