"""Use case: score kept landmark tracks again by today's rules, and show what changes.

The engine of today watches the track of a set as it would watch the person. What the
person corrected by hand (a rep struck, a rep added) is kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Protocol

from upperback.errors import RecordingError
from upperback.exercises.definition import Exercise
from upperback.services.journal_port import Journal
from upperback.services.live_set import LiveSet, SeenRep
from upperback.services.ports import PoseSource
from upperback.training.records import LoggedMeasure, LoggedRep, LoggedSet
from upperback.training.summaries import STRUCK

# A person taps within about this time of the rep that was meant [E].
_TAP_S = 1.5


class TrackReader(Protocol):
    """Opens a kept landmark recording."""

    def __call__(self, recording: bytes) -> AbstractContextManager[PoseSource]:
        """Give the pose frames of a recording; RecordingError if it is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """How often a form check was broken in a set, before and now."""

    check: str
    n_before: int
    n_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """A measure of a set, before and now; None where it was not measured."""

    name: str
    before: LoggedMeasure | None
    now: LoggedMeasure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regraded:
    """A set, before and now.

    Attributes
    ----------
    before, now
        The set as the journal has it, and by today's rules; the same where there is
        a ``problem``.
    problem
        Why it could not be scored again, in plain words; None if it could.
    is_written
        Whether the journal has it now.
    """

    before: LoggedSet
    now: LoggedSet
    problem: str | None = None
    is_written: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the journal would change."""
        return replace(self.now, note=self.before.note) != self.before

    @property
    def findings(self) -> tuple[FindingChange, ...]:
        """The form checks that were broken more or less often."""
        before = Counter(each.check for each in self.before.findings)
        now = Counter(each.check for each in self.now.findings)
        return tuple(
            FindingChange(check=check, n_before=before[check], n_now=now[check])
            for check in sorted({*before, *now})
            if before[check] != now[check]
        )

    @property
    def measures(self) -> tuple[MeasureChange, ...]:
        """The measures whose value or error is another."""
        before, now = self.before.measures, self.now.measures
        changes = (
            MeasureChange(name=name, before=before.get(name), now=now.get(name))
            for name in sorted({*before, *now})
        )
        return tuple(each for each in changes if _number(each.before) != _number(each.now))


def regrade(
    journal: Journal,
    exercises: Mapping[str, Exercise],
    read_track: TrackReader,
    *,
    now: datetime,
    write: bool = False,
) -> Iterator[Regraded]:
    """Score every set whose track is kept again, oldest first.

    Parameters
    ----------
    journal
        The journal.
    exercises
        Those of today, by name.
    read_track
        Opens a recording.
    now
        Aware; its date goes into the notes of sets that are written.
    write
        Whether the journal takes what comes out. A set's note then says which rules it
        was scored by before.

    Yields
    ------
    Regraded
        One for each set; look at ``is_changed`` and ``problem``.
    """
    for set_id in journal.tracked_sets():
        before = journal.logged_set(set_id)
        found = _regraded(before, exercises.get(before.exercise), journal, read_track)
        if write and found.is_changed:
            found = replace(found, now=_noted(found, now), is_written=True)
            journal.end_set(found.now)
        yield found


def _regraded(
    before: LoggedSet, exercise: Exercise | None, journal: Journal, read_track: TrackReader
) -> Regraded:
    recording = journal.track(before.id)
    if exercise is None:
        problem = f"there is no exercise {before.exercise!r} any more"
    elif recording is None:
        problem = "its recording was removed meanwhile"
    else:
        try:
            with read_track(recording) as source:
                return Regraded(before=before, now=score_again(before, exercise, source))
        except RecordingError as error:
            problem = str(error)
    return Regraded(before=before, now=before, problem=problem)


def score_again(before: LoggedSet, exercise: Exercise, source: PoseSource) -> LoggedSet:
    """Return a set as the rules of an exercise see its recording."""
    watched = LiveSet(exercise=exercise, side=before.side, model_name=source.model_name)
    seen: list[LoggedRep] = []
    last_s = -inf
    for pose, _ in source.poses():
        # A frame that does not advance says that the set was in pieces there.
        told = watched.push(pose) if pose.time_s > last_s else watched.finish()
        last_s = pose.time_s
        for each in told:
            _take(each, watched, seen)
    for each in watched.finish():
        _take(each, watched, seen)
    blank = replace(before, reps=tuple(seen), findings=(), measures={}, not_measured=())
    scored = watched.completed(blank)
    return _in_order(scored, [*_struck_again(seen, before), *_added_by_hand(seen, before)])


def _take(seen: object, watched: LiveSet, reps: list[LoggedRep]) -> None:
    if isinstance(seen, SeenRep):
        index = len(reps) + 1
        if seen.rep is not None:
            watched.put_index(seen.rep, index)
        reps.append(replace(seen.logged, index=index))


def _struck_again(seen: list[LoggedRep], before: LoggedSet) -> list[LoggedRep]:
    """Return the reps seen; those that the person struck do not count."""
    struck_s = [rep.peak_s for rep in before.reps if rep.reason == STRUCK]
    return [
        replace(rep, counted=False, reason=STRUCK, by_hand=True)
        if rep.counted and any(rep.start_s <= peak_s <= rep.end_s for peak_s in struck_s)
        else rep
        for rep in seen
    ]


def _added_by_hand(seen: list[LoggedRep], before: LoggedSet) -> list[LoggedRep]:
    """Return the reps that only the person counted; where the engine now sees one, that is it."""
    counted = [rep for rep in seen if rep.counted]
    return [
        tapped
        for tapped in before.reps
        if tapped.by_hand
        and tapped.counted
        and not any(rep.start_s <= tapped.peak_s <= rep.end_s + _TAP_S for rep in counted)
    ]


def _in_order(scored: LoggedSet, reps: list[LoggedRep]) -> LoggedSet:
    """Return the set with its reps numbered in the order of time, and findings of the same reps."""
    n_seen = len(scored.reps)
    places = sorted(range(len(reps)), key=lambda place: reps[place].peak_s)
    index_of = {place: index for index, place in enumerate(places, start=1)}
    ordered = tuple(replace(reps[place], index=index_of[place]) for place in places)
    # The reps seen come first in the list, so rep n of a finding stands at place n - 1.
    return replace(
        scored,
        reps=ordered,
        findings=tuple(
            replace(each, rep=index_of[each.rep - 1]) if each.rep <= n_seen else each
            for each in scored.findings
        ),
    )


def _noted(found: Regraded, now: datetime) -> LoggedSet:
    """Return the set with a note of the rules that it was scored by before."""
    old, new = found.before.rules or "none", found.now.rules or "none"
    counted = f"{found.before.n_counted} -> {found.now.n_counted} reps"
    line = f"Regraded {now.date().isoformat()}: rules {old} -> {new}, {counted}."
    return replace(found.now, note=f"{found.before.note}\n{line}".strip())


def _number(measure: LoggedMeasure | None) -> tuple[float, float] | None:
    return None if measure is None else (measure.value, measure.error)
