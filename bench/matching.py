"""What the engine says of a clip or a performance, matched with the truth.

Every true rep is matched with the rep that the engine counted for it, as the scorer of the clips
does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recordings import Source, TrueRep, Watched

from upperback.coach.engine import CoachEngine
from upperback.coach.events import SetEnded
from upperback.coach.report import Measure, PartialRep, Rep, SetReport
from upperback.exercises import Exercise
from upperback.mannequin.faults import SHORT_RANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRep:
    """A true rep, and what the engine made of it; ``fate`` is ``counted`` or why it was not."""

    true: TrueRep
    fate: str
    view: str = ""
    side: str = ""
    values: Mapping[str, float] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything of one clip or performance; ``n_false`` counted reps were none."""

    name: str
    source: Source
    reps: tuple[SeenRep, ...]
    n_false: int

    @property
    def wrong(self) -> list[str]:
        """What is wrong with the count, in words; short reps may stay partial ones."""
        lost = [rep.fate for rep in self.reps if rep.fate != "counted" and not _may_stay(rep)]
        turned = [f"{rep.true.side} taken for {rep.side}" for rep in self.reps if _is_turned(rep)]
        return lost + turned + ["counted, but none"] * self.n_false


def watch(watched: Watched, exercises: Sequence[Exercise]) -> Seen:
    """Push all frames through an engine and match its reps with the true ones."""
    engine = CoachEngine(exercises, model_name="bench")
    events = [event for frame in watched.frames() for event in engine.push(frame)]
    reports = [each.report for each in (*events, *engine.finish()) if isinstance(each, SetEnded)]
    counted = [(report, rep) for report in reports for rep in report.reps]
    kept = [(report, rep) for report in reports for rep in report.partial_reps]
    seen = []
    for true in watched.reps():
        hit = next((pair for pair in counted if _meets(*pair, true)), None)
        if hit is not None:
            counted.remove(hit)
            seen.append(_counted(true, *hit))
        else:
            reason = next((rep.reason for report, rep in kept if _meets(report, rep, true)), None)
            seen.append(SeenRep(true=true, fate=f"partial: {reason}" if reason else "missed"))
    return Seen(name=watched.name, source=watched.source, reps=tuple(seen), n_false=len(counted))


def _counted(true: TrueRep, report: SetReport, rep: Rep) -> SeenRep:
    return SeenRep(
        true=true,
        fate="counted",
        view=report.view.name,
        side=rep.side,
        values={each.check: each.value for each in report.findings if each.rep == rep.index},
        measures=rep.measures,
    )


def _meets(report: SetReport, rep: Rep | PartialRep, true: TrueRep) -> bool:
    """Whether the peak lies in the true rep, or the two overlap by half, as the scorer says."""
    if report.exercise != true.exercise:
        return False
    overlap_s = min(rep.end_s, true.end_s) - max(rep.start_s, true.start_s)
    shorter_s = min(rep.end_s - rep.start_s, true.end_s - true.start_s)
    return true.start_s <= rep.peak_s <= true.end_s or overlap_s >= 0.5 * shorter_s


def _may_stay(rep: SeenRep) -> bool:
    small = rep.true.faults & {SHORT_RANGE, "head_only"}
    return bool(small) and rep.fate.startswith("partial")


def _is_turned(rep: SeenRep) -> bool:
    is_sided = rep.true.exercise == "thoracic_rotation"
    return is_sided and rep.fate == "counted" and rep.true.side != rep.side
