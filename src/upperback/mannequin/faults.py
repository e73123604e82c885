"""Form faults as data: how each changes the postures and the tempo of a rep.

Names are the form checks of DESIGN 5. Changes are added to the good posture and
are clear, not borderline: at severity 1 each lies well past the limit that
domain.md sections 3 to 7 give for it, and many are the size seen in bench/dev.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from upperback.mannequin.posture import Posture, both

SHORT_RANGE = "short_range"
_SHORT = 0.42  # amplitude of a short rep; bench/dev 0.36 to 0.52


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Changes that a fault makes to a rep.

    Attributes
    ----------
    start, end, second
        Added to the posture at rest, at the peak and at the second peak, in the
        units of the posture.
    max_amplitude
        The share of the range is cut down to this.
    up, down
        Factors on the time out and back.
    """

    start: Posture = field(default_factory=dict)
    end: Posture = field(default_factory=dict)
    second: Posture = field(default_factory=dict)
    max_amplitude: float = 2.0
    up: float = 1.0
    down: float = 1.0


def _throughout(change: Posture) -> Fault:
    return Fault(start=change, end=change, second=change)


def _at_peaks(change: Posture) -> Fault:
    return Fault(end=change, second=change)


_SHRUG = both(clavicle_raise_deg=26.0)

_SEATED_ROW = {
    "feet_slipping": _at_peaks(both(ankle_plantar_deg=38.0)),
    # Pull below 0.6 s and return below 0.8 s at the usual tempo.
    "jerky": Fault(up=0.33, down=0.38),
    "trunk_swing": Fault(
        start={"pelvis_pitch_deg": 15.0, "neck_flexion_deg": -14.0},
        end={"pelvis_pitch_deg": -20.0, "neck_flexion_deg": 14.0, **both(arm_raise_deg=12.0)},
    ),
    "slumped": _throughout(
        {
            "pelvis_pitch_deg": -14.0,
            "lumbar_flexion_deg": 22.0,
            "thoracic_flexion_deg": 24.0,
            "neck_flexion_deg": -14.0,
        }
    ),
    "elbows_wide": Fault(
        end=both(
            arm_raise_deg=104.0, arm_plane_deg=92.0, arm_swivel_deg=80.0, elbow_flexion_deg=14.0
        )
    ),
    "shrug": Fault(end=_SHRUG),
    "pulled_too_far": Fault(
        end=both(arm_raise_deg=-34.0, elbow_flexion_deg=14.0, clavicle_forward_deg=32.0)
    ),
    SHORT_RANGE: Fault(max_amplitude=_SHORT),
}

_CAT_COW = {
    "head_only": Fault(
        end={
            "lumbar_flexion_deg": -19.0,
            "thoracic_flexion_deg": -21.0,
            "neck_flexion_deg": 8.0,
            "head_flexion_deg": 8.0,
        },
        second={"lumbar_flexion_deg": 15.0, "thoracic_flexion_deg": 14.0},
    ),
    "low_back_only": Fault(
        end={"thoracic_flexion_deg": -24.0, "lumbar_flexion_deg": 12.0},
        second={"thoracic_flexion_deg": 15.0, "lumbar_flexion_deg": -8.0},
    ),
    "rocking": Fault(end=both(thigh_raise_deg=24.0, knee_flexion_deg=24.0)),
    "elbows_bent": _at_peaks(both(elbow_flexion_deg=48.0)),
    "too_fast": Fault(up=0.35, down=0.35),
    "head_thrown_back": Fault(second={"neck_flexion_deg": -20.0, "head_flexion_deg": -28.0}),
    "shrug": Fault(second=_SHRUG),
    SHORT_RANGE: Fault(max_amplitude=_SHORT),
}

_REVERSE_FLY = {
    "rounded_back": _throughout(
        {
            "pelvis_pitch_deg": -21.0,
            "lumbar_flexion_deg": 16.0,
            "thoracic_flexion_deg": 26.0,
            "neck_flexion_deg": 14.0,
            "head_flexion_deg": 8.0,
        }
    ),
    "standing_up": Fault(end={"pelvis_pitch_deg": -26.0, **both(thigh_raise_deg=-8.0)}),
    "swinging": Fault(end={"pelvis_pitch_deg": -14.0}, up=0.38, down=0.45),
    "too_high": Fault(end=both(arm_raise_deg=26.0)),
    "elbows_bent": Fault(start=both(elbow_flexion_deg=22.0), end=both(elbow_flexion_deg=60.0)),
    "shrug": Fault(end=_SHRUG),
    "uneven": Fault(end={"arm_raise_deg_right": -32.0}),
    SHORT_RANGE: Fault(max_amplitude=0.5),
}

# Written for the right side opening, like the motion.
_THORACIC_ROTATION = {
    "pelvis_rolls": Fault(end={"pelvis_turn_deg": -40.0, "spine_turn_deg": 18.0}),
    "arm_only": Fault(
        end={
            "spine_turn_deg": 50.0,
            "clavicle_forward_deg_right": 20.0,
            "head_turn_deg": 10.0,
            "arm_plane_deg_right": 25.0,
        }
    ),
    "too_fast": Fault(up=0.3, down=0.3),
    "forced": Fault(end={"arm_plane_deg_right": 24.0, "clavicle_raise_deg_right": -12.0}),
    "gaze_not_following": Fault(end={"head_turn_deg": 78.0}),
    "arm_drifts": Fault(end={"arm_raise_deg_right": -44.0}),
    "elbow_bent": Fault(end={"elbow_flexion_deg_right": 70.0}),
    SHORT_RANGE: Fault(max_amplitude=_SHORT),
}

_WALL_ANGEL = {
    "back_arches": Fault(
        end={
            "pelvis_pitch_deg": 13.0,
            "lumbar_flexion_deg": -30.0,
            "thoracic_flexion_deg": 2.0,
            "neck_flexion_deg": 10.0,
        }
    ),
    "wrists_off_wall": _throughout(both(arm_swivel_deg=36.0)),
    "elbows_off_wall": _throughout(both(arm_plane_deg=-36.0, arm_swivel_deg=-14.0)),
    "head_forward": Fault(end={"neck_flexion_deg": 32.0, "head_flexion_deg": -30.0}),
    "shrug": Fault(start=_SHRUG, end=both(clavicle_raise_deg=16.0)),
    "too_fast": Fault(up=0.35, down=0.35),
    "uneven": Fault(end={"arm_raise_deg_right": -34.0}),
    SHORT_RANGE: Fault(max_amplitude=_SHORT),
}

FAULTS: Mapping[str, Mapping[str, Fault]] = {
    "seated_row": _SEATED_ROW,
    "cat_cow": _CAT_COW,
    "reverse_fly": _REVERSE_FLY,
    "thoracic_rotation": _THORACIC_ROTATION,
    "wall_angel": _WALL_ANGEL,
}
"""Exercise -> fault name -> changes."""


def fault_named(exercise: str, name: str) -> Fault:
    """Changes that a fault makes in one exercise.

    Parameters
    ----------
    exercise, name
        Names as in ``FAULTS``.

    Returns
    -------
    Fault

    Raises
    ------
    ValueError
        If the exercise has no such fault.
    """
    faults = FAULTS[exercise]
    if name not in faults:
        raise ValueError(f"fault of {exercise}: expected one of {sorted(faults)}, got {name!r}")
    return faults[name]
