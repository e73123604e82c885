"""Keeping what the camera saw of a set, so that later rules can score it again.

The frames that the engine saw go, in lumps, to the journal's thread, which compresses them to a
file; when the set is over the file goes into the journal. Only the whole of a set is worth keeping:
half a track would be scored as fewer reps. So a set that outlasts the limit, or that a server began
and another one ended, keeps none.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from upperback.errors import ExportError, RecordingError
from upperback.motion.pose import PoseFrame, no_person
from upperback.services.journal_port import Journal
from upperback.services.live_journal import JournalWriter, Write

# Half an hour at 15 Hz, a quarter of one at 30 Hz: the longest sets, of ten minutes, fit at any
# rate, and a session that was forgotten fills no disk. [bench] some 0.8 kB a frame, and 2 kB
# with its outline: at most 75 MB.
MOST_FRAMES = 27_000
# So many wait in memory: at most 4 MB with outlines of 256 x 256, some 4 s at 15 Hz.
_LUMP = 64
_LOG = logging.getLogger(__name__)


class Recorder(Protocol):
    """Puts pose frames into a recording."""

    def add(self, frame: PoseFrame) -> None:
        """Add a frame; RecordingError if it does not go with those before."""

    def recording(self) -> bytes:
        """Return the recording of all frames; nothing can be added afterwards."""

    def discard(self) -> None:
        """Forget everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackKeeping:
    """How tracks are kept.

    Attributes
    ----------
    is_wanted
        Whether the person chose so, by now.
    new_recorder
        Begins a recording, given the name of the pose model.
    """

    is_wanted: Callable[[], bool]
    new_recorder: Callable[[str], Recorder]


class SetTrack:
    """The track of one set while it goes on.

    Parameters
    ----------
    new_recorder
        Begins the recording; called on the writer's thread.
    writer
        Does the work.
    """

    def __init__(self, new_recorder: Callable[[], Recorder], writer: JournalWriter) -> None:
        self._film = _Film(new_recorder)
        self._writer = writer
        self._waiting: list[PoseFrame] = []
        self._last: PoseFrame | None = None
        self._n_frames = 0

    def add(self, frame: PoseFrame) -> None:
        """Take a frame that the engine saw."""
        self._n_frames += 1
        if self._n_frames > MOST_FRAMES:
            self.discard()
            return
        self._last = frame
        self._waiting.append(frame)
        if len(self._waiting) >= _LUMP:
            self._hand_over()

    def end_piece(self) -> None:
        """Note that the engine ended what was in progress, as when the person pauses.

        A recording says so by a frame of nobody at the time of the frame before.
        """
        last, self._last = self._last, None
        if last is not None:
            self._waiting.append(no_person(last.time_s, last.size_px))

    def kept_as(self, set_id: str) -> Write:
        """Return the write that puts the track beside its set, which is in the journal by then."""
        self._hand_over()
        return partial(_keep, set_id=set_id, film=self._film)

    def discard(self) -> None:
        """Forget it."""
        self._waiting = []
        self._writer.work(self._film.discard)

    def _hand_over(self) -> None:
        frames, self._waiting = self._waiting, []
        self._writer.work(partial(self._film.add, frames))


class _Film:
    """A recording on the writer's thread; damaged once, it is none any more."""

    def __init__(self, new_recorder: Callable[[], Recorder]) -> None:
        self._new_recorder = new_recorder
        self._recorder: Recorder | None = None
        self._recording: bytes | None = None
        self._is_over = False

    def add(self, frames: list[PoseFrame]) -> None:
        """Add frames."""
        if self._is_over or not frames:
            return
        try:
            self._recorder = self._recorder or self._new_recorder()
            for frame in frames:
                self._recorder.add(frame)
        except (RecordingError, ExportError, OSError) as error:
            _LOG.warning("the track of a set is not kept: %s", error)
            self.discard()

    def recording(self) -> bytes | None:
        """Return the recording; None if there is none to be kept."""
        if self._recorder is not None and not self._is_over:
            self._is_over = True
            try:
                self._recording = self._recorder.recording()
            except (RecordingError, ExportError, OSError) as error:
                _LOG.warning("the track of a set is not kept: %s", error)
        return self._recording

    def discard(self) -> None:
        """Forget everything."""
        self._is_over = True
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.discard()


def _keep(journal: Journal, *, set_id: str, film: _Film) -> None:
    recording = film.recording()
    if recording is not None:
        journal.keep_track(set_id, recording)
