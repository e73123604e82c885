"""Every sentence that the server can say on the page has its German in the page's catalogue.

The page translates by the English text, by its code, or by a form with numbers and names in it
(`webapp/src/strings/language.ts`). This reads the catalogue, and the sentences out of the source.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

import upperback
from upperback.coach.placement import _NAMES as PARTS
from upperback.exercises import builtin_exercises
from upperback.export.camera_drawing import camera_svg
from upperback.export.muscle_map import OVER_TIME, exercise_muscles, muscles_svg

SOURCE = Path(upperback.__file__).resolve().parent
STRINGS = Path(__file__).resolve().parents[2] / "webapp" / "src" / "strings"
# Modules whose whole sentences are shown by the page.
TELLING = (
    "training/balance.py",
    "training/baseline.py",
    "training/caution_rules.py",
    "training/change_words.py",
    "training/choosing.py",
    "training/day.py",
    "training/fitting.py",
    "training/growth_rules.py",
    "training/headline.py",
    "training/pain.py",
    "training/planner.py",
    "training/progression.py",
    "training/screening.py",
    "coach/engine.py",
    "coach/placement.py",
    "coach/session.py",
    "coach/set_start.py",
    "services/live.py",
    "services/live_set.py",
    "services/live_summary.py",
    "services/planned_today.py",
    "services/programme.py",
)
# Modules whose refusals are shown by the page.
REFUSING = (
    "services/live_sessions.py",
    "services/session_pages.py",
    "web/app.py",
    "web/exchange_routes.py",
    "web/guard.py",
    "web/hub.py",
    "web/journal_here.py",
    "web/journal_routes.py",
    "web/rest.py",
)
# Shown by nothing: for who drives the live socket wrongly, or for the terminal.
UNSHOWN = frozenset(
    {
        "This server does not answer to that name.",
        "How is it this morning? Pain from 0 to 10, and: worse than usual?",
        "No such clip.",
        "No such picture.",
        "the file",
        "A frame of {} s came after one of {} s; frames that do not advance are left out.",
    }
)
# What stands in for the numbers and names of a sentence, to see whether a form knows it.
_STAND_INS = (
    "",
    "3",
    "5%",
    "3 days",
    "band 1 to band 2",
    "Monday 12:00",
    "left",
    "right",
    "more",
    "hands",
    "the usual noise",
    "are still open",
    "Two reps more than planned, twice running",
)
_MOST_OPEN = 3


class Catalogue:
    """The German of the server's sentences, as the page looks it up."""

    def __init__(self, files: Iterable[Path]) -> None:
        source = "\n".join(file.read_text(encoding="utf-8") for file in files)
        keys = re.findall(r'^  (?:"((?:[^"\\]|\\.)+)"|(\w+)):\s', source, re.MULTILINE)
        self._known = {quoted or bare for quoted, bare in keys}
        forms = re.findall(r"\[\s*/(\^.+?\$)/,", source)
        self._forms = [re.compile(form.replace(r"\/", "/")) for form in forms]

    def __contains__(self, text: str) -> bool:
        return text in self._known or any(form.search(text) for form in self._forms)

    def knows(self, sentence: str) -> bool:
        """Whether a sentence is known, with some stand-ins for what its source fills in."""
        n_open = sentence.count("{}")
        if n_open > _MOST_OPEN:
            return False
        return any(
            _filled(sentence, stand_ins) in self for stand_ins in product(_STAND_INS, repeat=n_open)
        )


def _filled(sentence: str, stand_ins: Sequence[str]) -> str:
    first, *rest = sentence.split("{}")
    return first + "".join(map("".join, zip(stand_ins, rest, strict=True)))


@pytest.fixture(scope="module")
def german() -> Catalogue:
    return Catalogue(sorted(STRINGS.glob("*de_server.ts")))


def _text_of(node: ast.AST) -> str | None:
    """Return a text of the source, with {} where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
        return "".join(map(str, parts))
    return None


def _texts(node: ast.AST, *, is_raised: bool, wanted: bool = False) -> Iterator[str]:
    """Walk the source below a node; ``is_raised`` says whether refusals are wanted, or the rest."""
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        refuses = isinstance(child, ast.Raise) or _is_refusal(child)
        inside = wanted or refuses
        # What a rule does is listed in the documentation; the page is told the reason.
        is_rule = isinstance(child, ast.Call) and ast.unparse(child.func) == "Rule"
        if is_docstring or is_rule or (refuses and not is_raised):
            continue
        text = _text_of(child)
        if text is not None and inside == is_raised:
            yield text
        if not isinstance(child, ast.JoinedStr):
            yield from _texts(child, is_raised=is_raised, wanted=inside)


def _is_refusal(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("_no", "error_document")


def _is_sentence(text: str) -> bool:
    return re.fullmatch(r"(?s)[A-Z{].* .*[.?!]", text) is not None and "expected" not in text


def _is_reason(text: str) -> bool:
    return text.startswith(("needs ", "the joints "))


def _is_refusal_text(text: str) -> bool:
    is_filled = len(text.replace("{}", "")) > len(text) / 2
    return " " in text and is_filled and "expected" not in text and "run 'make" not in text


def _read(names: Iterable[str], *, is_raised: bool, is_shown: Callable[[str], bool]) -> list[str]:
    trees = (ast.parse((SOURCE / name).read_text(encoding="utf-8")) for name in names)
    found = (text.strip() for tree in trees for text in _texts(tree, is_raised=is_raised))
    return sorted({text for text in found if is_shown(text)} - UNSHOWN)


def test_every_sentence_of_programme_and_session_is_known(german: Catalogue) -> None:
    said = _read(TELLING, is_raised=False, is_shown=_is_sentence)
    assert len(said) > 100
    assert [each for each in said if not german.knows(each)] == []


def test_every_reason_for_no_measurement_is_known(german: Catalogue) -> None:
    said = _read(["coach/set_record.py"], is_raised=False, is_shown=_is_reason)
    assert len(said) == 3
    assert [each for each in said if not german.knows(each)] == []


def test_every_refusal_is_known(german: Catalogue) -> None:
    said = _read(REFUSING, is_raised=True, is_shown=_is_refusal_text)
    assert len(said) > 10
    assert [each for each in said if not german.knows(each)] == []


def test_the_parts_of_the_body_are_known(german: Catalogue) -> None:
    parts = {*PARTS.values(), "shoulders and hips"}
    assert [each for each in sorted(parts) if each not in german] == []


def _drawn(svg: str) -> Iterator[str]:
    yield from re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    yield from re.findall(r"<title>([^<]+)</title>", svg)


def test_every_word_of_the_drawings_is_known(german: Catalogue) -> None:
    words = {
        word
        for each in builtin_exercises().values()
        for muscles in [exercise_muscles(each)]
        for svg in (
            camera_svg(each),
            muscles_svg(muscles, title=f"Muscles: {each.title}"),
            muscles_svg(muscles, title="Muscles of the last seven days", legend=OVER_TIME),
        )
        for word in _drawn(svg)
        if re.search("[a-z]{2}", word)
    }
    assert [each for each in sorted(words) if not german.knows(each)] == []


def test_every_muscle_is_known(german: Catalogue) -> None:
    muscles = {name for each in builtin_exercises().values() for name in exercise_muscles(each)}
    assert [each for each in sorted(muscles) if each not in german] == []
