"""The report of an analysis: one HTML file that needs nothing else, not even a network."""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from upperback.export.analysis_json import printable
from upperback.export.crops import Pictures
from upperback.export.guide import Guide
from upperback.export.pages import template
from upperback.export.report_sections import set_section
from upperback.export.side_words import side_lines
from upperback.export.texts import ExerciseTexts, sentence_start, text_of
from upperback.export.verdict import verdict
from upperback.export.wording import SEVERITY_WORDS, seconds
from upperback.services.analysis import Analysis

_NO_PICTURES: Pictures = MappingProxyType({})
_NO_GUIDES: Mapping[str, Guide] = MappingProxyType({})


def report_html(
    analysis: Analysis,
    texts: ExerciseTexts,
    pictures: Pictures = _NO_PICTURES,
    *,
    guides: Mapping[str, Guide] = _NO_GUIDES,
) -> str:
    """Write the report of an analysis as one self-contained page.

    Parameters
    ----------
    analysis
        What was found.
    texts
        The words of each exercise; one that is missing is named by its key.
    pictures
        Frames near the peaks of reps, by time in seconds: uint8 arrays of shape
        ``(height, width, 3)``, whole pictures at any scale. Where one is
        missing, the skeleton is drawn alone.
    guides
        How to do each exercise, shown folded at its first set; an exercise
        without one goes without.

    Returns
    -------
    str
        HTML, with images, styles and plots inside.
    """
    source = analysis.source
    size_px = (source.width, source.height)
    sections = [
        set_section(report, text_of(texts, report.exercise), pictures, size_px)
        for report in analysis.sets
    ]
    return template("report.html.j2").render(
        verdict=verdict(analysis, texts),
        sections=sections,
        guides=_at_first_sets(analysis, guides),
        sides=side_lines(analysis, texts),
        notices=[sentence_start(notice) for notice in analysis.notices],
        source=_source_facts(analysis),
        file_name=PurePath(printable(source.path)).name,
        model=analysis.pose.model,
        severity_words=SEVERITY_WORDS,
    )


def _source_facts(analysis: Analysis) -> Mapping[str, str]:
    source, pose = analysis.source, analysis.pose
    seen = f"{pose.frames_with_person} of {source.frames}"
    return {
        "File": printable(source.path),
        "Length": f"{seconds(source.duration_s)} s",
        "Picture": f"{source.width} x {source.height}, {source.fps:.3g} frames a second",
        "Frames with a person": seen if pose.complete else f"{seen}; the rest could not be read",
        "Pose model": pose.model,
    }


def _at_first_sets(analysis: Analysis, guides: Mapping[str, Guide]) -> list[Guide | None]:
    """Return the guide of each set; None where an earlier set showed it."""
    names = [report.exercise for report in analysis.sets]
    return [
        guides.get(name) if name not in names[:index] else None for index, name in enumerate(names)
    ]
