"""What a pose model adds to the truth: jitter, squashed depth, lost people and limbs."""

from dataclasses import dataclass

import numpy as np

from upperback.mannequin.rotations import Array
from upperback.motion.landmarks import Landmark, Side, sided

_LIMB_JOINTS = {
    "arm": ("ELBOW", "WRIST", "PINKY", "INDEX", "THUMB"),
    "leg": ("KNEE", "ANKLE", "HEEL", "FOOT_INDEX"),
}
_SIDES: tuple[Side, Side] = ("left", "right")
LIMBS: dict[str, tuple[Landmark, ...]] = {
    f"{side}_{limb}": tuple(sided(joint, side) for joint in joints)
    for side in _SIDES
    for limb, joints in _LIMB_JOINTS.items()
}
"""Limb name (``"left_arm"``) -> its landmarks."""
# [bench] the inverse of what `motion.turns` undoes, which is fitted to the clips of
# thoracic rotation: the raw hip line shows 0.23 of the shoulders' turn and 0.76 of its own,
# the raw shoulder line 0.63 of its own. The squash of depth is part of that already, so lines
# that are dragged are not squashed too.
MEDIAPIPE_HIP_DRAG = 0.23
MEDIAPIPE_SHOULDER_DRAG = 0.37
_UNSEEN = 0.04  # visibility of a limb that something hides


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How badly the pose model sees.

    Attributes
    ----------
    landmark_px
        Standard deviation of visible landmarks in the picture, each axis; MediaPipe
        on bench/dev is about 3 px at a trunk of 110 px.
    hidden_factor
        The same for a landmark of visibility 0 is this much larger.
    depth_m
        Standard deviation of depth.
    depth_squash
        Factor on depth in the world landmarks; MediaPipe halves it (DESIGN 4).
    hip_drag, shoulder_drag
        Share of the twist between shoulders and hips by which the hips follow and
        the shoulders stay behind in the world landmarks; MediaPipe's are
        `MEDIAPIPE_HIP_DRAG` and `MEDIAPIPE_SHOULDER_DRAG`.
    correlation
        Of a landmark's jitter from one frame to the next, 0 to below 1.
    dropout
        Share of frames in which nobody is found.
    seed
        Of the random numbers: the same seed gives the same frames.
    """

    landmark_px: float = 0.0
    hidden_factor: float = 4.0
    depth_m: float = 0.0
    depth_squash: float = 1.0
    hip_drag: float = 0.0
    shoulder_drag: float = 0.0
    correlation: float = 0.0
    dropout: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Something hides a limb for a while.

    Attributes
    ----------
    limb
        A name in ``LIMBS``.
    start_s, end_s
        When.
    wander_m
        Standard deviation of where the model puts the unseen joints.
    """

    limb: str
    start_s: float
    end_s: float
    wander_m: float = 0.08

    def __post_init__(self) -> None:
        if self.limb not in LIMBS:
            raise ValueError(f"limb: expected one of {sorted(LIMBS)}, got {self.limb!r}")


def hidden_landmarks(hidden: tuple[Hidden, ...], time_s: Array) -> tuple[Array, Array]:
    """Which landmarks are hidden on purpose.

    Parameters
    ----------
    hidden
        What hides limbs, and when.
    time_s
        Shape ``(T,)``.

    Returns
    -------
    visibility
        Shape ``(T, 33)``: the highest visibility allowed.
    wander_m
        Shape ``(T, 33)``: additional standard deviation.
    """
    visibility, wander = (
        np.ones((len(time_s), len(Landmark))),
        np.zeros((len(time_s), len(Landmark))),
    )
    for interval in hidden:
        during = (time_s >= interval.start_s) & (time_s <= interval.end_s)
        for landmark in LIMBS[interval.limb]:
            visibility[during, landmark] = _UNSEEN
            wander[during, landmark] = interval.wander_m
    return visibility, wander


def jitter(noise: Noise, visibility: Array, wander_m: Array, metres_per_px: Array) -> Array:
    """Errors of all landmarks in camera directions.

    Parameters
    ----------
    noise
        How much.
    visibility, wander_m
        Shape ``(T, 33)``.
    metres_per_px
        At the person, shape ``(T,)``.

    Returns
    -------
    Array
        Shape ``(T, 33, 3)``, metres right, down and away.
    """
    random = np.random.default_rng(noise.seed)
    draws = random.standard_normal((*visibility.shape, 3))
    fresh = np.sqrt(1.0 - noise.correlation**2)
    for t in range(1, len(draws)):
        draws[t] = noise.correlation * draws[t - 1] + fresh * draws[t]
    less_sure = 1.0 + (noise.hidden_factor - 1.0) * (1.0 - visibility)
    in_picture = np.hypot(noise.landmark_px * metres_per_px[:, None] * less_sure, wander_m)
    in_depth = np.hypot(noise.depth_m * less_sure, wander_m)
    return draws * np.stack([in_picture, in_picture, in_depth], axis=-1)


def lost_frames(noise: Noise, n_frames: int) -> Array:
    """Frames in which nobody is found.

    Parameters
    ----------
    noise
        With share and seed.
    n_frames
        How many frames there are.

    Returns
    -------
    Array
        Shape ``(n_frames,)``, 1 where lost, else 0.
    """
    random = np.random.default_rng([noise.seed, 1])
    return (random.random(n_frames) < noise.dropout).astype(float)
