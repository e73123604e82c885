"""A year of somebody's training, for pages that show months: constructed, the same every time."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from upperback.training.records import (
    NO_LOAD,
    Load,
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
    PainEntry,
    SessionKind,
    Side,
    TrainingSession,
)

WEEKS = 52
_WEEKDAYS = (0, 2, 4)
# Exercise, sides, sets, its measures at the start and what a year adds.
_ROUTINE: tuple[tuple[str, tuple[Side, ...], int, dict[str, tuple[float, float]]], ...] = (
    ("cat_cow", ("both",), 1, {"spine_arc_deg": (38.0, 14.0)}),
    ("thoracic_rotation", ("left", "right"), 1, {"rotation_deg": (40.0, 16.0)}),
    ("seated_row", ("both",), 2, {"elbow_flexion_deg": (95.0, 8.0)}),
    ("reverse_fly", ("both",), 2, {"arm_elevation_left_deg": (70.0, 10.0)}),
    (
        "wall_angel",
        ("both",),
        1,
        {"arm_elevation_left_deg": (140.0, 12.0), "arm_elevation_right_deg": (136.0, 10.0)},
    ),
)
_FAULTS = {"cat_cow": "too_fast", "seated_row": "shrug", "reverse_fly": "swinging"}


def a_year(until: datetime, *, seed: int = 7) -> Iterator[TrainingSession | PainEntry]:
    """Yield a year up to the day before ``until``: holidays, tests every four weeks, some pain."""
    chance = random.Random(seed)
    first = until - timedelta(weeks=WEEKS, days=until.weekday())
    for week in range(WEEKS + 1):
        if week in (17, 18, 36):  # holidays
            continue
        for weekday in _WEEKDAYS:
            at = first + timedelta(weeks=week, days=weekday)
            if at.date() >= until.date() or chance.random() < 0.18:
                continue
            is_test = week % 4 == 0 and weekday in (0, 2)
            yield _session(chance, at, week / WEEKS, kind="baseline" if is_test else "full")
            yield _morning(chance, at + timedelta(hours=13), week / WEEKS)


def _session(
    chance: random.Random, at: datetime, share: float, *, kind: SessionKind
) -> TrainingSession:
    sets: list[LoggedSet] = []
    begin = at
    for exercise, sides, n_sets, measures in _ROUTINE:
        for side in sides:
            for number in range(1, n_sets + 1):
                logged = _set(chance, begin, exercise, side, number, share, measures)
                if kind == "baseline" and exercise == "reverse_fly":
                    logged = _as_many_as_go(logged, share)
                sets.append(logged)
                begin += timedelta(seconds=110)
    note = "Slept badly, did it anyway." if chance.random() < 0.04 else ""
    return TrainingSession(
        id=_id(chance), kind=kind, started_at=at, ended_at=begin, sets=tuple(sets), note=note
    )


def _set(  # noqa: PLR0917 - a row of the table above
    chance: random.Random,
    at: datetime,
    exercise: str,
    side: Side,
    number: int,
    share: float,
    measures: dict[str, tuple[float, float]],
) -> LoggedSet:
    n_reps = min(15, 8 + round(share * 18) % 8)
    faulty = {n for n in range(1, n_reps + 1) if chance.random() < 0.22 - 0.16 * share}
    check = _FAULTS.get(exercise)
    reps = tuple(
        _rep(n, side, check if n in faulty and check else None) for n in range(1, n_reps + 1)
    )
    weak = 0.72 if side == "left" else 1.0
    return LoggedSet(
        id=_id(chance),
        exercise=exercise,
        side=side,
        number=number,
        started_at=at,
        ended_at=at + timedelta(seconds=5 * n_reps),
        load=_load(exercise, share),
        reps=reps,
        findings=tuple(_finding(rep) for rep in reps if rep.findings),
        measures={
            name: LoggedMeasure(
                value=weak * (start + gain * share) + chance.gauss(0, 2.5),
                error=8.0 if exercise == "thoracic_rotation" else 5.0,
                unit="deg",
                passport={"view": "side_left", "rules": "2026.1"},
            )
            for name, (start, gain) in measures.items()
        },
        not_measured=(
            (NotMeasuredNote(signal="head_pitch_deg", reason="the head was out of the picture"),)
            if chance.random() < 0.1
            else ()
        ),
        view="foot_diagonal" if exercise == "thoracic_rotation" else "side_left",
        rules="2026.1",
        model="pose_landmarker_full",
        effort_rir=chance.choice((1, 2, 3, 4)),
        pain=chance.choice((None, 0, 1, 2)) if share > 0.4 else chance.choice((1, 2, 3, 4)),
    )


def _as_many_as_go(logged: LoggedSet, share: float) -> LoggedSet:
    reps = tuple(_rep(n, logged.side, None) for n in range(1, 13 + round(share * 9)))
    return replace(logged, reps=reps, findings=(), load=Load(kind="dumbbell", mass_kg=1.0))


def _rep(index: int, side: Side, fault: str | None) -> LoggedRep:
    start_s = 5.0 * (index - 1)
    return LoggedRep(
        index=index,
        side=side,
        start_s=start_s,
        peak_s=start_s + 1.8,
        end_s=start_s + 4.0,
        tempo={"out_s": 1.8, "back_s": 2.2},
        findings=(fault,) if fault else (),
        score=62 if fault else 92,
    )


def _finding(rep: LoggedRep) -> LoggedFinding:
    return LoggedFinding(
        check=rep.findings[0],
        severity="effectiveness",
        rep=rep.index,
        start_s=rep.start_s,
        end_s=rep.end_s,
        value=1.4,
        limit=2.0,
        unit="s",
    )


def _load(exercise: str, share: float) -> Load:
    if exercise == "seated_row":
        return Load(kind="band", band_step=1 + int(share * 2.99))
    if exercise == "reverse_fly":
        return Load(kind="dumbbell", mass_kg=1.0 + 0.5 * int(share * 3.99))
    return NO_LOAD


def _morning(chance: random.Random, at: datetime, share: float) -> PainEntry:
    value = max(0, round(chance.gauss(4.0 - 3.0 * share, 1.0)))
    return PainEntry(id=_id(chance), at=at, moment="next_morning", value=min(value, 5), worse=False)


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def write_year(place: str, until: datetime) -> int:
    """Write the year into a journal through the real store; return the number of sessions."""
    from upperback.services.programme import Planning
    from upperback.store import open_journal
    from upperback.training.profile import Profile

    n_sessions = 0
    with open_journal(place) as journal:
        Planning(journal, ()).save_profile(
            Profile(
                bands=("yellow", "red", "green"),
                dumbbells_kg=(1.0, 1.5, 2.0, 2.5),
                anchor="After I close the laptop",
                goals=("less_pain", "mobility"),
                answers={"shoulder": False, "latex": True},
                screened_on=until.date(),
            )
        )
        with journal.all_at_once():
            for entry in a_year(until):
                if isinstance(entry, PainEntry):
                    journal.put_pain(entry)
                else:
                    journal.put_session(entry)
                    n_sessions += 1
    return n_sessions
