"""Progress over the journal: everything the page shows, also with nothing to show."""

from datetime import timedelta

from builders import an_exercise
from people import FIRST_DAY, NAMES, Person, a_session, a_set, pain
from services.plan_journal import PlanJournal
from upperback.services.progress import Progress, show_progress
from upperback.training.baseline import STANDING
from upperback.training.records import LoggedMeasure
from upperback.training.standing import PastDecision


def shown(journal: PlanJournal, *, days: int = 90, **asked: object) -> Progress:
    exercises = [an_exercise(name) for name in NAMES]
    now = FIRST_DAY + timedelta(days=days)
    return show_progress(journal, exercises, now, goal=3, **asked)  # type: ignore[arg-type]


def test_an_empty_journal_shows_an_invitation() -> None:
    progress = shown(PlanJournal())
    assert "first session" in progress.headline
    assert (progress.tests, progress.exercises, progress.pain, progress.bests) == ((), (), (), ())


def test_three_months_show_everything() -> None:
    person = Person(kind="keen")
    person.live(90)
    journal = PlanJournal(kept=person.sessions, entries=person.entries)
    progress = shown(journal)
    assert len(progress.habit.days) == 90
    assert [each.exercise for each in progress.exercises] == list(NAMES)
    assert {(s.exercise, s.side) for s in progress.tests} == {
        ("thoracic_rotation", "left"),
        ("thoracic_rotation", "right"),
        ("reverse_fly", "both"),
    }
    assert progress.pain[0].n_days == 7
    assert {best.exercise for best in progress.bests} == set(NAMES)
    assert progress.muscles[0].strength == 1.0
    assert len(progress.balances) == 1
    assert progress.headline


def test_it_can_begin_later() -> None:
    journal = PlanJournal(
        kept=[a_session(a_set(at=at), at=at) for at in (FIRST_DAY, FIRST_DAY + timedelta(days=40))],
        entries=[pain(3, FIRST_DAY)],
    )
    progress = shown(journal, since=(FIRST_DAY + timedelta(days=30)).date())
    assert len(progress.habit.days) == 1
    assert progress.pain[0].mean is None


def test_an_imported_exercise_of_another_name_is_shown_by_its_name() -> None:
    journal = PlanJournal(kept=[a_session(a_set("bench_press", source="import"))])
    assert [each.title for each in shown(journal).exercises] == ["bench_press"]


def test_relaxed_standing_is_a_trend_of_its_own() -> None:
    """Optional, and never a class."""
    curve = {"back_curvature": LoggedMeasure(value=0.08, error=0.02, unit="")}
    journal = PlanJournal(kept=[a_session(a_set(STANDING, reps=0, measures=curve))])
    progress = shown(journal)
    assert [series.label for series in progress.standing] == ["Upper-back curve, standing relaxed"]
    assert progress.exercises == ()


def test_the_newest_decision_comes_first() -> None:
    past = [
        PastDecision(at=FIRST_DAY, exercise="seated_row", rule=rule, reason="Because.")
        for rule in ("more_reps", "top_twice")
    ]
    assert [each.rule for each in shown(PlanJournal(), decisions=past).decisions] == [
        "top_twice",
        "more_reps",
    ]
