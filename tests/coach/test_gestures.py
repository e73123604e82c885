"""A raised hand is seen when it is meant, and in no exercise."""

from dataclasses import replace

import numpy as np
import pytest

from builders import performed
from coach.cases import CASES
from upperback.coach.gestures import NEEDS_S, HandWatch, is_hand_raised
from upperback.mannequin import FAULTS, Camera, Noise, Performance, RepPlan
from upperback.motion.landmarks import Landmark, Side, sided
from upperback.motion.pose import PoseFrame


def standing(seconds: float = 4.0) -> tuple[PoseFrame, ...]:
    """Return somebody upright with hanging arms, in front of the camera."""
    first = performed(Performance(exercise="wall_angel", reps=(RepPlan(),), fps=15.0)).frames[0]
    low = with_hand(with_hand(first, "left", up=False), "right", up=False)
    return tuple(replace(low, time_s=index / 15) for index in range(round(15 * seconds)))


def with_hand(frame: PoseFrame, side: Side, *, up: bool) -> PoseFrame:
    """Return the frame with one arm straight up, or hanging."""
    image = frame.image.copy()
    shoulder, hip = image[sided("SHOULDER", side)], image[sided("HIP", side)]
    trunk = (hip[1] - shoulder[1]) * (-1.0 if up else 1.0)
    for joint, share in (("ELBOW", 0.6), ("WRIST", 1.1)):
        image[sided(joint, side)] = shoulder
        image[sided(joint, side), 1] += share * trunk
    return replace(frame, image=image)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_hand_held_up_for_two_seconds_is_a_sign_once(side: Side) -> None:
    watch = HandWatch()
    signs = [watch.push(with_hand(frame, side, up=True)) for frame in standing()]
    given = [sign for sign in signs if sign is not None and sign.is_given]
    assert len(given) == 1
    assert NEEDS_S <= given[0].held_s < NEEDS_S + 0.1


def test_a_short_wave_is_no_sign() -> None:
    watch = HandWatch()
    frames = standing()
    signs = [
        watch.push(with_hand(frame, "left", up=True) if frame.time_s < 1.5 else frame)
        for frame in frames
    ]
    assert not any(sign is not None and sign.is_given for sign in signs)


def test_after_a_sign_the_hand_must_come_down_first() -> None:
    watch = HandWatch()
    up = [with_hand(frame, "left", up=True) for frame in standing(10.0)]
    assert sum(bool(sign and sign.is_given) for sign in map(watch.push, up)) == 1
    for frame in standing(1.0):
        watch.push(replace(frame, time_s=frame.time_s + 10.0))
    later = [replace(frame, time_s=frame.time_s + 11.0) for frame in up]
    assert sum(bool(sign and sign.is_given) for sign in map(watch.push, later)) == 1


def test_both_hands_up_are_no_sign() -> None:
    frame = with_hand(with_hand(standing()[0], "left", up=True), "right", up=True)
    assert not is_hand_raised(frame)


def test_a_hand_that_is_not_seen_is_not_taken_for_lowered() -> None:
    frame = with_hand(standing()[0], "left", up=True)
    visibility = frame.visibility.copy()
    visibility[Landmark.RIGHT_WRIST] = 0.2
    assert not is_hand_raised(replace(frame, visibility=visibility))
    image = frame.image.copy()
    image[Landmark.LEFT_ELBOW] = np.nan
    assert not is_hand_raised(replace(frame, image=image))


@pytest.mark.parametrize("azimuth_deg", [0.0, 90.0, -45.0])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_exercise_is_a_sign_from_anywhere(case: object, azimuth_deg: float) -> None:
    exercise = str(case)
    plans = [RepPlan(), RepPlan(amplitude=0.5), RepPlan(hold_s=4.0)]
    plans += [RepPlan(faults=frozenset({fault})) for fault in FAULTS.get(exercise, ())]
    asked = Performance(
        exercise=exercise,
        reps=tuple(plans),
        fps=8.0,
        camera=Camera(azimuth_deg=azimuth_deg, elevation_deg=15.0),
        noise=Noise(landmark_px=1.5),
    )
    assert not any(is_hand_raised(frame) for frame in performed(asked).frames)
