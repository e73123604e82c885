"""Angles on photographs of real people, start and end of a movement, against what must come out.

Reads ``../shared/bench/photos`` when it is there (see its README); the photographs stay there.
Each picture is shown to the pose model as a short still video, as an analysis would see it.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from upperback.coach.frame_signals import FrameSignals, Smoother
from upperback.estimators import MediaPipePose, find_model
from upperback.motion.landmarks import Side
from upperback.motion.view import near_side
from upperback.services.ports import VideoFrame

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT.parent / "shared" / "bench" / "photos"
# The model's tracking settles over the first frames of a video.
_N_FRAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A signal that must lie between two values on one photograph; ``side`` None = the near one."""

    photo: str
    signal: str
    low: float
    high: float
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A signal that must be larger on photograph 1 than on 0 of a pair."""

    pair: str
    signal: str
    at_least: float
    side: Side | None = None


# Internal angles by hand 165 and 78 degrees, +-10; flexion is 180 minus that.
EXPECTED = (
    Expected(photo="Seated_Cable_Rows_0", signal="elbow_flexion_deg", low=5, high=25, side="right"),
    Expected(
        photo="Seated_Cable_Rows_1", signal="elbow_flexion_deg", low=92, high=112, side="right"
    ),
    Expected(
        photo="Seated_Cable_Rows_0", signal="trunk_inclination_deg", low=-15, high=15, side="right"
    ),
    Expected(
        photo="Seated_Cable_Rows_1", signal="trunk_inclination_deg", low=-15, high=15, side="right"
    ),
    Expected(
        photo="Seated_Bent-Over_Rear_Delt_Raise_0", signal="arms_elevation_deg", low=0, high=45
    ),
    Expected(
        photo="Seated_Bent-Over_Rear_Delt_Raise_1", signal="arms_elevation_deg", low=80, high=105
    ),
)
ORDERS = (
    Order(pair="Cat_Stretch", signal="back_curvature", at_least=0.04),
    Order(pair="Seated_Cable_Rows", signal="elbow_flexion_deg", at_least=40, side="right"),
    Order(pair="Seated_Bent-Over_Rear_Delt_Raise", signal="arms_elevation_deg", at_least=30),
    Order(pair="Reverse_Flyes", signal="arms_elevation_deg", at_least=10),
)


def watch_still(path: Path) -> FrameSignals:
    """Return the smoothed pose of a photograph."""
    rgb = np.asarray(Image.open(path).convert("RGB"))
    estimator, smooth = MediaPipePose(find_model()), Smoother()
    try:
        frames = [
            smooth(estimator.estimate(VideoFrame(time_s=i / 24.0, rgb=rgb)))
            for i in range(_N_FRAMES)
        ]
    finally:
        estimator.close()
    return frames[-1]


def _value(frame: FrameSignals, signal: str, side: Side | None) -> float:
    return frame.value(signal, side or near_side(frame.yaw))


def main() -> int:
    """Print a table; the exit code is 1 if anything is not as it must be."""
    if not PHOTOS.is_dir():
        print(f"skipped: no photographs at {PHOTOS.relative_to(ROOT.parent)}", file=sys.stderr)
        return 0
    photos = {path.stem: watch_still(path) for path in sorted(PHOTOS.glob("*.jpg"))}
    ok = True
    print("| photograph | signal | got | expected | |")
    print("|---|---|---:|---|---|")
    for each in EXPECTED:
        got = _value(photos[each.photo], each.signal, each.side)
        good = each.low <= got <= each.high
        ok &= good
        wanted = f"{each.low:g} to {each.high:g}"
        print(f"| {each.photo} | {each.signal} | {got:.1f} | {wanted} | {'ok' if good else 'NO'} |")
    for order in ORDERS:
        start, end = (_value(photos[f"{order.pair}_{i}"], order.signal, order.side) for i in (0, 1))
        good = end - start >= order.at_least
        ok &= good
        print(
            f"| {order.pair} | {order.signal} | {start:.2f} -> {end:.2f} | "
            f"rises by {order.at_least:g} | {'ok' if good else 'NO'} |"
        )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
