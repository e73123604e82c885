"""The course of a training session, as a machine that knows no clock.

A training session is a row of steps, each one set of one exercise and side. The
machine is a function from a state, something that happened and a moment to the
next state; whoever runs it hands in the moment and the id of a set that begins::

               ready               begin, placed            end_set
    intro ----------------> placing ----------> counting -----------> rating
      |                        ^ |                 ^ |                   | rate
      |  ready, no camera      | | pause           | | pause, leave      v
      +------------------------|-|---------------> | |                resting, or at once:
                               | v                 | v                   |
                              paused (goes on where it was)              | rest over, next
                                                                         v
      intro of another exercise, or placing (no camera: counting) of the same, or done

``next`` leaves a step from anywhere: a set with reps is kept, one without is
forgotten. ``back`` goes to the step before, or while resting to the one just
done. ``stop`` ends everything. What is allowed where is the table `ALLOWED`.

Reps belong to the set in progress and survive all of this: a rep that was
counted leaves the count only by `StrikeRep`, and the same again brings it back.

Pain of 6 or more of 10, or pain that is sharp, new or spreading, stops the
exercise; 4 or 5 eases what is left of it (domain.md 11c).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

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
    name_of,
)
from upperback.coach.session_sets import (
    Moment,
    add_rep,
    close_set,
    count,
    set_in_progress,
    strike_rep,
    tap_rep,
)
from upperback.coach.session_steps import TrainingState
from upperback.errors import LiveError
from upperback.training.records import PAIN_MAX

# domain.md 11c: red from 6, amber from 4.
_RED_PAIN = 6
_AMBER_PAIN = 4
_RIR_MAX = 10
_MOST_MORE_REST_S = 120.0
# domain.md 11c, "stop now".
_RED_FLAG = (
    "Stop training now. With chest pain or pressure, breathlessness at rest, fainting, sudden "
    "severe headache, or weakness in face, arm or speech, call your local emergency number."
)
# What is shown stays there while reps come in, or a rest is drawn out.
_KEEP_MESSAGE = (AddRep, TapRep, StrikeRep, MoreRest)


def after(state: TrainingState, command: Command, moment: Moment) -> TrainingState:
    """State after something happened.

    Parameters
    ----------
    state
        Before it.
    command
        What happened.
    moment
        When, and the id for a set that begins.

    Returns
    -------
    TrainingState

    Raises
    ------
    LiveError
        If it cannot happen now; the text says what was expected.
    """
    stages = ALLOWED[type(command)]
    if state.stage not in stages:
        expected = " or ".join(sorted(stages))
        raise LiveError(f"{name_of(command)}: expected the stage {expected}, got {state.stage}")
    rule: Callable[[TrainingState, Any, Moment], TrainingState] = _RULES[type(command)]
    kept = state.message if isinstance(command, _KEEP_MESSAGE) else None
    return rule(replace(state, message=kept), command, moment)


def is_rested(state: TrainingState, at: datetime) -> bool:
    """Whether the rest is over.

    Parameters
    ----------
    state
        Any state.
    at
        Now.

    Returns
    -------
    bool
    """
    ends_at = state.rest_ends_at
    return state.stage == "resting" and ends_at is not None and at >= ends_at


# --- within a step ----------------------------------------------------------------------


def _ready(state: TrainingState, _: Ready, moment: Moment) -> TrainingState:
    return _place(state, moment)


def _begin(state: TrainingState, _: Begin, moment: Moment) -> TrainingState:
    return count(state, moment)


def _pause(state: TrainingState, _: Pause, moment: Moment) -> TrainingState:
    return replace(state, stage="paused", paused_from=state.stage, paused_at=moment.at)


def _leave(state: TrainingState, _: Leave, moment: Moment) -> TrainingState:
    message = "Paused, because I can't see you. I go on when you are back."
    return replace(_pause(state, Pause(), moment), is_away=True, message=message)


def _go_on(state: TrainingState, _: GoOn, moment: Moment) -> TrainingState:
    assert state.paused_from is not None
    assert state.paused_at is not None
    ends_at = state.rest_ends_at
    running = replace(
        state,
        stage=state.paused_from,
        paused_from=None,
        paused_at=None,
        is_away=False,
        rest_ends_at=ends_at + (moment.at - state.paused_at) if ends_at is not None else None,
    )
    return _place(running, moment) if running.stage == "placing" else running


def _return(state: TrainingState, _: Return, moment: Moment) -> TrainingState:
    return _go_on(state, GoOn(), moment) if state.is_away else state


def _end_set(state: TrainingState, _: EndSet, moment: Moment) -> TrainingState:
    current = set_in_progress(state, "end_set")
    over = replace(current, ended_at=moment.at)
    return replace(_unpaused(state), stage="rating", current=over)


def _by_camera(state: TrainingState, command: ByCamera, moment: Moment) -> TrainingState:
    changed = replace(state, by_camera=command.value)
    return _place(changed, moment) if state.stage == "placing" else changed


# --- from step to step ------------------------------------------------------------------


def _rate(state: TrainingState, command: Rate, moment: Moment) -> TrainingState:
    current = set_in_progress(state, "rate")
    for name, value, most in (
        ("effort_rir", command.effort_rir, _RIR_MAX),
        ("pain", command.pain, PAIN_MAX),
    ):
        if value is not None and not 0 <= value <= most:
            raise LiveError(f"rate: expected {name} of 0 to {most}, got {value}")
    pain = command.pain or 0
    rated = replace(current, effort_rir=command.effort_rir, pain=command.pain)
    closed = close_set(replace(state, current=rated), moment)
    if command.is_alarming or pain >= _RED_PAIN:
        return _stop_exercise(closed, moment)
    rested = _rest(closed, moment)
    if pain < _AMBER_PAIN:
        return rested
    return replace(rested, message="Go easier now: half the range or a lighter load, and slower.")


def _stop_exercise(state: TrainingState, moment: Moment) -> TrainingState:
    name = state.now.exercise
    ahead = {
        index
        for index, step in enumerate(state.steps)
        if step.exercise == name and (step.status == "todo" or index == state.step)
    }
    message = (
        f"We stop the {name.replace('_', ' ')} for today, because of the pain. "
        "If it is still there in two or three days, ask a doctor or physiotherapist."
    )
    return replace(_advance(state.with_status("stopped", ahead), moment), message=message)


def _rest(state: TrainingState, moment: Moment) -> TrainingState:
    rest_s = state.now.prescription.rest_s
    if state.next_step is None or rest_s <= 0:
        return _advance(state, moment)
    return replace(state, stage="resting", rest_ends_at=moment.at + timedelta(seconds=rest_s))


def _more_rest(state: TrainingState, command: MoreRest, _: Moment) -> TrainingState:
    if not 0 < command.seconds <= _MOST_MORE_REST_S:
        raise LiveError(
            f"more_rest: expected 1 to {_MOST_MORE_REST_S:g} seconds, got {command.seconds:g}"
        )
    assert state.rest_ends_at is not None
    return replace(state, rest_ends_at=state.rest_ends_at + timedelta(seconds=command.seconds))


def _next(state: TrainingState, _: Next, moment: Moment) -> TrainingState:
    return _advance(state if _is_resting(state) else close_set(state, moment), moment)


def _advance(state: TrainingState, moment: Moment) -> TrainingState:
    index = state.next_step
    if index is None:
        return replace(_unpaused(state), stage="done")
    same_exercise = state.steps[index].exercise == state.now.exercise
    turned = same_exercise and state.steps[index].side != state.now.side
    entered = replace(_enter(state, index), message=None)
    if turned:
        entered = replace(entered, message=f"Now the {entered.now.side} side.")
    return _place(entered, moment) if same_exercise else entered


def _back(state: TrainingState, _: Back, moment: Moment) -> TrainingState:
    if _is_resting(state):
        return _enter(state, state.step)
    closed = close_set(state, moment).with_status("todo", {state.step})
    return _enter(closed, closed.step_before)


def _stop(state: TrainingState, command: Stop, moment: Moment) -> TrainingState:
    closed = state if _is_resting(state) else close_set(state, moment)
    left = {index for index, step in enumerate(closed.steps) if step.status == "todo"}
    flagged = command.reason == "red_flag"
    over = closed.with_status("stopped" if flagged else "skipped", left)
    return replace(_unpaused(over), stage="done", message=_RED_FLAG if flagged else None)


# --- parts ------------------------------------------------------------------------------


def _place(state: TrainingState, moment: Moment) -> TrainingState:
    """Look for the camera's place; without a camera there is nothing to look for."""
    return replace(state, stage="placing") if state.by_camera else count(state, moment)


def _enter(state: TrainingState, index: int) -> TrainingState:
    entered = replace(_unpaused(state), stage="intro", step=index)
    return entered.with_status("now", {index})


def _is_resting(state: TrainingState) -> bool:
    return "resting" in {state.stage, state.paused_from}


def _unpaused(state: TrainingState) -> TrainingState:
    return replace(state, paused_from=None, paused_at=None, is_away=False, rest_ends_at=None)


_RULES: Mapping[type[Command], Callable[[TrainingState, Any, Moment], TrainingState]] = {
    Ready: _ready,
    Begin: _begin,
    Pause: _pause,
    GoOn: _go_on,
    Leave: _leave,
    Return: _return,
    EndSet: _end_set,
    Rate: _rate,
    Next: _next,
    Back: _back,
    AddRep: add_rep,
    TapRep: tap_rep,
    StrikeRep: strike_rep,
    MoreRest: _more_rest,
    ByCamera: _by_camera,
    Stop: _stop,
}
