"""Workouts from Hevy, Strong and Liftosaur as training sessions; nothing is guessed.

An exercise is taken over only if its name is in the table below or the person says
which of ours it is. What is not taken over is counted.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID, uuid5

from upperback.errors import InvalidRecordError, UnknownExerciseError
from upperback.exchange.app_cells import app_rows
from upperback.exchange.app_formats import AppOptions, AppSet, app_format
from upperback.exchange.mistakes import mistake
from upperback.services.importing import FoundEntry
from upperback.training.records import (
    NO_LOAD,
    SIDES,
    Load,
    LoggedRep,
    LoggedSet,
    Side,
    TrainingSession,
)

_NAMESPACE = UUID("0d1f7a52-3f0b-5a57-8a4e-6f3b7c1d9e20")
# Only names of the same movement with the same equipment: a seated row at a cable stack is another
# exercise than one with a band, and the person may say with --map that it shall count.
SAME_EXERCISES = {
    "Rear Delt Reverse Fly (Dumbbell)": "reverse_fly",
    "Reverse Fly (Dumbbell)": "reverse_fly",
    "Reverse Fly, Dumbbell": "reverse_fly",
    "Bent Over Reverse Fly (Dumbbell)": "reverse_fly",
    "Seated Row (Band)": "seated_row",
    "Seated Row, Band": "seated_row",
    "Cat Cow": "cat_cow",
    "Cat-Cow": "cat_cow",
    "Cat Camel": "cat_cow",
    "Wall Angel": "wall_angel",
    "Wall Angels": "wall_angel",
    "Side Lying Thoracic Rotation": "thoracic_rotation",
    "Side-Lying Thoracic Rotation": "thoracic_rotation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppImport:
    """What a file of another app holds for us.

    Attributes
    ----------
    app
        "hevy", "strong" or "liftosaur".
    found
        The sessions with the sets that were taken over.
    unknown
        Sets of each exercise that is none of ours, most first.
    left_out
        Rows that are no working sets, by the reason.
    """

    app: str
    found: tuple[FoundEntry, ...]
    unknown: Mapping[str, int]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseNames:
    """Which of our exercises, and which side, a name of another app means."""

    meanings: Mapping[str, tuple[str, Side]]

    def meaning(self, name: str) -> tuple[str, Side] | None:
        """Return exercise and side; None for an unknown name."""
        return self.meanings.get(_folded(name))


def exercise_names(own: Mapping[str, str], known: Collection[str]) -> ExerciseNames:
    """Join the table with what the person says.

    Parameters
    ----------
    own
        Name in the other app to one of ours, with its side after a colon if only one
        side is meant: ``{"Open Book Left": "thoracic_rotation:left"}``.
    known
        The names of our exercises.

    Returns
    -------
    ExerciseNames

    Raises
    ------
    UnknownExerciseError
        If there is no exercise or side of a name.
    """
    sides: dict[str, Side] = {"": "both", **{side: side for side in SIDES}}
    meanings: dict[str, tuple[str, Side]] = {}
    for name, ours in (SAME_EXERCISES | dict(own)).items():
        exercise, _, side = ours.partition(":")
        if name in own and (exercise not in known or side not in sides):
            expected = ", ".join(sorted(known))
            raise UnknownExerciseError(
                f"{name}: no exercise {ours!r}; expected one of: {expected}, "
                "with :left or :right for one side"
            )
        meanings[_folded(name)] = (exercise, sides[side])
    return ExerciseNames(meanings=meanings)


def read_app_csv(file: BinaryIO, names: ExerciseNames, options: AppOptions) -> AppImport:
    """Read a whole file; a mistake in any row raises ImportFileError."""
    header, rows = app_rows(file)
    form = app_format(header)
    left_out: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    workouts: dict[str, list[AppSet]] = {}
    for row in rows:
        each = form.read(row, options)
        if isinstance(each, str):
            left_out[each] += 1
        elif names.meaning(each.exercise) is None:
            unknown[each.exercise] += 1
        else:
            workouts.setdefault(each.workout, []).append(each)
    sessions = [_session(form.name, sets, names) for sets in workouts.values()]
    return AppImport(
        app=form.name,
        found=tuple(sorted(sessions, key=_start)),
        unknown=dict(unknown.most_common()),
        left_out=dict(left_out),
    )


def _start(found: FoundEntry) -> float:
    assert isinstance(found.entry, TrainingSession)
    return found.entry.started_at.timestamp()


def _session(app: str, rows: list[AppSet], names: ExerciseNames) -> FoundEntry:
    first = rows[0]
    # From what names the workout in the file: the same file read again gives the same ids.
    session_id = uuid5(_NAMESPACE, f"{app}|{first.workout}")
    sets = tuple(_numbered(_sets(session_id, rows, names)))
    ended_at = max((row.done_at for row in rows if row.done_at), default=first.ended_at)
    session = TrainingSession(
        id=str(session_id),
        kind="free",
        started_at=first.started_at,
        ended_at=ended_at or first.started_at,
        sets=sets,
        note=f"{app.capitalize()}: {first.title}" if first.title else app.capitalize(),
    )
    return FoundEntry(where=first.where, entry=session)


def _sets(session_id: UUID, rows: list[AppSet], names: ExerciseNames) -> Iterator[LoggedSet]:
    seen: Counter[str] = Counter()
    for row in rows:
        meaning = names.meaning(row.exercise)
        assert meaning is not None
        seen[row.exercise] += 1
        started_at = row.done_at or row.started_at
        load, note = _load(row)
        yield LoggedSet(
            id=str(uuid5(session_id, f"{row.exercise}|{seen[row.exercise]}")),
            exercise=meaning[0],
            side=meaning[1],
            started_at=started_at,
            ended_at=started_at + timedelta(seconds=row.seconds or 0),
            source="import",
            load=load,
            reps=tuple(
                # No app says when in the set a rep was.
                LoggedRep(index=index, side=meaning[1], start_s=0.0, peak_s=0.0, end_s=0.0)
                for index in range(1, row.reps + 1)
            ),
            effort_rir=row.rir,
            note=note,
        )


def _numbered(sets: Iterable[LoggedSet]) -> Iterator[LoggedSet]:
    numbers: Counter[tuple[str, Side]] = Counter()
    for each in sets:
        numbers[each.exercise, each.side] += 1
        yield replace(each, number=numbers[each.exercise, each.side])


def _load(row: AppSet) -> tuple[Load, str]:
    """Return the load and the note; a weight that is no dumbbell's is kept in the note."""
    if row.mass_kg is None:
        return NO_LOAD, row.note
    if "dumbbell" not in row.exercise.lower():
        return NO_LOAD, "; ".join(filter(None, (row.note, f"{row.mass_kg:g} kg")))
    try:
        return Load(kind="dumbbell", mass_kg=row.mass_kg), row.note
    except InvalidRecordError as error:
        raise mistake(row.where, "weight", "a dumbbell of 0 to 100 kg", row.mass_kg) from error


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
