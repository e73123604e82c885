"""What the report says of each set, as plain rows of text for the page to lay out."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from upperback.coach.report import Measure, Rep, SetReport
from upperback.exercises.definition import Severity
from upperback.export.crops import Pictures
from upperback.export.peak_pictures import PeakPicture, peak_pictures
from upperback.export.plots import Plot, signal_plots
from upperback.export.texts import ExerciseText, sentence_start, words
from upperback.export.verdict import broken_checks, is_clean, share_of_reps
from upperback.export.wording import (
    NOT_MEASURED,
    SEVERITY_WORDS,
    counted,
    evidence,
    partial_rep_words,
    seconds,
    view_words,
    with_error,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A finding named in a table."""

    severity: Severity
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRow:
    """A line of the rep table; ``measures`` in the order of the table's columns."""

    index: int
    side: str
    time: str
    tempo: str
    measures: tuple[str, ...]
    findings: tuple[Tag, ...]
    score: int
    clean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCard:
    """A broken form check: what was seen, in how many reps, and what to do."""

    severity: Severity
    kind: str
    label: str
    share: str
    cue: str
    explanation: str
    worst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A key number."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportRow:
    """Where a measure comes from."""

    measure: str
    value: str
    view: str
    visible: str
    frames: str
    model: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """What was not measured, why, and what to do."""

    label: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetSection:
    """One set on the page."""

    title: str
    recognised: str
    time: str
    view: str
    suitable: bool
    advice: str
    figures: tuple[Figure, ...]
    tempo_title: str
    measure_titles: tuple[str, ...]
    sided: bool
    rows: tuple[RepRow, ...]
    partial_reps: tuple[str, ...]
    checks: tuple[CheckCard, ...]
    plots: tuple[Plot, ...]
    pictures: tuple[PeakPicture, ...]
    missing: tuple[MissingRow, ...]
    passports: tuple[PassportRow, ...]


def set_section(
    report: SetReport, text: ExerciseText, pictures: Pictures, size_px: tuple[int, int]
) -> SetSection:
    """Put what is known of a set into words, plots and pictures."""
    phases, measures = _union(rep.tempo for rep in report.reps), _measure_names(report)
    return SetSection(
        title=text.title,
        recognised=_recognised(report),
        time=f"{seconds(report.start_s)} to {seconds(report.end_s)} s",
        view=sentence_start(view_words(report.view.name)),
        suitable=report.view.suitable,
        advice=report.view.advice or "",
        figures=tuple(_figures(report, text)),
        tempo_title=", ".join(words(phase.removesuffix("_s")) for phase in phases),
        measure_titles=tuple(sentence_start(text.measure(name)) for name in measures),
        sided=any(rep.side != "both" for rep in report.reps),
        rows=tuple(_rep_row(rep, report, text, phases, measures) for rep in report.reps),
        partial_reps=tuple(
            f"{seconds(part.start_s)} to {seconds(part.end_s)} s: {partial_rep_words(part)}"
            for part in report.partial_reps
        ),
        checks=tuple(_check_cards(report, text)),
        plots=signal_plots(report, text),
        pictures=peak_pictures(report, text, pictures, size_px),
        missing=tuple(_missing(report, text)),
        passports=tuple(_passports(report, text)),
    )


def _union(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in names for name in group))


def _measure_names(report: SetReport) -> tuple[str, ...]:
    return _union(
        [name for name, measure in rep.measures.items() if math.isfinite(measure.value)]
        for rep in report.reps
    )


def _recognised(report: SetReport) -> str:
    if not report.recognised:
        return "Exercise named by you"
    if not math.isfinite(report.confidence):
        return "Exercise recognised"
    return f"Recognised; posture held {report.confidence:.0%} of the time"


def _figures(report: SetReport, text: ExerciseText) -> Iterator[Figure]:
    yield Figure(label="Reps", value=str(len(report.reps)))
    if report.reps and report.view.suitable:
        clean = sum(is_clean(rep, report) for rep in report.reps)
        yield Figure(label="Clean", value=f"{clean} of {len(report.reps)}")
    for name, measure in report.measures.items():
        if math.isfinite(measure.value):
            yield Figure(label=sentence_start(text.measure(name)), value=with_error(measure))


def _rep_row(
    rep: Rep,
    report: SetReport,
    text: ExerciseText,
    phases: tuple[str, ...],
    measures: tuple[str, ...],
) -> RepRow:
    nothing = Measure(value=math.nan, error=math.nan, unit="")
    return RepRow(
        index=rep.index,
        side=rep.side,
        time=f"{seconds(rep.start_s)} to {seconds(rep.end_s)}",
        tempo=" · ".join(seconds(rep.tempo.get(phase, math.nan)) for phase in phases),
        measures=tuple(with_error(rep.measures.get(name, nothing)) for name in measures),
        findings=tuple(_tags(rep, report, text)),
        score=min(max(rep.score, 0), 100),
        clean=is_clean(rep, report),
    )


def _tags(rep: Rep, report: SetReport, text: ExerciseText) -> Iterator[Tag]:
    severities = {b.check: b.worst.severity for b in broken_checks(report)}
    severities |= {f.check: f.severity for f in report.findings if f.rep == rep.index}
    for check in rep.findings:
        yield Tag(
            severity=severities.get(check, "note"),
            label=sentence_start(text.check(check).label),
        )


def _check_cards(report: SetReport, text: ExerciseText) -> Iterator[CheckCard]:
    for broken in broken_checks(report):
        check, worst = text.check(broken.check), broken.worst
        yield CheckCard(
            severity=worst.severity,
            kind=SEVERITY_WORDS[worst.severity],
            label=sentence_start(check.label),
            share=share_of_reps(broken, report),
            cue=worst.cue or check.cue,
            explanation=check.explanation or "",
            worst=evidence(worst),
        )


def _missing(report: SetReport, text: ExerciseText) -> Iterator[MissingRow]:
    for missing in report.not_measured:
        yield MissingRow(
            label=sentence_start(text.measure(missing.signal)),
            reason=sentence_start(missing.reason),
            advice=missing.advice or NOT_MEASURED,
        )


def _passports(report: SetReport, text: ExerciseText) -> Iterator[PassportRow]:
    for name, measure in report.measures.items():
        passport = measure.passport
        if passport is None or not math.isfinite(measure.value):
            continue
        yaw = "" if passport.yaw_deg is None else f", {passport.yaw_deg:.0f}°"
        yield PassportRow(
            measure=f"{text.title}: {text.measure(name)}",
            value=with_error(measure),
            view=view_words(passport.view) + yaw,
            visible=f"{passport.visible_share:.0%}",
            frames=counted(passport.n_frames, "frame"),
            model=passport.model,
            rules=passport.rules,
        )
