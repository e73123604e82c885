"""Look files read into `StillLook` values, each key checked."""

from functools import cache
from importlib import resources

from upperback.exercises.rep_tables import read_camera, read_gate
from upperback.exercises.still_look import Relaxed, StillLook, StillMeasure
from upperback.exercises.toml_table import TomlTable, read_toml
from upperback.motion.signals import SIGNALS

FORMAT = 1
_STILL = resources.files("upperback.exercises") / "still"
# Nothing tells a change here: there is no start pose to change from.
_MEASURABLE = tuple(name for name, row in SIGNALS.items() if not row.needs_reference)


@cache
def standing_look() -> StillLook:
    """Read the look at relaxed standing that comes with the package.

    Returns
    -------
    StillLook

    Raises
    ------
    InvalidExerciseError
        If the file holds a mistake.
    """
    file = _STILL / "standing.toml"
    return parse_look(file.read_text(encoding="utf-8"), file=file.name)


def parse_look(text: str, *, file: str) -> StillLook:
    """Read one look file.

    Parameters
    ----------
    text
        TOML.
    file
        Name of the file, for messages.

    Returns
    -------
    StillLook

    Raises
    ------
    InvalidExerciseError
        If the text is not TOML or any key is missing, unknown or wrong; the
        message names file, key, expected and got.
    """
    table = read_toml(text, file=file, version=FORMAT)
    look = _look(table)
    table.finish()
    return look


def _look(table: TomlTable) -> StillLook:
    still = table.table("still")
    look = StillLook(
        name=table.text("name"),
        title=table.text("title"),
        purpose=table.text("purpose"),
        rules=table.text("rules"),
        setup=table.texts("setup"),
        camera=read_camera(table.table("camera")),
        posture=tuple(read_gate(row) for row in table.tables("posture")),
        relaxed=tuple(_relaxed(row) for row in table.tables("relaxed")),
        hold_s=still.number("hold_s"),
        within_tl=still.number("within_tl"),
        measures=tuple(_measure(row) for row in table.tables("measures")),
    )
    if not look.hold_s > 0.0:
        raise still.error("hold_s", "more than 0 s", look.hold_s)
    if not look.within_tl > 0.0:
        raise still.error("within_tl", "more than 0 trunk lengths", look.within_tl)
    still.finish()
    return look


def _relaxed(row: TomlTable) -> Relaxed:
    relaxed = Relaxed(
        says=row.text("says"), gates=tuple(read_gate(gate) for gate in row.tables("when"))
    )
    row.finish()
    return relaxed


def _measure(row: TomlTable) -> StillMeasure:
    measure = StillMeasure(
        name=row.choice("name", _MEASURABLE),
        label=row.text("label"),
        means=row.text("means"),
        advice=row.text("advice"),
    )
    row.finish()
    return measure
