"""What a signal is: one row of the SIGNALS table."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan

import numpy as np

from upperback.motion.body import Body
from upperback.motion.geometry import is_number
from upperback.motion.pose import FloatArray
from upperback.motion.view import SIDE_VIEWS, VIEW_NAMES, ViewName, off_plane_deg

SIDE: frozenset[ViewName] = SIDE_VIEWS
FRONTAL: frozenset[ViewName] = frozenset({"front", "back"})
OBLIQUE: frozenset[ViewName] = frozenset({"diagonal", "back_diagonal"})
FOOT: frozenset[ViewName] = frozenset({"foot_diagonal"})
ANY: frozenset[ViewName] = frozenset(VIEW_NAMES) - {"unknown"}
TRUNK_LENGTHS = "trunk lengths"
Compute = Callable[[Body], FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One row of the table.

    Attributes
    ----------
    name
        With its unit as suffix.
    label
        What a person reads.
    unit
        ``"deg"``, ``"trunk lengths"`` or ``""`` (a ratio).
    zero, positive
        What 0 means, and which way is plus.
    views
        Where it may be measured.
    expected_error
        Size of its error in the middle of its view, in its unit: nine of ten
        values lie within.
    in_plane
        Whether it is an angle read in the picture plane, whose error grows as
        the camera leaves the plane's normal.
    needs_silhouette
        Whether it is read from the silhouette.
    needs_reference
        Whether it tells a change from the start pose.
    allows_for_roll
        Whether it is told against the upright of the room, as the start pose shows it, rather
        than that of the picture; before the start pose is known it is the picture's.
    compute
        Body with leading axes ``(...)`` to values of shape ``(...)``.
    """

    name: str
    label: str
    unit: str
    zero: str
    positive: str
    views: frozenset[ViewName]
    expected_error: float
    compute: Compute
    in_plane: bool = False
    needs_silhouette: bool = False
    needs_reference: bool = False
    allows_for_roll: bool = False

    @property
    def looks_at_start(self) -> bool:
        """Whether the start pose makes a difference to its value."""
        return self.needs_reference or self.allows_for_roll

    def error(self, yaw_deg: float, view: ViewName) -> float:
        """Expected error in a view.

        Parameters
        ----------
        yaw_deg
            Yaw of the body, degrees.
        view
            Name of the view the yaw lies in.

        Returns
        -------
        float
            In the unit of the signal. An in-plane angle gains what turning a
            right angle out of the picture by the rest of the yaw adds:
            ``90 - 2 atan(cos(yaw))`` (domain.md 2.2: 3 at 20, 7 at 30).
        """
        if not self.in_plane:
            return self.expected_error
        out_of_plane = np.radians(off_plane_deg(yaw_deg, view))
        skew = 90.0 - 2.0 * float(np.degrees(np.arctan(np.cos(out_of_plane))))
        return float(np.hypot(self.expected_error, skew))


def unseen(body: Body) -> FloatArray:
    """Return NaN in the shape of a body's leading axes.

    Parameters
    ----------
    body
        Any body.

    Returns
    -------
    NDArray
        Shape ``(...)``, all NaN.
    """
    return np.full(body.points_px.shape[:-2], np.nan)


def mean_of_seen(left: FloatArray, right: FloatArray) -> FloatArray:
    """Mean of two values; the other one where one was not seen.

    Parameters
    ----------
    left, right
        Same shape; NaN = not seen.

    Returns
    -------
    NDArray
        Same shape; NaN where neither was seen.
    """
    if is_number(left) and is_number(right):
        # One frame, the most frequent case; `where` is made for many.
        return right if isnan(left) else left if isnan(right) else (left + right) / 2.0
    return np.where(np.isnan(left), right, np.where(np.isnan(right), left, (left + right) / 2.0))
