"""A week on the days that the person chose: whatever was chosen, missed or done besides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from people import A_PROFILE, FIRST_DAY, a_session, a_set, the_routine
from upperback.training.plan import DayPlan, History, WeekPlan
from upperback.training.planner import plan_today
from upperback.training.profile import Profile, on_weekdays
from upperback.training.week import plan_week

STRENGTH = {"seated_row", "reverse_fly"}
MON_WED_FRI = on_weekdays(A_PROFILE, {0, 2, 4})
# Days of the week before and of this one, counted from this Monday.
days_done = st.sets(st.integers(-7, 6), max_size=8)
weekdays = st.sets(st.integers(0, 6), min_size=1)


def done_on(days: Sequence[int] | set[int]) -> History:
    moments = [FIRST_DAY + timedelta(days=day) for day in sorted(days)]
    return History(
        sessions=[a_session(a_set(at=at), a_set("cat_cow", at=at), at=at) for at in moments]
    )


def week(
    days: Sequence[int] | set[int] = (), *, today: int = 0, person: Profile = MON_WED_FRI
) -> WeekPlan:
    return plan_week(the_routine(), done_on(days), person, FIRST_DAY + timedelta(days=today))


def day(days: Sequence[int] = (), *, today: int, minutes: int | None = None) -> DayPlan:
    now = FIRST_DAY + timedelta(days=today)
    return plan_today(the_routine(), done_on(days), MON_WED_FRI, now, minutes=minutes)


def planned_days(plan: WeekPlan) -> list[date]:
    return [each.day for each in plan.days]


def trains_strength(plan: DayPlan) -> bool:
    return bool({each.exercise for each in plan.prescriptions} & STRENGTH)


@given(chosen=weekdays, done=days_done, today=st.integers(0, 6))
def test_only_chosen_days_that_are_still_to_come_are_planned(
    chosen: set[int], done: set[int], today: int
) -> None:
    past = {each for each in done if each <= today}
    plan = week(past, today=today, person=on_weekdays(A_PROFILE, chosen))
    monday = FIRST_DAY.date()

    assert {each.weekday() for each in planned_days(plan)} <= chosen
    assert all(monday + timedelta(days=today) <= each for each in planned_days(plan))
    assert not set(planned_days(plan)) & set(plan.kept)
    assert planned_days(plan) == sorted(set(planned_days(plan)))


@given(chosen=weekdays, done=days_done, today=st.integers(0, 6), goal=st.integers(1, 7))
def test_a_day_of_rest_lies_between_strength_days_whatever_was_chosen(
    chosen: set[int], done: set[int], today: int, goal: int
) -> None:
    past = {each for each in done if each <= today}
    person = replace(on_weekdays(A_PROFILE, chosen), days_per_week=goal)
    plan = week(past, today=today, person=person)
    strong = {each.day for each in plan.days if trains_strength(each)}
    trained = {(FIRST_DAY + timedelta(days=each)).date() for each in past}

    assert len(plan.kept) + len(plan.days) <= max(goal, len(plan.kept))
    assert not {each + timedelta(days=1) for each in strong | trained} & strong


@given(chosen=weekdays, today=st.integers(0, 6))
def test_who_keeps_every_chosen_day_is_asked_for_no_other(chosen: set[int], today: int) -> None:
    past = {each for each in chosen if each < today}
    plan = week(past, today=today, person=on_weekdays(A_PROFILE, chosen))

    asked = {each.weekday() for each in planned_days(plan)}
    left = {each for each in chosen if each >= today}
    # On a day after strength there may be nothing left to do; the week never asks for more.
    assert asked <= left
    assert not left or asked or past


def test_chosen_days_are_the_week() -> None:
    plan = week()
    assert [each.weekday() for each in planned_days(plan)] == [0, 2, 4]
    assert {each.kind for each in plan.days} == {"full"}


def test_a_missed_day_is_neither_moved_nor_spoken_of() -> None:
    """On Tuesday, with Monday missed, Wednesday and Friday stay what they are."""
    assert [each.weekday() for each in planned_days(week(today=1))] == [2, 4]
    tuesday = day(today=1)
    assert tuesday.kind == "rest"
    assert tuesday.notes == ("Today is not one of your days; you may train all the same.",)


def test_any_other_day_may_be_trained_on_wish() -> None:
    assert {each.kind for each in day(today=1).alternatives} == {"full", "short", "minimum"}
    assert day(today=1, minutes=20).kind == "full"
    assert day(today=1, minutes=20).notes == ()


def test_after_a_day_besides_the_chosen_one_is_mobility() -> None:
    wednesday = day([1], today=2)
    assert wednesday.kind == "mobility"
    assert not trains_strength(wednesday)


def test_with_chosen_days_the_day_after_is_no_day_of_rest_by_itself() -> None:
    person = on_weekdays(A_PROFILE, {0, 1})
    plan = plan_today(the_routine(), done_on([0]), person, FIRST_DAY + timedelta(days=1))
    assert plan.kind == "mobility"


def test_the_goal_is_reached_also_by_other_days() -> None:
    friday = day([0, 1, 3], today=4)
    assert friday.kind == "rest"
    assert any("more is a gift" in note for note in friday.notes)
    assert planned_days(week([0, 1, 3], today=4)) == []
