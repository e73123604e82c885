"""Speed and memory: the whole analysis against a bare MediaPipe loop over the same frames.

`make bench-speed` prints a Markdown table with the machine it was measured on; `--write` puts
it into docs/benchmarks.md. Runs are interleaved, so that a busy machine slows all of them
alike; the ratio is the median of the ratios of neighbouring runs.
"""

import argparse
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode
from page import write_section

import upperback
from upperback import wiring
from upperback.estimators import ModelFile, find_model
from upperback.estimators.native_stderr import without_chatter
from upperback.motion.pose import PoseFrame

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "seated_row.mp4"
MINUTES = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to go through the video; ``run`` does it once."""

    name: str
    run: Callable[[], object]


def bare_loop(video: Path, model: ModelFile, *, silhouettes: bool) -> None:
    """Do what a first script with MediaPipe does: decode, detect, one frame after the other."""
    options = PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(model.path)),
        running_mode=RunningMode.VIDEO,
        output_segmentation_masks=silhouettes,
    )
    with (
        without_chatter(),
        PoseLandmarker.create_from_options(options) as landmarker,
        av.open(str(video)) as container,
    ):
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in container.decode(stream):
            rgb = frame.to_ndarray(format="rgb24")
            image = Image(image_format=ImageFormat.SRGB, data=rgb)
            landmarker.detect_for_video(image, round(frame.time * 1000))


def ways(video: Path, model: ModelFile, scratch: Path) -> list[Way]:
    """Return what is compared; the first is the yardstick."""
    report = wiring.Outputs(report=scratch / "report.html")
    return [
        Way(
            name="bare MediaPipe loop, with silhouettes",
            run=lambda: bare_loop(video, model, silhouettes=True),
        ),
        Way(
            name="bare MediaPipe loop, without silhouettes",
            run=lambda: bare_loop(video, model, silhouettes=False),
        ),
        Way(name="`upperback.analyze`", run=lambda: upperback.analyze(video)),
        Way(
            name="`upperback.analyze` with HTML report",
            run=lambda: wiring.analyze(video, outputs=report),
        ),
    ]


def wall_and_cpu_s(run: Callable[[], object]) -> tuple[float, float]:
    """Return elapsed and processor seconds of one run."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def compare(compared: list[Way], repeats: int, n_frames: int) -> list[str]:
    """Return table rows: milliseconds a frame and the ratio to the first way."""
    times = np.zeros((repeats, len(compared), 2))
    for repeat, (index, way) in itertools.product(range(repeats), enumerate(compared)):
        times[repeat, index] = wall_and_cpu_s(way.run)
        note(f"run {repeat + 1}/{repeats}: {way.name}: {times[repeat, index, 0]:.1f} s")
    ratios = np.median(times / times[:, :1], axis=0)
    per_frame_ms = np.median(times, axis=0) / n_frames * 1000
    rows = [
        "| | ms a frame | processor ms a frame | ratio | processor ratio |",
        "|---|--:|--:|--:|--:|",
    ]
    rows += [
        f"| {way.name} | {wall:.1f} | {cpu:.1f} | {ratio:.2f} | {cpu_ratio:.2f} |"
        for way, (wall, cpu), (ratio, cpu_ratio) in zip(compared, per_frame_ms, ratios, strict=True)
    ]
    return rows


def engine_microseconds(poses: list[PoseFrame], repeats: int) -> tuple[float, float]:
    """Return the mean and 95th percentile of one push, the best of several passes."""
    passes = []
    for _ in range(repeats):
        engine = upperback.CoachEngine(wiring.chosen_exercises("auto"), model_name="bench")
        passes.append([_push_microseconds(engine, pose) for pose in poses])
    best = min(passes, key=statistics.fmean)
    return statistics.fmean(best), float(np.percentile(best, 95))


def _push_microseconds(engine: upperback.CoachEngine, pose: PoseFrame) -> float:
    begin = time.perf_counter()
    engine.push(pose)
    return (time.perf_counter() - begin) * 1e6


def loop_video(clip: Path, looped: Path, minutes: float) -> None:
    """Write ``clip`` again and again until it lasts ``minutes``; nothing is encoded anew."""
    with av.open(str(looped), "w") as output:
        stream, offset, shown_s = None, 0, 0.0
        while shown_s < minutes * 60:
            with av.open(str(clip)) as source:
                video = source.streams.video[0]
                stream = stream or output.add_stream_from_template(video)
                for packet in source.demux(video):
                    if packet.dts is None or packet.pts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + offset, packet.dts + offset
                    packet.stream = stream
                    output.mux(packet)
                assert video.duration is not None
                assert video.time_base is not None
                offset += video.duration
                shown_s = float(offset * video.time_base)


def memory_mb(video: Path, minutes: tuple[float, ...]) -> list[tuple[float, float]]:
    """Analyse ``video`` in a process of its own; return (minute, resident MB) as it went."""
    command = [
        sys.executable,
        __file__,
        "--watch-memory",
        *map(str, minutes),
        "--video",
        str(video),
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [(float(a), float(b)) for a, b in (line.split() for line in output.splitlines())]


def watch_memory(video: Path, minutes: list[float]) -> None:
    """Analyse ``video``, printing resident memory as each of ``minutes`` is passed."""
    fps = wiring.open_source(video).info.fps or 30.0
    due = iter(sorted(minutes))
    state = {"next": next(due, None)}

    def progress(done: int, _total: int | None) -> None:
        while state["next"] is not None and done >= round(state["next"] * 60 * fps):
            print(state["next"], resident_mb(), flush=True)
            state["next"] = next(due, None)

    upperback.analyze(video, progress=progress)


def resident_mb() -> float:
    """Return the memory this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def machine() -> str:
    """Return processor, cores and versions in one line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    return (
        f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load before the run {os.getloadavg()[0]:.1f}"
    )


def measured(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the section."""
    video = options.video
    yield f"Machine: {machine()}."
    yield f"Video: `{video.name}`, {options.repeats} interleaved repeats."
    model = find_model()
    poses = [pose for pose, _ in wiring.open_source(video).poses()]
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        yield from compare(ways(video, model, scratch), options.repeats, len(poses))
        mean, p95 = engine_microseconds(poses, options.repeats)
        yield ""
        yield f"Engine alone: {mean:.0f} microseconds a frame (95th percentile {p95:.0f})."
        poses.clear()
        if options.minutes:
            yield ""
            yield from memory_rows(video, scratch, options.minutes)


def memory_rows(clip: Path, scratch: Path, longest: float) -> Iterator[str]:
    """Yield the table of memory over a long video."""
    looped = scratch / "long.mp4"
    loop_video(clip, looped, longest + 0.1)
    points = (*(minute for minute in MINUTES if minute < longest), longest)
    note(f"memory: analysing {longest:g} minutes of video")
    found = memory_mb(looped, points)
    yield "| minutes of video | resident memory, MB |"
    yield "|--:|--:|"
    for minute, megabytes in found:
        yield f"| {minute:g} | {megabytes:.0f} |"


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--video", type=Path, default=SAMPLE, help="the clip (default: the sample)")
    parser.add_argument("--repeats", type=int, default=5, help="interleaved repeats (default: 5)")
    parser.add_argument(
        "--minutes", type=float, default=10, help="length of the memory run, 0 for none"
    )
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md too")
    parser.add_argument("--watch-memory", type=float, nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.watch_memory:
        watch_memory(options.video, options.watch_memory)
        return
    section = "\n".join(measured(options))
    print(section)
    if options.write:
        write_section("speed", "Speed and memory", section)


if __name__ == "__main__":
    main()
