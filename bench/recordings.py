"""What the benches watch: clips with known truth, and the mannequin.

Pose recordings of the clips are made once, with the real model, in build/recordings.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

from upperback import wiring
from upperback.estimators import Replay
from upperback.mannequin import (
    FAULTS,
    MEDIAPIPE_HIP_DRAG,
    MEDIAPIPE_SHOULDER_DRAG,
    MOTIONS,
    Body,
    Camera,
    Noise,
    Performance,
    RepPlan,
    perform,
)
from upperback.motion.pose import PoseFrame

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ROOT.parent / "shared" / "bench" / "dev"
RECORDINGS = ROOT / "build" / "recordings"
Source = Literal["clips", "mannequin"]

# Broken renders: they show a wall and nobody in front of it.
EMPTY_CLIPS = frozenset({"wall_angel_57_side_good", "wall_angel_58_side_faults"})
# Fault in a clip's truth -> checks that must find it, and checks that may speak up too (the
# scorer's FAULTS takes any of both).
_CHECKS_OF_FAULT: Mapping[str, tuple[set[str], set[str]]] = {
    "elbows_flared": ({"elbows_wide"}, set()),
    "trunk_swing": ({"trunk_swing"}, {"slumped"}),
    "short_range": ({"short_range"}, set()),
    "head_only": ({"head_only"}, {"short_range"}),
    "elbows_bent": ({"elbows_bent"}, set()),
    "hips_drift": ({"rocking"}, set()),
    "arms_too_high": ({"too_high"}, {"shrug"}),
    "rounded_back": ({"rounded_back"}, set()),
    "torso_swing": ({"standing_up"}, {"swinging"}),
    "hips_roll": ({"pelvis_rolls"}, set()),
    "too_fast": ({"too_fast"}, set()),
    "arms_off_wall": ({"wrists_off_wall", "elbows_off_wall"}, set()),
    "arched_back": ({"back_arches"}, set()),
}
# Reps that truly move faster than this (start to peak, s) may be called fast (from the scorer).
_BRISK_S = {
    "seated_row": 1.0,
    "cat_cow": 1.9,
    "reverse_fly": 1.1,
    "thoracic_rotation": 2.3,
    "wall_angel": 1.9,
}
_TEMPO_CHECKS = frozenset({"jerky", "too_fast", "swinging"})
# Measure -> angle of a clip's truth ({N} the near side), and what of it. The shoulder line's
# turn is that of the chest and of the pelvis together.
_TRUE_MEASURES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "elbow_flexion_deg": (("elbow_flexion_{N}",), "peak"),
    "trunk_swing_deg": (("trunk_inclination",), "range"),
    "spine_arc_deg": (("spine_flexion",), "range"),
    "arm_elevation_left_deg": (("arm_from_vertical_L",), "max"),
    "arm_elevation_right_deg": (("arm_from_vertical_R",), "max"),
    "trunk_inclination_deg": (("trunk_inclination",), "peak"),
    "rotation_deg": (("thoracic_rotation",), "range"),
    "pelvis_rotation_deg": (("pelvis_roll",), "range"),
    "shoulder_line_rotation_deg": (("thoracic_rotation", "pelvis_roll"), "range"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueRep:
    """What happened: ``faults`` are checks that must be broken, ``tolerated`` ones that may be."""

    exercise: str
    side: str
    start_s: float
    peak_s: float
    end_s: float
    faults: frozenset[str] = frozenset()
    tolerated: frozenset[str] = frozenset()
    measures: Mapping[str, float] = field(default_factory=dict)

    def kind(self, check: str) -> Literal["good", "faulty", "other"]:
        """What a check should make of this rep; ``other`` where its verdict is not known."""
        if check in self.faults:
            return "faulty"
        return "other" if self.faults or check in self.tolerated else "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A rendered clip; ``truth`` is the JSON beside it."""

    name: str
    truth: Mapping[str, Any]
    source: Source = "clips"

    def frames(self) -> Iterator[PoseFrame]:
        return (pose for pose, _ in Replay(recording_of(self.name)).poses())

    def reps(self) -> tuple[TrueRep, ...]:
        return tuple(_clip_rep(rep, self.truth) for rep in self.truth["reps"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A performance of the mannequin."""

    name: str
    performance: Performance
    source: Source = "mannequin"

    def frames(self) -> Iterator[PoseFrame]:
        return iter(perform(self.performance).frames)

    def reps(self) -> tuple[TrueRep, ...]:
        return tuple(
            TrueRep(
                exercise=rep.exercise,
                side=rep.side,
                start_s=rep.start_s,
                peak_s=rep.peak_s,
                end_s=rep.end_s,
                faults=rep.faults,
                measures=rep.measures,
            )
            for rep in perform(_without_frames(self.performance)).truth.reps
        )


Watched = Clip | Scene


def clips(folder: Path = CLIPS) -> list[Clip]:
    """Return the clips that show somebody, after recording those that were not yet."""
    files = [file for file in sorted(folder.glob("*.mp4")) if file.stem not in EMPTY_CLIPS]
    for file in files:
        if not recording_of(file.stem).is_file():
            print(f"recording {file.name}", file=sys.stderr, flush=True)
            RECORDINGS.mkdir(parents=True, exist_ok=True)
            wiring.save_recording(file, recording_of(file.stem))
    return [
        Clip(name=file.stem, truth=json.loads(file.with_suffix(".json").read_text("utf-8")))
        for file in files
    ]


def recording_of(name: str) -> Path:
    return RECORDINGS / f"{name}.npz"


def _clip_rep(rep: Mapping[str, Any], truth: Mapping[str, Any]) -> TrueRep:
    faults, tolerated = set[str](), set[str]()
    for fault in rep["faults"]:
        must, may = _CHECKS_OF_FAULT[fault]
        faults, tolerated = faults | must, tolerated | may
    if rep["peak"] - rep["start"] < _BRISK_S[rep["exercise"]]:
        tolerated |= _TEMPO_CHECKS - faults
    near = "R" if truth["camera"]["yaw_of_figure_vs_camera_deg"] < 0 else "L"
    return TrueRep(
        exercise=rep["exercise"],
        side=rep["side"],
        start_s=rep["start"],
        peak_s=rep["peak"],
        end_s=rep["end"],
        faults=frozenset(faults),
        tolerated=frozenset(tolerated),
        measures=_true_measures(rep["angles"], near),
    )


def _true_measures(angles: Mapping[str, Mapping[str, float]], near: str) -> dict[str, float]:
    return {
        measure: sum(abs(angles[name.replace("{N}", near)][take]) for name in names)
        for measure, (names, take) in _TRUE_MEASURES.items()
        if all(name.replace("{N}", near) in angles for name in names)
    }


# --- the mannequin ----------------------------------------------------------------------

# Azimuth and elevation of cameras: the views that the exercise files call best or good, not
# quite met, and at last one from which less is seen.
_CAMERAS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "seated_row": ((90, 8), (-82, 8), (98, 4), (-90, 12), (45, 8)),
    "cat_cow": ((90, 5), (-98, 5), (80, 8), (-90, 2), (-72, 5)),
    "reverse_fly": ((0, 5), (8, 5), (-8, 10), (45, 5), (90, 5)),
    "thoracic_rotation": ((-45, 25), (45, 22), (-38, 18), (52, 28), (0, 25)),
    "wall_angel": ((0, 3), (8, 5), (-6, 8), (-25, 3), (90, 3)),
}
# Short and broad with short arms, middling, tall and slim with long arms.
_BODIES = (
    Body(),
    Body(stature_m=1.55, shoulder_width_m=0.35, upper_arm_m=0.24, trunk_depth_m=0.24),
    Body(stature_m=1.95, upper_arm_m=0.34, forearm_m=0.32, trunk_depth_m=0.20),
    Body(stature_m=1.65, trunk_m=0.52, thigh_m=0.38),
)
_SIZES_PX = ((640, 480), (480, 640), (1280, 720))
_RATES = (24.0, 15.0, 30.0)
_NOISES = tuple(
    Noise(landmark_px=px, depth_m=0.015, depth_squash=squash, correlation=0.8, seed=seed)
    for seed, (px, squash) in enumerate(((0.5, 1.0), (1.5, 0.6), (1.0, 0.85), (2.0, 0.7)))
)


def scenes(exercise: str) -> list[Scene]:
    """Return good sets, and sets with each fault, by several bodies before several cameras."""
    made = []
    bodies, noises = cycle(_BODIES), cycle(_NOISES)
    sizes, rates = cycle(_SIZES_PX), cycle(_RATES)
    for plan in ("good", *sorted(FAULTS[exercise])):
        for azimuth, elevation in _CAMERAS[exercise]:
            size, rate = next(sizes), next(rates)
            performance = Performance(
                exercise=exercise,
                reps=_reps(exercise, plan, azimuth),
                fps=rate,
                body=next(bodies),
                noise=_seen_by_mediapipe(exercise, next(noises)),
                camera=Camera(azimuth_deg=azimuth, elevation_deg=elevation, size_px=size),
                silhouette=abs(abs(azimuth) - 90) < 30,
            )
            picture = f"{size[0]}x{size[1]}, {rate:g} fps, {performance.body.stature_m:g} m"
            name = f"{exercise} {plan}, camera {azimuth:g}/{elevation:g}, {picture}"
            made.append(Scene(name=name, performance=performance))
    return made


def _seen_by_mediapipe(exercise: str, noise: Noise) -> Noise:
    """Draw shoulders and hips after each other, where they turn against each other."""
    if exercise != "thoracic_rotation":
        return noise
    return replace(noise, hip_drag=MEDIAPIPE_HIP_DRAG, shoulder_drag=MEDIAPIPE_SHOULDER_DRAG)


def _reps(exercise: str, plan: str, azimuth: float) -> tuple[RepPlan, ...]:
    tempo = MOTIONS[exercise].tempo
    side: Literal["left", "right"] | None = None
    if exercise == "thoracic_rotation":
        side = "left" if azimuth > 0 else "right"
    faults = frozenset[str]() if plan == "good" else frozenset({plan})
    return tuple(
        RepPlan(
            amplitude=amplitude,
            up_s=pace * tempo.up_s,
            down_s=pace * tempo.down_s,
            pause_s=0.8,
            side=side,
            faults=of_rep,
        )
        for amplitude, pace, of_rep in (
            (1.0, 1.0, frozenset[str]()),
            (0.9, 0.9, faults),
            (1.05, 1.15, faults),
        )
    )


def _without_frames(performance: Performance) -> Performance:
    """Return the same performance with a single frame; the truth of its reps is the same."""
    return replace(performance, times_s=(0.0,), silhouette=False)
