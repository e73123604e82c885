"""The 33 landmarks and their mirror image."""

import numpy as np
import pytest

from upperback.motion.landmarks import MIRRORED, N_LANDMARKS, SKELETON, Landmark, Side, sided


def test_the_landmarks_are_numbered_through() -> None:
    """0 to 32, without a gap."""
    assert [landmark.value for landmark in Landmark] == list(range(N_LANDMARKS))


@pytest.mark.parametrize(
    ("side", "landmark"),
    [("left", Landmark.LEFT_FOOT_INDEX), ("right", Landmark.RIGHT_FOOT_INDEX)],
)
def test_a_paired_joint_is_found_by_side(side: Side, landmark: Landmark) -> None:
    """A joint and a side make a landmark."""
    assert sided("FOOT_INDEX", side) is landmark


@pytest.mark.parametrize("joint", ["NOSE", "TAIL"], ids=["without sides", "unknown"])
def test_a_joint_without_sides_is_refused(joint: str) -> None:
    """The nose is neither left nor right."""
    with pytest.raises(KeyError):
        sided(joint, "left")


@pytest.mark.parametrize("landmark", list(Landmark), ids=lambda landmark: landmark.name)
def test_the_mirror_swaps_left_and_right(landmark: Landmark) -> None:
    """Each left landmark stands where the right one stood; the nose stays."""
    swapped = landmark.name.replace("LEFT", "?").replace("RIGHT", "LEFT").replace("?", "RIGHT")
    assert Landmark(MIRRORED[landmark]).name == swapped


def test_the_mirror_image_of_the_mirror_image_is_the_original() -> None:
    """Swapping twice changes nothing."""
    assert (MIRRORED[MIRRORED] == np.arange(N_LANDMARKS)).all()


def test_the_drawn_skeleton_is_symmetric() -> None:
    """Each bone has its mirror image among the bones."""
    bones = {frozenset(bone) for bone in SKELETON}
    assert {frozenset(int(MIRRORED[end]) for end in bone) for bone in bones} == bones
