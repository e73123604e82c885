"""Pose frames are checked at the door, and can be mirrored."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_pose, a_set_of
from upperback.errors import InvalidPoseError, UpperbackError
from upperback.mannequin import Performed
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import PoseFrame, Silhouette, mirror, no_person

FLOATS = np.zeros((33, 3))


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("time_s", float("nan"), "time_s: expected a finite number, got nan"),
        ("time_s", float("inf"), "time_s"),
        ("time_s", float("-inf"), "time_s"),
        ("image", np.zeros((33, 2)), r"image: expected floats of shape \(33, 3\)"),
        ("image", np.zeros((32, 3)), "image"),
        ("image", np.zeros((1, 33, 3)), "image"),
        ("image", np.zeros((33, 3), int), "image"),
        ("image", np.zeros((33, 3), complex), "image"),
        ("image", np.full((33, 3), None), "image"),
        ("world", np.zeros((3, 33)), "world"),
        ("world", np.zeros(0), "world"),
        ("visibility", np.zeros((33, 1)), "visibility"),
        ("visibility", np.ones(33, bool), "visibility"),
        ("visibility", np.float64(1.0), "visibility"),
        ("size_px", (0, 480), "size_px"),
        ("size_px", (640, -1), "size_px"),
    ],
)
def test_a_malformed_frame_is_refused(field: str, value: object, text: str) -> None:
    """The error says which part is wrong, what was expected and what came."""
    fields: dict[str, Any] = {field: value}
    with pytest.raises(InvalidPoseError, match=text) as caught:
        replace(a_pose(), **fields)
    assert isinstance(caught.value, UpperbackError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "mask",
    [
        np.zeros((4, 4)),
        np.zeros(16, np.uint8),
        np.zeros((0, 4), np.uint8),
        np.zeros((2, 2, 1), "u1"),
    ],
    ids=["floats", "flat", "empty", "with channels"],
)
def test_a_malformed_silhouette_is_refused(mask: Any) -> None:
    """A mask is a picture of bytes."""
    with pytest.raises(InvalidPoseError, match="silhouette"):
        Silhouette(mask=mask)


@pytest.mark.parametrize(
    "rect",
    [(0.5, 0.0, 0.5, 1.0), (0.0, 1.0, 1.0, 0.0), (float("nan"), 0.0, 1.0, 1.0)],
    ids=["no width", "upside down", "unknown"],
)
def test_a_silhouette_needs_a_place(rect: tuple[float, float, float, float]) -> None:
    """Its rectangle has a width and a height."""
    with pytest.raises(InvalidPoseError, match="rectangle"):
        Silhouette(mask=np.zeros((4, 4), np.uint8), rect=rect)


def test_both_widths_of_floats_are_welcome() -> None:
    """Recordings hold 32 bits, pose models give 64."""
    frame = a_pose(image=FLOATS.astype(np.float32), visibility=np.ones(33, np.float32))
    assert frame.points_px.shape == (33, 2)


def test_pixels_are_shares_of_the_picture() -> None:
    """x counts in widths, y in heights: angles in pixels are true in any picture."""
    image = np.tile([0.25, 0.5, 9.0], (33, 1))
    assert a_pose(image=image, size_px=(400, 100)).points_px[0].tolist() == [100.0, 50.0]


def test_nobody_is_nobody() -> None:
    """A frame without a person keeps its time and holds no landmark."""
    frame = no_person(1.5, (640, 480))
    assert not frame.has_person
    assert frame.time_s == 1.5
    assert not frame.visibility.any()


def test_one_landmark_is_somebody() -> None:
    """A person may be seen in part."""
    image = np.full((33, 3), np.nan)
    image[Landmark.NOSE] = 0.5
    assert a_pose(image=image).has_person


@pytest.fixture(scope="module")
def done() -> Performed:
    return a_set_of(1, fps=5, silhouette=True)


def assert_same(one: PoseFrame, other: PoseFrame) -> None:
    np.testing.assert_allclose(one.image, other.image, atol=1e-12)
    np.testing.assert_allclose(one.world, other.world, atol=1e-12)
    np.testing.assert_array_equal(one.visibility, other.visibility)
    assert one.silhouette is not None
    assert other.silhouette is not None
    np.testing.assert_array_equal(one.silhouette.mask, other.silhouette.mask)
    assert one.silhouette.rect == pytest.approx(other.silhouette.rect)


@given(index=st.integers(0, 20), left=st.floats(0.0, 0.4), right=st.floats(0.5, 1.0))
def test_mirrored_twice_is_as_before(
    done: Performed, index: int, left: float, right: float
) -> None:
    """The mirror image of the mirror image is the frame, silhouette and all."""
    frame = done.frames[index % len(done.frames)]
    assert frame.silhouette is not None
    cropped = replace(frame.silhouette, rect=(left, 0.1, right, 0.9))
    frame = replace(frame, silhouette=cropped)
    assert_same(mirror(mirror(frame)), frame)


def test_a_mirror_leaves_the_frame_alone(done: Performed) -> None:
    """Mirroring gives a new frame."""
    frame = done.frames[0]
    before = frame.image.copy()
    mirrored = mirror(frame)
    np.testing.assert_array_equal(frame.image, before)
    assert mirrored.image[Landmark.LEFT_WRIST, 0] == 1.0 - before[Landmark.RIGHT_WRIST, 0]
    assert (mirrored.time_s, mirrored.size_px) == (frame.time_s, frame.size_px)


def test_a_frame_without_silhouette_mirrors_too() -> None:
    """The silhouette is optional."""
    assert mirror(a_pose()).silhouette is None
