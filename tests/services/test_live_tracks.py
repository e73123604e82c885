"""Sets of a live session whose frames are kept, so that they can be scored again."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from builders import an_exercise, performed
from services.live_fakes import EXERCISES, Clock, a_prescription
from upperback.coach.session_commands import Begin, EndSet, GoOn, Pause, Rate, Ready, Stop
from upperback.errors import RecordingError
from upperback.estimators import Replay
from upperback.exercises.definition import Exercise
from upperback.mannequin import Noise, Performance, RepPlan
from upperback.motion.pose import PoseFrame, Silhouette
from upperback.services import live_track
from upperback.services.journal_port import Journal
from upperback.services.live import LiveSession, Surroundings
from upperback.services.live_journal import DirectWriter, QueuedWriter
from upperback.services.live_plan import Today
from upperback.services.live_sessions import Beginning, LiveSessions
from upperback.services.live_track import SetTrack, TrackKeeping
from upperback.services.ports import PoseSource
from upperback.services.programme import PROFILE
from upperback.services.regrade import Regraded, regrade
from upperback.store import open_journal
from upperback.web.frame_codec import decode_frame, encode_frame
from upperback.wiring.tracks import track_keeping

TODAY = Clock().at


def frames_of(exercise: str, n_reps: int = 3, *, crop: bool = False) -> list[PoseFrame]:
    """Return a performance as it comes from a page; ``crop`` sends only a part of the outline."""
    side: Any = "right" if exercise == "thoracic_rotation" else "both"
    reps = (RepPlan(side=side),) * n_reps
    outline = exercise == "cat_cow"
    noise = Noise(landmark_px=1.0)
    done = performed(
        Performance(exercise=exercise, reps=reps, fps=15.0, silhouette=outline, noise=noise)
    )
    frames = [_cropped(each) if crop else each for each in done.frames]
    return [decode_frame(encode_frame(each, sequence=0)).frame for each in frames]


def _cropped(frame: PoseFrame) -> PoseFrame:
    assert frame.silhouette is not None
    mask = frame.silhouette.mask
    height, width = mask.shape
    part = mask[2 : height - 3, 4 : width - 5]
    rect = (4 / width, 2 / height, (width - 5) / width, (height - 3) / height)
    return replace(frame, silhouette=Silhouette(mask=part.copy(), rect=rect))


@dataclass(slots=True)
class Coached:
    """Live sessions on a journal on disk, as the server has them."""

    journal: Journal
    sessions: LiveSessions
    exercises: dict[str, Exercise]
    clock: Clock = field(default_factory=Clock)

    def begin(self, exercise: str) -> LiveSession:
        """Begin to count a set."""
        side: Any = "right" if exercise == "thoracic_rotation" else "both"
        item = a_prescription(exercise, side=side, reps=50)
        today = Today(kind="free", minutes=10, items=(item,))
        session = self.sessions.begin(Beginning(today=today, replaces=True)).session
        session.model_name = "test"
        session.command(Ready())
        session.command(Begin())
        return session

    def regraded(self, exercises: dict[str, Exercise] | None = None) -> list[Regraded]:
        """Score all tracks again."""
        chosen = exercises or self.exercises
        return list(regrade(self.journal, chosen, read_track, now=TODAY))


@contextmanager
def read_track(recording: bytes) -> Iterator[PoseSource]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "track.npz"
        file.write_bytes(recording)
        yield Replay(file)


@contextmanager
def coached(place: str, *, keeps: bool = True) -> Iterator[Coached]:
    exercises = {name: an_exercise(name) for name in EXERCISES}
    ids = iter(f"id-{index}" for index in range(1000))
    clock = Clock()
    around = Surroundings(now=clock.now, new_id=lambda: next(ids), exercises=exercises)
    with open_journal(place) as journal, closing(QueuedWriter(journal)) as writer:
        if keeps:
            journal.put_document(PROFILE, {"keeps_tracks": True})
        keeping = track_keeping(journal, exercises.values())
        with closing(LiveSessions(around, journal, writer, keeping)) as sessions:
            yield Coached(journal, sessions, exercises, clock)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Coached]:
    with coached(str(tmp_path / "journal.db")) as scene:
        yield scene


def feed(session: LiveSession, frames: Sequence[PoseFrame], *, after_s: float = 0.0) -> float:
    """Push frames; return the time of the last one."""
    for frame in frames:
        session.push(replace(frame, time_s=frame.time_s + after_s))
    return frames[-1].time_s + after_s


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_kept_track_gives_the_same_set_again(scene: Coached, exercise: str) -> None:
    session = scene.begin(exercise)
    feed(session, frames_of(exercise))
    session.command(EndSet())
    session.command(Rate(effort_rir=2, pain=0))
    scene.sessions.flush()
    (found,) = scene.regraded()
    assert found.problem is None
    assert found.before.n_counted == 3
    assert found.before.rules == scene.exercises[exercise].rules
    assert not found.is_changed


def test_another_limit_shows_what_it_changes(scene: Coached) -> None:
    session = scene.begin("seated_row")
    feed(session, frames_of("seated_row"))
    session.command(EndSet())
    scene.sessions.flush()
    row = scene.exercises["seated_row"]
    strict = tuple(
        replace(gate, maximum=-5.0) if gate.signal == "hand_height_tl" else gate
        for gate in row.rep_guards
    )
    changed = replace(row, rules="seated_row/2", rep_guards=strict)
    (found,) = scene.regraded(scene.exercises | {"seated_row": changed})
    assert found.is_changed
    assert (found.before.n_counted, found.now.n_counted) == (3, 0)


def test_outlines_of_a_part_of_the_picture_are_kept_as_they_came(scene: Coached) -> None:
    frames = frames_of("cat_cow", crop=True)
    session = scene.begin("cat_cow")
    feed(session, frames)
    session.command(EndSet())
    scene.sessions.flush()
    (found,) = scene.regraded()
    assert found.before.n_counted == 3
    assert not found.is_changed
    recording = scene.journal.track(found.before.id)
    assert recording is not None
    with read_track(recording) as source:
        kept = [pose for pose, _ in source.poses() if pose.has_person]
    assert len(kept) == len(frames)
    for before, after in zip(frames, kept, strict=True):
        assert before.silhouette is not None
        assert after.silhouette is not None
        assert before.silhouette.rect == after.silhouette.rect
        assert (before.silhouette.mask == after.silhouette.mask).all()


def test_a_pause_in_mid_rep_is_the_same_pause_again(scene: Coached) -> None:
    frames = frames_of("seated_row", 4)
    session = scene.begin("seated_row")
    at = len(frames) * 3 // 7  # on the way of a rep
    feed(session, frames[:at])
    session.command(Pause())
    session.command(GoOn())
    feed(session, frames, after_s=frames[at].time_s + 1.0)
    session.command(EndSet())
    scene.sessions.flush()
    (found,) = scene.regraded()
    assert any(not rep.counted for rep in found.before.reps)
    assert not found.is_changed


def test_a_session_that_is_stopped_keeps_the_track_of_its_last_set(scene: Coached) -> None:
    session = scene.begin("seated_row")
    feed(session, frames_of("seated_row"))
    session.command(Stop())
    scene.sessions.flush()
    (found,) = scene.regraded()
    assert not found.is_changed


def test_who_did_not_choose_it_leaves_no_track(tmp_path: Path) -> None:
    with coached(str(tmp_path / "journal.db"), keeps=False) as scene:
        session = scene.begin("seated_row")
        feed(session, frames_of("seated_row"))
        session.command(EndSet())
        scene.sessions.flush()
        assert not scene.journal.tracked_sets()


def test_a_set_in_which_nothing_was_done_leaves_no_track(scene: Coached) -> None:
    session = scene.begin("seated_row")
    feed(session, frames_of("seated_row")[:20])
    session.command(EndSet())
    session.command(Rate())
    scene.sessions.flush()
    assert not scene.journal.tracked_sets()


def test_a_set_that_is_removed_takes_its_track_along(scene: Coached) -> None:
    session = scene.begin("seated_row")
    feed(session, frames_of("seated_row"))
    session.command(EndSet())
    scene.sessions.flush()
    (set_id,) = scene.journal.tracked_sets()
    scene.journal.remove_set(set_id)
    assert not scene.journal.tracked_sets()
    assert scene.journal.track(set_id) is None


# --- limits -----------------------------------------------------------------------------


@dataclass(slots=True)
class FakeRecorder:
    """Counts frames; may refuse them."""

    n_frames: int = 0
    refuses: bool = False
    is_discarded: bool = False

    def add(self, frame: PoseFrame) -> None:
        if self.refuses:
            raise RecordingError("another picture size")
        self.n_frames += 1

    def recording(self) -> bytes:
        return b"%d" % self.n_frames

    def discard(self) -> None:
        self.is_discarded = True


class Shelf:
    """A journal that only takes tracks."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep_track(self, set_id: str, recording: bytes) -> None:
        self.kept[set_id] = recording

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        yield


def a_track(recorder: FakeRecorder) -> tuple[SetTrack, Callable[[], dict[str, bytes]]]:
    """Return a track, and what the journal has once the set is over."""
    shelf: Any = Shelf()
    writer = DirectWriter(shelf)
    track = SetTrack(lambda: recorder, writer)

    def kept() -> dict[str, bytes]:
        writer.submit([track.kept_as("set")])
        found: dict[str, bytes] = shelf.kept
        return found

    return track, kept


def test_ten_minutes_at_the_highest_rate_fit() -> None:
    assert live_track.MOST_FRAMES > 10 * 60 * 30


@pytest.mark.parametrize(("more", "kept"), [(0, {"set": b"27000"}), (1, {})])
def test_a_set_that_outlasts_the_limit_keeps_none(more: int, kept: dict[str, bytes]) -> None:
    recorder = FakeRecorder()
    track, on_the_shelf = a_track(recorder)
    frame = frames_of("seated_row", 1)[0]
    for _ in range(live_track.MOST_FRAMES + more):
        track.add(frame)
    assert on_the_shelf() == kept
    assert recorder.is_discarded == bool(more)


def test_a_track_that_cannot_be_recorded_is_given_up() -> None:
    recorder = FakeRecorder(refuses=True)
    track, on_the_shelf = a_track(recorder)
    for frame in frames_of("seated_row", 1)[:5]:
        track.add(frame)
    assert on_the_shelf() == {}
    assert recorder.is_discarded


def test_what_is_kept_needs_no_second_recording() -> None:
    recorder = FakeRecorder()
    track, on_the_shelf = a_track(recorder)
    track.add(frames_of("seated_row", 1)[0])
    assert on_the_shelf() == on_the_shelf() == {"set": b"1"}


def test_the_profile_decides_when_a_set_begins(tmp_path: Path) -> None:
    with open_journal(str(tmp_path / "journal.db")) as journal:
        keeping: TrackKeeping = track_keeping(journal, [])
        assert not keeping.is_wanted()
        journal.put_document(PROFILE, {"keeps_tracks": True})
        assert keeping.is_wanted()


def test_a_server_that_stops_in_mid_set_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waited for the end of the set is thrown away."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with coached(str(tmp_path / "journal.db")) as scene:
        feed(scene.begin("seated_row"), frames_of("seated_row"))
        scene.sessions.flush()
        assert list(place.iterdir())
    assert not list(place.iterdir())
