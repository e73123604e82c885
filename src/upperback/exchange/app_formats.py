"""The CSV files of Hevy, Strong and Liftosaur, as their exports of 2020 to 2026 look.

None of the makers publishes a description. The columns are those of public exports and
of the apps' own importers (docs/exchange.md names them); a file is known by its columns.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from upperback.exchange.app_cells import AppRow
from upperback.exchange.mistakes import mistake

_MOST_REPS = 1000
_MOST_SECONDS = 24 * 3600
WARM_UP, NO_REPS, NO_SET = "warm-up", "nothing done", "rest timer or note"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppOptions:
    """What a file does not say: the time zone, and where there is none, the unit of weight."""

    zone: tzinfo
    weight_unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSet:
    """A set as another app logged it.

    Attributes
    ----------
    workout
        What names its workout in the file, the same for all of its sets.
    done_at
        When it was done; None where the app does not say.
    seconds
        How long it was held; None where it was not timed.
    """

    where: str
    workout: str
    title: str
    started_at: datetime
    ended_at: datetime | None
    exercise: str
    reps: int
    mass_kg: float | None
    rir: int | None
    seconds: int | None
    done_at: datetime | None
    note: str


ReadSet = Callable[[AppRow, AppOptions], AppSet | str]
"""Returns a set, or why the row is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppFormat:
    """An app: the columns that tell its files, and how a row is read."""

    name: str
    columns: Collection[str]
    read: ReadSet


def _hevy(row: AppRow, options: AppOptions) -> AppSet | str:
    if row.text("set_type") == "warmup":
        return WARM_UP
    reps, seconds = row.whole("reps", _MOST_REPS), row.whole("duration_seconds", _MOST_SECONDS)
    if not reps and not seconds:
        return NO_REPS
    in_kg = "weight_kg" in row.cells and (row.text("weight_kg") or "weight_lbs" not in row.cells)
    has_end = row.text("end_time") != ""
    return AppSet(
        where=row.where,
        workout=f"{row.text('start_time')}|{row.text('title')}",
        title=row.text("title"),
        started_at=row.moment("start_time", options.zone),
        ended_at=row.moment("end_time", options.zone) if has_end else None,
        exercise=row.text("exercise_title"),
        reps=reps or 0,
        mass_kg=row.mass_kg(*(("weight_kg", "kg") if in_kg else ("weight_lbs", "lb"))),
        rir=row.rir("rpe"),
        seconds=seconds or None,
        done_at=None,
        note=row.text("exercise_notes"),
    )


def _strong(row: AppRow, options: AppOptions) -> AppSet | str:
    if {row.text("Set Order"), row.text("Exercise Name")} & {"Rest Timer", "Note"}:
        return NO_SET
    if row.text("Set Order") == "W":
        return WARM_UP
    reps, seconds = row.whole("Reps", _MOST_REPS), row.whole("Seconds", _MOST_SECONDS)
    if not reps and not seconds:
        return NO_REPS
    started_at = row.moment("Date", options.zone)
    durations = ("Duration (sec)", "Workout Duration", "Duration")
    lasted_s = row.duration_s(next((name for name in durations if row.text(name)), "Duration"))
    return AppSet(
        where=row.where,
        workout=f"{row.text('Date')}|{row.text('Workout Name')}",
        title=row.text("Workout Name"),
        started_at=started_at,
        ended_at=None if lasted_s is None else started_at + timedelta(seconds=lasted_s),
        exercise=row.text("Exercise Name"),
        reps=reps or 0,
        mass_kg=_strong_mass_kg(row, options),
        rir=row.rir("RPE"),
        seconds=seconds or None,
        done_at=None,
        note=row.text("Notes"),
    )


def _strong_mass_kg(row: AppRow, options: AppOptions) -> float | None:
    """Return the mass; the unit stands in the column's name, in a column beside, or nowhere."""
    column = next((name for name in row.cells if name.startswith("Weight (")), None)
    if column is not None:
        return row.mass_kg(column, column.removeprefix("Weight (").removesuffix(")"))
    return row.mass_kg("Weight", row.text("Weight Unit") or options.weight_unit)


def _liftosaur(row: AppRow, options: AppOptions) -> AppSet | str:
    if row.text("Is Warmup Set?") == "1":
        return WARM_UP
    reps = row.whole("Completed Reps", _MOST_REPS)
    if not reps:
        return NO_REPS
    # Older files have the equipment apart, newer ones in the exercise's name.
    exercise, equipment = row.text("Exercise"), row.text("Equipment").capitalize()
    done = row.text("Completed Reps Time") != ""
    return AppSet(
        where=row.where,
        workout=row.text("Workout DateTime"),
        title=row.text("Day Name", "Program"),
        started_at=row.moment("Workout DateTime", options.zone),
        ended_at=None,
        exercise=f"{exercise}, {equipment}" if equipment else exercise,
        reps=reps,
        mass_kg=_liftosaur_mass_kg(row, options),
        rir=row.rir("Completed RPE" if "Completed RPE" in row.cells else "RPE"),
        seconds=None,
        done_at=row.moment("Completed Reps Time", options.zone) if done else None,
        note=row.text("Notes"),
    )


def _liftosaur_mass_kg(row: AppRow, options: AppOptions) -> float | None:
    """Return the mass that was lifted; older files have only one."""
    done = "Completed " if "Completed Weight Value" in row.cells else ""
    unit = row.text(f"{done}Weight Unit") or options.weight_unit
    return row.mass_kg(f"{done}Weight Value", unit)


FORMATS = (
    AppFormat(
        name="hevy",
        columns=("title", "start_time", "exercise_title", "set_type", "reps"),
        read=_hevy,
    ),
    AppFormat(
        name="strong",
        columns=("Date", "Workout Name", "Exercise Name", "Set Order", "Reps"),
        read=_strong,
    ),
    AppFormat(
        name="liftosaur",
        columns=("Workout DateTime", "Exercise", "Is Warmup Set?", "Completed Reps"),
        read=_liftosaur,
    ),
)


def app_format(header: Collection[str]) -> AppFormat:
    """Return the app whose file has these columns."""
    for each in FORMATS:
        if set(each.columns) <= set(header):
            return each
    expected = "the columns of " + ", ".join(
        f"{each.name.capitalize()} ({', '.join(each.columns)})" for each in FORMATS
    )
    raise mistake("line 1", "header", expected, ", ".join(header))
