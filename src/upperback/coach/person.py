"""Following one person: a leap to another body is noticed."""

from math import dist, hypot, isnan
from operator import itemgetter

from upperback.motion.landmarks import Landmark
from upperback.motion.pose import PoseFrame

# Plain numbers: for four points they are quicker than arrays.
_Point = tuple[float, float]
# From the shoulders to the hips, the arms between them; four of these rows are the trunk.
_ROWS = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_HIP + 1)
_TRUNK = itemgetter(
    *(
        landmark - Landmark.LEFT_SHOULDER
        for landmark in (
            Landmark.LEFT_SHOULDER,
            Landmark.RIGHT_SHOULDER,
            Landmark.LEFT_HIP,
            Landmark.RIGHT_HIP,
        )
    )
)
# A trunk that moves by its own length faster than this did not walk there: 8 trunk lengths
# are some 4 m/s [E]. A body half or twice the size is another one.
_LEAP_TRUNKS = 1.0
_LEAP_TRUNKS_PER_S = 8.0
_SIZE_RATIO = 2.0
# After this long at the new place the newcomer is the person [E].
_PATIENCE_S = 3.0
# Landmarks lie in or near the picture, whose width and height are 1.
_FAR = 10.0


class PersonFollower:
    """Says of each frame whether it still shows the person followed."""

    def __init__(self) -> None:
        self._place: _Point | None = None
        self._size = 0.0
        self._time_s = 0.0
        self._stranger_since_s: float | None = None

    def is_same(self, frame: PoseFrame) -> bool:
        """Whether the frame shows the person followed; a lasting newcomer becomes that person."""
        place, size = _place_and_size(frame)
        if place is None:
            return True
        if self._place is None or not self._leapt(place, size, frame.time_s):
            self._follow(place, size, frame.time_s)
            return True
        if self._stranger_since_s is None:
            self._stranger_since_s = frame.time_s
        if frame.time_s - self._stranger_since_s > _PATIENCE_S:
            self._follow(place, size, frame.time_s)
        return False

    def _follow(self, place: _Point, size: float, time_s: float) -> None:
        self._place, self._size, self._time_s = place, size, time_s
        self._stranger_since_s = None

    def _leapt(self, place: _Point, size: float, time_s: float) -> bool:
        assert self._place is not None
        unit = max(self._size, size)
        distance = dist(place, self._place) / unit
        # The time until the leap: while a newcomer stands there, no walk becomes more likely.
        until_s = time_s if self._stranger_since_s is None else self._stranger_since_s
        elapsed_s = until_s - self._time_s
        if distance > max(_LEAP_TRUNKS, _LEAP_TRUNKS_PER_S * min(elapsed_s, 0.5)):
            return True
        grown = unit / min(self._size, size)
        return grown > _SIZE_RATIO and elapsed_s < 0.5


def _place_and_size(frame: PoseFrame) -> tuple[_Point | None, float]:
    """Middle of the trunk in pixels and the extent of its four corners; None if unseen."""
    rows = frame.image[_ROWS]
    xs, ys = _TRUNK(rows[:, 0].tolist()), _TRUNK(rows[:, 1].tolist())
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    # Far outside of the picture is no place; and an unseen corner may hide among the extremes.
    if not -_FAR <= left <= right <= _FAR or not -_FAR <= top <= bottom <= _FAR:
        return None, 0.0
    if isnan(sum(xs) + sum(ys)):
        return None, 0.0
    width, height = frame.size_px
    middle = ((left + right) / 2.0 * width, (top + bottom) / 2.0 * height)
    return middle, max(hypot((right - left) * width, (bottom - top) * height), 1.0)
