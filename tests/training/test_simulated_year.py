"""A year of four people through planner and progression: what must hold on every day."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from people import A_PROFILE, Day, Person, PersonKind, by_name
from upperback.training.bouts import Bout, bouts_of
from upperback.training.pain import LOCK, RED_FROM, concerns
from upperback.training.plan import monday_of
from upperback.training.progression import RULES
from upperback.training.standing import Standing

KINDS: tuple[PersonKind, ...] = get_args(PersonKind)
STRENGTH = {"seated_row", "reverse_fly"}
every_person = pytest.mark.parametrize("kind", KINDS)
# Rules that let a dose grow.
GROWING = {
    "next_level",
    "sets_again",
    "two_for_two",
    "top_twice",
    "more_reps",
    "longer_hold",
    "more_control",
    "wider_range",
    "more_sets",
}
# Words that scold or count what was not done.
SHAMING = ("miss", "fail", "streak", "broke", "should have", "lazy", "behind")


@cache
def a_year(kind: PersonKind) -> tuple[Day, ...]:
    return tuple(Person(kind=kind, seed=7).live(365))


def changes(kind: PersonKind) -> Iterator[tuple[Day, Standing, Standing]]:
    """Yield each standing that was decided anew, with the one before."""
    for day in a_year(kind):
        for name, after in day.after.items():
            if name in day.before and day.before[name] != after:
                yield day, day.before[name], after


def trained_days(kind: PersonKind, names: set[str]) -> list[int]:
    return [
        day.now.toordinal()
        for day in a_year(kind)
        if day.session is not None and any(each.exercise in names for each in day.session.sets)
    ]


@every_person
def test_every_decision_carries_its_reason(kind: PersonKind) -> None:
    """And the name of a rule in the table."""
    known = {rule.name for rule in RULES}
    decisions = [decision for day in a_year(kind) for decision in day.decisions]
    assert all(decision.reason and decision.rule in known for decision in decisions)


@every_person
def test_every_prescription_and_everything_left_out_has_a_reason(kind: PersonKind) -> None:
    plans = [day.plan for day in a_year(kind)]
    assert all(all(each.reasons) and each.reasons for p in plans for each in p.prescriptions)
    assert all(each.reason for plan in plans for each in plan.left_out)


@every_person
def test_an_exercise_is_planned_or_left_out_never_silently_skipped(kind: PersonKind) -> None:
    """Apart from days of rest and of two minutes."""
    for day in a_year(kind):
        if day.plan.kind not in {"rest", "minimum"}:
            named = {each.exercise for each in day.plan.prescriptions}
            named |= {each.exercise for each in day.plan.left_out}
            assert named == set(by_name())


@every_person
def test_a_day_of_rest_lies_between_strength_days(kind: PersonKind) -> None:
    days = trained_days(kind, STRENGTH)
    assert len(days) > 30
    assert all(later - earlier >= 2 for earlier, later in pairwise(days))


@every_person
def test_no_week_exceeds_the_days_of_its_dose(kind: PersonKind) -> None:
    for name, exercise in by_name().items():
        weeks = Counter(
            monday_of(day.now.date())
            for day in a_year(kind)
            if day.session is not None and any(s.exercise == name for s in day.session.sets)
        )
        most = max(dose.days_per_week[1] for dose in exercise.doses)
        assert all(count <= most for count in weeks.values()), name


@every_person
def test_no_day_exceeds_the_sets_and_reps_of_the_dose(kind: PersonKind) -> None:
    """Sets as in the level's dose; reps up to the top of double progression."""
    for day in a_year(kind):
        for plan in day.plan.prescriptions:
            dose = by_name()[plan.exercise].dose("intermediate")
            assert 1 <= plan.sets <= dose.sets[1]
            assert plan.reps <= max(20 if plan.exercise in STRENGTH else 0, dose.reps[1])
            assert plan.hold_s <= max(3.0, dose.hold_s[1])


@every_person
def test_load_never_jumps_more_than_one_step(kind: PersonKind) -> None:
    seen = 0
    for _, before, after in changes(kind):
        ladder = A_PROFILE.ladder(by_name()[after.exercise])
        assert abs(ladder.index(after.load) - ladder.index(before.load)) <= 1
        seen += after.load != before.load
    assert seen > 0


@every_person
def test_one_decision_grows_one_thing(kind: PersonKind) -> None:
    """Reps start low again when the load or the level grows."""
    for _, before, after in changes(kind):
        if after.rule in GROWING - {"next_level"}:
            grown = [
                after.reps > before.reps,
                after.sets > before.sets,
                after.hold_s > before.hold_s,
                _weight(after) > _weight(before),
                after.targets_deg != before.targets_deg,
            ]
            assert sum(grown) == 1, (before, after)


@every_person
def test_a_new_level_keeps_the_load(kind: PersonKind) -> None:
    assert all(
        after.load == before.load
        for _, before, after in changes(kind)
        if after.rule == "next_level"
    )


def _weight(standing: Standing) -> float:
    return standing.load.mass_kg or standing.load.band_step or 0.0


@every_person
def test_red_pain_always_locks_for_two_days(kind: PersonKind) -> None:
    for day in a_year(kind):
        red = [
            entry
            for entry in day.history.pains
            if (entry.value >= RED_FROM or entry.is_alarming)
            and timedelta(0) <= day.now - entry.at < LOCK
        ]
        for plan in day.plan.prescriptions:
            assert not any(concerns(entry, plan.exercise) for entry in red)


def test_somebody_was_locked() -> None:
    """The test above has something to look at."""
    rules = Counter(decision.rule for day in a_year("in_pain") for decision in day.decisions)
    assert rules["pain_lock"] > 10


def last_judged(day: Day, exercise: str) -> Bout:
    bouts = bouts_of(day.history.sessions)[exercise]
    return [bout for bout in bouts if bout.is_judged and bout.day < day.now.date()][-1]


@every_person
def test_nothing_grows_on_unsafe_or_unclean_form_or_on_pain(kind: PersonKind) -> None:
    for day, _, after in changes(kind):
        if after.rule in GROWING:
            bout = last_judged(day, after.exercise)
            assert not bout.is_unsafe
            assert bout.fault_share <= 0.20
            assert all((each.pain or 0) <= 3 for each in bout.sets)


@every_person
def test_a_plan_fits_the_minutes_there_are(kind: PersonKind) -> None:
    for day in a_year(kind):
        assert day.plan.minutes <= max(2, day.minutes), day.plan


@every_person
def test_nobody_is_scolded(kind: PersonKind) -> None:
    said = [text for day in a_year(kind) for text in (*day.plan.notes,)]
    said += [decision.reason for day in a_year(kind) for decision in day.decisions]
    assert not [text for text in said if any(word in text.lower() for word in SHAMING)]


def test_coming_back_is_praised() -> None:
    notes = [note for day in a_year("returning") for note in day.plan.notes]
    reasons = [decision.reason for day in a_year("returning") for decision in day.decisions]
    assert any("Good to have you back" in note for note in notes)
    assert any("Good to have you back" in reason for reason in reasons)


def test_the_keen_one_gets_somewhere() -> None:
    """A year of training leads up the band ladder and to the next level."""
    row = a_year("keen")[-1].after["seated_row"]
    assert row.level == "intermediate"
    assert row.load.band_step is not None
    assert row.load.band_step > 1


def test_the_same_seed_lives_the_same_year() -> None:
    first, second = (Person(kind="irregular", seed=3).live(40) for _ in range(2))
    assert [day.plan for day in first] == [day.plan for day in second]
