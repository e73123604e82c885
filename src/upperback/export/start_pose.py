"""The mannequin in the start pose of an exercise: what the drawings show as "you".

An exercise of one's own that the mannequin has never learned is shown in the start pose that
fits its posture gates best, so that a new file needs no drawing.
"""

from dataclasses import dataclass

import numpy as np

from upperback.coach.frame_signals import Smoother
from upperback.coach.posture_gates import passes_all
from upperback.exercises.definition import Exercise
from upperback.mannequin import Body, Camera, Performance, perform
from upperback.mannequin.motions import MOTIONS, Motion
from upperback.mannequin.plan import RepPlan, prepare
from upperback.mannequin.posture import PARAMETERS, as_track
from upperback.mannequin.rotations import Array
from upperback.mannequin.skeleton import Skeleton, Support, build_skeleton
from upperback.motion.view import ViewName, near_side

# Where each view is taken from, as `Camera.azimuth_deg` counts it: 0 in front, 90 at the
# person's left. The mannequin lies on its left side, so its feet are at its front right.
AZIMUTHS_DEG: dict[ViewName, tuple[float, ...]] = {
    "front": (0.0,),
    "diagonal": (45.0, -45.0),
    "side_left": (90.0,),
    "side_right": (-90.0,),
    "back_diagonal": (135.0, -135.0),
    "back": (180.0,),
    "foot_diagonal": (-45.0,),
    "head_diagonal": (45.0,),
    "unknown": (0.0,),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StartPose:
    """A body in a start pose.

    Attributes
    ----------
    body
        Its segment lengths.
    skeleton
        One moment: the start.
    reach_m
        All that the joints touch in the movement, shape ``(n, 3)``, metres in the room.
    """

    body: Body
    skeleton: Skeleton
    reach_m: Array


def start_pose(exercise: Exercise) -> StartPose:
    """Return the mannequin in the start pose of an exercise, standing if nothing else fits."""
    name = exercise.name if exercise.name in MOTIONS else _fitting(exercise)
    body = Body()
    if name is None:
        standing = as_track(np.zeros((1, len(PARAMETERS))))
        skeleton = build_skeleton(body, standing, Support.FEET)
        return StartPose(body=body, skeleton=skeleton, reach_m=skeleton.landmarks[0])
    rep = prepare(name, RepPlan())
    skeleton = _skeleton(body, MOTIONS[name], rep.start)
    moving = [_skeleton(body, MOTIONS[name], peak) for peak in rep.peaks]
    reach = np.concatenate([each.landmarks[0] for each in (skeleton, *moving)])
    return StartPose(body=body, skeleton=skeleton, reach_m=reach)


def _skeleton(body: Body, motion: Motion, row: Array) -> Skeleton:
    track = as_track(row[None])
    return build_skeleton(body, track, motion.support, thorax_arms=motion.thorax_arms)


def _fitting(exercise: Exercise) -> str | None:
    """Name of the first motion that starts in the posture of the exercise."""
    view = exercise.camera.views[0].name
    camera = Camera(azimuth_deg=AZIMUTHS_DEG[view][0])
    for name in MOTIONS:
        done = perform(Performance(exercise=name, times_s=(0.0,), camera=camera))
        frame = Smoother()(done.frames[0])
        if passes_all(exercise.posture, frame, near_side(frame.yaw), view):
            return name
    return None
