"""The exercises there are: the built-in ones and the person's own."""

import os
import re
import warnings
from pathlib import Path

from upperback.errors import ExerciseFileWarning, InvalidExerciseError
from upperback.exercises import Exercise, builtin_exercises, parse_exercise, pick_exercise

AUTO = "auto"
EXERCISES_VARIABLE = "UPPERBACK_EXERCISES"


def own_exercises_folder() -> Path:
    """Return the folder for the person's own exercise files."""
    stated = os.environ.get(EXERCISES_VARIABLE)
    if stated:
        return Path(stated)
    from platformdirs import user_config_path

    return user_config_path("upperback") / "exercises"


def all_exercises() -> dict[str, Exercise]:
    """Read the built-in exercises and the person's own; an own one replaces its namesake.

    A file of one's own that holds a mistake is left out, with an `ExerciseFileWarning`.
    """
    exercises, broken = _read_exercises()
    for _, error in broken:
        _warn_of(error)
    return exercises


def named_exercise(name: str) -> Exercise:
    """Return the exercise of a name; an InvalidExerciseError says what is wrong with its file."""
    exercises, broken = _read_exercises()
    for broken_name, error in broken:
        if broken_name == name:
            raise error
        _warn_of(error)
    return pick_exercise(exercises, name)


def chosen_exercises(name: str) -> tuple[Exercise, ...]:
    """Return the exercise of a name; all of them for "auto"."""
    return tuple(all_exercises().values()) if name == AUTO else (named_exercise(name),)


def _read_exercises() -> tuple[dict[str, Exercise], list[tuple[str, InvalidExerciseError]]]:
    """Return the exercises that can be read, and name and mistake of those that cannot."""
    exercises, broken = builtin_exercises(), []
    folder = own_exercises_folder()
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        name = file.stem
        try:
            text = file.read_text(encoding="utf-8")
            # A regular expression, because a file that is no TOML has a name as well.
            stated = re.search(r'^name\s*=\s*"([^"]+)"', text, re.MULTILINE)
            name = stated[1] if stated else name
            exercise = parse_exercise(text, file=str(file))
        except InvalidExerciseError as error:
            broken.append((name, error))
        except (OSError, UnicodeDecodeError) as error:
            text = f"{file}: expected a readable TOML file: {error}"
            broken.append((name, InvalidExerciseError(text)))
        else:
            exercises[exercise.name] = exercise
    return exercises, broken


def _warn_of(error: InvalidExerciseError) -> None:
    text = f"{error}; mend the file or move it away, the other exercises work without it"
    # stacklevel 1: one place for all callers, so that Python tells it once in a process.
    warnings.warn(text, ExerciseFileWarning, stacklevel=1)
