"""The sections of docs/thresholds.md: form checks, then counts, errors and ablations."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from markdown_cells import number, row, share, span
from matching import Seen, SeenRep
from probes import RAYS, TURNS
from scipy.stats import pearsonr, spearmanr
from threshold_pictures import picture_of
from threshold_values import SOURCES, Alternative, alternatives, sign, verdicts

from upperback.exercises import Exercise
from upperback.exercises.definition import Condition, FormCheck
from upperback.motion.pose import FloatArray
from upperback.motion.signals import SIGNALS


def check_section(exercise: Exercise, seen: Sequence[Seen]) -> Iterator[str]:
    """Yield the section of one exercise."""
    yield f"## {exercise.title}"
    yield f"\n![Values of good and faulty reps](images/{picture_of(exercise)})\n"
    yield (
        "| check, comparison | limit | clips: good | clips: faulty | mannequin: good "
        "| mannequin: faulty | margin good, faulty |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|"
    yield from (_values_row(each) for each in alternatives(exercise, seen))
    yield (
        "\n| check | severity | false alarms: clips | mannequin | misses: clips | mannequin "
        "| beside other faults | missed in |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|---|"
    yield from (_verdict_row(exercise, check, seen) for check in exercise.checks)
    yield ""


def _values_row(each: Alternative) -> str:
    spans = [
        span([p.value for p in each.some(kind, source) if p.is_live])
        for source in SOURCES
        for kind in ("good", "faulty")
    ]
    compared = f"`{each.check.name}`: {_comparison(each.condition)}"
    margins = ", ".join(number(each.margin(kind), "+.1f") for kind in ("good", "faulty"))
    return row(compared, sign(each.condition), *spans, margins)


def _comparison(condition: Condition) -> str:
    against = {"nothing": "", "start": ", against the start", "start_ratio": ", share of the start"}
    take = f", {condition.take.replace('_', ' ')}" if condition.of in SIGNALS else ""
    also = "".join(f"; only if {_comparison(a)} {sign(a)}" for a in condition.also)
    return f"`{condition.of}`{take}{against[condition.against]}{also}"


def _verdict_row(exercise: Exercise, check: FormCheck, seen: Sequence[Seen]) -> str:
    on_clips, on_mannequin = (verdicts(exercise, check, seen, source) for source in SOURCES)
    views = sorted({*on_clips.missed_in, *on_mannequin.missed_in})
    return row(
        f"`{check.name}`",
        check.severity,
        share(on_clips.good),
        share(on_mannequin.good),
        share([not broken for broken in on_clips.faulty]),
        share([not broken for broken in on_mannequin.faulty]),
        share(on_clips.other + on_mannequin.other),
        ", ".join(views) or "-",
    )


def count_section(seen: Sequence[Seen]) -> Iterator[str]:
    yield "## Counts\n"
    for source in SOURCES:
        of_source = [each for each in seen if each.source == source]
        wrong = [each for each in of_source if each.wrong]
        yield f"{source}: {len(of_source) - len(wrong)} of {len(of_source)} counted exactly."
        yield ""
        for each in wrong:
            reasons = Counter(each.wrong).items()
            yield f"- {each.name}: {', '.join(f'{n} x {reason}' for reason, n in reasons)}"
        yield ""


def errors_of(seen: Iterable[Seen]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Measure and view -> error and stated error of each rep whose truth is known."""
    errors: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for rep in (rep for each in seen for rep in each.reps):
        for name, measure in rep.measures.items():
            if name in rep.true.measures and math.isfinite(measure.error):
                off = abs(measure.value - abs(rep.true.measures[name]))
                errors.setdefault((name, rep.view), []).append((off, measure.error))
    return errors


def coverage_section(seen: Sequence[Seen]) -> Iterator[str]:
    yield "## Stated errors\n"
    yield "The ± of a measure should hold for nine of ten reps: it should be *error, 90 %*.\n"
    yield (
        "| measure | view | clips: reps | inside | median error | error, 90 % | stated "
        "| mannequin: reps | inside | error, 90 % |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    by_clips, by_mannequin = (errors_of(s for s in seen if s.source == src) for src in SOURCES)
    for name, view in sorted({*by_clips, *by_mannequin}):
        on_clips = _inside(by_clips.get((name, view), []))
        reps, inside, _, p90, _ = _inside(by_mannequin.get((name, view), []))
        yield row(f"`{name}`", view, *on_clips, reps, inside, p90)
    yield ""


def _inside(errors: Sequence[tuple[float, float]]) -> tuple[str, str, str, str, str]:
    if not errors:
        return ("-",) * 5
    off, stated = np.array(errors).T
    middle, p90 = np.percentile(off, [50, 90])
    inside = np.mean(off <= stated)
    return (f"{off.size}", f"{inside:.0%}", f"{middle:.1f}", f"{p90:.1f}", f"{stated.mean():.1f}")


def rotation_section(seen: Sequence[Seen]) -> Iterator[str]:
    yield "## Thoracic rotation, part by part\n"
    yield "Median absolute error in degrees against the true range of rotation, on the clips"
    yield "(to which the constants were fitted). The picture's holds only from the foot-diagonal.\n"
    groups: dict[str, list[SeenRep]] = {}
    for each in (each for each in seen if each.source == "clips"):
        for rep in each.reps:
            if rep.true.exercise == "thoracic_rotation" and rep.fate == "counted":
                rolls = " (rolling)" if "pelvis_rolls" in rep.true.faults else ""
                name = each.name.removeprefix("thoracic_rotation_")
                groups.setdefault(f"{name}{rolls}, {rep.view}", []).append(rep)
    foot = [rep for reps in groups.values() for rep in reps if rep.view == "foot_diagonal"]
    yield row("clip, view", "reps", *TURNS)
    yield "|---|--:|" + "--:|" * len(TURNS)
    for name, reps in [*groups.items(), ("**all, foot_diagonal**", foot)]:
        errors = (_median_off(reps, turn, "rotation_deg") for turn in TURNS)
        yield row(name, f"{len(reps)}", *errors)
    yield ""


def _median_off(reps: Sequence[SeenRep], part: str, measure: str) -> str:
    off = [
        abs(rep.measures[part].value - rep.true.measures[measure])
        for rep in reps
        if part in rep.measures
    ]
    return number(float(np.median(off)), ".1f") if off else "-"


def spine_section(seen: Sequence[Seen]) -> Iterator[str]:
    yield "## Arc of the back, by the part of the outline\n"
    yield "Over all cat-cow reps of the clips: the arc read from rays between two places"
    yield "(0 shoulder, 1 hip) against the true range of spinal flexion.\n"
    yield (
        "| rays | reps | rank correlation | linear correlation | median error "
        "| best scale | median error then | error then, 90 % |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    reps = [rep for each in seen if each.source == "clips" for rep in each.reps]
    for rays in RAYS:
        read = [rep for rep in reps if rays in rep.measures and rep.true.exercise == "cat_cow"]
        if len(read) > 2:
            arcs = np.array([rep.measures[rays].value for rep in read])
            true = np.array([rep.true.measures["spine_arc_deg"] for rep in read])
            yield row(rays, f"{len(read)}", *_agreement(arcs, true))
    yield ""


def _agreement(read: FloatArray, true: FloatArray) -> Iterator[str]:
    """Yield correlations and errors, as read and after the scale that fits best."""
    yield f"{spearmanr(read, true).statistic:.2f}"
    yield f"{pearsonr(read, true).statistic:.2f}"
    yield f"{np.median(abs(read - true)):.1f}"
    scale = float(read @ true / (read @ read))
    yield f"{scale:.2f}"
    yield from (f"{off:.1f}" for off in np.percentile(abs(scale * read - true), [50, 90]))
