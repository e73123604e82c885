"""The twelve questions and what the answers change."""

from datetime import date, timedelta

from people import the_routine
from upperback.training.screening import (
    ASK_AGAIN_AFTER,
    NOT_A_MEDICAL_DEVICE,
    QUESTIONS,
    RED_FLAGS,
    ScreeningRule,
    is_due,
    screen,
)

RULES = {exercise.name: exercise.screening for exercise in the_routine()}


def changed(*yes: str) -> dict[str, str]:
    return {each.exercise: each.does for each in screen(dict.fromkeys(yes, True), RULES).changes}


def test_there_are_twelve_questions_with_stable_keys() -> None:
    assert [question.key for question in QUESTIONS] == [
        "heart",
        "chest_pain",
        "fainting",
        "illness",
        "joints",
        "osteoporosis",
        "supervision",
        "pregnancy",
        "nerves",
        "latex",
        "shoulder",
        "age",
    ]
    assert all(question.text.endswith("?") for question in QUESTIONS)


def test_any_yes_but_latex_asks_a_professional_first() -> None:
    asks = {q.key for q in QUESTIONS if screen({q.key: True}, RULES).ask_first}
    assert asks == {question.key for question in QUESTIONS} - {"latex"}


def test_all_no_changes_nothing() -> None:
    result = screen(dict.fromkeys((q.key for q in QUESTIONS), False), RULES)
    assert (result.ask_first, result.changes, result.unanswered, result.advice) == (
        False,
        (),
        (),
        "",
    )


def test_a_skipped_question_is_not_a_no() -> None:
    assert len(screen({}, RULES).unanswered) == len(QUESTIONS)


def test_the_exercise_files_say_what_changes() -> None:
    """domain.md 11: answers 5, 6, 8, 9 and 11 remove or swap single exercises."""
    assert changed("osteoporosis") == {"cat_cow": "swap", "thoracic_rotation": "swap"}
    assert changed("shoulder") == {
        "reverse_fly": "remove",
        "wall_angel": "remove",
        "thoracic_rotation": "swap",
    }
    assert changed("pregnancy") == {"cat_cow": "swap", "thoracic_rotation": "swap"}
    assert changed("nerves")["wall_angel"] == "remove"
    assert changed("joints")["reverse_fly"] == "remove"


def test_latex_allergy_needs_a_latex_free_band_and_no_doctor() -> None:
    result = screen({"latex": True}, RULES)
    assert result.needs_latex_free_band
    assert result.change("seated_row") is not None
    assert not result.ask_first


def test_removing_wins_over_swapping() -> None:
    rules = [
        ScreeningRule(question="joints", does="swap", instead="slower", why="A."),
        ScreeningRule(question="shoulder", does="remove", instead="", why="B."),
    ]
    change = screen({"joints": True, "shoulder": True}, {"x": rules}).change("x")
    assert change is not None
    assert (change.does, change.why) == ("remove", "B.")


def test_two_swaps_are_both_said() -> None:
    change = screen({"joints": True, "nerves": True}, RULES).change("seated_row")
    assert change is not None
    assert change.instead == (
        "a lighter band, sitting on a chair; on a chair instead of long sitting"
    )


def test_the_questions_are_asked_again_every_three_months() -> None:
    day = date(2026, 5, 4)
    assert not is_due(day, day + ASK_AGAIN_AFTER - timedelta(days=1))
    assert is_due(day, day + ASK_AGAIN_AFTER)


def test_red_flags_have_signs_and_advice() -> None:
    assert [flag.key for flag in RED_FLAGS] == ["emergency", "same_day", "pause"]
    assert all(flag.signs and flag.advice and flag.title for flag in RED_FLAGS)
    assert "not a medical device" in NOT_A_MEDICAL_DEVICE
