"""Many videos, one after the other or several at a time; a bad one does not stop the others."""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from upperback.cli.progress import file_progress, frame_progress
from upperback.errors import ExportError, UpperbackError
from upperback.services.analysis import Analysis
from upperback.wiring import OnFrame, Outputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to do with each video; files are written into ``folder``."""

    exercise: str
    model: Path | None
    folder: Path | None
    with_report: bool
    with_json: bool
    with_video: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Done:
    """What came of one video: an analysis, or why there is none."""

    video: Path
    analysis: Analysis | None = None
    error: str | None = None
    report: Path | None = None
    annotated: Path | None = None


def analyze_all(videos: Sequence[Path], order: Order, *, jobs: int) -> list[Done]:
    """Analyse every video; the result is in the order given."""
    names = _distinct_names(videos)
    if jobs == 1 or len(videos) == 1:
        done = []
        for video, name in zip(videos, names, strict=True):
            with frame_progress(video.name) as progress:
                done.append(_analyze_one(video, name, order, progress))
            _complain(done[-1])
        return done
    return _in_parallel(list(zip(videos, names, strict=True)), order, jobs)


def _in_parallel(work: list[tuple[Path, str]], order: Order, jobs: int) -> list[Done]:
    # Spawned, not forked: MediaPipe's and PyAV's threads do not survive a fork.
    pool = ProcessPoolExecutor(min(jobs, len(work)), mp_context=get_context("spawn"))
    with pool, file_progress(len(work)) as progress:
        futures = {pool.submit(_analyze_one, video, name, order): video for video, name in work}
        for n_done, future in enumerate(as_completed(futures), start=1):
            _complain(future.result())
            progress(n_done, len(work))
        return [future.result() for future in futures]


def _analyze_one(video: Path, name: str, order: Order, progress: OnFrame | None = None) -> Done:
    from upperback.wiring import analyze

    folder = order.folder or Path()
    outputs = Outputs(
        report=folder / f"{name}.html" if order.with_report else None,
        annotated=folder / f"{name}.annotated.mp4" if order.with_video else None,
    )
    try:
        analysis = analyze(
            video,
            exercise=order.exercise,
            model=order.model,
            progress=progress,
            outputs=outputs,
        )
        if order.with_json:
            _write_json(analysis, folder / f"{name}.json")
    except UpperbackError as error:
        return Done(video=video, error=str(error))
    return Done(video=video, analysis=analysis, report=outputs.report, annotated=outputs.annotated)


def _write_json(analysis: Analysis, path: Path) -> None:
    from upperback.export.analysis_json import analysis_json

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(analysis_json(analysis) + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror}") from error


def _complain(done: Done) -> None:
    if done.error is not None:
        sys.stderr.write(f"upperback: {done.error}\n")


def _distinct_names(videos: Sequence[Path]) -> list[str]:
    """File names without their ending; a number tells namesakes apart."""
    names: list[str] = []
    for video in videos:
        name, n = video.stem, 2
        while name in names:
            name, n = f"{video.stem}-{n}", n + 1
        names.append(name)
    return names
