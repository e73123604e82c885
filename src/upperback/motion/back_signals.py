"""Signals of the spine's curve and of the head, for all fours and for a straight back."""

import numpy as np

from upperback.motion.body import Body, once_per_body
from upperback.motion.geometry import angle_from_up, cross_2d, unit
from upperback.motion.pose import FloatArray
from upperback.motion.signal import OBLIQUE, SIDE, Compute, Signal, unseen
from upperback.motion.silhouette import LOWER_BACK, UPPER_BACK, WHOLE_BACK, arc_deg, curvature

# What one unit of `spine_wave` is: half the usual range of curvature, and of head pitch.
# [bench] cat +0.06 to +0.095 and cow -0.05 to -0.065 of curvature; head -35 and +43 degrees.
_WAVE_CURVATURE = 0.07
_WAVE_PITCH_DEG = 38.0
# The part of the back whose arc follows the spine best [bench; docs/thresholds.md]. On clothed
# bodies the outline falls short of the bones by 1.28, on the mannequin, whose back has no flesh,
# by nothing: the scale is between them, and the stated error covers both.
_ARC_PART = (0.16, 0.99)
_ARC_SCALE = 1.14


def _back(part: tuple[float, float]) -> Compute:
    def compute(body: Body) -> FloatArray:
        return unseen(body) if body.dorsal_heights is None else curvature(body.dorsal_heights, part)

    return compute


_whole_back = once_per_body(_back(WHOLE_BACK))


_arc_back = _back(_ARC_PART)


def _spine_arc(body: Body) -> FloatArray:
    return _ARC_SCALE * arc_deg(_arc_back(body))


@once_per_body
def _head_pitch(body: Body) -> FloatArray:
    # The face's own axis against the trunk line; on all fours the face looks at the floor.
    trunk, face = unit(body.trunk_px), body.nose_px - body.px("EAR")
    angle = np.degrees(np.arctan2(cross_2d(trunk, face), np.vecdot(trunk, face)))
    return 90.0 - body.facing * angle


def _head_forward(body: Body) -> FloatArray:
    # The middle of both sides: the near shoulder lies further out than the near ear, and each
    # degree that the body is turned would show as 0.6 of this angle [mannequin].
    return body.facing * angle_from_up(body.middle_px("EAR") - body.middle_px("SHOULDER"))


def _spine_wave(body: Body) -> FloatArray:
    if body.reference is None:
        return unseen(body)
    bend = (_whole_back(body) - _whole_back(body.reference)) / _WAVE_CURVATURE
    nod = (_head_pitch(body.reference) - _head_pitch(body)) / _WAVE_PITCH_DEG
    # The larger of the two: a still neck and a still back are both seen to move.
    larger = np.where(np.abs(nod) > np.abs(bend), nod, bend)
    return np.where(np.isnan(bend), nod, np.where(np.isnan(nod), bend, larger))


def _arm_inclination(body: Body) -> FloatArray:
    return body.facing * angle_from_up(body.px("SHOULDER") - body.px("WRIST"))


ROWS = (
    *(
        Signal(
            name=name,
            label=label,
            unit="",
            zero="straight",
            positive="round",
            views=SIDE,
            expected_error=0.02,
            needs_silhouette=True,
            compute=compute,
        )
        for name, label, compute in (
            ("back_curvature", "Curve of the back", _whole_back),
            ("upper_back_curvature", "Curve of the upper back", _back(UPPER_BACK)),
            ("lower_back_curvature", "Curve of the low back", _back(LOWER_BACK)),
        )
    ),
    Signal(
        name="spine_arc_deg",
        label="Arc of the back",
        unit="deg",
        zero="straight",
        positive="round",
        views=SIDE,
        expected_error=16.0,
        needs_silhouette=True,
        compute=_spine_arc,
    ),
    Signal(
        name="head_pitch_deg",
        label="Head against the trunk",
        unit="deg",
        zero="face at right angles to the trunk",
        positive="looking up",
        views=SIDE,
        expected_error=15.0,
        compute=_head_pitch,
    ),
    Signal(
        name="head_forward_deg",
        label="Head before the shoulder",
        unit="deg",
        zero="ear straight above the shoulder",
        positive="ear in front of the shoulder",
        views=SIDE,
        # domain.md 2.7 expects 5 [E]. [bench] on four clips the model's shoulders lie
        # behind the joints by 7 to 15, the same every day; within a clip it wobbles by 2 to 5.
        expected_error=16.0,
        compute=_head_forward,
    ),
    Signal(
        name="spine_wave",
        label="Cat and cow",
        unit="",
        zero="the own flat back",
        positive="cat (round); cow is minus",
        # To count by. How far it went is told from the side alone.
        views=SIDE | OBLIQUE,
        expected_error=0.25,
        needs_reference=True,
        compute=_spine_wave,
    ),
    Signal(
        name="arm_inclination_deg",
        label="Supporting arm's lean",
        unit="deg",
        zero="shoulder above wrist",
        positive="shoulder in front of the wrist",
        views=SIDE,
        expected_error=4.0,
        compute=_arm_inclination,
    ),
)
