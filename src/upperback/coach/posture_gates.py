"""Whether somebody is in the posture of an exercise, and came back to it."""

from collections.abc import Iterable
from math import isnan

from upperback.coach.frame_signals import FrameSignals
from upperback.coach.samples import IN_POSTURE, RepSamples
from upperback.exercises.definition import Gate
from upperback.motion.landmarks import Side
from upperback.motion.view import ViewName

# A rep comes back to the posture, for at least half of its last moments: swinging may leave it
# on the way, getting up does not come back.
_LAST_MOMENTS_S = 0.4


def passes_all(gates: Iterable[Gate], frame: FrameSignals, near: Side, view: ViewName) -> bool:
    """Whether every gate that is seen in this view is passed, and a third of them are seen."""
    n_gates = n_seen = 0
    for gate in gates:
        if view not in gate.views:
            continue
        n_gates += 1
        value = frame.value(gate.signal, near)
        if isnan(value):
            continue
        n_seen += 1
        # Most frames fail at the first gate; the other signals need not be computed.
        if not gate.passes(value):
            return False
    return 3 * n_seen >= n_gates


def came_back(samples: RepSamples) -> bool:
    """Whether the rep ended in the posture."""
    last = samples.time_s >= samples.raw.end_s - _LAST_MOMENTS_S
    in_posture = samples.values[IN_POSTURE][last]
    return not in_posture.size or bool(in_posture.mean() >= 0.5)
