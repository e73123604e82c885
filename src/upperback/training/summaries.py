"""One row for each day, exercise and side: what charts over years are drawn from.

The journal aggregates these rows in SQL; :func:`summarise_days` makes the same rows from
sessions and is the contract for it. Sums, counts, highest and lowest only, so that any
database can do it.

The rows are named tuples, unlike other values: ten years are some 20,000 of them, and the
progress page makes and reads them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from upperback.training.records import LoggedMeasure, LoggedRep, LoggedSet, Side, TrainingSession

# The person said "that was none" (records.LoggedRep.reason): nothing was moved.
STRUCK = "struck"
_Number = TypeVar("_Number", int, float)


class DayMeasure(NamedTuple):
    """A measure over the sets of one day.

    Attributes
    ----------
    n
        How many sets have it. Each gives one value: the one of the set (the median
        of its reps), not those of its reps.
    mean, highest, lowest
        Of these values, in ``unit``.
    error
        The largest error (plus or minus) of these values.
    unit
        Such as "deg".
    """

    n: int
    mean: float
    highest: float
    lowest: float
    error: float
    unit: str


# No measures; a default of all rows, so nobody may write into it.
_NONE: Mapping[str, DayMeasure] = MappingProxyType({})


class DaySummary(NamedTuple):
    """What was done of one exercise with one side on one day.

    Attributes
    ----------
    day
        Date on the person's wall clock when the training session began
        (``session.started_at.date()``), also for sets after midnight.
    exercise, side
        Of the logged sets.
    n_sets
        Sets with at least one rep that counts. Other sets add their partial reps,
        findings, measures, pain and effort, but no set.
    n_baseline_sets
        How many of ``n_sets`` belong to a session of kind "baseline".
    n_reps
        Reps that count.
    n_clean
        Of these, reps that were judged (``n_scored``) and broke no form check.
    n_partial
        Reps that do not count, without those that the person struck.
    moving_s
        Seconds from start to end of the reps that count, added up.
    volume_kg
        Reps that count times the mass of one dumbbell, kilograms, added up.
    band_reps
        Reps that count against a band.
    top_band_step, top_mass_kg
        Hardest band and heaviest dumbbell of the sets in ``n_sets``; None without.
    best_set_reps
        Most counted reps in one set.
    n_scored, mean_score, min_score
        Counted reps with a score, and their scores (0 to 100); None without.
    pain_max
        Highest pain stated for a set, 0 to 10; None if none was stated.
    effort_min
        Fewest reps in reserve stated for a set, 0 to 10; None if none was stated.
    n_safety, n_effectiveness, n_note
        Findings of the sets by severity.
    measures
        Name to value over the day; measures of sets, see :class:`DayMeasure`.
    """

    day: date
    exercise: str
    side: Side
    n_sets: int = 0
    n_baseline_sets: int = 0
    n_reps: int = 0
    n_clean: int = 0
    n_partial: int = 0
    moving_s: float = 0.0
    volume_kg: float = 0.0
    band_reps: int = 0
    top_band_step: int | None = None
    top_mass_kg: float | None = None
    best_set_reps: int = 0
    n_scored: int = 0
    mean_score: float | None = None
    min_score: int | None = None
    pain_max: int | None = None
    effort_min: int | None = None
    n_safety: int = 0
    n_effectiveness: int = 0
    n_note: int = 0
    measures: Mapping[str, DayMeasure] = _NONE

    @property
    def clean_share(self) -> float | None:
        """Share of clean reps among those that were judged, 0 to 1; None without any."""
        return self.n_clean / self.n_scored if self.n_scored else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetOfDay:
    """A set and whether its session was a baseline."""

    logged: LoggedSet
    is_baseline: bool


def summarise_days(sessions: Iterable[TrainingSession]) -> tuple[DaySummary, ...]:
    """Return one row for each day, exercise and side of some training sessions.

    Parameters
    ----------
    sessions
        In any order.

    Returns
    -------
    tuple of DaySummary
        Ordered by day, exercise, side. A set without any rep, finding, measure,
        pain or effort still makes its row (with zeros).

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 5, 4, 7, tzinfo=UTC)
    >>> rep = LoggedRep(index=1, start_s=0.0, peak_s=2.0, end_s=5.0, score=90)
    >>> row = LoggedSet(id="a", exercise="seated_row", started_at=at, reps=(rep,))
    >>> session = TrainingSession(id="s", kind="free", started_at=at, sets=(row,))
    >>> [(each.n_reps, each.moving_s) for each in summarise_days([session])]
    [(1, 5.0)]
    """
    groups: dict[tuple[date, str, Side], list[_SetOfDay]] = {}
    for session in sessions:
        for logged in session.sets:
            key = (session.started_at.date(), logged.exercise, logged.side)
            of_day = _SetOfDay(logged=logged, is_baseline=session.kind == "baseline")
            groups.setdefault(key, []).append(of_day)
    return tuple(_summary(key, groups[key]) for key in sorted(groups))


def _summary(key: tuple[date, str, Side], of_day: list[_SetOfDay]) -> DaySummary:
    sets = [each.logged for each in of_day]
    reps = [rep for logged in sets for rep in logged.reps if rep.counted]
    scores = [rep.score for rep in reps if rep.score is not None]
    severities = [finding.severity for logged in sets for finding in logged.findings]
    return _work(key, of_day, reps)._replace(
        n_scored=len(scores),
        mean_score=sum(scores) / len(scores) if scores else None,
        min_score=min(scores, default=None),
        pain_max=_highest(logged.pain for logged in sets),
        effort_min=min((s.effort_rir for s in sets if s.effort_rir is not None), default=None),
        n_safety=severities.count("safety"),
        n_effectiveness=severities.count("effectiveness"),
        n_note=severities.count("note"),
        measures=_measures(sets),
    )


def _work(
    key: tuple[date, str, Side], of_day: list[_SetOfDay], reps: list[LoggedRep]
) -> DaySummary:
    """Return what was moved; ``reps`` are those that count."""
    day, exercise, side = key
    sets = [each.logged for each in of_day]
    counting = [each for each in of_day if each.logged.n_counted]
    return DaySummary(
        day=day,
        exercise=exercise,
        side=side,
        n_sets=len(counting),
        n_baseline_sets=sum(each.is_baseline for each in counting),
        n_reps=len(reps),
        n_clean=sum(logged.n_clean for logged in sets),
        n_partial=sum(_is_partial(rep) for logged in sets for rep in logged.reps),
        moving_s=sum(rep.end_s - rep.start_s for rep in reps),
        volume_kg=sum(logged.n_counted * (logged.load.mass_kg or 0.0) for logged in sets),
        band_reps=sum(logged.n_counted for logged in sets if logged.load.kind == "band"),
        top_band_step=_highest(each.logged.load.band_step for each in counting),
        top_mass_kg=_highest(each.logged.load.mass_kg for each in counting),
        best_set_reps=max(logged.n_counted for logged in sets),
    )


def _is_partial(rep: LoggedRep) -> bool:
    return not rep.counted and rep.reason != STRUCK


def _highest(values: Iterable[_Number | None]) -> _Number | None:
    return max((value for value in values if value is not None), default=None)


def _measures(sets: list[LoggedSet]) -> dict[str, DayMeasure]:
    taken: dict[str, list[LoggedMeasure]] = {}
    for logged in sets:
        for name, measure in logged.measures.items():
            taken.setdefault(name, []).append(measure)
    return {name: _over_day(measures) for name, measures in sorted(taken.items())}


def _over_day(measures: list[LoggedMeasure]) -> DayMeasure:
    values = [measure.value for measure in measures]
    return DayMeasure(
        n=len(values),
        mean=sum(values) / len(values),
        highest=max(values),
        lowest=min(values),
        error=max(measure.error for measure in measures),
        unit=measures[0].unit,
    )
