from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.analyses import TEXTS, a_set, rich_set
from upperback.coach.report import Traces
from upperback.export.plots import nice_steps, signal_plots
from upperback.export.texts import CheckText, ExerciseText, SignalText

TEXT = TEXTS["seated_row"]


def traces(values: list[float]) -> Traces:
    return Traces(time_s=np.arange(len(values), dtype=float), values={"x_deg": np.array(values)})


def test_known_signals_come_in_the_order_of_the_exercise() -> None:
    """The exercise decides which signal is shown first, not the recording."""
    assert [plot.name for plot in signal_plots(rich_set(), TEXT)] == [
        "elbow_flexion_deg",
        "trunk_inclination_deg",
    ]


def test_signals_the_exercise_does_not_name_stand_back() -> None:
    """A signal is shown at once if the exercise names it or a finding was made in it."""
    text = ExerciseText(
        title="x",
        checks={"jerky": CheckText(label="jerky", signal="trunk_inclination_deg")},
        signals={"elbow_flexion_deg": SignalText(label="bend", unit="deg")},
    )
    values = {name: np.array([0.0, 1.0]) for name in ("trunk_inclination_deg", "x_deg")}
    shown = replace(rich_set(), traces=Traces(time_s=np.array([0.0, 1.0]), values=values))
    assert {plot.name: plot.main for plot in signal_plots(shown, text)} == {
        "trunk_inclination_deg": True,
        "x_deg": False,
    }


def test_a_gap_lifts_the_pen() -> None:
    """Where nothing was measured there is no line: one stroke for each stretch."""
    plot = signal_plots(rich_set(), TEXT)[0]
    assert plot.path.count("M") == 2
    assert "nan" not in plot.path


def test_findings_are_shaded_where_they_belong() -> None:
    """A finding with a signal shades that plot only; one without shades every plot."""
    elbow, trunk = signal_plots(rich_set(), TEXT)
    assert [band.kind for band in elbow.findings] == ["safety", "note"]
    assert [band.kind for band in trunk.findings] == ["note", "effectiveness", "note", "safety"]


def test_limits_lie_within_the_plot() -> None:
    """The axis makes room for a limit that was never reached."""
    plot = signal_plots(a_set(traces=traces([0.0, 1.0, 2.0])), ExerciseText(title="x"))[0]
    assert plot.limits == ()
    with_limit = signal_plots(rich_set(), TEXT)[0].limits[0]
    assert 0.0 < with_limit.at < 100.0


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="empty"),
        pytest.param([1.0], id="one sample"),
        pytest.param([float("nan")] * 5, id="never measured"),
    ],
)
def test_a_signal_that_was_not_measured_has_no_plot(values: list[float]) -> None:
    """No line, no plot."""
    assert signal_plots(a_set(traces=traces(values)), TEXT) == ()


def test_a_set_without_traces_has_no_plots() -> None:
    """Plots need traces."""
    assert signal_plots(a_set(), TEXT) == ()


def test_a_flat_signal_is_drawn() -> None:
    """A signal that never changes is a line in the middle, not a division by zero."""
    plot = signal_plots(a_set(traces=traces([5.0, 5.0, 5.0])), TEXT)[0]
    assert plot.path == "M0.0 500.0h0L500.0 500.0L1000.0 500.0"


def test_a_long_signal_is_thinned_but_keeps_its_peak() -> None:
    """Ten minutes make no larger page than one, and the one spike is still there."""
    values = np.zeros(14_400)
    values[7_001] = 100.0
    trace = Traces(time_s=np.arange(14_400) / 24, values={"x_deg": values})
    plot = signal_plots(a_set(traces=trace), TEXT)[0]
    assert plot.path.count("L") < 1000
    assert min(float(point.split()[1].rstrip("Mh0") or 0) for point in plot.path.split("L")) < 80


def test_the_table_behind_a_plot_has_a_row_for_each_rep() -> None:
    """Lowest, highest and peak value of each rep, in words."""
    rows = signal_plots(rich_set(), TEXT)[1].rows
    assert [(row.rep, row.low, row.at_peak) for row in rows] == [
        (index, "\N{MINUS SIGN}4°", "\N{MINUS SIGN}4°") for index in range(1, 7)
    ]


def test_the_description_says_what_the_eye_sees() -> None:
    """Range, length, reps and gaps for those who do not see the plot."""
    description = signal_plots(rich_set(), TEXT)[0].description
    assert description == (
        "Elbow bend from 10° to 110° over 22.8 seconds with 6 reps. Not measured in 2% of the time."
    )


def test_bands_outside_the_trace_are_cut_to_it() -> None:
    """A rep that ends after the last sample does not leave the plot."""
    report = replace(rich_set(), traces=traces([0.0, 1.0, 2.0, 3.0, 4.0]))
    assert all(0.0 <= band.left <= 100.0 for band in signal_plots(report, TEXT)[0].reps)


@given(low=st.floats(-1e4, 1e4), span=st.floats(1e-3, 1e4), at_most=st.integers(2, 10))
def test_grid_lines_are_few_and_within_the_bounds(low: float, span: float, at_most: int) -> None:
    """Any range gets at least one and no more grid lines than asked for, plus the first."""
    steps = nice_steps(low, low + span, at_most)
    assert len(steps) <= at_most + 1
    assert all(low - 1e-6 <= step <= low + span + 1e-6 for step in steps)
