"""Use case: the sets of an analysed video as a training session for the journal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID, uuid5

from upperback.coach.report import Measure, PartialRep, Rep, SetReport
from upperback.exercises.definition import Exercise
from upperback.services.analysis import Analysis
from upperback.services.logged_reports import (
    logged_finding,
    logged_measure,
    logged_not_measured,
    logged_rep,
)
from upperback.training.records import (
    NO_LOAD,
    Load,
    LoggedFinding,
    LoggedMeasure,
    LoggedSet,
    Side,
    TrainingSession,
)

_NAMESPACE = UUID("6c7a3f0e-5c1d-5b7e-9a64-2f6c1f1b8d03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """What an analysis does not say: which film it was, when it began, and the loads.

    Attributes
    ----------
    key
        The same for the same film: its sets get the same ids, and are known again.
    began_at
        When the film began, aware.
    loads
        Name of an exercise to what was pulled or lifted.
    """

    key: str
    began_at: datetime
    loads: Mapping[str, Load]


def session_id_of(key: str) -> str:
    """Return the id of the session that a film makes."""
    return str(uuid5(_NAMESPACE, key))


def session_of_analysis(
    analysis: Analysis, exercises: Mapping[str, Exercise], filmed: Filmed
) -> TrainingSession:
    """Return the sets with at least one rep as a session.

    Parameters
    ----------
    analysis
        Of one film.
    exercises
        Name to exercise.
    filmed
        When it was, and with which loads.

    Returns
    -------
    TrainingSession
        Of kind "free". A set whose reps changed sides becomes one for each side.
    """
    session_id = session_id_of(filmed.key)
    sets: list[LoggedSet] = []
    for report in analysis.sets:
        for side in _sides(report, exercises[report.exercise]):
            number = 1 + sum((e.exercise, e.side) == (report.exercise, side) for e in sets)
            part = _Part(report=report, side=side, exercise=exercises[report.exercise])
            set_id = str(uuid5(UUID(session_id), f"{report.exercise}|{side}|{number}"))
            sets.append(_logged_set(part, filmed, analysis.pose.model, set_id, number=number))
    ended_at = filmed.began_at + timedelta(seconds=analysis.source.duration_s)
    return TrainingSession(
        id=session_id,
        kind="free",
        started_at=filmed.began_at,
        ended_at=ended_at,
        sets=tuple(sets),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A set of a film, or the reps of one side of it."""

    report: SetReport
    side: Side
    exercise: Exercise

    def reps(self) -> Iterator[tuple[int, Rep | PartialRep]]:
        """Yield full and partial reps with the journal's index, in the order of time."""
        both: tuple[Rep | PartialRep, ...] = (*self.report.reps, *self.report.partial_reps)
        of_side = [rep for rep in both if self.side == "both" or rep.side in (self.side, "both")]
        return enumerate(sorted(of_side, key=lambda rep: rep.start_s), start=1)

    @property
    def is_whole(self) -> bool:
        """Whether all reps of the set are in it."""
        return len(list(self.reps())) == len(self.report.reps) + len(self.report.partial_reps)


def _sides(report: SetReport, exercise: Exercise) -> Sequence[Side]:
    if exercise.sides != "one":
        return ("both",)
    found: dict[Side, None] = {}
    for rep in report.reps:
        if rep.side != "both":
            found.setdefault(rep.side)
    return tuple(found) or ("both",)


def _logged_set(part: _Part, filmed: Filmed, model: str, set_id: str, *, number: int) -> LoggedSet:
    report = part.report
    reps = tuple(logged_rep(rep, index=index, since=report.start_s) for index, rep in part.reps())
    return LoggedSet(
        id=set_id,
        exercise=report.exercise,
        side=part.side,
        number=number,
        started_at=filmed.began_at + timedelta(seconds=report.start_s),
        ended_at=filmed.began_at + timedelta(seconds=report.end_s),
        load=filmed.loads.get(report.exercise, NO_LOAD),
        reps=reps,
        findings=tuple(_findings(part)),
        measures=_measures(part),
        not_measured=logged_not_measured(report.not_measured),
        view=report.view.name,
        rules=part.exercise.rules,
        model=model,
    )


def _findings(part: _Part) -> Iterable[LoggedFinding]:
    indices = {rep.index: index for index, rep in part.reps() if isinstance(rep, Rep)}
    return (
        logged_finding(each, rep=indices[each.rep], since=part.report.start_s)
        for each in part.report.findings
        if each.rep in indices
    )


def _measures(part: _Part) -> dict[str, LoggedMeasure]:
    """Return the set's measures; where it was split, the middle of the side's own reps."""
    if part.is_whole:
        return {name: logged_measure(each) for name, each in part.report.measures.items()}
    found: dict[str, LoggedMeasure] = {}
    for name, whole in part.report.measures.items():
        values = [
            rep.measures[name].value
            for _, rep in part.reps()
            if isinstance(rep, Rep) and name in rep.measures
        ]
        if values:
            middle = Measure(
                value=median(values), error=whole.error, unit=whole.unit, passport=whole.passport
            )
            found[name] = logged_measure(middle)
    return found
