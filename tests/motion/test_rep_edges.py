"""Where the ways of a rep begin and end."""

import numpy as np
import pytest
from scipy.signal import savgol_filter

from upperback.mannequin.timeline import minimum_jerk
from upperback.motion.rep_edges import _slopes, way_edges


@pytest.mark.parametrize("fps", [12.0, 15.0, 30.0, 60.0])
@pytest.mark.parametrize(("out_s", "hold_s", "back_s"), [(1.0, 0.5, 1.5), (2.5, 1.0, 3.0)])
def test_ways_are_cut_where_their_speed_begins_and_ends(
    fps: float, out_s: float, hold_s: float, back_s: float
) -> None:
    began_s, peak_s, turn_s = 0.6, 0.6 + out_s, 0.6 + out_s + hold_s
    ended_s = turn_s + back_s
    time_s = np.arange(0.0, ended_s + 0.6, 1.0 / fps)
    share = minimum_jerk((time_s - began_s) / out_s) - minimum_jerk((time_s - turn_s) / back_s)
    edges = way_edges(list(zip(time_s, share, strict=True)), peak_s)
    # Beyond the ends of the movement lies 6 % of each way, within them half a smoothing window.
    truth = (began_s, peak_s, turn_s, ended_s)
    slack = (out_s, out_s, back_s, back_s)
    for found, true, way_s in zip(edges, truth, slack, strict=True):
        assert found == pytest.approx(true, abs=0.06 * way_s + 0.13 + 1.0 / fps)


def test_of_very_few_samples_the_ends_are_told() -> None:
    samples = [(0.0, 0.0), (0.1, 0.5), (0.2, 1.0), (0.3, 0.2)]
    assert way_edges(samples, 0.2) == (0.0, 0.2, 0.2, 0.3)


@pytest.mark.parametrize("n_window", [3, 5, 9, 31])
def test_slopes_are_those_of_savitzky_and_golay(n_window: int) -> None:
    values = np.random.default_rng(4).normal(size=70).cumsum()
    expected = savgol_filter(values, n_window, 2, deriv=1, mode="interp")
    np.testing.assert_allclose(_slopes(values, n_window), expected, atol=1e-12)
