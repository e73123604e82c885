"""The next dose of an exercise: one rule decides, and says why in one sentence.

The rules stand in a table; the first that has something to say decides. What holds back
stands before what grows: pain, then breaks, tired weeks, form, effort, then level, load,
reps, hold, range. Every rule moves one thing by one step.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from upperback.training import caution_rules, growth_rules
from upperback.training.evidence import Decision, Evidence, Verdict
from upperback.training.routine import LEVELS
from upperback.training.standing import prescribe, with_owned_load

RuleFunction = Callable[[Evidence], Verdict | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the progression.

    Attributes
    ----------
    name
        In decisions; never changes.
    says
        The rule in one sentence, fit to be shown.
    judge
        Gives its verdict, or None where it has nothing to say.
    """

    name: str
    says: str
    judge: RuleFunction


def _same(evidence: Evidence) -> Verdict:
    """Return the dose as it is, with the sentence of the rule that made it so."""
    standing = evidence.standing
    if standing.decided_at is None and evidence.last is None:
        return Verdict(reason="Your first dose: easy, to learn the movement.", today=standing)
    if evidence.fresh is None and standing.rule == "deload":
        return Verdict(reason="The easy week is over: back to all sets.", today=standing)
    if evidence.fresh is None and standing.reason:
        return Verdict(reason=standing.reason, today=standing)
    top = f" Ready for more? Try: {evidence.exercise.harder[0]}." if _is_topped(evidence) else ""
    return Verdict(
        reason=f"The same as last time.{top}",
        standing=standing if evidence.fresh is not None else None,
        today=standing,
    )


def _is_topped(evidence: Evidence) -> bool:
    standing, dose = evidence.standing, evidence.dose
    is_last = standing.level == LEVELS[-1] and standing.load == evidence.ladder[-1]
    at_top = is_last and standing.sets >= dose.sets[1]
    return bool(evidence.exercise.harder) and at_top and standing.hold_s >= dose.hold_s[1]


RULES: tuple[Rule, ...] = (
    Rule(
        name="pain_lock",
        says="Pain of 6 or more, or sharp, new or spreading pain: the exercise rests for 48 hours.",
        judge=caution_rules.pain_lock,
    ),
    Rule(
        name="restart",
        says="After more than 28 days off you begin again with the beginner's dose.",
        judge=caution_rules.restart,
    ),
    Rule(
        name="break",
        says="After more than 14 days off it is one step easier.",
        judge=caution_rules.after_break,
    ),
    Rule(
        name="painful",
        says="After pain of 5 or more it is one step easier.",
        judge=caution_rules.painful,
    ),
    Rule(
        name="worse_morning",
        says="If it was worse on the next morning it is one step easier.",
        judge=caution_rules.worse_morning,
    ),
    Rule(
        name="poor_form",
        says="With a form score below 60 in two sessions it is one step easier.",
        judge=caution_rules.poor_form,
    ),
    Rule(
        name="amber_today",
        says="With pain of 4 or 5 before training it is lighter, or half the range, and slower.",
        judge=caution_rules.amber_today,
    ),
    Rule(
        name="deload",
        says="Two signs of tiredness bring an easy week: half the sets, the same load.",
        judge=caution_rules.deload,
    ),
    Rule(
        name="easy_week",
        says="In an easy week nothing grows.",
        judge=caution_rules.easy_week,
    ),
    Rule(
        name="open_morning",
        says="After pain of 4 or 5 nothing grows before you have said how the morning was.",
        judge=caution_rules.open_morning,
    ),
    Rule(
        name="amber",
        says="After pain of 4 or 5 it stays the same, even if it was gone by morning.",
        judge=caution_rules.amber,
    ),
    Rule(
        name="unsafe",
        says="After a safety cue it stays the same.",
        judge=caution_rules.unsafe,
    ),
    Rule(
        name="unclean",
        says="With faults in more than 20 % of the reps it stays the same.",
        judge=caution_rules.unclean,
    ),
    Rule(
        name="near_limit",
        says="With fewer reps left in you than the aim it stays the same.",
        judge=growth_rules.near_limit,
    ),
    Rule(
        name="next_level",
        says="After 4 weeks and 8 clean sessions without pain you reach the next level.",
        judge=growth_rules.next_level,
    ),
    Rule(
        name="sets_again",
        says="A set that was taken away comes back after two good sessions.",
        judge=growth_rules.sets_again,
    ),
    Rule(
        name="two_for_two",
        says="Two reps more than planned in the last set, twice running: the next load.",
        judge=growth_rules.two_for_two,
    ),
    Rule(
        name="top_twice",
        says="15 clean reps in all sets, twice running: the next load, and fewer reps.",
        judge=growth_rules.top_twice,
    ),
    Rule(
        name="more_reps",
        says="All reps done with some left in you: one rep more.",
        judge=growth_rules.more_reps,
    ),
    Rule(
        name="longer_hold",
        says="Mobility done twice as planned: one second longer at the end.",
        judge=growth_rules.longer_hold,
    ),
    Rule(
        name="more_control",
        says="Mobility done twice as planned: one rep more.",
        judge=growth_rules.more_control,
    ),
    Rule(
        name="wider_range",
        says="Mobility done twice as planned: five degrees beyond your own best.",
        judge=growth_rules.wider_range,
    ),
    Rule(
        name="more_sets",
        says="Mobility done twice as planned: one set more.",
        judge=growth_rules.more_sets,
    ),
    Rule(
        name="same",
        says="Otherwise it stays the same.",
        judge=_same,
    ),
)


def decide(evidence: Evidence) -> Decision:
    """Return what is done of an exercise today, by which rule and why.

    Parameters
    ----------
    evidence
        All that the rules may look at.

    Returns
    -------
    Decision
        Of the first rule in ``RULES`` that has something to say.
    """
    owned = with_owned_load(evidence.standing, evidence.ladder)
    evidence = replace(evidence, standing=owned)
    verdicts = ((rule, rule.judge(evidence)) for rule in RULES)
    rule, verdict = next((rule, found) for rule, found in verdicts if found is not None)
    return _decision(evidence, rule, verdict)


def _decision(evidence: Evidence, rule: Rule, verdict: Verdict) -> Decision:
    standing = evidence.standing
    if verdict.standing is not None:
        standing = replace(
            verdict.standing, decided_at=evidence.now, rule=rule.name, reason=verdict.reason
        )
    prescription = prescribe(
        verdict.today or standing, evidence.exercise, reasons=(verdict.reason,)
    )
    return Decision(
        at=evidence.now,
        exercise=evidence.exercise.name,
        rule=standing.rule if verdict.reason == standing.reason else rule.name,
        reason=verdict.reason,
        prescription=None if verdict.rests else replace(prescription, variant=verdict.variant),
        standing=standing,
        is_lasting=verdict.standing is not None,
    )
