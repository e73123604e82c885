"""What the planner knows of an exercise: its kind, doses, needs and how long a rep takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from upperback.training.records import LoadKind, Side
from upperback.training.screening import ScreeningRule

TrainingKind = Literal["strength", "mobility", "control"]
Equipment = Literal["band", "dumbbells", "mat", "wall"]
ShortDay = Literal["A", "B"]
Level = Literal["beginner", "intermediate"]
TRAINING_KINDS: tuple[TrainingKind, ...] = get_args(TrainingKind)
EQUIPMENT: tuple[Equipment, ...] = get_args(Equipment)
SHORT_DAYS: tuple[ShortDay, ...] = get_args(ShortDay)
LEVELS: tuple[Level, ...] = get_args(Level)
REPS_MEASURE = "reps"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDose:
    """How much to do at one level; every span is (least, most).

    ``hold_s`` and ``rest_s`` are seconds. ``reserve`` is how many reps should be left
    at the end of a set; None where effort is not what it is about.
    """

    level: Level
    sets: tuple[int, int]
    reps: tuple[int, int]
    rest_s: tuple[int, int]
    days_per_week: tuple[int, int]
    hold_s: tuple[float, float] = (0.0, 0.0)
    reserve: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineTest:
    """A test of the baseline: what is done, which measure tells, from when a change counts.

    Attributes
    ----------
    label
        What is tested, for people.
    measures
        The person's side to the name of the measure; "reps" for the most reps in a set.
    unit
        Of the result.
    reps
        How many reps it takes; None for as many as go with good form.
    least_change
        Smallest change that is no chance, until the person's own noise is known.
    """

    label: str
    measures: Mapping[Side, str]
    unit: str
    reps: int | None
    least_change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineExercise:
    """An exercise as the planner sees it.

    Attributes
    ----------
    name, title
        Name in the journal; for people.
    kind
        Strength needs a day of rest in between; mobility and control do not.
    order
        Place in a session, from 1: mobility first, strength while fresh, control last.
    one_sided
        Whether each side does its own sets.
    seconds_per_rep
        Both ways together, without the hold; middle of the tempo that is taught.
    doses
        From beginner on; at least one.
    load
        What makes it harder: a band, dumbbells, or neither.
    needs, wants
        Equipment that must, or should, be at hand, each with what to do without.
    short_days
        On which of the short days it is done.
    break_reps
        Reps of a desk break; 0 where it is not for that.
    range_measure
        The measure whose own best is to be widened; None where range is no goal.
    muscles
        "main" and "helping" to names of muscles.
    harder
        Harder forms, in words.
    screening
        What yes answers do to it.
    tests
        Its tests in the baseline.
    """

    name: str
    title: str
    kind: TrainingKind
    order: int
    one_sided: bool = False
    seconds_per_rep: float
    doses: tuple[LevelDose, ...]
    load: LoadKind = "none"
    needs: Mapping[Equipment, str] = field(default_factory=dict)
    wants: Mapping[Equipment, str] = field(default_factory=dict)
    short_days: tuple[ShortDay, ...] = ()
    break_reps: int = 0
    range_measure: str | None = None
    muscles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    harder: tuple[str, ...] = ()
    screening: tuple[ScreeningRule, ...] = ()
    tests: tuple[RoutineTest, ...] = ()

    def dose(self, level: Level) -> LevelDose:
        """Return the dose of a level; the nearest easier one where there is none.

        Examples
        --------
        >>> some = LevelDose(
        ...     level="beginner", sets=(1, 1), reps=(6, 6), rest_s=(15, 15), days_per_week=(3, 7)
        ... )
        >>> exercise = RoutineExercise(
        ...     name="x", title="X", kind="mobility", order=1, seconds_per_rep=7.0, doses=(some,)
        ... )
        >>> exercise.dose("intermediate").level
        'beginner'
        """
        allowed = LEVELS[: LEVELS.index(level) + 1]
        return next(
            (each for name in reversed(allowed) for each in self.doses if each.level == name),
            self.doses[0],
        )

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it is prescribed for."""
        return ("left", "right") if self.one_sided else ("both",)
