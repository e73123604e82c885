"""The parts around a live session: today's plan, the journal's thread, what a crash leaves."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_exercise
from coach.test_session import ANYTHING
from services.live_fakes import EXERCISES, Scene, a_prescription
from upperback.coach.session_commands import AddRep, Leave, Ready, Return, TapRep
from upperback.errors import LiveError, UnknownExerciseError
from upperback.services.live_plan import Today, Wishes, plan_of_today
from upperback.services.live_record import DOCUMENT, commands_done
from upperback.services.live_sessions import Beginning, OpenSessionError

KNOWN = {name: an_exercise(name) for name in EXERCISES}


def test_without_wishes_all_five_are_done_mobility_first() -> None:
    today = plan_of_today(KNOWN, Wishes())
    found = list(dict.fromkeys(each.exercise for each in today.items))
    assert found[:2] == ["cat_cow", "thoracic_rotation"]
    assert len(found) == 5
    assert today.kind == "full"


def test_a_few_minutes_hold_fewer_exercises() -> None:
    today = plan_of_today(KNOWN, Wishes(minutes=5))
    assert 0 < len(today.items) < 5
    assert today.minutes <= 5
    assert today.kind == "short"


def test_what_needs_things_is_left_out_where_there_are_none() -> None:
    today = plan_of_today(KNOWN, Wishes(equipment=frozenset()))
    assert {each.load.kind for each in today.items} == {"none"}


def test_chosen_exercises_are_planned_as_chosen() -> None:
    today = plan_of_today(KNOWN, Wishes(exercises=("wall_angel", "cat_cow")))
    assert [each.exercise for each in today.items] == ["wall_angel", "cat_cow"]
    assert today.kind == "free"
    with pytest.raises(UnknownExerciseError):
        plan_of_today(KNOWN, Wishes(exercises=("burpee",)))


def test_one_session_at_a_time_unless_it_is_replaced() -> None:
    scene = Scene()
    first = scene.begin()
    with pytest.raises(OpenSessionError) as refused:
        scene.begin()
    assert refused.value.session is first
    second = scene.begin(replaces=True)
    assert first.state.stage == "done"
    assert second.state.stage == "intro"


def test_nothing_to_do_is_no_session() -> None:
    with pytest.raises(LiveError, match="at least one exercise"):
        Scene().sessions.begin(Beginning(today=Today(kind="free", minutes=1, items=())))


def test_without_its_document_a_session_begins_at_the_first_set_left() -> None:
    scene = Scene()
    session = scene.begin(a_prescription("cat_cow"), a_prescription(), by_camera=False)
    session.command(Ready())
    session.command(TapRep())
    del scene.journal.documents[DOCUMENT]
    scene.restart()
    desk = scene.sessions.current()
    assert desk is not None
    assert [step.status for step in desk.session.state.steps] == ["done", "now"]


def test_a_document_that_is_damaged_is_left_aside() -> None:
    scene = Scene()
    scene.begin()
    scene.journal.documents[DOCUMENT] |= {"statuses": ["nonsense"]}
    scene.restart()
    desk = scene.sessions.current()
    assert desk is not None
    assert desk.session.state.stage == "intro"


@given(st.lists(ANYTHING, max_size=25))
def test_whatever_happened_a_crash_loses_nothing(commands: list[Any]) -> None:
    scene = Scene()
    session = scene.begin(a_prescription("cat_cow"), a_prescription("thoracic_rotation", sets=2))
    for command in commands:
        scene.clock.move(1.0)
        if isinstance(command, AddRep | Leave | Return):
            continue  # only the camera says so
        try:
            session.command(command)
        except LiveError:
            continue
    before = session.state
    if before.stage == "done":
        assert scene.journal.open_session() is None
        return
    scene.restart()
    desk = scene.sessions.current()
    assert desk is not None
    after = desk.session.state
    assert replace(after, past=()) == replace(before, past=())
    assert [each.id for each in after.past] == [each.id for each in before.past]
    assert [each.reps for each in after.past] == [each.reps for each in before.past]


def test_a_command_that_was_done_is_not_done_again_after_a_crash() -> None:
    """The page had no answer to its last tap, and repeats it to the next server."""
    scene = Scene()
    session = scene.begin(a_prescription(reps=5), by_camera=False)
    desk = scene.sessions.find(session.state.id)
    assert desk is not None
    for command_id, command in (("a", Ready()), ("b", TapRep()), ("c", TapRep())):
        desk.do(command_id, command)
    scene.restart()
    again = scene.sessions.find(session.state.id)
    assert again is not None
    answer, told = again.do("c", TapRep())
    assert (answer.ok, told) == (True, [])
    assert again.session.state.current is not None
    assert again.session.state.current.n_counted == 2
    again.do("d", TapRep())
    assert again.session.state.current.n_counted == 3


def test_commands_of_another_session_do_not_count() -> None:
    """Nor does a damaged note of them."""
    assert commands_done("s", {"session": "t", "ids": ["a"]}) == ()
    assert commands_done("s", {"session": "s", "ids": "a"}) == ()
    assert commands_done("s", None) == ()
    assert commands_done("s", {"session": "s", "ids": ["a", 3]}) == ("a",)
