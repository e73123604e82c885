"""The bench's pages send the part of the silhouette that pages do, and the back is in it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from live_pages import trunk_of

from builders import a_set_of
from upperback.coach.frame_signals import Smoother
from upperback.mannequin import Camera, Noise, Performed
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray, PoseFrame, Silhouette

Cut = Callable[[PoseFrame], Silhouette | None]
from_both_sides = pytest.mark.parametrize(
    ("near", "azimuth_deg"), [("left", 90.0), ("right", -90.0)]
)
every_side_exercise = pytest.mark.parametrize("exercise", ["cat_cow", "seated_row"])


def performed_at(exercise: str, azimuth_deg: float) -> Performed:
    return a_set_of(
        3,
        exercise=exercise,
        camera=Camera(azimuth_deg=azimuth_deg, elevation_deg=5.0),
        silhouette=True,
        noise=Noise(landmark_px=1.0),
    )


def heights(done: Performed, near: Side, cut: Cut) -> FloatArray:
    """Return what the server reads of the back, shape (T, 33): its landmarks are smoothed."""
    smoother = Smoother()
    bodies = [
        smoother(replace(frame, silhouette=cut(frame))).body(near, with_back=True)
        for frame in done.frames
    ]
    return np.array([body.dorsal_heights for body in bodies], dtype=float)


def whole_of(frame: PoseFrame) -> Silhouette | None:
    return frame.silhouette


@from_both_sides
@every_side_exercise
def test_the_back_is_read_as_from_the_whole_silhouette(
    exercise: str, near: Side, azimuth_deg: float
) -> None:
    """Next to an arm a ray may be good in one of them only."""
    done = performed_at(exercise, azimuth_deg)
    part, whole = (heights(done, near, cut) for cut in (trunk_of, whole_of))
    both = np.isfinite(part) & np.isfinite(whole)
    apart = np.abs(part - whole)[both]
    assert both.mean() > 0.98
    assert (np.isfinite(part) == np.isfinite(whole)).mean() > 0.99
    assert np.quantile(apart, 0.99) < 0.002
    assert apart.max() < 0.01


def test_less_is_sent_than_the_whole() -> None:
    """Of a person in full view the trunk is a small part."""
    frame = performed_at("seated_row", 90.0).frames[0]
    part = trunk_of(frame)
    assert part is not None
    left, top, right, bottom = part.rect
    assert (right - left) * (bottom - top) < 0.5


def test_without_a_silhouette_there_is_no_part_of_it() -> None:
    assert trunk_of(replace(a_set_of(1).frames[0], silhouette=None)) is None
