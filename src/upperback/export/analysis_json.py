"""An analysis as JSON, schema ``upperback.analysis/1`` (DESIGN 5); no NaN or infinity, ever.

A number that is not finite was not measured: an optional one is left out, a
required one is ``null``. Times keep milliseconds; other values keep the digits
that their unit deserves.
"""

import json
import math
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from upperback.coach.report import Finding, Measure, PartialRep, Passport, Rep, SetReport
from upperback.services.analysis import SCHEMA, Analysis, PoseInfo, SourceInfo

JsonObject = dict[str, Any]

_TIME_DIGITS = 3
_SHARE_DIGITS = 3
# A tenth of a degree is already far below the error (domain.md 9); ratios need more digits.
_UNIT_DIGITS = {"deg": 1, "deg_s": 1, "%": 1, "px": 1, "n": 1, "s": 3, "m": 3, "kg": 2, "hz": 2}
_OTHER_DIGITS = 3


def analysis_json(analysis: Analysis) -> str:
    """Write an analysis as JSON text."""
    return _text(analysis_document(analysis))


def analyses_json(analyses: Iterable[Analysis]) -> str:
    """Write the analyses of a batch as one JSON list."""
    return _text([analysis_document(analysis) for analysis in analyses])


def analysis_schema() -> JsonObject:
    """Return the JSON Schema of an analysis document (draft 2020-12)."""
    source = files("upperback.export").joinpath("analysis.schema.json")
    schema: JsonObject = json.loads(source.read_text("utf-8"))
    return schema


def analysis_document(analysis: Analysis) -> JsonObject:
    """Turn an analysis into plain lists and dictionaries, ready for JSON.

    Parameters
    ----------
    analysis
        The result of analysing one video or recording.

    Returns
    -------
    dict
        Keys in the order of DESIGN 5; ``reason`` only where ``sets`` is empty.
    """
    document: JsonObject = {
        "schema": SCHEMA,
        "source": _source(analysis.source),
        "pose": _pose(analysis.pose),
        "sets": [_set(report) for report in analysis.sets],
    }
    if not analysis.sets:
        document["reason"] = analysis.reason or "no exercise was found"
    document["notices"] = list(analysis.notices)
    return document


def printable(text: str) -> str:
    """Replace what is no valid Unicode, as a file name may hold any bytes."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text(document: JsonObject | list[JsonObject]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _source(source: SourceInfo) -> JsonObject:
    return {
        "path": printable(source.path),
        "duration_s": _number(source.duration_s, _TIME_DIGITS),
        "frames": source.frames,
        "fps": _number(source.fps, _TIME_DIGITS),
        "width": source.width,
        "height": source.height,
    }


def _pose(pose: PoseInfo) -> JsonObject:
    return {
        "model": pose.model,
        "frames_with_person": pose.frames_with_person,
        "complete": pose.complete,
    }


def _set(report: SetReport) -> JsonObject:
    return {
        "exercise": {
            "name": report.exercise,
            "recognised": report.recognised,
            "confidence": _number(report.confidence, 2),
        },
        **_times(start_s=report.start_s, end_s=report.end_s),
        "view": {
            "name": report.view.name,
            "yaw_deg": _number(report.view.yaw_deg, 1),
            "suitable": report.view.suitable,
            "advice": report.view.advice,
        },
        "reps": [rep_document(rep) for rep in report.reps],
        "partial_reps": [partial_rep_document(partial_rep) for partial_rep in report.partial_reps],
        "findings": [finding_document(finding) for finding in report.findings],
        "measures": _measures(report.measures, at_set=True),
        "not_measured": [
            {"signal": missing.signal, "reason": missing.reason, "advice": missing.advice}
            for missing in report.not_measured
        ],
    }


def rep_document(rep: Rep) -> JsonObject:
    """Return a rep as the analysis document holds it."""
    tempo = {phase: _number(length_s, _TIME_DIGITS) for phase, length_s in rep.tempo.items()}
    return {
        "index": rep.index,
        "side": rep.side,
        **_times(start_s=rep.start_s, peak_s=rep.peak_s, end_s=rep.end_s),
        "tempo": {phase: length_s for phase, length_s in tempo.items() if length_s is not None},
        "measures": _measures(rep.measures, at_set=False),
        "findings": list(rep.findings),
        "score": rep.score,
    }


def partial_rep_document(partial_rep: PartialRep) -> JsonObject:
    """Return a partial rep as the analysis document holds it."""
    return {
        "side": partial_rep.side,
        **_times(start_s=partial_rep.start_s, peak_s=partial_rep.peak_s, end_s=partial_rep.end_s),
        "reason": partial_rep.reason,
    }


def finding_document(finding: Finding) -> JsonObject:
    """Return a finding as the analysis document holds it."""
    digits = _digits(finding.unit)
    return {
        "check": finding.check,
        "severity": finding.severity,
        "rep": finding.rep,
        **_times(start_s=finding.start_s, end_s=finding.end_s),
        "value": _number(finding.value, digits),
        "limit": _number(finding.limit, digits),
        "unit": finding.unit,
        "cue": finding.cue,
    }


def _measures(measures: Mapping[str, Measure], *, at_set: bool) -> JsonObject:
    return {
        name: _measure(measure, at_set=at_set)
        for name, measure in measures.items()
        if math.isfinite(measure.value)
    }


def _measure(measure: Measure, *, at_set: bool) -> JsonObject:
    digits = _digits(measure.unit)
    document: JsonObject = {
        "value": _number(measure.value, digits),
        "error": _number(measure.error, digits),
    }
    if at_set:
        document["unit"] = measure.unit
        document["passport"] = _passport(measure.passport) if measure.passport else {}
    return document


def _passport(passport: Passport) -> JsonObject:
    return {
        "view": passport.view,
        "yaw_deg": _number(passport.yaw_deg, 1),
        "visible_share": _number(passport.visible_share, _SHARE_DIGITS),
        "n_frames": passport.n_frames,
        "model": passport.model,
        "rules": passport.rules,
    }


def _times(**times_s: float) -> JsonObject:
    return {name: _number(time_s, _TIME_DIGITS) for name, time_s in times_s.items()}


def _digits(unit: str) -> int:
    return _UNIT_DIGITS.get(unit, _OTHER_DIGITS)


def _number(value: float | None, digits: int) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    # float() sheds numpy's types, which json does not know; adding 0.0 turns -0.0 into 0.0.
    return round(float(value), digits) + 0.0
