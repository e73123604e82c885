import pytest

from export.analyses import a_finding, a_measure
from upperback.coach.report import PartialRep
from upperback.export.texts import ExerciseText, text_of
from upperback.export.wording import (
    axis_title,
    evidence,
    partial_rep_words,
    quantity,
    scale_value,
    view_words,
    with_error,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (97.06, "deg", "97°"),
        (-4.4, "deg", "\N{MINUS SIGN}4°"),
        (-0.2, "deg", "0°"),
        (1.25, "s", "1.2 s"),
        (0.084, "trunk lengths", "0.08 trunk lengths"),
        (0.084, "", "0.08"),
        (NAN, "deg", "\N{EN DASH}"),
        (float("inf"), "s", "\N{EN DASH}"),
    ],
)
def test_quantities_read_well(value: float, unit: str, text: str) -> None:
    """Values have the digits and the symbol of their unit; what is not measured is a dash."""
    assert quantity(value, unit) == text


def test_an_error_is_shown_only_where_it_is_known() -> None:
    """A value with error, without error, and without value."""
    assert with_error(a_measure(97.0, 5.0)) == "97° ± 5°"
    assert with_error(a_measure(97.0, NAN)) == "97°"
    assert with_error(a_measure(NAN, 5.0)) == "\N{EN DASH}"


def test_evidence_names_the_side_of_the_limit() -> None:
    """Too much asks for at most, too little for at least; without a number there is nothing."""
    assert evidence(a_finding(value=31.0, limit=20.0)) == "31°, aim for at most 20°"
    assert evidence(a_finding(value=0.4, limit=0.8, unit="s")) == "0.4 s, aim for at least 0.8 s"
    assert evidence(a_finding(value=NAN)) == ""


def test_names_without_words_are_read_as_words() -> None:
    """Unknown exercises, checks, signals, views and reasons are still readable."""
    text = text_of({}, "wall_angel")
    partial = PartialRep(side="left", start_s=0, peak_s=1, end_s=2, reason="went_away")
    assert text == ExerciseText(title="Wall angel")
    assert text.check("too_fast").label == "too fast"
    assert (text.signal("head_pitch_deg").label, text.signal("head_pitch_deg").unit) == (
        "head pitch",
        "deg",
    )
    assert (view_words("from_above"), partial_rep_words(partial)) == ("from above", "went away")


def test_a_long_unit_stands_in_the_title_not_on_the_scale() -> None:
    """Degrees stand at each number, trunk lengths once in the title."""
    assert (axis_title("lean", "deg"), scale_value(50.0, "deg")) == ("lean", "50°")
    assert axis_title("reach", "trunk lengths") == "reach, in trunk lengths"
    assert scale_value(-0.5, "trunk lengths") == "\N{MINUS SIGN}0.5"
