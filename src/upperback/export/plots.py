"""A signal over a set as lines and bands in per cent of the plot, ready for SVG.

Lines live in a square of 1000 x 1000 that the page stretches; words are laid
over it as text, so that they keep their size on any screen.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from upperback.coach.report import SetReport
from upperback.export.texts import ExerciseText, SignalText, sentence_start
from upperback.export.wording import axis_title, counted, quantity, scale_value, seconds
from upperback.motion.pose import FloatArray

_SQUARE = 1000.0
# A page is seldom wider than this many points; more would only make the file larger.
_MAX_POINTS = 900
_Y_TICKS, _X_TICKS = 4, 8
_HEADROOM = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A grid line: its place in per cent from the left or the top, and its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of time shaded in the plot; ``kind`` is rep, partial or a severity."""

    left: float
    width: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRange:
    """The table behind the plot: what the signal did in one rep."""

    rep: int
    low: str
    high: str
    at_peak: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One signal over a set; ``path`` is SVG path data in the 1000 x 1000 square.

    ``main`` marks the signals to show at once: those the exercise names, and
    those in which a finding was made.
    """

    name: str
    main: bool
    label: str
    path: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    limits: tuple[Tick, ...]
    reps: tuple[Band, ...]
    findings: tuple[Band, ...]
    description: str
    rows: tuple[RepRange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    low: float
    high: float

    def percent(self, value: float) -> float:
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)


def signal_plots(report: SetReport, text: ExerciseText) -> tuple[Plot, ...]:
    """Plot every signal of a set that was measured at some time, the known ones first."""
    if report.traces is None:
        return ()
    known = [name for name in text.signals if name in report.traces.values]
    others = [name for name in report.traces.values if name not in text.signals]
    plots = (_plot(report, name, text) for name in (*known, *others))
    return tuple(plot for plot in plots if plot)


def _plot(report: SetReport, name: str, text: ExerciseText) -> Plot | None:
    assert report.traces is not None
    time_s, values = report.traces.time_s, report.traces.values[name]
    if np.isfinite(values).sum() < 2 or not time_s[-1] > time_s[0]:
        return None
    signal = text.signal(name)
    x, y = _Axis(low=float(time_s[0]), high=float(time_s[-1])), _y_axis(values, signal)
    return Plot(
        name=name,
        main=_is_main(report, name, text),
        label=sentence_start(axis_title(signal.label, signal.unit)),
        path=_path(*_thinned(time_s, values), x, y),
        x_ticks=tuple(
            Tick(at=x.percent(t), text=f"{t:g} s") for t in nice_steps(x.low, x.high, _X_TICKS)
        ),
        y_ticks=tuple(
            Tick(at=round(100.0 - y.percent(v), 2), text=scale_value(v, signal.unit))
            for v in nice_steps(y.low, y.high, _Y_TICKS)
        ),
        limits=tuple(
            Tick(at=round(100.0 - y.percent(limit.value), 2), text=limit.label)
            for limit in signal.limits
        ),
        reps=tuple(_rep_bands(report, x)),
        findings=tuple(_finding_bands(report, name, text, x)),
        description=_description(report, signal, values),
        rows=tuple(_rep_ranges(report, time_s, values, signal)),
    )


def _is_main(report: SetReport, name: str, text: ExerciseText) -> bool:
    judged = {text.check(finding.check).signal for finding in report.findings}
    return not text.signals or name in text.signals or name in judged


def nice_steps(low: float, high: float, at_most: int) -> list[float]:
    """Round numbers between two bounds, in steps of 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    low, high
        The bounds, ``low < high``.
    at_most
        How many steps may fit in between.

    Returns
    -------
    list of float
        Ascending, all within the bounds.
    """
    rough = (high - low) / at_most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 10) + 0.0 for k in range(first, last + 1)]


def _y_axis(values: FloatArray, signal: SignalText) -> _Axis:
    limits = [limit.value for limit in signal.limits]
    low = min(float(np.nanmin(values)), *limits) if limits else float(np.nanmin(values))
    high = max(float(np.nanmax(values)), *limits) if limits else float(np.nanmax(values))
    margin = _HEADROOM * (high - low) or 1.0
    return _Axis(low=low - margin, high=high + margin)


def _thinned(time_s: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    # Lowest and highest of each stretch are kept: a plain stride would cut off the peaks.
    if len(values) <= _MAX_POINTS:
        return time_s, values
    kept: set[int] = set()
    for stretch in np.array_split(np.arange(len(values)), _MAX_POINTS // 3):
        seen = stretch[np.isfinite(values[stretch])]
        if len(seen):
            kept |= {int(seen[values[seen].argmin()]), int(seen[values[seen].argmax()])}
        kept |= {int(k) for k in stretch[~np.isfinite(values[stretch])][:1]}
    order = np.array(sorted(kept))
    return time_s[order], values[order]


def _path(time_s: FloatArray, values: FloatArray, x: _Axis, y: _Axis) -> str:
    parts: list[str] = []
    pen_down = False
    for t, v in zip(time_s, values, strict=True):
        if not np.isfinite(v):
            pen_down = False
            continue
        px, py = x.percent(float(t)) * _SQUARE / 100, _SQUARE - y.percent(float(v)) * _SQUARE / 100
        # The zero-length line makes a lone sample between gaps visible as a dot.
        parts.append(f"{'L' if pen_down else 'M'}{px:.1f} {py:.1f}{'' if pen_down else 'h0'}")
        pen_down = True
    return "".join(parts)


def _band(x: _Axis, start_s: float, end_s: float, kind: str, text: str) -> Band:
    left = min(max(x.percent(start_s), 0.0), 100.0)
    right = min(max(x.percent(end_s), 0.0), 100.0)
    return Band(left=left, width=round(max(right - left, 0.4), 2), kind=kind, text=text)


def _rep_bands(report: SetReport, x: _Axis) -> Iterator[Band]:
    for rep in report.reps:
        yield _band(x, rep.start_s, rep.end_s, "rep", str(rep.index))
    for partial in report.partial_reps:
        yield _band(x, partial.start_s, partial.end_s, "partial", "partial")


def _finding_bands(report: SetReport, name: str, text: ExerciseText, x: _Axis) -> Iterator[Band]:
    for finding in report.findings:
        check = text.check(finding.check)
        if check.signal in (None, name):
            words = sentence_start(check.label)
            yield _band(x, finding.start_s, finding.end_s, finding.severity, words)


def _rep_ranges(
    report: SetReport, time_s: FloatArray, values: FloatArray, signal: SignalText
) -> Iterator[RepRange]:
    for rep in report.reps:
        inside = values[(time_s >= rep.start_s) & (time_s <= rep.end_s) & np.isfinite(values)]
        if len(inside):
            yield RepRange(
                rep=rep.index,
                low=quantity(float(inside.min()), signal.unit),
                high=quantity(float(inside.max()), signal.unit),
                at_peak=quantity(_value_at(rep.peak_s, time_s, values), signal.unit),
            )


def _value_at(moment_s: float, time_s: FloatArray, values: FloatArray) -> float:
    return float(values[int(np.abs(time_s - moment_s).argmin())])


def _description(report: SetReport, signal: SignalText, values: FloatArray) -> str:
    low, high = (quantity(float(v), signal.unit) for v in (np.nanmin(values), np.nanmax(values)))
    missing = 1.0 - float(np.isfinite(values).mean())
    gaps = f" Not measured in {missing:.0%} of the time." if missing >= 0.01 else ""
    return (
        f"{sentence_start(signal.label)} from {low} to {high} over "
        f"{seconds(report.end_s - report.start_s)} seconds with "
        f"{counted(len(report.reps), 'rep')}.{gaps}"
    )
