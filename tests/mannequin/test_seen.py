"""What a pose model would make of the body: visibility, noise, hidden limbs, silhouettes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from upperback.mannequin import Camera, Hidden, Noise, Performance, Performed, RepPlan, perform
from upperback.motion.landmarks import Landmark

ONE_ROW = Performance(reps=(RepPlan(),), fps=10)
NEAR, FAR = Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW


def visibilities(done: Performed) -> NDArray[np.float64]:
    return np.array([frame.visibility for frame in done.frames])


def curvature(done: Performed, frame: int) -> float:
    """Height of the back's outline over its chord between shoulder and hip, 1 is the chord."""
    shown = done.frames[frame]
    assert shown.silhouette is not None
    mask = shown.silhouette.mask.astype(float)
    height, width = mask.shape
    x = shown.image[:, 0] * width - 0.5
    left, right = sorted(x[[Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]])
    columns = np.arange(int(left) + 4, int(right) - 2)
    first = np.argmax(mask[:, columns] > 127.5, axis=0)
    below, above = mask[first, columns], mask[first - 1, columns]
    back = height - (first - (below - 127.5) / (below - above))
    share = np.linspace(0, 1, len(columns))
    over_chord = back - back[0] - share * (back[-1] - back[0])
    bow = 4 * share * (1 - share)
    return float(bow @ over_chord / (bow @ bow) / len(columns))


def test_far_limbs_are_hidden_in_a_side_view() -> None:
    """Seen from the left at the peak of a row, the right elbow is hidden and the left is not."""
    done = perform(ONE_ROW)
    peak = np.argmin(np.abs(done.truth.time_s - done.truth.reps[0].peak_s))
    seen = visibilities(done)[peak]
    assert seen[NEAR] > 0.9
    assert seen[FAR] < 0.2
    assert seen[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP, Landmark.RIGHT_SHOULDER]].min() > 0.95


def test_both_arms_are_seen_from_the_front() -> None:
    """From the front of a wall angel no arm is hidden."""
    done = perform(Performance(exercise="wall_angel", reps=(RepPlan(),), fps=10))
    assert visibilities(done)[:, [NEAR, FAR]].min() > 0.9


def test_outside_the_picture_is_not_visible() -> None:
    """Landmarks that a near camera cuts off get a low visibility."""
    done = perform(replace(ONE_ROW, camera=Camera(distance_m=1.0)))
    shown = np.array([frame.image for frame in done.frames])[..., 0]
    outside = (shown < 0) | (shown > 1)
    assert outside.any()
    assert visibilities(done)[outside].max() < 0.1


def test_a_hidden_limb_is_hidden_for_its_time_only() -> None:
    """Something in the way lowers visibility, and only while it is there."""
    hidden = Hidden(limb="left_arm", start_s=1.0, end_s=2.0)
    plain, covered = perform(ONE_ROW), perform(replace(ONE_ROW, hidden=(hidden,)))
    time_s = covered.truth.time_s
    during = (time_s >= 1.0) & (time_s <= 2.0)
    assert visibilities(covered)[during, NEAR].max() < 0.1
    assert visibilities(covered)[~during] == pytest.approx(visibilities(plain)[~during])


def test_a_limb_must_exist() -> None:
    """A limb that nobody has is refused."""
    with pytest.raises(ValueError, match="left_arm"):
        Hidden(limb="tail", start_s=0.0, end_s=1.0)


@given(noise_px=st.floats(0.5, 6.0), correlation=st.floats(0.0, 0.9))
@settings(max_examples=10)
def test_noise_is_as_large_as_asked(noise_px: float, correlation: float) -> None:
    """Visible landmarks scatter around the truth with the asked standard deviation."""
    noise = Noise(landmark_px=noise_px, correlation=correlation)
    still = Performance(exercise="wall_angel", lead_in_s=60.0, noise=noise, fps=20)
    done = perform(still)
    shown = np.array([frame.points_px for frame in done.frames])
    error = (shown - done.truth.pixels)[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP, 11, 12]]
    assert error.std() == pytest.approx(noise_px, rel=0.15)


def test_dropped_frames_hold_nobody() -> None:
    """About the asked share of frames has no person, and time goes on."""
    still = Performance(lead_in_s=40.0, noise=Noise(dropout=0.3), fps=20)
    done = perform(still)
    lost = [not frame.has_person for frame in done.frames]
    assert np.mean(lost) == pytest.approx(0.3, abs=0.05)
    assert len(done.frames) == len(done.truth.time_s)


def test_missing_frames_are_not_there() -> None:
    """About the asked share of frames is left out, of frames and truth alike."""
    whole, gappy = perform(ONE_ROW), perform(replace(ONE_ROW, missing_share=0.3))
    assert len(gappy.frames) == pytest.approx(0.7 * len(whole.frames), rel=0.15)
    assert [frame.time_s for frame in gappy.frames] == gappy.truth.time_s.tolist()


def test_squashed_depth_touches_depth_only() -> None:
    """The depth factor scales z of the world landmarks and nothing else."""
    true, flat = perform(ONE_ROW), perform(replace(ONE_ROW, noise=Noise(depth_squash=0.5)))
    assert flat.frames[5].world == pytest.approx(true.frames[5].world * [1, 1, 0.5])
    assert flat.frames[5].image == pytest.approx(true.frames[5].image)


@pytest.mark.parametrize("mask_px", [(160, 120), (320, 240), (640, 480)], ids=str)
def test_the_back_of_the_outline_bends_with_the_spine(mask_px: tuple[int, int]) -> None:
    """At every size, cat's back is round, cow's hollow and the flat back nearly straight."""
    plan = Performance(exercise="cat_cow", reps=(RepPlan(),), silhouette=True, mask_px=mask_px)
    rep = perform(replace(plan, fps=2)).truth.reps[0]
    assert rep.second_peak_s is not None
    done = perform(replace(plan, times_s=(rep.start_s, rep.peak_s, rep.second_peak_s)))
    flat, cat, cow = (curvature(done, frame) for frame in range(3))
    assert flat == pytest.approx(0.0, abs=0.03)
    assert cat > 0.07
    assert cow < -0.03


def test_masks_of_all_sizes_show_the_same_outline() -> None:
    """A mask four times as large covers the same share of the picture."""
    sizes = [(160, 120), (640, 480)]
    plans = [replace(ONE_ROW, silhouette=True, mask_px=size, times_s=(0.0,)) for size in sizes]
    small, large = (perform(plan).frames[0].silhouette for plan in plans)
    assert small is not None
    assert large is not None
    assert large.mask.shape == (480, 640)
    assert large.mask.mean() == pytest.approx(small.mask.mean(), rel=0.01)


def test_landmarks_lie_inside_the_silhouette() -> None:
    """Every joint in the picture is covered by the body."""
    frame = perform(replace(ONE_ROW, silhouette=True, times_s=(0.0,))).frames[0]
    assert frame.silhouette is not None
    height, width = frame.silhouette.mask.shape
    joints = [*range(11, 17), *range(23, 29)]
    x, y = (frame.image[joints, :2] * [width, height]).astype(int).T
    assert frame.silhouette.mask[y, x].min() > 127


def test_a_portrait_picture_has_a_portrait_mask() -> None:
    """A mask whose size is not given has the shape of the picture."""
    camera = Camera(size_px=(480, 640))
    frame = perform(replace(ONE_ROW, silhouette=True, camera=camera, times_s=(0.0,))).frames[0]
    assert frame.silhouette is not None
    assert frame.silhouette.mask.shape == (160, 120)


def test_the_outline_may_leave_the_picture() -> None:
    """A camera that is much too near still gives a mask."""
    near = replace(ONE_ROW, camera=Camera(distance_m=0.4), silhouette=True, times_s=(0.0,))
    frame = perform(near).frames[0]
    assert frame.silhouette is not None
    assert frame.silhouette.mask.max() == 255


def test_a_camera_inside_the_body_draws_what_lies_before_it() -> None:
    """Parts behind the lens are left out of the mask and have no place in the picture."""
    inside = replace(ONE_ROW, camera=Camera(distance_m=0.0), silhouette=True, times_s=(0.0,))
    frame = perform(inside).frames[0]
    assert frame.silhouette is not None
    assert frame.silhouette.mask.shape == (120, 160)
    assert np.isnan(frame.image[Landmark.LEFT_SHOULDER, 0])


def lines(done: Performed) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shoulder line and hip line in the world landmarks, right to left, shape (T, 3)."""
    world = np.array([frame.world for frame in done.frames])
    shoulders = world[:, Landmark.LEFT_SHOULDER] - world[:, Landmark.RIGHT_SHOULDER]
    return shoulders, world[:, Landmark.LEFT_HIP] - world[:, Landmark.RIGHT_HIP]


def turn_deg(line: NDArray[np.float64]) -> float:
    """How far a line turned from the first frame to the last."""
    first, last = (each / np.linalg.norm(each) for each in (line[0], line[-1]))
    return float(np.degrees(np.arccos(first @ last)))


def test_hips_follow_and_shoulders_lag() -> None:
    """By the asked shares of the twist: 0.2 and 0.3 of it."""
    plan = Performance(exercise="thoracic_rotation", reps=(RepPlan(),), fps=2)
    rep = perform(plan).truth.reps[0]
    plan = replace(plan, times_s=(rep.start_s, rep.peak_s))
    true, drawn = (
        perform(replace(plan, noise=noise))
        for noise in (Noise(), Noise(hip_drag=0.2, shoulder_drag=0.3))
    )
    (of_shoulders, of_hips), (seen_shoulders, seen_hips) = lines(true), lines(drawn)
    twist = turn_deg(of_shoulders) - turn_deg(of_hips)
    assert twist > 40.0
    assert turn_deg(seen_hips) == pytest.approx(turn_deg(of_hips) + 0.2 * twist, abs=3.0)
    assert turn_deg(seen_shoulders) == pytest.approx(turn_deg(of_shoulders) - 0.3 * twist, abs=3.0)


def test_drawing_after_each_other_moves_nothing_but_shoulders_and_hips() -> None:
    """Neither their middles nor their widths change, and the picture stays."""
    plan = Performance(exercise="thoracic_rotation", reps=(RepPlan(),), fps=2)
    true = perform(plan)
    drawn = perform(replace(plan, noise=Noise(hip_drag=0.23, shoulder_drag=0.37)))
    others = np.ones(len(Landmark), dtype=bool)
    others[[*range(11, 13), *range(23, 25)]] = False
    for before, after in zip(true.frames, drawn.frames, strict=True):
        assert after.image == pytest.approx(before.image)
        assert after.world[others] == pytest.approx(before.world[others])
        for pair in ([11, 12], [23, 24]):
            assert after.world[pair].mean(0) == pytest.approx(before.world[pair].mean(0))
    for line, drawn_line in zip(lines(true), lines(drawn), strict=True):
        assert np.linalg.norm(drawn_line, axis=1) == pytest.approx(np.linalg.norm(line, axis=1))
