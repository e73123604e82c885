"""The course of a training session: what leads where, and what never gets lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upperback.coach.session import after, is_rested
from upperback.coach.session_commands import (
    ALLOWED,
    AddRep,
    Back,
    Begin,
    ByCamera,
    Command,
    EndSet,
    GoOn,
    Leave,
    MoreRest,
    Next,
    Pause,
    Rate,
    Ready,
    Return,
    Stop,
    StrikeRep,
    TapRep,
)
from upperback.coach.session_sets import Moment
from upperback.coach.session_steps import STAGES, TrainingState, steps_of
from upperback.errors import LiveError
from upperback.training.records import LoggedRep, LoggedSet, Prescription

START = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
ONE_SIDED = ("thoracic_rotation",)


def a_plan(*exercises: str, sets: int = 1, rest_s: float = 30.0) -> tuple[Prescription, ...]:
    return tuple(
        Prescription(exercise=each, sets=sets, reps=3, rest_s=rest_s) for each in exercises
    )


def a_state(*plan: Prescription, by_camera: bool = True) -> TrainingState:
    steps = steps_of(plan or a_plan("cat_cow", "seated_row"), one_sided=ONE_SIDED)
    state = TrainingState(id="t", kind="short", started_at=START, steps=steps, by_camera=by_camera)
    return state.with_status("now", {0})


def a_rep(*, counted: bool = True, findings: tuple[str, ...] = ()) -> LoggedRep:
    return LoggedRep(
        index=0,
        counted=counted,
        reason=None if counted else "short_range",
        start_s=1.0,
        peak_s=2.0,
        end_s=3.0,
        findings=findings,
        score=100 if counted else None,
    )


def run(state: TrainingState, *commands: Command, at_s: float = 0.0) -> TrainingState:
    for number, command in enumerate(commands):
        at = START + timedelta(seconds=at_s + number)
        state = after(state, command, Moment(at=at, set_id=f"s{at_s}-{number}"))
    return state


COUNTING = (Ready(), Begin())
DONE = (*COUNTING, AddRep(rep=a_rep()), EndSet())


def test_the_usual_course_of_two_exercises() -> None:
    state = run(a_state(), *DONE)
    assert state.stage == "rating"
    state = run(state, Rate(effort_rir=3, pain=0))
    assert state.stage == "resting"
    assert [step.status for step in state.steps] == ["done", "todo"]
    state = run(state, Next())
    assert (state.stage, state.now.exercise) == ("intro", "seated_row")
    state = run(state, *DONE, Rate())
    assert state.stage == "done"
    assert [each.exercise for each in state.past] == ["cat_cow", "seated_row"]


def test_the_next_set_of_an_exercise_needs_no_introduction() -> None:
    state = run(a_state(*a_plan("cat_cow", sets=2)), *DONE, Rate(), Next())
    assert state.stage == "placing"
    without = run(a_state(*a_plan("cat_cow", sets=2), by_camera=False), Ready(), TapRep(), EndSet())
    again = run(without, Rate(), Next(), at_s=60.0)
    assert again.stage == "counting"
    assert again.current is not None
    assert again.current.number == 2


def test_sides_come_one_after_the_other_and_are_announced() -> None:
    state = run(a_state(*a_plan("thoracic_rotation")), *DONE, Rate(), Next())
    assert state.now.side == "left"
    assert state.message == "Now the left side."


def test_a_rest_lasts_as_prescribed_and_may_be_drawn_out() -> None:
    state = run(a_state(), *DONE, Rate())
    rated_at = START + timedelta(seconds=4)
    assert not is_rested(state, rated_at + timedelta(seconds=29))
    assert is_rested(state, rated_at + timedelta(seconds=30))
    longer = run(state, MoreRest(seconds=15.0))
    assert not is_rested(longer, rated_at + timedelta(seconds=44))


def test_a_pause_stops_the_rest_too() -> None:
    resting = run(a_state(), *DONE, Rate())
    paused = run(resting, Pause(), at_s=10.0)
    state = run(paused, GoOn(), at_s=70.0)
    assert resting.rest_ends_at is not None
    assert state.rest_ends_at == resting.rest_ends_at + timedelta(seconds=60)


@pytest.mark.parametrize("rate", [Rate(pain=6), Rate(pain=2, is_alarming=True)])
def test_red_pain_stops_the_exercise_but_not_the_others(rate: Rate) -> None:
    state = run(a_state(*a_plan("cat_cow", sets=3), *a_plan("seated_row")), *DONE, rate)
    assert [step.status for step in state.steps] == ["stopped", "stopped", "stopped", "now"]
    assert state.stage == "intro"
    assert state.message is not None
    assert "pain" in state.message


def test_amber_pain_eases() -> None:
    state = run(a_state(), *DONE, Rate(pain=4))
    assert state.stage == "resting"
    assert state.message is not None
    assert "easier" in state.message


def test_a_red_flag_stops_everything_and_says_what_to_do() -> None:
    state = run(a_state(), *COUNTING, AddRep(rep=a_rep()), Stop(reason="red_flag"))
    assert state.stage == "done"
    assert state.steps[1].status == "stopped"
    assert state.message is not None
    assert "emergency" in state.message
    assert state.past[0].n_counted == 1


def test_a_skipped_step_without_reps_leaves_no_set() -> None:
    state = run(a_state(), *COUNTING, Next())
    assert state.past == ()
    assert state.steps[0].status == "skipped"
    assert state.now.exercise == "seated_row"


def test_back_while_resting_does_the_step_once_more_as_another_set() -> None:
    state = run(a_state(), *DONE, Rate(), Back())
    assert (state.stage, state.step) == ("intro", 0)
    again = run(state, *COUNTING, at_s=100.0)
    assert again.current is not None
    assert again.current.number == 2


def test_back_from_the_first_step_stays_there() -> None:
    assert run(a_state(), Back()).stage == "intro"


def test_without_a_camera_ready_counts_and_taps_are_reps() -> None:
    state = run(a_state(by_camera=False), Ready(), TapRep(), TapRep(side="left"))
    assert state.current is not None
    assert [rep.side for rep in state.current.reps] == ["both", "left"]
    assert state.current.source == "taps"
    assert all(rep.by_hand for rep in state.current.reps)


def test_giving_up_the_camera_while_placing_counts_by_taps() -> None:
    assert run(a_state(), Ready(), ByCamera(value=False)).stage == "counting"


def test_only_who_left_comes_back_by_returning() -> None:
    away = run(a_state(), *COUNTING, Leave())
    assert (away.stage, away.is_away) == ("paused", True)
    assert run(away, Return()).stage == "counting"
    by_hand = run(a_state(), *COUNTING, Pause())
    assert run(by_hand, Return()).stage == "paused"


def test_a_partial_rep_cannot_be_struck() -> None:
    state = run(a_state(), *COUNTING, AddRep(rep=a_rep(counted=False)))
    with pytest.raises(LiveError, match="expected a rep that counts, got short_range"):
        run(state, StrikeRep(index=1))
    with pytest.raises(LiveError, match="index of a rep"):
        run(state, StrikeRep(index=7))


def test_ratings_out_of_range_are_refused() -> None:
    with pytest.raises(LiveError, match="pain of 0 to 10, got 11"):
        run(a_state(), *DONE, Rate(pain=11))


# --- whatever happens -------------------------------------------------------------------

ANYTHING: st.SearchStrategy[Command] = st.one_of(
    *(st.just(kind()) for kind in (Ready, Begin, Pause, GoOn, Leave, Return, EndSet, Next, Back)),
    st.builds(
        Rate,
        effort_rir=st.none() | st.integers(0, 10),
        pain=st.none() | st.integers(0, 10),
        is_alarming=st.booleans(),
    ),
    st.builds(AddRep, rep=st.builds(a_rep, counted=st.booleans())),
    st.builds(TapRep, side=st.sampled_from([None, "left", "right", "both"])),
    st.builds(StrikeRep, index=st.integers(1, 4)),
    st.builds(MoreRest, seconds=st.floats(1, 120)),
    st.builds(ByCamera, value=st.booleans()),
    st.builds(Stop, reason=st.sampled_from([None, "red_flag"])),
)
PLANS = st.lists(
    st.sampled_from(["cat_cow", "seated_row", "thoracic_rotation"]), min_size=1, max_size=3
).flatmap(lambda names: st.integers(1, 2).map(lambda sets: a_plan(*names, sets=sets)))


def all_states(plan: tuple[Prescription, ...], commands: list[Command]) -> list[TrainingState]:
    """Every state on the way; what is refused changes nothing."""
    states = [a_state(*plan)]
    for number, command in enumerate(commands):
        moment = Moment(at=START + timedelta(seconds=number), set_id=f"set-{number}")
        try:
            states.append(after(states[-1], command, moment))
        except LiveError:
            states.append(states[-1])
    return states


@given(PLANS, st.lists(ANYTHING, max_size=40))
def test_every_state_is_whole(plan: tuple[Prescription, ...], commands: list[Command]) -> None:
    for state in all_states(plan, commands):
        assert state.stage in STAGES
        now = [step for step in state.steps if step.status == "now"]
        running = state.stage not in ("resting", "done") and state.paused_from != "resting"
        assert len(now) == (1 if running else 0)
        has_set = state.stage in ("counting", "rating") or state.paused_from == "counting"
        assert (state.current is not None) == has_set
        assert (state.paused_from is not None) == (state.stage == "paused")
        assert (state.rest_ends_at is not None) == (
            state.stage == "resting" or state.paused_from == "resting"
        )


@given(PLANS, st.lists(ANYTHING, max_size=40))
def test_no_rep_is_ever_lost(plan: tuple[Prescription, ...], commands: list[Command]) -> None:
    states = all_states(plan, commands)
    n_taken = 0
    for before, state in pairwise(states):
        reps = [rep for each in all_sets(state) for rep in each.reps]
        n_before = sum(len(each.reps) for each in all_sets(before))
        n_taken += len(reps) - n_before
        assert len(reps) in (n_before, n_before + 1)
        assert len(reps) == n_taken
        for each in all_sets(state):
            assert [rep.index for rep in each.reps] == list(range(1, len(each.reps) + 1))
            assert each.n_counted == sum(rep.counted for rep in each.reps)


def all_sets(state: TrainingState) -> tuple[LoggedSet, ...]:
    return (*state.past, *((state.current,) if state.current is not None else ()))


@given(PLANS, st.lists(ANYTHING, max_size=30), st.integers(1, 3))
def test_striking_twice_changes_nothing(
    plan: tuple[Prescription, ...], commands: list[Command], index: int
) -> None:
    state = all_states(plan, commands)[-1]
    try:
        once = run(state, StrikeRep(index=index))
    except LiveError:
        return
    assert once != state
    assert run(once, StrikeRep(index=index)) == state


@given(PLANS, st.lists(ANYTHING, max_size=30), ANYTHING)
def test_the_table_says_exactly_where_something_is_refused(
    plan: tuple[Prescription, ...], commands: list[Command], command: Command
) -> None:
    state = all_states(plan, commands)[-1]
    if state.stage not in ALLOWED[type(command)]:
        with pytest.raises(LiveError, match="expected the stage"):
            run(state, command)


@given(PLANS, st.lists(ANYTHING, max_size=30))
def test_pausing_and_going_on_at_once_changes_nothing(
    plan: tuple[Prescription, ...], commands: list[Command]
) -> None:
    state = all_states(plan, commands)[-1]
    if state.stage not in ("counting", "placing", "resting") or not state.by_camera:
        return
    moment = Moment(at=START + timedelta(hours=1), set_id="x")
    again = after(after(state, Pause(), moment), GoOn(), moment)
    assert replace(again, message=None) == replace(state, message=None)
