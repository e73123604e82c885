"""Each rule of the progression: when it speaks, what it changes, and what it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import A_PROFILE, FIRST_DAY, a_session, a_set, by_name, pain
from upperback.training.bouts import bouts_of
from upperback.training.evidence import Decision, Evidence
from upperback.training.pain import stated_pain
from upperback.training.profile import Profile
from upperback.training.progression import RULES, decide
from upperback.training.records import (
    NO_LOAD,
    Load,
    LoggedMeasure,
    PainEntry,
    Prescription,
    TrainingSession,
)
from upperback.training.standing import Standing

BAND = [Load(kind="band", band_step=step) for step in range(1, 5)]
KG = {kg: Load(kind="dumbbell", mass_kg=kg) for kg in (1.0, 1.5, 2.0, 4.0)}
START = FIRST_DAY.date()


def a_standing(exercise: str = "seated_row", **changes: object) -> Standing:
    standing = Standing(
        exercise=exercise,
        level="beginner",
        level_since=START,
        sets=2,
        reps=10,
        hold_s=1.0,
        load=BAND[1],
    )
    return replace(standing, **changes)  # type: ignore[arg-type]


def done(
    standing: Standing, day: int, *, reps: Sequence[int] = (10, 10), **of_set: object
) -> TrainingSession:
    """Return a session of the exercise on a day, by default all as planned."""
    at = FIRST_DAY + timedelta(days=day)
    plan = Prescription(
        exercise=standing.exercise, sets=standing.sets, reps=standing.reps, hold_s=standing.hold_s
    )
    shown = {"plan": plan, "load": standing.load, "effort_rir": 3} | of_set
    sets = [
        a_set(standing.exercise, at=at, reps=n, number=i, **shown)  # type: ignore[arg-type]
        for i, n in enumerate(reps, start=1)
    ]
    return a_session(*sets, at=at)


def decided(
    standing: Standing,
    *sessions: TrainingSession,
    pains: Sequence[PainEntry] = (),
    day: int | None = None,
    now: datetime | None = None,
    profile: Profile = A_PROFILE,
    bad_days: int = 0,
) -> Decision:
    """Decide on the day after the last session."""
    last = max((each.started_at for each in sessions), default=FIRST_DAY)
    then = now or (last + timedelta(days=1) if day is None else FIRST_DAY + timedelta(days=day))
    exercise = by_name()[standing.exercise]
    return decide(
        Evidence(
            exercise=exercise,
            standing=standing,
            profile=profile,
            bouts=bouts_of(sessions).get(exercise.name, ()),
            pains=pains,
            now=then,
            bad_days=bad_days,
        )
    )


def test_names_and_sentences_of_rules_are_given_once() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.says for rule in RULES}) == len(RULES)


def test_what_holds_back_stands_before_what_grows() -> None:
    names = [rule.name for rule in RULES]
    assert names[0] == "pain_lock"
    assert names.index("unclean") < names.index("near_limit") < names.index("next_level")
    assert names[-1] == "same"


def test_the_first_dose_says_so() -> None:
    decision = decided(a_standing(), day=0)
    assert decision.rule == "same"
    assert not decision.is_lasting
    assert decision.reason == "Your first dose: easy, to learn the movement."


def test_red_pain_rests_for_48_hours() -> None:
    standing, at = a_standing(), FIRST_DAY
    entries = [pain(6, at, exercise="seated_row")]
    locked = decided(standing, pains=entries, now=at + timedelta(hours=47, minutes=59))
    free = decided(standing, pains=entries, now=at + timedelta(hours=48))
    assert (locked.rule, locked.prescription) == ("pain_lock", None)
    assert free.prescription is not None


def test_alarming_pain_locks_whatever_its_value() -> None:
    entries = [pain(1, FIRST_DAY, is_alarming=True)]
    assert decided(a_standing(), pains=entries, day=0).rule == "pain_lock"


def test_red_pain_that_lasts_asks_for_a_clinician() -> None:
    entries = [pain(7, FIRST_DAY + timedelta(days=n)) for n in (0, 2)]
    decision = decided(a_standing(), pains=entries, now=entries[-1].at)
    assert "doctor or physiotherapist" in decision.reason


def test_more_than_14_days_off_is_one_step_easier_once() -> None:
    standing = a_standing(decided_at=FIRST_DAY + timedelta(hours=1))
    session = done(standing, 0)
    on_time = decided(standing, session, day=14)
    back = decided(standing, session, day=15)
    again = decided(back.standing, session, day=16)
    assert on_time.rule != "break"
    assert (back.rule, back.standing.load) == ("break", BAND[0])
    assert again.standing == back.standing
    assert again.reason == back.reason


def test_more_than_28_days_off_begins_with_the_beginners_dose() -> None:
    standing = a_standing(level="intermediate", sets=3, reps=12, load=BAND[3])
    decision = decided(standing, done(standing, 0), day=29)
    after = decision.standing
    assert decision.rule == "restart"
    assert (after.level, after.sets, after.reps, after.load) == ("beginner", 2, 10, BAND[2])


def test_a_break_that_goes_on_restarts_without_another_lighter_step() -> None:
    standing = a_standing(load=BAND[3])
    session = done(standing, 0)
    first = decided(standing, session, day=20)
    second = decided(first.standing, session, day=40)
    assert (first.rule, second.rule) == ("break", "restart")
    assert second.standing.load == first.standing.load == BAND[2]


@pytest.mark.parametrize("value", [5, 6, 9])
def test_pain_of_5_or_more_is_one_step_easier(value: int) -> None:
    """Red pain too, once its lock is over."""
    standing = a_standing()
    session = done(standing, 0)
    entries = [pain(value, FIRST_DAY, exercise="seated_row")]
    decision = decided(standing, session, pains=entries, day=3)
    assert (decision.rule, decision.standing.load) == ("painful", BAND[0])


def test_a_worse_morning_is_one_step_easier_also_when_said_late() -> None:
    standing = a_standing()
    session = done(standing, 0)
    first = decided(standing, session, now=FIRST_DAY + timedelta(hours=12))
    said = [pain(2, FIRST_DAY + timedelta(hours=14), moment="next_morning", worse=True)]
    second = decided(first.standing, session, pains=said, now=FIRST_DAY + timedelta(hours=15))
    third = decided(second.standing, session, pains=said, now=FIRST_DAY + timedelta(hours=16))
    assert first.rule == "more_reps"
    assert (second.rule, second.standing.load) == ("worse_morning", BAND[0])
    assert third.standing == second.standing


def test_pain_and_a_worse_morning_are_one_step_together() -> None:
    standing = a_standing(load=BAND[3])
    session = done(standing, 0)
    hurt = pain(5, FIRST_DAY, exercise="seated_row")
    first = decided(standing, session, pains=[hurt], now=FIRST_DAY + timedelta(hours=12))
    said = pain(5, FIRST_DAY + timedelta(hours=14), moment="next_morning", worse=True)
    second = decided(
        first.standing, session, pains=[hurt, said], now=FIRST_DAY + timedelta(hours=15)
    )
    assert second.standing.load == first.standing.load == BAND[2]


def test_poor_form_twice_is_one_step_easier() -> None:
    standing = a_standing()
    once = [done(standing, 0), done(standing, 2, score=59)]
    twice = [done(standing, 0, score=59), done(standing, 2, score=59)]
    assert decided(standing, *once).rule != "poor_form"
    assert decided(standing, *twice).rule == "poor_form"


def test_amber_pain_before_training_is_lighter_today_only() -> None:
    standing = a_standing(decided_at=FIRST_DAY)
    entries = [pain(4, FIRST_DAY + timedelta(days=2), moment="before")]
    decision = decided(standing, pains=entries, day=2)
    assert decision.rule == "amber_today"
    assert decision.prescription is not None
    assert decision.prescription.load == BAND[0]
    assert decision.prescription.variant == "slower"
    assert decision.standing == standing


def test_amber_pain_without_a_lighter_load_is_half_the_range() -> None:
    standing = a_standing("cat_cow", load=NO_LOAD, sets=1, reps=6)
    decision = decided(standing, pains=[pain(5, FIRST_DAY, moment="before")], day=0)
    assert decision.prescription is not None
    assert decision.prescription.variant == "half the range, slower"


def tired(standing: Standing) -> list[TrainingSession]:
    """Two sessions that fell short by more than 15 %, the second much harder."""
    return [
        done(standing, 0, reps=(8, 8), effort_rir=3),
        done(standing, 2, reps=(8, 8), effort_rir=1),
    ]


def test_two_signs_of_tiredness_bring_an_easy_week() -> None:
    standing = a_standing(sets=3)
    sessions = tired(standing)
    begun = decided(standing, *sessions, day=3)
    goes_on = decided(begun.standing, *sessions, day=9)
    over = decided(begun.standing, *sessions, day=10)
    assert begun.rule == "deload"
    assert begun.standing.sets == 3
    assert begun.prescription is not None
    assert begun.prescription.sets == 1
    assert (goes_on.rule, over.rule) == ("easy_week", "same")
    assert over.prescription is not None
    assert over.prescription.sets == 3


def test_one_sign_is_not_enough_but_sore_days_are_a_second() -> None:
    standing = a_standing()
    session = [done(standing, 0, effort_rir=4), done(standing, 2, effort_rir=2)]
    assert decided(standing, *session).rule != "deload"
    assert decided(standing, *session, bad_days=3).rule == "deload"


def test_amber_pain_waits_for_the_morning_and_then_stays() -> None:
    standing = a_standing()
    session = done(standing, 0)
    hurt = pain(4, FIRST_DAY, exercise="seated_row")
    fine = pain(0, FIRST_DAY + timedelta(hours=13), moment="next_morning", worse=False)
    assert decided(standing, session, pains=[hurt]).rule == "open_morning"
    after = decided(standing, session, pains=[hurt, fine])
    assert (after.rule, after.standing.reps) == ("amber", 10)


def test_one_safety_finding_stops_growth() -> None:
    standing = a_standing()
    assert decided(standing, done(standing, 0, faulty=1, severity="safety")).rule == "unsafe"


def test_faults_in_more_than_a_fifth_of_the_reps_stop_growth() -> None:
    standing = a_standing()
    assert decided(standing, done(standing, 0, faulty=2)).rule == "more_reps"
    assert decided(standing, done(standing, 0, faulty=3)).rule == "unclean"


def test_a_beginner_keeps_two_reps_in_reserve() -> None:
    standing = a_standing()
    assert decided(standing, done(standing, 0, effort_rir=1)).rule == "near_limit"
    assert decided(standing, done(standing, 0, effort_rir=2)).rule == "more_reps"


def test_all_reps_done_is_one_more_and_two_if_it_was_easy() -> None:
    standing = a_standing()
    assert decided(standing, done(standing, 0)).standing.reps == 11
    assert decided(standing, done(standing, 0, effort_rir=5)).standing.reps == 12
    assert decided(standing, done(standing, 0, reps=(10, 9))).standing.reps == 10


def test_two_for_two_brings_the_next_band() -> None:
    standing = a_standing()
    one = done(standing, 0, reps=(10, 12))
    two = done(standing, 2, reps=(10, 12))
    assert decided(standing, one).rule == "more_reps"
    decision = decided(standing, one, two)
    assert decision.rule == "two_for_two"
    assert (decision.standing.load, decision.standing.reps) == (BAND[2], 10)
    assert "band 3 (green)" in decision.reason


def test_fifteen_reps_twice_bring_the_next_band() -> None:
    standing = a_standing(reps=15)
    sessions = [done(standing, day, reps=(15, 15)) for day in (0, 2)]
    assert decided(standing, sessions[0]).rule == "same"
    assert decided(standing, *sessions).standing.load == BAND[2]


def test_at_the_end_of_the_ladder_the_squeeze_grows() -> None:
    standing = a_standing(reps=15, load=BAND[3])
    sessions = [done(standing, day, reps=(15, 15)) for day in (0, 2)]
    decision = decided(standing, *sessions)
    assert (decision.standing.load, decision.standing.hold_s) == (BAND[3], 2.0)


def test_a_far_dumbbell_waits_for_twenty_reps() -> None:
    standing = a_standing("reverse_fly", load=KG[2.0], reps=15)
    sessions = [done(standing, day, reps=(15, 15)) for day in (0, 2)]
    assert decided(standing, *sessions).standing.reps == 16
    near = replace(standing, load=KG[1.5])
    sessions = [done(near, day, reps=(15, 15)) for day in (0, 2)]
    assert decided(near, *sessions).standing.load == KG[2.0]


def test_the_next_level_needs_eight_sessions_and_four_weeks() -> None:
    standing = a_standing()
    sessions = [done(standing, 4 * n) for n in range(8)]
    decision = decided(standing, *sessions)
    assert decision.rule == "next_level"
    assert (decision.standing.level, decision.standing.sets) == ("intermediate", 3)
    assert decision.standing.load == standing.load
    assert decided(standing, *sessions[1:]).rule != "next_level"
    early = replace(standing, level_since=date(2026, 1, 12))
    assert decided(early, *sessions).rule != "next_level"


def a_mobility() -> Standing:
    return a_standing("thoracic_rotation", sets=1, reps=6, hold_s=2.0, load=NO_LOAD)


def turned(standing: Standing, day: int, deg: float = 40.0) -> TrainingSession:
    """Return a session of rotation, both sides."""
    rotation = {"rotation_deg": LoggedMeasure(value=deg, error=8.0, unit="deg")}
    left = done(standing, day, reps=(6,), side="left", measures=rotation)
    right = done(standing, day, reps=(6,), side="right", measures=rotation)
    return replace(left, sets=(*left.sets, *right.sets))


def test_mobility_grows_by_hold_then_by_the_own_best_range() -> None:
    standing = a_mobility()
    sessions = [turned(standing, day) for day in (0, 1)]
    longer = decided(standing, *sessions)
    assert (longer.rule, longer.standing.hold_s) == ("longer_hold", 3.0)
    held = replace(standing, hold_s=3.0)
    sessions = [turned(held, day) for day in (0, 1)]
    wider = decided(held, *sessions)
    assert wider.rule == "wider_range"
    assert wider.standing.targets_deg == {"left": 45.0, "right": 45.0}
    assert "45° to the left and 45° to the right" in wider.reason


def test_a_set_that_was_taken_away_comes_back() -> None:
    standing = a_standing(sets=1)
    sessions = [done(standing, day, reps=(10,)) for day in (0, 2)]
    assert decided(standing, *sessions).standing.sets == 2


def test_a_short_day_counts_as_planned() -> None:
    """Fewer sets because of the minutes do not stop growth."""
    standing = a_standing(sets=3)
    trimmed = done(replace(standing, sets=2), 0)
    assert decided(standing, trimmed).rule == "more_reps"


def test_two_minutes_and_tests_say_nothing_of_the_dose() -> None:
    standing = a_standing(decided_at=FIRST_DAY + timedelta(days=1))
    full = done(standing, 0)
    for kind in ("minimum", "baseline"):
        other = replace(done(standing, 2, reps=(14, 14)), kind=kind)
        assert decided(standing, full, other).rule == "same"


def test_what_was_done_today_is_judged_tomorrow() -> None:
    standing = a_standing()
    session = done(standing, 0)
    assert not decided(standing, session, now=FIRST_DAY + timedelta(hours=3)).is_lasting
    assert decided(standing, session, day=1).is_lasting


def test_deciding_twice_is_deciding_once() -> None:
    standing = a_standing()
    session = done(standing, 0)
    first = decided(standing, session, day=1)
    second = decided(first.standing, session, day=1)
    assert second.standing == first.standing
    assert (second.rule, second.reason) == (first.rule, first.reason)


def test_a_load_that_is_no_longer_owned_becomes_a_lighter_one() -> None:
    poorer = replace(A_PROFILE, bands=("yellow",))
    decision = decided(a_standing(load=BAND[2]), day=0, profile=poorer)
    assert decision.prescription is not None
    assert decision.prescription.load == BAND[0]


def test_two_minutes_count_for_who_does_nothing_else() -> None:
    standing = a_standing()
    once = replace(standing, sets=1)
    sessions = [
        replace(done(once, day, reps=(12,), effort_rir=1), kind="minimum") for day in (0, 2)
    ]
    assert decided(standing, *sessions).rule == "two_for_two"


# --- properties over random histories ---------------------------------------------------

a_bout = st.fixed_dictionaries(
    {
        "gap": st.integers(1, 35),
        "reps": st.lists(st.integers(1, 24), min_size=1, max_size=3),
        "faulty": st.integers(0, 4),
        "severity": st.sampled_from(["safety", "effectiveness", "note"]),
        "score": st.none() | st.integers(0, 100),
        "reserve": st.none() | st.integers(0, 10),
        "pain": st.none() | st.integers(0, 10),
        "kind": st.sampled_from(["full", "short", "minimum", "baseline", "free"]),
        "source": st.sampled_from(["camera", "taps", "import"]),
    }
)


def is_harder(after: Standing, before: Standing) -> bool:
    """Whether anything grew, apart from reps that start again lower with more load."""
    bands = (after.load.band_step or 0, before.load.band_step or 0)
    return (
        bands[0] > bands[1]
        or after.sets > before.sets
        or after.hold_s > before.hold_s
        or (bands[0] == bands[1] and after.reps > before.reps)
    )


@given(st.lists(a_bout, min_size=1, max_size=8))
def test_whatever_happened_the_next_dose_is_a_small_step(history: list[dict[str, Any]]) -> None:
    """One band at most, never on pain or poor form, always with a reason; and repeatable."""
    standing = a_standing()
    sessions: list[TrainingSession] = []
    day = 0
    for bout in history:
        plan = a_standing(sets=len(bout["reps"]), load=standing.load, reps=standing.reps)
        session = done(
            plan,
            day,
            reps=bout["reps"],
            faulty=min(bout["faulty"], *bout["reps"]),
            severity=bout["severity"],
            score=bout["score"],
            effort_rir=bout["reserve"],
            pain=bout["pain"],
            source=bout["source"],
        )
        sessions.append(replace(session, kind=bout["kind"]))
        day += bout["gap"]
        pains = stated_pain(sessions, [])
        decision = decided(standing, *sessions, pains=pains, day=day)
        after = decision.standing
        step = (after.load.band_step or 0) - (standing.load.band_step or 0)
        assert decision.reason
        assert abs(step) <= 1
        if is_harder(after, standing) and decision.rule != "restart":
            judged = [s for s in sessions if s.kind not in {"baseline"}][-1]
            assert all((each.pain or 0) < 4 for each in judged.sets)
            assert not any(f.severity == "safety" for s in judged.sets for f in s.findings)
        if (bout["pain"] or 0) >= 6 and bout["gap"] < 2:
            assert decision.prescription is None
        assert decided(after, *sessions, pains=pains, day=day).standing == after
        standing = after
