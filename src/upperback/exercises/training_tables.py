"""The tables of an exercise file that say who trains how much of it, and who should not."""

from typing import get_args

from upperback.exercises.definition import Dose, Training
from upperback.exercises.toml_table import TomlTable
from upperback.training.records import SIDES, LoadKind, Side
from upperback.training.routine import (
    EQUIPMENT,
    REPS_MEASURE,
    SHORT_DAYS,
    TRAINING_KINDS,
    Equipment,
    RoutineTest,
)
from upperback.training.screening import QUESTIONS, SCREENING_ACTIONS, ScreeningRule

_LOADS: tuple[LoadKind, ...] = get_args(LoadKind)


def read_muscles(table: TomlTable) -> dict[str, tuple[str, ...]]:
    """Read which muscles work."""
    muscles = {"main": table.texts("main"), "helping": table.texts("helping")}
    table.finish()
    return muscles


def read_dose(row: TomlTable) -> Dose:
    """Read how much to do at one level."""
    dose = Dose(
        level=row.text("level"),
        sets=row.whole_span("sets"),
        reps=row.whole_span("reps"),
        rest_s=row.whole_span("rest_s"),
        days_per_week=row.whole_span("days_per_week"),
        note=row.text("note"),
        hold_s=row.span("hold_s") if row.has("hold_s") else (0.0, 0.0),
        reserve=row.whole_span("reserve") if row.has("reserve") else None,
    )
    row.finish()
    return dose


def read_training(table: TomlTable, exercise: TomlTable) -> Training:
    """Read how the exercise is planned; measures must be those of the exercise."""
    names = tuple(row.text("name") for row in exercise.tables("measures"))
    training = Training(
        kind=table.choice("kind", TRAINING_KINDS),
        order=table.whole("order"),
        load=table.choice("load", _LOADS, "none"),
        needs=_equipment(table, "needs"),
        wants=_equipment(table, "wants"),
        short_days=table.choices("short_days", SHORT_DAYS, ()),
        break_reps=table.whole("break_reps", 0),
        range_measure=table.choice("range_measure", names) if table.has("range_measure") else None,
        tests=tuple(_test(row, names) for row in table.tables("tests", at_least=0)),
    )
    table.finish()
    return training


def read_screening(row: TomlTable) -> ScreeningRule:
    """Read what a yes to a question of the screening does to the exercise."""
    does = row.choice("does", SCREENING_ACTIONS)
    rule = ScreeningRule(
        question=row.choice("question", tuple(question.key for question in QUESTIONS)),
        does=does,
        instead=row.text("with") if does == "swap" else "",
        why=row.text("why"),
    )
    row.finish()
    return rule


def _equipment(table: TomlTable, key: str) -> dict[Equipment, str]:
    if not table.has(key):
        return {}
    inner = table.table(key)
    said: dict[Equipment, str] = {each: inner.text(each) for each in EQUIPMENT if inner.has(each)}
    inner.finish()
    return said


def _test(row: TomlTable, names: tuple[str, ...]) -> RoutineTest:
    measures = row.table("measures")
    by_side: dict[Side, str] = {
        side: measures.choice(side, (*names, REPS_MEASURE)) for side in SIDES if measures.has(side)
    }
    if not by_side:
        raise row.error("measures", f"a measure for one of {', '.join(SIDES)}", "none")
    measures.finish()
    test = RoutineTest(
        label=row.text("label"),
        measures=by_side,
        unit=row.text("unit"),
        reps=row.whole("reps") if row.has("reps") else None,
        least_change=row.number("least_change"),
    )
    row.finish()
    return test
