"""What people do that is no exercise: walk in, stand about, scratch the head."""

from collections.abc import Iterator

from upperback.mannequin.posture import Posture, as_row, both
from upperback.mannequin.timeline import Score, Timeline

_STAND: Posture = {
    "head_flexion_deg": 2.0,
    **both(
        arm_raise_deg=6.0,
        arm_plane_deg=70.0,
        arm_swivel_deg=90.0,
        elbow_flexion_deg=12.0,
        thigh_plane_deg=3.0,
        thigh_raise_deg=3.0,
        knee_flexion_deg=3.0,
    ),
}
_STEP_S, _N_STEPS, _STEP_M = 0.55, 4, 0.45
_SCRATCH: Posture = {
    "arm_raise_deg_right": 118.0,
    "arm_plane_deg_right": 60.0,
    "arm_swivel_deg_right": 20.0,
    "elbow_flexion_deg_right": 138.0,
    "clavicle_raise_deg_right": 10.0,
    "head_flexion_deg": 14.0,
}


def _step(number: int) -> Posture:
    """One step of walking in from the person's right, one foot ahead of the other."""
    ahead, behind = ("left", "right") if number % 2 else ("right", "left")
    return {
        **_STAND,
        "heading_deg": 90.0,
        "shift_x_m": -_STEP_M * (_N_STEPS - number),
        f"thigh_raise_deg_{ahead}": 24.0,
        f"knee_flexion_deg_{ahead}": 8.0,
        f"thigh_raise_deg_{behind}": -14.0,
        f"knee_flexion_deg_{behind}": 22.0,
        f"arm_raise_deg_{ahead}": -14.0,
        f"arm_raise_deg_{behind}": 20.0,
        **both(arm_plane_deg=10.0, arm_swivel_deg=0.0),
    }


def _doings() -> Iterator[tuple[float, Posture]]:
    """Seconds and postures, over and over, after walking in."""
    scratching = {**_STAND, **_SCRATCH}
    rubbing = {**scratching, "elbow_flexion_deg_right": 126.0}
    leaning = {**_STAND, "pelvis_pitch_deg": 14.0, "head_flexion_deg": 24.0}
    while True:
        yield from ((0.7, _STAND), (1.2, _STAND), (1.0, scratching))
        yield from ((0.3, rubbing), (0.3, scratching)) * 3
        yield from ((1.0, _STAND), (1.4, {**_STAND, "head_turn_deg": 40.0}), (0.9, _STAND))
        yield from ((1.3, leaning), (1.1, _STAND), (0.8, {**_STAND, "heading_deg": -20.0}))


def idle_timeline(seconds: float) -> Timeline:
    """Key postures of somebody who does no exercise.

    Parameters
    ----------
    seconds
        How long at least.

    Returns
    -------
    Timeline
        Without reps.
    """
    score = Score(as_row({**_step(0), **_STAND, "heading_deg": 90.0, "shift_x_m": -1.8}))
    for number in range(1, _N_STEPS + 1):
        score.move(_STEP_S, as_row(_step(number)))
    doings = _doings()
    while score.now_s < seconds:
        pause_s, posture = next(doings)
        score.move(pause_s, as_row(posture))
    return score.timeline()
