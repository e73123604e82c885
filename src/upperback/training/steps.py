"""One step harder, one step easier: the arithmetic of doses. No rule decides here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from upperback.training.records import NO_LOAD, Load, Side
from upperback.training.routine import LevelDose
from upperback.training.standing import Standing

# domain.md 10: double progression goes from 8-10 up to 15 reps.
TOP_REPS = 15
# domain.md 5 and 8: about half a kilo to one kilo more at a time; where the next owned
# dumbbell is further away, reps first go on to the end of the endurance range.
MAX_KG_STEP = 1.0
TOP_REPS_BEFORE_BIG_STEP = 20
# domain.md 3, 5: the harder form squeezes for 2 to 3 seconds.
TOP_HOLD_S = 3.0
# domain.md 6: steps of 5 to 10 degrees beyond the person's own best.
RANGE_STEP_DEG = 5.0
MAX_BEYOND_BEST_DEG = 10.0
# Fewer than this is no set any more [E].
LEAST_REPS = 4


def next_load(load: Load, ladder: Sequence[Load]) -> Load | None:
    """Return the next heavier load the person owns; None at the end of the ladder.

    Examples
    --------
    >>> bands = [Load(kind="band", band_step=step) for step in (1, 2)]
    >>> next_load(bands[0], bands).band_step
    2
    >>> next_load(bands[1], bands)
    """
    position = ladder.index(load) + 1
    return ladder[position] if position < len(ladder) else None


def lighter_load(load: Load, ladder: Sequence[Load]) -> Load | None:
    """Return the next lighter load the person owns; None at its beginning."""
    position = ladder.index(load)
    return ladder[position - 1] if position else None


def top_reps(load: Load, ladder: Sequence[Load]) -> int:
    """Return how many reps are reached before the next load.

    Examples
    --------
    >>> one, two, four = (Load(kind="dumbbell", mass_kg=kg) for kg in (1, 2, 4))
    >>> top_reps(one, [one, two, four]), top_reps(two, [one, two, four])
    (15, 20)
    """
    harder = next_load(load, ladder)
    if load == NO_LOAD or harder is None or harder.mass_kg is None or load.mass_kg is None:
        return TOP_REPS
    is_big = harder.mass_kg - load.mass_kg > MAX_KG_STEP
    return TOP_REPS_BEFORE_BIG_STEP if is_big else TOP_REPS


def step_down(standing: Standing, dose: LevelDose, ladder: Sequence[Load]) -> tuple[Standing, str]:
    """Return the dose one step easier and what that is, in words.

    A lighter load if there is one, else no range to reach for, a shorter hold, fewer sets,
    fewer reps: the first of these that is possible.
    """
    lighter = lighter_load(standing.load, ladder)
    if lighter is not None:
        reps = min(standing.reps, dose.reps[0])
        return replace(standing, load=lighter, reps=reps), "one step lighter"
    if standing.targets_deg:
        return replace(standing, targets_deg={}), "only as far as it feels easy"
    if standing.hold_s > dose.hold_s[0]:
        return replace(standing, hold_s=standing.hold_s - 1.0), "a shorter hold"
    if standing.sets > 1:
        return replace(standing, sets=standing.sets - 1), "one set less"
    reps = max(LEAST_REPS, standing.reps - 2)
    return replace(standing, reps=reps), "fewer reps, in a smaller range"


def halved(standing: Standing) -> Standing:
    """Return the dose with half the sets, at least one (domain.md 10, deload)."""
    return replace(standing, sets=max(1, standing.sets // 2))


def wider_targets(
    targets_deg: Mapping[Side, float], best_deg: Mapping[Side, float]
) -> dict[Side, float]:
    """Return the ranges to reach for, one step on where the last one was reached.

    Parameters
    ----------
    targets_deg
        Side to the present target, degrees; a side may be missing.
    best_deg
        Side to the person's own best, degrees.

    Returns
    -------
    dict
        Never more than 10 degrees beyond the own best.

    Examples
    --------
    >>> wider_targets({"left": 45.0}, {"left": 46.2, "right": 40.0})
    {'left': 50.0, 'right': 45.0}
    >>> wider_targets({"left": 50.0}, {"left": 46.2})
    {'left': 50.0}
    """
    wider: dict[Side, float] = dict(targets_deg)
    for side, best in best_deg.items():
        target = targets_deg.get(side)
        if target is None or best >= target:
            aim = (best if target is None else target) + RANGE_STEP_DEG
            wider[side] = float(round(min(aim, best + MAX_BEYOND_BEST_DEG)))
    return wider
