"""The values of a running training session: its steps, and where in them the person is."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from upperback.training.records import LoggedSet, Prescription, SessionKind, Side

Stage = Literal["intro", "placing", "counting", "paused", "rating", "resting", "done"]
StepStatus = Literal["todo", "now", "done", "skipped", "stopped"]
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One set to do: a prescription, cut down to one of its sets and sides.

    Attributes
    ----------
    prescription
        What is asked of this set; its side is that of the step.
    number
        From 1: which of the prescription's sets of this side.
    status
        Where it stands.
    """

    prescription: Prescription
    number: int = 1
    status: StepStatus = "todo"

    @property
    def exercise(self) -> str:
        """Name of the exercise."""
        return self.prescription.exercise

    @property
    def side(self) -> Side:
        """The person's own side."""
        return self.prescription.side


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingState:
    """Where a training session stands; `upperback.coach.session` moves it on.

    Attributes
    ----------
    id, kind, started_at
        Those of the training session.
    stage
        What the person does now; see `upperback.coach.session`.
    steps, step
        All steps, and the index of the one that is on, or was until the rest began.
    by_camera
        Whether the camera counts; taps do otherwise.
    paused_from, paused_at
        The stage that goes on after the pause, and since when it waits.
    is_away
        Whether the pause began because the person left the picture.
    current
        The set in progress or being rated.
    past
        Sets that are over, in order.
    rest_ends_at
        When the rest is over.
    message
        A sentence to show, or None.
    """

    id: str
    kind: SessionKind
    started_at: datetime
    steps: tuple[Step, ...]
    step: int = 0
    stage: Stage = "intro"
    by_camera: bool = True
    paused_from: Stage | None = None
    paused_at: datetime | None = None
    is_away: bool = False
    current: LoggedSet | None = None
    past: tuple[LoggedSet, ...] = ()
    rest_ends_at: datetime | None = None
    message: str | None = None

    @property
    def now(self) -> Step:
        """The step that is on, or was until the rest began."""
        return self.steps[self.step]

    @property
    def is_target_reached(self) -> bool:
        """Whether the set in progress has as many reps as it asks for."""
        if self.current is None:
            return False
        asked = self.now.prescription.reps
        # No more count than there are, and that is known without looking at each, in every frame.
        return len(self.current.reps) >= asked and self.current.n_counted >= asked

    @property
    def next_step(self) -> int | None:
        """Index of the step that follows; None if there is none left."""
        ahead = range(self.step + 1, len(self.steps))
        return next((index for index in ahead if self.steps[index].status == "todo"), None)

    @property
    def step_before(self) -> int:
        """Index of the step before this one that may be done; this one where there is none."""
        behind = range(self.step - 1, -1, -1)
        may = (index for index in behind if self.steps[index].status != "stopped")
        return next(may, self.step)

    def with_status(self, status: StepStatus, indices: Collection[int]) -> "TrainingState":
        """Return the state with these steps marked."""
        steps = tuple(
            replace(step, status=status) if index in indices else step
            for index, step in enumerate(self.steps)
        )
        return replace(self, steps=steps)


def steps_of(plan: Iterable[Prescription], *, one_sided: Collection[str]) -> tuple[Step, ...]:
    """Cut a plan into steps, one set of one side each.

    Parameters
    ----------
    plan
        What to do, in order.
    one_sided
        Names of exercises that are done one side after the other; prescribed for
        both sides, each of their sets becomes a step for the right and one for
        the left.

    Returns
    -------
    tuple of Step
        All to be done.

    Examples
    --------
    >>> plan = [Prescription(exercise="thoracic_rotation", sets=2, reps=6)]
    >>> [(each.number, each.side) for each in steps_of(plan, one_sided=["thoracic_rotation"])]
    [(1, 'right'), (1, 'left'), (2, 'right'), (2, 'left')]
    """
    return tuple(step for each in plan for step in _steps(each, one_sided))


def _steps(prescription: Prescription, one_sided: Collection[str]) -> Iterator[Step]:
    sides: tuple[Side, ...] = (prescription.side,)
    if prescription.side == "both" and prescription.exercise in one_sided:
        sides = ("right", "left")
    for number in range(1, prescription.sets + 1):
        for side in sides:
            yield Step(prescription=replace(prescription, side=side), number=number)
