"""Many videos, one after the other or several at a time; a bad one does not stop the others."""

import sys
import warnings
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from upperback.cli.progress import file_progress, frame_progress
from upperback.errors import ExerciseFileWarning, ExportError, UpperbackError
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
    document: Path | None = None


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
    pool = ProcessPoolExecutor(
        min(jobs, len(work)), mp_context=get_context("spawn"), initializer=_keep_quiet
    )
    try:
        with file_progress(len(work)) as progress:
            futures = {pool.submit(_analyze_one, video, name, order): video for video, name in work}
            results: dict[Future[Done], Done] = {}
            for future in as_completed(futures):
                results[future] = _result(future, futures[future])
                _complain(results[future])
                progress(len(results), len(work))
            return [results[future] for future in futures]
    finally:
        # After Ctrl-C nobody wants the videos that have not been begun.
        pool.shutdown(cancel_futures=True)


def _keep_quiet() -> None:
    """Leave it to the first process to warn of a broken exercise file."""
    warnings.simplefilter("ignore", ExerciseFileWarning)


def _result(future: Future[Done], video: Path) -> Done:
    try:
        return future.result()
    except BrokenProcessPool:
        return Done(
            video=video,
            error=f"{video}: its process was stopped from outside, perhaps for want of memory; "
            "try again with fewer --jobs",
        )


def _analyze_one(video: Path, name: str, order: Order, progress: OnFrame | None = None) -> Done:
    from upperback.wiring import analyze

    folder = order.folder or Path()
    outputs = Outputs(
        report=folder / f"{name}.html" if order.with_report else None,
        annotated=folder / f"{name}.annotated.mp4" if order.with_video else None,
    )
    document = folder / f"{name}.json" if order.with_json else None
    try:
        analysis = analyze(
            video,
            exercise=order.exercise,
            model=order.model,
            progress=progress,
            outputs=outputs,
        )
        if document is not None:
            _write_json(analysis, document)
    except UpperbackError as error:
        return Done(video=video, error=str(error))
    return Done(
        video=video,
        analysis=analysis,
        report=outputs.report,
        annotated=outputs.annotated,
        document=document,
    )


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
