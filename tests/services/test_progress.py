"""Progress over the journal: everything the page shows, also with nothing to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builders import an_exercise
from people import FIRST_DAY, NAMES, Person, a_session, a_set, pain
from services.plan_journal import PlanJournal
from upperback.services.progress import Progress, ProgressJournal, ProgressMemory, show_progress
from upperback.training.baseline import STANDING
from upperback.training.records import LoggedMeasure, PainEntry
from upperback.training.standing import PastDecision
from upperback.training.summaries import DaySummary


def shown(journal: ProgressJournal, *, days: int = 90, **asked: object) -> Progress:
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
    curve = {"upper_back_curvature": LoggedMeasure(value=0.08, error=0.02, unit="")}
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


def test_what_has_not_changed_is_shown_again() -> None:
    """The rows are the same ones; a rep more, and it is made anew."""
    rows = PlanJournal(kept=[a_session(a_set())]).day_summaries()
    memory = ProgressMemory()
    first = shown(SameRows(rows), memory=memory)
    assert shown(SameRows(list(rows)), memory=memory) is first
    assert shown(SameRows(rows), memory=memory, days=91) is not first
    more = PlanJournal(kept=[a_session(a_set(reps=11))]).day_summaries()
    assert shown(SameRows(more), memory=memory).habit.days[0].n_reps == 11


def test_pain_and_decisions_count_as_changes() -> None:
    rows, memory = PlanJournal(kept=[a_session(a_set())]).day_summaries(), ProgressMemory()
    first = shown(SameRows(rows), memory=memory)
    assert shown(SameRows(rows, [pain(3, FIRST_DAY)]), memory=memory).pain != first.pain
    past = [PastDecision(at=FIRST_DAY, exercise="seated_row", rule="top_twice", reason="Because.")]
    assert shown(SameRows(rows), memory=memory, decisions=past).decisions == tuple(past)


@dataclass
class SameRows:
    """A journal that gives the same rows again, as the real one does."""

    rows: Sequence[DaySummary]
    entries: Sequence[PainEntry] = ()

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        return self.rows

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        return self.entries
