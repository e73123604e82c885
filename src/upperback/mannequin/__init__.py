"""A kinematic body that performs an exercise: pose frames with known truth.

>>> done = perform(Performance(exercise="wall_angel", reps=(RepPlan(), RepPlan(amplitude=0.5))))
>>> [rep.amplitude for rep in done.truth.reps]
[1.0, 0.5]
"""

from upperback.mannequin.body import Body
from upperback.mannequin.camera import Camera, far_camera
from upperback.mannequin.faults import FAULTS
from upperback.mannequin.joining import joined
from upperback.mannequin.motions import MOTIONS
from upperback.mannequin.noise import (
    LIMBS,
    MEDIAPIPE_HIP_DRAG,
    MEDIAPIPE_SHOULDER_DRAG,
    Hidden,
    Noise,
)
from upperback.mannequin.perform import perform
from upperback.mannequin.performance import Performance, Performed, RepTruth, Truth
from upperback.mannequin.plan import RepPlan

__all__ = [
    "FAULTS",
    "LIMBS",
    "MEDIAPIPE_HIP_DRAG",
    "MEDIAPIPE_SHOULDER_DRAG",
    "MOTIONS",
    "Body",
    "Camera",
    "Hidden",
    "Noise",
    "Performance",
    "Performed",
    "RepPlan",
    "RepTruth",
    "Truth",
    "far_camera",
    "joined",
    "perform",
]
