"""Following one person."""

from dataclasses import replace

import numpy as np
import pytest

from builders import a_pose, a_set_of
from upperback.coach.person import PersonFollower
from upperback.motion.pose import PoseFrame, no_person

BODY = a_set_of(1, times_s=(0.0, 0.1)).frames[0]


def somebody(time_s: float, *, right: float = 0.0, size: float = 1.0) -> PoseFrame:
    """A body at a place in the picture."""
    middle = BODY.image.mean(axis=0)
    image = middle + size * (BODY.image - middle) + [right, 0.0, 0.0]
    return replace(BODY, time_s=time_s, image=image)


def followed(*frames: PoseFrame) -> list[bool]:
    follower = PersonFollower()
    return [follower.is_same(frame) for frame in frames]


def test_the_first_person_is_the_person() -> None:
    """Whoever is seen first is followed."""
    assert followed(somebody(0.0)) == [True]


def test_a_leap_is_somebody_else() -> None:
    """Half the picture within a frame; back at the old place it is the person again."""
    frames = somebody(0.0), somebody(0.04, right=0.6), somebody(0.08)
    assert followed(*frames) == [True, False, True]


def test_walking_is_no_leap() -> None:
    """A trunk length a second, for a while."""
    frames = [somebody(t / 24, right=0.01 * t) for t in range(60)]
    assert all(followed(*frames))


@pytest.mark.parametrize("size", [0.4, 2.6], ids=["half", "more than twice"])
def test_another_size_is_somebody_else(size: float) -> None:
    """Nobody shrinks or grows within a frame."""
    assert followed(somebody(0.0), somebody(0.04, size=size)) == [True, False]


def test_a_lasting_newcomer_becomes_the_person() -> None:
    """After about three seconds at the new place."""
    frames = [somebody(0.0), *(somebody(0.1 * t, right=0.6) for t in range(1, 60))]
    same = followed(*frames)
    assert not any(same[1:30])
    assert all(same[33:])


@pytest.mark.parametrize(
    "unseen",
    [no_person(0.5, (640, 480)), replace(a_pose(0.5), image=np.full((33, 3), np.inf))],
    ids=["nobody", "infinite"],
)
def test_who_is_not_seen_is_not_somebody_else(unseen: PoseFrame) -> None:
    """A gap says nothing of who will come."""
    assert followed(somebody(0.0), unseen, somebody(1.0)) == [True, True, True]


def test_a_body_on_one_spot_is_followed_without_a_hitch() -> None:
    """A trunk without extent does not divide by nought."""
    assert followed(a_pose(0.0), a_pose(0.1)) == [True, True]
