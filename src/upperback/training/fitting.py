"""A day's exercises made to fit the time there is: fewer sets first, then fewer exercises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from upperback.training.lengths import seconds_of
from upperback.training.plan import LeftOut
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
        Every exercise has one set, the least wanted goes where that is too long; one always
        stays. What time is left fills up with sets: strength first, evenly, then mobility.
    """
    kept: Blocks = [_with_sets(block, 1) for block in blocks]
    left_out: list[LeftOut] = []
    while len(kept) > 1 and not _fits(kept, routine, minutes):
        exercise = routine[kept.pop()[0].exercise]
        reason = f"No room in {minutes} minutes; it comes first next time."
        left_out.append(LeftOut(exercise=exercise.name, title=exercise.title, reason=reason))
    for is_strength in (True, False):
        while more := _one_set_more(kept, blocks, routine, minutes, is_strength=is_strength):
            kept = more
    said = [
        block if block[0].sets == whole[0].sets else _shortened(block, minutes)
        for block, whole in zip(kept, blocks, strict=False)
    ]
    said.sort(key=lambda block: routine[block[0].exercise].order)
    return tuple(_flat(said)), tuple(left_out)


def _one_set_more(
    kept: Blocks,
    planned: Sequence[tuple[Prescription, ...]],
    routine: Mapping[str, RoutineExercise],
    minutes: int,
    *,
    is_strength: bool,
) -> Blocks | None:
    """Return the blocks with one set more where fewest are done; None where none fits."""
    able = [
        place
        for place, block in enumerate(kept)
        if (routine[block[0].exercise].kind == "strength") is is_strength
        and block[0].sets < planned[place][0].sets
    ]
    # Equal ones: the most wanted first.
    for place in sorted(able, key=lambda each: kept[each][0].sets):
        block = _with_sets(planned[place], kept[place][0].sets + 1)
        more = [*kept[:place], block, *kept[place + 1 :]]
        if _fits(more, routine, minutes):
            return more
    return None


def _fits(blocks: Blocks, routine: Mapping[str, RoutineExercise], minutes: int) -> bool:
    in_order = sorted(blocks, key=lambda block: routine[block[0].exercise].order)
    return seconds_of(_flat(in_order), routine) <= minutes * 60


def _flat(blocks: Blocks) -> list[Prescription]:
    return [each for block in blocks for each in block]


def _with_sets(block: tuple[Prescription, ...], sets: int) -> tuple[Prescription, ...]:
    return tuple(replace(each, sets=sets) for each in block)


def _shortened(block: tuple[Prescription, ...], minutes: int) -> tuple[Prescription, ...]:
    why = f"Fewer sets, to fit {minutes} minutes."
    return tuple(replace(each, reasons=(*each.reasons, why)) for each in block)
