"""The person's own start pose: what "rises by" and "falls to" are measured from."""

from collections.abc import Iterable
from math import isnan
from statistics import median

from upperback.coach.samples import SetSamples, finite_median

# The pose is learned from when the set starts and from the rests before this many reps.
_N_RESTS = 4


class Baseline:
    """Median of each signal over the first rests of a set."""

    def __init__(self, names: Iterable[str]) -> None:
        self._rests: dict[str, list[float]] = {name: [] for name in names}
        self.values: dict[str, float] = {name: float("nan") for name in self._rests}

    def forget(self) -> None:
        """Start anew; until the next rest is learned the old values stand."""
        for rests in self._rests.values():
            rests.clear()

    def learn(self, samples: SetSamples, start_s: float, end_s: float) -> None:
        """Take in a rest; later rests than the first few no longer move the baseline."""
        for name, rests in self._rests.items():
            if len(rests) >= _N_RESTS:
                continue
            middle = finite_median(samples.window(name, start_s, end_s))
            if not isnan(middle):
                rests.append(middle)
                self.values[name] = median(rests)
