"""Landmark tracks of sets: kept beside the journal's sets, and scored again later."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.journal_port import Journal
from upperback.services.live_track import TrackKeeping
from upperback.services.ports import PoseSource
from upperback.services.programme import Planning
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


def track_keeping(journal: Journal, exercises: Iterable[Exercise]) -> TrackKeeping:
    """Return how the tracks of live sets are kept, if the profile says so."""
    planning = Planning(journal, exercises)
    return TrackKeeping(is_wanted=lambda: planning.profile().keeps_tracks, new_recorder=_TrackFile)


class _TrackFile:
    """A recording that is written in a folder of its own, and read when it is whole."""

    def __init__(self, model_name: str) -> None:
        from upperback.estimators import RecordingWriter

        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._file = Path(self._folder.name) / "track.npz"
        self._closing = ExitStack()
        self._writer = self._closing.enter_context(RecordingWriter(self._file, model=model_name))

    def add(self, frame: PoseFrame) -> None:
        """Add a frame; RecordingError if it does not go with those before."""
        self._writer.add(frame)

    def recording(self) -> bytes:
        """Return the recording of all frames; nothing can be added afterwards."""
        with self._folder:
            self._closing.close()
            return self._file.read_bytes()

    def discard(self) -> None:
        """Forget everything."""
        with self._folder:
            self._writer.discard()


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
