"""What to do today and this week: time, equipment, soreness, rest, screening."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import A_PROFILE, FIRST_DAY, a_session, a_set, pain, the_routine
from upperback.training.choosing import ALL
from upperback.training.lengths import QUICK, seconds_of
from upperback.training.pain import stated_pain
from upperback.training.plan import DayPlan, History
from upperback.training.planner import plan_today
from upperback.training.profile import Profile
from upperback.training.records import Load, PainEntry, SessionKind, TrainingSession
from upperback.training.routine import EQUIPMENT, LEVELS, Equipment, Level
from upperback.training.standing import Programme, Standing
from upperback.training.week import plan_week

STRENGTH = {"seated_row", "reverse_fly"}
NOTHING = History()


def after(*sessions: TrainingSession, pains: tuple[PainEntry, ...] = ()) -> History:
    return History(sessions=sessions, pains=stated_pain(sessions, pains))


def trained(*exercises: str, day: int = 0, kind: SessionKind = "full") -> TrainingSession:
    at = FIRST_DAY + timedelta(days=day)
    return a_session(*(a_set(name, at=at) for name in exercises), at=at, kind=kind)


def planned(
    history: History = NOTHING, profile: Profile = A_PROFILE, *, day: int = 0, **asked: object
) -> DayPlan:
    now = FIRST_DAY + timedelta(days=day)
    return plan_today(the_routine(), history, profile, now, **asked)  # type: ignore[arg-type]


def names(plan: DayPlan) -> list[str]:
    return list(dict.fromkeys(each.exercise for each in plan.prescriptions))


def why_not(plan: DayPlan, exercise: str) -> str:
    return next(each.reason for each in plan.left_out if each.exercise == exercise)


def test_a_full_day_has_all_five_mobility_first_control_last() -> None:
    plan = planned()
    assert plan.kind == plan.session_kind == "full"
    assert names(plan) == [
        "cat_cow",
        "thoracic_rotation",
        "seated_row",
        "reverse_fly",
        "wall_angel",
    ]
    assert plan.minutes <= 20


@pytest.mark.parametrize("level", LEVELS)
def test_a_full_day_takes_18_to_20_minutes(level: Level) -> None:
    """domain.md 8; at any level, and with all its exercises."""
    plan = planned(profile=replace(A_PROFILE, level=level))
    assert 18 <= plan.minutes <= 20
    assert len(names(plan)) == 5


def test_who_has_time_begins_with_two_sets_of_control_and_others_with_one() -> None:
    """domain.md 8: wall angels are one to two sets for beginners."""
    sets = {
        minutes: next(
            each.sets
            for each in planned(profile=replace(A_PROFILE, minutes=minutes)).prescriptions
            if each.exercise == "wall_angel"
        )
        for minutes in (20, 9)
    }
    assert sets == {20: 2, 9: 1}


def test_a_short_day_has_three_exercises_and_takes_its_minutes() -> None:
    plan = planned(minutes=9)
    assert plan.kind == plan.session_kind == "short"
    assert names(plan) == ["cat_cow", "seated_row", "wall_angel"]
    assert 6 <= plan.minutes <= 9


def test_short_days_alternate() -> None:
    """Day B follows day A."""
    done = trained("cat_cow", "seated_row", "wall_angel", kind="short")
    plan = planned(after(done), day=2, minutes=10)
    assert names(plan) == ["thoracic_rotation", "seated_row", "reverse_fly"]


def test_six_minutes_are_six_minutes() -> None:
    plan = planned(profile=replace(A_PROFILE, level="intermediate"), minutes=6)
    assert plan.minutes <= 6
    assert any("to fit 6 minutes" in reason for p in plan.prescriptions for reason in p.reasons)


def test_two_minutes_are_one_strength_set_and_five_cat_cows() -> None:
    plan = planned(minutes=2)
    assert (plan.kind, plan.minutes) == ("minimum", 2)
    assert [(each.exercise, each.sets) for each in plan.prescriptions] == [
        ("cat_cow", 1),
        ("seated_row", 1),
    ]
    assert plan.prescriptions[0].reps == 5


def test_two_minutes_on_a_day_of_rest_are_easy_ones() -> None:
    plan = planned(after(trained("seated_row")), day=1, minutes=2)
    assert names(plan) == ["cat_cow", "wall_angel"]
    assert plan.minutes <= 2


def test_only_a_band_leaves_out_what_needs_more_and_says_what_to_do() -> None:
    plan = planned(equipment=("band",))
    assert names(plan) == ["cat_cow", "thoracic_rotation", "seated_row"]
    assert "water bottles" in why_not(plan, "reverse_fly")
    assert "door" in why_not(plan, "wall_angel")
    assert any("Without a mat" in text for text in plan.prescriptions[0].reasons)


def test_a_sore_muscle_rests_and_mobility_goes_on() -> None:
    plan = planned(sore=("rear deltoid",))
    assert "reverse_fly" not in names(plan)
    assert "sore" in why_not(plan, "reverse_fly")
    assert "seated_row" in names(plan)
    assert set(names(planned(sore=(ALL,)))) & STRENGTH == set()


def test_the_day_after_strength_is_a_day_of_rest_that_offers_mobility() -> None:
    plan = planned(after(trained("seated_row")), day=1)
    assert plan.kind == "rest"
    assert plan.prescriptions == ()
    assert {each.kind for each in plan.alternatives} == {"mobility", "minimum"}


def test_minutes_that_are_asked_for_overrule_a_day_of_rest() -> None:
    plan = planned(after(trained("seated_row")), day=1, minutes=20)
    assert plan.kind == "mobility"
    assert plan.session_kind == "short"
    assert set(names(plan)) & STRENGTH == set()
    assert why_not(plan, "seated_row") == "A day of rest lies between strength days."


def test_who_trains_daily_gets_mobility_in_between() -> None:
    plan = planned(after(trained("seated_row")), replace(A_PROFILE, days_per_week=7), day=1)
    assert plan.kind == "mobility"


def test_done_for_today() -> None:
    plan = planned(after(trained("seated_row")))
    assert plan.is_kept
    assert plan.kind == "rest"
    assert "Done for today. Well done." in plan.notes


@pytest.mark.parametrize("done", [("seated_row",), ("reverse_fly",), ("seated_row", "cat_cow")])
def test_after_strength_the_same_day_offers_no_more_of_it(done: tuple[str, ...]) -> None:
    history = after(trained(*done))
    plan = planned(history)
    assert {each.kind for each in plan.alternatives} == {"mobility", "minimum"}
    assert [each.says for each in plan.alternatives] == ["easy mobility", "a few easy reps"]
    for other in plan.alternatives:
        assert not set(names(planned(history, minutes=other.minutes))) & STRENGTH


def test_after_mobility_the_same_day_still_offers_strength() -> None:
    plan = planned(after(trained("thoracic_rotation")))
    assert "one strong set and a few easy reps" in [each.says for each in plan.alternatives]


def test_the_goal_of_the_week_is_a_reason_to_rest() -> None:
    history = after(*(trained("seated_row", day=day) for day in (0, 2, 4)))
    plan = planned(history, day=6)
    assert plan.kind == "rest"
    assert any("more is a gift" in note for note in plan.notes)


def test_coming_back_is_praised_and_nothing_else_is_said() -> None:
    history = after(trained("seated_row"))
    plan = planned(history, replace(A_PROFILE, screened_on=FIRST_DAY.date()), day=10)
    assert plan.notes == ("Good to have you back. Coming back is what makes a habit.",)


def test_red_pain_leaves_out_its_exercise_only() -> None:
    plan = planned(after(pains=(pain(7, FIRST_DAY, exercise="wall_angel"),)))
    assert "wall_angel" not in names(plan)
    assert "pain of 7" in why_not(plan, "wall_angel")
    assert "seated_row" in names(plan)


def test_red_pain_of_the_whole_person_leaves_out_everything() -> None:
    plan = planned(after(pains=(pain(8, FIRST_DAY, moment="before"),)))
    assert (plan.kind, plan.alternatives) == ("rest", ())


def test_a_removed_exercise_says_why_and_a_swapped_one_how() -> None:
    answers = {"shoulder": True, "osteoporosis": True}
    plan = planned(profile=replace(A_PROFILE, answers=answers, agreed=True))
    assert "slips out" in why_not(plan, "wall_angel")
    variants = {each.exercise: each.variant for each in plan.prescriptions}
    assert "table top" in variants["cat_cow"]
    assert "sitting on a chair" in variants["thoracic_rotation"]


def test_until_a_doctor_agrees_there_is_gentle_mobility_only() -> None:
    person = replace(A_PROFILE, answers={"heart": True})
    plan = planned(profile=person)
    assert plan.kind == "mobility"
    assert "ask your doctor" in plan.notes[0]
    assert set(names(planned(profile=replace(person, agreed=True)))) > STRENGTH


def test_three_sore_days_and_less_in_reserve_bring_an_easy_week() -> None:
    band = Load(kind="band", band_step=1)
    sessions = [
        a_session(
            *(a_set(at=at, reps=10, number=n, load=band, effort_rir=rir, score=95) for n in (1, 2)),
            at=at,
        )
        for at, rir in ((FIRST_DAY, 4), (FIRST_DAY + timedelta(days=2), 2))
    ]
    sore = tuple((FIRST_DAY + timedelta(days=n)).date() for n in (1, 2, 3))
    history = replace(after(*sessions), programme=Programme(sore_days=sore))
    plan = planned(history, day=4)
    rules = {each.exercise: each.rule for each in plan.decisions}
    row = next(each for each in plan.prescriptions if each.exercise == "seated_row")
    assert rules["seated_row"] == "deload"
    assert row.sets == 1


def test_the_side_that_began_last_time_comes_second() -> None:
    first = planned()
    sides = [each.side for each in first.prescriptions if each.exercise == "thoracic_rotation"]
    done = a_session(
        a_set("thoracic_rotation", side="left"), a_set("thoracic_rotation", side="right")
    )
    second = planned(after(done), day=2, minutes=20)
    again = [each.side for each in second.prescriptions if each.exercise == "thoracic_rotation"]
    assert (sides, again) == (["left", "right"], ["right", "left"])


def test_targets_go_to_their_side() -> None:
    standing = Standing(
        exercise="thoracic_rotation",
        level="beginner",
        level_since=FIRST_DAY.date(),
        sets=1,
        reps=6,
        targets_deg={"left": 45.0, "right": 50.0},
    )
    programme = Programme(standings={"thoracic_rotation": standing})
    plan = planned(History(programme=programme))
    targets = {each.side: each.target_range_deg for each in plan.prescriptions}
    assert targets == {"both": None, "left": 45.0, "right": 50.0}


def test_a_week_spreads_its_days() -> None:
    week = plan_week(the_routine(), NOTHING, A_PROFILE, FIRST_DAY)
    assert [plan.day.isoweekday() for plan in week.days] == [1, 3, 5]
    assert {plan.kind for plan in week.days} == {"full"}
    assert (week.goal, week.kept, week.monday) == (3, (), FIRST_DAY.date())


def test_a_daily_week_puts_mobility_between_strength() -> None:
    person = replace(A_PROFILE, days_per_week=7)
    week = plan_week(the_routine(), NOTHING, person, FIRST_DAY)
    kinds = [plan.kind for plan in week.days]
    assert kinds == ["full", "mobility", "full", "mobility", "full", "mobility", "mobility"]


def test_what_was_kept_counts_for_the_week() -> None:
    history = after(trained("seated_row"))
    week = plan_week(the_routine(), history, A_PROFILE, FIRST_DAY + timedelta(days=1))
    assert week.kept == (FIRST_DAY.date(),)
    assert [plan.day.isoweekday() for plan in week.days] == [3, 5]


def test_equal_questions_get_equal_plans() -> None:
    assert planned(minutes=6) == planned(minutes=6)


@given(
    minutes=st.integers(2, 60),
    equipment=st.sets(st.sampled_from(EQUIPMENT)),
    sore=st.sets(st.sampled_from(["all", "seated_row", "rhomboids", "rear deltoid"])),
    days=st.lists(st.integers(-20, -1), unique=True, max_size=8),
    values=st.lists(st.integers(0, 10), max_size=4),
    level=st.sampled_from(LEVELS),
)
def test_any_question_gets_a_plan_that_holds_what_it_says(
    *,
    minutes: int,
    equipment: set[Equipment],
    sore: set[str],
    days: list[int],
    values: list[int],
    level: Level,
) -> None:
    """Over random histories: fits, has reasons, no strength after strength, locks hold."""
    sessions = [trained("seated_row", "cat_cow", day=day) for day in sorted(days)]
    pains = tuple(
        pain(value, FIRST_DAY - timedelta(hours=20 * n), exercise="seated_row")
        for n, value in enumerate(values)
    )
    person = replace(A_PROFILE, level=level)
    history = after(*sessions, pains=pains)
    plan = planned(history, person, minutes=minutes, equipment=equipment, sore=sore)
    routine = {exercise.name: exercise for exercise in the_routine()}
    assert plan.minutes <= max(2, minutes)
    assert all(each.reasons and all(each.reasons) for each in plan.prescriptions)
    assert all(each.reason for each in plan.left_out)
    assert all(set(routine[name].needs) <= equipment for name in names(plan))
    assert seconds_of(plan.prescriptions, routine, pace=QUICK) <= minutes * 60
    if -1 in days:
        assert set(names(plan)) & STRENGTH == set()
    if any(value >= 6 for value in values[:3]):
        assert "seated_row" not in names(plan)


@pytest.mark.parametrize("minutes", [5, 8, 14])
def test_a_short_day_never_has_more_than_three(minutes: int) -> None:
    assert len(names(planned(minutes=minutes))) <= 3
