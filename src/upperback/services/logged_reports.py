"""What the engine reports, in the journal's words: one translation for films and live sets."""

from collections.abc import Iterable
from dataclasses import asdict

from upperback.coach.report import Finding, Measure, NotMeasured, PartialRep, Rep
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    NotMeasuredNote,
)


def logged_rep(rep: Rep | PartialRep, *, index: int, since: float) -> LoggedRep:
    """Return a rep, full or partial; its times count from ``since`` in the frames' seconds."""
    start_s, peak_s, end_s = rep.start_s - since, rep.peak_s - since, rep.end_s - since
    if isinstance(rep, PartialRep):
        return LoggedRep(
            index=index,
            side=rep.side,
            counted=False,
            reason=rep.reason,
            start_s=start_s,
            peak_s=peak_s,
            end_s=end_s,
        )
    return LoggedRep(
        index=index,
        side=rep.side,
        start_s=start_s,
        peak_s=peak_s,
        end_s=end_s,
        tempo=rep.tempo,
        measures={name: logged_measure(each) for name, each in rep.measures.items()},
        findings=rep.findings,
        score=rep.score,
    )


def logged_finding(finding: Finding, *, rep: int, since: float) -> LoggedFinding:
    """Return a finding of the rep that has this index in its set."""
    return LoggedFinding(
        check=finding.check,
        severity=finding.severity,
        rep=rep,
        start_s=finding.start_s - since,
        end_s=finding.end_s - since,
        value=finding.value,
        limit=finding.limit,
        unit=finding.unit,
    )


def logged_measure(measure: Measure) -> LoggedMeasure:
    """Return a measure with its passport as plain values."""
    passport = {} if measure.passport is None else asdict(measure.passport)
    return LoggedMeasure(
        value=measure.value, error=measure.error, unit=measure.unit, passport=passport
    )


def logged_not_measured(missing: Iterable[NotMeasured]) -> tuple[NotMeasuredNote, ...]:
    """Return what was not measured, and why."""
    return tuple(
        NotMeasuredNote(signal=each.signal, reason=each.reason, advice=each.advice)
        for each in missing
    )
