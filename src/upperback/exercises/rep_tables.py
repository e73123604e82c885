"""The tables of an exercise file that say where the camera stands and what a rep is."""

import dataclasses
from math import inf

from upperback.exercises.definition import (
    SUITABILITIES,
    CameraSetup,
    CameraView,
    Gate,
    RepSignal,
)
from upperback.exercises.toml_table import TomlTable
from upperback.motion.rep_rule import MAX_S, MIN_S, Reference, RepRule
from upperback.motion.signals import SIGNALS
from upperback.motion.view import VIEW_NAMES

_RULE_KEYS = tuple(
    field.name for field in dataclasses.fields(RepRule) if field.name not in ("start", "end")
)


def read_camera(table: TomlTable) -> CameraSetup:
    """Read where the camera goes."""
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


def read_gate(row: TomlTable) -> Gate:
    """Read two limits of a signal."""
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


def read_rep_rule_values(rep: TomlTable) -> dict[str, float]:
    """Read the numbers of ``[rep.rule]`` that are there."""
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


def read_rep_signal(row: TomlTable, rule: dict[str, float]) -> RepSignal:
    """Read what reps are counted on; ``rule`` holds the numbers of ``[rep.rule]``."""
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
