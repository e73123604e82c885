"""The same clips filmed otherwise: by other cameras, in other rooms, with frames missing.

`make bench-robustness` re-encodes clips with known truth and says where the count changes.
Angles need not be the same; reps, exercise and (mirrored) sides must be.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import affine_transform, rotate

from upperback import analyze
from upperback.services.ports import VideoFrame
from upperback.video import VideoReader, VideoWriter

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ROOT.parent / "shared" / "bench" / "dev"
NAMES = (
    "seated_row_01_good_side",
    "cat_cow_06_irregular_side",
    "reverse_fly_05_irregular_front",
    "thoracic_rotation_52_foot_irregular_L",
    "wall_angel_06_irregular",
)
Rgb = NDArray[np.uint8]
Transform = Callable[[Iterable[VideoFrame]], Iterator[VideoFrame]]


def _each(change: Callable[[Rgb], Rgb]) -> Transform:
    def transform(frames: Iterable[VideoFrame]) -> Iterator[VideoFrame]:
        for frame in frames:
            yield VideoFrame(time_s=frame.time_s, rgb=np.ascontiguousarray(change(frame.rgb)))

    return transform


def _portrait(rgb: Rgb) -> Rgb:
    """Stand the picture in a phone's tall frame, grey above and below."""
    height, width, _ = rgb.shape
    tall = np.full((width * 16 // 9, width, 3), 128, dtype=np.uint8)
    top = (tall.shape[0] - height) // 2
    tall[top : top + height] = rgb
    return tall


def _tilted(rgb: Rgb) -> Rgb:
    """Turn the picture by 7 degrees, as a phone that leans askew would show it."""
    turned: Rgb = rotate(rgb, 7.0, reshape=False, order=1, mode="nearest")
    return turned


def _far(rgb: Rgb) -> Rgb:
    """Show the person two thirds as large, low in the picture; its edges go on."""
    height, width, _ = rgb.shape
    shrunk: Rgb = affine_transform(
        rgb,
        [1.5, 1.5, 1.0],
        offset=(-0.4 * height, -0.25 * width, 0.0),
        output_shape=rgb.shape,
        order=1,
        mode="nearest",
    )
    return shrunk


def _dim(rgb: Rgb) -> Rgb:
    """About an eighth of the light, and the grain that comes with it."""
    grain = np.random.default_rng(int(rgb[0, 0].sum())).normal(0.0, 5.0, rgb.shape)
    return np.clip(255.0 * 0.55 * (rgb / 255.0) ** 1.5 + grain, 0, 255).astype(np.uint8)


def at_rate(fps: float) -> Transform:
    """Return a transform that samples the frames shown at a steady rate."""

    def transform(frames: Iterable[VideoFrame]) -> Iterator[VideoFrame]:
        n_out = 0
        for frame in frames:
            # The picture stays until the next one comes, as a faster camera would see it.
            while n_out / fps <= frame.time_s:
                yield VideoFrame(time_s=n_out / fps, rgb=frame.rgb)
                n_out += 1

    return transform


def missing(share: float, seed: int = 7) -> Transform:
    """Return a transform that drops frames at random; the others keep their times."""

    def transform(frames: Iterable[VideoFrame]) -> Iterator[VideoFrame]:
        chance = np.random.default_rng(seed)
        for frame in frames:
            if chance.random() >= share:
                yield frame

    return transform


VARIANTS: dict[str, Transform] = {
    "mirrored": _each(lambda rgb: rgb[:, ::-1]),
    "portrait": _each(_portrait),
    "tilted": _each(_tilted),
    "far": _each(_far),
    "dim": _each(_dim),
    "12 fps": at_rate(12.0),
    "60 fps": at_rate(60.0),
    "30 % missing": missing(0.3),
}


def transcode(source: Path, target: Path, transform: Transform) -> None:
    """Re-encode a video through a transform."""
    reader = VideoReader(source)
    with VideoWriter(target, fps=60.0) as writer:
        for frame in transform(reader.frames()):
            writer.write(frame)


def counts(path: Path) -> dict[str, int]:
    """Return the reps found for each exercise and side."""
    found: dict[str, int] = {}
    for report in analyze(path).sets:
        for rep in report.reps:
            name = f"{report.exercise} {rep.side}"
            found[name] = found.get(name, 0) + 1
    return found


def mirrored(found: dict[str, int]) -> dict[str, int]:
    """Return the counts with left and right changed."""
    swap = {"left": "right", "right": "left"}
    words = {name: name.split(" ") for name in found}
    return {f"{a} {swap.get(b, b)}": found[name] for name, (a, b) in words.items()}


def main() -> int:
    """Print a table; the exit code is 1 if any count changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", nargs="*", type=Path, help="clips (default: one per exercise)")
    parser.add_argument(
        "--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS), metavar="NAME"
    )
    options = parser.parse_args()
    clips = options.clips or [CLIPS / f"{name}.mp4" for name in NAMES if CLIPS.is_dir()]
    if not clips:
        print(
            "skipped: no clips; name some, or put ../shared/bench beside the project",
            file=sys.stderr,
        )
        return 0
    changed = 0
    print("| clip | variant | reps | |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for clip in clips:
            as_filmed = counts(clip)
            for name in options.variants:
                target = Path(folder) / "variant.mp4"
                transcode(clip, target, VARIANTS[name])
                found = counts(target)
                wanted = mirrored(as_filmed) if name == "mirrored" else as_filmed
                changed += found != wanted
                mark = "ok" if found == wanted else f"NO, was {json.dumps(wanted)}"
                print(f"| {clip.stem} | {name} | {json.dumps(found)} | {mark} |", flush=True)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
