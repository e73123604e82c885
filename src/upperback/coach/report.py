"""What is known of a set once it is over: reps, findings, measures, and what was not measured.

The JSON of an analysis (DESIGN 5) is these classes written out, name by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from upperback.exercises.definition import Severity
from upperback.motion.pose import FloatArray

RepSide = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """Where a measure comes from, so that it can be trusted or doubted later."""

    view: str
    yaw_deg: float | None
    visible_share: float
    n_frames: int
    model: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number kept for the person, with its error (plus or minus, same unit)."""

    value: float
    error: float
    unit: str
    passport: Passport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasured:
    """A signal that could not be measured in this set, why, and how to mend that."""

    signal: str
    reason: str
    advice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A form check that was broken in one rep, with the evidence."""

    check: str
    severity: Severity
    rep: int
    start_s: float
    end_s: float
    value: float
    limit: float
    unit: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeakPose:
    """The body at a rep's peak, for the picture of it.

    Attributes
    ----------
    time_s
        The moment of the peak.
    points_px
        Shape ``(33, 2)``, pixels; NaN = not seen.
    dorsal_contour_px
        Shape ``(n, 2)``, pixels, shoulder to hip along the back; empty where
        the silhouette does not show it.
    """

    time_s: float
    points_px: FloatArray
    dorsal_contour_px: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rep:
    """One full cycle. ``tempo`` holds seconds per phase, keys like ``"pull_s"``."""

    index: int
    side: RepSide
    start_s: float
    peak_s: float
    end_s: float
    tempo: Mapping[str, float]
    measures: Mapping[str, Measure]
    findings: tuple[str, ...]
    score: int
    peak_pose: PeakPose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialRep:
    """A rep started but not completed; kept, never counted."""

    side: RepSide
    start_s: float
    peak_s: float
    end_s: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewReport:
    """Where the camera stood relative to the person, and whether that suits the exercise."""

    name: str
    yaw_deg: float | None
    suitable: bool
    advice: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traces:
    """Signals over a set, for plots.

    Attributes
    ----------
    time_s
        Shape ``(n,)``.
    values
        Signal name to an array of shape ``(n,)`` in the signal's unit; NaN =
        not measured then.
    """

    time_s: FloatArray
    values: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetReport:
    """One set of one exercise."""

    exercise: str
    recognised: bool
    confidence: float
    start_s: float
    end_s: float
    view: ViewReport
    reps: tuple[Rep, ...]
    partial_reps: tuple[PartialRep, ...]
    findings: tuple[Finding, ...]
    measures: Mapping[str, Measure]
    not_measured: tuple[NotMeasured, ...]
    traces: Traces | None = field(default=None)
