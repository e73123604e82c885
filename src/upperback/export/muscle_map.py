"""Muscles drawn on a body, front and back, as an SVG that can stand on any page.

The drawing takes the colour of the text around it and the page's ``--accent``; it has no ids,
no styles and no scripts, so several fit on one page under any content policy.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal, get_args

import numpy as np

from upperback.exercises.definition import Exercise
from upperback.export.body_map import BODY_SIDES, BodyMap, BodySide, Region, body_map, mirrored
from upperback.export.sheet import ACCENT
from upperback.export.svg_shapes import (
    Points,
    closed_curve,
    curve_polygon,
    hatching,
    number,
    polygon,
)

Kind = Literal["works", "helps", "stretched"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
_STRETCHED = " (stretched)"
_MAIN, _HELPING = 1.0, 0.4
# Below it a muscle is hatched and pale, from it on full: told apart without colour too.
_FULL_FROM = 0.6
_WIDTH, _TOP, _FIGURE_WIDTH = 360.0, 26.0, 180.0
_LEGEND_TOP = 448.0
_SWATCH, _LETTER, _LEGEND_GAP = 23.0, 6.4, 22.0
# Lines rise towards the middle of the body on both halves, as the two halves mirror each other.
_HATCH_SPACING, _HATCH_DEG = 3.2, -45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the three ways to draw a muscle mean."""

    works: str = "works most"
    helps: str = "helps"
    stretched: str = "is stretched"


OVER_TIME = Legend(works="worked a lot", helps="worked some", stretched="was stretched")
"""Legend for the muscles of a week instead of an exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    kind: Kind
    strength: float
    muscles: tuple[str, ...]


def exercise_muscles(exercise: Exercise) -> dict[str, float]:
    """Muscles of an exercise that the map shows, with their strength.

    Parameters
    ----------
    exercise
        Any exercise; names of its own that are not on the map are left out.

    Returns
    -------
    dict
        Name as in its file -> 1 for a main mover, 0.4 for a helper.
    """
    named = [(name, _HELPING) for name in exercise.muscles["helping"]]
    named += [(name, _MAIN) for name in exercise.muscles["main"]]
    return {name: strength for name, strength in named if body_map().regions_of(_plain(name))}


def muscle_lines(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    """Say in words which muscles work most, help and are stretched.

    Parameters
    ----------
    exercise
        Any exercise; names that are not on the map are told as well.

    Returns
    -------
    tuple
        Pairs of what they do and their names: ``("works most", "rhomboids, ...")``.
    """
    named = dict.fromkeys(exercise.muscles["main"], _MAIN)
    named |= {name: _HELPING for name in exercise.muscles["helping"] if name not in named}
    groups = _grouped(named)
    return tuple((getattr(Legend(), kind), ", ".join(names)) for kind, names in groups.items())


def muscles_svg(muscles: Mapping[str, float], *, title: str, legend: Legend | None = None) -> str:
    """Draw muscles on the front and the back of a body.

    Parameters
    ----------
    muscles
        Name -> strength, 0 (left pale) to 1. A name that ends in " (stretched)" is
        drawn as stretched, however strong.
    title
        What the drawing shows, for those who cannot see it.
    legend
        Other words than those for a single exercise.

    Returns
    -------
    str
        An ``<svg>`` element of 360 by 470 units.

    Raises
    ------
    UnknownMuscleError
        If a muscle is not on the map.
    ValueError
        If a strength is not from 0 to 1.
    """
    words = legend or Legend()
    marks = _marks(muscles)
    drawn = "".join(_figure(body_map(), side, marks) for side in BODY_SIDES)
    kinds = dict.fromkeys(mark.kind for mark in marks.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="muscle-map" role="img" '
        f'viewBox="0 0 {number(_WIDTH)} 470" fill="none" font-size="13">'
        f"<title>{escape(title)}</title><desc>{escape(_described(muscles, words))}</desc>"
        f"{drawn}{_legend(kinds, words)}</svg>"
    )


def _plain(name: str) -> str:
    return name.removesuffix(_STRETCHED)


def _kind(name: str, strength: float) -> Kind:
    if name.endswith(_STRETCHED):
        return "stretched"
    return "works" if strength >= _FULL_FROM else "helps"


def _marks(muscles: Mapping[str, float]) -> dict[str, _Mark]:
    """Region -> how it is drawn; where muscles share a region, the strongest that works."""
    marks: dict[str, _Mark] = {}
    order = sorted(muscles.items(), key=lambda row: (not row[0].endswith(_STRETCHED), row[1]))
    for name, strength in order:
        if not 0.0 <= strength <= 1.0:
            raise ValueError(f"{name}: expected a strength from 0 to 1, got {strength}")
        regions = body_map().require(_plain(name))
        for region in regions if strength else ():
            others = marks[region].muscles if region in marks else ()
            marks[region] = _Mark(
                kind=_kind(name, strength), strength=strength, muscles=(*others, name)
            )
    return marks


def _described(muscles: Mapping[str, float], words: Legend) -> str:
    """Say in words what is drawn, the strongest first."""
    groups = _grouped({name: strength for name, strength in muscles.items() if strength})
    said = [f"{getattr(words, kind)}: {', '.join(names)}." for kind, names in groups.items()]
    return "Front and back of a body. " + (" ".join(said) or "No muscle is marked.")


def _grouped(muscles: Mapping[str, float]) -> dict[Kind, list[str]]:
    """Names by what they do, the strongest first; what nothing does is left out."""
    order = sorted(muscles.items(), key=lambda row: -row[1])
    groups = {
        kind: [_plain(name) for name, strength in order if _kind(name, strength) == kind]
        for kind in _KINDS
    }
    return {kind: names for kind, names in groups.items() if names}


# --- the figures ------------------------------------------------------------------------


def _figure(whole: BodyMap, side: BodySide, marks: Mapping[str, _Mark]) -> str:
    left = _FIGURE_WIDTH * (BODY_SIDES.index(side) + 0.5)
    regions = [region for region in whole.regions if region.view == side]
    pale = "".join(_both_halves(region) for region in regions if region.name not in marks)
    marked = "".join(_marked(region, marks[region.name]) for region in _drawn_last(regions, marks))
    return (
        f'<text x="{number(left)}" y="16" text-anchor="middle" fill="currentColor">'
        f"{side.capitalize()}</text>"
        f'<g transform="translate({number(left)} {number(_TOP)})" stroke-linejoin="round">'
        f'<path d="{_outline(whole)}" fill="currentColor" fill-opacity=".06" '
        f'stroke="currentColor" stroke-opacity=".55" stroke-width="1.3"/>'
        f'<path d="{pale}" fill="currentColor" fill-opacity=".05" '
        f'stroke="currentColor" stroke-opacity=".22" stroke-width=".8"/>'
        f"{marked}</g>"
    )


def _drawn_last(regions: Iterable[Region], marks: Mapping[str, _Mark]) -> Iterator[Region]:
    """Yield the marked regions, the weak below the strong."""
    found = [region for region in regions if region.name in marks]
    yield from sorted(found, key=lambda region: marks[region.name].strength)


def _outline(whole: BodyMap) -> str:
    """Both halves as one closed curve: down on one side, up on the other."""
    # Crown and crotch lie on the middle line, so each stands there once.
    return closed_curve(np.concatenate([whole.outline, mirrored(whole.outline[1:-1])[::-1]]))


def _both_halves(region: Region) -> str:
    return "".join(closed_curve(shape) for shape in _shapes(region))


def _shapes(region: Region) -> Iterator[Points]:
    for shape in region.shapes:
        yield shape
        yield mirrored(shape)


def _marked(region: Region, mark: _Mark) -> str:
    body = f'<path d="{_both_halves(region)}" {_look(mark)}/>'
    if mark.kind == "helps":
        lines = "".join(_hatched(shape) for shape in region.shapes)
        body += f'<path d="{lines}" stroke="{ACCENT}" stroke-width="1.1"/>'
    return f"<g><title>{escape(', '.join(mark.muscles))}</title>{body}</g>"


def _look(mark: _Mark) -> str:
    edge = f'stroke="{ACCENT}" stroke-width="1.1"'
    if mark.kind == "stretched":
        return f'fill="{ACCENT}" fill-opacity=".08" {edge} stroke-dasharray="3 2.2"'
    opacity = 0.12 + 0.2 * mark.strength if mark.kind == "helps" else 0.45 + 0.5 * mark.strength
    return f'fill="{ACCENT}" fill-opacity="{opacity:.2f}" {edge}'


def _hatched(shape: Points) -> str:
    right = hatching(curve_polygon(shape), spacing=_HATCH_SPACING, angle_deg=_HATCH_DEG)
    left = hatching(curve_polygon(mirrored(shape)), spacing=_HATCH_SPACING, angle_deg=-_HATCH_DEG)
    return right + left


# --- the legend -------------------------------------------------------------------------


def _legend(kinds: Iterable[Kind], words: Legend) -> str:
    shown = [(kind, str(getattr(words, kind))) for kind in _KINDS if kind in kinds]
    widths = [_SWATCH + _LETTER * len(text) for _, text in shown]
    left = 0.5 * (_WIDTH - sum(widths) - _LEGEND_GAP * (len(shown) - 1))
    rows = []
    for (kind, text), width in zip(shown, widths, strict=True):
        rows.append(
            f'<g transform="translate({number(left)} {number(_LEGEND_TOP)})">{_swatch(kind)}'
            f'<text x="{number(_SWATCH)}" y="11" fill="currentColor">{escape(text)}</text></g>'
        )
        left += width + _LEGEND_GAP
    return "".join(rows)


def _swatch(kind: Kind) -> str:
    box = np.array([[0.0, 0.0], [16.0, 0.0], [16.0, 12.0], [0.0, 12.0]])
    mark = _Mark(kind=kind, strength=_MAIN if kind == "works" else _HELPING, muscles=())
    swatch = f'<path d="{polygon(box)}" {_look(mark)}/>'
    if kind != "helps":
        return swatch
    lines = hatching(box, spacing=_HATCH_SPACING, angle_deg=_HATCH_DEG)
    return f'{swatch}<path d="{lines}" stroke="{ACCENT}" stroke-width="1.1"/>'
