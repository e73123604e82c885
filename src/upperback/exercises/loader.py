"""Exercise files read into `Exercise` values, each key checked."""

from collections.abc import Mapping
from importlib import resources

from upperback.errors import UnknownExerciseError
from upperback.exercises.definition import MEASURED_SIDES, REP_SIDES, Exercise
from upperback.exercises.form_tables import read_check, read_measure, read_phase
from upperback.exercises.rep_tables import (
    read_camera,
    read_gate,
    read_rep_rule_values,
    read_rep_signal,
)
from upperback.exercises.toml_table import TomlTable, read_toml
from upperback.exercises.training_tables import (
    read_dose,
    read_muscles,
    read_screening,
    read_training,
)

FORMAT = 1
_BUILTIN = resources.files("upperback.exercises") / "builtin"


def builtin_exercises() -> dict[str, Exercise]:
    """Read the exercises that come with the package.

    Returns
    -------
    dict
        Name to exercise, in the order of the names.

    Raises
    ------
    InvalidExerciseError
        If a file holds a mistake.
    """
    files = sorted(
        (file for file in _BUILTIN.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    loaded = (parse_exercise(file.read_text(encoding="utf-8"), file=file.name) for file in files)
    return {exercise.name: exercise for exercise in loaded}


def pick_exercise(exercises: Mapping[str, Exercise], name: str) -> Exercise:
    """Return the exercise of a name.

    Parameters
    ----------
    exercises
        Name to exercise.
    name
        The name asked for.

    Returns
    -------
    Exercise

    Raises
    ------
    UnknownExerciseError
        If there is none; the text lists the names.
    """
    try:
        return exercises[name]
    except KeyError:
        known = ", ".join(exercises)
        raise UnknownExerciseError(f"no exercise {name!r}; expected one of: {known}") from None


def parse_exercise(text: str, *, file: str) -> Exercise:
    """Read one exercise file.

    Parameters
    ----------
    text
        TOML.
    file
        Name of the file, for messages.

    Returns
    -------
    Exercise

    Raises
    ------
    InvalidExerciseError
        If the text is not TOML or any key is missing, unknown or wrong; the
        message names file, key, expected and got.
    """
    table = read_toml(text, file=file, version=FORMAT)
    exercise = _exercise(table)
    table.finish()
    return exercise


def _exercise(table: TomlTable) -> Exercise:
    rep = table.table("rep")
    phases = tuple(read_phase(row) for row in table.tables("phases"))
    rule = read_rep_rule_values(rep)
    exercise = Exercise(
        name=table.text("name"),
        title=table.text("title"),
        summary=table.text("summary"),
        rules=table.text("rules"),
        equipment=table.texts("equipment"),
        setup=table.texts("setup"),
        camera=read_camera(table.table("camera")),
        posture=tuple(read_gate(row) for row in table.tables("posture")),
        measured_side=rep.choice("measured_side", MEASURED_SIDES, "near"),
        sides=rep.choice("sides", REP_SIDES, "both"),
        start_gates=tuple(read_gate(row) for row in rep.tables("start_gate", at_least=0)),
        rep_signals=tuple(read_rep_signal(row, rule) for row in rep.tables("signal")),
        rep_guards=tuple(read_gate(row) for row in rep.tables("guard", at_least=0)),
        phases=phases,
        measures=tuple(read_measure(row) for row in table.tables("measures")),
        checks=tuple(read_check(row, phases) for row in table.tables("checks")),
        muscles=read_muscles(table.table("muscles")),
        breathing=table.text("breathing"),
        doses=tuple(read_dose(row) for row in table.tables("dose")),
        training=read_training(table.table("training"), table) if table.has("training") else None,
        screening=tuple(read_screening(row) for row in table.tables("screening", at_least=0)),
        easier=table.texts("easier"),
        harder=table.texts("harder"),
        ask_first=table.texts("ask_first"),
        sources=table.texts("sources"),
    )
    rep.finish()
    for key in ("phases", "measures", "checks"):
        _check_names(table, key, [row.name for row in getattr(exercise, key)])
    return exercise


def _check_names(table: TomlTable, key: str, names: list[str]) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise table.error(key, "every name once", twice[0])
