"""Where camera and person should be: said in words, on bodies whose place is known."""

from dataclasses import replace

import numpy as np
import pytest

from builders import an_exercise, performed
from coach.cases import CASES, Case
from upperback.coach.placement import NEEDS_S, Placement, PlacementCheck
from upperback.mannequin import Camera, Hidden, Noise, Performance, RepPlan
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import PoseFrame, no_person

LEAD_S = 3.0


def standing_ready(exercise: str, camera: Camera, **more: object) -> tuple[PoseFrame, ...]:
    """Return the frames of the start pose, before the first rep."""
    asked = Performance(
        exercise=exercise, reps=(RepPlan(),), fps=15.0, lead_in_s=LEAD_S, camera=camera
    )
    frames = performed(replace(asked, **more)).frames  # type: ignore[arg-type]
    return tuple(frame for frame in frames if frame.time_s < LEAD_S)


def verdicts(exercise: str, frames: tuple[PoseFrame, ...]) -> list[Placement]:
    check = PlacementCheck(an_exercise(exercise))
    return [check.push(frame) for frame in frames]


def shifted(frames: tuple[PoseFrame, ...], x: float, y: float) -> tuple[PoseFrame, ...]:
    """Return what a camera that looks past the person sees."""
    return tuple(replace(each, image=each.image + np.array([x, y, 0.0])) for each in frames)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_exercise_is_ready_where_it_is_seen_well(case: Case) -> None:
    for camera in case.cameras:
        noisy = Noise(landmark_px=1.0)
        seen = verdicts(case.exercise, standing_ready(case.exercise, camera, noise=noisy))
        assert {each.code for each in seen} == {"ready"}
        assert seen[-1].held_s > NEEDS_S


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_camera_far_off_says_come_nearer(case: Case) -> None:
    camera = replace(case.cameras[0], distance_m=9.0)
    seen = verdicts(case.exercise, standing_ready(case.exercise, camera))
    assert {each.code for each in seen} == {"too_far"}
    assert not seen[-1].ok
    assert "nearer" in seen[-1].text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_camera_right_in_front_says_step_back(case: Case) -> None:
    camera = replace(case.cameras[0], distance_m=0.9)
    seen = verdicts(case.exercise, standing_ready(case.exercise, camera))
    assert not any(each.ok for each in seen)
    assert "back" in seen[-1].text


@pytest.mark.parametrize(
    ("x", "y", "code", "edge"),
    [
        (-0.45, 0.0, "cut_left", "left"),
        (0.45, 0.0, "cut_right", "right"),
        (0.0, -0.45, "cut_top", "top"),
        (0.0, 0.45, "cut_bottom", "bottom"),
    ],
)
def test_a_body_at_an_edge_is_told_which_edge_cuts_what(
    x: float, y: float, code: str, edge: str
) -> None:
    frames = shifted(standing_ready("seated_row", Camera(azimuth_deg=90.0)), x, y)
    seen = verdicts("seated_row", frames)
    assert {each.code for each in seen} == {code}
    assert edge in seen[-1].text


def test_what_is_cut_off_is_named() -> None:
    frames = standing_ready("seated_row", Camera(azimuth_deg=90.0))
    feet = max(float(frame.image[Landmark.LEFT_FOOT_INDEX, 1]) for frame in frames)
    seen = verdicts("seated_row", shifted(frames, 0.0, 1.0 - feet))
    assert seen[-1].code == "cut_bottom"
    assert "your hips off" in seen[-1].text  # of a person who sits on the floor


def test_a_wall_angel_needs_room_for_raised_arms() -> None:
    frames = standing_ready("wall_angel", Camera(azimuth_deg=0.0))
    hands = min(float(np.nanmin(frame.image[:, 1])) for frame in frames)
    seen = verdicts("wall_angel", shifted(frames, 0.0, 0.04 - hands))
    assert seen[-1].code == "cut_top"
    assert "room above you" in seen[-1].text


def test_the_wrong_view_gives_the_advice_of_the_exercise() -> None:
    seen = verdicts("seated_row", standing_ready("seated_row", Camera(azimuth_deg=45.0)))
    listed = an_exercise("seated_row").camera.view("diagonal")
    assert listed is not None
    assert seen[-1].code == "wrong_view"
    assert seen[-1].text == listed.advice


def test_a_view_that_only_counts_will_do_where_nothing_changes() -> None:
    frames = standing_ready("seated_row", Camera(azimuth_deg=45.0))
    slow = tuple(replace(each, time_s=5.0 * each.time_s) for each in frames)
    seen = verdicts("seated_row", slow)
    assert not seen[0].ok
    assert seen[-1].ok
    assert seen[-1].text == seen[0].text


def test_somebody_who_stands_is_asked_into_position() -> None:
    idle = performed(Performance(exercise="idle", idle_s=2.0, fps=15.0)).frames
    for exercise in ("cat_cow", "thoracic_rotation", "seated_row"):
        seen = verdicts(exercise, idle)
        assert seen[-1].code == "position"
        assert an_exercise(exercise).setup[0] in seen[-1].text


def test_a_hidden_arm_is_named() -> None:
    hidden = (Hidden(limb="left_arm", start_s=0.0, end_s=LEAD_S),)
    frames = standing_ready("seated_row", Camera(azimuth_deg=90.0), hidden=hidden)
    seen = verdicts("seated_row", frames)
    assert seen[-1].code == "hidden"


def test_nobody_is_said() -> None:
    seen = verdicts("cat_cow", (no_person(0.0, (640, 480)), no_person(1.0, (640, 480))))
    assert seen[-1].code == "nobody"
    assert seen[-1].view == "unknown"


def test_a_flicker_does_not_show() -> None:
    frames = list(standing_ready("cat_cow", Camera(azimuth_deg=90.0)))
    frames[20] = no_person(frames[20].time_s, (640, 480))
    seen = verdicts("cat_cow", tuple(frames))
    assert all(each.ok for each in seen)
    assert seen[-1].held_s > NEEDS_S


def test_what_was_held_begins_anew_after_a_real_interruption() -> None:
    frames = list(standing_ready("cat_cow", Camera(azimuth_deg=90.0)))
    for index in range(10, 20):
        frames[index] = no_person(frames[index].time_s, (640, 480))
    seen = verdicts("cat_cow", tuple(frames))
    assert seen[-1].ok
    assert seen[-1].held_s < NEEDS_S
