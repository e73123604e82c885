"""The values of an exercise's form checks, drawn."""

import io
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image
from threshold_values import SOURCES, Alternative, sign

from upperback.exercises import Exercise

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
    axes.set_title(f"{each.condition.of} {sign(each.condition)}", fontsize=6, loc="left", pad=1)
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
