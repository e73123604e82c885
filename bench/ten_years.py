"""A person who trains every day for ten years: about 400,000 reps, the same for the same seed."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from random import Random
from uuid import UUID

from upperback.training.records import (
    Load,
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    PainEntry,
    SessionKind,
    Side,
    TrainingSession,
)

DAYS = 3652
FIRST = datetime(2016, 1, 1, 18, 0, tzinfo=timezone(timedelta(hours=1)))
# Exercise, side, reps of each set.
_DAY: tuple[tuple[str, Side, tuple[int, ...]], ...] = (
    ("cat_cow", "both", (10,)),
    ("seated_row", "both", (12, 12)),
    ("reverse_fly", "both", (12, 12)),
    ("thoracic_rotation", "left", (10, 10)),
    ("thoracic_rotation", "right", (10, 10)),
    ("wall_angel", "both", (12,)),
)
_MEASURES = {
    "cat_cow": ("spine_arc_deg",),
    "seated_row": ("elbow_flexion_deg", "trunk_swing_deg"),
    "reverse_fly": ("arm_elevation_left_deg", "arm_elevation_right_deg"),
    "thoracic_rotation": ("rotation_deg",),
    "wall_angel": ("arm_elevation_left_deg", "arm_elevation_right_deg"),
}
_LOADS = {
    "seated_row": Load(kind="band", band_step=2),
    "reverse_fly": Load(kind="dumbbell", mass_kg=2),
}


def sessions(seed: int, days: int = DAYS) -> Iterator[TrainingSession]:
    """Yield a session a day."""
    random = Random(seed)
    for day in range(days):
        started_at = FIRST + timedelta(days=day, minutes=random.randrange(90))
        yield _session(random, started_at, progress=day / DAYS, is_baseline=day % 28 in {0, 1})


def pain_entries(seed: int, days: int = DAYS) -> Iterator[PainEntry]:
    """Yield what was said on the morning after every third session."""
    random = Random(seed)
    for day in range(0, days, 3):
        yield PainEntry(
            id=_id(random),
            at=FIRST + timedelta(days=day, hours=13),
            moment="next_morning",
            value=random.choice((0, 0, 0, 1, 2, 3)),
            worse=random.random() < 0.05,
        )


def _session(
    random: Random, at: datetime, *, progress: float, is_baseline: bool
) -> TrainingSession:
    sets = []
    for exercise, side, reps in _DAY:
        for number, n_reps in enumerate(reps, start=1):
            sets.append(_set(random, at, exercise, side, number, n_reps, progress))
            at += timedelta(seconds=100)
    kind: SessionKind = "baseline" if is_baseline else "full"
    return TrainingSession(
        id=_id(random), kind=kind, started_at=sets[0].started_at, ended_at=at, sets=tuple(sets)
    )


def _set(  # noqa: PLR0917 - a row of the table above
    random: Random,
    at: datetime,
    exercise: str,
    side: Side,
    number: int,
    n_reps: int,
    progress: float,
) -> LoggedSet:
    passport: dict[str, str | float | int | None] = {
        "view": "side_left",
        "yaw_deg": 84.0,
        "n_frames": 900,
        "rules": "2026.1",
    }
    reps = tuple(_rep(random, exercise, side, index + 1) for index in range(n_reps))
    return LoggedSet(
        id=_id(random),
        exercise=exercise,
        side=side,
        number=number,
        started_at=at,
        ended_at=at + timedelta(seconds=4 * n_reps),
        load=_LOADS.get(exercise, Load()),
        reps=reps,
        findings=tuple(_finding(rep) for rep in reps if rep.findings),
        measures={
            name: LoggedMeasure(
                value=random.gauss(45 + 15 * progress, 3), error=5.0, unit="deg", passport=passport
            )
            for name in _MEASURES[exercise]
        },
        view="side_left",
        rules="2026.1",
        model="pose_landmarker_full",
        effort_rir=random.choice((2, 3, 4)),
        pain=random.choice((None, 0, 1)),
    )


def _rep(random: Random, exercise: str, side: Side, index: int) -> LoggedRep:
    start_s = 4.0 * index + random.random()
    faulty = random.random() < 0.1
    return LoggedRep(
        index=index,
        side=side,
        start_s=start_s,
        peak_s=start_s + 1.2,
        end_s=start_s + 3.2,
        tempo={"out_s": 1.2, "hold_s": 0.4, "back_s": 1.6},
        measures={
            name: LoggedMeasure(value=random.gauss(50, 4), error=5.0, unit="deg")
            for name in _MEASURES[exercise]
        },
        findings=("too_fast",) if faulty else (),
        score=60 if faulty else random.randrange(80, 101),
    )


def _finding(rep: LoggedRep) -> LoggedFinding:
    return LoggedFinding(
        check="too_fast",
        severity="effectiveness",
        rep=rep.index,
        start_s=rep.start_s,
        end_s=rep.end_s,
        value=1.4,
        limit=2.0,
        unit="s",
    )


def _id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
