"""Looking into the engine: probes and parts.

A *probe* is a check that is always broken, so that the engine itself tells the value that one
comparison of an exercise's checks had on every rep, good ones too. A *part* is a signal that only
the bench knows: one part of an estimate, measured by the engine as if it were a measure.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial

import numpy as np
from matching import Seen, watch
from recordings import Watched

from upperback.exercises import Exercise, builtin_exercises
from upperback.exercises.definition import Condition, FormCheck, MeasureRule
from upperback.motion import turns
from upperback.motion.body import Body as SeenBody
from upperback.motion.pose import FloatArray
from upperback.motion.signal import ANY, SIDE, Signal, unseen
from upperback.motion.signals import SIGNALS
from upperback.motion.silhouette import LOWER_BACK, UPPER_BACK, WHOLE_BACK, arc_deg, curvature


def probed(exercise: Exercise) -> Exercise:
    """Return the exercise with its checks replaced by probes, one for each comparison."""
    probes = [
        replace(check, name=name, severity="note", when=(condition,))
        for check in exercise.checks
        for index in range(len(check.when))
        for name, condition in _probes(check, index)
    ]
    return replace(exercise, checks=tuple(probes), measures=(*exercise.measures, *PARTS))


def _probes(check: FormCheck, index: int) -> Iterator[tuple[str, Condition]]:
    condition = check.when[index]
    for number, part in enumerate((condition, *condition.also)):
        yield (
            probe_name(check, index, number),
            replace(part, above=-math.inf, below=None, also=()),
        )


def probe_name(check: FormCheck, index: int, number: int = 0) -> str:
    """Name of the probe for a check's alternative; ``number`` counts its also-conditions."""
    return f"{check.name}/{index}/{number}"


def is_broken(check: FormCheck, index: int, values: Mapping[str, float]) -> bool:
    """Whether the probed values break an alternative of a check."""
    condition = check.when[index]
    return all(
        part.is_broken_by(values.get(probe_name(check, index, number), math.nan))
        for number, part in enumerate((condition, *condition.also))
    )


# --- parts of the estimates, as measures of their own -----------------------------------


def _outline_arc(part: tuple[float, float], body: SeenBody) -> FloatArray:
    heights = body.dorsal_heights
    return unseen(body) if heights is None else arc_deg(curvature(heights, part))


def _turn_part(compute: Callable[[SeenBody], FloatArray], body: SeenBody) -> FloatArray:
    return unseen(body) if body.reference is None else compute(body)


RAYS = {
    f"{low:.2f} to {high:.2f}": (low, high)
    for low, high in (WHOLE_BACK, (0.16, 0.99), (0.16, 0.96), (0.10, 0.90), UPPER_BACK, LOWER_BACK)
}
TURNS: Mapping[str, Callable[[SeenBody], FloatArray]] = {
    "raw world landmarks: shoulder line minus pelvis line": lambda body: (
        turns.raw_shoulder_turn(body) - turns.raw_pelvis_turn(body)
    ),
    "raw shoulder line alone": turns.raw_shoulder_turn,
    "unmixed depth alone": lambda body: np.maximum(
        turns.unmixed_shoulder_turn(body) - turns.pelvis_rotation(body), 0.0
    ),
    "picture alone, pelvis taken as still": turns.picture_shoulder_turn,
    "picture minus unmixed pelvis": lambda body: np.maximum(
        turns.picture_shoulder_turn(body) - turns.pelvis_rotation(body), 0.0
    ),
    "the mix: `rotation_deg`": turns.rotation,
}


def _part(name: str, compute: Callable[[SeenBody], FloatArray], *, of_back: bool) -> Signal:
    return Signal(
        name=name,
        label=name,
        unit="deg",
        zero="the start pose",
        positive="more",
        views=SIDE if of_back else ANY,
        expected_error=math.inf,
        needs_silhouette=of_back,
        needs_reference=not of_back,
        compute=compute,
    )


PART_SIGNALS = {
    **{name: _part(name, partial(_outline_arc, rays), of_back=True) for name, rays in RAYS.items()},
    **{name: _part(name, partial(_turn_part, turn), of_back=False) for name, turn in TURNS.items()},
}
PARTS = tuple(
    MeasureRule(
        name=name,
        label=name,
        signals=(name,),
        take="range" if row.needs_silhouette else "at_peak",
        best="none",
    )
    for name, row in PART_SIGNALS.items()
)


@contextmanager
def parts_among_signals() -> Iterator[None]:
    """Let the engine measure the parts too, for a while."""
    SIGNALS.update(PART_SIGNALS)
    try:
        yield
    finally:
        for name in PART_SIGNALS:
            del SIGNALS[name]


def seen_by_probes(watched: Watched) -> Seen:
    """Watch a clip with all exercises, or a performance with its own, through probes."""
    exercises = _builtin()
    names = exercises if watched.source == "clips" else [watched.name.split()[0]]
    with parts_among_signals():
        return watch(watched, [_relevant(probed(exercises[name])) for name in names])


@cache
def _builtin() -> Mapping[str, Exercise]:
    """Read the exercises once, so that nobody's edit comes between two clips."""
    return builtin_exercises()


def _relevant(exercise: Exercise) -> Exercise:
    """Drop the parts that say nothing about an exercise; they would only cost time."""
    parts = {"cat_cow": RAYS, "thoracic_rotation": TURNS}.get(exercise.name, {})
    kept = [rule for rule in exercise.measures if rule not in PARTS or rule.name in parts]
    return replace(exercise, measures=tuple(kept))
