"""One row for each day, exercise and side: the contract that the journal's SQL fulfils."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from people import FIRST_DAY, a_rep, a_session, a_set
from upperback.training.records import Load, LoggedMeasure, LoggedSet, TrainingSession
from upperback.training.summaries import STRUCK, DaySummary, summarise_days


def a_row(*sets: LoggedSet) -> DaySummary:
    (row,) = summarise_days([a_session(*sets)])
    return row


def deg(value: float, error: float = 5.0) -> LoggedMeasure:
    return LoggedMeasure(value=value, error=error, unit="deg")


def test_sets_reps_and_clean_reps_add_up() -> None:
    row = a_row(a_set(reps=10, faulty=2), a_set(reps=8, number=2))
    assert (row.n_sets, row.n_reps, row.n_clean, row.best_set_reps) == (2, 18, 16, 10)
    assert (row.n_effectiveness, row.n_safety, row.n_note) == (2, 0, 0)
    assert row.clean_share == 16 / 18


def test_a_partial_rep_is_kept_apart_and_a_struck_one_forgotten() -> None:
    reps = (
        a_rep(1),
        a_rep(2, counted=False, reason="short_range"),
        a_rep(3, counted=False, reason=STRUCK),
    )
    row = a_row(
        a_set(reps=0), LoggedSet(id="x", exercise="seated_row", started_at=FIRST_DAY, reps=reps)
    )
    assert (row.n_sets, row.n_reps, row.n_partial, row.moving_s) == (1, 1, 1, 4.0)


def test_volume_counts_dumbbells_and_bands_count_reps() -> None:
    fly = a_row(
        a_set("reverse_fly", reps=10, load=Load(kind="dumbbell", mass_kg=1.5)),
        a_set("reverse_fly", reps=10, number=2, load=Load(kind="dumbbell", mass_kg=2.0)),
    )
    row = a_row(a_set(reps=10, load=Load(kind="band", band_step=2)))
    assert (fly.volume_kg, fly.top_mass_kg, fly.band_reps) == (35.0, 2.0, 0)
    assert (row.volume_kg, row.top_band_step, row.band_reps) == (0.0, 2, 10)


def test_measures_are_those_of_the_sets() -> None:
    row = a_row(
        a_set(measures={"spine_arc_deg": deg(50.0)}),
        a_set(number=2, measures={"spine_arc_deg": deg(60.0, error=8.0)}),
    )
    arc = row.measures["spine_arc_deg"]
    assert (arc.n, arc.mean, arc.highest, arc.lowest, arc.error) == (2, 55.0, 60.0, 50.0, 8.0)


def test_the_worst_of_pain_and_effort_is_kept() -> None:
    row = a_row(a_set(pain=2, effort_rir=3), a_set(number=2, pain=4), a_set(number=3, effort_rir=1))
    assert (row.pain_max, row.effort_min) == (4, 1)
    assert (a_row(a_set()).pain_max, a_row(a_set()).effort_min) == (None, None)


def test_scores_have_mean_and_minimum_or_nothing() -> None:
    row = a_row(a_set(reps=2, score=80), a_set(reps=2, number=2, score=100))
    assert (row.mean_score, row.min_score, row.n_scored) == (90.0, 80, 4)
    assert a_row(a_set(score=None)).mean_score is None


def test_the_day_is_that_of_the_persons_clock_when_the_session_began() -> None:
    """Half past midnight in Tokyo is another day than in UTC; after midnight it stays."""
    tokyo = timezone(timedelta(hours=9))
    at = datetime(2026, 5, 5, 0, 30, tzinfo=tokyo)
    late = datetime(2026, 5, 4, 23, 50, tzinfo=UTC)
    after_midnight = a_session(a_set("cat_cow", at=late + timedelta(minutes=20)), at=late)
    rows = summarise_days([a_session(a_set(at=at), at=at), after_midnight])
    assert [(row.exercise, row.day.day) for row in rows] == [("cat_cow", 4), ("seated_row", 5)]


def test_baseline_sets_are_told_apart() -> None:
    sessions = [
        a_session(a_set(), kind="baseline"),
        a_session(a_set(), at=FIRST_DAY + timedelta(hours=1)),
    ]
    (row,) = summarise_days(sessions)
    assert (row.n_sets, row.n_baseline_sets) == (2, 1)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["a", "b"]), st.integers(0, 5))))
def test_no_rep_is_lost_or_counted_twice(done: list[tuple[int, str, int]]) -> None:
    """Whatever the order of the sessions."""
    sessions: list[TrainingSession] = [
        a_session(a_set(name, reps=reps, number=n), at=FIRST_DAY + timedelta(days=day, minutes=n))
        for n, (day, name, reps) in enumerate(done)
    ]
    rows = summarise_days(sessions)
    assert sum(row.n_reps for row in rows) == sum(reps for _, _, reps in done)
    assert rows == summarise_days(sessions[::-1])
    keys = [(row.day, row.exercise, row.side) for row in rows]
    assert keys == sorted(set(keys))
