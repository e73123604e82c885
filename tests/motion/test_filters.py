"""Smoothing frame by frame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from upperback.motion.filters import OneEuroFilter
from upperback.motion.pose import FloatArray


def a_filter(min_cutoff_hz: float = 4.0, speed_gain: float = 6.0) -> OneEuroFilter:
    return OneEuroFilter(min_cutoff_hz=min_cutoff_hz, speed_gain=speed_gain)


def smoothed(time_s: FloatArray, values: FloatArray, **more: float) -> FloatArray:
    smooth = a_filter(**more)
    return np.array([smooth(t, v) for t, v in zip(time_s.tolist(), values, strict=True)])


def swing(time_s: FloatArray) -> FloatArray:
    """A 2 s rep of half a picture height."""
    return 0.25 - 0.25 * np.cos(np.pi * time_s)


@given(value=st.floats(-1e6, 1e6), steps_s=st.lists(st.floats(1e-3, 3.0), min_size=1, max_size=20))
def test_what_stands_still_stays(value: float, steps_s: list[float]) -> None:
    """A constant comes out as it went in, whatever the frame rate."""
    time_s = np.cumsum(steps_s)
    out = smoothed(time_s, np.full((len(time_s), 1), value))
    np.testing.assert_allclose(out, value, rtol=1e-12)


def test_noise_gets_less() -> None:
    """At rest the jitter of a landmark is at least halved."""
    noise = np.random.default_rng(1).normal(0.0, 0.01, (500, 33))
    out = smoothed(np.arange(500) / 30.0, noise, speed_gain=0.0, min_cutoff_hz=1.0)
    assert out[50:].std() < 0.5 * noise.std()


@given(values=st.lists(st.floats(-5.0, 5.0), min_size=2, max_size=30))
def test_it_never_overshoots(values: list[float]) -> None:
    """Smoothed values stay within what was seen."""
    column = np.array(values)[:, np.newaxis]
    out = smoothed(np.arange(len(values)) / 24.0, column)
    assert out.min() >= column.min() - 1e-9
    assert out.max() <= column.max() + 1e-9


@pytest.mark.parametrize("fps", [12.0, 15.0, 30.0, 60.0])
def test_the_frame_rate_hardly_matters(fps: float) -> None:
    """The same movement at another constant rate comes out within 3 % of its range."""
    fine_s, coarse_s = np.arange(0.0, 6.0, 1 / 120), np.arange(0.0, 6.0, 1 / fps)
    fine = smoothed(fine_s, swing(fine_s)[:, np.newaxis])[:, 0]
    coarse = smoothed(coarse_s, swing(coarse_s)[:, np.newaxis])[:, 0]
    np.testing.assert_allclose(coarse, np.interp(coarse_s, fine_s, fine), atol=0.03 * 0.5)


@pytest.mark.parametrize("fps", [15.0, 30.0, 60.0])
def test_the_lag_is_bounded(fps: float) -> None:
    """A 2 s rep comes out no more than 60 ms late: no cue waits for the filter."""
    time_s = np.arange(0.0, 6.0, 1 / fps)
    out = smoothed(time_s, swing(time_s)[:, np.newaxis])[:, 0]
    shifts_s = np.arange(0.0, 0.5, 0.005)
    misfit = [np.abs(out - swing(time_s - shift))[time_s > 1.0].max() for shift in shifts_s]
    assert shifts_s[int(np.argmin(misfit))] <= 0.06


def test_an_unseen_value_comes_out_unseen() -> None:
    """NaN in, NaN out, and the neighbour in the same array is not touched."""
    values = np.array([[1.0, 1.0], [np.nan, 1.0], [1.0, 1.0]])
    out = smoothed(np.arange(3) / 24.0, values)
    assert np.isnan(out[:, 0]).tolist() == [False, True, False]
    assert (out[:, 1] == 1.0).all()


def test_after_a_gap_it_starts_anew() -> None:
    """No stale value leaks across a gap: the first value seen again is taken as it is."""
    values = np.array([[0.0], [0.0], [np.nan], [5.0], [5.0]])
    assert smoothed(np.arange(5) / 24.0, values)[3:, 0].tolist() == [5.0, 5.0]


def test_it_may_begin_unseen() -> None:
    """A landmark that is hidden in the first frame is smoothed from its first sight on."""
    values = np.array([[np.nan], [2.0], [2.0]])
    assert smoothed(np.arange(3) / 24.0, values)[1:, 0].tolist() == [2.0, 2.0]


@pytest.mark.parametrize("later_s", [1.0, 0.5, -3.0], ids=["repeated", "earlier", "negative"])
def test_time_must_advance(later_s: float) -> None:
    """A frame that is not later is refused."""
    smooth = a_filter()
    smooth(1.0, np.zeros(2))
    with pytest.raises(ValueError, match="time must advance"):
        smooth(later_s, np.zeros(2))


def test_the_input_is_left_alone() -> None:
    """Filtering does not write into what it was given."""
    smooth, first, second = a_filter(), np.zeros(3), np.ones(3)
    smooth(0.0, first)
    smooth(0.1, second)
    assert (first == 0.0).all()
    assert (second == 1.0).all()
