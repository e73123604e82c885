"""start, today, log, plan, pain, progress: the real command line on a real journal."""

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run, at_a_terminal
from upperback.store import open_journal
from upperback.training.records import TrainingSession

MONDAY = "2026-05-04T18:00:00"


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPPERBACK_NOW", MONDAY)
    monkeypatch.setenv("TZ", "Europe/Berlin")


def sessions() -> list[TrainingSession]:
    with open_journal() as journal:
        return list(journal.sessions())


def ids(text: str) -> list[str]:
    return re.findall(r"--remove ([0-9a-f]{8})", text)


# --- first contact ----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["log", "progress"])
def test_an_empty_journal_is_met_with_the_next_step(run: Run, command: str) -> None:
    said = run(command)
    assert (said.code, said.err) == (0, "")
    assert "upperback today" in said.out


def test_the_first_plan_is_there_without_a_profile(run: Run) -> None:
    said = run("today")
    assert said.code == 0
    assert "Monday, 4 May: a full day" in said.out
    assert "Band seated row" in said.out
    assert "Your first dose: easy" in said.out
    assert "upperback start" in said.out


def test_a_named_journal_that_is_not_there_is_no_empty_one(run: Run, tmp_path: Path) -> None:
    said = run("progress", "--journal", "typo.db")
    assert said.code == 2
    assert "there is no journal at" in said.err
    assert not (tmp_path / "typo.db").exists()


def test_verbose_says_which_journal_is_used(run: Run, tmp_path: Path) -> None:
    said = run("log", "-v")
    assert said.err == f"Journal: {tmp_path / 'data' / 'journal.db'}\n"


# --- start ------------------------------------------------------------------------------


def test_flags_make_a_profile_and_keep_the_rest(run: Run) -> None:
    assert run("start", "--bands", "red,green", "--dumbbells", "2,1").code == 0
    said = run("start", "--minutes", "9")
    assert "9 minutes" in said.out
    assert "bands red, green, dumbbells 1, 2 kg" in said.out


def test_a_yes_removes_and_swaps_exercises_and_says_why(run: Run) -> None:
    said = run("start", "--health", "shoulder,latex")
    assert "Please ask your doctor" in said.out
    assert "Wall angel is left out." in said.out
    assert "Use bands without latex only." in said.out
    assert "waits until your doctor" in " ".join(run("today").out.split())


def test_without_a_terminal_and_without_flags_nothing_is_asked(run: Run) -> None:
    said = run("start")
    assert said.code == 2
    assert "expected a terminal" in said.err


def test_red_flags_are_shown(run: Run) -> None:
    assert "chest pain" in run("start", "--red-flags").out


@pytest.mark.parametrize(
    ("flag", "value", "complaint"),
    [
        ("--health", "foo", "expected words out of heart"),
        ("--level", "expert", "expected beginner or intermediate"),
        ("--dumbbells", "heavy", "expected kilograms"),
        ("--bands", "red,red", "different names of bands"),
        ("--goals", "fame", "expected words out of less_pain"),
    ],
)
def test_a_wrong_flag_of_start_says_what_was_expected(
    run: Run, flag: str, value: str, complaint: str
) -> None:
    said = run("start", flag, value)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err
    assert said.err.count("\n") == 1


def test_the_questions_are_asked_at_a_terminal(tmp_path: Path) -> None:
    answers = ["n", "y", *["n"] * 9, "y", "n", "n", "red, green", "1, 2", "", "n"]
    answers += ["", "habit", "4", "10", "after I close the laptop"]
    said, code = at_a_terminal(["start"], answers)
    assert code == 0, said
    with open_journal() as journal:
        profile = journal.document("profile")
    assert profile is not None
    answered = {key for key, value in profile["answers"].items() if value}  # type: ignore[attr-defined]
    assert answered == {"latex"}
    assert profile["bands"] == ["red", "green"]
    assert (profile["days_per_week"], profile["minutes"]) == (4, 10)
    assert (profile["has_mat"], profile["has_wall"]) == (True, False)
    assert profile["anchor"] == "after I close the laptop"


def test_days_of_the_week_are_asked_for_too(tmp_path: Path) -> None:
    answers = ["n", "n", "", "", "", "", "", "", "sometimes", "thu, mon", "", ""]
    said, code = at_a_terminal(["start"], answers)
    assert code == 0, said
    assert "expected days like mon,wed,fri, got 'sometimes'" in said
    assert "2 days a week (Mon, Thu), 20 minutes" in said
    said, _ = at_a_terminal(["start"], ["n", "n", *[""] * 10])
    assert "2 days a week (Mon, Thu), 20 minutes" in said


def test_chosen_days_are_the_week_and_another_day_is_free(run: Run) -> None:
    said = run("start", "--days", "tue,thu,sat", "--health", "none")
    assert "3 days a week (Tue, Thu, Sat)" in said.out
    today = run("today").out
    assert "Today is not one of your days; you may train all the same." in today
    assert "everything: upperback today --minutes 18" in today
    week = [line.split()[0] for line in run("plan").out.splitlines() if "minutes  " in line]
    assert week == ["Tue", "Thu", "Sat"]
    assert "(Tue, Thu, Sat)" not in run("start", "--days", "2").out


def test_days_survive_an_export_and_a_journal_of_before_has_those_of_its_calendar(
    run: Run,
) -> None:
    run("start", "--days", "tue,thu", "--health", "none")
    assert run("export", "--to", "json", "-o", "all.jsonl").code == 0
    assert run("import", "all.jsonl", "--journal", "new.db").code == 0
    with open_journal("new.db") as journal:
        profile = journal.document("profile")
        assert profile is not None
        assert profile["weekdays"] == [1, 3]
        # As an older version wrote it.
        journal.put_document("profile", {"days_per_week": 2})
        journal.put_document("calendar", {"weekdays": [0, 2], "time": "18:00"})
    assert "Mon, Wed at 18:00, 20 minutes." in run("plan", "--journal", "new.db").out


def test_a_red_flag_ends_the_questions_with_advice(tmp_path: Path) -> None:
    said, code = at_a_terminal(["start"], ["y"])
    assert code == 2
    assert "Call for help now." in said
    assert "nothing was saved" in said


# --- today ------------------------------------------------------------------------------


def test_time_and_equipment_change_the_plan_at_once(run: Run) -> None:
    assert "two minutes" in run("today", "--minutes", "3").out
    said = run("today", "--only", "mat").out
    assert "Band seated row: What it needs is not at hand." in said


def test_what_is_sore_rests(run: Run) -> None:
    said = run("today", "--sore", "upper back")
    assert "You are sore there, so it rests today." in said.out


def test_the_plan_as_json(run: Run) -> None:
    plan = json.loads(run("today", "--format", "json").out)
    assert plan["schema"] == "upperback.today/1"
    assert plan["day"] == "2026-05-04"
    assert all(each["reasons"] for each in plan["prescriptions"])


@pytest.mark.parametrize(
    ("flag", "value", "complaint"),
    [
        ("--only", "piano", "expected words out of band"),
        ("--sore", "knee", "expected words out of all"),
        ("--minutes", "1", "--minutes"),
    ],
)
def test_a_wrong_wish_says_what_was_expected(
    run: Run, flag: str, value: str, complaint: str
) -> None:
    said = run("today", flag, value)
    assert said.code == 2
    assert complaint in said.err


# --- log --------------------------------------------------------------------------------


def test_sets_told_within_the_hour_are_one_session(run: Run) -> None:
    run("start", "--bands", "red,green")
    said = run("log", "seated_row", "--reps", "12,10", "--load", "green band", "--effort", "3")
    assert "2 sets of 12, 10 with band 2 (green), today 18:00." in said.out
    run("log", "thoracic_rotation", "--reps", "8", "--side", "each", "--pain", "1")
    (session,) = sessions()
    assert [(e.exercise, e.side, e.n_counted, e.number) for e in session.sets] == [
        ("seated_row", "both", 12, 1),
        ("seated_row", "both", 10, 2),
        ("thoracic_rotation", "left", 8, 1),
        ("thoracic_rotation", "right", 8, 1),
    ]
    assert {each.source for each in session.sets} == {"taps"}
    assert [each.effort_rir for each in session.sets] == [None, 3, None, None]
    assert session.sets[1].load.band_step == 2


def test_a_set_of_another_day_is_a_session_of_its_own(run: Run) -> None:
    run("log", "cat_cow", "--reps", "8")
    run("log", "reverse_fly", "--reps", "10", "--load", "2kg", "--at", "2026-05-03 07:30")
    early, late = sessions()
    assert (early.started_at.hour, early.sets[0].load.mass_kg) == (7, 2.0)
    assert late.sets[0].exercise == "cat_cow"


def test_red_pain_of_a_set_is_answered_at_once(run: Run) -> None:
    said = run("log", "reverse_fly", "--reps", "10", "--pain", "7")
    assert "Stop this exercise." in said.out
    assert "You stated pain of 7" in run("today").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["seated_row"], "--reps: expected a number for each set"),
        (["seated_row", "--reps", "ten"], "such as 12,12,10, got 'ten'"),
        (["seated_row", "--reps", "0"], "reps: expected 1 to 200, got 0"),
        (["seated_row", "--reps", "9", "--load", "blue"], "a band of yours (my band"),
        (["seated_row", "--reps", "9", "--load", "2kg"], "a band, or none, for seated_row"),
        (["reverse_fly", "--reps", "9", "--load", "200kg"], "at most 100 kg"),
        (["thoracic_rotation", "--reps", "9"], "--side: expected left, right, or each"),
        (["seated_row", "--reps", "9", "--at", "soon"], "expected a time like"),
        (["seated_row", "--reps", "9", "--at", "2027-01-01 10:00"], "a time that is over"),
        (["rowing", "--reps", "9"], "no exercise 'rowing'; expected one of"),
        (["--reps", "9"], "expected the name of an exercise before it"),
        (["row.npz", "--reps", "9"], "logged by hand, not with a video"),
        (["missing.npz"], "missing.npz: expected a video or a recording"),
        (["--remove", "abcd1234"], "has no session or set 'abcd1234'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_entry_says_what_was_expected_and_writes_nothing(
    run: Run, arguments: list[str], complaint: str
) -> None:
    said = run("log", *arguments)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err
    assert said.err.count("\n") == 1
    assert sessions() == []


def test_what_was_logged_is_shown_and_can_be_forgotten(run: Run) -> None:
    logged = run("log", "seated_row", "--reps", "12,10")
    shown = run("log").out
    assert "Band seated row" in shown
    first, second = ids(logged.out)
    assert first in shown
    assert "Forgotten: the set of Band seated row" in run("log", "--remove", first).out
    assert [each.id[:8] for each in sessions()[0].sets] == [second]
    run("log", "--remove", second)
    assert sessions() == []


def test_a_recording_is_logged_once(run: Run, row: Path) -> None:
    said = run("log", row, "--at", "2026-05-04 17:00")
    assert (said.code, said.err) == (0, "")
    assert "Band seated row: 3 reps, 2 clean" in said.out
    assert "in the journal already" in run("log", row).out
    (session,) = sessions()
    (logged,) = session.sets
    assert (logged.source, logged.n_counted, logged.n_clean) == ("camera", 3, 2)
    assert {each.check for each in logged.findings} == {"trunk_swing"}
    assert logged.measures["elbow_flexion_deg"].passport["rules"] == logged.rules


# --- plan and pain ----------------------------------------------------------------------


def test_the_plan_is_kept_and_goes_into_a_calendar(run: Run, tmp_path: Path) -> None:
    said = run("plan", "--days", "mon,wed,fri", "--time", "18:30", "--anchor", "after work")
    assert "After work, I train for 20 minutes (Mon, Wed, Fri at 18:30)." in said.out
    assert run("plan", "--ics", "plan.ics").code == 0
    calendar = (tmp_path / "plan.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Berlin:20260504T183000" in calendar
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR" in calendar
    assert "TRIGGER:-PT10M" in calendar
    assert run("export", "--to", "ics", "-o", "again.ics").code == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--days", "mon,foo"], "expected days like mon,wed,fri"),
        (["--days", "9"], "expected 1 to 7"),
        (["--time", "25:00"], "expected a time of day like 18:00"),
        (["--zone", "Mars/Base"], "expected a time zone like Europe/Berlin"),
        (["--ics", "plan.ics"], "upperback plan --days mon,wed,fri"),
        (["--days", "mon", "--time", "18:00", "--ics", "no/plan.ics"], "make it first"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_plan_says_what_was_expected(
    run: Run, arguments: list[str], complaint: str
) -> None:
    said = run("plan", *arguments)
    assert said.code == 2
    assert complaint in said.err


def test_pain_is_noted_answered_and_forgotten(run: Run) -> None:
    said = run("pain", "7", "--exercise", "seated_row", "--when", "during")
    assert "It rests for two days." in said.out
    assert "so this rests until Wednesday 18:00" in said.out
    assert "Band seated row" in run("pain").out
    (noted,) = ids(said.out)
    assert run("pain", "--remove", noted).out == "Forgotten: pain 7.\n"


@pytest.mark.parametrize(
    ("flags", "answer"),
    [
        ([], "Good. Go on as planned."),
        (["--worse"], "one step easier"),
    ],
)
def test_the_answer_of_the_next_morning(run: Run, flags: list[str], answer: str) -> None:
    run("log", "seated_row", "--reps", "12", "--at", "2026-05-03 18:00")
    assert "--next-morning" in run("today").out
    assert answer in run("pain", "2", "--next-morning", *flags).out
    assert "--next-morning" not in run("today").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["12"], "expected 0 (no pain) to 10"),
        (["3", "--worse"], "--worse: expected --next-morning with it"),
        (["3", "--when", "never"], "expected before, during, after"),
        (["3", "--exercise", "rowing"], "no exercise 'rowing'"),
        (["--remove", "abcd"], "no pain entry 'abcd'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_pain_says_what_was_expected(run: Run, arguments: list[str], complaint: str) -> None:
    said = run("pain", *arguments)
    assert said.code == 2
    assert complaint in said.err


# --- progress ---------------------------------------------------------------------------


def test_progress_begins_with_one_sentence(run: Run) -> None:
    run("log", "seated_row", "--reps", "12,12")
    said = run("progress").out
    assert said.splitlines()[0] == "1 day this week; your goal is 3."
    assert "Kept days" in said
    assert "most reps in a set" in said


def test_progress_without_unicode(run_apart: Run) -> None:
    run_apart("log", "seated_row", "--reps", "12,12")
    said = run_apart("progress", PYTHONIOENCODING="ascii")
    assert (said.code, said.err) == (0, "")
    assert "x a few reps" in said.out


def test_progress_as_json_and_as_a_page(run: Run, tmp_path: Path) -> None:
    run("log", "seated_row", "--reps", "12,12")
    plain = json.loads(run("progress", "--format", "json", "--exercise", "seated_row").out)
    assert plain["schema"] == "upperback.progress/1"
    assert [each["exercise"] for each in plain["exercises"]] == ["seated_row"]
    assert run("progress", "--format", "html", "-o", "page.html").code == 0
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--exercise", "rowing"], "no exercise 'rowing'"),
        (["--since", "spring"], "expected a date like 2026-05-04"),
        (["-o", "page.html"], "expected --format json or --format html with it"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_progress_says_what_was_expected(
    run: Run, arguments: list[str], complaint: str
) -> None:
    said = run("progress", *arguments)
    assert said.code == 2
    assert complaint in said.err
