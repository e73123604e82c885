"""Logs of Hevy, Strong and Liftosaur: what is known is taken over, the rest is counted."""

import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exchange.journals import FakeJournal
from upperback.errors import ImportFileError, UnknownExerciseError
from upperback.exchange.app_formats import AppOptions
from upperback.exchange.app_import import (
    SAME_EXERCISES,
    AppImport,
    exercise_names,
    read_app_csv,
)
from upperback.exercises import builtin_exercises
from upperback.services.importing import import_entries
from upperback.training.records import Load, LoggedSet, TrainingSession

BERLIN = ZoneInfo("Europe/Berlin")
KNOWN = ("cat_cow", "reverse_fly", "seated_row", "thoracic_rotation", "wall_angel")
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,"
    "set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe"
)
HEVY_LB = HEVY.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")
STRONG_OLD = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,"
    "Notes,Workout Notes,RPE"
)
STRONG_UNITS = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;"
    "Distance Unit;Seconds;Notes;Workout Notes;Workout Duration"
)
STRONG_NEW = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";'
    '"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"'
)
LIFTOSAUR = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,"
    "Is AMRAP?,Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,"
    "Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time,"
    "Target Muscles,Synergist Muscles,Notes"
)
LIFTOSAUR_OLD = (
    "Workout DateTime,Program,Day Name,Exercise,Equipment,Is Warmup Set?,Required Reps,"
    "Completed Reps,RPE,Is AMRAP?,Weight Value,Weight Unit,Completed Reps Time,"
    "Target Muscles,Synergist Muscles,Notes"
)


def hevy(
    name: str = "Rear Delt Reverse Fly (Dumbbell)",
    *,
    start: str = "15 Sep 2025, 07:48",
    end: str = "15 Sep 2025, 08:20",
    kind: str = "normal",
    weight: str = "2.5",
    reps: str = "12",
    seconds: str = "0",
    rpe: str = "",
    note: str = "",
) -> str:
    cells = ["Back", start, end, "", name, "", note, "0", kind, weight, reps, "", seconds, rpe]
    return ",".join(f'"{cell}"' for cell in cells)


def read(
    lines: Iterable[str], *, own: dict[str, str] | None = None, unit: str = "", **more: Any
) -> AppImport:
    file = io.BytesIO("\n".join(lines).encode(more.get("encoding", "utf-8")))
    names = exercise_names(own or {}, KNOWN)
    return read_app_csv(file, names, AppOptions(zone=BERLIN, weight_unit=unit))


def sessions(result: AppImport) -> list[TrainingSession]:
    return [found.entry for found in result.found if isinstance(found.entry, TrainingSession)]


def only_set(result: AppImport) -> LoggedSet:
    (session,) = sessions(result)
    (logged_set,) = session.sets
    return logged_set


def test_a_hevy_workout_becomes_a_session() -> None:
    result = read([HEVY, hevy(rpe="8.5", note="slow"), hevy(weight="3")])
    (session,) = sessions(result)
    start = datetime(2025, 9, 15, 7, 48, tzinfo=BERLIN)
    assert result.app == "hevy"
    assert (session.kind, session.note) == ("free", "Hevy: Back")
    assert (session.started_at, session.ended_at) == (start, start + timedelta(minutes=32))
    first, second = session.sets
    assert (first.exercise, first.source, first.n_counted) == ("reverse_fly", "import", 12)
    assert (first.load, first.effort_rir) == (Load(kind="dumbbell", mass_kg=2.5), 1)
    assert (first.note, first.started_at) == ("slow", start)
    assert (first.number, second.number) == (1, 2)
    assert (result.unknown, result.left_out) == ({}, {})


def test_unknown_exercises_are_counted_and_never_guessed() -> None:
    rows = [hevy("Seated Cable Row - V Grip (Cable)")] * 3 + [hevy("Bench Press (Barbell)")]
    result = read([HEVY, *rows])
    assert result.found == ()
    assert result.unknown == {"Seated Cable Row - V Grip (Cable)": 3, "Bench Press (Barbell)": 1}


def test_the_person_says_what_an_exercise_is() -> None:
    own = {"Seated Cable Row": "seated_row", "Open Book Left": "thoracic_rotation:left"}
    result = read([HEVY, hevy("seated  cable row", weight="40"), hevy("Open Book Left")], own=own)
    (session,) = sessions(result)
    row, book = session.sets
    assert (row.exercise, row.side, row.load, row.note) == ("seated_row", "both", Load(), "40 kg")
    assert (book.exercise, book.side) == ("thoracic_rotation", "left")
    assert {rep.side for rep in book.reps} == {"left"}


@pytest.mark.parametrize("ours", ["bench_press", "seated_row:up", ""])
def test_a_mapping_to_nothing_of_ours_is_refused(ours: str) -> None:
    with pytest.raises(UnknownExerciseError, match=f"Row: no exercise '{ours}'; expected one of"):
        exercise_names({"Row": ours}, KNOWN)


def test_the_table_names_only_exercises_that_exist() -> None:
    assert set(SAME_EXERCISES.values()) <= set(builtin_exercises())


def test_warm_ups_and_empty_sets_are_left_out_and_counted() -> None:
    result = read([HEVY, hevy(kind="warmup"), hevy(reps="", weight=""), hevy(), ""])
    assert result.left_out == {"warm-up": 1, "nothing done": 1}
    assert only_set(result).n_counted == 12


def test_a_timed_set_has_its_duration_and_no_reps() -> None:
    logged_set = only_set(read([HEVY, hevy("Cat Cow", weight="", reps="0", seconds="60")]))
    assert logged_set.reps == ()
    assert logged_set.ended_at == logged_set.started_at + timedelta(seconds=60)


def test_pounds_are_turned_into_kilograms() -> None:
    logged_set = only_set(read([HEVY_LB, hevy(weight="5")]))
    assert logged_set.load.mass_kg == pytest.approx(2.268)


def strong_old(name: str, order: str, weight: str, reps: str, seconds: str = "0") -> str:
    return f'2025-09-15 07:48:00,"Back",1h 5m,"{name}",{order},{weight},{reps},0,{seconds},"","",'


def test_a_strong_file_without_units_needs_one() -> None:
    lines = [STRONG_OLD, strong_old("Reverse Fly (Dumbbell)", "1", "5.0", "12")]
    with pytest.raises(ImportFileError, match="line 2: Weight: expected a unit, kg or lb"):
        read(lines)
    (session,) = sessions(read(lines, unit="lb"))
    assert session.sets[0].load.mass_kg == pytest.approx(2.268)
    assert session.ended_at == session.started_at + timedelta(minutes=65)


def test_a_strong_file_with_units_and_decimal_commas() -> None:
    row = '2025-09-15 07:48:00;"Back";"Reverse Fly (Dumbbell)";1;2,5;kg;12;9;;;0;"";"";44m'
    logged_set = only_set(read([STRONG_UNITS, row]))
    assert (logged_set.load.mass_kg, logged_set.effort_rir) == (2.5, 1)


def test_the_present_strong_file_and_its_rows_that_are_no_sets() -> None:
    head = '"1";"2025-09-15 07:48:00";"Back";"3900";"Reverse Fly (Dumbbell)"'
    lines = [
        STRONG_NEW,
        f'{head};"W";"1.0";"15";"";"";"";"";""',
        f'{head};"1";"2.5";"12";"";"";"";"";""',
        f'{head};"Rest Timer";"";"";"";"";"90";"";""',
        f'{head};"Note";"";"";"";"";"";"slow";""',
        f'{head};"D";"1.0";"9";"";"";"";"";""',
    ]
    result = read(lines)
    (session,) = sessions(result)
    assert [each.n_counted for each in session.sets] == [12, 9]
    assert session.ended_at == session.started_at + timedelta(seconds=3900)
    assert result.left_out == {"warm-up": 1, "rest timer or note": 2}


def test_a_phone_that_counts_to_twelve() -> None:
    row = strong_old("Cat Cow", "1", "0", "8").replace("07:48:00", "7:48:00\u202fPM")
    assert only_set(read([STRONG_OLD, row])).started_at.hour == 19


def liftosaur(name: str, **cells: str) -> str:
    values = {
        "Workout DateTime": "2026-03-01T10:00:00.000Z",
        "Day Name": "Day 1",
        "Exercise": f'"{name}"',
        "Is Warmup Set?": "0",
        "Completed Reps": "12",
        "Completed Weight Value": "5",
        "Completed Weight Unit": "lb",
        "Completed Reps Time": "2026-03-01T10:05:00.000Z",
    } | cells
    return ",".join(values.get(column, "") for column in LIFTOSAUR.split(","))


def test_a_liftosaur_workout_has_the_time_of_each_set() -> None:
    later = {"Completed Reps Time": "2026-03-01T10:09:00.000Z"}
    lines = [LIFTOSAUR, liftosaur("Reverse Fly, Dumbbell")]
    (session,) = sessions(read([*lines, liftosaur("Reverse Fly, Dumbbell", **later)]))
    assert session.started_at == datetime(2026, 3, 1, 11, 0, tzinfo=BERLIN)
    assert session.started_at.utcoffset() == timedelta(hours=1)
    assert [each.started_at.minute for each in session.sets] == [5, 9]
    assert session.ended_at == session.sets[-1].started_at
    assert session.sets[0].load.mass_kg == pytest.approx(2.268)
    assert session.note == "Liftosaur: Day 1"


def test_planned_sets_that_were_not_done_are_left_out() -> None:
    result = read([LIFTOSAUR, liftosaur("Seated Row, Band", **{"Completed Reps": ""})])
    assert (result.found, result.left_out) == ((), {"nothing done": 1})


def test_an_older_liftosaur_file() -> None:
    row = '2023-03-01T10:00:00.000Z,P,Day 1,Reverse Fly,dumbbell,0,12,12,8,0,2.5,kg,,,,"note"'
    logged_set = only_set(read([LIFTOSAUR_OLD, row]))
    assert (logged_set.load.mass_kg, logged_set.effort_rir, logged_set.note) == (2.5, 2, "note")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (hevy(reps="twelve"), "line 3: reps: expected a number, such as 12 or 2.5, got 'twelve'"),
        (hevy(reps="12.5"), "line 3: reps: expected a whole number from 0 to 1000, got 12.5"),
        (hevy(reps="-1"), "line 3: reps: expected a whole number"),
        (hevy(reps="1,000"), "line 3: reps: expected a number, such as 12 or 2.5, got '1,000'"),
        (hevy(weight="-2"), "line 3: weight_kg: expected a mass above 0, got -2.0"),
        (hevy(weight="120"), "line 3: weight: expected a dumbbell of 0 to 100 kg, got 120.0"),
        (hevy(rpe="11"), "line 3: rpe: expected an RPE from 1 to 10, got 11.0"),
        (hevy(start="15 Okt 2025, 07:48"), "line 3: start_time: expected a time like 15 Sep"),
        (
            hevy(end="15 Sep 2024, 07:48", start="14 Sep 2025, 07:48"),
            "line 3: ended_at: expected no",
        ),
        ("one,two", "line 3: all of it: expected 14 cells, got 2"),
    ],
)
def test_a_mistake_names_line_and_column_and_nothing_is_written(row: str, said: str) -> None:
    journal = FakeJournal()
    with pytest.raises(ImportFileError, match=said):
        import_entries(journal, lambda: read([HEVY, hevy(), row]).found)
    assert journal == FakeJournal()


@pytest.mark.parametrize(
    ("lines", "encoding", "said"),
    [
        (["a,b,c", "1,2,3"], "utf-8", r"line 1: header: expected the columns of Hevy \(title"),
        ([], "utf-8", "line 1: header: expected the columns of Hevy"),
        ([HEVY, hevy("Übung")], "latin-1", "line 2: text: expected UTF-8"),
        ([HEVY, '"open'], "utf-8", "line 2: all of it: expected 14 cells, got 1"),
    ],
    ids=["other", "empty", "latin-1", "open quote"],
)
def test_a_file_of_something_else_is_refused(lines: list[str], encoding: str, said: str) -> None:
    with pytest.raises(ImportFileError, match=said):
        read(lines, encoding=encoding)


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds() -> None:
    journal = FakeJournal()
    short, long = [HEVY, hevy()], [HEVY, hevy(), hevy(), hevy(start="16 Sep 2025, 07:48", end="")]
    import_entries(journal, lambda: read(short).found)
    once = dict(journal.session_rows)
    import_entries(journal, lambda: read(short).found)
    assert journal.session_rows == once
    import_entries(journal, lambda: read(long).found)
    assert len(journal.session_rows) == 2
    (first, *_) = journal.sessions()
    assert len(first.sets) == 2
    assert first.sets[0] == next(iter(once.values())).sets[0]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert (
        read([HEVY + "\r", hevy() + "\r"], encoding="utf-8-sig").found == read([HEVY, hevy()]).found
    )
