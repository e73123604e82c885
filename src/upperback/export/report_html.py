"""The report of an analysis: one HTML file that needs nothing else, not even a network."""

from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from upperback.export.analysis_json import printable
from upperback.export.crops import Pictures
from upperback.export.report_sections import set_section
from upperback.export.texts import ExerciseTexts, sentence_start, text_of
from upperback.export.verdict import verdict
from upperback.export.wording import SEVERITY_WORDS, seconds
from upperback.services.analysis import Analysis

_NO_PICTURES: Pictures = MappingProxyType({})


def report_html(analysis: Analysis, texts: ExerciseTexts, pictures: Pictures = _NO_PICTURES) -> str:
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
    return _template().render(
        verdict=verdict(analysis, texts),
        sections=sections,
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


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("upperback.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence_start"] = sentence_start
    return environment.get_template("report.html.j2")
