"""Who trains: equipment at hand, time, level, goals, answers of the screening, choices.

Everything has a default, so that the first start can be skipped and edited later.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal, get_args

from upperback.errors import InvalidRecordError
from upperback.training.records import NO_LOAD, Load
from upperback.training.routine import LEVELS, Equipment, Level, RoutineExercise
from upperback.training.screening import QUESTIONS

Goal = Literal["less_pain", "mobility", "strength", "habit"]
GOALS: Mapping[Goal, str] = {
    "less_pain": "less discomfort after long sitting",
    "mobility": "turn and reach further",
    "strength": "a stronger upper back",
    "habit": "a few minutes that I keep up",
}
# A few words; the sentence is spoken and shown whole.
MAX_TEXT = 200
_MINUTES = (2, 60)
_LISTS = ("bands", "dumbbells_kg", "weekdays", "goals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the planner knows of the person.

    Attributes
    ----------
    bands
        The person's own band ladder, lightest first, in the person's words ("red",
        "green, doubled"); bands of different makers do not compare (domain.md 10).
    dumbbells_kg
        Masses of one dumbbell of each pair, kilograms, ascending.
    has_mat, has_wall, has_anchor
        A mat; a free wall or closed door; something to fix a band to.
    level
        Where new exercises begin.
    days_per_week
        The goal for a week, 1 to 7.
    weekdays
        The days on which the person trains, ascending from 0 for Monday; empty where it does
        not matter which.
    minutes
        Time for a usual day, 2 to 60.
    anchor
        The if-then sentence of the habit: "After I close the laptop".
    goals
        Keys of ``GOALS``.
    answers
        Key of a screening question to yes (True) or no.
    screened_on
        When they were answered; None for never.
    agreed
        Whether a doctor or physiotherapist agreed, where one had to be asked.
    keeps_tracks
        Whether the landmarks of sets are kept, to be scored again with later rules.
    language
        Of texts and speech, as in "en".
    """

    bands: tuple[str, ...] = ("my band",)
    dumbbells_kg: tuple[float, ...] = (1.0,)
    has_mat: bool = True
    has_wall: bool = True
    has_anchor: bool = False
    level: Level = "beginner"
    days_per_week: int = 3
    weekdays: tuple[int, ...] = ()
    minutes: int = 20
    anchor: str = ""
    goals: tuple[Goal, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    screened_on: date | None = None
    agreed: bool = False
    keeps_tracks: bool = False
    language: str = "en"

    def __post_init__(self) -> None:
        for name, check, expected in _CHECKS:
            value = getattr(self, name)
            if not check(value):
                raise InvalidRecordError(f"profile: {name}: expected {expected}, got {value!r}")

    @property
    def equipment(self) -> frozenset[Equipment]:
        """What is at hand."""
        here: dict[Equipment, bool] = {
            "band": bool(self.bands),
            "dumbbells": bool(self.dumbbells_kg),
            "mat": self.has_mat,
            "wall": self.has_wall,
        }
        return frozenset(name for name, is_here in here.items() if is_here)

    def ladder(self, exercise: RoutineExercise) -> tuple[Load, ...]:
        """Return the loads the person owns for an exercise, lightest first.

        Dumbbells begin without weight, which is the easier form (domain.md 5).

        Examples
        --------
        >>> from upperback.training.routine import LevelDose
        >>> dose = LevelDose(
        ...     level="beginner", sets=(2, 2), reps=(10, 12), rest_s=(60, 90), days_per_week=(2, 3)
        ... )
        >>> row = RoutineExercise(
        ...     name="row",
        ...     title="Row",
        ...     kind="strength",
        ...     order=1,
        ...     load="band",
        ...     seconds_per_rep=4.0,
        ...     doses=(dose,),
        ... )
        >>> [each.band_step for each in Profile(bands=("red", "green")).ladder(row)]
        [1, 2]
        """
        if exercise.load == "band":
            steps = range(1, len(self.bands) + 1)
            return tuple(Load(kind="band", band_step=step) for step in steps) or (NO_LOAD,)
        if exercise.load == "dumbbell":
            return (NO_LOAD, *(Load(kind="dumbbell", mass_kg=kg) for kg in self.dumbbells_kg))
        return (NO_LOAD,)

    def says_load(self, load: Load) -> str:
        """Return a load in the person's words: "band 2 (green)", "1.5 kg", "no weight"."""
        if load.kind == "band" and load.band_step is not None:
            known = load.band_step <= len(self.bands)
            name = f" ({self.bands[load.band_step - 1]})" if known else ""
            return f"band {load.band_step}{name}"
        return f"{load.mass_kg:g} kg" if load.mass_kg is not None else "no weight"


def on_weekdays(profile: Profile, weekdays: Collection[int]) -> Profile:
    """Return a profile with other days of training, which are the goal for a week as well.

    Parameters
    ----------
    profile
        Before.
    weekdays
        0 for Monday to 6 for Sunday; at least one.

    Examples
    --------
    >>> chosen = on_weekdays(Profile(), {4, 0})
    >>> chosen.weekdays, chosen.days_per_week
    ((0, 4), 2)
    """
    chosen = tuple(sorted(set(weekdays)))
    return replace(profile, weekdays=chosen, days_per_week=len(chosen))


def on_any_days(profile: Profile, days_per_week: int) -> Profile:
    """Return a profile with another goal; days that were chosen stay if they are as many."""
    weekdays = profile.weekdays if len(profile.weekdays) == days_per_week else ()
    return replace(profile, days_per_week=days_per_week, weekdays=weekdays)


def profile_to_plain(profile: Profile) -> dict[str, object]:
    """Return a profile as plain JSON values.

    Examples
    --------
    >>> profile_from_plain(profile_to_plain(Profile(minutes=8))).minutes
    8
    """
    plain: dict[str, object] = {row.name: getattr(profile, row.name) for row in fields(profile)}
    plain |= {name: list(getattr(profile, name)) for name in _LISTS}
    plain["answers"] = dict(profile.answers)
    plain["screened_on"] = profile.screened_on and profile.screened_on.isoformat()
    return plain


def profile_from_plain(plain: Mapping[str, object]) -> Profile:
    """Return the profile that plain JSON values say; what is missing takes its default.

    Raises
    ------
    InvalidRecordError
        If a key is unknown or a value is wrong; the text names key, expected and got.
    """
    known = {row.name for row in fields(Profile)}
    unknown = [key for key in plain if key not in known]
    if unknown:
        expected = ", ".join(sorted(known))
        raise InvalidRecordError(f"profile: expected only the keys {expected}, got {unknown[0]!r}")
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
    }
    if isinstance(day := values.get("screened_on"), str):
        try:
            values["screened_on"] = date.fromisoformat(day)
        except ValueError as error:
            raise InvalidRecordError(
                f"profile: screened_on: expected a date like 2026-05-04, got {day!r}"
            ) from error
    return Profile(**values)


def _is_whole_within(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT and value.isprintable()


def _are_names(value: object) -> bool:
    return (
        isinstance(value, tuple)
        and all(_is_text(each) and each.strip() for each in value)
        and len(set(value)) == len(value) <= 20
    )


def _are_masses(value: object) -> bool:
    return (
        isinstance(value, tuple)
        and all(isinstance(kg, int | float) and not isinstance(kg, bool) for kg in value)
        and all(0 < kg <= 100 for kg in value)
        and list(value) == sorted(set(value))
    )


def _are_weekdays(value: object) -> bool:
    return (
        isinstance(value, tuple)
        and all(type(day) is int and 0 <= day <= 6 for day in value)
        and list(value) == sorted(set(value))
    )


def _are_goals(value: object) -> bool:
    goals = get_args(Goal)
    return isinstance(value, tuple) and all(each in goals for each in value)


def _are_answers(value: object) -> bool:
    keys = {question.key for question in QUESTIONS}
    return isinstance(value, Mapping) and all(
        key in keys and isinstance(answer, bool) for key, answer in value.items()
    )


_FLAG = "true or false"
# Field, test of its value, and what is expected in words.
_CHECKS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("bands", _are_names, "different names of bands, lightest first"),
    ("dumbbells_kg", _are_masses, "different masses of 0 to 100 kg, ascending"),
    ("has_mat", _is_flag, _FLAG),
    ("has_wall", _is_flag, _FLAG),
    ("has_anchor", _is_flag, _FLAG),
    ("level", lambda value: value in LEVELS, f"one of {', '.join(LEVELS)}"),
    ("days_per_week", _is_whole_within(1, 7), "1 to 7"),
    ("weekdays", _are_weekdays, "different days, ascending from 0 for Monday to 6"),
    ("minutes", _is_whole_within(*_MINUTES), "2 to 60"),
    ("anchor", _is_text, f"a line of at most {MAX_TEXT} characters"),
    ("goals", _are_goals, f"words out of {', '.join(get_args(Goal))}"),
    ("answers", _are_answers, "keys of the screening questions with true or false"),
    ("screened_on", lambda value: value is None or type(value) is date, "a date or nothing"),
    ("agreed", _is_flag, _FLAG),
    ("keeps_tracks", _is_flag, _FLAG),
    ("language", lambda value: isinstance(value, str) and 2 <= len(value) <= 10, 'like "en"'),
)
