"""Measures: numbers with their error, or the reason why there is none."""

from collections.abc import Callable, Mapping
from math import isfinite

import numpy as np
from scipy.ndimage import uniform_filter1d

from upperback.coach.report import Measure, Passport, Rep
from upperback.coach.samples import RepSamples
from upperback.exercises.definition import Exercise, MeasureRule
from upperback.motion.pose import FloatArray
from upperback.motion.signals import SIGNALS, Signal
from upperback.motion.view import ViewName

# With fewer of its frames seen, a rep or a look is not measured [E].
MIN_VISIBLE_SHARE = 0.5

_TAKE: dict[str, Callable[[FloatArray], float]] = {
    "highest": lambda values: float(values.max()),
    "lowest": lambda values: float(values.min()),
    "median": lambda values: float(np.median(values)),
    "range": lambda values: float(np.ptp(values)),
}


def _smooth(values: FloatArray) -> FloatArray:
    """Mean of seven frames: the extremes of a noisy signal overstate its range."""
    return uniform_filter1d(values, min(7, values.size))


def valid_signal(rule: MeasureRule, view: ViewName) -> str | None:
    """Return the first signal of a measure that the view allows; None if there is none."""
    return next((name for name in rule.signals if view in SIGNALS[name].views), None)


class MeasureTaker:
    """Takes an exercise's measures of each rep in one view."""

    def __init__(self, exercise: Exercise, *, view: ViewName, yaw: float, model_name: str) -> None:
        self._exercise = exercise
        self._view = view
        self._yaw = yaw
        self._model_name = model_name
        chosen = ((rule, valid_signal(rule, view)) for rule in exercise.measures)
        self._signals = {rule.name: name for rule, name in chosen if name is not None}
        self._valid = tuple(rule for rule in exercise.measures if rule.name in self._signals)
        self._errors = {
            measure: SIGNALS[name].error(yaw, view) for measure, name in self._signals.items()
        }
        self._momentary = [
            (rule.name, self._signals[rule.name], self._errors[rule.name], self._row(rule).unit)
            for rule in self._valid
            if rule.take == "at_peak"
        ]
        self._n_frames: dict[str, int] = dict.fromkeys((m.name for m in self._valid), 0)
        self._n_seen: dict[str, int] = dict.fromkeys((m.name for m in self._valid), 0)

    @property
    def signals(self) -> tuple[str, ...]:
        """Signals that are needed."""
        return tuple(self._signals.values())

    @property
    def shown(self) -> tuple[str, ...]:
        """Signals of the measures that are taken at a moment; `now` tells what they say."""
        return tuple(signal for _, signal, _, _ in self._momentary)

    def take(self, samples: RepSamples) -> dict[str, Measure]:
        """Return the measures of one rep; one that was hardly seen is left out."""
        taken = ((rule, self._value(rule, samples)) for rule in self._valid)
        return {
            rule.name: Measure(
                value=value, error=self._errors[rule.name], unit=self._row(rule).unit
            )
            for rule, value in taken
            if np.isfinite(value)
        }

    def now(self, values: Mapping[str, float]) -> dict[str, Measure]:
        """Return what one frame says of the measures that are taken at a moment."""
        return {
            measure: Measure(value=values[signal], error=error, unit=unit)
            for measure, signal, error, unit in self._momentary
            if isfinite(values[signal])
        }

    def of_set(self, reps: list[Rep]) -> dict[str, Measure]:
        """Return the typical (median) value of each measure over the reps, with its passport."""
        summary: dict[str, Measure] = {}
        for rule in self._valid:
            values = [rep.measures[rule.name].value for rep in reps if rule.name in rep.measures]
            if values:
                summary[rule.name] = Measure(
                    value=float(np.median(values)),
                    error=self._errors[rule.name],
                    unit=self._row(rule).unit,
                    passport=self._passport(rule),
                )
        return summary

    def is_valid(self, rule: MeasureRule) -> bool:
        """Whether the view allows a measure at all."""
        return rule in self._valid

    def _value(self, rule: MeasureRule, samples: RepSamples) -> float:
        over_rep = samples.values[self._signals[rule.name]][samples.mask(["rep"])]
        known = over_rep[np.isfinite(over_rep)]
        self._n_frames[rule.name] += over_rep.size
        self._n_seen[rule.name] += known.size
        if not over_rep.size or known.size < MIN_VISIBLE_SHARE * over_rep.size:
            return float("nan")
        if rule.take == "at_peak":
            return samples.at_peak(self._signals[rule.name])
        return _TAKE[rule.take](_smooth(known))

    def _row(self, rule: MeasureRule) -> Signal:
        return SIGNALS[self._signals[rule.name]]

    def _passport(self, rule: MeasureRule) -> Passport:
        n_frames = self._n_frames[rule.name]
        return Passport(
            view=self._view,
            yaw_deg=self._yaw,
            visible_share=self._n_seen[rule.name] / n_frames if n_frames else 0.0,
            n_frames=n_frames,
            model=self._model_name,
            rules=self._exercise.rules,
        )
