"""A raised hand: the one sign that the coach reads.

One arm straight up, its hand above the head, the other hand seen below its own shoulder, the trunk
upright: none of the exercises passes through this. Rows, cat-cow and flies keep the hands low or
the trunk level, the rotation lies, and the wall angel raises both arms. A hand that is not seen is
not taken for lowered, so a wall angel from the side is no sign either.
"""

from dataclasses import dataclass
from math import atan2, degrees, hypot, nan

from upperback.motion.geometry import angle_from_down
from upperback.motion.landmarks import Landmark, Side, sided
from upperback.motion.pose import FLICKER_S, PoseFrame
from upperback.motion.view import trunk_axes

# Issue 4: two seconds.
NEEDS_S = 2.0
_MIN_VISIBILITY = 0.5
# All [E]; in an arm that is held up, the upper arm and the forearm stand within this of upright.
_ARM_TILT_DEG = 35.0
_TRUNK_TILT_DEG = 35.0
# The hand is above the nose by this share of the trunk, the other one below its shoulder by that.
_ABOVE_HEAD_TL = 0.25
_BELOW_SHOULDER_TL = 0.3
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedHand:
    """A hand that is held up.

    Attributes
    ----------
    held_s
        How long already, seconds; `NEEDS_S` is enough.
    is_given
        True once, in the frame in which it was held long enough.
    """

    held_s: float
    is_given: bool


class HandWatch:
    """Watches for a raised hand; after a sign was given the hand must come down first."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._last_s = 0.0
        self._was_given = False

    def push(self, frame: PoseFrame) -> RaisedHand | None:
        """Take the next frame.

        Parameters
        ----------
        frame
            Later than the frame before.

        Returns
        -------
        RaisedHand or None
            None where no hand is up, or the sign was given already.
        """
        if is_hand_raised(frame):
            self._last_s = frame.time_s
            if self._since_s is None:
                self._since_s = frame.time_s
        elif self._since_s is not None and frame.time_s - self._last_s > FLICKER_S:
            self._since_s, self._was_given = None, False
        if self._since_s is None or self._was_given:
            return None
        held_s = frame.time_s - self._since_s
        self._was_given = held_s >= NEEDS_S
        return RaisedHand(held_s=held_s, is_given=self._was_given)


def is_hand_raised(frame: PoseFrame) -> bool:
    """Whether exactly one hand is held up by somebody upright.

    Parameters
    ----------
    frame
        Any pose frame.

    Returns
    -------
    bool
        False where a joint that decides it is not seen.
    """
    ys = frame.image[: Landmark.RIGHT_WRIST + 1, 1].tolist()
    left_y, right_y = ys[Landmark.LEFT_WRIST], ys[Landmark.RIGHT_WRIST]
    nose_y = ys[Landmark.NOSE]
    if (left_y < nose_y) == (right_y < nose_y):
        return False  # nearly always: none is up, or both
    return _is_raised(frame, "left", other="right") or _is_raised(frame, "right", other="left")


def _is_raised(frame: PoseFrame, side: Side, *, other: Side) -> bool:
    shoulder, hip = _point(frame, sided("SHOULDER", side)), _point(frame, sided("HIP", side))
    if not _tilt_deg(hip, shoulder) < _TRUNK_TILT_DEG:
        return False  # all of a rotation, in which one arm is up
    elbow, wrist = _point(frame, sided("ELBOW", side)), _point(frame, sided("WRIST", side))
    nose, hand_down = _point(frame, Landmark.NOSE), _point(frame, sided("WRIST", other))
    its_shoulder = _point(frame, sided("SHOULDER", other))
    trunk_px = hypot(shoulder[0] - hip[0], shoulder[1] - hip[1])
    return (
        nose[1] - wrist[1] > _ABOVE_HEAD_TL * trunk_px
        and hand_down[1] - its_shoulder[1] > _BELOW_SHOULDER_TL * trunk_px
        and _tilt_deg(shoulder, elbow) < _ARM_TILT_DEG
        and _tilt_deg(elbow, wrist) < _ARM_TILT_DEG
        and _is_upright_in_depth(frame)
    )


def _is_upright_in_depth(frame: PoseFrame) -> bool:
    """Whether the trunk is upright in the room too: seen from the feet, a lying one looks so."""
    up, _, _ = trunk_axes(frame.world)
    return float(angle_from_down(-up)) < _TRUNK_TILT_DEG


def _point(frame: PoseFrame, landmark: Landmark) -> _Point:
    """Place in pixels; NaN where it is not seen, which no comparison holds for."""
    if not frame.visibility[landmark] >= _MIN_VISIBILITY:
        return nan, nan
    x, y = frame.image[landmark, :2].tolist()
    return x * frame.size_px[0], y * frame.size_px[1]


def _tilt_deg(below: _Point, above: _Point) -> float:
    """Angle of a limb from upright, 0 to 180; NaN where an end of it is not seen."""
    return degrees(atan2(abs(above[0] - below[0]), below[1] - above[1]))
