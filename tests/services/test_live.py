"""A live session: frames and commands in; messages to the page and rows in the journal out."""

from dataclasses import replace

import pytest

from builders import a_set_of, an_exercise, performed, said, watch
from services.live_fakes import EXERCISES, Scene, a_prescription
from upperback.coach.events import RepCounted
from upperback.coach.session_commands import (
    Back,
    Begin,
    EndSet,
    GoOn,
    Next,
    Pause,
    Rate,
    Ready,
    StrikeRep,
    TapRep,
)
from upperback.errors import LiveError
from upperback.mannequin import Performance, RepPlan
from upperback.motion.pose import PoseFrame, no_person
from upperback.services.live import LiveSession
from upperback.services.live_messages import (
    Counted,
    Message,
    Moved,
    NotCounted,
    Noticed,
    Placed,
    StateChanged,
)
from upperback.training.records import Side


def a_counting_session(scene: Scene, exercise: str = "seated_row", **more: object) -> LiveSession:
    session = scene.begin(a_prescription(exercise, **more))
    session.command(Ready())
    session.command(Begin())
    return session


def feed(session: LiveSession, frames: tuple[PoseFrame, ...]) -> list[Message]:
    return [message for frame in frames for message in session.push(frame)]


def stage_of(session: LiveSession) -> str:
    """Return the stage now; mypy would take the attribute for what it was before."""
    return session.state.stage


def side_of(exercise: str) -> Side:
    return "right" if exercise == "thoracic_rotation" else "both"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_live_set_counts_what_the_engine_counts(exercise: str) -> None:
    done = a_set_of(3, exercise=exercise, plan=RepPlan(side=side_of(exercise)))
    direct = [each.rep for each in said(watch(done.frames, exercise, recognised=False), RepCounted)]
    scene = Scene()
    session = a_counting_session(scene, exercise, reps=9)
    told = feed(session, done.frames)
    counted = [each for each in told if isinstance(each, Counted)]
    assert [each.rep.end_s for each in counted] == [each.end_s for each in direct]
    assert [each.count for each in counted] == [1, 2, 3]
    (kept,) = scene.journal.kept.values()
    (logged,) = kept.sets
    assert logged.n_counted == 3
    assert [rep.findings for rep in logged.reps] == [rep.findings for rep in direct]


def test_placement_held_long_enough_begins_the_set_and_no_rep_is_missed() -> None:
    done = a_set_of(3, exercise="seated_row", lead_in_s=2.6)
    scene = Scene()
    session = scene.begin(a_prescription())
    session.command(Ready())
    told = feed(session, done.frames)
    placed = [each for each in told if isinstance(each, Placed)]
    assert placed[0].placement.ok
    assert sum(isinstance(each, Counted) for each in told) == 3


def test_a_set_that_is_over_is_complete_in_the_journal() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    feed(session, a_set_of(3).frames)
    session.command(EndSet())
    (logged,) = scene.journal.kept[session.state.id].sets
    assert logged.ended_at is not None
    assert logged.view == "side_left"
    assert logged.rules == an_exercise().rules
    assert logged.measures["elbow_flexion_deg"].passport["view"] == "side_left"
    assert stage_of(session) == "rating"


def test_rating_writes_effort_and_pain() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    feed(session, a_set_of(2).frames)
    session.command(EndSet())
    session.command(Rate(effort_rir=2, pain=5))
    (logged,) = scene.journal.kept[session.state.id].sets
    assert (logged.effort_rir, logged.pain) == (2, 5)
    (pain,) = scene.journal.pains
    assert (pain.value, pain.exercise, pain.moment) == (5, "seated_row", "during")
    assert stage_of(session) == "done"
    assert scene.journal.kept[session.state.id].ended_at is not None


def test_the_set_ends_when_the_person_gets_up() -> None:
    up = performed(Performance(exercise="idle", idle_s=5.0, fps=15.0)).frames
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    feed(session, in_a_row(*a_set_of(2).frames, *up))
    assert stage_of(session) == "rating"
    assert session.state.current is not None
    assert session.state.current.n_counted == 2


def in_a_row(*frames: PoseFrame, step_s: float = 1 / 15) -> tuple[PoseFrame, ...]:
    return tuple(replace(frame, time_s=index * step_s) for index, frame in enumerate(frames))


def test_somebody_who_leaves_finds_the_set_paused_and_goes_on() -> None:
    away = tuple(no_person(0.0, (640, 480)) for _ in range(60))
    again = a_set_of(2).frames
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    feed(session, in_a_row(*a_set_of(2).frames, *away))
    assert stage_of(session) == "paused"
    assert session.state.is_away
    feed(session, in_a_row(*a_set_of(2).frames, *away, *again)[-len(again) :])
    assert stage_of(session) == "counting"
    assert session.state.current is not None
    assert session.state.current.n_counted == 4


def test_after_the_last_rep_asked_for_a_while_at_rest_ends_the_set() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=3)
    told = feed(session, a_set_of(3, lead_out_s=8.0).frames)
    assert [each.code for each in told if isinstance(each, Noticed)].count("target_reached") == 1
    assert stage_of(session) == "rating"


def test_no_set_is_cut_off_while_reps_go_on() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=2)
    told = feed(session, a_set_of(5).frames)
    assert sum(isinstance(each, Counted) for each in told) == 5


def test_a_pause_loses_no_rep_and_the_start_pose_is_taken_anew() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    feed(session, a_set_of(2).frames)
    session.command(Pause())
    assert feed(session, in_a_row(*a_set_of(1).frames)) == []
    session.command(GoOn())
    feed(session, a_set_of(2).frames)
    assert session.state.current is not None
    assert session.state.current.n_counted == 4
    assert [rep.index for rep in session.state.current.reps] == [1, 2, 3, 4]


def test_the_other_side_does_not_count_and_says_so_kindly() -> None:
    scene = Scene()
    session = a_counting_session(scene, "thoracic_rotation", side="left")
    plan = RepPlan(side="right")
    told = feed(session, a_set_of(2, exercise="thoracic_rotation", plan=plan).frames)
    partial = [each for each in told if isinstance(each, NotCounted)]
    assert {each.partial_rep.reason for each in partial} == {"other_side"}
    assert "right side" in partial[0].text
    assert session.state.current is not None
    assert session.state.current.n_counted == 0


def test_a_new_page_with_a_clock_of_its_own_goes_on_with_the_set() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    frames = a_set_of(4).frames
    half = len(frames) // 2
    told = feed(session, frames[:half])
    scene.sessions.left(session.state.id)
    scene.sessions.attended(session.state.id)
    told += feed(session, in_a_row(*frames[half:]))
    assert sum(isinstance(each, Counted) for each in told) == 4


def test_a_set_left_alone_for_two_minutes_is_paused() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    feed(session, a_set_of(1).frames)
    scene.sessions.left(session.state.id)
    scene.clock.move(119)
    scene.sessions.pause_left_alone()
    assert stage_of(session) == "counting"
    scene.clock.move(2)
    scene.sessions.pause_left_alone()
    assert stage_of(session) == "paused"


def test_after_a_crash_the_session_goes_on_where_it_was() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    feed(session, a_set_of(2).frames)
    before = session.state
    scene.restart()
    desk = scene.sessions.current()
    assert desk is not None
    assert desk.session.state == before
    feed(desk.session, a_set_of(2).frames)
    assert desk.session.state.current is not None
    assert desk.session.state.current.n_counted == 4


def test_a_rest_ends_by_itself() -> None:
    scene = Scene()
    session = scene.begin(a_prescription(sets=2), by_camera=False)
    session.command(Ready())
    session.command(TapRep())
    session.command(EndSet())
    session.command(Rate())
    assert stage_of(session) == "resting"
    assert session.tick() == []
    scene.clock.move(31)
    assert any(isinstance(each, StateChanged) for each in session.tick())
    assert stage_of(session) == "counting"


def test_a_struck_rep_is_kept_as_a_correction() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    feed(session, a_set_of(2).frames)
    session.command(StrikeRep(index=2))
    (logged,) = scene.journal.kept[session.state.id].sets
    assert [(rep.counted, rep.reason, rep.by_hand) for rep in logged.reps] == [
        (True, None, False),
        (False, "struck", True),
    ]


def test_a_set_without_reps_leaves_nothing_behind() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    session.command(Next())
    assert scene.journal.kept[session.state.id].sets == ()
    assert stage_of(session) == "done"


def test_back_keeps_the_reps_that_were_done() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    feed(session, a_set_of(2).frames)
    session.command(Back())
    (logged,) = scene.journal.kept[session.state.id].sets
    assert logged.n_counted == 2
    assert stage_of(session) == "intro"


def test_what_cannot_be_done_now_changes_nothing() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    before = session.state
    with pytest.raises(LiveError, match="rate: expected the stage rating"):
        session.command(Rate(pain=2))
    assert session.state == before


def test_a_journal_that_is_busy_is_told_once_and_written_later() -> None:
    scene = Scene()
    session = a_counting_session(scene, reps=9)
    scene.journal.is_busy = True
    told = feed(session, a_set_of(3).frames)
    assert [each.code for each in told if isinstance(each, Noticed)].count("not_saved") == 1
    scene.journal.is_busy = False
    session.command(EndSet())
    (logged,) = scene.journal.kept[session.state.id].sets
    assert logged.n_counted == 3


def test_a_sample_leaves_nothing_in_the_journal() -> None:
    scene = Scene()
    session = scene.begin(a_prescription(), is_sample=True)
    session.command(Ready())
    session.command(Begin())
    told = feed(session, a_set_of(2).frames)
    assert sum(isinstance(each, Counted) for each in told) == 2
    assert scene.journal.kept == {}


def test_progress_tells_breath_and_hold() -> None:
    scene = Scene()
    session = a_counting_session(scene)
    told = feed(session, a_set_of(1, plan=RepPlan(hold_s=1.5)).frames)
    moves = [each for each in told if isinstance(each, Moved)]
    assert max(each.hold_s for each in moves) == pytest.approx(1.5, abs=0.6)
    assert {each.breath for each in moves} >= {"in", "out"}
