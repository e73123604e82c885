"""What is asked of the mannequin, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from upperback.mannequin.body import Body
from upperback.mannequin.camera import Camera
from upperback.mannequin.noise import Hidden, Noise
from upperback.mannequin.plan import RepPlan, RepSide
from upperback.mannequin.rotations import Array
from upperback.mannequin.truth import Angles
from upperback.motion.pose import PoseFrame

IDLE = "idle"
STANDING = "standing"
_FALSE_START = 0.3  # amplitudes up to here are no rep; bench/dev has 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """Everything that decides what the frames show.

    Attributes
    ----------
    exercise
        A name in ``MOTIONS``, ``"idle"`` or ``"standing"``.
    reps
        The reps in order; must be empty for ``"idle"`` and ``"standing"``.
    fps
        Frames a second, when ``times_s`` is not given.
    times_s
        Time stamps of the frames, increasing; for variable frame rates.
    lead_in_s, lead_out_s
        Seconds at rest before the first and after the last rep.
    idle_s
        How long ``"idle"`` and ``"standing"`` last.
    posture
        Pairs of parameter and value: what ``"standing"`` does otherwise than a relaxed body.
    body
        Segment lengths.
    camera
        Where it is seen from; None takes the view that suits the exercise best.
    noise
        What the pose model gets wrong.
    hidden
        Limbs that something hides for a while.
    missing_share
        Share of frames that never arrive (drawn with the noise's seed).
    mirror
        Whether the video is mirrored, so that left looks like right; the truth
        then names the sides as the picture shows them.
    silhouette
        Whether to draw silhouettes.
    mask_px
        Width and height of the silhouettes; None takes the picture's shape with
        a longer edge of 160.
    """

    exercise: str = "seated_row"
    reps: tuple[RepPlan, ...] = ()
    fps: float = 24.0
    times_s: tuple[float, ...] | None = None
    lead_in_s: float = 1.6
    lead_out_s: float = 1.0
    idle_s: float = 12.0
    posture: tuple[tuple[str, float], ...] = ()
    body: Body = field(default_factory=Body)
    camera: Camera | None = None
    noise: Noise = field(default_factory=Noise)
    hidden: tuple[Hidden, ...] = ()
    missing_share: float = 0.0
    mirror: bool = False
    silhouette: bool = False
    mask_px: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.exercise in {IDLE, STANDING} and self.reps:
            raise ValueError(f"{self.exercise}: expected no reps")
        if not self.fps > 0:
            raise ValueError(f"fps: expected a positive number, got {self.fps}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RepTruth:
    """What really happened in one rep.

    Attributes
    ----------
    exercise
        Its name.
    side
        ``"left"``, ``"right"`` or ``"both"``.
    start_s, peak_s, end_s
        Moving off, the middle of the hold, and back at rest.
    second_peak_s
        Cow in cat-cow (``peak_s`` is cat), else None.
    amplitude
        Share of the full range, after faults.
    faults
        Names of the faults.
    start_angles, angles, second_angles
        Name -> value at the start, the peak and the second peak (else empty),
        under the names of `true_angles`; turns are + towards the opening side.
    ranges
        Name -> greatest minus smallest value in the rep.
    """

    exercise: str
    side: RepSide
    start_s: float
    peak_s: float
    end_s: float
    second_peak_s: float | None
    amplitude: float
    faults: frozenset[str]
    start_angles: Mapping[str, float]
    angles: Mapping[str, float]
    second_angles: Mapping[str, float]
    ranges: Mapping[str, float]

    @property
    def false_start(self) -> bool:
        """Whether this is too little to be a rep at all."""
        return self.amplitude <= _FALSE_START

    @property
    def measures(self) -> dict[str, float]:
        """True values of the coach's measures that are not simply an angle at the peak."""
        at_peak = self.angles
        sides = ("left", "right") if self.side == "both" else (self.side,)
        measures = {
            "elbow_flexion_deg": float(np.mean([at_peak[f"elbow_flexion_{s}_deg"] for s in sides])),
            "trunk_swing_deg": self.ranges["trunk_inclination_deg"],
            "head_pitch_range_deg": self.ranges["head_pitch_deg"],
        }
        if self.second_angles:
            measures["spine_arc_deg"] = (
                at_peak["spine_flexion_deg"] - self.second_angles["spine_flexion_deg"]
            )
        names = ("arm_elevation_left_deg", "arm_elevation_right_deg", "trunk_inclination_deg")
        turns = ("rotation_deg", "shoulder_line_rotation_deg", "pelvis_rotation_deg")
        return measures | {name: at_peak[name] for name in (*names, *turns)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truth:
    """What really happened, frame by frame and rep by rep.

    Attributes
    ----------
    time_s
        Shape ``(T,)``: the frames' time stamps.
    progress
        Shape ``(T,)``: 0 at rest, the amplitude at the peak, minus it in cow.
    angles
        Name -> shape ``(T,)``, see `true_angles`.
    joints_m
        Shape ``(T, 33, 3)``: landmarks in the room, x left of a person who faces
        +z, y up, floor at 0; never mirrored.
    pixels
        Shape ``(T, 33, 2)``: where they appear in the picture, without noise.
    reps
        The reps in order, false starts and partial ones among them.
    """

    time_s: Array
    progress: Array
    angles: Angles
    joints_m: Array
    pixels: Array
    reps: tuple[RepTruth, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Performed:
    """Pose frames and the truth behind them, frame for frame."""

    frames: tuple[PoseFrame, ...]
    truth: Truth
