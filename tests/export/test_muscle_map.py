import re

import numpy as np
import pytest

from builders import an_exercise
from export.drawings import SVG, check_is_a_safe_image, parsed, points_of, words
from upperback.errors import UnknownMuscleError
from upperback.exercises import builtin_exercises
from upperback.export.body_map import BODY_SIDES, Region, body_map, mirrored
from upperback.export.muscle_map import OVER_TIME, exercise_muscles, muscle_lines, muscles_svg
from upperback.export.svg_shapes import Points, curve_polygon

BUILTIN = builtin_exercises()
ROW = {"rhomboids": 1.0, "biceps": 0.4}


def title_of(svg: str) -> str:
    return parsed(svg)[0].text or ""


def description_of(svg: str) -> str:
    return parsed(svg)[1].text or ""


def marked(svg: str) -> dict[str, list[dict[str, str]]]:
    """Attributes of the paths of each marked region, by the muscles it is marked for."""
    return {
        group[0].text or "": [path.attrib for path in group.iter(f"{SVG}path")]
        for group in parsed(svg).iter(f"{SVG}g")
        if len(group) and group[0].tag == f"{SVG}title"
    }


# --- the map ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUILTIN)
def test_every_muscle_of_a_built_in_exercise_has_a_region(name: str) -> None:
    exercise = BUILTIN[name]
    named = {*exercise.muscles["main"], *exercise.muscles["helping"]}
    assert set(exercise_muscles(exercise)) == named


def test_other_names_lead_to_regions_that_are_there() -> None:
    regions = {region.name for region in body_map().regions}
    assert {name for names in body_map().names.values() for name in names} <= regions


def _inside(polygon: Points, point: Points) -> bool:
    after = np.roll(polygon, -1, axis=0)
    straddles = (polygon[:, 1] > point[1]) != (after[:, 1] > point[1])
    here, there = polygon[straddles], after[straddles]
    share = (point[1] - here[:, 1]) / (there[:, 1] - here[:, 1])
    return bool(np.sum(point[0] < here[:, 0] + share * (there[:, 0] - here[:, 0])) % 2)


@pytest.mark.parametrize("region", body_map().regions, ids=lambda region: region.name)
def test_a_muscle_lies_inside_the_body_on_its_own_half(region: Region) -> None:
    half = body_map().outline
    whole = curve_polygon(np.concatenate([half, mirrored(half[1:-1])[::-1]]))
    corners = np.concatenate([curve_polygon(shape) for shape in region.shapes])
    assert (corners[:, 0] > 0.0).all()
    assert [corner.round(1).tolist() for corner in corners if not _inside(whole, corner)] == []


# --- the drawing ------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUILTIN)
def test_it_is_an_image_that_can_stand_anywhere(name: str) -> None:
    check_is_a_safe_image(muscles_svg(exercise_muscles(BUILTIN[name]), title="Muscles"))


@pytest.mark.parametrize("name", BUILTIN)
def test_left_and_right_mirror_each_other(name: str) -> None:
    root = parsed(muscles_svg(exercise_muscles(BUILTIN[name]), title="Muscles"))
    figures = [group for group in root if (group.get("stroke-linejoin") or "") == "round"]
    assert len(figures) == len(BODY_SIDES)
    for figure in figures:
        for path in figure.iter(f"{SVG}path"):
            places = points_of(path.attrib["d"])
            right = {(x, y) for x, y in places if x >= 0.0}
            left = {(-x, y) for x, y in places if x <= 0.0}
            assert len(right) >= 2
            assert _unmatched(right, left) == _unmatched(left, right) == []


def _unmatched(
    these: set[tuple[float, float]], those: set[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Points of one half that have none like them on the other; both are rounded to 0.1."""
    there = np.array(sorted(those))
    return [p for p in sorted(these) if np.abs(there - p).max(axis=1).min() > 0.11]


def test_title_and_description_say_what_is_drawn() -> None:
    svg = muscles_svg({**ROW, "chest and lats (stretched)": 0.4}, title="Muscles <of> a row")
    assert title_of(svg) == "Muscles <of> a row"
    assert description_of(svg) == (
        "Front and back of a body. "
        "works most: rhomboids. helps: biceps. is stretched: chest and lats."
    )


def test_strong_weak_and_stretched_differ_without_colour() -> None:
    drawn = marked(muscles_svg({**ROW, "chest (stretched)": 0.4}, title="Row"))
    (strong,), (weak, hatching), (stretched,) = (
        drawn["rhomboids"],
        drawn["biceps"],
        drawn["chest (stretched)"],
    )
    assert float(strong["fill-opacity"]) > 2 * float(weak["fill-opacity"])
    assert "fill" not in hatching
    assert "stroke-dasharray" in stretched
    assert "stroke-dasharray" not in strong | weak


def test_a_muscle_that_worked_more_is_drawn_stronger() -> None:
    opacities = [
        float(marked(muscles_svg({"biceps": share}, title="Week"))["biceps"][0]["fill-opacity"])
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
    ]
    assert opacities == sorted(set(opacities))


def test_a_muscle_that_did_nothing_is_not_marked() -> None:
    svg = muscles_svg({"biceps": 0.0}, title="Week")
    assert marked(svg) == {}
    assert description_of(svg).endswith("No muscle is marked.")


def test_work_covers_stretch_where_both_are_asked_for() -> None:
    drawn = marked(muscles_svg({"lats": 1.0, "chest and lats (stretched)": 0.4}, title="Both"))
    (both,) = drawn["chest and lats (stretched), lats"]
    assert "stroke-dasharray" not in both


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    assert words(muscles_svg({}, title="None")) == "Front | Back"
    assert words(muscles_svg(ROW, title="Row")) == "Front | Back | works most | helps"
    week = muscles_svg(ROW, title="Week", legend=OVER_TIME)
    assert words(week) == "Front | Back | worked a lot | worked some"


def test_an_unknown_muscle_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownMuscleError, match=r"no muscle 'bicep' .* biceps, .*rhomboids"):
        muscles_svg({"bicep": 1.0}, title="Oh")


@pytest.mark.parametrize("strength", [-0.1, 1.1, float("nan")])
def test_a_strength_is_a_share(strength: float) -> None:
    with pytest.raises(ValueError, match="biceps: expected a strength from 0 to 1"):
        muscles_svg({"biceps": strength}, title="Oh")


def test_a_drawing_is_small() -> None:
    sizes = [
        len(muscles_svg(exercise_muscles(each), title=each.title)) for each in BUILTIN.values()
    ]
    assert max(sizes) < 24_000


# --- of an exercise ---------------------------------------------------------------------


def test_main_movers_are_strong_and_helpers_weak() -> None:
    muscles = exercise_muscles(an_exercise("seated_row"))
    assert (muscles["rhomboids"], muscles["biceps"]) == (1.0, 0.4)


def test_words_tell_main_movers_helpers_and_what_is_stretched() -> None:
    assert muscle_lines(an_exercise("wall_angel")) == (
        ("works most", "lower trapezius, middle trapezius, serratus anterior"),
        ("helps", "external rotators of the shoulder"),
        ("is stretched", "chest and lats"),
    )


def test_fill_and_line_follow_the_page() -> None:
    svg = muscles_svg(ROW, title="Row")
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert colours == {"currentColor", "none", "var(--accent, #12877b)"}
