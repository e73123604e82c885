import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from builders import an_exercise
from export.analyses import (
    TEXTS,
    a_measure,
    a_rep,
    a_set,
    an_analysis,
    diagonal_set,
    empty_analysis,
    pictures_of,
    rich_set,
)
from upperback.coach.report import PeakPose, Traces
from upperback.export.guide import exercise_guide
from upperback.export.report_html import report_html
from upperback.services.analysis import Analysis

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = '<script>alert("x")</script>\'&.mp4'


class Page(HTMLParser):
    """Reads a page, checks that tags nest, and keeps what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labelled_by: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "action", "srcset", "poster", "data"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "aria-labelledby":
                self.labelled_by += (value or "").split()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> inside <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text += data


def words(page: Page) -> str:
    """The text of a page, with single spaces."""
    return " ".join(page.text.split())


REPORTS = [
    pytest.param(an_analysis(rich_set()), id="rich"),
    pytest.param(an_analysis(rich_set(), diagonal_set()), id="two sets"),
    pytest.param(an_analysis(diagonal_set()), id="diagonal"),
    pytest.param(empty_analysis(), id="empty"),
    pytest.param(an_analysis(a_set(reps=(), measures={})), id="no rep"),
]


@pytest.mark.parametrize("analysis", REPORTS)
def test_tags_nest_and_close(analysis: Analysis) -> None:
    """Every tag that opens closes, in the right order."""
    assert Page(report_html(analysis, TEXTS)).open == []


@pytest.mark.parametrize("analysis", REPORTS)
def test_nothing_is_fetched_and_nothing_runs(analysis: Analysis) -> None:
    """All links are data URIs, the style imports nothing, and there is no script."""
    html = report_html(analysis, TEXTS, pictures_of(rich_set()))
    page = Page(html)
    assert all(link.startswith("data:image/jpeg;base64,") for link in page.links)
    assert "script" not in page.tags
    assert not re.search(r"url\(|@import|https?://", html)


@pytest.mark.parametrize("analysis", REPORTS)
def test_labels_point_at_what_is_there_once(analysis: Analysis) -> None:
    """Ids are unique, and every label refers to one of them."""
    page = Page(report_html(analysis, TEXTS))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled_by) <= set(page.ids)


@pytest.mark.parametrize("analysis", REPORTS)
def test_nobody_reads_nan(analysis: Analysis) -> None:
    """Numbers that are not there are left out, not written as NaN, inf or None."""
    html = re.sub(r"<style>.*?</style>", "", report_html(analysis, TEXTS), flags=re.DOTALL)
    assert not re.search(r"\b(nan|NaN|inf|Infinity|None)\b", html)


@pytest.mark.parametrize("analysis", REPORTS)
def test_it_says_once_that_it_is_no_diagnosis(analysis: Analysis) -> None:
    """The one sentence about medicine stands there exactly once."""
    text = words(Page(report_html(analysis, TEXTS)))
    assert text.count("This is exercise feedback, not a medical diagnosis.") == 1
    assert text.lower().count("diagnosis") == 1


def test_the_verdict_comes_first_and_safety_before_it() -> None:
    """Safety, then the count, then the sets."""
    text = words(Page(report_html(an_analysis(rich_set()), TEXTS)))
    places = [
        text.index(part)
        for part in ("Safety first", "6 reps, 5 of them clean", "Band seated row", "Rep by rep")
    ]
    # The title of the page repeats the headline; what counts is the order in the body.
    places[1] = text.rindex("6 reps, 5 of them clean")
    assert places == sorted(places)


def test_a_rich_set_shows_all_that_is_known() -> None:
    """Measures with error, tempo, findings, partial reps, what is missing, passports."""
    text = words(Page(report_html(an_analysis(rich_set()), TEXTS)))
    for part in (
        "97° ± 5°",
        "1.0 · 0.5 · 1.5",
        "Trunk swing",
        "Furthest off: 31°, aim for at most 20°.",
        "22.8 to 23.8 s: did not reach the end of the movement",
        "Needs a front or diagonal view",
        "Film one set from the front.",
        "455 frames",
        "seated_row/1",
        "Filmed from your left side. This view suits the exercise.",
    ):
        assert part in text


def test_a_poor_view_says_what_to_do() -> None:
    """A diagonal view is named, with the advice and without angles."""
    text = words(Page(report_html(an_analysis(diagonal_set()), TEXTS)))
    assert "Filmed from a diagonal. This view does not suit the exercise" in text
    assert "Turn the mat until your side faces the camera." in text


def test_no_set_shows_the_reason_and_the_notices() -> None:
    """Without a set, the reason is the headline and the notices follow."""
    analysis = replace(empty_analysis(), notices=("the file ends early",))
    text = words(Page(report_html(analysis, TEXTS)))
    assert "Nobody held the start pose of an exercise." in text
    assert "The file ends early" in text


def test_hostile_names_stay_text() -> None:
    """Markup in a path, a cue, a view or a signal is shown, not obeyed."""
    report = rich_set()
    findings = tuple(replace(finding, cue=HOSTILE, check=HOSTILE) for finding in report.findings)
    traces = Traces(time_s=np.array([0.0, 1.0, 2.0]), values={HOSTILE: np.array([0.0, 1.0, 0.0])})
    reps = tuple(replace(rep, findings=(HOSTILE,)) for rep in report.reps)
    hostile = replace(report, exercise=HOSTILE, findings=findings, traces=traces, reps=reps)
    page = Page(report_html(an_analysis(hostile, path=HOSTILE, notices=(HOSTILE,)), {}))
    assert "script" not in page.tags
    assert page.open == []
    assert HOSTILE in page.text


def test_every_peak_gets_its_picture() -> None:
    """Each rep is shown with a JPEG, its skeleton and its angle."""
    html = report_html(an_analysis(rich_set()), TEXTS, pictures_of(rich_set()))
    assert html.count("data:image/jpeg;base64,") == 6
    assert html.count('class="arc"') == 6
    assert html.count('class="back"') == 6


def test_without_pictures_the_skeleton_is_drawn_alone() -> None:
    """A recording has no pictures: the bodies are drawn on a plain ground."""
    html = report_html(an_analysis(rich_set()), TEXTS)
    assert "data:image" not in html
    assert html.count('class="picture ground"') == 6
    assert html.count("<circle") == 6


def test_a_picture_of_another_moment_is_not_shown() -> None:
    """A frame half a second off the peak does not stand for it."""
    pictures = {time_s + 0.5: rgb for time_s, rgb in pictures_of(rich_set()).items()}
    assert "data:image" not in report_html(an_analysis(rich_set()), TEXTS, pictures)


def test_smaller_pictures_are_cut_at_the_same_place() -> None:
    """Pictures at half the size of the source still fill the crop."""
    pictures = pictures_of(rich_set(), (320, 240))
    assert report_html(an_analysis(rich_set()), TEXTS, pictures).count("data:image") == 6


def test_a_body_seen_nowhere_has_no_picture() -> None:
    """A peak without landmarks is left out."""
    nobody = PeakPose(
        time_s=3.25, points_px=np.full((33, 2), np.nan), dorsal_contour_px=np.empty((0, 2))
    )
    html = report_html(an_analysis(a_set(reps=(a_rep(peak_pose=nobody),))), TEXTS)
    assert "<figure" not in html


def test_twelve_reps_of_noise_stay_below_two_megabytes() -> None:
    """The report is small even if its pictures hardly compress."""
    peaks = rich_set().reps[0].peak_pose
    assert peaks is not None
    reps = tuple(
        a_rep(index, peak_pose=replace(peaks, time_s=a_rep(index).peak_s)) for index in range(1, 13)
    )
    report = replace(rich_set(), reps=reps)
    pictures = pictures_of(report, (1280, 960))
    assert len(report_html(an_analysis(report), TEXTS, pictures)) < 2_000_000


def test_a_measure_without_value_is_a_dash() -> None:
    """A rep that lacks a measure the others have shows an en dash."""
    nothing = a_rep(2, measures={"elbow_flexion_deg": a_measure(float("nan"))})
    html = report_html(an_analysis(a_set(reps=(a_rep(1), nothing))), TEXTS)
    assert '<td role="cell" data-label="Elbow bend">\N{EN DASH}</td>' in html


GUIDES = {"seated_row": exercise_guide(an_exercise("seated_row"))}


def test_how_to_do_it_is_shown_folded_once_for_each_exercise() -> None:
    """Two sets of one exercise share the drawings; an exercise without a guide goes without."""
    html = report_html(an_analysis(rich_set(), diagonal_set()), TEXTS, guides=GUIDES)
    page = Page(html)
    assert page.open == []
    assert html.count('<details class="guide">') == 1
    assert html.count('class="camera-drawing"') == html.count('class="muscle-map"') == 1
    assert "How to do it" in words(page)
    assert "<details class=" not in report_html(an_analysis(diagonal_set()), TEXTS)


def test_how_to_do_it_fetches_nothing_and_stays_small() -> None:
    """The drawings of an exercise add a few dozen kilobytes, and no address."""
    with_guide = report_html(an_analysis(rich_set()), TEXTS, guides=GUIDES)
    without = report_html(an_analysis(rich_set()), TEXTS)
    assert len(with_guide) - len(without) < 45_000
    assert not re.search(r"url\(|@import|https?://", with_guide)
