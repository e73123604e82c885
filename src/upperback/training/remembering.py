"""What a programme keeps of decisions and of what the person said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from upperback.errors import InvalidRecordError
from upperback.training.evidence import Decision
from upperback.training.standing import PastDecision, Programme, Standing

# About two years of three sessions a week; older ones are of no use to anybody [E].
MOST_DECISIONS = 1500
_SORE_DAYS = 30
# The rule of what the person, or who treats them, has set by hand.
CHOSEN = "chosen"
_LIMITS = {"sets": (1, 6), "reps": (1, 50), "hold_s": (0.0, 60.0)}


def with_decisions(programme: Programme, decisions: Iterable[Decision]) -> Programme:
    """Return the programme after decisions; those for one day only change nothing.

    Parameters
    ----------
    programme
        Before.
    decisions
        Of any exercises, at most one for each.

    Returns
    -------
    Programme
        The same object where nothing changed, so that it need not be written.
    """
    lasting = [each for each in decisions if each.is_lasting]
    if not lasting:
        return programme
    past = [
        PastDecision(at=each.at, exercise=each.exercise, rule=each.rule, reason=each.reason)
        for each in lasting
    ]
    return replace(
        programme,
        standings={**programme.standings, **{each.exercise: each.standing for each in lasting}},
        decisions=(*programme.decisions, *past)[-MOST_DECISIONS:],
    )


def with_sore_day(programme: Programme, day: date) -> Programme:
    """Return the programme after the person said to be sore on a day."""
    days = sorted({*programme.sore_days, day})[-_SORE_DAYS:]
    return replace(programme, sore_days=tuple(days))


def with_choice(programme: Programme, standing: Standing, at: datetime, reason: str) -> Programme:
    """Return the programme after a dose was set by hand; progression goes on from it.

    Parameters
    ----------
    programme
        Before.
    standing
        The dose as it was chosen.
    at
        Now, aware.
    reason
        One sentence, fit to be shown: who chose it.

    Raises
    ------
    InvalidRecordError
        If sets are not 1 to 6, reps not 1 to 50, or the hold not 0 to 60 s.
    """
    for name, (least, most) in _LIMITS.items():
        value = getattr(standing, name)
        if not least <= value <= most:
            raise InvalidRecordError(f"dose: {name}: expected {least} to {most}, got {value}")
    chosen = replace(standing, decided_at=at, rule=CHOSEN, reason=reason)
    past = PastDecision(at=at, exercise=standing.exercise, rule=CHOSEN, reason=reason)
    return replace(
        programme,
        standings={**programme.standings, standing.exercise: chosen},
        decisions=(*programme.decisions, past)[-MOST_DECISIONS:],
    )
