"""Noise band, baseline, series, habit, balance, muscles, bests and the sentence on top."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from people import FIRST_DAY, by_name, pain, the_routine
from upperback.training.balance import balances, muscles_of_week, personal_bests
from upperback.training.baseline import due_baseline, noise_pairs, results_of
from upperback.training.habit import Habit, habit_of
from upperback.training.headline import Story, headline
from upperback.training.noise import LEAST_MDC_DEG, change_between, noise_of
from upperback.training.records import Side
from upperback.training.series import (
    TestSeries,
    WeekOfPain,
    by_exercise,
    series_of_test,
    weeks_of_pain,
    weeks_of_work,
)
from upperback.training.summaries import DayMeasure, DaySummary

DAY = date(2026, 1, 5)
ROTATION = by_name()["thoracic_rotation"].tests[0]
ENDURANCE = by_name()["reverse_fly"].tests[0]
NO_HABIT = Habit(days=(), goal=3, this_week=0, weeks_with_goal=0, weeks_active=0, weeks_going=0)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def turned(day: int, deg: float, side: Side = "left", *, is_baseline: bool = False) -> DaySummary:
    measure = DayMeasure(n=1, mean=deg, highest=deg, lowest=deg, error=8.0, unit="deg")
    return DaySummary(
        day=after(day),
        exercise="thoracic_rotation",
        side=side,
        n_sets=1,
        n_reps=6,
        n_baseline_sets=int(is_baseline),
        measures={"rotation_deg": measure},
    )


def flown(day: int, reps: int, kg: float = 1.0, *, is_baseline: bool = False) -> DaySummary:
    return DaySummary(
        day=after(day),
        exercise="reverse_fly",
        side="both",
        n_sets=1,
        n_reps=reps,
        best_set_reps=reps,
        top_mass_kg=kg,
        volume_kg=reps * kg,
        n_baseline_sets=int(is_baseline),
    )


def left_of(rows: Sequence[DaySummary]) -> TestSeries:
    return series_of_test(rows, "thoracic_rotation", ROTATION)[0]


# --- noise --------------------------------------------------------------------------


def test_until_there_are_two_days_the_default_holds() -> None:
    band = noise_of([], least_change=15.0)
    assert (band.real_change, band.is_own) == (15.0, False)


def test_two_equal_days_do_not_make_every_degree_real() -> None:
    band = noise_of([(40.0, 40.0)] * 30, least_change=15.0)
    assert band.real_change == LEAST_MDC_DEG
    assert noise_of([(40.0, 40.0)], least_change=15.0).real_change == pytest.approx(10.6, abs=0.1)


def test_a_person_who_wobbles_gets_a_wide_band() -> None:
    assert noise_of([(30.0, 50.0), (32.0, 50.0)], least_change=15.0).real_change > 25.0


def test_exactly_the_band_is_no_change() -> None:
    band = noise_of([], least_change=15.0)
    kinds = [change_between(40.0, now, band).kind for now in (55.0, 55.1, 24.9, 25.0)]
    assert kinds == ["within_noise", "better", "worse", "within_noise"]


# --- baseline -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "today", "stage", "due_on"),
    [
        ([], 0, "first_day", 0),
        ([0], 0, "second_day", 1),
        ([0], 5, "second_day", 1),
        ([0], 20, "first_day", 20),
        ([0, 3], 3, "retest", 31),
        ([0, 20], 20, "second_day", 21),
        ([0, 3, 40], 41, "retest", 68),
    ],
)
def test_two_days_then_every_four_weeks(
    days: list[int], today: int, stage: str, due_on: int
) -> None:
    due = due_baseline([after(n) for n in days], [], after(today))
    assert (due.stage, due.due_on) == (stage, after(due_on))
    assert due.is_due == (due.due_on <= after(today))


def test_the_tests_come_in_the_order_of_a_session_side_by_side() -> None:
    tests = due_baseline([], the_routine(), DAY).tests
    assert [(test.exercise, test.side, test.reps) for test in tests] == [
        ("cat_cow", "both", 5),
        ("thoracic_rotation", "left", 3),
        ("thoracic_rotation", "right", 3),
        ("reverse_fly", "both", None),
        ("wall_angel", "both", 5),
    ]


def test_baseline_days_far_apart_are_no_pair() -> None:
    rows = [turned(day, 40.0, is_baseline=True) for day in (0, 3, 40)]
    assert len(noise_pairs(results_of(rows, ROTATION, "left"))) == 1


# --- series -------------------------------------------------------------------------


def test_sides_have_series_of_their_own_and_one_noise_band() -> None:
    rows = [
        turned(0, 40.0, is_baseline=True),
        turned(0, 50.0, "right", is_baseline=True),
        turned(2, 44.0, is_baseline=True),
        turned(2, 50.0, "right", is_baseline=True),
    ]
    left, right = series_of_test(rows, "thoracic_rotation", ROTATION)
    assert (left.start, right.start) == (42.0, 50.0)
    assert left.noise == right.noise
    assert left.noise.n_pairs == 2
    assert left.change is None


def test_a_real_change_is_beyond_the_band_only() -> None:
    start = [turned(0, 40.0, is_baseline=True), turned(2, 41.0, is_baseline=True)]
    small = left_of([*start, turned(30, 44.0)])
    large = left_of([*start, turned(30, 58.0)])
    assert small.change is not None
    assert small.change.kind == "within_noise"
    assert large.change is not None
    assert (large.change.kind, large.change.difference) == ("better", 17.5)
    assert large.best is not None
    assert large.best.value == 58.0


def test_without_a_baseline_the_first_two_days_are_the_start() -> None:
    series = left_of([turned(0, 40.0), turned(1, 44.0), turned(9, 50.0)])
    assert (series.start, series.now, series.noise.is_own) == (42.0, 50.0, False)


def test_endurance_is_compared_between_tests_with_the_same_dumbbell() -> None:
    """A set of training ends where it is planned to end, with another weight at that."""
    rows = [
        flown(0, 18, is_baseline=True),
        flown(2, 20, is_baseline=True),
        flown(10, 10),
        flown(28, 26, is_baseline=True),
        flown(30, 10, 2.0),
    ]
    (series,) = series_of_test(rows, "reverse_fly", ENDURANCE)
    assert (series.start, series.now) == (19.0, 26.0)
    assert series.change is not None
    assert series.change.kind == "better"


def test_a_day_without_a_full_set_is_no_result() -> None:
    rows = [flown(0, 0), flown(1, 10)]
    assert [result.value for result in results_of(rows, ENDURANCE, "both")] == [10.0]


def test_no_rows_make_an_empty_series() -> None:
    series = left_of([])
    assert (series.points, series.start, series.now, series.change) == ((), None, None, None)


def test_weeks_of_work_add_up() -> None:
    rows = [flown(0, 10), flown(2, 12, 1.5), flown(7, 10)]
    weeks = weeks_of_work(rows)
    assert [(week.monday, week.n_days, week.n_reps) for week in weeks] == [
        (DAY, 2, 22),
        (after(7), 1, 10),
    ]
    assert (weeks[0].volume_kg, weeks[0].top_mass_kg, weeks[0].score) == (28.0, 1.5, None)


def test_pain_stands_beside_the_days_of_training() -> None:
    entries = [pain(4, FIRST_DAY), pain(2, FIRST_DAY + timedelta(days=8))]
    weeks = weeks_of_pain([flown(0, 10)], entries)
    assert [(week.mean, week.highest, week.n_days) for week in weeks] == [(4.0, 4, 1), (2.0, 2, 0)]


# --- habit --------------------------------------------------------------------------


def test_a_week_off_is_forgiven_two_are_not() -> None:
    one_off = [flown(day, 5) for day in (0, 14, 21)]
    two_off = [flown(day, 5) for day in (0, 21, 28)]
    assert habit_of(one_off, goal=1, today=after(22)).weeks_going == 4
    assert habit_of(two_off, goal=1, today=after(29)).weeks_going == 2


def test_a_week_that_is_not_over_breaks_nothing() -> None:
    rows = [flown(0, 5)]
    assert habit_of(rows, goal=3, today=after(13)).weeks_going == 2
    assert habit_of(rows, goal=3, today=after(20)).weeks_going == 3
    assert habit_of(rows, goal=3, today=after(27)).weeks_going == 0


def test_two_minutes_are_a_kept_day() -> None:
    habit = habit_of([flown(0, 1), turned(0, 40.0)], goal=1, today=DAY)
    assert habit.this_week == habit.weeks_with_goal == 1
    assert habit.days[0].exercises == ("reverse_fly", "thoracic_rotation")


# --- balance, muscles, bests --------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "is_notable"),
    [(40.0, 44.0, False), (60.0, 74.0, False), (40.0, 54.0, False), (40.0, 60.0, True)],
    ids=["small", "beyond error, not 20 %", "beyond 20 %, not error", "both"],
)
def test_left_and_right_are_notable_only_beyond_20_percent_and_error(
    left: float, right: float, *, is_notable: bool
) -> None:
    rows = [turned(0, left), turned(0, right, "right")]
    (balance,) = balances(series_of_test(rows, "thoracic_rotation", ROTATION))
    assert balance.is_notable == is_notable
    assert balance.says


def test_the_muscle_map_weighs_main_and_helping_muscles() -> None:
    muscles = muscles_of_week([flown(0, 10)], the_routine(), after(6))
    strengths = {each.muscle: each.strength for each in muscles}
    assert strengths["rear deltoid"] == 1.0
    assert strengths["infraspinatus"] == 0.5
    assert "biceps" not in strengths


def test_the_muscle_map_looks_at_seven_days() -> None:
    assert muscles_of_week([flown(0, 10)], the_routine(), after(7)) == ()


def test_personal_bests_know_when_they_were_first_reached() -> None:
    rows = [flown(0, 10, 1.0), flown(2, 15, 1.0), flown(4, 10, 2.0), flown(6, 15, 2.0)]
    bests = personal_bests(by_exercise(rows), [], {"reverse_fly": "Fly"})
    assert [(best.label, best.value, best.day) for best in bests] == [
        ("Fly: most reps in a set", 15.0, after(2)),
        ("Fly: heaviest dumbbell", 2.0, after(4)),
    ]


# --- the sentence on top ------------------------------------------------------------


def a_story(**changes: object) -> Story:
    some = habit_of([flown(0, 5)], goal=3, today=DAY)
    plain: dict[str, object] = {"tests": (), "work": {}, "pain": (), "habit": some}
    return Story(**(plain | changes))  # type: ignore[arg-type]


def test_a_real_change_comes_first() -> None:
    start = [turned(0, 40.0, is_baseline=True), turned(2, 41.0, is_baseline=True)]
    series = left_of([*start, turned(30, 58.0)])
    said = headline(a_story(tests=[series]))
    assert said == "Chest rotation, left: 18° more than at the start, a real change."


def test_noise_is_never_called_a_change() -> None:
    series = left_of([turned(0, 40.0), turned(2, 41.0), turned(30, 44.0)])
    assert "change" not in headline(a_story(tests=[series]))


def test_less_pain_is_said_after_eight_weeks() -> None:
    weeks = [
        WeekOfPain(monday=after(7 * n), mean=mean, highest=5, n_days=3)
        for n, mean in enumerate([4, 4, 4, 4, 2, 2, 2, 2])
    ]
    assert headline(a_story(pain=weeks)).startswith("Your pain is at 2.0 of 10 now")
    assert "pain" not in headline(a_story(pain=weeks[:7]))


def test_more_load_is_said() -> None:
    work = {"Fly": weeks_of_work([flown(0, 10, 1.0), flown(30, 10, 1.5)])}
    assert headline(a_story(work=work)) == "Fly: from 1 kg to 1.5 kg since you began."


def test_the_habit_is_said_when_nothing_else_is_known() -> None:
    assert headline(a_story()) == "1 day this week; your goal is 3."
    going = habit_of([flown(0, 5), flown(7, 5)], goal=3, today=after(7))
    assert headline(a_story(habit=going)).startswith("It has been going for 2 weeks")
    old = habit_of([flown(0, 5)], goal=3, today=after(60))
    assert headline(a_story(habit=old)) == "Good to see you. Two minutes today keep it going."


def test_before_the_first_session_it_invites() -> None:
    assert "first session" in headline(a_story(habit=NO_HABIT))
