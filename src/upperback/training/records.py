"""What was planned and what was done: the values that journal, plan and charts share.

A :class:`Prescription` is planned; a :class:`LoggedSet` is done. Times are aware
datetimes of the wall clock, handed in by the caller; inside a set, seconds count
from its start. Nothing here knows a clock, a database or the motion engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args

from upperback.errors import InvalidRecordError

Side = Literal["left", "right", "both"]
LoadKind = Literal["none", "band", "dumbbell"]
SessionKind = Literal["full", "short", "minimum", "free", "baseline"]
SetSource = Literal["camera", "taps", "import"]
PainMoment = Literal["before", "during", "after", "next_morning"]
SIDES: tuple[Side, ...] = get_args(Side)
PAIN_MOMENTS: tuple[PainMoment, ...] = get_args(PainMoment)
# Numeric rating scale, 0 no pain, 10 the worst imaginable (domain.md 11c).
PAIN_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is pulled or lifted.

    Attributes
    ----------
    kind
        "band", "dumbbell" or "none".
    band_step
        Rung of the person's own band ladder, from 1 (lightest); bands are ordinal
        (domain.md 10: colours of different makers do not compare).
    mass_kg
        Mass of one dumbbell, in each hand.
    """

    kind: LoadKind = "none"
    band_step: int | None = None
    mass_kg: float | None = None

    def __post_init__(self) -> None:
        if self.kind == "band" and (self.band_step is None or self.band_step < 1):
            raise InvalidRecordError(
                f"load: expected a band step of 1 or more, got {self.band_step}"
            )
        if self.kind == "dumbbell" and (self.mass_kg is None or not 0 < self.mass_kg <= 100):
            raise InvalidRecordError(f"load: expected a mass of 0 to 100 kg, got {self.mass_kg}")


NO_LOAD = Load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One planned exercise: how many sets of what, for one side or both.

    Attributes
    ----------
    exercise
        Name of the exercise.
    side
        The person's own side; "both" where both move, or where no side matters.
    sets, reps
        How many; reps are those of one set.
    hold_s
        How long to hold the end range, seconds.
    rest_s
        Rest after each set, seconds.
    load
        What is pulled or lifted.
    target_range_deg
        Range to reach for in mobility work, degrees; None where there is none yet.
    reasons
        Why it is planned like this, one sentence each, fit to be shown.
    variant
        How it is done instead of the usual form, in words; empty for the usual form.
    """

    exercise: str
    side: Side = "both"
    sets: int
    reps: int
    hold_s: float = 0.0
    rest_s: float = 60.0
    load: Load = NO_LOAD
    target_range_deg: float | None = None
    reasons: tuple[str, ...] = ()
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedMeasure:
    """A number kept for the person, its error (plus or minus) and where it comes from.

    ``passport`` holds view, visible share, frames, model and rules version (DESIGN 2)
    as plain values; empty for the numbers of a single rep.
    """

    value: float
    error: float
    unit: str
    passport: Mapping[str, str | float | int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedFinding:
    """A form check that was broken in one rep, with the evidence."""

    check: str
    severity: str
    rep: int
    start_s: float
    end_s: float
    value: float
    limit: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRep:
    """One rep as it was done.

    Attributes
    ----------
    index
        From 1, in the order of time, over full and partial reps together; the
        key of the rep within its set.
    counted
        Whether it counts. A partial rep does not, nor one the person struck.
    reason
        Why it does not count: "short_range", ..., "struck" (the person said that
        was none); None where it counts.
    start_s, peak_s, end_s
        Seconds since the start of the set.
    tempo
        Seconds per phase, keys like ``"pull_s"``.
    measures
        Name to value of this rep.
    findings
        Names of the form checks it broke.
    score
        0 to 100; None where nobody watched.
    by_hand
        True where the person added or struck it by a tap.
    """

    index: int
    side: Side = "both"
    counted: bool = True
    reason: str | None = None
    start_s: float
    peak_s: float
    end_s: float
    tempo: Mapping[str, float] = field(default_factory=dict)
    measures: Mapping[str, LoggedMeasure] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    score: int | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasuredNote:
    """A signal that could not be measured in a set, why, and how to mend that."""

    signal: str
    reason: str
    advice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSet:
    """One set as it was done.

    Attributes
    ----------
    id
        A UUID as text, given by whoever began the set.
    number
        From 1: which set of its exercise and side in the training session.
    started_at, ended_at
        Aware datetimes; ``ended_at`` is None while it runs or where it was cut off.
    source
        Who counted: the camera, taps of the person, or a file that was imported.
    view
        Where the camera stood; None without a camera.
    rules, model
        Versions of the thresholds and of the pose model; None without a camera.
    effort_rir
        Reps in reserve as the person said ("how many more could you have done?"),
        0 to 10; None if not asked or not said.
    pain
        0 to 10 during the set; None if not said.
    """

    id: str
    exercise: str
    side: Side = "both"
    number: int = 1
    started_at: datetime
    ended_at: datetime | None = None
    source: SetSource = "camera"
    prescription: Prescription | None = None
    load: Load = NO_LOAD
    reps: tuple[LoggedRep, ...] = ()
    findings: tuple[LoggedFinding, ...] = ()
    measures: Mapping[str, LoggedMeasure] = field(default_factory=dict)
    not_measured: tuple[NotMeasuredNote, ...] = ()
    view: str | None = None
    rules: str | None = None
    model: str | None = None
    effort_rir: int | None = None
    pain: int | None = None
    note: str = ""

    @property
    def n_counted(self) -> int:
        """How many reps count."""
        return sum(rep.counted for rep in self.reps)

    @property
    def n_clean(self) -> int:
        """How many of the reps that count were judged and broke no form check."""
        return sum(rep.counted and rep.score is not None and not rep.findings for rep in self.reps)

    @property
    def n_judged(self) -> int:
        """How many of the reps that count somebody watched: nobody who taps sees the form."""
        return sum(rep.counted and rep.score is not None for rep in self.reps)

    def with_rep(self, rep: LoggedRep) -> "LoggedSet":
        """Return the set with this rep added, or put in the place of the one of its index."""
        others = [each for each in self.reps if each.index != rep.index]
        return replace(self, reps=tuple(sorted([*others, rep], key=lambda each: each.index)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSession:
    """One time of training: its sets in the order in which they were done.

    ``ended_at`` is None while it runs or where it was cut off. ``plan`` is what was
    prescribed; the person may do more, less or something else.
    """

    id: str
    kind: SessionKind
    started_at: datetime
    ended_at: datetime | None = None
    plan: tuple[Prescription, ...] = ()
    sets: tuple[LoggedSet, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainEntry:
    """Pain the person stated, 0 to 10.

    Attributes
    ----------
    id
        A UUID as text.
    at
        When it was stated, aware.
    moment
        Before, during or after training, or the next morning.
    value
        0 no pain, 10 the worst imaginable.
    exercise
        The exercise it belongs to; None for the whole of the person.
    worse
        For the next morning: worse than usual. None where not asked.
    is_alarming
        Sharp, new or spreading: counts as red whatever its value (domain.md 11c).
    """

    id: str
    at: datetime
    moment: PainMoment
    value: int
    exercise: str | None = None
    session_id: str | None = None
    worse: bool | None = None
    is_alarming: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.value <= PAIN_MAX:
            raise InvalidRecordError(f"pain: expected 0 to {PAIN_MAX}, got {self.value}")
