"""The five exercises as data: postures to move between, support and usual tempo.

Angles are read off the rendered clips of bench/dev (see its README) and lie in
the bands of domain.md sections 3 to 7. A motion that has a right and a left form
is written for the right.
"""

from dataclasses import dataclass

from upperback.errors import UnknownExerciseError
from upperback.mannequin.posture import Posture, both
from upperback.mannequin.skeleton import Support
from upperback.motion.landmarks import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """Usual seconds of the parts of a rep: out, held, back."""

    up_s: float
    hold_s: float
    down_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What a body does in one exercise.

    Attributes
    ----------
    start, end
        Changes of posture at rest and at the peak; ``end`` is laid over ``start``.
    second
        Posture of the second peak (cow after cat), laid over ``start``; None if
        the exercise has one peak.
    support
        What carries the body.
    tempo
        Seconds of a good rep.
    thorax_arms
        Arms whose angles refer to the thorax instead of the room.
    one_sided
        Whether a rep is named by one side and mirrored for the left.
    view_deg
        Azimuth and elevation of the camera that suits it best.
    """

    start: Posture
    end: Posture
    second: Posture | None = None
    support: Support
    tempo: Tempo
    thorax_arms: frozenset[Side] = frozenset()
    one_sided: bool = False
    view_deg: tuple[float, float] = (90.0, 8.0)


_SEATED_ROW = Motion(
    start={
        "pelvis_pitch_deg": 3.0,
        "thoracic_flexion_deg": 4.0,
        "neck_flexion_deg": 3.0,
        "head_flexion_deg": -10.0,
        **both(
            clavicle_forward_deg=8.0,
            arm_raise_deg=69.0,
            arm_plane_deg=-4.0,
            elbow_flexion_deg=10.0,
            thigh_raise_deg=98.0,
            thigh_plane_deg=2.0,
            knee_flexion_deg=20.0,
        ),
    },
    end={
        "pelvis_pitch_deg": -1.0,
        "thoracic_flexion_deg": 1.0,
        "head_flexion_deg": -2.0,
        **both(
            clavicle_forward_deg=-14.0,
            arm_raise_deg=-24.0,
            arm_plane_deg=-8.0,
            elbow_flexion_deg=110.0,
        ),
    },
    support=Support.SEAT,
    tempo=Tempo(up_s=1.4, hold_s=0.5, down_s=1.8),
)

_CAT_COW = Motion(
    start={
        "lumbar_flexion_deg": 2.0,
        "thoracic_flexion_deg": 4.0,
        "neck_flexion_deg": 6.0,
        "head_flexion_deg": -16.0,
        **both(
            elbow_flexion_deg=13.0,
            clavicle_forward_deg=4.0,
            knee_flexion_deg=93.0,
            ankle_plantar_deg=75.0,
        ),
    },
    end={
        "lumbar_flexion_deg": 22.0,
        "thoracic_flexion_deg": 28.0,
        "neck_flexion_deg": 20.0,
        "head_flexion_deg": -2.0,
        **both(clavicle_forward_deg=16.0),
    },
    second={
        "lumbar_flexion_deg": -14.0,
        "thoracic_flexion_deg": -11.0,
        "neck_flexion_deg": -16.0,
        "head_flexion_deg": -27.0,
        **both(clavicle_forward_deg=-6.0),
    },
    support=Support.ALL_FOURS,
    tempo=Tempo(up_s=1.8, hold_s=0.4, down_s=1.8),
)

_REVERSE_FLY = Motion(
    start={
        "pelvis_pitch_deg": 45.0,
        "thoracic_flexion_deg": 3.0,
        "neck_flexion_deg": 2.0,
        "head_flexion_deg": -16.0,
        **both(
            clavicle_forward_deg=8.0,
            arm_raise_deg=5.0,
            arm_plane_deg=80.0,
            arm_swivel_deg=120.0,
            elbow_flexion_deg=14.0,
            thigh_raise_deg=24.0,
            thigh_plane_deg=3.0,
            knee_flexion_deg=24.0,
        ),
    },
    end={
        **both(clavicle_forward_deg=-9.0, arm_raise_deg=87.0, arm_plane_deg=88.0),
    },
    support=Support.FEET,
    tempo=Tempo(up_s=1.6, hold_s=0.5, down_s=2.0),
    view_deg=(0.0, 5.0),
)

_THORACIC_ROTATION = Motion(
    start={
        "lying_deg": -90.0,
        "lumbar_flexion_deg": 3.0,
        "thoracic_flexion_deg": 3.0,
        "clavicle_forward_deg_left": 12.0,
        "clavicle_forward_deg_right": 12.0,
        "arm_raise_deg_left": 80.0,
        "arm_plane_deg_left": -4.0,
        "elbow_flexion_deg_left": 20.0,
        "arm_swivel_deg_left": 0.0,
        "arm_raise_deg_right": 97.0,
        "arm_plane_deg_right": -15.0,
        "elbow_flexion_deg_right": 7.0,
        **both(thigh_raise_deg=82.0, knee_flexion_deg=86.0, ankle_plantar_deg=10.0),
    },
    end={
        "spine_turn_deg": -54.0,
        "clavicle_forward_deg_right": -24.0,
        "arm_raise_deg_right": 88.0,
        "arm_plane_deg_right": 109.0,
        "head_turn_deg": -28.0,
    },
    support=Support.SIDE,
    tempo=Tempo(up_s=3.4, hold_s=1.5, down_s=3.4),
    thorax_arms=frozenset({"right"}),
    one_sided=True,
    view_deg=(-45.0, 25.0),
)

_WALL_ANGEL = Motion(
    start={
        "head_flexion_deg": 3.0,
        **both(
            arm_raise_deg=70.0,
            arm_plane_deg=92.0,
            elbow_flexion_deg=102.0,
            thigh_raise_deg=16.0,
            thigh_plane_deg=3.0,
            knee_flexion_deg=18.0,
        ),
    },
    end={**both(arm_raise_deg=151.0, elbow_flexion_deg=34.0, clavicle_raise_deg=13.0)},
    support=Support.WALL,
    tempo=Tempo(up_s=3.0, hold_s=0.6, down_s=3.0),
    view_deg=(0.0, 3.0),
)

MOTIONS: dict[str, Motion] = {
    "seated_row": _SEATED_ROW,
    "cat_cow": _CAT_COW,
    "reverse_fly": _REVERSE_FLY,
    "thoracic_rotation": _THORACIC_ROTATION,
    "wall_angel": _WALL_ANGEL,
}
"""Exercise name -> motion."""


def motion_named(exercise: str) -> Motion:
    """Motion of an exercise.

    Parameters
    ----------
    exercise
        Name as in ``MOTIONS``.

    Returns
    -------
    Motion

    Raises
    ------
    UnknownExerciseError
        If the mannequin does not know the exercise.
    """
    try:
        return MOTIONS[exercise]
    except KeyError:
        raise UnknownExerciseError(
            f"exercise: expected one of {', '.join((*MOTIONS, 'idle'))}, got {exercise!r}"
        ) from None
