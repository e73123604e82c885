"""Analyses on stdout: tables for people, JSON for programs."""

import io
import sys
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from upperback.cli.batch import Done
from upperback.coach.report import Rep, SetReport
from upperback.export.analysis_json import analyses_json, analysis_json
from upperback.export.side_words import side_lines
from upperback.export.texts import ExerciseText, ExerciseTexts, sentence_start, text_of
from upperback.export.verdict import verdict
from upperback.export.wording import partial_rep_words, seconds, view_words, with_error
from upperback.services.analysis import Analysis

_SEVERITY_STYLE = {"safety": "bold red", "effectiveness": "yellow", "note": "cyan"}
# The column of findings needs this much room: a finding is some three words long.
_FINDINGS_WIDTH = 24


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
            console.print(Text(str(each.video), style="bold underline"), soft_wrap=True)
        if output_format == "table":
            console.print(_page(each.analysis, texts, console))
        _print_places(console, each)
        if is_batch:
            console.print()


def _print_json(analyses: list[Analysis], is_batch: bool) -> None:  # noqa: FBT001 - a plain fact
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as RFC 8259 wants it, whatever the terminal
    if is_batch:
        sys.stdout.write(analyses_json(analyses) + "\n")
    elif analyses:
        sys.stdout.write(analysis_json(analyses[0]) + "\n")


def _print_places(console: Console, done: Done) -> None:
    places = (
        ("Report", done.report),
        ("JSON", done.document),
        ("Annotated video", done.annotated),
    )
    for label, path in places:
        if path is not None:
            # soft_wrap: a path that is broken over lines cannot be copied.
            console.print(Text(f"{label}: {path}"), soft_wrap=True)


def _page(analysis: Analysis, texts: ExerciseTexts, console: Console) -> RenderableType:
    parts: list[RenderableType] = [Text(verdict(analysis, texts).text, style="bold"), Text()]
    for report in analysis.sets:
        parts += [*_set_lines(report, text_of(texts, report.exercise), console), Text()]
    parts += [Text(f"Left and right: {line}") for line in side_lines(analysis, texts)]
    parts += [Text(f"Note: {notice}", style="dim") for notice in analysis.notices]
    return Group(*parts)


def _set_lines(report: SetReport, text: ExerciseText, console: Console) -> list[RenderableType]:
    times = f"{report.start_s:.0f} to {report.end_s:.0f} s"
    lines: list[RenderableType] = [
        Text(f"{text.title}, {times}, seen {view_words(report.view.name)}")
    ]
    if report.reps:
        lines += _rep_lines(report, text, console)
    for partial in report.partial_reps:
        words = partial_rep_words(partial)
        lines.append(Text(f"Not counted, at {partial.peak_s:.1f} s: {words}"))
    for missing in report.not_measured:
        label = sentence_start(text.measure(missing.signal))
        lines.append(Text(f"Not measured: {label}: {missing.reason}", style="dim"))
    if report.view.advice is not None:
        lines.append(Text(f"Camera: {report.view.advice}", style="cyan"))
    return lines


def _rep_lines(report: SetReport, text: ExerciseText, console: Console) -> list[RenderableType]:
    """Return the table of the reps; findings stand in it if there is room, else below it."""
    findings = [_findings(rep, report, text) for rep in report.reps]
    table = _rep_table(report, text)
    if console.width - console.measure(table).minimum >= _FINDINGS_WIDTH:
        return [_rep_table(report, text, findings)]
    below = (
        Text.assemble(f"Rep {rep.index}: ", said)
        for rep, said in zip(report.reps, findings, strict=True)
        if rep.findings
    )
    return [table, *below]


def _rep_table(
    report: SetReport, text: ExerciseText, findings: Sequence[Text] | None = None
) -> Table:
    has_sides = any(rep.side != "both" for rep in report.reps)
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("Rep", justify="right", no_wrap=True)
    if has_sides:
        table.add_column("Side", no_wrap=True)
    table.add_column("At (s)", justify="right", no_wrap=True)
    table.add_column(Text(_tempo_header(report.reps[0])), justify="right", no_wrap=True)
    for name in report.measures:
        label = Text(sentence_start(text.measure(name)))
        # A long label takes a second line; a number is never cut.
        widest = max(len(_measured(rep, name)) for rep in report.reps)
        table.add_column(label, justify="right", min_width=widest)
    table.add_column("Form", justify="right", no_wrap=True)
    if findings is not None:
        table.add_column("Findings")
    for i, rep in enumerate(report.reps):
        said = [findings[i]] if findings is not None else []
        table.add_row(*_row(rep, report, has_sides=has_sides), *said)
    return table


def _tempo_header(rep: Rep) -> str:
    phases = [phase.removesuffix("_s").replace("_", " ") for phase in rep.tempo]
    # Over two lines: with three measures it would not fit into 80 columns otherwise.
    first, rest = phases[: (len(phases) + 1) // 2], phases[(len(phases) + 1) // 2 :]
    return sentence_start(", ".join(first)) + (",\n" + ", ".join(rest) if rest else "") + " (s)"


def _row(rep: Rep, report: SetReport, *, has_sides: bool) -> list[RenderableType]:
    return [
        str(rep.index),
        *([rep.side] if has_sides else []),
        seconds(rep.peak_s),
        "  ".join(seconds(length_s) for length_s in rep.tempo.values()),
        *(Text(_measured(rep, name), no_wrap=True) for name in report.measures),
        str(rep.score),
    ]


def _measured(rep: Rep, name: str) -> str:
    return with_error(rep.measures[name]) if name in rep.measures else "-"


def _findings(rep: Rep, report: SetReport, text: ExerciseText) -> Text:
    severities = {finding.check: finding.severity for finding in report.findings}
    words = Text()
    for i, name in enumerate(rep.findings):
        words.append(", " if i else "")
        words.append(text.check(name).label, style=_SEVERITY_STYLE[severities[name]])
    return words if rep.findings else Text("clean", style="green")
