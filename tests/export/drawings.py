"""Reading drawings back: the tests of every SVG ask the same."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d+|\.\d+|\d+)")
# How many numbers a command takes, for those that the drawings use.
_TAKES = {"M": 2, "L": 2, "l": 2, "c": 6, "s": 4}


def parsed(svg: str) -> ET.Element:
    """The drawing as a tree; it fails where it is no XML."""
    return ET.fromstring(svg)


def check_is_a_safe_image(svg: str) -> None:
    """It tells title and description to a screen reader, and needs and clashes with nothing."""
    root = parsed(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert all((root[i].text or "").strip() for i in (0, 1))
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "g", "title", "desc", "path", "rect", "text"}
    names = {name for each in root.iter() for name in each.attrib}
    assert not names & {"id", "style", "href", "onload", "onclick"}
    assert re.search(r"\b(nan|inf)\b", svg) is None


def words(svg: str) -> str:
    """All that stands written in the drawing itself."""
    return " | ".join(each.text or "" for each in parsed(svg).iter(f"{SVG}text"))


def points_of(path: str) -> list[tuple[float, float]]:
    """Starts and ends of the pieces of a path of lines and curves."""
    return [point for point, is_end in _points(path) if is_end]


def _points(path: str) -> Iterator[tuple[tuple[float, float], bool]]:
    tokens = _TOKEN.findall(path)
    here, command, i = (0.0, 0.0), "", 0
    while i < len(tokens):
        if tokens[i].isalpha():
            command, i = tokens[i], i + 1
            continue
        numbers = [float(token) for token in tokens[i : i + _TAKES[command]]]
        i += _TAKES[command]
        base = (0.0, 0.0) if command.isupper() else here
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        written = [(base[0] + x, base[1] + y) for x, y in steps]
        here = written[-1]
        yield from ((point, point is here) for point in written)
