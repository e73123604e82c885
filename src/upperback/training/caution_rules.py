"""Rules that hold back: pain, breaks, tired weeks, unsafe or unclean form.

Each looks at the evidence and says nothing (None) or gives its verdict with one sentence.
``progression.RULES`` has their order.
"""

from dataclasses import replace
from datetime import timedelta

from upperback.training.bouts import Bout
from upperback.training.evidence import BREAK_RULES, DELOAD, Evidence, Verdict
from upperback.training.pain import AMBER_FROM, SEE_SOMEONE, STEP_DOWN_FROM, light, lock_of
from upperback.training.pain import concerns as pain_concerns
from upperback.training.standing import Standing, first_standing
from upperback.training.steps import halved, lighter_load, step_down

# domain.md 10, step down: more than 14 days off one step, more than 28 from the beginning.
BREAK_DAYS = 14
RESTART_DAYS = 28
# domain.md 10: form score below 60 % in two sessions.
LEAST_SCORE = 60.0
# domain.md 10: an effectiveness fault in more than 20 % of the reps.
MOST_FAULTS = 0.20
LEAST_CLEAN = 0.80
# domain.md 10: two signs bring an easy week.
DELOAD_SIGNS = 2
# A second easy week waits this long after the first [E].
DELOAD_APART = timedelta(days=21)
# domain.md 10: the signs.
_RESERVE_FALL = 2
_REPS_SHARE = 0.85
_BAD_DAYS = 3


def pain_lock(evidence: Evidence) -> Verdict | None:
    """Red pain: the exercise rests for 48 hours."""
    lock = lock_of(evidence.exercise.name, evidence.pains, evidence.now)
    if lock is None:
        return None
    return Verdict(
        reason=f"{lock.reason} {SEE_SOMEONE if lock.see_someone else ''}".strip(), rests=True
    )


def restart(evidence: Evidence) -> Verdict | None:
    """More than 28 days off: the beginner's dose again, one step lighter."""
    off = evidence.days_off
    if off is None or off <= RESTART_DAYS or evidence.has_decided(("restart",)):
        return None
    begun = first_standing(evidence.exercise, evidence.profile, evidence.today, level="beginner")
    had_break = evidence.has_decided(BREAK_RULES)
    lighter = None if had_break else lighter_load(evidence.standing.load, evidence.ladder)
    standing = replace(begun, load=lighter or evidence.standing.load)
    return Verdict(
        reason=f"Good to have you back: after {off} days you begin gently, with the first dose.",
        standing=standing,
    )


def after_break(evidence: Evidence) -> Verdict | None:
    """More than 14 days off: one step easier."""
    off = evidence.days_off
    if off is None or off <= BREAK_DAYS or evidence.has_decided(BREAK_RULES):
        return None
    standing, easier = _down(evidence)
    return Verdict(
        reason=f"Good to have you back: after {off} days we begin with {easier}.",
        standing=standing,
    )


def painful(evidence: Evidence) -> Verdict | None:
    """Pain of 5 or more last time: one step easier."""
    bout = evidence.fresh
    if bout is None or (pain := evidence.pain_of(bout)) < STEP_DOWN_FROM:
        return None
    standing, easier = _down(evidence)
    return Verdict(reason=f"Pain of {pain} last time, so this is {easier}.", standing=standing)


def worse_morning(evidence: Evidence) -> Verdict | None:
    """Worse on the next morning: one step easier."""
    bout = evidence.last
    if bout is None or not evidence.has_new_morning(bout):
        return None
    answered = evidence.has_decided(("painful", "worse_morning"))
    if evidence.morning_of(bout) != "worse" or answered:
        return None
    standing, easier = _down(evidence)
    return Verdict(
        reason=f"It was worse on the morning after, so this is {easier}.", standing=standing
    )


def poor_form(evidence: Evidence) -> Verdict | None:
    """A form score below 60 in two sessions running: one step easier."""
    last_two = evidence.judged[-2:]
    if evidence.fresh_judged is None or len(last_two) < 2:
        return None
    scores = [bout.score for bout in last_two]
    if any(score is None or score >= LEAST_SCORE for score in scores):
        return None
    standing, easier = _down(evidence)
    return Verdict(
        reason=f"Form was below {LEAST_SCORE:.0f} of 100 twice, so this is {easier} until it is "
        "clean again.",
        standing=standing,
    )


def deload(evidence: Evidence) -> Verdict | None:
    """Two signs of tiredness: an easy week with half the sets."""
    until = evidence.standing.deload_until
    had_one = until is not None and evidence.today - until < DELOAD_APART
    if evidence.exercise.kind != "strength" or evidence.fresh_judged is None or had_one:
        return None
    signs = tiredness(evidence)
    if len(signs) < DELOAD_SIGNS:
        return None
    until = evidence.today + DELOAD
    standing = replace(evidence.standing, deload_until=until)
    return Verdict(
        reason=f"{' and '.join(signs).capitalize()}: an easy week, half the sets until "
        f"{until:%d %B}.",
        standing=standing,
        today=halved(standing),
    )


def easy_week(evidence: Evidence) -> Verdict | None:
    """The easy week goes on."""
    until = evidence.standing.deload_until
    if until is None or evidence.today > until:
        return None
    return Verdict(
        reason=f"Easy week until {until:%d %B}: half the sets, with plenty left.",
        today=halved(evidence.standing),
    )


def amber_today(evidence: Evidence) -> Verdict | None:
    """Pain of 4 or 5 before training: lighter or half the range today."""
    worst = max(
        (
            entry.value
            for entry in evidence.pains
            if entry.moment == "before"
            and entry.at.date() == evidence.today
            and pain_concerns(entry, evidence.exercise.name)
        ),
        default=0,
    )
    if light(worst) != "amber":
        return None
    lighter = lighter_load(evidence.standing.load, evidence.ladder)
    today = replace(evidence.standing, load=lighter or evidence.standing.load, targets_deg={})
    how = "one step lighter and slower" if lighter else "half the range and slower"
    return Verdict(
        reason=f"Pain of {worst} before you begin: {how}; go on if it settles in the set.",
        today=today,
        variant="slower" if lighter else "half the range, slower",
    )


def open_morning(evidence: Evidence) -> Verdict | None:
    """Amber pain last time and no word on the morning after: the same again."""
    bout = evidence.fresh
    if bout is None or evidence.pain_of(bout) < AMBER_FROM:
        return None
    if evidence.morning_of(bout) != "unknown":
        return None
    return Verdict(
        reason="You have not said yet how the morning after was, so it stays the same.",
        standing=evidence.standing,
    )


def amber(evidence: Evidence) -> Verdict | None:
    """Amber pain last time that was gone in the morning: the same again."""
    bout = evidence.fresh
    if bout is None or (pain := evidence.pain_of(bout)) < AMBER_FROM:
        return None
    return Verdict(
        reason=f"Pain of {pain} last time, gone by morning: the same again, no more.",
        standing=evidence.standing,
    )


def unsafe(evidence: Evidence) -> Verdict | None:
    """Any safety finding last time: the same again."""
    bout = evidence.fresh_judged
    if bout is None or not bout.is_unsafe:
        return None
    return Verdict(
        reason="One safety cue came last time: the same again, until it stays away.",
        standing=evidence.standing,
    )


def unclean(evidence: Evidence) -> Verdict | None:
    """Too many faults last time: the same again."""
    bout = evidence.fresh_judged
    if bout is None or not _is_unclean(bout):
        return None
    return Verdict(
        reason=f"{bout.clean_share:.0%} of the reps were clean last time: the same again, cleaner, "
        "then more.",
        standing=evidence.standing,
    )


def tiredness(evidence: Evidence) -> list[str]:
    """Return the signs for an easy week that show, in words (domain.md 10)."""
    at_load = [bout for bout in evidence.judged[-6:] if bout.load == evidence.standing.load]
    signs = {
        "the same work felt harder": _feels_harder(at_load),
        "reps fell short twice": _fell_short(at_load[-2:]),
        "pain has been rising": _is_rising([evidence.pain_of(b) for b in evidence.judged[-3:]]),
        "you were sore for three days": evidence.bad_days >= _BAD_DAYS,
    }
    return [sign for sign, shows in signs.items() if shows]


def _down(evidence: Evidence) -> tuple[Standing, str]:
    return step_down(evidence.standing, evidence.dose, evidence.ladder)


def _is_unclean(bout: Bout) -> bool:
    return bout.is_watched and (bout.fault_share > MOST_FAULTS or bout.clean_share < LEAST_CLEAN)


def _feels_harder(bouts: list[Bout]) -> bool:
    rated = [(bout.reserve, bout.least_reps) for bout in bouts if bout.reserve is not None]
    if len(rated) < 2:
        return False
    (before, reps_before), (now, reps_now) = rated[-2:]
    return before - now >= _RESERVE_FALL and reps_now <= reps_before


def _fell_short(bouts: list[Bout]) -> bool:
    planned = [(bout.least_reps, bout.planned_reps) for bout in bouts]
    return len(planned) == 2 and all(
        plan is not None and done < _REPS_SHARE * plan for done, plan in planned
    )


def _is_rising(pains: list[int]) -> bool:
    return len(pains) == 3 and pains[0] < pains[1] < pains[2]
