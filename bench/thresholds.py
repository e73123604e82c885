"""Form checks against good and faulty reps: is each threshold where it should be?

    .venv/bin/python bench/thresholds.py [--write] [seated_row ...]

Probes (recordings.py) tell the value that every alternative of every check compared on every rep.
docs/thresholds.md is written from that: per check the values of good and faulty reps on the clips
of known truth and on the mannequin, false alarms, misses and margins; then the stated errors of
the measures, and what each part of the thoracic rotation and of the back's outline is worth.
"""

import argparse
import io
import itertools
import math
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image
from recordings import (
    CLIPS,
    EMPTY_CLIPS,
    RAYS,
    ROOT,
    TURNS,
    Seen,
    SeenRep,
    Source,
    Watched,
    clips,
    is_broken,
    probe_name,
    scenes,
    seen_by_probes,
)
from scipy.stats import pearsonr, spearmanr

from upperback.exercises import Exercise, builtin_exercises
from upperback.exercises.definition import Condition, FormCheck
from upperback.motion.pose import FloatArray
from upperback.motion.signals import SIGNALS

PAGE = ROOT / "docs" / "thresholds.md"
SOURCES: tuple[Source, ...] = ("clips", "mannequin")
# What one step of a quantity that is no signal is worth [E]: 0.1 s, a tenth of the own range.
_ERROR_OF_FACTS = 0.1
# The value nearest to the limit, but for one in twenty: many reps have a longest tail.
_NEAREST = 5.0


# --- what the distributions say ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One rep as one alternative saw it; ``is_live`` where its also-conditions hold."""

    source: Source
    name: str
    view: str
    kind: str
    value: float
    is_live: bool
    is_broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to break a check, and every rep it could judge."""

    check: FormCheck
    index: int
    points: tuple[Point, ...]

    @property
    def condition(self) -> Condition:
        return self.check.when[self.index]

    def some(self, kind: str, source: Source | None = None) -> list[Point]:
        return [p for p in self.points if p.kind == kind and source in (None, p.source)]

    def share_broken(self, kind: str, source: Source) -> float:
        """Return the share of reps of a kind that break it; NaN if there are none."""
        points = self.some(kind, source)
        return float(np.mean([p.is_broken for p in points])) if points else math.nan

    def margin(self, kind: str) -> float:
        """How far the nearest value lies on its right side of the limit, in expected errors."""
        values = np.array([p.value for p in self.points if p.kind == kind and p.is_live])
        if not values.size:
            return math.nan
        beyond = values - self.condition.limit
        if (self.condition.above is None) is (kind == "faulty"):
            beyond = -beyond
        return float(np.percentile(beyond, _NEAREST, method="closest_observation")) / self.error

    @property
    def error(self) -> float:
        """Expected error of what is compared."""
        row = SIGNALS.get(self.condition.of)
        if row is None:
            return _ERROR_OF_FACTS
        if self.condition.against != "start_ratio":
            return row.expected_error
        return row.expected_error / _USUAL_START[row.name]


# Usual values in the start pose, in trunk lengths, of signals that are compared as a ratio [E].
_USUAL_START = {"ear_shoulder_gap_tl": 0.33, "upper_arm_length_tl": 0.5}


def alternatives(exercise: Exercise, seen: Sequence[Seen]) -> list[Alternative]:
    """Return all alternatives of all checks with the reps they could judge."""
    reps = [
        (each, rep)
        for each in seen
        for rep in each.reps
        if rep.true.exercise == exercise.name and rep.fate == "counted"
    ]
    return [
        Alternative(
            check=check,
            index=index,
            points=tuple(
                _point(check, index, each, rep)
                for each, rep in reps
                if probe_name(check, index) in rep.values
            ),
        )
        for check in exercise.checks
        for index in range(len(check.when))
    ]


def _point(check: FormCheck, index: int, seen: Seen, rep: SeenRep) -> Point:
    also = check.when[index].also
    return Point(
        source=seen.source,
        name=seen.name,
        view=rep.view,
        kind=rep.true.kind(check.name),
        value=rep.values[probe_name(check, index)],
        is_live=all(
            part.is_broken_by(rep.values.get(probe_name(check, index, number), math.nan))
            for number, part in enumerate(also, 1)
        ),
        is_broken=is_broken(check, index, rep.values),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """One check over all its alternatives: what it said of good and of faulty reps."""

    check: FormCheck
    source: Source
    good: tuple[bool, ...]
    faulty: tuple[bool, ...]
    other: tuple[bool, ...]
    missed_in: tuple[str, ...]


def verdicts(
    exercise: Exercise, check: FormCheck, seen: Sequence[Seen], source: Source
) -> Verdicts:
    """Hold a check against all counted reps that any of its alternatives could judge."""
    said: dict[str, list[bool]] = {"good": [], "faulty": [], "other": []}
    missed: list[str] = []
    for rep in (rep for each in seen if each.source == source for rep in each.reps):
        if rep.true.exercise != exercise.name or rep.fate != "counted":
            continue
        indices = range(len(check.when))
        if not any(probe_name(check, index) in rep.values for index in indices):
            continue
        kind = rep.true.kind(check.name)
        broken = any(is_broken(check, index, rep.values) for index in indices)
        said[kind].append(broken)
        if kind == "faulty" and not broken:
            missed.append(rep.view)
    return Verdicts(
        check=check,
        source=source,
        good=tuple(said["good"]),
        faulty=tuple(said["faulty"]),
        other=tuple(said["other"]),
        missed_in=tuple(missed),
    )


# --- the page: form checks --------------------------------------------------------------


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
        _span([p.value for p in each.some(kind, source) if p.is_live])
        for source in SOURCES
        for kind in ("good", "faulty")
    ]
    compared = f"`{each.check.name}`: {_comparison(each.condition)}"
    margins = ", ".join(_number(each.margin(kind), "+.1f") for kind in ("good", "faulty"))
    return _row(compared, _sign(each.condition), *spans, margins)


def _comparison(condition: Condition) -> str:
    against = {"nothing": "", "start": ", against the start", "start_ratio": ", share of the start"}
    take = f", {condition.take.replace('_', ' ')}" if condition.of in SIGNALS else ""
    also = "".join(f"; only if {_comparison(a)} {_sign(a)}" for a in condition.also)
    return f"`{condition.of}`{take}{against[condition.against]}{also}"


def _sign(condition: Condition) -> str:
    return f"{'>' if condition.above is not None else '<'} {condition.limit:g}"


def _verdict_row(exercise: Exercise, check: FormCheck, seen: Sequence[Seen]) -> str:
    on_clips, on_mannequin = (verdicts(exercise, check, seen, source) for source in SOURCES)
    views = sorted({*on_clips.missed_in, *on_mannequin.missed_in})
    return _row(
        f"`{check.name}`",
        check.severity,
        _share(on_clips.good),
        _share(on_mannequin.good),
        _share([not broken for broken in on_clips.faulty]),
        _share([not broken for broken in on_mannequin.faulty]),
        _share(on_clips.other + on_mannequin.other),
        ", ".join(views) or "-",
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _span(values: Sequence[float]) -> str:
    """Least, middle and greatest of some values, and how many they are."""
    if not values:
        return "-"
    low, middle, high = (_brief(float(v)) for v in np.percentile(values, [0, 50, 100]))
    return f"{low} .. **{middle}** .. {high} ({len(values)})"


def _brief(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _share(flags: Sequence[bool]) -> str:
    return f"{sum(flags)} of {len(flags)}" if flags else "-"


def _number(value: float, form: str) -> str:
    return "-" if math.isnan(value) else format(value, form)


# --- pictures ---------------------------------------------------------------------------

_COLOURS = {"good": "#0072B2", "faulty": "#D55E00", "other": "#b5b5b5"}
_HEIGHTS = {"good": 0.72, "other": 0.5, "faulty": 0.28}


def picture_of(exercise: Exercise) -> str:
    return f"thresholds-{exercise.name}.png"


def draw(found: Sequence[Alternative]) -> Figure:
    """Draw one strip for each alternative: good reps above, faulty ones below, and the limit."""
    figure = Figure(figsize=(8.0, 0.62 * len(found) + 0.5), layout="constrained")
    strips = figure.subplots(len(found), 1, squeeze=False)[:, 0]
    for axes, each in zip(strips, found, strict=True):
        _draw_strip(axes, each)
    figure.suptitle(
        "blue: good, orange: faulty, grey: other faults; discs: clips, dots: mannequin; "
        "pale: excused by an also-condition",
        fontsize=7,
    )
    return figure


def _draw_strip(axes: Axes, each: Alternative) -> None:
    random = np.random.default_rng(0)
    for kind, source, is_live in itertools.product(_COLOURS, SOURCES, (False, True)):
        values = [p.value for p in each.some(kind, source) if p.is_live is is_live]
        axes.scatter(
            values,
            _HEIGHTS[kind] + random.uniform(-0.09, 0.09, len(values)),
            s=16 if source == "clips" else 3,
            color=_COLOURS[kind],
            alpha=0.75 if is_live else 0.15,
            linewidths=0,
        )
    axes.axvline(each.condition.limit, color="black", linewidth=1)
    axes.set(ylim=(0.1, 0.9), yticks=[])
    axes.set_ylabel(each.check.name, rotation=0, ha="right", va="center", fontsize=7)
    axes.set_title(f"{each.condition.of} {_sign(each.condition)}", fontsize=6, loc="left", pad=1)
    axes.tick_params(labelsize=6, length=2, pad=1)
    axes.spines[["top", "left", "right"]].set_visible(False)


def save_small(figure: Figure, path: Path) -> None:
    """Save a figure as a PNG of few colours, a third of its usual size."""
    drawn = io.BytesIO()
    figure.savefig(drawn, dpi=110, format="png")
    path.parent.mkdir(exist_ok=True)
    Image.open(drawn).convert("RGB").quantize(48, method=Image.Quantize.MAXCOVERAGE).save(
        path, optimize=True
    )


# --- the page: counts, errors and ablations ---------------------------------------------


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
        yield _row(f"`{name}`", view, *on_clips, reps, inside, p90)
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
    yield _row("clip, view", "reps", *TURNS)
    yield "|---|--:|" + "--:|" * len(TURNS)
    for name, reps in [*groups.items(), ("**all, foot_diagonal**", foot)]:
        errors = (_median_off(reps, turn, "rotation_deg") for turn in TURNS)
        yield _row(name, f"{len(reps)}", *errors)
    yield ""


def _median_off(reps: Sequence[SeenRep], part: str, measure: str) -> str:
    off = [
        abs(rep.measures[part].value - rep.true.measures[measure])
        for rep in reps
        if part in rep.measures
    ]
    return _number(float(np.median(off)), ".1f") if off else "-"


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
            yield _row(rays, f"{len(read)}", *_agreement(arcs, true))
    yield ""


def _agreement(read: FloatArray, true: FloatArray) -> Iterator[str]:
    """Yield correlations and errors, as read and after the scale that fits best."""
    yield f"{spearmanr(read, true).statistic:.2f}"
    yield f"{pearsonr(read, true).statistic:.2f}"
    yield f"{np.median(abs(read - true)):.1f}"
    scale = float(read @ true / (read @ read))
    yield f"{scale:.2f}"
    yield from (f"{off:.1f}" for off in np.percentile(abs(scale * read - true), [50, 90]))


HEAD = f"""\
# Thresholds

Written by `bench/thresholds.py --write`: what every form check compares, on reps that are good and
on reps that have its fault. *Clips* are rendered videos of known truth, seen by the real model.
*Mannequin* is `upperback.mannequin`: four bodies before five cameras at 15 to 30 frames a second,
with jitter and squashed depth, each fault clear. It has no clothes and, but for hips drawn after
the shoulders where these turn (as MediaPipe draws them), none of the systematic errors of a pose
model, so where the two disagree the clips are right; the mannequin shows the checks that no clip
has.

Cells show least .. **median** .. greatest (reps). The margin says how far the nearest value (but
for one rep in twenty, clips and mannequin together) stays on its own side of the limit, in expected
errors of the signal (0.1 s, 0.1 of the own range): below 0 it is beyond, below 1 within reach of
noise. A rep with another fault is neither good nor faulty; how often a check speaks there stands
under *beside other faults*; there, too, stand truly brisk reps of clips before the checks of tempo.
Reps that are kept as partial reps are not judged. A rep that one alternative of a check finds may
lie far from the limit of the other. The limits were set looking at these clips, so no false alarms
on them prove little; the mannequin was not looked at. Left out, because they are broken renders
that show nobody: {", ".join(sorted(EMPTY_CLIPS))}.
"""


def page(exercises: Sequence[Exercise], seen: Sequence[Seen]) -> str:
    """Return the text of docs/thresholds.md."""
    sections = [check_section(exercise, seen) for exercise in exercises]
    others = (count_section, coverage_section, rotation_section, spine_section)
    more = [section(seen) for section in others]
    return "\n".join([HEAD, *itertools.chain.from_iterable([*sections, *more])])


def main() -> None:
    """Watch everything, print the page; with --write, write it and the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("exercises", nargs="*", help="names (default: all)")
    parser.add_argument("--clips", type=Path, default=CLIPS, help="folder of clips with truth")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--write", action="store_true", help="write docs/thresholds.md")
    options = parser.parse_args()
    known = builtin_exercises()
    exercises = [known[name] for name in options.exercises or known]
    watched: list[Watched] = [*clips(options.clips)]
    watched += [scene for exercise in exercises for scene in scenes(exercise.name)]
    with ProcessPoolExecutor(options.jobs) as pool:
        seen = []
        for each in pool.map(seen_by_probes, watched):
            seen.append(each)
            print(f"\r{len(seen)} of {len(watched)}", end="", file=sys.stderr, flush=True)
    text = page(exercises, seen)
    print(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
        for exercise in exercises:
            found = alternatives(exercise, seen)
            save_small(draw(found), PAGE.parent / "images" / picture_of(exercise))


if __name__ == "__main__":
    main()
