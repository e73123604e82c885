"""Repetitions that go both ways from a neutral middle: cat and cow.

A `RepSegmenter` for each way counts its half; two halves of opposite ways that
follow each other are one rep, in either order. A half without its other half, or
with one that was too small, becomes a partial rep.
"""

from dataclasses import replace
from math import inf

from upperback.motion.rep_rule import RawRep, RepRule
from upperback.motion.reps import RepSegmenter, RepState

# The second half must begin this soon after the first has ended [E].
_PAUSE_S = 3.0


class TwoWaySegmenter:
    """Counts two-way reps of one signal, frame by frame.

    Parameters
    ----------
    plus, minus
        The rules of the halves above and below the middle; both start there.
    start_value
        The signal at rest in the middle.
    """

    def __init__(self, plus: RepRule, minus: RepRule, *, start_value: float) -> None:
        self._min_s = plus.min_s
        # The shortest time is that of the whole rep; a half is judged when both are known.
        self._ways = {
            name: RepSegmenter(replace(rule, min_s=0.0), start_value=start_value)
            for name, rule in (("plus", plus), ("minus", minus))
        }
        self._first: tuple[str, RawRep] | None = None
        self._last_end_s = -inf

    @property
    def state(self) -> RepState:
        """Where the machine is: on the way out or back in either half."""
        states = [way.state for way in self._ways.values()]
        order = (RepState.OUTBOUND, RepState.INBOUND, RepState.AWAY)
        return next((state for state in order if state in states), RepState.READY)

    @property
    def rep_start_s(self) -> float | None:
        """When the rep in progress began; None between reps."""
        if self._first is not None:
            return self._first[1].start_s
        starts = [way.rep_start_s for way in self._ways.values() if way.rep_start_s is not None]
        return min(starts) if starts else None

    def share(self, value: float) -> float:
        """Progress of a signal value: +1 at the own end range one way, -1 the other way."""
        up, down = self._ways["plus"].share(value), self._ways["minus"].share(value)
        return up if up >= down else -down

    def push(self, time_s: float, value: float) -> RawRep | None:
        """Take the next value; return the rep that it completes or breaks off, if any."""
        ended = [(name, way.push(time_s, value)) for name, way in self._ways.items()]
        halves = [(name, self._after_last(half)) for name, half in ended if half is not None]
        for name, half in halves:
            told = self._take_half(name, half)
            if told is not None:
                return told
        return self._give_up_waiting(time_s)

    def remember_rest(self, time_s: float, value: float) -> None:
        """Take a value of the held start pose: no rep begins in it."""
        for way in self._ways.values():
            way.remember_rest(time_s, value)

    def abandon(self, reason: str) -> RawRep | None:
        """Break off the rep in progress, if there is one that deserves the name."""
        broken_off = [way.abandon(reason) for way in self._ways.values()]
        halves = [self._after_last(half) for half in broken_off if half is not None]
        first, self._first = self._first, None
        if first is not None:
            return replace(first[1], reason=reason)
        return next(iter(halves), None)

    def _after_last(self, half: RawRep) -> RawRep:
        """Return the half, begun no earlier than the one before it ended."""
        start_s, self._last_end_s = max(half.start_s, self._last_end_s), half.end_s
        return replace(half, start_s=min(start_s, half.hold_start_s))

    def _take_half(self, name: str, half: RawRep) -> RawRep | None:
        if self._first is None:
            self._first = (name, half)
            return None
        first_name, first = self._first
        is_new_try = first.reason is not None and half.reason is None
        if first_name == name or is_new_try:
            self._first = (name, half)
            return replace(first, reason=first.reason or "one_way")
        self._first = None
        plus, minus = (first, half) if first_name == "plus" else (half, first)
        rep = _joined(plus, minus)
        too_quick = rep.reason is None and rep.end_s - rep.start_s < self._min_s
        return replace(rep, reason="too_quick") if too_quick else rep

    def _give_up_waiting(self, time_s: float) -> RawRep | None:
        if self._first is None:
            return None
        name, first = self._first
        other = self._ways["minus" if name == "plus" else "plus"]
        if other.rep_start_s is not None or time_s - first.end_s <= _PAUSE_S:
            return None
        self._first = None
        return replace(first, reason=first.reason or "one_way")


def _joined(plus: RawRep, minus: RawRep) -> RawRep:
    """One rep of two halves; its peak is the one of the plus half.

    The second half takes over where the first ended, so that no time is lost or
    counted twice.
    """
    first, second = sorted((plus, minus), key=lambda half: half.start_s)
    spans = {
        id(first): (first.start_s, first.end_s),
        id(second): (first.end_s, max(second.end_s, first.end_s)),
    }
    return RawRep(
        start_s=first.start_s,
        hold_start_s=plus.hold_start_s,
        peak_s=plus.peak_s,
        hold_end_s=plus.hold_end_s,
        end_s=max(second.end_s, first.end_s),
        peak_share=min(plus.peak_share, minus.peak_share),
        peak_value=plus.peak_value,
        reason=plus.reason or minus.reason,
        plus=spans[id(plus)],
        minus=spans[id(minus)],
    )
