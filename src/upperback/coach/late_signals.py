"""Signals that are asked for only once a rep is over: many frames at a time.

A signal of a hundred frames costs hardly more than that of one, since each call works on a whole
array. Only what the coach acts upon at once (the rep signal, safety, what the page shows) must be
computed with its frame.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from upperback.motion.body import Body
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray
from upperback.motion.signals import SIGNALS
from upperback.motion.silhouette import RAY_POSITIONS


class LateSignals:
    """Bodies whose signals are not computed yet.

    Parameters
    ----------
    names
        The signals.
    near
        The side that is measured.
    reference
        The body in the start pose.
    """

    def __init__(self, names: Iterable[str], *, near: Side, reference: Body) -> None:
        self._rows = [SIGNALS[name] for name in names]
        self._near = near
        self._reference = reference
        self._bodies: list[Body] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The signals."""
        return tuple(row.name for row in self._rows)

    @property
    def n_waiting(self) -> int:
        """How many frames were added since the signals were last taken."""
        return len(self._bodies)

    def add(self, body: Body) -> None:
        """Take in the body of the next frame."""
        self._bodies.append(body)

    def take(self) -> dict[str, list[float]]:
        """Return the values of the bodies added since the last time, in their order.

        Returns
        -------
        dict
            Name of each signal to one value a body; NaN where it was not seen.
        """
        if not self._bodies:
            return {name: [] for name in self.names}
        bodies, self._bodies = self._bodies, []
        many = Body(
            points_px=np.array([body.points_px for body in bodies]),
            world=np.array([body.world for body in bodies]),
            near=self._near,
            dorsal_heights=_heights(bodies),
            reference=self._reference,
        )
        return {row.name: row.compute(many).tolist() for row in self._rows}


def _heights(bodies: Sequence[Body]) -> FloatArray | None:
    """Return the outlines of the backs, shape (n, 33); NaN where one was not looked at."""
    known = [body.dorsal_heights for body in bodies]
    if all(each is None for each in known):
        return None
    unknown = np.full(RAY_POSITIONS.size, np.nan)
    return np.array([unknown if each is None else each for each in known])
