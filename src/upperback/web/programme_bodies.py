"""What the pages of programme and journal may send."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from upperback.training.profile import MAX_TEXT, Goal
from upperback.training.records import PAIN_MAX, PainMoment
from upperback.training.routine import Level

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
_Mass = Annotated[float, Field(gt=0, le=100)]
# 0 for Monday.
_Weekdays = Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(max_length=7)]
_Pain = Annotated[int, Field(ge=0, le=PAIN_MAX)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswersBody(_Strict):
    """Answers to the health questions; may be incomplete."""

    answers: dict[str, bool] = Field(default_factory=dict, max_length=40)
    agreed: bool = False


class ProfileBody(_Strict):
    """The person; a field that is left out stays as it was.

    ``weekdays`` are the days of training, and how many in a week; empty for any days.
    ``screened`` says that the answers were given just now.
    """

    bands: Annotated[tuple[_Name, ...], Field(max_length=20)] | None = None
    dumbbells_kg: Annotated[tuple[_Mass, ...], Field(max_length=20)] | None = None
    has_mat: bool | None = None
    has_wall: bool | None = None
    has_anchor: bool | None = None
    level: Level | None = None
    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    weekdays: _Weekdays | None = None
    minutes: Annotated[int, Field(ge=2, le=60)] | None = None
    anchor: Annotated[str, Field(max_length=MAX_TEXT)] | None = None
    goals: Annotated[tuple[Goal, ...], Field(max_length=4)] | None = None
    answers: Annotated[dict[str, bool], Field(max_length=40)] | None = None
    agreed: bool | None = None
    keeps_tracks: bool | None = None
    language: Annotated[str, Field(min_length=2, max_length=10)] | None = None
    screened: bool = False


class PainBody(_Strict):
    """What the person says of pain."""

    moment: PainMoment
    value: _Pain
    exercise: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    session_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    worse: bool | None = None
    is_alarming: bool = False


class CalendarBody(_Strict):
    """Weekdays (0 for Monday) and the time of day of the training."""

    weekdays: _Weekdays
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class SetBody(_Strict):
    """What the person says of a set afterwards; null and absent leave it as it was."""

    effort_rir: Annotated[int, Field(ge=0, le=10)] | None = None
    pain: _Pain | None = None


class RepBody(_Strict):
    """Whether a rep counts after all."""

    counted: bool


class EraseBody(_Strict):
    """Deleting everything asks for these very words."""

    confirm: Annotated[str, Field(pattern="^delete everything$")]
