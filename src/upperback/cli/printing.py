"""Analyses on stdout: tables for people, JSON for programs."""

import sys
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from upperback.cli.batch import Done
from upperback.coach.report import Rep, SetReport
from upperback.export.analysis_json import analyses_json, analysis_json
from upperback.export.texts import ExerciseText, ExerciseTexts, text_of
from upperback.export.verdict import verdict
from upperback.export.wording import partial_rep_words, view_words, with_error
from upperback.services.analysis import Analysis

_SEVERITY_STYLE = {"safety": "bold red", "effectiveness": "yellow", "note": "cyan"}


def print_analyses(
    done: Sequence[Done], output_format: str, *, texts: ExerciseTexts, is_batch: bool
) -> None:
    """Print what was found in each video."""
    if output_format == "json":
        _print_json([each.analysis for each in done if each.analysis is not None], is_batch)
        return
    console = Console()
    for each in done:
        if each.analysis is None:
            continue
        if is_batch:
            console.rule(Text(str(each.video)), align="left")
        if output_format == "table":
            console.print(_page(each.analysis, texts))
        _print_places(console, each)


def _print_json(analyses: list[Analysis], is_batch: bool) -> None:  # noqa: FBT001 - a plain fact
    if is_batch:
        sys.stdout.write(analyses_json(analyses) + "\n")
    elif analyses:
        sys.stdout.write(analysis_json(analyses[0]) + "\n")


def _print_places(console: Console, done: Done) -> None:
    for label, path in (("Report", done.report), ("Annotated video", done.annotated)):
        if path is not None:
            # soft_wrap: a path that is broken over lines cannot be copied.
            console.print(Text(f"{label}: {path}"), soft_wrap=True)


def _page(analysis: Analysis, texts: ExerciseTexts) -> RenderableType:
    parts: list[RenderableType] = [Text(verdict(analysis, texts).text, style="bold"), Text()]
    for report in analysis.sets:
        parts += _set_lines(report, text_of(texts, report.exercise))
    parts += [Text(f"Note: {notice}", style="dim") for notice in analysis.notices]
    return Group(*parts)


def _set_lines(report: SetReport, text: ExerciseText) -> list[RenderableType]:
    view = f"seen from the {view_words(report.view.name)}"
    title = f"{text.title}, {report.start_s:.0f} to {report.end_s:.0f} s, {view}"
    lines: list[RenderableType] = [_rep_table(report, text, title)]
    lines += [Text(f"Not counted: {partial_rep_words(partial)}") for partial in report.partial_reps]
    for missing in report.not_measured:
        label = text.signal(missing.signal).label
        lines.append(Text(f"Not measured: {label}: {missing.reason}", style="dim"))
    if report.view.advice is not None:
        lines.append(Text(f"Camera: {report.view.advice}", style="cyan"))
    return [*lines, Text()]


def _rep_table(report: SetReport, text: ExerciseText, title: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="", header_style="bold")
    phases = list(report.reps[0].tempo) if report.reps else []
    measures = list(report.measures)
    table.add_column("Rep", justify="right")
    if any(rep.side != "both" for rep in report.reps):
        table.add_column("Side")
    table.add_column("At", justify="right")
    for phase in phases:
        table.add_column(phase.removesuffix("_s").capitalize(), justify="right")
    for name in measures:
        table.add_column(text.signal(name).label, justify="right")
    table.add_column("Findings")
    table.add_column("Form", justify="right")
    for rep in report.reps:
        side = [rep.side] if any(each.side != "both" for each in report.reps) else []
        table.add_row(
            str(rep.index),
            *side,
            f"{rep.peak_s:.1f} s",
            *(f"{rep.tempo[phase]:.1f} s" for phase in phases),
            *(with_error(rep.measures[name]) if name in rep.measures else "-" for name in measures),
            _findings(rep, report, text),
            str(rep.score),
        )
    return table


def _findings(rep: Rep, report: SetReport, text: ExerciseText) -> Text:
    severities = {finding.check: finding.severity for finding in report.findings}
    words = Text()
    for i, name in enumerate(rep.findings):
        words.append(", " if i else "")
        words.append(text.check(name).label, style=_SEVERITY_STYLE[severities[name]])
    return words if rep.findings else Text("clean", style="green")
