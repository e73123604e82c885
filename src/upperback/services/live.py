"""Use case: one training session that runs, from frames and commands to journal and page.

The course of it is the machine of `upperback.coach.session`; this is who feeds it. Each rep is in
the journal as it happens, so neither a closed page nor a crash loses more than the rep in progress.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from upperback.coach.back_outline import needs_silhouette
from upperback.coach.gestures import HandWatch
from upperback.coach.placement import NEEDS_S
from upperback.coach.session import after, is_rested
from upperback.coach.session_commands import (
    MEANT_BY_A_HAND,
    AddRep,
    Begin,
    Command,
    EndSet,
    Leave,
    Next,
    Rate,
    Return,
)
from upperback.coach.session_sets import Moment
from upperback.coach.session_steps import TrainingState
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.live_gauge import PageClock, RestWatch
from upperback.services.live_journal import Writing
from upperback.services.live_messages import (
    Counted,
    Found,
    HandUp,
    Message,
    NotCounted,
    Noticed,
    Placed,
    StateChanged,
)
from upperback.services.live_placing import Placing
from upperback.services.live_record import LiveRecord, with_completed
from upperback.services.live_set import LiveSet, PersonLost, PersonUp, Seen, SeenFinding, SeenRep

# Somebody who was out of the picture comes back walking: that is no end of the set [E].
_COMING_BACK_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a live session needs from outside: the moment, new ids, the exercises."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    exercises: Mapping[str, Exercise]


class LiveSession:
    """Runs one training session.

    Every method returns what the page is to be told, in order.
    """

    def __init__(
        self, state: TrainingState, surroundings: Surroundings, record: LiveRecord
    ) -> None:
        self._state = state
        self._around = surroundings
        self._record = record
        self.model_name = "unknown"
        self._hand = HandWatch()
        self._placing = Placing()
        self._set: LiveSet | None = None
        self._away_s: float | None = None
        self._rest = RestWatch()
        self._clock = PageClock()

    @property
    def state(self) -> TrainingState:
        """Where the training session stands."""
        return self._state

    @property
    def exercise(self) -> Exercise:
        """The exercise of the step that is on."""
        return self._around.exercises[self._state.now.exercise]

    @property
    def asks_for_silhouette(self) -> bool:
        """Whether the silhouette of the next frame makes a difference."""
        if not self._is_watching:
            return False
        if self._set is not None:
            return self._set.asks_for_silhouette
        return needs_silhouette(self.exercise)

    @property
    def writing(self) -> Writing | None:
        """What is not in the journal yet; nobody is told of it before it is."""
        return self._record.writing

    def command(self, command: Command, command_id: str | None = None) -> list[Message]:
        """Do what the person asks; LiveError where it cannot be done now."""
        self._after(command)  # refused commands change nothing, not even the engine
        if command_id is not None:
            self._record.note_command(command_id)
        return self._changed(self._state, self._apply(command))

    def tick(self) -> list[Message]:
        """Let the time pass: a rest ends by itself."""
        if not is_rested(self._state, self._around.now()):
            return []
        return self.command(Next())

    def push(self, frame: PoseFrame) -> list[Message]:
        """Take the next frame of whatever page is attached."""
        before = self._state
        frame = self._clock.in_time(frame)
        told = self._hand_sign(frame)
        if self._is_watching:
            told += self._watch(frame)
        return self._changed(before, told)

    def reattached(self) -> None:
        """Note that another connection feeds frames now; a new page has a clock of its own."""
        self._hand = HandWatch()

    def let_go(self) -> None:
        """Forget what is kept in files of its own of a set that goes on; the server stops."""
        if self._set is not None and self._set.track is not None:
            self._set.track.discard()

    # --- frames -------------------------------------------------------------------------

    def _hand_sign(self, frame: PoseFrame) -> list[Message]:
        sign = self._hand.push(frame)
        if sign is None or self._state.stage not in MEANT_BY_A_HAND or not self._state.by_camera:
            return []
        if not sign.is_given:
            return [HandUp(held_s=sign.held_s)]
        is_done = self._state.stage == "counting" and self._state.is_target_reached
        meant = EndSet() if is_done else MEANT_BY_A_HAND[self._state.stage]
        return [HandUp(held_s=sign.held_s), *self._apply(meant)]

    @property
    def _is_watching(self) -> bool:
        """Whether frames are of use for more than a hand that is held up."""
        state = self._state
        return state.by_camera and (state.stage in ("placing", "counting") or state.is_away)

    def _watch(self, frame: PoseFrame) -> list[Message]:
        if self._state.stage == "placing":
            return self._place(frame)
        if self._state.stage == "counting":
            return self._hear([*self._begun(), *self._running().push(frame)], frame)
        return self._wait_for_return(frame)

    def _place(self, frame: PoseFrame) -> list[Message]:
        placement = self._placing.push(frame, self.exercise)
        told: list[Message] = [Placed(placement=placement)]
        if placement.held_s >= NEEDS_S:
            told += self._apply(Begin())
        return told

    def _wait_for_return(self, frame: PoseFrame) -> list[Message]:
        self._away_s = frame.time_s
        seen = self._running().push(frame)
        told = self._apply(Return()) if frame.has_person else []
        return told + self._hear(seen, frame)

    def _running(self) -> LiveSet:
        if self._set is None:
            self._set = LiveSet(
                exercise=self.exercise,
                side=self._state.now.side,
                model_name=self.model_name,
                track=self._record.new_track(self._state.current, self.model_name),
            )
        return self._set

    def _begun(self) -> list[Seen]:
        """Show a set that begins the moments before it."""
        return [
            seen for frame in self._placing.take_before() for seen in self._running().push(frame)
        ]

    # --- what the engine tells ----------------------------------------------------------

    def _hear(self, seen: list[Seen], frame: PoseFrame) -> list[Message]:
        told: list[Message] = []
        for each in seen:
            told += self._told(each, frame.time_s)
        if not self._state.is_target_reached:
            self._rest.forget()
        elif self._state.stage == "counting" and self._rest.is_over(told, frame.time_s):
            told += self._apply(EndSet())
        return told

    def _told(self, seen: Seen, time_s: float) -> list[Message]:
        if isinstance(seen, SeenRep):
            return self._take_rep(seen)
        if isinstance(seen, SeenFinding):
            return self._take_finding(seen)
        if isinstance(seen, PersonLost):
            self._away_s = time_s
            return self._apply(Leave()) if self._state.stage == "counting" else []
        if isinstance(seen, PersonUp):
            return self._got_up(time_s)
        return [seen]

    def _take_rep(self, seen: SeenRep) -> list[Message]:
        if self._state.stage not in ("counting", "paused"):
            return []
        self._state = self._after(AddRep(rep=seen.logged))
        assert self._state.current is not None
        assert self._set is not None
        index, count = self._state.current.reps[-1].index, self._state.current.n_counted
        if seen.rep is not None:
            self._set.put_index(seen.rep, index)
        if seen.partial_rep is not None:
            return [NotCounted(partial_rep=seen.partial_rep, text=seen.text)]
        assert seen.rep is not None
        told: list[Message] = [Counted(rep=seen.rep, index=index, count=count)]
        if count == self._state.now.prescription.reps:
            told.append(Noticed(code="target_reached", text=f"That was number {count}. Well done."))
        return told

    def _take_finding(self, seen: SeenFinding) -> list[Message]:
        current = self._state.current
        if current is None or self._set is None:
            return []
        coming = max((rep.index for rep in current.reps), default=0) + 1
        index = self._set.index_of(seen.finding, coming=coming)
        return [Found(finding=replace(seen.finding, rep=index))]

    def _got_up(self, time_s: float) -> list[Message]:
        """End the set, unless nothing was done yet, or the person is only coming back."""
        current = self._state.current
        came_back = self._away_s is not None and time_s - self._away_s < _COMING_BACK_S
        if self._state.stage != "counting" or came_back or current is None or not current.reps:
            return []
        return self._apply(EndSet())

    # --- the machine --------------------------------------------------------------------

    def _after(self, command: Command) -> TrainingState:
        moment = Moment(at=self._around.now(), set_id=self._around.new_id())
        return after(self._state, command, moment)

    def _apply(self, command: Command) -> list[Message]:
        """Move the machine on; a set that is left is written out first."""
        told: list[Message] = []
        leaves = not isinstance(command, (AddRep, Leave, Return))
        if leaves and self._state.stage in ("counting", "paused") and self._set is not None:
            moved = self._after(command)
            if moved.stage != self._state.stage:
                told = self._finish_piece()
        before, self._state = self._state, self._after(command)
        if isinstance(command, Rate) and before.current is not None:
            self._record.note_pain(before.id, before.current, command)
        self._let_go(before)
        return told

    def _finish_piece(self) -> list[Message]:
        """End what the engine has in progress; nobody got up."""
        assert self._set is not None
        told: list[Message] = []
        for each in self._set.finish():
            if isinstance(each, SeenRep):
                told += self._take_rep(each)
        return told

    def _let_go(self, before: TrainingState) -> None:
        """Complete a set that is over, and forget what belonged to the stage before."""
        state = self._state
        is_over = state.stage == "rating" or len(state.past) > len(before.past)
        live_set = self._set
        if live_set is not None and before.current is not None and is_over:
            self._state = state = with_completed(state, live_set)
        if live_set is not None and (state.current is None or state.stage == "rating"):
            self._record.end_track(live_set.track, before.current, state)
            self._set = None
        self._placing.come_to(state.stage)
        if state.stage != before.stage:
            self._rest.forget()

    def _changed(self, before: TrainingState, told: list[Message]) -> list[Message]:
        if self._state is before or self._state == before:
            return told
        self._record.write(before, self._state, at=self._around.now())
        return [*told, *self.trouble(), StateChanged(state=self._state)]

    def trouble(self) -> list[Message]:
        """Return why writes are not in the journal, if that was not said yet."""
        trouble = self._record.new_trouble()
        return [Noticed(code="not_saved", text=trouble)] if trouble is not None else []
