"""A journal in memory, and journals made by hypothesis."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from upperback.errors import InvalidRecordError
from upperback.services.exporting import JournalDocument, JournalEntry, KeptTrack
from upperback.training.records import (
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

BERLIN_WINTER = timezone(timedelta(hours=1))
UNKEEPABLE = "what no database can keep"
MONDAY = datetime(2026, 3, 2, 18, 30, tzinfo=BERLIN_WINTER)


@dataclass(kw_only=True)
class FakeJournal:
    """Holds what is written; `all_at_once` takes it back where the block raises."""

    session_rows: dict[str, TrainingSession] = field(default_factory=dict)
    pain_rows: dict[str, PainEntry] = field(default_factory=dict)
    document_rows: dict[str, Mapping[str, object]] = field(default_factory=dict)
    tracks: dict[str, bytes] = field(default_factory=dict)

    def documents(self) -> Mapping[str, Mapping[str, object]]:
        return self.document_rows

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        for session in sorted(self.session_rows.values(), key=lambda each: each.started_at):
            day = session.started_at.date()
            if (since or day) <= day <= (until or day):
                yield session

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        rows = sorted(self.pain_rows.values(), key=lambda each: each.at)
        return [row for row in rows if since is None or row.at.date() >= since]

    def track(self, set_id: str) -> bytes | None:
        return self.tracks.get(set_id)

    @contextmanager
    def all_at_once(self) -> Iterator[None]:
        before = copy.deepcopy(self.__dict__)
        try:
            yield
        except BaseException:
            self.__dict__.update(before)
            raise

    def put_session(self, session: TrainingSession) -> None:
        if session.note == UNKEEPABLE:
            raise InvalidRecordError("note: no database can keep that")
        self.session_rows[session.id] = session

    def put_pain(self, entry: PainEntry) -> None:
        self.pain_rows[entry.id] = entry

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        self.document_rows[name] = content

    def keep_track(self, set_id: str, recording: bytes) -> None:
        self.tracks[set_id] = recording


def a_rep(index: int = 1, **changes: Any) -> LoggedRep:
    values: dict[str, Any] = {
        "index": index,
        "start_s": 4.0 * index,
        "peak_s": 4.0 * index + 1.5,
        "end_s": 4.0 * index + 3.25,
        "tempo": {"pull_s": 1.1, "hold_s": 0.7, "return_s": 1.45},
        "measures": {"elbow_flexion_deg": LoggedMeasure(value=97.1, error=10.0, unit="deg")},
        "score": 92,
    }
    return LoggedRep(**values | changes)


def a_set(set_id: str = "set-1", **changes: Any) -> LoggedSet:
    passport: dict[str, str | float | int | None] = {
        "view": "side_left",
        "visible_share": 0.98,
        "n_frames": 310,
        "model": "full",
    }
    values: dict[str, Any] = {
        "id": set_id,
        "exercise": "seated_row",
        "started_at": MONDAY,
        "ended_at": MONDAY + timedelta(seconds=45),
        "prescription": Prescription(exercise="seated_row", sets=2, reps=10, reasons=("Start.",)),
        "load": Load(kind="band", band_step=2),
        "reps": (
            a_rep(1),
            a_rep(2, findings=("shrug",), score=81),
            a_rep(3, counted=False, reason="short_range", score=None, measures={}, tempo={}),
        ),
        "findings": (
            LoggedFinding(
                check="shrug",
                severity="effectiveness",
                rep=2,
                start_s=8.0,
                end_s=9.5,
                value=0.12,
                limit=0.08,
                unit="trunk lengths",
            ),
        ),
        "measures": {
            "elbow_flexion_deg": LoggedMeasure(
                value=98.5, error=10.0, unit="deg", passport=passport
            )
        },
        "not_measured": (NotMeasuredNote(signal="upper_arm_abduction_deg", reason="side view"),),
        "view": "side_left",
        "rules": "seated_row/1",
        "model": "full",
        "effort_rir": 3,
        "pain": 1,
        "note": "slow, steady",
    }
    return LoggedSet(**values | changes)


def a_session(session_id: str = "session-1", **changes: Any) -> TrainingSession:
    values: dict[str, Any] = {
        "id": session_id,
        "kind": "short",
        "started_at": MONDAY,
        "ended_at": MONDAY + timedelta(minutes=9),
        "plan": (Prescription(exercise="seated_row", sets=2, reps=10),),
        "sets": (a_set(),),
        "note": "after the laptop",
    }
    return TrainingSession(**values | changes)


def a_pain_entry(entry_id: str = "pain-1", **changes: Any) -> PainEntry:
    values: dict[str, Any] = {"id": entry_id, "at": MONDAY, "moment": "after", "value": 2}
    return PainEntry(**values | changes)


def journal_of(entries: Sequence[JournalEntry]) -> FakeJournal:
    journal = FakeJournal()
    for entry in entries:
        match entry:
            case TrainingSession():
                journal.session_rows[entry.id] = entry
            case PainEntry():
                journal.pain_rows[entry.id] = entry
            case JournalDocument():
                journal.document_rows[entry.name] = entry.content
            case KeptTrack():
                journal.tracks[entry.set_id] = entry.recording
    return journal


# Made journals: any text and number the records can hold.
# The journal keeps no larger ones.
numbers = st.floats(-1e100, 1e100)
# No database keeps a NUL.
_letters = st.characters(codec="utf-8", exclude_characters="\0")
words = st.text(_letters, min_size=1, max_size=8)
texts = st.text(_letters, max_size=12)
maybe_words = st.none() | words
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_2000, _YEARS = datetime(2000, 1, 2, tzinfo=UTC), timedelta(days=36000)
moments = st.builds(
    lambda after, offset: (_2000 + after).astimezone(offset),
    st.timedeltas(timedelta(0), _YEARS),
    offsets | st.just(UTC),
)
ids = st.uuids().map(str)
loads = (
    st.just(Load())
    | st.builds(Load, kind=st.just("band"), band_step=st.integers(1, 9))
    | st.builds(Load, kind=st.just("dumbbell"), mass_kg=st.floats(0, 100, exclude_min=True))
)
prescriptions = st.builds(
    Prescription,
    exercise=words,
    side=st.sampled_from(SIDES),
    sets=st.integers(1, 9),
    reps=st.integers(0, 99),
    hold_s=numbers,
    rest_s=numbers,
    load=loads,
    target_range_deg=st.none() | numbers,
    variant=texts,
    reasons=st.lists(words, max_size=2).map(tuple),
)
passports = st.dictionaries(words, words | numbers | st.integers() | st.none(), max_size=2)
measures = st.dictionaries(
    words,
    st.builds(LoggedMeasure, value=numbers, error=numbers, unit=texts, passport=passports),
    max_size=2,
)
findings = st.builds(
    LoggedFinding,
    check=words,
    severity=words,
    rep=st.integers(1, 9),
    start_s=numbers,
    end_s=numbers,
    value=numbers,
    limit=numbers,
    unit=texts,
)
reps = st.builds(
    LoggedRep,
    index=st.integers(1, 99),
    side=st.sampled_from(SIDES),
    counted=st.booleans(),
    reason=maybe_words,
    start_s=numbers,
    peak_s=numbers,
    end_s=numbers,
    tempo=st.dictionaries(words, numbers, max_size=2),
    measures=measures,
    findings=st.lists(st.sampled_from(("shrug", "jerky", "slumped")), max_size=2).map(tuple),
    score=st.none() | st.integers(0, 100),
    by_hand=st.booleans(),
)


@st.composite
def spans(draw: st.DrawFn) -> tuple[datetime, datetime | None]:
    start = draw(moments)
    return start, draw(st.none() | st.integers(0, 9999).map(lambda s: start + timedelta(seconds=s)))


@st.composite
def logged_sets(draw: st.DrawFn) -> LoggedSet:
    started_at, ended_at = draw(spans())
    return LoggedSet(
        id=draw(ids),
        exercise=draw(words),
        side=draw(st.sampled_from(SIDES)),
        number=draw(st.integers(1, 9)),
        started_at=started_at,
        ended_at=ended_at,
        source=draw(st.sampled_from(("camera", "taps", "import"))),
        prescription=draw(st.none() | prescriptions),
        load=draw(loads),
        reps=tuple(draw(st.lists(reps, max_size=3, unique_by=lambda rep: rep.index))),
        findings=tuple(draw(st.lists(findings, max_size=2))),
        measures=draw(measures),
        not_measured=tuple(
            draw(
                st.lists(
                    st.builds(NotMeasuredNote, signal=words, reason=words, advice=maybe_words),
                    max_size=1,
                )
            )
        ),
        view=draw(maybe_words),
        rules=draw(maybe_words),
        model=draw(maybe_words),
        effort_rir=draw(st.none() | st.integers(0, 10)),
        pain=draw(st.none() | st.integers(0, 10)),
        note=draw(texts),
    )


@st.composite
def sessions(draw: st.DrawFn) -> TrainingSession:
    started_at, ended_at = draw(spans())
    return TrainingSession(
        id=draw(ids),
        kind=draw(st.sampled_from(("full", "short", "minimum", "free", "baseline"))),
        started_at=started_at,
        ended_at=ended_at,
        plan=tuple(draw(st.lists(prescriptions, max_size=2))),
        sets=tuple(draw(st.lists(logged_sets(), max_size=2))),
        note=draw(texts),
    )


pain_entries = st.builds(
    PainEntry,
    id=ids,
    at=moments,
    moment=st.sampled_from(PAIN_MOMENTS),
    value=st.integers(0, 10),
    exercise=maybe_words,
    session_id=st.none(),
    worse=st.none() | st.booleans(),
    is_alarming=st.booleans(),
)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=5,
)
documents = st.builds(
    JournalDocument, name=words, content=st.dictionaries(texts, plain_json, max_size=3)
)


@st.composite
def entry_lists(draw: st.DrawFn) -> list[JournalEntry]:
    """Draw documents, sessions with the tracks of some of their sets, and pain."""
    kept: list[JournalDocument] = draw(
        st.lists(documents, max_size=2, unique_by=lambda each: each.name)
    )
    entries: list[JournalEntry] = [*kept]
    for session in draw(st.lists(sessions(), max_size=2)):
        entries.append(session)
        entries += [
            KeptTrack(set_id=each.id, recording=draw(st.binary(max_size=9)))
            for each in session.sets
            if draw(st.booleans())
        ]
    return entries + draw(st.lists(pain_entries, max_size=2))
