"""What the values of good and faulty reps say of the limit of a form check."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matching import Seen, SeenRep
from probes import is_broken, probe_name
from recordings import (
    Source,
)

from upperback.exercises import Exercise
from upperback.exercises.definition import Condition, FormCheck
from upperback.motion.signals import SIGNALS

SOURCES: tuple[Source, ...] = ("clips", "mannequin")
# What one step of a quantity that is no signal is worth [E]: 0.1 s, a tenth of the own range.
_ERROR_OF_FACTS = 0.1
# The value nearest to the limit, but for one in twenty: many reps have a longest tail.
_NEAREST = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One rep as one alternative saw it; ``is_live`` where its also-conditions hold."""

    source: Source
    name: str
    view: str
    kind: str
    value: float
    is_live: bool
    is_broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to break a check, and every rep it could judge."""

    check: FormCheck
    index: int
    points: tuple[Point, ...]

    @property
    def condition(self) -> Condition:
        return self.check.when[self.index]

    def some(self, kind: str, source: Source | None = None) -> list[Point]:
        return [p for p in self.points if p.kind == kind and source in (None, p.source)]

    def share_broken(self, kind: str, source: Source) -> float:
        """Return the share of reps of a kind that break it; NaN if there are none."""
        points = self.some(kind, source)
        return float(np.mean([p.is_broken for p in points])) if points else math.nan

    def margin(self, kind: str) -> float:
        """How far the nearest value lies on its right side of the limit, in expected errors."""
        values = np.array([p.value for p in self.points if p.kind == kind and p.is_live])
        if not values.size:
            return math.nan
        beyond = values - self.condition.limit
        if (self.condition.above is None) is (kind == "faulty"):
            beyond = -beyond
        return float(np.percentile(beyond, _NEAREST, method="closest_observation")) / self.error

    @property
    def error(self) -> float:
        """Expected error of what is compared."""
        row = SIGNALS.get(self.condition.of)
        if row is None:
            return _ERROR_OF_FACTS
        if self.condition.against != "start_ratio":
            return row.expected_error
        return row.expected_error / _USUAL_START[row.name]


# Usual values in the start pose, in trunk lengths, of signals that are compared as a ratio [E].
_USUAL_START = {"ear_shoulder_gap_tl": 0.33, "upper_arm_length_tl": 0.5}


def alternatives(exercise: Exercise, seen: Sequence[Seen]) -> list[Alternative]:
    """Return all alternatives of all checks with the reps they could judge."""
    reps = [
        (each, rep)
        for each in seen
        for rep in each.reps
        if rep.true.exercise == exercise.name and rep.fate == "counted"
    ]
    return [
        Alternative(
            check=check,
            index=index,
            points=tuple(
                _point(check, index, each, rep)
                for each, rep in reps
                if probe_name(check, index) in rep.values
            ),
        )
        for check in exercise.checks
        for index in range(len(check.when))
    ]


def _point(check: FormCheck, index: int, seen: Seen, rep: SeenRep) -> Point:
    also = check.when[index].also
    return Point(
        source=seen.source,
        name=seen.name,
        view=rep.view,
        kind=rep.true.kind(check.name),
        value=rep.values[probe_name(check, index)],
        is_live=all(
            part.is_broken_by(rep.values.get(probe_name(check, index, number), math.nan))
            for number, part in enumerate(also, 1)
        ),
        is_broken=is_broken(check, index, rep.values),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """One check over all its alternatives: what it said of good and of faulty reps."""

    check: FormCheck
    source: Source
    good: tuple[bool, ...]
    faulty: tuple[bool, ...]
    other: tuple[bool, ...]
    missed_in: tuple[str, ...]


def verdicts(
    exercise: Exercise, check: FormCheck, seen: Sequence[Seen], source: Source
) -> Verdicts:
    """Hold a check against all counted reps that any of its alternatives could judge."""
    said: dict[str, list[bool]] = {"good": [], "faulty": [], "other": []}
    missed: list[str] = []
    for rep in (rep for each in seen if each.source == source for rep in each.reps):
        if rep.true.exercise != exercise.name or rep.fate != "counted":
            continue
        indices = range(len(check.when))
        if not any(probe_name(check, index) in rep.values for index in indices):
            continue
        kind = rep.true.kind(check.name)
        broken = any(is_broken(check, index, rep.values) for index in indices)
        said[kind].append(broken)
        if kind == "faulty" and not broken:
            missed.append(rep.view)
    return Verdicts(
        check=check,
        source=source,
        good=tuple(said["good"]),
        faulty=tuple(said["faulty"]),
        other=tuple(said["other"]),
        missed_in=tuple(missed),
    )


def sign(condition: Condition) -> str:
    """Return the limit of a comparison, as it is read."""
    return f"{'>' if condition.above is not None else '<'} {condition.limit:g}"
