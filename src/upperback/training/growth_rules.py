"""Rules that let the dose grow: level, load, reps, hold, range. One step at a time.

Loaded work grows by double progression: reps first, then the next load with fewer reps
(domain.md 10). Mobility and control grow by hold, reps and the own best range
(domain.md 8). ``progression.RULES`` has their order.
"""

from dataclasses import replace
from datetime import date, timedelta

from upperback.training.bouts import Bout
from upperback.training.caution_rules import LEAST_CLEAN
from upperback.training.evidence import Evidence, Verdict
from upperback.training.pain import AMBER_FROM
from upperback.training.records import Load, Side
from upperback.training.routine import LEVELS, LevelDose
from upperback.training.standing import Standing
from upperback.training.steps import TOP_HOLD_S, next_load, top_reps, wider_targets

# domain.md 8: beginner to intermediate after 4 weeks and 8 sessions, clean, pain <= 3.
LEVEL_AFTER = timedelta(weeks=4)
LEVEL_BOUTS = 8
# domain.md 10: two extra reps in the last set, in two sessions running [S53].
EXTRA_REPS = 2
# domain.md 10: reserve 2 to 4 is the aim; with 5 or more left it grows by two reps [E].
AIM_RESERVE = 2
EASY_RESERVE = 5


def near_limit(evidence: Evidence) -> Verdict | None:
    """Fewer reps in reserve than the level asks for: the same again."""
    bout = evidence.fresh_judged
    if bout is None or bout.reserve is None or evidence.exercise.kind != "strength":
        return None
    aim = min(AIM_RESERVE, evidence.dose.reserve[0]) if evidence.dose.reserve else AIM_RESERVE
    aim = 1 if bout.kind == "minimum" else aim  # its one set goes near the limit on purpose
    if bout.reserve >= aim:
        return None
    return Verdict(
        reason=f"You had {bout.reserve} left in you last time; {aim} or more is the aim, so it "
        "stays the same.",
        standing=evidence.standing,
    )


def next_level(evidence: Evidence) -> Verdict | None:
    """Four weeks, eight sessions, clean and without pain: the next level, same load."""
    standing = evidence.standing
    bouts = [bout for bout in evidence.judged if bout.day >= standing.level_since]
    is_early = evidence.today - standing.level_since < LEVEL_AFTER or len(bouts) < LEVEL_BOUTS
    if evidence.fresh_judged is None or standing.level == LEVELS[-1] or is_early:
        return None
    if not all(_is_good(bout, evidence) for bout in bouts[-LEVEL_BOUTS:]):
        return None
    level = LEVELS[LEVELS.index(standing.level) + 1]
    dose = evidence.exercise.dose(level)
    if dose.level != level:
        return None
    weeks = (evidence.today - standing.level_since).days // 7
    return Verdict(
        reason=f"{LEVEL_BOUTS} good sessions running and {weeks} weeks at this level: welcome to "
        f"the {level} dose, with the same load.",
        standing=_on_level(standing, dose, since=evidence.today),
    )


def _on_level(standing: Standing, dose: LevelDose, *, since: date) -> Standing:
    """Return the standing at the beginning of a level."""
    return replace(
        standing,
        level=dose.level,
        level_since=since,
        sets=dose.sets[0],
        reps=dose.reps[0],
        hold_s=max(dose.hold_s[0], min(standing.hold_s, dose.hold_s[1])),
    )


def sets_again(evidence: Evidence) -> Verdict | None:
    """Fewer sets than the level has, done twice as planned: one set comes back."""
    standing, last_two = evidence.standing, evidence.judged[-2:]
    if evidence.fresh_judged is None or standing.sets >= evidence.dose.sets[0]:
        return None
    done = [_is_reached(bout, standing) and _is_good(bout, evidence) for bout in last_two]
    if len(done) < 2 or not all(done):
        return None
    return Verdict(
        reason=f"Two good sessions: back to {standing.sets + 1} sets.",
        standing=replace(standing, sets=standing.sets + 1),
    )


def two_for_two(evidence: Evidence) -> Verdict | None:
    """Two extra reps in the last set, twice running: the next load."""
    last_two = _last_two(evidence)
    if not last_two or not all(_has_extra(bout, evidence.standing) for bout in last_two):
        return None
    return _heavier(evidence, "Two reps more than planned, twice running")


def top_twice(evidence: Evidence) -> Verdict | None:
    """The top of the reps in all sets, twice running: the next load and fewer reps."""
    top = top_reps(evidence.standing.load, evidence.ladder)
    last_two = _last_two(evidence)
    if evidence.standing.reps < top or not last_two:
        return None
    if not all(_is_reached(bout, evidence.standing) for bout in last_two):
        return None
    return _heavier(evidence, f"{top} clean reps in all sets, twice running")


def more_reps(evidence: Evidence) -> Verdict | None:
    """All reps done with some in reserve: one rep more, two if it was easy."""
    bout, standing = evidence.fresh_judged, evidence.standing
    if bout is None or not _is_loaded(evidence) or not _is_reached(bout, standing):
        return None
    is_easy = bout.reserve is not None and bout.reserve >= EASY_RESERVE
    top = top_reps(standing.load, evidence.ladder)
    reps = min(top, standing.reps + (2 if is_easy else 1))
    if reps <= standing.reps:
        return None
    return Verdict(
        reason=f"All {standing.reps} reps done{', easily' if is_easy else ''}: now {reps}.",
        standing=replace(standing, reps=reps),
    )


def longer_hold(evidence: Evidence) -> Verdict | None:
    """Mobility or control done twice as planned: one second longer at the end."""
    standing = evidence.standing
    if not _is_mobility_done(evidence) or standing.hold_s >= evidence.dose.hold_s[1]:
        return None
    hold_s = min(evidence.dose.hold_s[1], standing.hold_s + 1.0)
    return Verdict(
        reason=f"Done twice as planned: stay {hold_s:g} seconds at the end now.",
        standing=replace(standing, hold_s=hold_s),
    )


def more_control(evidence: Evidence) -> Verdict | None:
    """Mobility or control done twice as planned: one rep more."""
    standing = evidence.standing
    if not _is_mobility_done(evidence) or standing.reps >= evidence.dose.reps[1]:
        return None
    return Verdict(
        reason=f"Done twice as planned: {standing.reps + 1} reps now.",
        standing=replace(standing, reps=standing.reps + 1),
    )


def wider_range(evidence: Evidence) -> Verdict | None:
    """Mobility done twice as planned: five degrees beyond the own best."""
    measure = evidence.exercise.range_measure
    if measure is None or not _is_mobility_done(evidence):
        return None
    best = _best(evidence, measure)
    targets = wider_targets(evidence.standing.targets_deg, best)
    if not best or targets == evidence.standing.targets_deg:
        return None
    shown = " and ".join(f"{deg:.0f}°{_to_side(side)}" for side, deg in sorted(targets.items()))
    return Verdict(
        reason=f"Done twice as planned: reach for {shown} now, only as far as it feels easy.",
        standing=replace(evidence.standing, targets_deg=targets),
    )


def more_sets(evidence: Evidence) -> Verdict | None:
    """Everything of the level is reached twice: one set more, up to the dose of the level."""
    standing = evidence.standing
    if not _is_mobility_done(evidence) or standing.sets >= evidence.dose.sets[1]:
        return None
    return Verdict(
        reason=f"Done twice as planned: {standing.sets + 1} sets now.",
        standing=replace(standing, sets=standing.sets + 1),
    )


def _heavier(evidence: Evidence, because: str) -> Verdict | None:
    standing = evidence.standing
    heavier = next_load(standing.load, evidence.ladder)
    if heavier is not None:
        says = evidence.profile.says_load(heavier)
        grown = replace(standing, load=heavier, reps=evidence.dose.reps[0])
        return Verdict(reason=f"{because}: {says} now, {grown.reps} reps.", standing=grown)
    hold_s = min(TOP_HOLD_S, standing.hold_s + 1.0)
    if hold_s > standing.hold_s:
        held = replace(standing, hold_s=hold_s, reps=evidence.dose.reps[0])
        return Verdict(
            reason=f"{because}, and you own nothing harder: squeeze for {hold_s:g} seconds now.",
            standing=held,
        )
    return None


def _last_two(evidence: Evidence) -> tuple[Bout, ...]:
    """Return the last two bouts of loaded work if both were good and new; else nothing."""
    last_two = evidence.judged[-2:]
    is_due = evidence.fresh_judged is not None and _is_loaded(evidence) and len(last_two) == 2
    good = is_due and all(_is_good(bout, evidence) for bout in last_two)
    at_load = all(_is_at_least(bout.load, evidence.standing.load) for bout in last_two)
    return last_two if good and at_load else ()


def _is_loaded(evidence: Evidence) -> bool:
    return evidence.exercise.load != "none"


def _is_good(bout: Bout, evidence: Evidence) -> bool:
    """Whether form and pain allow more (domain.md 10: clean >= 80 %, pain <= 3)."""
    is_clean = not bout.is_watched or (bout.clean_share >= LEAST_CLEAN and not bout.is_unsafe)
    return is_clean and evidence.pain_of(bout) < AMBER_FROM


def _is_reached(bout: Bout, standing: Standing) -> bool:
    # A short day plans fewer sets than the standing has; done is what was planned.
    enough = bout.n_sets >= min(standing.sets, bout.planned_sets or standing.sets)
    enough = enough and bout.least_reps >= standing.reps
    return enough and _is_at_least(bout.load, standing.load)


def _has_extra(bout: Bout, standing: Standing) -> bool:
    return bout.last_reps >= (bout.planned_reps or standing.reps) + EXTRA_REPS


def _is_mobility_done(evidence: Evidence) -> bool:
    """Whether unloaded work was done twice with the dose as it is now, well."""
    standing, last_two = evidence.standing, evidence.judged[-2:]
    if _is_loaded(evidence) or evidence.fresh_judged is None or len(last_two) < 2:
        return False
    return all(
        _is_reached(bout, standing)
        and bout.planned_hold_s in (None, standing.hold_s)
        and bout.planned_reps in (None, standing.reps)
        and _is_good(bout, evidence)
        for bout in last_two
    )


def _best(evidence: Evidence, measure: str) -> dict[Side, float]:
    found: dict[Side, float] = {}
    for side in evidence.exercise.sides:
        values = [bout.best(measure, side) for bout in evidence.judged[-2:]]
        known = [value for value in values if value is not None]
        if known:
            found[side] = max(known)
    return found


def _is_at_least(load: Load, other: Load) -> bool:
    return (load.mass_kg or load.band_step or 0) >= (other.mass_kg or other.band_step or 0)


def _to_side(side: Side) -> str:
    return "" if side == "both" else f" to the {side}"
