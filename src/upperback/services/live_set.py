"""One set watched live: the engine's events in the words of the journal and of the page.

The engine may see a set in several pieces: somebody who pauses, or leaves and comes back, takes
the start pose anew. The set of the training session is all of them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from upperback.coach.engine import CoachEngine
from upperback.coach.events import (
    CueGiven,
    Event,
    FindingMade,
    Notice,
    Progress,
    RepCounted,
    RepNotCounted,
    SetEnded,
    SetStarted,
)
from upperback.coach.report import Finding, Measure, PartialRep, Rep, SetReport
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame
from upperback.services.live_gauge import Gauge
from upperback.services.live_messages import Message, Noticed, Said
from upperback.services.live_track import SetTrack
from upperback.services.logged_reports import (
    logged_finding,
    logged_measure,
    logged_not_measured,
    logged_rep,
)
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    Side,
)

_PARTIAL_WORDS = {
    "short_range": "Not quite a full one. A little further, if it is comfortable.",
    "too_quick": "Too quick to count. Take your time.",
    "too_slow": "That took very long; begin again from the start pose.",
    "one_way": "Only one way of it. Do both halves.",
    "not_seen": "I lost sight of you there.",
    "other_movement": "That looked like another movement.",
}
_OTHER_SIDE = "other_side"
# Nobody reads numbers that change faster.
_READINGS_EVERY_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeenRep:
    """A rep, full or partial, for the journal, and as the engine saw it."""

    logged: LoggedRep
    rep: Rep | None
    partial_rep: PartialRep | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFinding:
    """A finding; its rep is still counted as the engine counts."""

    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLost:
    """Nobody has been seen for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUp:
    """The person left the posture of the exercise."""


Seen = SeenRep | SeenFinding | PersonLost | PersonUp | Message


@dataclass(slots=True, kw_only=True, eq=False)
class LiveSet:
    """Runs the engine for one set.

    Attributes
    ----------
    exercise, side
        What is done; reps of another side do not count.
    model_name
        Name of the pose model, for the passports.
    track
        Keeps what the engine sees; None where nothing is to be kept.
    """

    exercise: Exercise
    side: Side
    model_name: str
    track: SetTrack | None = None
    began_s: float | None = None
    _engine: CoachEngine = field(init=False)
    _gauge: Gauge = field(init=False)
    _reports: list[SetReport] = field(default_factory=list)
    _indices: list[dict[int, int]] = field(default_factory=lambda: [{}])

    def __post_init__(self) -> None:
        self._engine = CoachEngine(
            [self.exercise],
            model_name=self.model_name,
            recognised=False,
            readings_every_s=_READINGS_EVERY_S,
        )
        self._gauge = Gauge(self.exercise)

    @property
    def asks_for_silhouette(self) -> bool:
        """Whether the silhouette of the next frame makes a difference."""
        return self._engine.asks_for_silhouette

    def push(self, frame: PoseFrame) -> list[Seen]:
        """Take the next frame; return what it tells, in order."""
        if self.began_s is None:
            self.began_s = frame.time_s
        if self.track is not None:
            self.track.add(frame)
        return self._told(self._engine.push(frame))

    def finish(self) -> list[Seen]:
        """End the piece in progress; the next one takes its own start pose."""
        if self.track is not None:
            self.track.end_piece()
        return self._told(self._engine.finish())

    def put_index(self, rep: Rep, index: int) -> None:
        """Note which index the set gave to a rep of the engine's."""
        self._indices[-1][rep.index] = index

    def index_of(self, finding: Finding, *, coming: int) -> int:
        """Return the set's index of the finding's rep; ``coming`` if it is not over yet."""
        return self._indices[-1].get(finding.rep, coming)

    def completed(self, current: LoggedSet) -> LoggedSet:
        """Return the set with all that is known once it is over."""
        if not self._reports:
            return replace(current, rules=self.exercise.rules, model=self.model_name)
        last = max(self._reports, key=lambda report: len(report.reps))
        measures = self._best_measures()
        return replace(
            current,
            source="camera",
            findings=tuple(self._logged_findings()),
            measures=measures,
            not_measured=logged_not_measured(
                each for each in last.not_measured if each.signal not in measures
            ),
            view=last.view.name,
            rules=self.exercise.rules,
            model=self.model_name,
        )

    def _told(self, events: Sequence[Event]) -> list[Seen]:
        return [seen for event in events for seen in self._seen(event)]

    def _seen(self, event: Event) -> Sequence[Seen]:
        match event:
            case Progress():
                return [self._gauge.moved(event)]
            case RepCounted(rep=rep):
                return [self._rep(rep)]
            case RepNotCounted(partial_rep=partial):
                return [self._partial(partial)]
            case FindingMade(finding=finding):
                return [SeenFinding(finding=finding)]
            case CueGiven():
                return [Said(check=event.check, severity=event.severity, text=event.text)]
            case _:
                return self._around_the_set(event)

    def _around_the_set(self, event: SetStarted | SetEnded | Notice) -> Sequence[Seen]:
        if isinstance(event, SetStarted):
            return [Noticed(code="set_started", text="I have you. Begin when you are ready.")]
        if isinstance(event, SetEnded):
            self._reports.append(event.report)
            self._indices.append({})
            return [PersonUp()]
        noticed = Noticed(code=event.code, text=event.text)
        return [noticed, PersonLost()] if event.code == "nobody" else [noticed]

    def _rep(self, rep: Rep) -> SeenRep:
        logged = logged_rep(rep, index=rep.index, since=self.began_s or 0.0)
        if self.side in ("both", rep.side) or rep.side == "both":
            return SeenRep(logged=logged, rep=rep, partial_rep=None)
        return self._other_side(rep, logged)

    def _other_side(self, rep: Rep, logged: LoggedRep) -> SeenRep:
        partial = PartialRep(
            side=rep.side,
            start_s=rep.start_s,
            peak_s=rep.peak_s,
            end_s=rep.end_s,
            reason=_OTHER_SIDE,
        )
        return SeenRep(
            logged=replace(logged, counted=False, reason=_OTHER_SIDE),
            rep=rep,
            partial_rep=partial,
            text=f"That was your {rep.side} side; this set is for the {self.side}. "
            "Turn over, or go to the next step.",
        )

    def _partial(self, partial: PartialRep) -> SeenRep:
        logged = logged_rep(partial, index=0, since=self.began_s or 0.0)
        words = _PARTIAL_WORDS.get(partial.reason, "")
        return SeenRep(logged=logged, rep=None, partial_rep=partial, text=words)

    def _logged_findings(self) -> list[LoggedFinding]:
        return [
            logged_finding(each, rep=indices.get(each.rep, each.rep), since=self.began_s or 0.0)
            for report, indices in zip(self._reports, self._indices, strict=False)
            for each in report.findings
        ]

    def _best_measures(self) -> dict[str, LoggedMeasure]:
        """Best of each measure over the pieces; the last where none is better."""
        best: dict[str, Measure] = {}
        rules = {rule.name: rule.best for rule in self.exercise.measures}
        for report in self._reports:
            for name, each in report.measures.items():
                sign = {"highest": 1.0, "lowest": -1.0}.get(rules.get(name, "none"), 0.0)
                if name not in best or sign * (each.value - best[name].value) >= 0.0:
                    best[name] = each
        return {name: logged_measure(each) for name, each in best.items()}
