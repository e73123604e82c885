"""The start pose that a set begins with."""

from dataclasses import dataclass
from math import isnan

from upperback.coach.frame_signals import FrameSignals
from upperback.exercises.definition import RepSignal
from upperback.motion.body import Body
from upperback.motion.camera_roll import camera_roll_deg
from upperback.motion.landmarks import Side
from upperback.motion.reps import RepSegmenter
from upperback.motion.two_way_reps import TwoWaySegmenter
from upperback.motion.view import ViewName


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetStart:
    """The start pose a set begins with, as held over some frames."""

    frames: tuple[FrameSignals, ...]
    near: Side
    view: ViewName
    yaw: float
    rep_signal: RepSignal
    start_value: float
    reference: Body

    @property
    def tilt_advice(self) -> str | None:
        """What to say of a camera that is not level; None if it is, or if nobody can tell."""
        roll = float(camera_roll_deg(self.reference))
        if isnan(roll) or roll == 0.0:
            return None
        return (
            f"The camera is tilted by about {abs(roll):.0f} degrees. "
            "The arm angles allow for it; level it when you can."
        )

    def segmenter(self) -> RepSegmenter | TwoWaySegmenter:
        """Return a rep machine that starts here."""
        plus, minus = self.rep_signal.rule, self.rep_signal.minus
        if minus is None:
            return RepSegmenter(plus, start_value=self.start_value)
        return TwoWaySegmenter(plus, minus, start_value=self.start_value)
