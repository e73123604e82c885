"""A bout: all sets of one exercise in one training session, seen as one piece of work.

Progression judges bouts, not sets: "all sets reached ten reps" is a fact of a bout.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from upperback.training.records import Load, LoggedSet, SessionKind, Side, TrainingSession

# Kinds of session whose sets follow a dose. A two-minute day is one set to near fatigue
# and a baseline is a test: neither says how the dose went.
_JUDGED: frozenset[SessionKind] = frozenset({"full", "short", "free"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """All sets of one exercise in one session; both sides together.

    Attributes
    ----------
    exercise
        Its name.
    at
        When the session began, aware.
    kind
        Of the session.
    sets
        In the order in which they were done; each has at least one rep that counts.
    """

    exercise: str
    at: datetime
    kind: SessionKind
    sets: tuple[LoggedSet, ...]

    @property
    def day(self) -> date:
        """The person's date."""
        return self.at.date()

    @property
    def is_judged(self) -> bool:
        """Whether it says how the dose went."""
        return self.kind in _JUDGED

    @property
    def n_sets(self) -> int:
        """How many sets there were on the side with the fewest."""
        return min(len(self.of_side(side)) for side in self.sides)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that worked."""
        return tuple(dict.fromkeys(each.side for each in self.sets))

    @property
    def least_reps(self) -> int:
        """Counted reps of the weakest set."""
        return min(each.n_counted for each in self.sets)

    @property
    def last_reps(self) -> int:
        """Counted reps of the last set."""
        return self.sets[-1].n_counted

    @property
    def n_reps(self) -> int:
        """Counted reps of all sets."""
        return sum(each.n_counted for each in self.sets)

    @property
    def load(self) -> Load:
        """The lightest load of its sets: what all sets could do at least."""
        return min((each.load for each in self.sets), key=_weight)

    @property
    def is_watched(self) -> bool:
        """Whether a camera watched every set, so that form is known."""
        return all(each.source == "camera" for each in self.sets)

    @property
    def clean_share(self) -> float:
        """Share of judged reps that broke no form check, 0 to 1; 1 where none was judged."""
        n_judged = sum(each.n_judged for each in self.sets)
        return sum(each.n_clean for each in self.sets) / n_judged if n_judged else 1.0

    @property
    def is_unsafe(self) -> bool:
        """Whether any finding of any rep was one of safety."""
        return any(finding.severity == "safety" for each in self.sets for finding in each.findings)

    @property
    def fault_share(self) -> float:
        """Share of counted reps with a finding that makes the exercise work less, 0 to 1."""
        faulty = {
            (each.id, finding.rep)
            for each in self.sets
            for finding in each.findings
            if finding.severity == "effectiveness"
        }
        counted = {(each.id, rep.index) for each in self.sets for rep in each.reps if rep.counted}
        return len(faulty & counted) / self.n_reps

    @property
    def score(self) -> float | None:
        """Mean form score of the counted reps, 0 to 100; None where nobody watched."""
        scores = [
            rep.score
            for each in self.sets
            for rep in each.reps
            if rep.counted and rep.score is not None
        ]
        return sum(scores) / len(scores) if scores else None

    @property
    def reserve(self) -> int | None:
        """Reps in reserve after the last set that was rated; None if none was."""
        stated = [each.effort_rir for each in self.sets if each.effort_rir is not None]
        return stated[-1] if stated else None

    @property
    def planned_reps(self) -> int | None:
        """Reps that were prescribed for the last set; None if nothing was."""
        plan = self.sets[-1].prescription
        return plan.reps if plan is not None else None

    @property
    def planned_sets(self) -> int | None:
        """Sets that were prescribed for each side; None if nothing was."""
        plan = self.sets[-1].prescription
        return plan.sets if plan is not None else None

    @property
    def planned_hold_s(self) -> float | None:
        """Hold that was prescribed for the last set, seconds; None if nothing was."""
        plan = self.sets[-1].prescription
        return plan.hold_s if plan is not None else None

    def of_side(self, side: Side) -> tuple[LoggedSet, ...]:
        """Return the sets of a side."""
        return tuple(each for each in self.sets if each.side == side)

    def best(self, measure: str, side: Side) -> float | None:
        """Return the highest value of a measure over the sets of a side; None without."""
        values = [s.measures[measure].value for s in self.of_side(side) if measure in s.measures]
        return max(values, default=None)


def bouts_of(sessions: Iterable[TrainingSession]) -> dict[str, tuple[Bout, ...]]:
    """Return what was done, exercise by exercise.

    Parameters
    ----------
    sessions
        In any order.

    Returns
    -------
    dict
        Name of the exercise to its bouts, oldest first. Sets without a rep that
        counts are left out.
    """
    found: dict[str, list[Bout]] = {}
    for session in sorted(sessions, key=lambda each: each.started_at):
        sets = [each for each in session.sets if each.n_counted]
        for exercise in dict.fromkeys(each.exercise for each in sets):
            bout = Bout(
                exercise=exercise,
                at=session.started_at,
                kind=session.kind,
                sets=tuple(each for each in sets if each.exercise == exercise),
            )
            found.setdefault(exercise, []).append(bout)
    return {exercise: tuple(bouts) for exercise, bouts in found.items()}


def _weight(load: Load) -> float:
    return load.mass_kg or float(load.band_step or 0)
