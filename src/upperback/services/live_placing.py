"""Before a set begins: is the person in place, and what was seen meanwhile."""

from collections import deque

from upperback.coach.placement import Placement, PlacementCheck
from upperback.coach.session_steps import Stage
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame

# The start pose may have been held before the set began: so much of it the engine sees too.
_BEFORE_S = 1.0


class Placing:
    """Watches somebody who takes their place, and keeps the last moments for the set to come."""

    def __init__(self) -> None:
        self._check: PlacementCheck | None = None
        self._before: deque[PoseFrame] = deque()

    def push(self, frame: PoseFrame, exercise: Exercise) -> Placement:
        """Take the next frame; return where the person is, and what to change."""
        self._before.append(frame)
        while frame.time_s - self._before[0].time_s > _BEFORE_S:
            self._before.popleft()
        if self._check is None:
            self._check = PlacementCheck(exercise)
        return self._check.push(frame)

    def take_before(self) -> list[PoseFrame]:
        """Return the frames of the last moments, once."""
        frames = list(self._before)
        self._before.clear()
        return frames

    def come_to(self, stage: Stage) -> None:
        """Forget what is of no use in a stage."""
        if stage not in ("placing", "counting"):
            self._before.clear()
        if stage != "placing":
            self._check = None
