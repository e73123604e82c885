"""From a plan of reps to postures over time.

The plan becomes key postures in time; between neighbours the body moves along a
minimum-jerk profile (Flash and Hogan 1985), the smoothest way from rest to rest,
which also describes how people lift and lower.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from upperback.mannequin.plan import PreparedRep, RepPlan, prepare, rep_side, rest_row
from upperback.mannequin.posture import PARAMETERS
from upperback.mannequin.rotations import Array

# Below this a rep's pause is too short to change posture in, so the way back does it.
_SHORT_PAUSE_S = 0.2
_LYING = PARAMETERS.index("lying_deg")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepTimes:
    """When the parts of one rep happen, seconds; a peak is the middle of its hold."""

    start_s: float
    peak_s: float
    end_s: float
    second_peak_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timeline:
    """Key postures in time.

    Attributes
    ----------
    times_s
        Shape ``(K,)``, not decreasing, at least two.
    rows
        Shape ``(K, P)``: postures in the order of ``PARAMETERS``.
    progress
        Shape ``(K,)``: 0 at rest, the amplitude at the peak, minus it at the second peak.
    reps
        Times of the reps.
    """

    times_s: Array
    rows: Array
    progress: Array
    reps: tuple[RepTimes, ...]

    @property
    def duration_s(self) -> float:
        """Time of the last key posture."""
        return float(self.times_s[-1])

    def at(self, time_s: Array) -> tuple[Array, Array]:
        """Posture and progress at any moment.

        Parameters
        ----------
        time_s
            Shape ``(T,)``, seconds; the first and the last key posture are kept
            before and after.

        Returns
        -------
        rows
            Shape ``(T, P)``.
        progress
            Shape ``(T,)``.
        """
        before = np.searchsorted(self.times_s, time_s, side="right") - 1
        before = np.clip(before, 0, len(self.times_s) - 2)
        span = np.maximum(np.diff(self.times_s), 1e-12)[before]
        share = minimum_jerk((time_s - self.times_s[before]) / span)
        rows = self.rows[before] + share[:, None] * np.diff(self.rows, axis=0)[before]
        return rows, self.progress[before] + share * np.diff(self.progress)[before]


def minimum_jerk(share: Array) -> Array:
    """Way done after a share of the time.

    Parameters
    ----------
    share
        Any shape; clipped to 0..1. NaN stays NaN.

    Returns
    -------
    Array
        0 to 1, with no speed and no acceleration at either end.

    Examples
    --------
    >>> minimum_jerk(np.array([-1.0, 0.0, 0.5, 1.0])).tolist()
    [0.0, 0.0, 0.5, 1.0]
    """
    s = np.clip(share, 0.0, 1.0)
    way: Array = s**3 * (10.0 - 15.0 * s + 6.0 * s**2)
    return way


class Score:
    """Key postures being written down one after the other.

    Parameters
    ----------
    row
        Posture at time 0, shape ``(P,)``.
    """

    def __init__(self, row: Array) -> None:
        self._times_s, self._rows, self._progress = [0.0], [row], [0.0]

    @property
    def now_s(self) -> float:
        """Time reached so far."""
        return self._times_s[-1]

    @property
    def row(self) -> Array:
        """Posture reached so far, shape ``(P,)``."""
        return self._rows[-1]

    def move(self, seconds: float, row: Array, progress: float = 0.0) -> None:
        """Take so many seconds to reach a posture."""
        self._times_s.append(self.now_s + seconds)
        self._rows.append(row)
        self._progress.append(progress)

    def stay(self, seconds: float) -> None:
        """Keep still for so many seconds."""
        self.move(seconds, self.row, self._progress[-1])

    def timeline(self, reps: Sequence[RepTimes] = ()) -> Timeline:
        """Everything written so far as a timeline with these reps."""
        return Timeline(
            times_s=np.array(self._times_s),
            rows=np.stack(self._rows),
            progress=np.array(self._progress),
            reps=tuple(reps),
        )


def exercise_timeline(
    exercise: str, plans: Sequence[RepPlan], *, lead_in_s: float, lead_out_s: float
) -> Timeline:
    """Key postures of a set.

    Parameters
    ----------
    exercise
        Name as in ``MOTIONS``.
    plans
        The reps in order; none gives a body at rest in the start posture.
    lead_in_s, lead_out_s
        Seconds at rest before the first and after the last rep.

    Returns
    -------
    Timeline

    Raises
    ------
    UnknownExerciseError
        If the exercise is not known.
    ValueError
        If a fault or a side does not fit the exercise, or an exercise that is
        done lying on one side is asked for on both.
    """
    reps = [prepare(exercise, plan) for plan in plans]
    sides = {rep_side(exercise, plan) for plan in plans}
    if any(rep.start[_LYING] != other.start[_LYING] for rep, other in pairwise(reps)):
        raise ValueError(f"{exercise}: expected all reps on one side, got {sorted(sides)}")
    score = Score(reps[0].start if reps else rest_row(exercise))
    score.stay(lead_in_s)
    times = []
    for i, (plan, rep) in enumerate(zip(plans, reps, strict=True)):
        following = reps[min(i + 1, len(reps) - 1)].start
        back_to = following if plan.pause_s < _SHORT_PAUSE_S else rep.start
        times.append(_perform(score, plan, rep, back_to))
        score.move(plan.pause_s, following)
    score.stay(lead_out_s)
    return score.timeline(times)


def _perform(score: Score, plan: RepPlan, rep: PreparedRep, back_to: Array) -> RepTimes:
    start_s = score.now_s
    directions = [1.0] if len(rep.peaks) == 1 else [1.0, -1.0]
    peaks = [(row, sign * rep.amplitude) for row, sign in zip(rep.peaks, directions, strict=True)]
    if plan.cow_first:
        peaks.reverse()
    _go_out(score, plan, rep.up_s, *peaks[0])
    at_peak = [score.now_s + 0.5 * rep.hold_s]
    score.stay(rep.hold_s)
    for row, progress in peaks[1:]:
        score.move(rep.up_s + rep.down_s, row, progress)
        at_peak.append(score.now_s + 0.5 * rep.hold_s)
        score.stay(rep.hold_s)
    score.move(rep.down_s, back_to)
    if plan.cow_first:
        at_peak.reverse()
    return RepTimes(
        start_s=start_s,
        peak_s=at_peak[0],
        end_s=score.now_s,
        second_peak_s=at_peak[1] if len(at_peak) > 1 else None,
    )


def _go_out(score: Score, plan: RepPlan, seconds: float, row: Array, progress: float) -> None:
    if plan.stall_s > 0:
        part = plan.stall_at
        score.move(part * seconds, score.row + part * (row - score.row), part * progress)
        score.stay(plan.stall_s)
        seconds *= 1.0 - part
    score.move(seconds, row, progress)
