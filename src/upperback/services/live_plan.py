"""What is trained today, as long as nobody plans it: the exercises' own doses.

The one place that a programme replaces.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from upperback.exercises import pick_exercise
from upperback.exercises.definition import Dose, Exercise
from upperback.training.records import Load, Prescription, SessionKind

# domain.md 8, full session: mobility first, strength while fresh, control last.
_ORDER = ("cat_cow", "thoracic_rotation", "seated_row", "reverse_fly", "wall_angel")
# A rep of any of them with its pause, and what the change to another exercise takes [E].
_REP_S = 5.0
_CHANGE_S = 45.0
_LOADS: Mapping[str, Load] = {
    "band": Load(kind="band", band_step=1),
    "dumbbell": Load(kind="dumbbell", mass_kg=1.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What to train today."""

    kind: SessionKind
    minutes: int
    items: tuple[Prescription, ...]
    reasons: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person said about today; None and empty where nothing was said."""

    minutes: int | None = None
    equipment: frozenset[str] | None = None
    sore: frozenset[str] = frozenset()
    exercises: tuple[str, ...] = ()
    is_baseline: bool = False


def plan_of_today(exercises: Mapping[str, Exercise], wishes: Wishes) -> Today:
    """Return today's plan: every exercise at the beginner's dose, cut to the time there is."""
    names = wishes.exercises or _in_order(exercises)
    items = [_prescription(pick_exercise(dict(exercises), name)) for name in names]
    if wishes.equipment is not None:
        items = [each for each in items if _is_at_hand(each, wishes.equipment)]
    if wishes.minutes is not None and not wishes.exercises:
        items = _within(items, 60.0 * wishes.minutes)
    chosen = bool(wishes.exercises)
    kind: SessionKind = "free" if chosen else "full" if len(items) == len(names) else "short"
    return Today(
        kind=kind,
        minutes=max(1, round(sum(map(_length_s, items)) / 60.0)),
        items=tuple(items),
        reasons=() if chosen else ("Mobility first, strength while you are fresh, control last.",),
    )


def _in_order(exercises: Iterable[str]) -> tuple[str, ...]:
    known = set(exercises)
    return tuple(name for name in _ORDER if name in known)


def _prescription(exercise: Exercise) -> Prescription:
    dose = exercise.doses[0] if exercise.doses else None
    hold = next((phase for phase in exercise.phases if phase.part == "hold"), None)
    words = " ".join(exercise.equipment)
    kind = next((kind for kind in _LOADS if kind in words), None)
    return Prescription(
        exercise=exercise.name,
        sets=_least(dose, "sets", 1),
        reps=_least(dose, "reps", 6),
        rest_s=float(_least(dose, "rest_s", 30)),
        hold_s=hold.seconds[0] if hold is not None else 0.0,
        load=_LOADS[kind] if kind is not None else Load(),
    )


def _least(dose: Dose | None, name: str, otherwise: int) -> int:
    return int(getattr(dose, name)[0]) if dose is not None else otherwise


def _is_at_hand(prescription: Prescription, equipment: Collection[str]) -> bool:
    return prescription.load.kind == "none" or prescription.load.kind in equipment


def _length_s(prescription: Prescription) -> float:
    one_s = prescription.reps * (_REP_S + prescription.hold_s) + prescription.rest_s
    return _CHANGE_S + prescription.sets * one_s


def _within(items: list[Prescription], most_s: float) -> list[Prescription]:
    """Keep as many as fit, the first at any rate."""
    kept: list[Prescription] = []
    for item in items:
        if not kept or sum(map(_length_s, [*kept, item])) <= most_s:
            kept.append(item)
    return kept
