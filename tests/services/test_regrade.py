"""Kept tracks are scored again by today's rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from builders import Replayed, an_exercise, performed
from upperback.errors import RecordingError
from upperback.estimators import RecordingWriter, Replay
from upperback.mannequin import Performance, RepPlan
from upperback.services.journal_port import Journal
from upperback.services.ports import PoseSource
from upperback.services.regrade import Regraded, regrade, score_again
from upperback.store import open_journal
from upperback.training.records import LoggedRep, LoggedSet, TrainingSession

AT = datetime(2026, 5, 4, 7, tzinfo=UTC)
TODAY = datetime(2027, 1, 2, 8, tzinfo=UTC)
UNSCORED = LoggedSet(id="set", exercise="seated_row", started_at=AT, ended_at=AT, note="fine day")


@cache
def the_track() -> Replayed:
    """Four rows, one of them short."""
    full = RepPlan()
    reps = (full, RepPlan(amplitude=0.42), full, full)
    frames = performed(Performance(reps=reps, fps=15.0)).frames
    return Replayed(frames)


@contextmanager
def read_track(recording: bytes) -> Iterator[PoseSource]:
    if recording != b"track":
        raise RecordingError("the recording is damaged")
    yield the_track()


@cache
def scored() -> LoggedSet:
    """The set as today's rules see it."""
    return score_again(UNSCORED, an_exercise(), the_track())


@pytest.fixture
def journal() -> Iterator[Journal]:
    with open_journal("sqlite://") as journal:
        yield journal


def keep(journal: Journal, logged: LoggedSet, recording: bytes = b"track") -> None:
    session = TrainingSession(id=f"of {logged.id}", kind="free", started_at=AT, sets=(logged,))
    journal.put_session(session)
    journal.keep_track(logged.id, recording)


def again(journal: Journal, *, write: bool = False) -> Regraded:
    (found,) = regrade(journal, {"seated_row": an_exercise()}, read_track, now=TODAY, write=write)
    return found


def test_a_track_is_scored_as_the_person_was() -> None:
    logged = scored()
    assert [(rep.index, rep.counted) for rep in logged.reps] == [
        (1, True),
        (2, False),
        (3, True),
        (4, True),
    ]
    assert logged.rules == an_exercise().rules
    assert set(logged.measures) >= {"elbow_flexion_deg"}


def test_the_same_rules_change_nothing(journal: Journal) -> None:
    keep(journal, scored())
    found = again(journal, write=True)
    assert not found.is_changed
    assert not found.is_written
    assert journal.logged_set("set") == scored()


def test_what_changes_is_shown_and_not_written_unasked(journal: Journal) -> None:
    old = replace(scored(), rules="old", reps=scored().reps[:1], measures={})
    keep(journal, old)
    found = again(journal)
    assert (found.before.n_counted, found.now.n_counted) == (1, 3)
    assert [(each.name, each.before) for each in found.measures] == [
        (name, None) for name in sorted(scored().measures)
    ]
    assert found.is_changed
    assert not found.is_written
    assert journal.logged_set("set") == old


def test_what_is_written_says_by_which_rules_it_was_scored_before(journal: Journal) -> None:
    keep(journal, replace(scored(), rules="old", reps=scored().reps[:1]))
    assert again(journal, write=True).is_written
    written = journal.logged_set("set")
    rules = an_exercise().rules
    assert written.reps == scored().reps
    assert written.note == f"fine day\nRegraded 2027-01-02: rules old -> {rules}, 1 -> 3 reps."
    assert not again(journal, write=True).is_written


def test_what_the_person_corrected_stays(journal: Journal) -> None:
    """A rep that was struck stays struck; one that was tapped and not seen stays counted."""
    first, *others = scored().reps
    struck = replace(first, counted=False, reason="struck", by_hand=True)
    end_s = others[-1].end_s + 20.0
    tapped = LoggedRep(index=9, start_s=end_s, peak_s=end_s, end_s=end_s, by_hand=True)
    keep(journal, replace(scored(), rules="old", reps=(struck, *others, tapped)))
    reps = again(journal).now.reps
    assert [(rep.index, rep.reason, rep.by_hand) for rep in reps] == [
        (1, "struck", True),
        (2, "short_range", False),
        (3, None, False),
        (4, None, False),
        (5, None, True),
    ]


def test_a_tap_for_a_rep_that_is_now_seen_counts_once(journal: Journal) -> None:
    """The old rules had missed it; the person tapped just after it."""
    missed, *others = scored().reps
    tap_s = missed.end_s + 0.5
    tapped = LoggedRep(index=9, start_s=tap_s, peak_s=tap_s, end_s=tap_s, by_hand=True)
    keep(journal, replace(scored(), rules="old", reps=(*others, tapped)))
    assert again(journal).now.n_counted == 3


def test_effort_pain_and_load_are_not_touched(journal: Journal) -> None:
    keep(journal, replace(scored(), rules="old", effort_rir=2, pain=3))
    again(journal, write=True)
    written = journal.logged_set("set")
    assert (written.effort_rir, written.pain) == (2, 3)


@pytest.mark.parametrize(
    ("exercise", "recording", "said"),
    [
        ("handstand", b"track", "no exercise 'handstand'"),
        ("seated_row", b"?", "the recording is damaged"),
    ],
)
def test_what_cannot_be_scored_says_why_and_stays(
    journal: Journal, exercise: str, recording: bytes, said: str
) -> None:
    old = replace(scored(), exercise=exercise, rules="old")
    keep(journal, old, recording)
    found = again(journal, write=True)
    assert said in str(found.problem)
    assert not found.is_changed
    assert journal.logged_set("set") == old


def test_a_set_without_a_track_is_left_out(journal: Journal) -> None:
    keep(journal, scored())
    journal.remove_track("set")
    assert list(regrade(journal, {}, read_track, now=TODAY)) == []


def test_a_recording_file_gives_what_the_person_got(journal: Journal, tmp_path: Path) -> None:
    """Kept as the bytes of a recording, read back from a file."""
    with RecordingWriter(tmp_path / "kept.npz", model="mannequin") as writer:
        for pose in the_track().frames:
            writer.add(pose)
    keep(journal, replace(scored(), rules="old"), (tmp_path / "kept.npz").read_bytes())

    @contextmanager
    def read_file(recording: bytes) -> Iterator[PoseSource]:
        (tmp_path / "read.npz").write_bytes(recording)
        yield Replay(tmp_path / "read.npz")

    exercises = {"seated_row": an_exercise()}
    (found,) = regrade(journal, exercises, read_file, now=TODAY)
    assert found.now.n_counted == scored().n_counted
    assert found.findings == ()
    assert list(found.now.measures) == list(scored().measures)
