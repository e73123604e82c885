"""Training to be written into journals: a small session with all there is, and random ones."""

import string
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from upperback.services.journal_port import Journal
from upperback.training.records import (
    NO_LOAD,
    PAIN_MOMENTS,
    SIDES,
    Load,
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    NotMeasuredNote,
    PainEntry,
    Prescription,
    TrainingSession,
)

MORNING = datetime(2026, 5, 4, 7, 30, 0, 250_000, tzinfo=timezone(timedelta(hours=2)))


def a_rep(index: int = 1, **changes: Any) -> LoggedRep:
    start_s = 4.0 * index
    rep = LoggedRep(
        index=index,
        start_s=start_s,
        peak_s=start_s + 1.1,
        end_s=start_s + 3.3,
        tempo={"pull_s": 1.1, "hold_s": 0.5, "return_s": 1.7},
        measures={"elbow_flexion_deg": LoggedMeasure(value=97.1, error=5.0, unit="deg")},
        findings=("elbows_wide",) if index == 2 else (),
        score=80 + index,
    )
    return replace(rep, **changes)


def a_set(set_id: str = "set-1", n_reps: int = 3, **changes: Any) -> LoggedSet:
    passport: dict[str, str | float | int | None] = {
        "view": "side_left",
        "yaw_deg": 84.0,
        "n_frames": 411,
        "rules": "r1",
        "lux": None,
    }
    logged = LoggedSet(
        id=set_id,
        exercise="seated_row",
        started_at=MORNING,
        ended_at=MORNING + timedelta(seconds=40),
        prescription=Prescription(
            exercise="seated_row",
            sets=2,
            reps=10,
            load=Load(kind="band", band_step=2),
            reasons=("Two more than last time, twice.",),
        ),
        load=Load(kind="band", band_step=2),
        reps=tuple(a_rep(index + 1) for index in range(n_reps)),
        findings=(
            LoggedFinding(
                check="elbows_wide",
                severity="effectiveness",
                rep=2,
                start_s=8.5,
                end_s=9.25,
                value=48.0,
                limit=40.0,
                unit="deg",
            ),
        ),
        measures={
            "elbow_flexion_deg": LoggedMeasure(value=99, error=5, unit="deg", passport=passport)
        },
        not_measured=(NotMeasuredNote(signal="upper_arm_abduction_deg", reason="needs a front"),),
        view="side_left",
        rules="r1",
        model="full",
        note="Gummiband färbt ab 🙂",
    )
    return replace(logged, **changes)


def a_session(
    session_id: str = "session-1", sets: Sequence[LoggedSet] | None = None, **changes: Any
) -> TrainingSession:
    session = TrainingSession(
        id=session_id,
        kind="short",
        started_at=MORNING,
        ended_at=MORNING + timedelta(minutes=9),
        plan=(Prescription(exercise="seated_row", sets=2, reps=10),),
        sets=tuple(sets if sets is not None else [a_set()]),
        note="after the laptop",
    )
    return replace(session, **changes)


def a_day(number: int, **changes: Any) -> TrainingSession:
    """A session with one set, so many days after the first."""
    at = MORNING + timedelta(days=number)
    logged = a_set(f"set-of-{number}", started_at=at, ended_at=at)
    return replace(a_session(f"session-of-{number}", [logged], started_at=at), **changes)


def fill(journal: Journal) -> None:
    """Write something into every table."""
    journal.put_session(a_session(sets=[a_set(), a_set("set-2", 0, prescription=None)]))
    for number in range(1, 4):
        journal.put_session(a_day(number))
    journal.put_pain(PainEntry(id="p", at=MORNING, moment="next_morning", value=2, worse=False))
    journal.put_document("profile", {"name": "Ada", "bands": ["rot", None, 1.5, 2**70]})
    journal.keep_track("set-1", bytes(range(256)))


# --- random ones ------------------------------------------------------------------------

# Python's json gives back every finite float; so must the journal.
ANY_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = st.floats(-1e100, 1e100)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NAMES = st.text(string.ascii_lowercase + "_", min_size=1, max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
_SMALL = st.integers(0, 100)
_OFFSETS = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))
MOMENTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is given beside
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=_OFFSETS,
)
_LOADS = st.one_of(
    st.just(NO_LOAD),
    st.builds(Load, kind=st.just("band"), band_step=st.integers(1, 9)),
    st.builds(Load, kind=st.just("dumbbell"), mass_kg=st.floats(0, 100, exclude_min=True)),
)
_PRESCRIPTIONS = st.builds(
    Prescription,
    exercise=NAMES,
    side=st.sampled_from(SIDES),
    sets=_SMALL,
    reps=_SMALL,
    hold_s=NUMBERS,
    rest_s=NUMBERS,
    load=_LOADS,
    target_range_deg=st.none() | NUMBERS,
    reasons=st.lists(TEXTS, max_size=2).map(tuple),
)
_MEASURES = st.dictionaries(
    NAMES,
    st.builds(
        LoggedMeasure,
        value=NUMBERS,
        error=NUMBERS,
        unit=NAMES,
        passport=st.dictionaries(NAMES, st.none() | st.integers() | NUMBERS | TEXTS, max_size=3),
    ),
    max_size=3,
)
_REPS = st.lists(
    st.builds(
        LoggedRep,
        index=st.integers(1, 40),
        side=st.sampled_from(SIDES),
        counted=st.booleans(),
        reason=st.none() | NAMES,
        start_s=NUMBERS,
        peak_s=NUMBERS,
        end_s=NUMBERS,
        tempo=st.dictionaries(NAMES, NUMBERS, max_size=3),
        measures=_MEASURES,
        findings=st.lists(NAMES, max_size=2).map(tuple),
        score=st.none() | _SMALL,
        by_hand=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda rep: rep.index,
).map(lambda reps: tuple(sorted(reps, key=lambda rep: rep.index)))
_FINDINGS = st.lists(
    st.builds(
        LoggedFinding,
        check=NAMES,
        severity=st.sampled_from(["safety", "effectiveness", "note"]),
        rep=_SMALL,
        start_s=NUMBERS,
        end_s=NUMBERS,
        value=NUMBERS,
        limit=NUMBERS,
        unit=NAMES,
    ),
    max_size=3,
).map(tuple)
_SETS = st.builds(
    LoggedSet,
    id=st.uuids().map(str),
    exercise=NAMES,
    side=st.sampled_from(SIDES),
    number=st.integers(1, 9),
    started_at=MOMENTS,
    ended_at=st.none() | MOMENTS,
    source=st.sampled_from(["camera", "taps", "import"]),
    prescription=st.none() | _PRESCRIPTIONS,
    load=_LOADS,
    reps=_REPS,
    findings=_FINDINGS,
    measures=_MEASURES,
    not_measured=st.lists(
        st.builds(NotMeasuredNote, signal=NAMES, reason=TEXTS, advice=st.none() | TEXTS),
        max_size=2,
    ).map(tuple),
    view=st.none() | NAMES,
    rules=st.none() | NAMES,
    model=st.none() | NAMES,
    effort_rir=st.none() | st.integers(0, 10),
    pain=st.none() | st.integers(0, 10),
    note=TEXTS,
)
SESSIONS = st.builds(
    TrainingSession,
    id=st.uuids().map(str),
    kind=st.sampled_from(["full", "short", "minimum", "free", "baseline"]),
    started_at=MOMENTS,
    ended_at=st.none() | MOMENTS,
    plan=st.lists(_PRESCRIPTIONS, max_size=2).map(tuple),
    sets=st.lists(_SETS, max_size=3, unique_by=lambda each: each.id).map(tuple),
    note=TEXTS,
)
PAIN_ENTRIES = st.builds(
    PainEntry,
    id=st.uuids().map(str),
    at=MOMENTS,
    moment=st.sampled_from(PAIN_MOMENTS),
    value=st.integers(0, 10),
    exercise=st.none() | NAMES,
    session_id=st.none() | st.uuids().map(str),
    worse=st.none() | st.booleans(),
    is_alarming=st.booleans(),
)
