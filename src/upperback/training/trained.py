"""On which days what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from upperback.training.records import TrainingSession
from upperback.training.summaries import DaySummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """On which days what was done; a forecast adds days to it.

    Attributes
    ----------
    days
        Name of an exercise to the days on which it was done, ascending.
    """

    days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[date, ...]:
        """Days with any training, ascending."""
        return tuple(sorted({day for days in self.days.values() for day in days}))

    def of(self, exercises: Iterable[str]) -> frozenset[date]:
        """Return the days on which any of these exercises was done."""
        return frozenset(day for name in exercises for day in self.days.get(name, ()))

    def last(self, exercise: str) -> date:
        """Return the last day of an exercise; the earliest date there is for never."""
        return max(self.days.get(exercise, ()), default=date.min)

    def with_day(self, exercises: Iterable[str], day: date) -> "Trained":
        """Return the same with exercises done on one more day."""
        added = {
            name: tuple(sorted({*self.days.get(name, ()), day}))
            for name in dict.fromkeys(exercises)
        }
        return Trained(days={**self.days, **added})


def trained_in(sessions: Iterable[TrainingSession]) -> Trained:
    """Return on which days what was done: exercises with at least one rep that counts."""
    days: dict[str, set[date]] = {}
    for session in sessions:
        for logged in session.sets:
            if logged.n_counted:
                days.setdefault(logged.exercise, set()).add(session.started_at.date())
    return Trained(days={name: tuple(sorted(found)) for name, found in days.items()})


def trained_on(rows: Iterable[DaySummary]) -> Trained:
    """Return the same from summaries of days, which do not hold the reps.

    Examples
    --------
    >>> rows = [DaySummary(day=date(2026, 5, 4), exercise="cat_cow", side="both", n_sets=1)]
    >>> trained_on(rows).kept
    (datetime.date(2026, 5, 4),)
    """
    days: dict[str, set[date]] = {}
    for row in rows:
        if row.n_sets:
            days.setdefault(row.exercise, set()).add(row.day)
    return Trained(days={name: tuple(sorted(found)) for name, found in days.items()})
