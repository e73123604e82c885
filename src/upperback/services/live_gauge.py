"""Small watches beside the engine: breath and hold, rest after the last rep, the page's clock."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf
from typing import Literal

from upperback.coach.events import Progress
from upperback.coach.report import Measure
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.live_messages import Message, Moved

# At the end range from here on, moving no faster than this share of the range a second [E].
_END_SHARE = 0.75
_STILL_PER_S = 0.3
_AT_REST_SHARE = 0.3
# After the last rep asked for, this long at rest ends the set [E].
_DONE_S = 5.0
# Between the last frame of a page and the first of the next one.
_TURN_S = 0.05


class Gauge:
    """Turns the engine's progress into what a page shows of it."""

    def __init__(self, exercise: Exercise) -> None:
        self._breaths: dict[str, Literal["in", "out"]] = {
            phase.name: "in" if phase.breath == "in" else "out"
            for phase in exercise.phases
            if phase.breath in ("in", "out")
        }
        self._hold = next((phase.name for phase in exercise.phases if phase.part == "hold"), None)
        self._last: tuple[float, float] | None = None
        self._hold_since_s: float | None = None
        self._told: Mapping[str, Measure] = {}

    def moved(self, progress: Progress) -> Moved:
        """Return the progress with breath and hold; readings that were told are not repeated."""
        is_told = progress.readings is self._told
        self._told = progress.readings
        hold_s = self._held_s(progress.time_s, abs(progress.share))
        phase = self._hold if hold_s > 0.0 and self._hold is not None else progress.phase
        return Moved(
            phase=phase,
            share=progress.share,
            breath=self._breaths.get(phase),
            hold_s=hold_s,
            readings={} if is_told else progress.readings,
        )

    def _held_s(self, time_s: float, share: float) -> float:
        last, self._last = self._last, (time_s, share)
        if last is None or share < _END_SHARE:
            self._hold_since_s = None
            return 0.0
        speed = abs(share - last[1]) / max(time_s - last[0], 1e-6)
        if speed > _STILL_PER_S:
            self._hold_since_s = None
        elif self._hold_since_s is None:
            self._hold_since_s = last[0]
        return time_s - self._hold_since_s if self._hold_since_s is not None else 0.0


class RestWatch:
    """Watches whether somebody who has done enough goes on, or is done."""

    def __init__(self) -> None:
        self._since_s: float | None = None

    def forget(self) -> None:
        """Begin anew."""
        self._since_s = None

    def is_over(self, told: Iterable[Message], time_s: float) -> bool:
        """Whether no other rep was begun for a while."""
        moves = [each for each in told if isinstance(each, Moved)]
        if any(not _is_at_rest(each) for each in moves):
            self._since_s = None
        elif moves and self._since_s is None:
            self._since_s = time_s
        return self._since_s is not None and time_s - self._since_s >= _DONE_S


class PageClock:
    """The session's own clock: it goes on where the clock of the last page ended."""

    def __init__(self) -> None:
        self._offset_s = 0.0
        self._last_s = -inf

    def in_time(self, frame: PoseFrame) -> PoseFrame:
        """Return the frame with the session's time."""
        time_s = frame.time_s + self._offset_s
        if time_s <= self._last_s:
            # A page that was opened anew counts from its own beginning.
            self._offset_s = self._last_s + _TURN_S - frame.time_s
            time_s = self._last_s + _TURN_S
        self._last_s = time_s
        return replace(frame, time_s=time_s) if self._offset_s else frame


def _is_at_rest(moved: Moved) -> bool:
    """Whether the person is between reps."""
    return moved.phase == "start" and abs(moved.share) < _AT_REST_SHARE
