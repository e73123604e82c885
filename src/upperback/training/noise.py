"""How much a person's numbers wobble by themselves, and which change is real.

Two baseline days give the person's own typical error (SEM) from the difference of the
same test on both days. Beyond MDC = 1.96 * sqrt(2) * SEM, a change is more than chance
(domain.md 9c, peers.md d1). A few pairs say little, so what is known without them
(domain.md 2.3) counts like one more pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

ChangeKind = Literal["better", "worse", "within_noise"]
# 95 % for the difference of two measurements.
MDC_OF_SEM = 1.96 * sqrt(2.0)
# How many pairs the default is worth against the person's own [E].
_PRIOR_PAIRS = 1
# Between days even a hand-held inclinometer does not see less [S30: MDC 3.9 to 5.6 deg].
LEAST_MDC_DEG = 3.9
LEAST_MDC_OTHER = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """The noise band of a measure.

    Attributes
    ----------
    typical_error
        SEM, in the unit of the measure.
    real_change
        Change beyond which it is more than chance (MDC), in the unit of the measure.
    n_pairs
        Pairs of baseline days it rests on; 0 where it is the default.
    """

    typical_error: float
    real_change: float
    n_pairs: int

    @property
    def is_own(self) -> bool:
        """Whether the person's own baseline days are in it."""
        return self.n_pairs > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference from the baseline and whether it is more than noise."""

    kind: ChangeKind
    difference: float


def noise_of(
    pairs: Sequence[tuple[float, float]], *, least_change: float, unit: str = "deg"
) -> Noise:
    """Return the noise band of a measure.

    Parameters
    ----------
    pairs
        The same test on two baseline days; left and right of one test are two pairs.
    least_change
        Smallest real change until own data exist (domain.md 2.3), in the unit.
    unit
        "deg" keeps the band at least as wide as that of an inclinometer.

    Returns
    -------
    Noise

    Examples
    --------
    >>> noise_of([], least_change=15.0).real_change
    15.0
    >>> round(noise_of([(44.0, 46.0), (41.0, 42.0)], least_change=15.0).real_change, 1)
    9.0
    """
    default = least_change / MDC_OF_SEM
    squares = sum((first - second) ** 2 / 2.0 for first, second in pairs)
    error = sqrt((_PRIOR_PAIRS * default**2 + squares) / (_PRIOR_PAIRS + len(pairs)))
    least = LEAST_MDC_DEG if unit == "deg" else LEAST_MDC_OTHER
    real = max(least, MDC_OF_SEM * error) if pairs else least_change
    return Noise(typical_error=real / MDC_OF_SEM, real_change=real, n_pairs=len(pairs))


def change_between(before: float, now: float, noise: Noise) -> Change:
    """Return the change of a measure of which more is better.

    Examples
    --------
    >>> band = noise_of([], least_change=15.0)
    >>> change_between(40.0, 52.0, band).kind, change_between(40.0, 56.0, band).kind
    ('within_noise', 'better')
    """
    difference = now - before
    if abs(difference) <= noise.real_change:
        return Change(kind="within_noise", difference=difference)
    return Change(kind="better" if difference > 0 else "worse", difference=difference)
