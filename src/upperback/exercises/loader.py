"""Exercise files read into `Exercise` values, each key checked."""

import dataclasses
import tomllib
from collections.abc import Mapping
from importlib import resources
from math import inf

from upperback.errors import InvalidExerciseError, UnknownExerciseError
from upperback.exercises.definition import (
    AGAINSTS,
    MEASURED_SIDES,
    PARTS,
    REP_SIDES,
    SEVERITIES,
    SUITABILITIES,
    TAKES,
    CameraSetup,
    CameraView,
    Condition,
    Dose,
    Exercise,
    FormCheck,
    Gate,
    MeasureRule,
    Part,
    Phase,
    RepSignal,
)
from upperback.exercises.toml_table import TomlTable
from upperback.motion.reps import MAX_S, MIN_S, Reference, RepRule
from upperback.motion.signals import SIGNALS
from upperback.motion.view import VIEW_NAMES

FORMAT = 1
_RULE_KEYS = tuple(
    field.name for field in dataclasses.fields(RepRule) if field.name not in ("start", "end")
)
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
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidExerciseError(f"{file}: expected TOML, got a mistake: {error}") from error
    table = TomlTable(values, file=file)
    if table.number("format") != FORMAT:
        raise table.error("format", str(FORMAT), values["format"])
    exercise = _exercise(table)
    table.finish()
    return exercise


def _exercise(table: TomlTable) -> Exercise:
    rep = table.table("rep")
    phases = tuple(_phase(row) for row in table.tables("phases"))
    rule = _rep_rule_values(rep)
    exercise = Exercise(
        name=table.text("name"),
        title=table.text("title"),
        summary=table.text("summary"),
        rules=table.text("rules"),
        equipment=table.texts("equipment"),
        setup=table.texts("setup"),
        camera=_camera(table.table("camera")),
        posture=tuple(_gate(row) for row in table.tables("posture")),
        measured_side=rep.choice("measured_side", MEASURED_SIDES, "near"),
        sides=rep.choice("sides", REP_SIDES, "both"),
        start_gates=tuple(_gate(row) for row in rep.tables("start_gate", at_least=0)),
        rep_signals=tuple(_rep_signal(row, rule) for row in rep.tables("signal")),
        rep_guards=tuple(_gate(row) for row in rep.tables("guard", at_least=0)),
        phases=phases,
        measures=tuple(_measure(row) for row in table.tables("measures")),
        checks=tuple(_check(row, phases) for row in table.tables("checks")),
        muscles=_muscles(table.table("muscles")),
        breathing=table.text("breathing"),
        doses=tuple(_dose(row) for row in table.tables("dose")),
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


def _camera(table: TomlTable) -> CameraSetup:
    camera = CameraSetup(
        place=table.text("place"),
        height_m=table.span("height_m"),
        distance_m=table.span("distance_m"),
        in_sight=table.texts("in_sight"),
        advice=table.text("advice"),
        views=tuple(_camera_view(row) for row in table.tables("views")),
    )
    table.finish()
    return camera


def _camera_view(row: TomlTable) -> CameraView:
    view = CameraView(
        name=row.choice("name", VIEW_NAMES),
        suitability=row.choice("suitability", SUITABILITIES),
        advice=row.optional_text("advice"),
    )
    row.finish()
    return view


def _gate(row: TomlTable) -> Gate:
    gate = Gate(
        signal=row.choice("signal", tuple(SIGNALS)),
        minimum=row.number("min", -inf),
        maximum=row.number("max", inf),
        views=frozenset(row.choices("views", VIEW_NAMES, VIEW_NAMES)),
    )
    if gate.minimum > gate.maximum:
        raise row.error("min", f"a limit not above max = {gate.maximum:g}", gate.minimum)
    row.finish()
    return gate


def _rep_rule_values(rep: TomlTable) -> dict[str, float]:
    if not rep.has("rule"):
        return {}
    rule = rep.table("rule")
    values = {key: rule.number(key) for key in _RULE_KEYS if rule.has(key)}
    least_s, most_s = values.get("min_s", MIN_S), values.get("max_s", MAX_S)
    if not 0.0 <= least_s < most_s:
        wrong = "min_s" if most_s > 0.0 else "max_s"
        raise rule.error(wrong, "0 <= min_s < max_s", f"min_s {least_s:g}, max_s {most_s:g}")
    rule.finish()
    return values


def _rep_signal(row: TomlTable, rule: dict[str, float]) -> RepSignal:
    start = _reference(row.table("start"))
    signal = RepSignal(
        signal=row.choice("signal", tuple(SIGNALS)),
        views=frozenset(row.choices("views", VIEW_NAMES, VIEW_NAMES)),
        rule=_rep_rule(row, "end", start, rule),
        minus=_rep_rule(row, "minus_end", start, rule) if row.has("minus_end") else None,
    )
    row.finish()
    return signal


def _rep_rule(row: TomlTable, key: str, start: Reference, rule: dict[str, float]) -> RepRule:
    end = _reference(row.table(key))
    if start.minimum <= end.maximum and end.minimum <= start.maximum:
        raise row.error(key, "a range apart from the one of start", "ranges that overlap")
    return RepRule(start=start, end=end, **rule)


def _reference(table: TomlTable) -> Reference:
    reference = Reference(
        typical=table.number("typical"), minimum=table.number("min"), maximum=table.number("max")
    )
    if not reference.minimum <= reference.typical <= reference.maximum:
        raise table.error("typical", "a number from min to max", reference.typical)
    table.finish()
    return reference


def _phase(row: TomlTable) -> Phase:
    phase = Phase(
        name=row.text("name"),
        part=row.choice("part", PARTS),
        label=row.text("label"),
        breath=row.text("breath"),
        seconds=row.span("seconds"),
    )
    row.finish()
    return phase


def _measure(row: TomlTable) -> MeasureRule:
    measure = MeasureRule(
        name=row.text("name"),
        label=row.text("label"),
        signals=row.choices("signals", tuple(SIGNALS)),
        take=row.choice("take", TAKES),
        best=row.choice("best", ("highest", "lowest", "none")),
    )
    row.finish()
    return measure


def _check(row: TomlTable, phases: tuple[Phase, ...]) -> FormCheck:
    quantities = (*SIGNALS, *(f"{phase.name}_s" for phase in phases), "rep_s", "range_share")
    parts = row.choices("parts", PARTS)
    check = FormCheck(
        name=row.text("name"),
        severity=row.choice("severity", SEVERITIES),
        label=row.text("label"),
        cue=row.text("cue"),
        praise=row.text("praise"),
        why=row.text("why"),
        when=tuple(_condition(when, quantities, parts) for when in row.tables("when")),
    )
    row.finish()
    return check


def _condition(row: TomlTable, quantities: tuple[str, ...], parts: tuple[Part, ...]) -> Condition:
    above, below = row.optional_number("above"), row.optional_number("below")
    if (above is None) == (below is None):
        raise row.error("above", "either above or below", "both" if above is not None else "none")
    condition = Condition(
        of=row.choice("of", quantities),
        parts=row.choices("parts", PARTS, parts),
        take=row.choice("take", TAKES, "at_peak"),
        against=row.choice("against", AGAINSTS, "nothing"),
        above=above,
        below=below,
        for_s=row.seconds("for_s", 0.0),
        views=frozenset(row.choices("views", VIEW_NAMES, VIEW_NAMES)),
        also=tuple(_condition(also, quantities, parts) for also in row.tables("also", at_least=0)),
    )
    row.finish()
    return condition


def _muscles(table: TomlTable) -> dict[str, tuple[str, ...]]:
    muscles = {"main": table.texts("main"), "helping": table.texts("helping")}
    table.finish()
    return muscles


def _dose(row: TomlTable) -> Dose:
    dose = Dose(
        level=row.text("level"),
        sets=row.whole_span("sets"),
        reps=row.whole_span("reps"),
        rest_s=row.whole_span("rest_s"),
        days_per_week=row.whole_span("days_per_week"),
        note=row.text("note"),
    )
    row.finish()
    return dose
