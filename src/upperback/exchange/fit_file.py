"""One training session as a Garmin FIT activity: strength or flexibility training with its sets.

Numbers of messages, fields and exercises are those of the FIT profile (21.158).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from upperback.exchange.fit_format import Base, Field, Message, fit_bytes, fit_time
from upperback.training.records import LoggedSet, TrainingSession

_ACTIVITY_FILE, _DEVELOPMENT = 4, 255
_TRAINING, _FLEXIBILITY, _STRENGTH = 10, 19, 20
_TIMER, _SESSION, _LAP, _ACTIVITY = 0, 8, 9, 26
_START, _STOP, _STOP_ALL = 0, 1, 4
_REST, _ACTIVE = 0, 1
_KILOGRAM = 1
_WEIGHT_SCALE = 16
_MOST_REPS = 0xFFFE
_UNKNOWN_CATEGORY = 65534


@dataclass(frozen=True, slots=True, kw_only=True)
class _FitExercise:
    """An exercise in Garmin's list; ``name`` is None where the list has only the category."""

    category: int
    name: int | None
    strengthens: bool


# Category and name: banded_exercises/row, warm_up/stretch_cat_cow, lateral_raise/
# bent_over_lateral_raise (the same movement), warm_up/thoracic_rotation, shoulder_stability.
_EXERCISES = {
    "seated_row": _FitExercise(category=37, name=35, strengthens=True),
    "cat_cow": _FitExercise(category=31, name=38, strengthens=False),
    "reverse_fly": _FitExercise(category=14, name=3, strengthens=True),
    "thoracic_rotation": _FitExercise(category=31, name=24, strengthens=False),
    "wall_angel": _FitExercise(category=25, name=None, strengthens=False),
}
_OTHER = _FitExercise(category=_UNKNOWN_CATEGORY, name=None, strengthens=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bout:
    """A set, or the rest before one, on the clock."""

    start: datetime
    end: datetime
    logged_set: LoggedSet | None = None


def fit_file(session: TrainingSession) -> bytes:
    """Return a session as the bytes of a .fit file; the same session gives the same bytes."""
    bouts = _bouts(session)
    end = max([session.ended_at or session.started_at, *(bout.end for bout in bouts)])
    return fit_bytes(_messages(session, bouts, end))


def _bouts(session: TrainingSession) -> Sequence[_Bout]:
    """Return sets and the rests between them, in order of time."""
    bouts: list[_Bout] = []
    for logged_set in sorted(session.sets, key=lambda each: each.started_at):
        if bouts and logged_set.started_at - bouts[-1].end >= timedelta(seconds=1):
            bouts.append(_Bout(start=bouts[-1].end, end=logged_set.started_at))
        last_s = max((rep.end_s for rep in logged_set.reps), default=0.0)
        end = logged_set.ended_at or logged_set.started_at + timedelta(seconds=last_s)
        bouts.append(_Bout(start=logged_set.started_at, end=end, logged_set=logged_set))
    return bouts


def _messages(session: TrainingSession, bouts: Sequence[_Bout], end: datetime) -> Iterator[Message]:
    start = session.started_at
    yield _file_id(session)
    yield _message(21, _time(253, start), _enum(0, _TIMER), _enum(1, _START))
    for moment in sorted({start, end, *(bout.start for bout in bouts)}):
        yield _message(20, _time(253, moment))
    for index, bout in enumerate(bouts):
        yield _set(index, bout)
    for index, name in enumerate(dict.fromkeys(each.exercise for each in session.sets)):
        yield _exercise_title(index, name)
    yield _message(21, _time(253, end), _enum(0, _TIMER), _enum(1, _STOP_ALL))
    yield _lap(start, end)
    yield _session(session, end)
    yield _activity(start, end)


def _file_id(session: TrainingSession) -> Message:
    return _message(
        0,
        _enum(0, _ACTIVITY_FILE),
        _uint16(1, _DEVELOPMENT),
        _uint16(2, 0),
        Field(number=3, base=Base.UINT32Z, value=1),
        _time(4, session.started_at),
        _text(8, "upperback"),
    )


def _set(index: int, bout: _Bout) -> Message:
    logged_set = bout.logged_set
    exercise = _EXERCISES.get(logged_set.exercise, _OTHER) if logged_set else None
    mass_kg = logged_set.load.mass_kg if logged_set else None
    return _message(
        225,
        _time(254, bout.end),
        _span(0, bout.start, bout.end),
        _uint16(3, min(logged_set.n_counted, _MOST_REPS) if logged_set else None),
        _uint16(4, None if mass_kg is None else round(mass_kg * _WEIGHT_SCALE)),
        Field(number=5, base=Base.UINT8, value=_REST if logged_set is None else _ACTIVE),
        _time(6, bout.start),
        _uint16(7, exercise.category if exercise else None),
        _uint16(8, exercise.name if exercise else None),
        _uint16(9, None if mass_kg is None else _KILOGRAM),
        _uint16(10, index),
    )


def _exercise_title(index: int, name: str) -> Message:
    exercise = _EXERCISES.get(name, _OTHER)
    return _message(
        264,
        _uint16(254, index),
        _uint16(0, exercise.category),
        _uint16(1, exercise.name),
        _text(2, name.replace("_", " ").capitalize()),
    )


def _lap(start: datetime, end: datetime) -> Message:
    return _message(
        19,
        _uint16(254, 0),
        _time(253, end),
        _time(2, start),
        _span(7, start, end),
        _span(8, start, end),
        _enum(0, _LAP),
        _enum(1, _STOP),
    )


def _session(session: TrainingSession, end: datetime) -> Message:
    exercises = [_EXERCISES.get(each.exercise, _OTHER) for each in session.sets]
    strengthens = not exercises or any(each.strengthens for each in exercises)
    return _message(
        18,
        _uint16(254, 0),
        _time(253, end),
        _time(2, session.started_at),
        _span(7, session.started_at, end),
        _span(8, session.started_at, end),
        _enum(5, _TRAINING),
        _enum(6, _STRENGTH if strengthens else _FLEXIBILITY),
        _uint16(25, 0),
        _uint16(26, 1),
        _enum(0, _SESSION),
        _enum(1, _STOP),
        _enum(28, 0),
    )


def _activity(start: datetime, end: datetime) -> Message:
    # The clock on the wall, counted as if it were UTC.
    offset_s = int((start.utcoffset() or timedelta()).total_seconds())
    return _message(
        34,
        _time(253, end),
        _span(0, start, end),
        _uint16(1, 1),
        _enum(2, 0),
        _enum(3, _ACTIVITY),
        _enum(4, _STOP),
        Field(number=5, base=Base.UINT32, value=fit_time(end) + offset_s),
    )


def _message(number: int, *fields: Field) -> Message:
    return Message(number=number, fields=fields)


def _enum(number: int, value: int) -> Field:
    return Field(number=number, base=Base.ENUM, value=value)


def _uint16(number: int, value: int | None) -> Field:
    return Field(number=number, base=Base.UINT16, value=value)


def _text(number: int, value: str) -> Field:
    return Field(number=number, base=Base.STRING, value=value)


def _time(number: int, moment: datetime) -> Field:
    return Field(number=number, base=Base.UINT32, value=fit_time(moment))


def _span(number: int, start: datetime, end: datetime) -> Field:
    milliseconds = round((end - start).total_seconds() * 1000)
    return Field(number=number, base=Base.UINT32, value=max(milliseconds, 0))
