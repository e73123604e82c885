"""A day's exercises made to fit the time there is: fewer sets first, then fewer exercises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from upperback.training.plan import QUICK_SETUP_S, LeftOut, seconds_of
from upperback.training.records import Prescription
from upperback.training.routine import RoutineExercise

Blocks = list[tuple[Prescription, ...]]


def fit(
    blocks: Sequence[tuple[Prescription, ...]],
    routine: Mapping[str, RoutineExercise],
    minutes: int,
) -> tuple[tuple[Prescription, ...], tuple[LeftOut, ...]]:
    """Return prescriptions that fit into some minutes, and what found no room.

    Parameters
    ----------
    blocks
        The prescriptions of each exercise (two where the sides work apart), the most
        wanted exercise first.
    routine
        Name to exercise.
    minutes
        Time there is.

    Returns
    -------
    tuple
        Prescriptions in the order of a session; what was left out, with the reason.
        Mobility gives up sets first, then strength; then the least wanted exercise
        goes. One exercise with one set always stays.
    """
    kept: Blocks = list(blocks)
    left_out: list[LeftOut] = []
    while seconds_of(_flat(kept), routine) > minutes * 60:
        fewer = _fewer_sets(kept, routine, minutes)
        if fewer is None and len(kept) == 1:
            break
        if fewer is None:
            exercise = routine[kept.pop()[0].exercise]
            reason = f"No room in {minutes} minutes; it comes first next time."
            left_out.append(LeftOut(exercise=exercise.name, title=exercise.title, reason=reason))
        else:
            kept = fewer
    kept.sort(key=lambda block: routine[block[0].exercise].order)
    return tuple(_flat(kept)), tuple(left_out)


def minutes_of(
    prescriptions: Sequence[Prescription],
    routine: Mapping[str, RoutineExercise],
    *,
    is_quick: bool = False,
) -> int:
    """Return how many minutes prescriptions take, rounded up; 0 for none."""
    if not prescriptions:
        return 0
    if is_quick:
        return ceil(seconds_of(prescriptions, routine, setup_s=QUICK_SETUP_S) / 60)
    return ceil(seconds_of(prescriptions, routine) / 60)


def _flat(blocks: Blocks) -> list[Prescription]:
    return [each for block in blocks for each in block]


def _fewer_sets(
    blocks: Blocks, routine: Mapping[str, RoutineExercise], minutes: int
) -> Blocks | None:
    """Return the blocks with one set less where it costs least; None where all have one."""
    able = [index for index, block in enumerate(blocks) if block[0].sets > 1]
    if not able:
        return None
    # Mobility before strength, the least wanted before the most wanted.
    chosen = max(able, key=lambda i: (routine[blocks[i][0].exercise].kind != "strength", i))
    why = f"Fewer sets, to fit {minutes} minutes."
    fewer = tuple(
        replace(each, sets=each.sets - 1, reasons=tuple(dict.fromkeys((*each.reasons, why))))
        for each in blocks[chosen]
    )
    return [fewer if index == chosen else block for index, block in enumerate(blocks)]
