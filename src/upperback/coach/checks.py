"""Form checks: an exercise's rules held against one rep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import maximum_filter1d, minimum_filter1d

from upperback.coach.report import Finding
from upperback.coach.samples import RepSamples, finite_median
from upperback.exercises.definition import Condition, Exercise, FormCheck
from upperback.motion.pose import FloatArray
from upperback.motion.signals import SIGNALS
from upperback.motion.view import ViewName

# With fewer of its samples seen than this, a part of a rep is not judged [E].
_MIN_SEEN_SHARE = 0.5
# A pose is still: a fifth of a second of it tells as much as a second.
_MIN_SEEN_SHARE_AT_START = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A broken check: the value that broke it, and when."""

    check: FormCheck
    value: float
    limit: float
    unit: str
    start_s: float
    end_s: float

    def finding(self, rep: int) -> Finding:
        """Return what the report says of it, in the rep with this index."""
        return Finding(
            check=self.check.name,
            severity=self.check.severity,
            rep=rep,
            start_s=self.start_s,
            end_s=self.end_s,
            value=self.value,
            limit=self.limit,
            unit=self.unit,
            cue=self.check.cue,
        )


def usable_checks(
    exercise: Exercise, view: ViewName, *, has_silhouette: bool
) -> Mapping[FormCheck, tuple[Condition, ...]]:
    """Choose the checks that can be judged in a view, and how each is.

    Parameters
    ----------
    exercise
        Whose checks.
    view
        The view of the set.
    has_silhouette
        Whether silhouettes come with the frames.

    Returns
    -------
    Mapping of FormCheck to tuple of Condition
        See `usable_conditions`; without the checks that cannot be judged.
    """
    chosen = (
        (check, usable_conditions(check, view, has_silhouette=has_silhouette))
        for check in exercise.checks
    )
    return {check: conditions for check, conditions in chosen if conditions}


def usable_conditions(
    check: FormCheck, view: ViewName, *, has_silhouette: bool
) -> tuple[Condition, ...]:
    """Choose how a check is judged in a view.

    Parameters
    ----------
    check
        The form check.
    view
        The view of the set.
    has_silhouette
        Whether silhouettes come with the frames.

    Returns
    -------
    tuple of Condition
        Those all of whose signals are valid; empty if the check cannot be
        judged.
    """
    return tuple(
        condition
        for condition in check.when
        if view in condition.views
        and all(
            _is_valid(part.of, view, has_silhouette=has_silhouette)
            for part in (condition, *condition.also)
        )
    )


def signals_of(condition: Condition) -> tuple[str, ...]:
    """Signals a condition reads; phase durations are none."""
    return tuple(part.of for part in (condition, *condition.also) if part.of in SIGNALS)


def breach(
    check: FormCheck,
    conditions: Iterable[Condition],
    samples: RepSamples,
    *,
    baseline: Mapping[str, float],
    facts: Mapping[str, float],
) -> Breach | None:
    """Hold one check against one rep.

    Parameters
    ----------
    check, conditions
        The check, and how it is judged in this view.
    samples
        Signal values over the rep.
    baseline
        Signal to its value in the start pose of the set; NaN = unseen.
    facts
        What is not a signal: phase durations (``pull_s``), ``rep_s`` and
        ``range_share``.

    Returns
    -------
    Breach or None
        By the first condition that is broken. None if the rep is good, or too
        little was seen to judge.
    """
    for condition in conditions:
        value = _value(condition, samples, baseline=baseline, facts=facts)
        if condition.is_broken_by(value) and all(
            also.is_broken_by(_value(also, samples, baseline=baseline, facts=facts))
            for also in condition.also
        ):
            start_s, end_s = _when(condition, samples, baseline)
            return Breach(
                check=check,
                value=value,
                limit=condition.limit,
                unit=_unit(condition),
                start_s=start_s,
                end_s=end_s,
            )
    return None


def score(exercise: Exercise, broken: tuple[str, ...]) -> int:
    """Mark of a rep, 100 for a clean one.

    Parameters
    ----------
    exercise
        Whose checks were broken.
    broken
        Names of the broken checks.

    Returns
    -------
    int
        0 to 100. A safety finding costs 40, an effectiveness finding 18, a
        note 8 [E]: one safety finding weighs more than two others.
    """
    cost = {"safety": 40, "effectiveness": 18, "note": 8}
    return max(0, 100 - sum(cost[exercise.check(name).severity] for name in broken))


def _is_valid(quantity: str, view: ViewName, *, has_silhouette: bool) -> bool:
    row = SIGNALS.get(quantity)
    if row is None:
        return True
    return view in row.views and (has_silhouette or not row.needs_silhouette)


def _unit(condition: Condition) -> str:
    if condition.against == "start_ratio":
        return "of the start"
    row = SIGNALS.get(condition.of)
    if row is not None:
        return row.unit
    return "of the own best" if condition.of == "range_share" else "s"


def _value(
    condition: Condition,
    samples: RepSamples,
    *,
    baseline: Mapping[str, float],
    facts: Mapping[str, float],
) -> float:
    if condition.of not in SIGNALS:
        return facts.get(condition.of, float("nan"))
    if condition.take == "at_peak":
        peak = np.array([samples.at_peak(condition.of)])
        return float(_against(peak, condition, baseline)[0])
    chosen = samples.mask(condition.parts)
    values = _against(samples.values[condition.of][chosen], condition, baseline)
    known = np.isfinite(values)
    enough = _MIN_SEEN_SHARE_AT_START if condition.parts == ("start",) else _MIN_SEEN_SHARE
    if not known.size or np.count_nonzero(known) < enough * known.size:
        return float("nan")
    return _take(values[known], samples.time_s[chosen][known], condition)


def _against(values: FloatArray, condition: Condition, baseline: Mapping[str, float]) -> FloatArray:
    start = baseline.get(condition.of, float("nan"))
    if condition.against == "start":
        return values - start
    if condition.against == "start_ratio":
        return values / start if start else np.full_like(values, np.nan)
    return values


def _take(values: FloatArray, time_s: FloatArray, condition: Condition) -> float:
    if condition.take == "range":
        return float(values.max() - values.min())
    if condition.take == "median":
        return finite_median(values)
    step_s = finite_median(np.diff(time_s)) if time_s.size > 1 else 1.0
    n_frames = max(1, round(condition.for_s / max(step_s, 1e-3)))
    if n_frames > values.size:
        # The part is shorter than the time the fault must last.
        return float("nan")
    if condition.take == "highest":
        return float(minimum_filter1d(values, n_frames, mode="nearest").max())
    return float(maximum_filter1d(values, n_frames, mode="nearest").min())


def _when(
    condition: Condition, samples: RepSamples, baseline: Mapping[str, float]
) -> tuple[float, float]:
    """First and last moment beyond the limit; the whole rep where that has no moment."""
    raw = samples.raw
    if condition.of not in SIGNALS or condition.take in ("range", "median"):
        return raw.start_s, raw.end_s
    if condition.take == "at_peak":
        return raw.hold_start_s, raw.hold_end_s
    chosen = samples.mask(condition.parts)
    values = _against(samples.values[condition.of][chosen], condition, baseline)
    beyond = values > condition.limit if condition.above is not None else values < condition.limit
    times_s = samples.time_s[chosen][beyond]
    if not times_s.size:
        return raw.start_s, raw.end_s
    return float(times_s[0]), float(times_s[-1])
