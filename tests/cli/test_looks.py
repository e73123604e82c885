"""Looks at standing on the command line: listed as what they are, and no training."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli.conftest import Run
from upperback.training.records import LoggedMeasure, LoggedSet, TrainingSession
from upperback.wiring import wall_clock
from upperback.wiring.journal import open_training


@pytest.fixture(autouse=True)
def _looked(run: Run) -> None:
    """A journal with a set of an hour ago and a look of just now."""
    at = wall_clock()
    earlier = f"{at - timedelta(hours=1):%H:%M}"
    day = (at - timedelta(hours=1)).date().isoformat()
    run("log", "cat_cow", "--reps", "8", "--at", f"{day} {earlier}")
    logged = LoggedSet(
        id="look-set-1",
        exercise="standing",
        started_at=at,
        ended_at=at,
        measures={
            "head_forward_deg": LoggedMeasure(value=20.0, error=16.0, unit="deg"),
            "upper_back_curvature": LoggedMeasure(value=0.03, error=0.02, unit=""),
        },
    )
    with open_training() as training:
        training.journal.put_session(
            TrainingSession(id="look-1", kind="free", started_at=at, ended_at=at, sets=(logged,))
        )


def test_the_log_lists_a_look_without_reps(run: Run) -> None:
    (line,) = (line for line in run("log").out.splitlines() if "Standing relaxed" in line)
    assert "rep" not in line


def test_progress_shows_the_trend_and_counts_the_day_once(run: Run) -> None:
    said = run("progress").out
    assert "Standing relaxed" in said
    assert "Head position" in said
    assert "1 day in all" in " ".join(said.split())


def test_progress_of_looks_alone_is_shown(run: Run) -> None:
    with open_training() as training:
        for session in list(training.journal.sessions()):
            if session.id != "look-1":
                training.journal.remove_session(session.id)
    assert "Head position" in run("progress").out


def test_the_last_session_of_a_watch_is_one_of_training(run: Run, tmp_path: Path) -> None:
    said = run("export", "--to", "fit", "--last", "-o", str(tmp_path / "last.fit"))
    assert said.code == 0, said.err
    with open_training() as training:
        trained = next(each for each in training.journal.sessions() if each.id != "look-1")
    assert f"{trained.started_at:%Y-%m-%d %H:%M}" in said.out


def test_a_look_is_forgotten_by_its_name(run: Run) -> None:
    said = run("log", "--remove", "look-set-1", "--yes")
    assert "Forgotten: the look 'Standing relaxed'" in said.out
    assert "Standing relaxed" not in run("log").out
