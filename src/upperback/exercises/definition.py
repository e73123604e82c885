"""What an exercise is: everything its file says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from upperback.motion.rep_rule import Reference, RepRule
from upperback.motion.view import VIEW_NAMES, ViewName
from upperback.training.records import LoadKind
from upperback.training.routine import Equipment, RoutineTest, ShortDay, TrainingKind
from upperback.training.screening import ScreeningRule

Severity = Literal["safety", "effectiveness", "note"]
Suitability = Literal["best", "good", "counts"]
Part = Literal["start", "out", "hold", "back", "plus", "minus", "rep"]
MeasuredSide = Literal["near", "upper"]
RepSides = Literal["both", "one"]
Take = Literal["highest", "lowest", "at_peak", "range", "median"]
Against = Literal["nothing", "start", "start_ratio"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
SUITABILITIES: tuple[Suitability, ...] = get_args(Suitability)
PARTS: tuple[Part, ...] = get_args(Part)
MEASURED_SIDES: tuple[MeasuredSide, ...] = get_args(MeasuredSide)
REP_SIDES: tuple[RepSides, ...] = get_args(RepSides)
TAKES: tuple[Take, ...] = get_args(Take)
AGAINSTS: tuple[Against, ...] = get_args(Against)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraView:
    """A view the exercise can be seen from: how well, and how to get a better one."""

    name: ViewName
    suitability: Suitability
    advice: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSetup:
    """Where the camera goes. ``views`` are in order of preference."""

    place: str
    height_m: tuple[float, float]
    distance_m: tuple[float, float]
    in_sight: tuple[str, ...]
    advice: str
    views: tuple[CameraView, ...]

    def view(self, name: ViewName) -> CameraView | None:
        """Return what the file says of a view; None if it is not listed."""
        return next((view for view in self.views if view.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A signal that must lie between two limits (either may be infinite)."""

    signal: str
    minimum: float
    maximum: float
    views: frozenset[ViewName]

    def passes(self, value: float) -> bool:
        """Whether the value lies within; an unseen value (NaN) does not."""
        return self.minimum <= value <= self.maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class RepSignal:
    """The signal that reps are counted on in some views, and its usual range there.

    ``minus`` is the rule of the other half of a two-way rep (cow, where ``rule``
    is cat); None for a rep that goes out and back.
    """

    signal: str
    views: frozenset[ViewName]
    rule: RepRule
    minus: RepRule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named part of a rep, its breath and how long it should take."""

    name: str
    part: Part
    label: str
    breath: str
    seconds: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule:
    """A number kept for each rep: a signal, taken at the peak or over the rep.

    Of ``signals`` the first one that the view allows is used.
    """

    name: str
    label: str
    signals: tuple[str, ...]
    take: Take
    best: Literal["highest", "lowest", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One comparison: a signal (or a phase's duration) against a limit.

    Attributes
    ----------
    of
        A signal, a phase name followed by ``_s`` for its duration, ``rep_s`` for
        that of the rep, or ``range_share`` for the share of the own best range.
    parts
        The parts of the rep that are looked at.
    take
        How the values over those parts become one.
    against
        The value itself, its difference from the start of the set, or its
        ratio to it.
    above, below
        The limit; exactly one is set.
    views
        Views in which it may be judged, if its signals are valid there.
    for_s
        ``highest`` and ``lowest`` must be beyond the limit for this long.
    also
        Conditions that must hold too.
    """

    of: str
    parts: tuple[Part, ...]
    take: Take
    against: Against
    above: float | None
    below: float | None
    for_s: float
    views: frozenset[ViewName] = frozenset(VIEW_NAMES)
    also: tuple["Condition", ...] = ()

    @property
    def limit(self) -> float:
        """The limit, whichever way it counts."""
        return self.above if self.above is not None else self.below or 0.0

    def is_broken_by(self, value: float) -> bool:
        """Whether the value lies beyond the limit; NaN does not."""
        return value > self.limit if self.above is not None else value < self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCheck:
    """A rule of good form: broken when any of ``when`` is that the view allows to judge."""

    name: str
    severity: Severity
    label: str
    cue: str
    praise: str
    why: str
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much to do at one level; spans are (least, most).

    ``hold_s`` is how long the end is held, seconds; ``reserve`` how many reps should be
    left, None where effort is not what it is about.
    """

    level: str
    sets: tuple[int, int]
    reps: tuple[int, int]
    rest_s: tuple[int, int]
    days_per_week: tuple[int, int]
    note: str
    hold_s: tuple[float, float] = (0.0, 0.0)
    reserve: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How the exercise is planned.

    Attributes
    ----------
    kind
        Strength needs a day of rest; mobility and control do not.
    order
        Its place in a session, from 1.
    load
        What makes it harder.
    needs
        What must be at hand, with what to do where it is not.
    wants
        What makes it pleasant, with what to do without.
    short_days
        On which of the short days (A, B) it is done.
    break_reps
        How many reps make a desk break; 0 where it is not for that.
    range_measure
        The measure whose best it is to widen; None where range is no goal.
    tests
        What is tested in the baseline.
    """

    kind: TrainingKind
    order: int
    load: LoadKind
    needs: Mapping[Equipment, str]
    wants: Mapping[Equipment, str]
    short_days: tuple[ShortDay, ...]
    break_reps: int
    range_measure: str | None
    tests: tuple[RoutineTest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise, complete: what to do, what is seen, what is judged, for whom.

    ``rules`` names this version of the thresholds; it goes into every passport.
    ``measured_side`` is the side that one-sided signals look at, ``sides`` whether
    a rep is done by both sides at once or by one. ``start_gates`` must hold with
    the posture for a set to start.
    """

    name: str
    title: str
    summary: str
    rules: str
    equipment: tuple[str, ...]
    setup: tuple[str, ...]
    camera: CameraSetup
    posture: tuple[Gate, ...]
    measured_side: MeasuredSide
    sides: RepSides
    start_gates: tuple[Gate, ...]
    rep_signals: tuple[RepSignal, ...]
    rep_guards: tuple[Gate, ...]
    phases: tuple[Phase, ...]
    measures: tuple[MeasureRule, ...]
    checks: tuple[FormCheck, ...]
    muscles: Mapping[str, tuple[str, ...]]
    breathing: str
    doses: tuple[Dose, ...]
    training: Training | None
    screening: tuple[ScreeningRule, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    ask_first: tuple[str, ...]
    sources: tuple[str, ...]

    def check(self, name: str) -> FormCheck:
        """Return the form check of this name; KeyError if the file has none."""
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)


__all__ = [
    "CameraSetup",
    "CameraView",
    "Condition",
    "Dose",
    "Exercise",
    "FormCheck",
    "Gate",
    "MeasureRule",
    "Phase",
    "Reference",
    "RepSignal",
    "Training",
]
