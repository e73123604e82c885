"""The traffic light, the question of the next morning, and locks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from people import FIRST_DAY, a_session, a_set, pain
from upperback.training.pain import (
    ADVICE,
    light,
    lock_of,
    morning_after,
    morning_question_due,
    stated_pain,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("value", "colour"),
    [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red"), (10, "red")],
)
def test_the_light_changes_at_4_and_6(value: int, colour: str) -> None:
    assert light(value) == colour
    assert colour in ADVICE


def test_pain_of_sets_and_entries_is_one_story() -> None:
    session = a_session(a_set(pain=5, ended_at=FIRST_DAY + HOUR), a_set("cat_cow"))
    entries = [pain(2, FIRST_DAY + 2 * HOUR), pain(1, FIRST_DAY)]
    assert [entry.value for entry in stated_pain([session], entries)] == [1, 5, 2]
    assert stated_pain([session], [])[0].exercise == "seated_row"


def test_pain_of_the_whole_person_locks_every_exercise() -> None:
    lock = lock_of("cat_cow", [pain(6, FIRST_DAY)], FIRST_DAY)
    assert lock is not None
    assert lock.exercise is None


def test_pain_of_another_exercise_locks_nothing() -> None:
    assert lock_of("cat_cow", [pain(9, FIRST_DAY, exercise="seated_row")], FIRST_DAY) is None


def test_pain_that_is_stated_later_does_not_lock_earlier() -> None:
    assert lock_of("cat_cow", [pain(9, FIRST_DAY + HOUR)], FIRST_DAY) is None


def test_a_lock_says_since_when_it_counts_and_until_when() -> None:
    lock = lock_of("cat_cow", [pain(6, FIRST_DAY)], FIRST_DAY + HOUR)
    assert lock is not None
    assert lock.reason == "You stated pain of 6, so this rests until Wednesday 18:00."


def test_green_pain_in_between_ends_the_run() -> None:
    """Strong again after a good day is not "still up after two days"."""
    pains = [pain(7, FIRST_DAY), pain(1, FIRST_DAY + 24 * HOUR), pain(7, FIRST_DAY + 60 * HOUR)]
    lock = lock_of("cat_cow", pains, pains[-1].at)
    assert lock is not None
    assert not lock.see_someone


def test_the_morning_is_worse_if_said_or_if_pain_is_not_green() -> None:
    day, at = FIRST_DAY.date(), FIRST_DAY + 14 * HOUR
    said = {
        value_and_worse: morning_after(
            day,
            "cat_cow",
            [pain(value_and_worse[0], at, moment="next_morning", worse=value_and_worse[1])],
        )
        for value_and_worse in [(2, None), (4, None), (4, False), (2, True)]
    }
    assert list(said.values()) == ["usual", "worse", "usual", "worse"]


def test_no_answer_is_no_answer() -> None:
    late = pain(5, FIRST_DAY + timedelta(days=3), moment="next_morning")
    other = pain(5, FIRST_DAY + 14 * HOUR, moment="before")
    assert morning_after(FIRST_DAY.date(), "cat_cow", [late, other]) == "unknown"


def test_the_question_is_due_on_the_next_morning_until_it_is_answered() -> None:
    session = a_session(a_set())
    morning = FIRST_DAY + 14 * HOUR
    answer = pain(0, morning, moment="next_morning")
    assert morning_question_due([session], [], FIRST_DAY + HOUR) is None
    assert morning_question_due([session], [], morning) == session
    assert morning_question_due([session], [answer], morning + HOUR) is None
    assert morning_question_due([session], [], FIRST_DAY + timedelta(days=3)) is None


def test_the_answer_of_one_morning_is_none_for_the_next() -> None:
    first = a_session(a_set())
    second = replace(first, id="second", started_at=FIRST_DAY + timedelta(days=1))
    answer = pain(0, FIRST_DAY + 14 * HOUR, moment="next_morning")
    due = morning_question_due([first, second], [answer], FIRST_DAY + 38 * HOUR)
    assert due == second


def test_a_session_without_reps_asks_nothing() -> None:
    session = a_session(a_set(reps=0))
    assert morning_question_due([session], [], FIRST_DAY + 14 * HOUR) is None
