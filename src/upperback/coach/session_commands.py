"""What can happen in a training session, and in which stages; see `upperback.coach.session`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from upperback.coach.session_steps import STAGES, Stage
from upperback.training.records import LoggedRep, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The person has read what is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """Count from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Wait until told to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOn:
    """Go on where the pause began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The person left the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The person is back in the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSet:
    """The set is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What the person says of the set: reps in reserve, pain; None where not said."""

    effort_rir: int | None = None
    pain: int | None = None
    is_alarming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Go to the next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Go to the step before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRep:
    """A rep, full or partial, that the camera saw; its index is given here."""

    rep: LoggedRep


@dataclass(frozen=True, slots=True, kw_only=True)
class TapRep:
    """A rep that the person counted."""

    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeRep:
    """That was no rep; said once more, it was one after all."""

    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreRest:
    """Rest for some seconds longer."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCamera:
    """Go on with the camera, or without."""

    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """End the training session."""

    reason: Literal["red_flag"] | None = None


def name_of(command: "Command") -> str:
    """Name of a command as the live protocol writes it.

    Parameters
    ----------
    command
        Any.

    Returns
    -------
    str

    Examples
    --------
    >>> name_of(EndSet())
    'end_set'
    """
    letters = type(command).__name__
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in letters).lstrip("_")


Command = (
    Ready
    | Begin
    | Pause
    | GoOn
    | Leave
    | Return
    | EndSet
    | Rate
    | Next
    | Back
    | AddRep
    | TapRep
    | StrikeRep
    | MoreRest
    | ByCamera
    | Stop
)
_OPEN: frozenset[Stage] = frozenset(STAGES) - {"done"}
_WITH_SET: frozenset[Stage] = frozenset({"counting", "paused", "rating"})
ALLOWED: Mapping[type[Command], frozenset[Stage]] = {
    Ready: frozenset({"intro"}),
    Begin: frozenset({"placing"}),
    Pause: frozenset({"placing", "counting", "resting"}),
    GoOn: frozenset({"paused"}),
    Leave: frozenset({"counting"}),
    Return: frozenset({"paused"}),
    EndSet: frozenset({"counting", "paused"}),
    Rate: frozenset({"rating"}),
    Next: _OPEN,
    Back: _OPEN,
    AddRep: frozenset({"counting", "paused"}),
    TapRep: _WITH_SET,
    StrikeRep: _WITH_SET,
    MoreRest: frozenset({"resting"}),
    ByCamera: _OPEN,
    Stop: _OPEN,
}
"""In which stages something may happen; anywhere else it is refused."""

MEANT_BY_A_HAND: Mapping[Stage, Command] = {
    "intro": Ready(),
    "placing": Begin(),
    "counting": Pause(),
    "paused": GoOn(),
    "rating": Rate(),
    "resting": Next(),
}
"""What a raised hand means, by stage; elsewhere nothing."""
