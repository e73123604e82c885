"""What the page may send, checked by pydantic: control messages and the bodies of requests."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from upperback.coach.session_commands import (
    Back,
    Begin,
    ByCamera,
    Command,
    EndSet,
    GoOn,
    MoreRest,
    Next,
    Pause,
    Rate,
    Ready,
    Stop,
    StrikeRep,
    TapRep,
)
from upperback.training.records import PAIN_MAX, SessionKind, Side
from upperback.web.frame_codec import MalformedError

PROTOCOL = 2
SUBPROTOCOL = "upperback.live.2"
MAX_TEXT_BYTES = 8192
# How pydantic begins, and how much of what came is shown.
_SHOULD = "Input should be"
_SHOWN = 40
_Id = Annotated[str, Field(min_length=1, max_length=64)]
_Plain = dict[
    str,
    type[Ready] | type[Begin] | type[Pause] | type[GoOn] | type[EndSet] | type[Next] | type[Back],
]
_WITHOUT_FIELDS: _Plain = {
    "ready": Ready,
    "begin": Begin,
    "pause": Pause,
    "go_on": GoOn,
    "end_set": EndSet,
    "next": Next,
    "back": Back,
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CommandBody(_Strict):
    """One of the commands of docs/live-protocol.md; which fields it takes depends on it."""

    id: _Id
    command: Literal[
        "ready",
        "begin",
        "pause",
        "go_on",
        "end_set",
        "rate",
        "next",
        "back",
        "tap_rep",
        "strike_rep",
        "more_rest",
        "by_camera",
        "stop",
    ]
    effort_rir: Annotated[int, Field(ge=0, le=10)] | None = None
    pain: Annotated[int, Field(ge=0, le=PAIN_MAX)] | None = None
    is_alarming: bool | None = None
    side: Side | None = None
    index: Annotated[int, Field(ge=1, le=100_000)] | None = None
    seconds: Annotated[float, Field(gt=0, le=120)] | None = None
    value: bool | None = None
    reason: Literal["red_flag"] | None = None

    def to_command(self) -> Command:
        """Return the command; MalformedError where a field it needs is missing."""
        if self.command in _WITHOUT_FIELDS:
            return _WITHOUT_FIELDS[self.command]()
        match self.command:
            case "rate":
                return Rate(
                    effort_rir=self.effort_rir,
                    pain=self.pain,
                    is_alarming=bool(self.is_alarming),
                )
            case "tap_rep":
                return TapRep(side=self.side)
            case "stop":
                return Stop(reason=self.reason)
            case _:
                return self._with_needed_field()

    def _with_needed_field(self) -> Command:
        if self.command == "strike_rep" and self.index is not None:
            return StrikeRep(index=self.index)
        if self.command == "more_rest" and self.seconds is not None:
            return MoreRest(seconds=self.seconds)
        if self.command == "by_camera" and self.value is not None:
            return ByCamera(value=self.value)
        field = {"strike_rep": "index", "more_rest": "seconds"}.get(self.command, "value")
        raise MalformedError(f"{self.command}: expected the field {field}")


class CommandMessage(CommandBody):
    """A command that comes by the socket."""

    type: Literal["command"]


class Hello(_Strict):
    """The first message: which training session, seen by which pose model."""

    type: Literal["hello"]
    protocol: int
    session: _Id
    model: Annotated[str, Field(min_length=1, max_length=100)]


class Ping(_Strict):
    """Answered with a pong of the same id."""

    type: Literal["ping"]
    id: _Id


class BeginBody(BaseModel):
    """How a training session is to begin; what is not known is ignored."""

    model_config = ConfigDict(frozen=True)

    kind: SessionKind | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    exercises: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    equipment: Annotated[tuple[str, ...], Field(max_length=20)] | None = None
    sore: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    by_camera: bool = True
    replace: bool = False
    sample: bool = False


class CodeBody(_Strict):
    """The one-time code that a phone types in."""

    code: Annotated[str, Field(max_length=20)]


_UP: TypeAdapter[Hello | CommandMessage | Ping] = TypeAdapter(
    Annotated[Hello | CommandMessage | Ping, Field(discriminator="type")]
)


def decode_control(text: str) -> Hello | CommandMessage | Ping:
    """Read a text message; MalformedError says what is wrong with it."""
    try:
        return _UP.validate_json(text)
    except ValidationError as error:
        raise MalformedError(f"message: {plain_words(error)}") from error


def plain_words(error: ValidationError) -> str:
    """Return the first mistake: where it is, and what was expected."""
    first = error.errors(include_url=False, include_context=False)[0]
    return mistake(first["loc"], first["msg"], first["input"])


def mistake(place: Sequence[str | int], said: str, came: object) -> str:
    """Return where a mistake is, what was expected and what came, from what pydantic says of it."""
    words = said.replace("a valid tuple", "a list").replace("a valid list", "a list")
    if words.startswith(_SHOULD):
        shown = repr(came)
        cut = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        words = f"expected{words.removeprefix(_SHOULD)}, got {cut}"
    where = ".".join(str(each) for each in place)
    return f"{where}: {words}" if where else words
