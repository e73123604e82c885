"""Repetitions from one signal, frame by frame.

Theory of operation
-------------------
A rep leads from a start pose to an end range and back. The signal is turned
into *progress* ``q``: 0 at the person's own start, 1 at the person's own end
range. The machine below walks with ``q`` (domain.md 2.3)::

            q > leave               q fell by `turn`          q <= leave, at rest
    READY ------------> OUTBOUND -------------------> INBOUND ------------------> READY
                           ^                             |           counted if the peak was
                           |   rose again by `rebound`   |           >= counted, else partial
                           +-----------------------------+

What keeps it honest:

- *Hysteresis*: leaving takes ``leave``, turning takes ``turn``; jitter below
  both changes nothing.
- *Own range*: the start follows the person at rest, the end is the best of the
  first reps; both are bounded by the exercise file, so that a stiff and a
  supple person are both counted and a fidget is not.
- *Time runs backwards once*: a rep is said to start where ``q`` last was at
  rest, not where it crossed the threshold.
- *Gaps*: an unseen value (NaN) changes nothing; when the gap outlasts
  ``lost_s`` the rep in progress becomes a partial rep, "not_seen".
- *Breaking off* (unseen, too slow) leads to AWAY, which waits for the person to
  come home: what had no way out is no rep.

To edit: the states and what ends them are in `_STEP`; each step function says
the next state. The thresholds come with the exercise, their defaults are in `rep_rule`.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from math import isfinite

from upperback.motion.rep_edges import way_edges
from upperback.motion.rep_rule import RawRep, RepReason, RepRule


class RepState(Enum):
    """Where the machine is between two frames."""

    READY = "ready"
    OUTBOUND = "outbound"
    INBOUND = "inbound"
    AWAY = "away"


@dataclass(slots=True)
class _Cycle:
    """The rep in progress."""

    start_s: float
    samples: list[tuple[float, float]]
    peak_s: float
    peak_share: float
    low_s: float = 0.0
    low_share: float = 1.0
    home_s: float | None = None


# Speed is the slope over this long (domain.md 2.3); rest is slower than this share of
# the range per second.
_SPEED_WINDOW_S = 0.25
_REST_PER_S = 0.10
# At rest in the start pose the start reference follows with this time constant, within this
# share of the range: further away it is a held false start, not a new start.
_FOLLOW_S = 1.0
_FOLLOW_BAND = 0.15
# A rep ends at rest; it waits this long for rest after coming home.
_SETTLE_S = 1.5
_SETTLED_PER_S = 0.04
_HOME_SHARE = 0.08
# The own end range is the best of this many counted reps (domain.md 2.3).
_N_CALIBRATION_REPS = 3
# The slow first part of a way lies this long, at most, before it is noticed.
_LEAD_S = 1.0
# READY remembers this long, to find where a rep began.
_MEMORY_S = 4.0


class RepSegmenter:
    """Counts the reps of one signal.

    Parameters
    ----------
    rule
        What makes a rep.
    start_value
        The signal in the start pose, as calibrated; bounded by the rule.
    """

    def __init__(self, rule: RepRule, *, start_value: float) -> None:
        self._rule = rule
        self._start = rule.start.clamp(start_value)
        self._own_ends: list[float] = []
        self._end = rule.end.typical
        self._state = RepState.READY
        self._cycle: _Cycle | None = None
        self._recent: deque[tuple[float, float]] = deque()
        self._seen_s: float | None = None

    @property
    def state(self) -> RepState:
        """Where the machine is now."""
        return self._state

    @property
    def rep_start_s(self) -> float | None:
        """When the rep in progress began; None between reps."""
        return self._cycle.start_s if self._cycle else None

    @property
    def start_value(self) -> float:
        """The signal in the person's own start pose, by now."""
        return self._start

    def share(self, value: float) -> float:
        """Progress of a signal value: 0 at the own start, 1 at the own end range."""
        return (value - self._start) / (self._end - self._start)

    def push(self, time_s: float, value: float) -> RawRep | None:
        """Take the next value; return the rep that it completes or breaks off, if any."""
        if not isfinite(value):
            return self._maybe_lost(time_s)
        self._seen_s = time_s
        q = self.share(value)
        self._remember(time_s, q)
        if self._cycle is not None:
            self._cycle.samples.append((time_s, q))
        self._state, ended = _STEP[self._state](self, time_s, q)
        if self._state is RepState.READY:
            self._follow_start(time_s, value, q)
        return ended

    def remember_rest(self, time_s: float, value: float) -> None:
        """Take a value of the held start pose: no rep begins in it."""
        if isfinite(value):
            self._seen_s = time_s
            self._remember(time_s, self.share(value))

    def abandon(self, reason: RepReason) -> RawRep | None:
        """Break off the rep in progress, if there is one that deserves the name."""
        cycle, self._cycle = self._cycle, None
        if cycle is not None:
            self._state = RepState.AWAY
        self._recent.clear()
        if cycle is None or cycle.peak_share < self._rule.partial:
            return None
        return self._raw_rep(cycle, cycle.samples[-1][0], reason)

    def _learn_end(self, value: float) -> None:
        """Take the end range of a counted rep; the best of the first few is the own one."""
        if len(self._own_ends) >= _N_CALIBRATION_REPS:
            return
        self._own_ends.append(value)
        end = self._rule.end
        best = max(self._own_ends) if end.typical > self._start else min(self._own_ends)
        self._end = end.clamp(best)

    def _maybe_lost(self, time_s: float) -> RawRep | None:
        if self._seen_s is None or time_s - self._seen_s <= self._rule.lost_s:
            return None
        return self.abandon("not_seen")

    def _remember(self, time_s: float, q: float) -> None:
        self._recent.append((time_s, q))
        while self._recent[0][0] < time_s - _MEMORY_S:
            self._recent.popleft()

    def _speed(self, time_s: float) -> float:
        """Return the mean change of progress per second over the speed window."""
        first_s, first_q = last_s, last_q = self._recent[-1]
        for past_s, past_q in reversed(self._recent):
            if past_s < time_s - _SPEED_WINDOW_S:
                break
            first_s, first_q = past_s, past_q
        return (last_q - first_q) / (last_s - first_s) if last_s > first_s else 0.0

    def _follow_start(self, time_s: float, value: float, q: float) -> None:
        if len(self._recent) < 2 or abs(q) >= _FOLLOW_BAND:
            return
        if abs(self._speed(time_s)) < _REST_PER_S:
            step_s = time_s - self._recent[-2][0]
            share = min(1.0, step_s / _FOLLOW_S)
            self._start = self._rule.start.clamp(self._start + share * (value - self._start))

    def _step_away(self, _: float, q: float) -> tuple[RepState, RawRep | None]:
        return (RepState.READY if q <= self._rule.leave else RepState.AWAY), None

    def _step_ready(self, time_s: float, q: float) -> tuple[RepState, RawRep | None]:
        if q <= self._rule.leave:
            return RepState.READY, None
        start_s = self._departure_s()
        self._cycle = _Cycle(
            start_s=start_s,
            samples=[each for each in self._recent if each[0] >= start_s - _LEAD_S],
            peak_s=time_s,
            peak_share=q,
        )
        return RepState.OUTBOUND, None

    def _departure_s(self) -> float:
        """When the person was last at rest: the latest low point of the progress."""
        low_s, low_q = self._recent[-1]
        for past_s, past_q in reversed(self._recent):
            if past_q > low_q + self._rule.turn / 2:
                break
            if past_q < low_q - 0.005:
                low_s, low_q = past_s, past_q
            if low_q <= _HOME_SHARE / 2:
                break
        return low_s

    def _step_outbound(self, time_s: float, q: float) -> tuple[RepState, RawRep | None]:
        cycle = self._in_progress()
        if q > cycle.peak_share:
            cycle.peak_s, cycle.peak_share = time_s, q
        if time_s - cycle.start_s > self._rule.max_s:
            return RepState.AWAY, self.abandon("too_slow")
        if q < cycle.peak_share - self._rule.turn:
            cycle.low_s, cycle.low_share, cycle.home_s = time_s, q, None
            return RepState.INBOUND, None
        return RepState.OUTBOUND, None

    def _step_inbound(self, time_s: float, q: float) -> tuple[RepState, RawRep | None]:
        cycle = self._in_progress()
        if q < cycle.low_share:
            cycle.low_s, cycle.low_share = time_s, q
        if q > cycle.low_share + self._rule.rebound:
            return self._rebound(cycle, time_s, q)
        if time_s - cycle.start_s > self._rule.max_s:
            return RepState.AWAY, self.abandon("too_slow")
        if q <= self._rule.leave and self._at_rest(cycle, time_s, q):
            return RepState.READY, self._complete(cycle, time_s)
        return RepState.INBOUND, None

    def _at_rest(self, cycle: _Cycle, time_s: float, q: float) -> bool:
        if cycle.home_s is None:
            cycle.home_s = time_s
        waited = time_s - cycle.home_s >= _SETTLE_S
        return waited or q <= -_HOME_SHARE or self._speed(time_s) > -_SETTLED_PER_S

    def _rebound(self, cycle: _Cycle, time_s: float, q: float) -> tuple[RepState, RawRep | None]:
        """Out again before coming home: a new rep if most of the way back was made."""
        if cycle.low_share > 0.5 * cycle.peak_share:
            if q > cycle.peak_share:
                cycle.peak_s, cycle.peak_share = time_s, q
            return RepState.OUTBOUND, None
        low_s = cycle.low_s
        samples = [(t, past) for t, past in cycle.samples if t >= low_s]
        cycle.samples = [(t, past) for t, past in cycle.samples if t <= low_s]
        ended = self._complete(cycle, low_s)
        self._cycle = _Cycle(start_s=low_s, samples=samples, peak_s=time_s, peak_share=q)
        return RepState.OUTBOUND, ended

    def _complete(self, cycle: _Cycle, end_s: float) -> RawRep | None:
        self._cycle = None
        # The next rep cannot have begun before this one ended.
        while self._recent and self._recent[0][0] < end_s:
            self._recent.popleft()
        if cycle.peak_share < self._rule.partial:
            return None
        if cycle.peak_share < self._rule.counted:
            return self._raw_rep(cycle, end_s, "short_range")
        raw = self._raw_rep(cycle, end_s, None)
        if raw.end_s - raw.start_s < self._rule.min_s:
            return replace(raw, reason="too_quick")
        self._learn_end(raw.peak_value)
        return raw

    def _raw_rep(self, cycle: _Cycle, end_s: float, reason: RepReason | None) -> RawRep:
        start_s, hold_start_s, hold_end_s, rest_s = way_edges(cycle.samples, cycle.peak_s)
        return RawRep(
            start_s=start_s,
            hold_start_s=hold_start_s,
            peak_s=cycle.peak_s,
            hold_end_s=hold_end_s,
            end_s=min(rest_s, end_s),
            peak_share=cycle.peak_share,
            peak_value=self._start + cycle.peak_share * (self._end - self._start),
            reason=reason,
        )

    def _in_progress(self) -> _Cycle:
        if self._cycle is None:
            raise AssertionError(f"state {self._state} without a rep in progress: a bug")
        return self._cycle


_Step = Callable[[RepSegmenter, float, float], tuple[RepState, RawRep | None]]
_STEP: dict[RepState, _Step] = {
    RepState.READY: RepSegmenter._step_ready,
    RepState.OUTBOUND: RepSegmenter._step_outbound,
    RepState.INBOUND: RepSegmenter._step_inbound,
    RepState.AWAY: RepSegmenter._step_away,
}
