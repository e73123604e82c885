"""Somebody who stands still, the arms hanging: no exercise, but something to look at."""

from upperback.mannequin.posture import Posture, as_row, both
from upperback.mannequin.timeline import Score, Timeline

# Relaxed people stand a little rounded, the head before the shoulders [E].
RELAXED: Posture = {
    "lumbar_flexion_deg": -4.0,
    "thoracic_flexion_deg": 8.0,
    "neck_flexion_deg": 8.0,
    "head_flexion_deg": -6.0,
    **both(
        arm_raise_deg=6.0,
        arm_plane_deg=70.0,
        arm_swivel_deg=90.0,
        elbow_flexion_deg=12.0,
        thigh_plane_deg=3.0,
        knee_flexion_deg=3.0,
    ),
}


def standing_timeline(seconds: float, changes: Posture) -> Timeline:
    """One posture, held.

    Parameters
    ----------
    seconds
        How long.
    changes
        What is otherwise than in `RELAXED`.

    Returns
    -------
    Timeline
        Without reps.
    """
    row = as_row({**RELAXED, **changes})
    score = Score(row)
    score.move(seconds, row)
    return score.timeline()
