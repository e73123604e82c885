"""What is printed for people, and what for programs."""

import json
import re
from pathlib import Path

import pytest

from cli.conftest import SWINGING, Run, record
from upperback.estimators import RecordingWriter
from upperback.mannequin import Performance, RepPlan, perform


def test_the_verdict_comes_first_then_a_line_for_each_rep(run: Run, row: Path) -> None:
    said = run("analyze", row)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("3 reps, 2 of them clean.")
    assert "Band seated row, 0 to 15 s, seen from your left side" in said.out
    rep = next(line for line in said.out.splitlines() if line.startswith("  2 "))
    assert "°" in rep
    assert "trunk swinging" in rep


def test_the_table_fits_into_80_columns(run: Run, row: Path) -> None:
    assert max(map(len, run("analyze", row).out.splitlines())) <= 80


def test_a_narrow_terminal_never_cuts_a_number(
    run: Run, row: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = run("analyze", row)
    assert max(map(len, said.out.splitlines())) <= 60
    assert len(re.findall(r"\d° ± \d+°", said.out)) == 6


def test_findings_stand_below_where_the_table_leaves_them_no_room(
    run: Run, row: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = run("analyze", row).out
    assert "Findings" not in out
    assert "\nRep 2: trunk swinging" in out


def test_a_partial_rep_is_said_and_not_counted(run: Run, tmp_path: Path) -> None:
    reps = (RepPlan(), RepPlan(amplitude=0.5), RepPlan())
    said = run("analyze", record(tmp_path / "short.npz", reps))
    assert said.out.startswith("2 reps, ")
    assert "Not counted, at " in said.out


def test_an_exercise_that_is_named_is_reported_as_named(run: Run, row: Path) -> None:
    analysis = json.loads(run("analyze", row, "-e", "seated_row", "-f", "json").out)
    assert analysis["sets"][0]["exercise"]["recognised"] is False


def test_no_exercise_is_said_with_a_reason_and_is_no_error(run: Run, tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "idle.npz", model="mannequin") as writer:
        for frame in perform(Performance(exercise="idle", idle_s=4.0)).frames:
            writer.add(frame)
    said = run("analyze", "idle.npz")
    assert (said.code, said.err) == (0, "")
    assert "none of the exercises was recognised" in said.out
    analysis = json.loads(run("analyze", "idle.npz", "-f", "json").out)
    assert analysis["sets"] == []
    assert "none of the exercises" in analysis["reason"]


def test_json_is_all_there_is_on_stdout(run_apart: Run, row: Path) -> None:
    said = run_apart("analyze", row, "-o", "results", "--format", "json", PYTHONIOENCODING="ascii")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["schema"] == "upperback.analysis/1"


def test_there_are_no_colours_outside_a_terminal(run_apart: Run, row: Path) -> None:
    assert "\x1b" not in run_apart("analyze", row).out


def test_no_color_is_honoured(run_apart: Run, row: Path) -> None:
    coloured = run_apart("analyze", row, FORCE_COLOR="1").out
    plain = run_apart("analyze", row, FORCE_COLOR="1", NO_COLOR="1").out
    green = "\x1b[32m"
    assert green in coloured
    assert green not in plain


def test_square_brackets_in_a_name_are_printed_as_they_are(run: Run, tmp_path: Path) -> None:
    reps = (RepPlan(faults=SWINGING), RepPlan())
    odd = record(tmp_path / "row[red][1].npz", reps)
    assert "row[red][1].npz\n" in run("analyze", odd, odd).out
