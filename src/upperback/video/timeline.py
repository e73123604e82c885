"""When each frame was shown, in seconds since the first one."""

from fractions import Fraction


class Timeline:
    """Turns presentation timestamps into seconds since the first frame, never backward.

    A missing timestamp is taken as one step after the frame before. A timestamp
    that runs backward is a stray one and treated the same; a second one in a row
    means that the clock was started anew (joined recordings), and time goes on
    from where it was. Repeated timestamps are kept: the engine knows them.
    """

    def __init__(self, step_s: Fraction) -> None:
        self._step_s = step_s
        self._origin_s: Fraction | None = None
        self._stamped_s = Fraction(0)  # the last time that came from a timestamp
        self._last_s: Fraction | None = None
        self._strayed = False

    def seconds(self, shown_s: Fraction | None) -> float:
        """Return the time of the next frame, whose timestamp is ``shown_s``."""
        due_s = Fraction(0) if self._last_s is None else self._last_s + self._step_s
        self._last_s = due_s if shown_s is None else self._stamped(shown_s, due_s)
        return float(self._last_s)

    def _stamped(self, shown_s: Fraction, due_s: Fraction) -> Fraction:
        if self._origin_s is None:
            self._origin_s = shown_s - due_s
        time_s = shown_s - self._origin_s
        if time_s < self._stamped_s:
            if self._strayed:
                self._origin_s = shown_s - due_s
                self._stamped_s = due_s
            self._strayed = not self._strayed
            return due_s
        self._strayed = False
        self._stamped_s = time_s
        return time_s if self._last_s is None else max(time_s, self._last_s)
