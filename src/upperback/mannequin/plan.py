"""What to do in one rep, and the postures and seconds that come of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from upperback.mannequin.faults import fault_named
from upperback.mannequin.motions import Motion, motion_named
from upperback.mannequin.posture import PARAMETERS, Posture, as_row, mirrored, side_columns
from upperback.mannequin.rotations import Array

RepSide: TypeAlias = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepPlan:
    """How to do one rep.

    Attributes
    ----------
    amplitude
        Share of the full range; 0.2 is a false start, 0.4 a short rep.
    up_s, hold_s, down_s
        Seconds out, held and back; None takes the exercise's usual tempo. In
        cat-cow the way from peak to peak takes ``up_s + down_s``.
    pause_s
        Seconds at rest afterwards.
    faults
        Names of form faults (`upperback.mannequin.FAULTS`).
    severity
        Factor on the changes of posture by the faults: 1 is clear, 0 none.
    side
        Which arm works; None is both, or right in thoracic rotation.
    stall_at, stall_s
        Stand still for ``stall_s`` when this share of the way out is done.
    cow_first
        Whether cat-cow arches before it rounds.
    """

    amplitude: float = 1.0
    up_s: float | None = None
    hold_s: float | None = None
    down_s: float | None = None
    pause_s: float = 0.5
    faults: frozenset[str] = field(default_factory=frozenset)
    severity: float = 1.0
    side: RepSide | None = None
    stall_at: float = 0.5
    stall_s: float = 0.0
    cow_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PreparedRep:
    """One rep with its faults worked in.

    Attributes
    ----------
    start
        Posture at rest, shape ``(P,)`` in the order of ``PARAMETERS``.
    peaks
        Posture at the peak and, in cat-cow, at the second peak.
    amplitude
        Share of the range that is done.
    up_s, hold_s, down_s
        Seconds out, held and back.
    """

    start: Array
    peaks: tuple[Array, ...]
    amplitude: float
    up_s: float
    hold_s: float
    down_s: float


def rep_side(exercise: str, plan: RepPlan) -> RepSide:
    """Side that a rep counts for.

    Parameters
    ----------
    exercise
        Name as in ``MOTIONS``.
    plan
        The rep.

    Returns
    -------
    str
        ``"left"``, ``"right"`` or ``"both"``.

    Raises
    ------
    ValueError
        If an exercise that is done on one side is asked for on both.
    """
    one_sided = motion_named(exercise).one_sided
    if one_sided and plan.side == "both":
        raise ValueError(f"{exercise}: expected side left or right, got both")
    return plan.side or ("right" if one_sided else "both")


def rest_row(exercise: str) -> Array:
    """Posture at rest without faults, on the right if the exercise has sides.

    Parameters
    ----------
    exercise
        Name as in ``MOTIONS``.

    Returns
    -------
    Array
        Shape ``(P,)``.
    """
    return as_row(motion_named(exercise).start)


def prepare(exercise: str, plan: RepPlan) -> PreparedRep:
    """Work faults, amplitude and side into the postures of a rep.

    Parameters
    ----------
    exercise
        Name as in ``MOTIONS``.
    plan
        The rep.

    Returns
    -------
    PreparedRep

    Raises
    ------
    UnknownExerciseError
        If the exercise is not known.
    ValueError
        If a fault or the side does not fit the exercise.
    """
    motion, side = motion_named(exercise), rep_side(exercise, plan)
    faults = [fault_named(exercise, name) for name in sorted(plan.faults)]
    amplitude = min([plan.amplitude, *(fault.max_amplitude for fault in faults)])
    start = as_row(motion.start) + _sum([f.start for f in faults], plan.severity)
    peaks = [as_row({**motion.start, **motion.end}) + _sum([f.end for f in faults], plan.severity)]
    if motion.second is not None:
        arched = as_row({**motion.start, **motion.second})
        peaks.append(arched + _sum([f.second for f in faults], plan.severity))
    if not motion.one_sided and side != "both":
        peaks = [
            _with_arm_resting(peak, start, "right" if side == "left" else "left") for peak in peaks
        ]
    peaks = [start + amplitude * (peak - start) for peak in peaks]
    if motion.one_sided and side == "left":
        start, peaks = mirrored(start), [mirrored(peak) for peak in peaks]
    up_s, hold_s, down_s = _seconds(motion, plan)
    return PreparedRep(
        start=start,
        peaks=tuple(peaks),
        amplitude=amplitude,
        up_s=up_s * float(np.prod([fault.up for fault in faults])),
        hold_s=hold_s,
        down_s=down_s * float(np.prod([fault.down for fault in faults])),
    )


def _sum(postures: Sequence[Posture], severity: float) -> Array:
    return severity * sum((as_row(posture) for posture in postures), np.zeros(len(PARAMETERS)))


def _with_arm_resting(peak: Array, start: Array, resting: str) -> Array:
    columns = side_columns(resting)
    peak = peak.copy()
    peak[columns] = start[columns]
    return peak


def _seconds(motion: Motion, plan: RepPlan) -> tuple[float, float, float]:
    usual = motion.tempo
    return (
        usual.up_s if plan.up_s is None else plan.up_s,
        usual.hold_s if plan.hold_s is None else plan.hold_s,
        usual.down_s if plan.down_s is None else plan.down_s,
    )
