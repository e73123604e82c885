"""The programme over the journal: profile, plans, pain, decisions, baseline."""

from datetime import timedelta

import pytest

from builders import an_exercise
from people import A_PROFILE, FIRST_DAY, NAMES, a_session, a_set, pain
from services.plan_journal import PlanJournal
from upperback.errors import InvalidRecordError, UnknownExerciseError
from upperback.services.programme import CALENDAR, PROFILE, PROGRAMME, Planning
from upperback.services.routine import routine_of
from upperback.training.profile import Profile, on_any_days
from upperback.training.records import Load, TrainingSession

BAND = Load(kind="band", band_step=1)


def a_planning(journal: PlanJournal) -> Planning:
    return Planning(journal, [an_exercise(name) for name in NAMES])


def a_row(day: int, reps: int = 10) -> list[TrainingSession]:
    at = FIRST_DAY + timedelta(days=day)
    return [a_session(*(a_set(at=at, reps=reps, number=n, load=BAND) for n in (1, 2)), at=at)]


def test_the_routine_is_in_the_order_of_a_session() -> None:
    """Each with times from its phases, and doses of both levels."""
    routine = routine_of(an_exercise(name) for name in NAMES)
    assert [each.name for each in routine] == list(NAMES)
    assert {each.name: each.seconds_per_rep for each in routine} == {
        "cat_cow": 7.0,
        "thoracic_rotation": 7.0,
        "seated_row": 4.0,
        "reverse_fly": 4.25,
        "wall_angel": 7.0,
    }
    assert all(
        [dose.level for dose in each.doses] == ["beginner", "intermediate"] for each in routine
    )


def test_the_first_start_may_be_skipped() -> None:
    planning = a_planning(PlanJournal())
    assert not planning.has_profile()
    assert planning.profile() == Profile()
    assert planning.today(FIRST_DAY).kind == "full"


def test_a_profile_is_kept() -> None:
    planning = a_planning(PlanJournal())
    planning.save_profile(A_PROFILE)
    assert planning.has_profile()
    assert planning.profile() == A_PROFILE


def test_days_that_only_the_calendar_had_are_those_of_the_profile() -> None:
    """A journal from before the profile knew weekdays."""
    journal = PlanJournal()
    journal.put_document(PROFILE, {"minutes": 10})
    journal.put_document(CALENDAR, {"weekdays": [0, 3], "time": "18:00"})
    planning = a_planning(journal)
    assert planning.profile() == Profile(minutes=10, weekdays=(0, 3))
    planning.save_profile(on_any_days(planning.profile(), 4))
    assert planning.profile() == Profile(minutes=10, days_per_week=4)


def test_what_was_decided_is_remembered_with_its_reason() -> None:
    journal = PlanJournal(kept=a_row(0))
    planning = a_planning(journal)
    planning.today(FIRST_DAY + timedelta(days=2))
    (decision,) = planning.decisions("seated_row")
    assert (decision.rule, decision.reason) == ("more_reps", "All 10 reps done: now 11.")
    assert planning.programme().standings["seated_row"].reps == 11


def test_asking_twice_writes_once() -> None:
    journal = PlanJournal(kept=a_row(0))
    planning = a_planning(journal)
    first = planning.today(FIRST_DAY + timedelta(days=2))
    second = planning.today(FIRST_DAY + timedelta(days=2), minutes=20)
    assert journal.n_writes == 1
    assert first.prescriptions == second.prescriptions


def test_a_new_start_writes_nothing() -> None:
    journal = PlanJournal()
    a_planning(journal).today(FIRST_DAY)
    assert journal.n_writes == 0


def test_a_forecast_changes_nothing() -> None:
    journal = PlanJournal(kept=a_row(0))
    week = a_planning(journal).week(FIRST_DAY + timedelta(days=1))
    assert len(week.days) == 2
    assert journal.n_writes == 0


def test_pain_says_which_lock_follows() -> None:
    journal = PlanJournal()
    planning = a_planning(journal)
    assert planning.record_pain(pain(5, FIRST_DAY, exercise="seated_row")) is None
    lock = planning.record_pain(pain(6, FIRST_DAY, exercise="seated_row"))
    assert lock is not None
    assert lock.exercise == "seated_row"
    left_out = {each.exercise for each in planning.today(FIRST_DAY).left_out}
    assert left_out == {"seated_row"}


def test_the_morning_question_is_asked_and_answered() -> None:
    journal = PlanJournal(kept=a_row(0))
    planning = a_planning(journal)
    morning = FIRST_DAY + timedelta(hours=14)
    assert planning.morning_question(morning) == journal.kept[0]
    planning.record_pain(pain(0, morning, moment="next_morning"))
    assert planning.morning_question(morning) is None


def test_sore_days_are_remembered_once() -> None:
    planning = a_planning(PlanJournal())
    planning.record_sore(FIRST_DAY.date())
    planning.record_sore(FIRST_DAY.date())
    assert planning.programme().sore_days == (FIRST_DAY.date(),)


def test_answers_that_are_not_saved_yet_can_be_tried() -> None:
    planning = a_planning(PlanJournal())
    result = planning.screening(Profile(answers={"shoulder": True}))
    assert {each.exercise for each in result.changes if each.does == "remove"} == {
        "reverse_fly",
        "wall_angel",
    }
    assert planning.screening().changes == ()


def test_the_baseline_leaves_out_what_the_person_may_not_or_cannot_do() -> None:
    planning = a_planning(PlanJournal())
    planning.save_profile(Profile(answers={"osteoporosis": True}, agreed=True, has_wall=False))
    due = planning.baseline(FIRST_DAY)
    assert (due.stage, due.is_due) == ("first_day", True)
    assert [test.exercise for test in due.tests] == ["reverse_fly"]


def test_a_document_that_is_damaged_is_named() -> None:
    journal = PlanJournal()
    journal.put_document(PROGRAMME, {"format": 2})
    with pytest.raises(InvalidRecordError, match="programme: format: expected 1, got 2"):
        a_planning(journal).today(FIRST_DAY)
    journal.put_document(PROGRAMME, {"format": 1, "standings": [{"exercise": "x"}]})
    with pytest.raises(InvalidRecordError, match="programme: expected what was saved"):
        a_planning(journal).today(FIRST_DAY)


def test_a_dose_can_be_chosen_and_progression_goes_on_from_it() -> None:
    journal = PlanJournal()
    planning = a_planning(journal)
    planning.save_profile(A_PROFILE)
    green = Load(kind="band", band_step=3)
    planning.choose("seated_row", FIRST_DAY, sets=3, reps=12, load=green)
    plan = next(p for p in planning.today(FIRST_DAY).prescriptions if p.exercise == "seated_row")
    assert (plan.sets, plan.reps, plan.load) == (3, 12, green)
    assert plan.reasons[0] == "You chose this dose."
    at = FIRST_DAY + timedelta(hours=1)
    sets = [a_set(at=at, reps=12, number=n, load=green) for n in (1, 2, 3)]
    journal.kept.append(a_session(*sets, at=at))
    planning.today(FIRST_DAY + timedelta(days=2))
    assert planning.programme().standings["seated_row"].reps == 13


def test_another_level_keeps_the_load() -> None:
    planning = a_planning(PlanJournal())
    planning.save_profile(A_PROFILE)
    planning.choose("seated_row", FIRST_DAY, load=Load(kind="band", band_step=2))
    chosen = planning.choose("seated_row", FIRST_DAY, level="intermediate")
    assert (chosen.level, chosen.sets, chosen.load.band_step) == ("intermediate", 3, 2)


def test_a_level_can_be_chosen_for_everything() -> None:
    planning = a_planning(PlanJournal())
    planning.choose("seated_row", FIRST_DAY)
    planning.choose_level("intermediate", FIRST_DAY)
    levels = {each.exercise: each.level for each in planning.programme().standings.values()}
    assert levels == {"seated_row": "intermediate"}
    assert planning.profile().level == "intermediate"


def test_only_what_is_owned_and_known_can_be_chosen() -> None:
    planning = a_planning(PlanJournal())
    with pytest.raises(InvalidRecordError, match="load: expected one you own, got band 5"):
        planning.choose("seated_row", FIRST_DAY, load=Load(kind="band", band_step=5))
    with pytest.raises(UnknownExerciseError, match="'squat'"):
        planning.choose("squat", FIRST_DAY)
