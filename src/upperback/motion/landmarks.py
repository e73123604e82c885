"""The 33 landmarks of BlazePose, in the person's own left and right."""

from enum import IntEnum
from functools import cache
from typing import Literal

import numpy as np

Side = Literal["left", "right"]
N_LANDMARKS = 33


class Landmark(IntEnum):
    """Index of each landmark (MediaPipe Pose landmarker, BlazePose topology)."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


@cache
def sided(joint: str, side: Side) -> Landmark:
    """Landmark of a paired joint on one side.

    Parameters
    ----------
    joint
        Name without its side, in capitals: ``"ELBOW"``, ``"FOOT_INDEX"``.
    side
        The person's own left or right.

    Returns
    -------
    Landmark

    Raises
    ------
    KeyError
        If the joint has no sides (``"NOSE"``) or does not exist.
    """
    return Landmark[f"{side.upper()}_{joint}"]


def _mirrored() -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    swap = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    order = np.arange(N_LANDMARKS)
    for landmark in Landmark:
        words = [swap.get(word, word) for word in landmark.name.split("_")]
        order[landmark] = Landmark["_".join(words)]
    return order


MIRRORED = _mirrored()
"""Index array that swaps left and right: ``points[MIRRORED]`` names the mirror image."""

# The bones drawn on pictures; no anatomy beyond that.
SKELETON: tuple[tuple[Landmark, Landmark], ...] = (
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    *(
        (sided(a, side), sided(b, side))
        for side in ("left", "right")
        for a, b in (
            ("SHOULDER", "ELBOW"),
            ("ELBOW", "WRIST"),
            ("WRIST", "INDEX"),
            ("SHOULDER", "HIP"),
            ("HIP", "KNEE"),
            ("KNEE", "ANKLE"),
            ("ANKLE", "HEEL"),
            ("HEEL", "FOOT_INDEX"),
            ("ANKLE", "FOOT_INDEX"),
        )
    ),
)
