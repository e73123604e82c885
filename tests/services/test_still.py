"""A look in the journal: a trend of its own, and no training anywhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from builders import an_exercise
from people import A_PROFILE, NAMES, a_session, a_set, the_routine
from services.plan_journal import PlanJournal
from still_bodies import standing_frames
from upperback.errors import LiveError
from upperback.exercises.still_loader import standing_look
from upperback.services.progress import Progress, show_progress
from upperback.services.still import TakenLook, keep_look, see_stillness, taken_look
from upperback.training.baseline import STANDING, baseline_days, is_only_looks
from upperback.training.bouts import bouts_of
from upperback.training.pain import morning_question_due, stated_pain
from upperback.training.plan import History
from upperback.training.planner import plan_today
from upperback.training.records import TrainingSession
from upperback.training.standing import Programme
from upperback.training.trained import trained_in, trained_on

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
LOOK = standing_look()


@dataclass
class Journal(PlanJournal):
    """One that looks are written into."""

    def put_session(self, session: TrainingSession) -> None:
        self.kept.append(session)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


NEW_ID = ids()


def a_look(journal: Journal, *, at: datetime = NOW, **posture: float) -> TakenLook:
    seen = see_stillness(LOOK, standing_frames(3.5, **posture), model_name="mannequin")
    look = taken_look(journal, LOOK, seen, at=at, new_id=NEW_ID)
    assert look is not None
    return look


def looked_at(*days: int, **posture: float) -> Journal:
    """Return a journal with a look on each of some days."""
    journal = Journal()
    for day in days:
        keep_look(journal, a_look(journal, at=NOW + timedelta(days=day), **posture))
    return journal


def progress(journal: Journal, *, days: int = 0) -> Progress:
    exercises = [an_exercise(name) for name in NAMES]
    return show_progress(journal, exercises, NOW + timedelta(days=days), goal=3)


# --- the record -------------------------------------------------------------------------


def test_a_look_is_a_set_of_standing_without_reps() -> None:
    look = a_look(Journal())
    logged = look.logged
    assert (logged.exercise, logged.source, logged.side) == (STANDING, "camera", "both")
    assert logged.reps == ()
    assert (logged.view, logged.rules, logged.model) == ("side_left", LOOK.rules, "mannequin")
    assert set(logged.measures) == {"upper_back_curvature", "head_forward_deg"}
    assert logged.measures["head_forward_deg"].passport["n_frames"] == 21
    assert look.session.ended_at == NOW
    assert is_only_looks(look.session)


def test_who_does_not_stand_still_gives_no_look() -> None:
    seen = see_stillness(LOOK, standing_frames(1.0), model_name="mannequin")
    assert seen.code == "holding"
    assert taken_look(Journal(), LOOK, seen, at=NOW, new_id=NEW_ID) is None


def test_a_look_needs_frames() -> None:
    with pytest.raises(LiveError, match="expected at least 1"):
        see_stillness(LOOK, (), model_name="mannequin")


def test_a_look_without_any_measure_is_not_kept() -> None:
    journal = Journal()
    look = a_look(journal)
    empty = replace(look.session, sets=(replace(look.logged, measures={}),))
    with pytest.raises(LiveError, match="Nothing was measured"):
        keep_look(journal, replace(look, session=empty))
    assert journal.kept == []


# --- its own trend ----------------------------------------------------------------------


def test_the_first_looks_are_compared_with_nothing() -> None:
    assert set(a_look(Journal()).says.values()) == {"Too few days yet to compare."}


def test_the_same_again_is_no_change() -> None:
    says = a_look(looked_at(0, 1), at=NOW + timedelta(days=30)).says
    assert all(said.startswith("No real change") for said in says.values())


def test_more_than_the_noise_is_told_without_judging() -> None:
    journal = looked_at(0, 1)
    later = [
        a_look(journal, at=NOW + timedelta(days=day), neck_flexion_deg=35.0) for day in (30, 31)
    ]
    for look in later:
        keep_look(journal, look)
    said = a_look(journal, at=NOW + timedelta(days=32), neck_flexion_deg=35.0).says
    assert "more than at the start: a real change" in said["head_forward_deg"]
    assert said["upper_back_curvature"].startswith("No real change")


def test_progress_shows_it_and_names_no_best() -> None:
    shown = progress(looked_at(0, 1, 30), days=30)
    assert [len(series.points) for series in shown.standing] == [3, 3]
    assert [series.best for series in shown.standing] == [None, None]


# --- no training ------------------------------------------------------------------------


def test_a_look_keeps_no_day_of_the_habit() -> None:
    shown = progress(looked_at(0, 1))
    assert shown.habit.days == ()
    assert (shown.habit.this_week, shown.habit.weeks_going) == (0, 0)


def test_a_look_is_no_work_no_best_and_no_muscle() -> None:
    shown = progress(looked_at(0))
    assert (shown.exercises, shown.bests, shown.balances) == ((), (), ())
    assert shown.muscles == ()
    assert shown.pain == ()
    assert shown.tests == ()


def test_a_look_changes_nothing_of_what_training_shows() -> None:
    trained = Journal(kept=[a_session(a_set(at=NOW), at=NOW)])
    both = Journal(kept=[*trained.kept, *looked_at(0).kept])
    without, shown = progress(trained), progress(both)
    assert replace(shown, standing=()) == without


def test_a_look_is_no_baseline_and_no_trained_day() -> None:
    journal = looked_at(0, 1)
    assert baseline_days(journal.day_summaries()) == ()
    assert trained_on(journal.day_summaries()).kept == ()
    assert trained_in(journal.kept).kept == ()
    assert bouts_of(journal.kept) == {}


def test_a_look_states_no_pain_and_asks_for_no_next_morning() -> None:
    kept = looked_at(0).kept
    assert stated_pain(kept, ()) == ()
    assert morning_question_due(kept, (), NOW + timedelta(days=1)) is None


def test_the_planner_does_not_see_a_look() -> None:
    sessions = [a_session(a_set(at=NOW), at=NOW)]
    later = NOW + timedelta(days=1)

    def plan(kept: list[TrainingSession]) -> object:
        history = History(sessions=kept, pains=(), programme=Programme())
        return plan_today(the_routine(), history, A_PROFILE, later)

    assert plan([*sessions, *looked_at(0).kept]) == plan(sessions)
