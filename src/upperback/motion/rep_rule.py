"""What makes a rep of an exercise, and what one is made of.

The defaults are those of domain.md 2.3 where nothing else is said.
"""

from dataclasses import dataclass

MIN_S, MAX_S = 0.9, 15.0
"""Shortest and longest full cycle where an exercise does not say (domain.md 2.3, shortened)."""

RepReason = str
"""Why a rep was not counted: ``short_range``, ``too_quick``, ``too_slow``, ``not_seen``, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place on the signal: what is usual, and how far a person's own may differ."""

    typical: float
    minimum: float
    maximum: float

    def clamp(self, value: float) -> float:
        """Return the nearest allowed value."""
        return min(max(value, self.minimum), self.maximum)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRule:
    """What makes a rep of one exercise.

    Attributes
    ----------
    start, end
        The signal in the start pose and at the end range, in its unit.
    min_s, max_s
        Shortest and longest full cycle.
    leave, counted, partial
        Shares of the own range: to have left the start; to be counted; to be
        kept as a partial rep.
    turn, rebound
        Fall that ends the way out; rise that makes a return a new way out.
    lost_s
        Longest gap that a rep survives.
    smooth_s
        The signal is averaged over this long first; for noisy signals of slow
        movements.
    """

    start: Reference
    end: Reference
    min_s: float = MIN_S
    max_s: float = MAX_S
    leave: float = 0.22
    counted: float = 0.50
    partial: float = 0.25
    turn: float = 0.12
    rebound: float = 0.25
    lost_s: float = 2.5
    smooth_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRep:
    """One way out and back, with the times of its parts.

    ``hold_start_s`` to ``hold_end_s`` is the rest at the end range;
    ``peak_share`` is the progress at the peak, ``reason`` is None for a full rep.
    ``plus`` and ``minus`` are the spans of the two halves of a two-way rep.
    """

    start_s: float
    hold_start_s: float
    peak_s: float
    hold_end_s: float
    end_s: float
    peak_share: float
    peak_value: float
    reason: RepReason | None
    plus: tuple[float, float] | None = None
    minus: tuple[float, float] | None = None
