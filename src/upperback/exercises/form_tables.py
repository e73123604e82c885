"""The tables of an exercise file that say what good form is and what is measured."""

from upperback.exercises.definition import (
    AGAINSTS,
    PARTS,
    SEVERITIES,
    TAKES,
    Condition,
    FormCheck,
    MeasureRule,
    Part,
    Phase,
)
from upperback.exercises.toml_table import TomlTable
from upperback.motion.signals import SIGNALS
from upperback.motion.view import VIEW_NAMES


def read_phase(row: TomlTable) -> Phase:
    """Read a named part of a rep."""
    phase = Phase(
        name=row.text("name"),
        part=row.choice("part", PARTS),
        label=row.text("label"),
        breath=row.text("breath"),
        seconds=row.span("seconds"),
    )
    row.finish()
    return phase


def read_measure(row: TomlTable) -> MeasureRule:
    """Read a number that is kept for each rep."""
    measure = MeasureRule(
        name=row.text("name"),
        label=row.text("label"),
        signals=row.choices("signals", tuple(SIGNALS)),
        take=row.choice("take", TAKES),
        best=row.choice("best", ("highest", "lowest", "none")),
    )
    row.finish()
    return measure


def read_check(row: TomlTable, phases: tuple[Phase, ...]) -> FormCheck:
    """Read a form check; its conditions may speak of the durations of the phases."""
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
