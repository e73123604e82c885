"""What a live session begins with: the plan of the day, or what the person names."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from builders import an_exercise
from people import A_PROFILE, FIRST_DAY, NAMES, a_session, a_set, pain
from services.plan_journal import PlanJournal
from upperback.errors import UnknownExerciseError
from upperback.services.live_plan import Today, Wishes, plan_of_today
from upperback.services.planned_today import RestingExerciseError, planned_today
from upperback.services.programme import Planning
from upperback.training.profile import Profile
from upperback.training.records import Load

KNOWN = {name: an_exercise(name) for name in NAMES}
# Of a file of one's own that says nothing of planning.
UNPLANNED = replace(KNOWN["wall_angel"], name="shrug", title="Shrug", training=None, doses=())


def today(journal: PlanJournal, *names: str, **wishes: Any) -> Today:
    known = KNOWN | {"shrug": UNPLANNED}
    asked = Wishes(exercises=names, **wishes)
    return planned_today(Planning(journal, known.values()), known, asked, FIRST_DAY)


def with_profile(profile: Profile) -> PlanJournal:
    journal = PlanJournal()
    Planning(journal, ()).save_profile(profile)
    return journal


IN_PAIN = pain(7, FIRST_DAY - timedelta(hours=2), exercise="seated_row")


def test_what_is_named_comes_in_that_order_at_the_dose_of_the_programme() -> None:
    journal = with_profile(A_PROFILE)
    green = Load(kind="band", band_step=3)
    Planning(journal, KNOWN.values()).choose("seated_row", FIRST_DAY, reps=14, load=green)

    plan = today(journal, "wall_angel", "seated_row")

    assert [each.exercise for each in plan.items] == ["wall_angel", "seated_row"]
    assert (plan.items[1].reps, plan.items[1].load) == (14, green)
    assert plan.kind == "free"
    assert plan.minutes > 0


def test_a_wish_overrules_the_day_of_rest() -> None:
    yesterday = FIRST_DAY - timedelta(days=1)
    journal = PlanJournal(kept=[a_session(a_set(at=yesterday), at=yesterday)])

    assert [each.exercise for each in today(journal, "seated_row").items] == ["seated_row"]


def test_an_exercise_that_rests_for_pain_is_refused_with_the_way_out() -> None:
    with pytest.raises(RestingExerciseError) as refused:
        today(PlanJournal(entries=[IN_PAIN]), "cat_cow", "seated_row")

    (barrier,) = refused.value.forbidden
    assert (barrier.exercise, barrier.by) == ("seated_row", "pain")
    assert str(refused.value) == (
        "Band seated row: You stated pain of 7, so this rests until Wednesday 16:00. "
        "Choose another exercise until then. Said by mistake? upperback pain --remove ID"
    )


def test_pain_of_the_whole_person_refuses_exercises_that_no_plan_knows_too() -> None:
    journal = PlanJournal(entries=[pain(8, FIRST_DAY - timedelta(hours=1))])

    with pytest.raises(RestingExerciseError, match="Shrug: You stated pain of 8"):
        today(journal, "shrug")


def test_an_exercise_that_the_screening_removes_is_refused() -> None:
    journal = with_profile(Profile(answers={"shoulder": True}, agreed=True))

    with pytest.raises(RestingExerciseError, match=r"Wall angel: .*To answer again"):
        today(journal, "wall_angel")


def test_strength_is_refused_until_a_doctor_agrees() -> None:
    answers = {"heart": True}

    with pytest.raises(RestingExerciseError, match="upperback start --agreed"):
        today(with_profile(Profile(answers=answers)), "seated_row")
    agreed = today(with_profile(Profile(answers=answers, agreed=True)), "seated_row")
    assert [each.exercise for each in agreed.items] == ["seated_row"]


def test_what_the_screening_swaps_is_done_the_other_way() -> None:
    journal = with_profile(Profile(answers={"osteoporosis": True}, agreed=True))

    (cat_cow,) = today(journal, "cat_cow").items

    assert "no rounding" in cat_cow.variant


def test_a_sample_shows_what_rests_as_well() -> None:
    """Nobody trains in a sample."""
    (row,) = today(PlanJournal(entries=[IN_PAIN]), "seated_row", is_sample=True).items

    assert (row.exercise, row.sets, row.reps) == ("seated_row", 2, 10)


def test_an_exercise_that_no_plan_knows_comes_on_wish_and_grows_like_any_other() -> None:
    journal = PlanJournal()
    first = today(journal, "shrug").items[0]
    done = a_set("shrug", at=FIRST_DAY - timedelta(days=2), reps=6, plan=first)
    journal.kept.append(a_session(done, at=done.started_at))

    assert "shrug" not in {each.exercise for each in today(journal).items}
    assert (first.sets, first.reps) == (1, 6)
    assert today(journal, "shrug").items[0].reps >= first.reps
    Planning(journal, [*KNOWN.values(), UNPLANNED]).choose_level("intermediate", FIRST_DAY)


def test_a_name_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownExerciseError, match="burpee"):
        today(PlanJournal(), "burpee")


def test_without_a_journal_it_is_the_first_day_of_the_one_planner() -> None:
    wishes = Wishes(minutes=9, equipment=frozenset({"band", "mat", "camera"}))
    planning = Planning(PlanJournal(), KNOWN.values())

    assert plan_of_today(KNOWN, wishes) == planned_today(planning, KNOWN, wishes, FIRST_DAY)
