"""The set in progress: it begins, takes reps and their corrections, and is put behind.

Parts of the machine of `upperback.coach.session`; each takes a state and returns the next.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from upperback.coach.session_commands import AddRep, StrikeRep, TapRep
from upperback.coach.session_steps import TrainingState
from upperback.errors import LiveError
from upperback.training.records import LoggedRep, LoggedSet

STRUCK = "struck"
"""The reason of a rep that the person said was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens; ``set_id`` is the id of a set that begins by it."""

    at: datetime
    set_id: str


def count(state: TrainingState, moment: Moment) -> TrainingState:
    """Begin the set of the step that is on."""
    step = state.now
    here = (step.exercise, step.side)
    earlier = [each for each in state.past if (each.exercise, each.side) == here]
    begun = LoggedSet(
        id=moment.set_id,
        exercise=step.exercise,
        side=step.side,
        number=len(earlier) + 1,
        started_at=moment.at,
        source="camera" if state.by_camera else "taps",
        prescription=step.prescription,
        load=step.prescription.load,
    )
    return replace(state, stage="counting", current=begun)


def close_set(state: TrainingState, moment: Moment) -> TrainingState:
    """Put the set in progress behind; a step in which nothing was done or said is skipped."""
    current = state.current
    said = current is not None and (current.effort_rir, current.pain) != (None, None)
    if current is None or not (current.reps or said):
        return replace(state.with_status("skipped", {state.step}), current=None)
    over = replace(current, ended_at=current.ended_at or moment.at)
    done = state.with_status("done", {state.step})
    return replace(done, current=None, past=(*state.past, over))


def add_rep(state: TrainingState, command: AddRep, _: Moment) -> TrainingState:
    """Take a rep that the camera saw; it gets the next index."""
    current = set_in_progress(state, "add_rep")
    rep = replace(command.rep, index=_next_index(current))
    return replace(state, current=replace(current, reps=(*current.reps, rep)))


def tap_rep(state: TrainingState, command: TapRep, moment: Moment) -> TrainingState:
    """Take a rep that the person counted."""
    current = set_in_progress(state, "tap_rep")
    tapped_s = max(0.0, (moment.at - current.started_at).total_seconds())
    rep = LoggedRep(
        index=_next_index(current),
        side=command.side or current.side,
        start_s=tapped_s,
        peak_s=tapped_s,
        end_s=tapped_s,
        by_hand=True,
    )
    return replace(state, current=replace(current, reps=(*current.reps, rep)))


def strike_rep(state: TrainingState, command: StrikeRep, _: Moment) -> TrainingState:
    """Take a rep out of the count, or back into it."""
    current = set_in_progress(state, "strike_rep")
    rep = next((each for each in current.reps if each.index == command.index), None)
    if rep is None:
        raise LiveError(f"strike_rep: expected the index of a rep of this set, got {command.index}")
    if rep.reason == STRUCK:
        # Nobody watched a rep without a score: it was tapped.
        changed = replace(rep, counted=True, reason=None, by_hand=rep.score is None)
    elif rep.counted:
        changed = replace(rep, counted=False, reason=STRUCK, by_hand=True)
    else:
        raise LiveError(f"strike_rep: expected a rep that counts, got {rep.reason}")
    return replace(state, current=current.with_rep(changed))


def set_in_progress(state: TrainingState, command: str) -> LoggedSet:
    """Return the set in progress; LiveError where there is none."""
    if state.current is None:
        raise LiveError(f"{command}: expected a set in progress, got none ({state.stage})")
    return state.current


def _next_index(current: LoggedSet) -> int:
    return max((rep.index for rep in current.reps), default=0) + 1
