from dataclasses import replace

import pytest

from export.analyses import (
    TEXTS,
    a_finding,
    a_rep,
    a_set,
    an_analysis,
    diagonal_set,
    empty_analysis,
    rich_set,
)
from upperback.coach.report import Rep, SetReport
from upperback.export.texts import ExerciseTexts
from upperback.export.verdict import broken_checks, verdict


def reps(n_reps: int) -> tuple[Rep, ...]:
    return tuple(a_rep(index) for index in range(1, n_reps + 1))


def test_a_rich_set_is_told_in_plain_words() -> None:
    """Count, main thing to work on and safety of a mixed set."""
    told = verdict(an_analysis(rich_set()), TEXTS)
    assert told.headline == "6 reps, 5 of them clean (1 partial rep not counted)."
    assert told.improve == (
        "keep your trunk still (3 of 6 reps)",
        "half rep (1 of 6 reps): “Further”",
    )
    assert told.safety == ("Jerky pull (1 of 6 reps). Slow down.",)


def test_the_text_puts_safety_first() -> None:
    """In one paragraph, the safety line comes before the count."""
    text = verdict(an_analysis(rich_set()), TEXTS).text
    assert text.startswith("Jerky pull (1 of 6 reps). Slow down. 6 reps, 5 of them clean")
    assert "Main thing to work on: keep your trunk still (3 of 6 reps)." in text


@pytest.mark.parametrize(
    ("report", "headline"),
    [
        pytest.param(a_set(), "1 rep, clean.", id="one clean"),
        pytest.param(a_set(reps=reps(3)), "3 reps, all of them clean.", id="all clean"),
        pytest.param(a_set(findings=(a_finding(),)), "1 rep, not clean yet.", id="one not clean"),
        pytest.param(
            a_set(reps=reps(2), findings=(a_finding(), a_finding(rep=2))),
            "2 reps, none of them clean.",
            id="none clean",
        ),
        pytest.param(a_set(reps=()), "No full rep.", id="no rep"),
        pytest.param(
            a_set(reps=(), partial_reps=rich_set().partial_reps),
            "No full rep (1 partial rep not counted).",
            id="only a partial rep",
        ),
        pytest.param(
            a_set(reps=(a_rep(1, side="left"), a_rep(2, side="left"), a_rep(3, side="right"))),
            "3 reps (2 left, 1 right), all of them clean.",
            id="by side",
        ),
    ],
)
def test_headline_counts(report: SetReport, headline: str) -> None:
    """The headline says how many reps there were and how many were clean."""
    assert verdict(an_analysis(report), TEXTS).headline == headline


def test_a_note_does_not_spoil_a_rep() -> None:
    """A rep with a note only is clean."""
    report = a_set(findings=(a_finding(severity="note"),))
    assert verdict(an_analysis(report), TEXTS).headline == "1 rep, clean."


def test_several_sets_are_told_apart_by_exercise() -> None:
    """With several sets each line names its exercise."""
    told = verdict(an_analysis(rich_set(), a_set(exercise="cat_cow")), TEXTS)
    assert told.headline == (
        "Band seated row: 6 reps, 5 of them clean (1 partial rep not counted). "
        "Cat cow: 1 rep, clean."
    )
    assert told.improve[0].startswith("Band seated row: keep your trunk still")


def test_no_set_tells_the_reason() -> None:
    """Where nothing was found, the reason is the verdict."""
    told = verdict(empty_analysis(), TEXTS)
    assert told.text == "Nobody held the start pose of an exercise."


def test_an_unsuitable_view_is_something_to_improve() -> None:
    """The advice about the camera is the thing to work on if the form was clean."""
    told = verdict(an_analysis(diagonal_set()), TEXTS)
    assert told.improve == ("the camera. Turn the mat until your side faces the camera",)


def test_a_poor_view_earns_no_praise_for_form() -> None:
    """Where checks are blind, finding nothing does not make a rep clean."""
    told = verdict(an_analysis(diagonal_set()), TEXTS)
    assert told.headline == "3 reps, but their form can only partly be judged from this view."
    assert told.praise is None


@pytest.mark.parametrize(
    ("report", "praise"),
    [
        pytest.param(a_set(reps=reps(3)), "Well done: your form held in every rep.", id="clean"),
        pytest.param(
            a_set(reps=reps(4), findings=(a_finding(),)),
            "Your last reps were clean: you put it right on the way.",
            id="mended",
        ),
        pytest.param(
            a_set(reps=reps(4), findings=(a_finding(rep=4),)),
            "Your tempo was steady, about 3.0 s a rep.",
            id="steady",
        ),
        pytest.param(
            a_set(reps=(*reps(3), replace(a_rep(4), end_s=20.0)), findings=(a_finding(rep=4),)),
            None,
            id="nothing to praise",
        ),
        pytest.param(a_set(), None, id="too few reps"),
    ],
)
def test_praise_is_earned(report: SetReport, praise: str | None) -> None:
    """Praise names one thing that is true of the set, or nothing."""
    assert verdict(an_analysis(report), TEXTS).praise == praise


def test_gravest_checks_come_first_then_the_most_frequent() -> None:
    """Findings are gathered by check and ranked."""
    assert [broken.check for broken in broken_checks(rich_set())] == [
        "jerky",
        "trunk_swing",
        "short_range",
    ]


def test_the_worst_finding_speaks_for_its_check() -> None:
    """Of several findings the gravest and furthest off is shown."""
    swing = broken_checks(rich_set())[1]
    assert (swing.worst.severity, swing.worst.rep, swing.reps) == ("effectiveness", 3, (2, 3, 4))


@pytest.mark.parametrize("texts", [TEXTS, {}], ids=["known words", "no words"])
def test_no_diagnosis_and_no_promise(texts: ExerciseTexts) -> None:
    """The verdict speaks of the exercise, never of illness or cure."""
    text = verdict(an_analysis(rich_set()), texts).text.lower()
    assert not [word for word in ("pain", "injur", "diagnos", "posture", "cure") if word in text]
