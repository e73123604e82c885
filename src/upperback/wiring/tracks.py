"""Landmark tracks of sets: kept beside the journal's sets, and scored again later."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from upperback.services.ports import PoseSource
from upperback.services.regrade import Regraded, regrade
from upperback.wiring.clock import wall_clock
from upperback.wiring.journal import Training


def track_of(recording: Path, *, start_s: float, end_s: float) -> bytes:
    """Return the part of a recording that shows one set, as a recording of its own."""
    from upperback.estimators import RecordingWriter, Replay

    source = Replay(recording)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "track.npz"
        with RecordingWriter(file, model=source.model_name) as writer:
            for pose, _ in source.poses():
                if start_s <= pose.time_s <= end_s:
                    writer.add(pose)
        return file.read_bytes()


def regrade_tracks(training: Training, *, write: bool) -> Iterator[Regraded]:
    """Score every set whose track is kept by today's rules; the journal changes with ``write``."""
    return regrade(training.journal, training.exercises, _read_track, now=wall_clock(), write=write)


@contextmanager
def _read_track(recording: bytes) -> Iterator[PoseSource]:
    from upperback.estimators import Replay

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "track.npz"
        file.write_bytes(recording)
        yield Replay(file)
