"""An analysis in a few plain sentences: what went well, what to work on, safety first.

It speaks of the exercise only; it names no illness and promises nothing.
"""

from collections import Counter
from dataclasses import dataclass
from statistics import fmean, pstdev

from upperback.coach.report import Finding, Rep, SetReport
from upperback.export.texts import ExerciseText, ExerciseTexts, sentence_start, text_of
from upperback.export.wording import SEVERITY_ORDER, counted, seconds
from upperback.services.analysis import Analysis

# A rep's length that strays less than this share around its mean reads as steady.
_STEADY_SHARE = 0.12
_STEADY_MIN_REPS = 4
_LAST_REPS = 2
# From a poor view some form checks are blind: finding nothing there is no praise.
_PARTLY_JUDGED = "but their form can only partly be judged from this view"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to tell the person.

    Attributes
    ----------
    headline
        The count: ``"6 reps, 5 of them clean."``; or why nothing was found.
    praise
        One thing that went well, or None.
    improve
        Things to work on, the most important first, each without a full stop,
        fit to follow "Main thing to work on:".
    safety
        Whole sentences to read before anything else.
    """

    headline: str
    praise: str | None
    improve: tuple[str, ...]
    safety: tuple[str, ...]

    @property
    def text(self) -> str:
        """The verdict in one paragraph, safety first."""
        main = f"Main thing to work on: {_full_stop(self.improve[0])}" if self.improve else ""
        parts = (*self.safety, self.headline, main, self.praise or "")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenCheck:
    """A form check that was broken in a set: the findings of it, and the reps they are in."""

    check: str
    findings: tuple[Finding, ...]
    reps: tuple[int, ...]

    @property
    def worst(self) -> Finding:
        """The gravest finding; among equals the one furthest beyond its limit."""
        return min(
            self.findings, key=lambda f: (SEVERITY_ORDER[f.severity], -abs(f.value - f.limit))
        )


def verdict(analysis: Analysis, texts: ExerciseTexts) -> Verdict:
    """Say in plain words what an analysis found."""
    if not analysis.sets:
        reason = analysis.reason or "No exercise was found in this video"
        return Verdict(
            headline=_full_stop(sentence_start(reason)), praise=None, improve=(), safety=()
        )
    sets = [(report, text_of(texts, report.exercise)) for report in analysis.sets]
    several = len(sets) > 1
    return Verdict(
        headline=" ".join(_headline(report, text if several else None) for report, text in sets),
        praise=next((words for report, _ in sets if (words := _praise(report))), None),
        improve=tuple(
            f"{text.title}: {line}" if several else line
            for report, text in sets
            for line in _improve(report, text)
        ),
        safety=tuple(line for report, text in sets for line in _safety(report, text)),
    )


def is_clean(rep: Rep, report: SetReport) -> bool:
    """Tell whether a rep has no finding graver than a note."""
    return not any(
        finding.rep == rep.index and finding.severity != "note" for finding in report.findings
    )


def broken_checks(report: SetReport) -> tuple[BrokenCheck, ...]:
    """Findings of a set gathered by form check: gravest first, then by the number of reps."""
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.check, []).append(finding)
    broken = [
        BrokenCheck(
            check=check, findings=tuple(seen), reps=tuple(sorted({found.rep for found in seen}))
        )
        for check, seen in findings.items()
    ]
    return tuple(sorted(broken, key=lambda b: (SEVERITY_ORDER[b.worst.severity], -len(b.reps))))


def share_of_reps(broken: BrokenCheck, report: SetReport) -> str:
    """Say in how many reps a check was broken: ``3 of 6 reps``."""
    counted_reps = {rep.index for rep in report.reps}
    if not counted_reps.issuperset(broken.reps):
        return counted(len(broken.findings), "time")
    return f"{len(broken.reps)} of {counted(len(counted_reps), 'rep')}"


def _headline(report: SetReport, text: ExerciseText | None) -> str:
    n_reps = len(report.reps)
    n_partial = len(report.partial_reps)
    n_clean = sum(is_clean(rep, report) for rep in report.reps)
    line = f"{counted(n_reps, 'rep') if n_reps else 'No full rep'}{_by_side(report)}"
    if n_reps:
        partly = n_clean == n_reps and not report.view.suitable
        line += f", {_PARTLY_JUDGED if partly else _clean_words(n_clean, n_reps)}"
    if n_partial:
        line += f" ({counted(n_partial, 'partial rep')} not counted)"
    return f"{text.title}: {line}." if text else f"{line}."


def _clean_words(n_clean: int, n_reps: int) -> str:
    if n_clean == n_reps:
        return "clean" if n_reps == 1 else "all of them clean"
    return f"{n_clean or 'none'} of them clean" if n_reps > 1 else "not clean yet"


def _by_side(report: SetReport) -> str:
    sides = Counter(rep.side for rep in report.reps)
    if sides["left"] and sides["right"]:
        return f" ({sides['left']} left, {sides['right']} right)"
    return next((f" on the {side} side" for side in ("left", "right") if sides[side]), "")


def _safety(report: SetReport, text: ExerciseText) -> list[str]:
    lines = []
    for broken in broken_checks(report):
        if broken.worst.severity == "safety":
            label = sentence_start(text.check(broken.check).label)
            lines.append(f"{label} ({share_of_reps(broken, report)}). {broken.worst.cue}".strip())
    return lines


def _improve(report: SetReport, text: ExerciseText) -> list[str]:
    lines = []
    for broken in broken_checks(report):
        if broken.worst.severity == "safety":
            continue
        check, share = text.check(broken.check), share_of_reps(broken, report)
        cue = f": “{broken.worst.cue.rstrip('.')}”" if broken.worst.cue else ""
        lines.append(f"{check.goal} ({share})" if check.goal else f"{check.label} ({share}){cue}")
    if not report.view.suitable and report.view.advice:
        lines.append(f"the camera. {report.view.advice.rstrip('.')}")
    return lines


def _praise(report: SetReport) -> str | None:
    clean = [is_clean(rep, report) for rep in report.reps]
    if len(clean) < _LAST_REPS or not report.view.suitable:
        return None
    if all(clean):
        return "Well done: your form held in every rep."
    if not all(clean[:-_LAST_REPS]) and all(clean[-_LAST_REPS:]):
        return "Your last reps were clean: you put it right on the way."
    return _steady_tempo(report)


def _steady_tempo(report: SetReport) -> str | None:
    lengths_s = [rep.end_s - rep.start_s for rep in report.reps]
    mean_s = fmean(lengths_s)
    if len(lengths_s) < _STEADY_MIN_REPS or pstdev(lengths_s) > _STEADY_SHARE * mean_s:
        return None
    return f"Your tempo was steady, about {seconds(mean_s)} s a rep."


def _full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."
