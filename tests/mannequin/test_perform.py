from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from upperback.errors import UnknownExerciseError
from upperback.mannequin import (
    FAULTS,
    MOTIONS,
    Body,
    Camera,
    Noise,
    Performance,
    Performed,
    RepPlan,
    far_camera,
    joined,
    perform,
)
from upperback.motion.landmarks import MIRRORED, Landmark, sided

ALL_FAULTS = [(exercise, fault) for exercise in FAULTS for fault in FAULTS[exercise]]
BONES = np.array(
    [
        (sided(a, side), sided(b, side))
        for side in ("left", "right")
        for a, b in (
            ("SHOULDER", "ELBOW"),
            ("ELBOW", "WRIST"),
            ("HIP", "KNEE"),
            ("KNEE", "ANKLE"),
            ("ANKLE", "HEEL"),
            ("HEEL", "FOOT_INDEX"),
            ("EAR", "EYE"),
        )
    ]
    + [(Landmark.LEFT_HIP, Landmark.RIGHT_HIP), (Landmark.LEFT_EAR, Landmark.NOSE)]
)
exercises = st.sampled_from(sorted(MOTIONS))


def images(done: Performed) -> NDArray[np.float64]:
    return np.array([frame.image for frame in done.frames])


def worlds(done: Performed) -> NDArray[np.float64]:
    return np.array([frame.world for frame in done.frames])


def pixel_angle(done: Performed, *joints: Landmark) -> NDArray[np.float64]:
    points = np.array([frame.points_px for frame in done.frames])
    a, b, c = (points[:, joint] for joint in joints)
    first, second = b - a, c - b
    cross = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    return np.degrees(np.abs(np.arctan2(cross, (first * second).sum(axis=1))))


def pixel_tilt(done: Performed, lower: str, upper: str) -> NDArray[np.float64]:
    """From straight up, + to the left of the picture."""
    points = np.array([frame.points_px for frame in done.frames])
    low, high = (
        points[:, [sided(name, "left"), sided(name, "right")]].mean(axis=1)
        for name in (lower, upper)
    )
    x, y = (high - low).T
    return np.degrees(np.arctan2(-x, -y))


@pytest.mark.parametrize(("exercise", "fault"), ALL_FAULTS)
def test_bones_keep_their_lengths(exercise: str, fault: str) -> None:
    """Whatever the body does, its segments stay as long as they are."""
    plans = (RepPlan(faults=frozenset({fault})), RepPlan(amplitude=0.3))
    joints = perform(Performance(exercise=exercise, reps=plans, fps=10)).truth.joints_m
    bones = joints[:, BONES]
    lengths = np.linalg.norm(bones[:, :, 0] - bones[:, :, 1], axis=-1)
    assert np.ptp(lengths, axis=0) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("exercise", "fault"), ALL_FAULTS)
def test_nothing_sinks_into_the_floor(exercise: str, fault: str) -> None:
    """No joint comes to lie more than a limb's thickness below the floor."""
    done = perform(
        Performance(exercise=exercise, reps=(RepPlan(faults=frozenset({fault})),), fps=10)
    )
    assert done.truth.joints_m[..., 1].min() > -0.06


@given(stature=st.floats(1.4, 2.1))
@settings(max_examples=10)
def test_row_angles_seen_from_the_side_are_true(stature: float) -> None:
    """From a far camera at the side, trunk and elbow angles in the picture are the true ones."""
    done = perform(
        Performance(reps=(RepPlan(),), camera=far_camera(90), body=Body(stature_m=stature))
    )
    elbow = pixel_angle(done, Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST)
    assert elbow == pytest.approx(done.truth.angles["elbow_flexion_left_deg"], abs=1.5)
    trunk = pixel_tilt(done, "HIP", "SHOULDER")
    assert trunk == pytest.approx(done.truth.angles["trunk_inclination_deg"], abs=0.1)


@pytest.mark.parametrize("exercise", ["reverse_fly", "wall_angel"])
def test_arm_elevation_seen_from_the_front_is_true(exercise: str) -> None:
    """From a far camera in front, arm elevation in the picture is the true one."""
    done = perform(Performance(exercise=exercise, reps=(RepPlan(),), camera=far_camera(0)))
    points = np.array([frame.points_px for frame in done.frames])
    x, y = (points[:, Landmark.LEFT_ELBOW] - points[:, Landmark.LEFT_SHOULDER]).T
    seen = np.degrees(np.arctan2(x, y))
    assert seen == pytest.approx(done.truth.angles["arm_elevation_left_deg"], abs=1.0)


@given(exercise=exercises, scale=st.floats(0.5, 2.0), azimuth=st.floats(-180, 180))
@settings(max_examples=15)
def test_the_picture_does_not_know_the_scale(exercise: str, scale: float, azimuth: float) -> None:
    """A body twice as large from twice as far gives the same picture and angles."""
    plan = Performance(
        exercise=exercise, reps=(RepPlan(),), fps=4, camera=Camera(azimuth_deg=azimuth)
    )
    small = perform(replace(plan, body=Body(stature_m=1.7)))
    large = perform(replace(plan, body=Body(stature_m=1.7 * scale)))
    assert images(large) == pytest.approx(images(small), abs=1e-9)
    assert worlds(large) == pytest.approx(scale * worlds(small), abs=1e-9)
    assert large.truth.angles["rotation_deg"] == pytest.approx(
        small.truth.angles["rotation_deg"], abs=1e-6
    )


@given(exercise=exercises, fault=st.integers(0, 6), mirrored_first=st.booleans())
@settings(max_examples=15)
def test_a_mirror_swaps_sides(exercise: str, fault: int, mirrored_first: bool) -> None:
    """A mirrored video shows left landmarks and left truth where right ones were."""
    faults = frozenset({sorted(FAULTS[exercise])[fault]})
    plan = Performance(exercise=exercise, reps=(RepPlan(faults=faults),), fps=5)
    plain = perform(replace(plan, mirror=mirrored_first))
    mirrored = perform(replace(plan, mirror=not mirrored_first))
    flipped = images(plain)[:, MIRRORED] * [-1, 1, 1] + [1, 0, 0]
    assert images(mirrored) == pytest.approx(flipped)
    assert mirrored.truth.pixels / (640, 480) == pytest.approx(images(mirrored)[..., :2])
    for name in ("elbow_flexion", "arm_elevation", "arm_sweep"):
        left, right = (mirrored.truth.angles[f"{name}_{side}_deg"] for side in ("left", "right"))
        assert left == pytest.approx(plain.truth.angles[f"{name}_right_deg"])
        assert right == pytest.approx(plain.truth.angles[f"{name}_left_deg"])


def test_a_left_opening_is_a_mirrored_right_opening() -> None:
    """Opening to the left looks like opening to the right in a mirror, truth and all."""
    left = perform(Performance(exercise="thoracic_rotation", reps=(RepPlan(side="left"),)))
    mirrored = perform(
        Performance(exercise="thoracic_rotation", reps=(RepPlan(side="right"),), mirror=True)
    )
    assert images(left) == pytest.approx(images(mirrored), abs=1e-9)
    assert [left.truth.reps[0].side, mirrored.truth.reps[0].side] == ["left", "left"]
    assert left.truth.reps[0].angles == pytest.approx(mirrored.truth.reps[0].angles)


def test_a_mirror_turns_turning_round() -> None:
    """Who looks to the left looks to the right in a mirror."""
    plain = perform(Performance(exercise="idle", fps=5))
    mirrored = perform(Performance(exercise="idle", fps=5, mirror=True))
    gaze = plain.truth.angles["gaze_rotation_deg"]
    assert mirrored.truth.angles["gaze_rotation_deg"] == pytest.approx(-gaze)
    assert np.ptp(gaze) > 30


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_arm_works_alone(side: str) -> None:
    """A rep of one side leaves the other arm where it was."""
    plan = RepPlan(side=side)  # type: ignore[arg-type]
    rep = perform(Performance(reps=(plan,))).truth.reps[0]
    other = {"left": "right", "right": "left"}[side]
    assert rep.ranges[f"elbow_flexion_{other}_deg"] == pytest.approx(0.0, abs=1e-6)
    assert rep.measures["elbow_flexion_deg"] == pytest.approx(110.0)


@pytest.mark.parametrize("side", ["left", "right"])
def test_turns_count_towards_the_opening_side(side: str) -> None:
    """Rotation is positive for either side that opens."""
    plan = RepPlan(side=side)  # type: ignore[arg-type]
    rep = perform(Performance(exercise="thoracic_rotation", reps=(plan,))).truth.reps[0]
    assert rep.measures["rotation_deg"] == pytest.approx(72, abs=5)
    assert rep.measures["pelvis_rotation_deg"] == pytest.approx(0, abs=1)
    assert rep.angles[f"arm_sweep_{side}_deg"] > 140


def test_the_spine_bends_as_planned() -> None:
    """Cat minus cow is the arc that the motion's postures hold."""
    rep = perform(Performance(exercise="cat_cow", reps=(RepPlan(),))).truth.reps[0]
    assert rep.measures["spine_arc_deg"] == pytest.approx(75.0)


def test_hands_and_knees_stay_planted() -> None:
    """On all fours the hands and knees do not move while the back does."""
    joints = perform(Performance(exercise="cat_cow", reps=(RepPlan(),))).truth.joints_m
    planted = joints[:, [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_KNEE]]
    assert np.ptp(planted, axis=0) == pytest.approx(0.0, abs=1e-9)


def test_the_same_seed_gives_the_same_frames() -> None:
    """Noise depends on its seed alone."""
    noise = Noise(landmark_px=3.0, depth_m=0.02, dropout=0.1, seed=4)
    plan = Performance(reps=(RepPlan(),), noise=noise, missing_share=0.2)
    first, again = perform(plan), perform(plan)
    other = perform(replace(plan, noise=replace(noise, seed=5)))
    np.testing.assert_array_equal(images(first), images(again))
    assert len(other.frames) != len(first.frames)


def test_world_landmarks_follow_mediapipe() -> None:
    """World landmarks are centred between the hips, y down, z away from the camera."""
    done = perform(Performance(reps=(RepPlan(),), camera=far_camera(90)))
    world = worlds(done)[0]
    assert world[[23, 24]].mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-9)
    assert world[Landmark.NOSE, 1] < -0.5
    assert world[Landmark.LEFT_ELBOW, 2] < world[Landmark.RIGHT_ELBOW, 2]
    assert images(done)[0, Landmark.LEFT_HIP, 2] < images(done)[0, Landmark.RIGHT_HIP, 2]


def test_the_left_side_faces_a_camera_at_ninety_degrees() -> None:
    """At +90 a sitting person looks to the left of the picture, at 0 left is on the right."""
    side = images(perform(Performance()))[0]
    front = images(perform(Performance(camera=Camera(azimuth_deg=0))))[0]
    assert side[Landmark.LEFT_ANKLE, 0] < side[Landmark.LEFT_HIP, 0]
    assert front[Landmark.LEFT_SHOULDER, 0] > front[Landmark.RIGHT_SHOULDER, 0]


def test_rolling_the_camera_turns_the_picture_clockwise() -> None:
    """A roll of 10 degrees leans everything to the right in the picture by 10."""
    plan = Performance(reps=(RepPlan(),), fps=4, camera=far_camera(90))
    level = pixel_tilt(perform(plan), "HIP", "SHOULDER")
    rolled = pixel_tilt(
        perform(replace(plan, camera=replace(far_camera(90), roll_deg=10.0))), "HIP", "SHOULDER"
    )
    assert level - rolled == pytest.approx(10.0, abs=0.1)


def test_portrait_pictures_hold_the_whole_body() -> None:
    """The camera steps back until all landmarks lie in a portrait picture."""
    camera = Camera(azimuth_deg=0, size_px=(480, 640))
    done = perform(Performance(exercise="reverse_fly", reps=(RepPlan(),), camera=camera))
    inside = (images(done)[..., :2] > 0) & (images(done)[..., :2] < 1)
    assert inside.all()


def test_given_time_stamps_are_kept() -> None:
    """Frames and truth lie at the moments asked for."""
    times = (0.0, 0.1, 0.5, 0.51, 3.0, 60.0)
    done = perform(Performance(reps=(RepPlan(),), times_s=times))
    assert tuple(frame.time_s for frame in done.frames) == times
    assert tuple(done.truth.time_s) == times


def test_parts_run_on_in_time() -> None:
    """Joined performances have rising times, and their reps move along."""
    row = perform(Performance(reps=(RepPlan(),)))
    cat = perform(Performance(exercise="cat_cow", reps=(RepPlan(),)))
    both = joined(row, cat, gap_s=0.5)
    assert (np.diff([frame.time_s for frame in both.frames]) > 0).all()
    assert [rep.exercise for rep in both.truth.reps] == ["seated_row", "cat_cow"]
    second = both.truth.reps[1]
    at_peak = np.argmin(np.abs(both.truth.time_s - second.peak_s))
    assert both.truth.angles["spine_flexion_deg"][at_peak] == pytest.approx(50, abs=1)


def test_idle_has_no_reps_but_moves() -> None:
    """Somebody who does no exercise walks in and scratches the head."""
    done = perform(Performance(exercise="idle"))
    assert done.truth.reps == ()
    assert np.ptp(done.truth.joints_m[:, Landmark.LEFT_HIP, 0]) > 1.5
    assert done.truth.angles["arm_elevation_right_deg"].max() > 90


def test_what_counts_as_a_false_start() -> None:
    """A fifth of the range is a false start, a short rep is not."""
    plans = (RepPlan(amplitude=0.2), RepPlan(faults=frozenset({"short_range"})))
    reps = perform(Performance(reps=plans)).truth.reps
    assert [rep.false_start for rep in reps] == [True, False]


@pytest.mark.parametrize(
    ("plan", "error", "text"),
    [
        (Performance(exercise="squat"), UnknownExerciseError, "seated_row"),
        (Performance(reps=(RepPlan(faults=frozenset({"lazy"})),)), ValueError, "lazy"),
        (
            Performance(exercise="thoracic_rotation", reps=(RepPlan(side="both"),)),
            ValueError,
            "left or right",
        ),
        (
            Performance(
                exercise="thoracic_rotation", reps=(RepPlan(side="left"), RepPlan(side="right"))
            ),
            ValueError,
            "one side",
        ),
    ],
    ids=["exercise", "fault", "both sides", "mixed sides"],
)
def test_mistakes_in_the_plan_are_named(
    plan: Performance, error: type[Exception], text: str
) -> None:
    """A plan that cannot be performed says what was expected."""
    with pytest.raises(error, match=text):
        perform(plan)


@pytest.mark.parametrize(
    ("fields", "text"),
    [({"exercise": "idle", "reps": (RepPlan(),)}, "no reps"), ({"fps": 0.0}, "fps")],
    ids=["idle", "fps"],
)
def test_impossible_performances_are_refused(fields: dict[str, object], text: str) -> None:
    """What cannot be performed at all is refused when it is written down."""
    with pytest.raises(ValueError, match=text):
        Performance(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "text"),
    [({"fov_deg": 0.0}, "fov"), ({"size_px": (0, 10)}, "size")],
    ids=["fov", "size"],
)
def test_impossible_cameras_are_refused(fields: dict[str, object], text: str) -> None:
    """A camera that sees nothing is refused."""
    with pytest.raises(ValueError, match=text):
        Camera(**fields)  # type: ignore[arg-type]
