"""Weeks of training as one printable page for a physiotherapist; A4, black on white."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from upperback.export.body_map import body_map
from upperback.export.muscle_map import OVER_TIME, muscles_svg
from upperback.export.pages import template
from upperback.export.trend_chart import Line, pain_svg, trend_svg
from upperback.export.wording import NOT_MEASURED, SEVERITY_WORDS, view_words
from upperback.services.physio_summary import ExerciseFacts, PhysioSummary
from upperback.training.change_words import amount_words, change_words
from upperback.training.condense import condensed_points, drawn_results
from upperback.training.profile import GOALS
from upperback.training.screening import NOT_A_MEDICAL_DEVICE
from upperback.training.series import TestSeries
from upperback.training.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """A test as it is printed: its chart, and one row for each side."""

    label: str
    chart: str
    is_sided: bool
    rows: tuple[Mapping[str, str], ...]


def summary_html(summary: PhysioSummary) -> str:
    """Write the summary as one self-contained page.

    Parameters
    ----------
    summary
        Some weeks of training.

    Returns
    -------
    str
        HTML with styles and charts inside; it fetches nothing and runs nothing.
    """
    progress = summary.progress
    return template("summary.html.j2").render(
        summary=summary,
        progress=progress,
        profile=summary.profile,
        goals=[GOALS[goal] for goal in summary.profile.goals],
        tests=_tests(progress.tests),
        doses=[_dose(title, standing, summary) for title, standing in summary.standings],
        facts=summary.facts,
        views=[_views(each) for each in summary.facts],
        pain_chart=_pain_chart(summary),
        muscle_map=_muscle_map(summary),
        severity_words=SEVERITY_WORDS,
        notice=NOT_A_MEDICAL_DEVICE,
    )


def _tests(tests: Sequence[TestSeries]) -> list[_Test]:
    groups: dict[tuple[str, str], list[TestSeries]] = {}
    for series in tests:
        groups.setdefault((series.exercise, series.label), []).append(series)
    return [_test(group) for group in groups.values()]


def _test(group: Sequence[TestSeries]) -> _Test:
    first = group[0]
    lines = []
    for series in group:
        _, points = condensed_points(drawn_results(series))
        values = [point.value for point in points]
        lines.append(Line(name=series.side, days=[p.day for p in points], values=values))
    half = first.noise.real_change
    starts = [series.start for series in group if series.start is not None]
    chart = trend_svg(
        lines,
        title=f"{first.label} over time",
        unit="°" if first.unit == "deg" else "",
        bands=[(start - half, start + half) for start in starts],
    )
    return _Test(
        label=first.label,
        chart=chart,
        is_sided=len(group) > 1,
        rows=tuple(_test_row(series) for series in group),
    )


def _test_row(series: TestSeries) -> Mapping[str, str]:
    def amount(value: float | None) -> str:
        return NOT_MEASURED if value is None else amount_words(value, series.unit)

    error = max((point.error for point in series.points), default=0.0)
    return {
        "side": series.side,
        "n": str(len(series.points)),
        "start": amount(series.start),
        "now": amount(series.now),
        "best": amount(series.best.value if series.best is not None else None),
        "error": f"±{amount(error)}" if error else NOT_MEASURED,
        "noise": f"±{amount(series.noise.real_change)}",
        "says": change_words(series),
    }


def _dose(title: str, standing: Standing, summary: PhysioSummary) -> Mapping[str, str]:
    hold = f", hold {standing.hold_s:g} s" if standing.hold_s else ""
    return {
        "title": title,
        "level": standing.level,
        "dose": f"{standing.sets} x {standing.reps}{hold}",
        "load": summary.profile.says_load(standing.load)
        if standing.load.kind != "none"
        else NOT_MEASURED,
        "reason": standing.reason or NOT_MEASURED,
    }


def _views(facts: ExerciseFacts) -> str:
    return ", ".join(f"{view_words(name)} ({n})" for name, n in facts.views)


def _pain_chart(summary: PhysioSummary) -> str:
    weeks = summary.progress.pain
    if not any(week.highest is not None for week in weeks):
        return ""
    return pain_svg(
        [week.monday for week in weeks],
        [week.highest for week in weeks],
        [week.n_days for week in weeks],
        title="Highest pain of each week, over days with training",
    )


def _muscle_map(summary: PhysioSummary) -> str:
    known = {
        each.muscle: each.strength
        for each in summary.progress.muscles
        if body_map().regions_of(each.muscle.removesuffix(" (stretched)"))
    }
    if not known:
        return ""
    return muscles_svg(known, title="Muscles of the last seven days", legend=OVER_TIME)
