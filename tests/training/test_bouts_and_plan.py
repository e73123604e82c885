"""Small pieces: bouts, ladders without entries, exercises of only one level, forecasts."""

from dataclasses import replace
from datetime import timedelta

from people import A_PROFILE, FIRST_DAY, a_rep, a_session, a_set, by_name, the_routine
from upperback.training.bouts import bouts_of
from upperback.training.fitting import fit
from upperback.training.lengths import USUAL, minutes_of, seconds_of
from upperback.training.plan import History
from upperback.training.planner import decide_all
from upperback.training.records import Load, Prescription
from upperback.training.standing import first_standing
from upperback.training.trained import trained_in

DAY = FIRST_DAY.date()


def test_a_bout_is_as_good_as_its_weakest_set_and_side() -> None:
    session = a_session(
        a_set("thoracic_rotation", side="left", reps=8),
        a_set("thoracic_rotation", side="left", reps=6, number=2),
        a_set("thoracic_rotation", side="right", reps=7),
    )
    (bout,) = bouts_of([session])["thoracic_rotation"]
    assert (bout.n_sets, bout.least_reps, bout.last_reps, bout.n_reps) == (1, 6, 7, 21)
    assert bout.sides == ("left", "right")


def test_the_load_of_a_bout_is_what_all_its_sets_could_do() -> None:
    loads = [Load(kind="band", band_step=step) for step in (2, 1)]
    session = a_session(*(a_set(load=load, number=n) for n, load in enumerate(loads, start=1)))
    assert bouts_of([session])["seated_row"][0].load == loads[1]


def test_faults_of_reps_that_do_not_count_do_not_count() -> None:
    logged = a_set(reps=10, faulty=2)
    struck = tuple(
        replace(rep, counted=False, reason="struck") if rep.index == 1 else rep
        for rep in logged.reps
    )
    (bout,) = bouts_of([a_session(replace(logged, reps=struck))])["seated_row"]
    assert bout.fault_share == 1 / 9


def test_sets_without_reps_make_no_bout_and_no_kept_day() -> None:
    session = a_session(a_set(reps=0), replace(a_set(), reps=(a_rep(1, counted=False),)))
    assert bouts_of([session]) == {}
    assert trained_in([session]).kept == ()


def test_an_intermediate_begins_with_the_least_of_that_level() -> None:
    standing = first_standing(
        by_name()["seated_row"], replace(A_PROFILE, level="intermediate"), DAY
    )
    assert (standing.sets, standing.reps, standing.load.band_step) == (3, 8, 1)


def test_a_heavy_lightest_dumbbell_waits() -> None:
    """domain.md 5: 0.5 to 2 kg to begin with, else without weight."""
    fly = by_name()["reverse_fly"]
    assert first_standing(fly, A_PROFILE, DAY).load.mass_kg == 1.0
    heavy = replace(A_PROFILE, dumbbells_kg=(3.0, 5.0))
    assert first_standing(fly, heavy, DAY).load.kind == "none"


def test_mobility_gives_up_sets_before_strength_and_one_set_always_stays() -> None:
    routine = by_name()
    row = Prescription(exercise="seated_row", sets=3, reps=10, hold_s=1.0, rest_s=75)
    angel = Prescription(exercise="wall_angel", sets=3, reps=8, hold_s=1.0, rest_s=30)
    most = minutes_of([row, angel], routine)
    chosen, left_out = fit([(row,), (angel,)], routine, most - 1)
    assert [(each.exercise, each.sets) for each in chosen] == [("seated_row", 3), ("wall_angel", 2)]
    assert left_out == ()
    chosen, left_out = fit([(row,), (angel,)], routine, 1)
    assert [(each.exercise, each.sets) for each in chosen] == [("seated_row", 1)]
    assert [each.exercise for each in left_out] == ["wall_angel"]
    assert minutes_of([], routine) == 0


def test_strength_fills_up_evenly() -> None:
    routine = by_name()
    row = Prescription(exercise="seated_row", sets=3, reps=10, hold_s=1.0, rest_s=75)
    fly = Prescription(exercise="reverse_fly", sets=3, reps=10, hold_s=1.0, rest_s=75)
    minutes = minutes_of([replace(row, sets=2), replace(fly, sets=2)], routine)
    chosen, _ = fit([(row,), (fly,)], routine, minutes)
    assert [each.sets for each in chosen] == [2, 2]
    assert all(each.reasons == (f"Fewer sets, to fit {minutes} minutes.",) for each in chosen)


def test_a_rest_before_another_exercise_counts_where_it_is_longer_than_getting_ready() -> None:
    routine = by_name()
    row = Prescription(exercise="seated_row", sets=1, reps=10, rest_s=75)
    fly = Prescription(exercise="reverse_fly", sets=1, reps=10, rest_s=75)
    alone_s = seconds_of([row], routine) + seconds_of([fly], routine)
    assert seconds_of([row, fly], routine) == alone_s + 75 - USUAL.setup_s
    assert seconds_of([replace(row, rest_s=15), fly], routine) == alone_s


def test_decisions_come_for_every_exercise_of_the_routine() -> None:
    decisions = decide_all(the_routine(), History(), A_PROFILE, FIRST_DAY)
    assert set(decisions) == set(by_name())
    assert {decision.at for decision in decisions.values()} == {FIRST_DAY}


def test_after_three_months_the_last_decision_says_how_long_it_was() -> None:
    """Sessions of that time are no longer read."""
    standing = first_standing(by_name()["seated_row"], A_PROFILE, DAY)
    old = replace(standing, decided_at=FIRST_DAY, load=Load(kind="band", band_step=3))
    history = History()
    history = replace(history, programme=replace(history.programme, standings={"seated_row": old}))
    decision = decide_all(the_routine(), history, A_PROFILE, FIRST_DAY + timedelta(days=100))[
        "seated_row"
    ]
    assert decision.rule == "restart"
    assert decision.standing.load.band_step == 2
    assert "100 days" in decision.reason
