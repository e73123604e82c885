"""Reps that go both ways from a neutral middle, on a signal whose cycles are known."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import Track
from upperback.motion.pose import FloatArray
from upperback.motion.rep_rule import RawRep, Reference, RepRule
from upperback.motion.reps import RepState
from upperback.motion.two_way_reps import TwoWaySegmenter

MIDDLE = Reference(typical=0.0, minimum=-0.3, maximum=0.3)
CAT = RepRule(start=MIDDLE, end=Reference(typical=1.0, minimum=0.5, maximum=1.6), min_s=1.0)
COW = RepRule(start=MIDDLE, end=Reference(typical=-1.0, minimum=-1.6, maximum=-0.5), min_s=1.0)


def waves(*peaks: float, seconds: float = 1.8, pause_s: float = 0.4) -> Track:
    """Rest, then from peak to peak without stopping in the middle, then rest."""
    track = Track().stay(1.6)
    for peak in peaks:
        track.go(peak, seconds).stay(pause_s)
    return track.go(0.0, seconds).stay(4.0)


def count(time_s: FloatArray, values: FloatArray) -> list[RawRep]:
    segmenter = TwoWaySegmenter(CAT, COW, start_value=0.0)
    ended = [segmenter.push(float(t), float(v)) for t, v in zip(time_s, values, strict=True)]
    return [rep for rep in [*ended, segmenter.abandon("ended")] if rep is not None]


def reasons(track: Track) -> list[str | None]:
    return [rep.reason for rep in count(*track.sampled())]


@pytest.mark.parametrize(
    ("track", "expected"),
    [
        (waves(), []),
        (waves(1.0, -1.0), [None]),
        (waves(-1.0, 1.0), [None]),
        (waves(*[1.0, -1.0] * 5), [None] * 5),
        (waves(*[-1.0, 1.0] * 5), [None] * 5),
        (waves(*[1.0, 0.0, -1.0, 0.0] * 3), [None] * 3),
        (waves(*[0.8, -1.2] * 3, seconds=4.0), [None] * 3),
        (waves(0.2, -0.2), []),
        (waves(1.0), ["one_way"]),
        (waves(-1.0), ["one_way"]),
        (waves(1.0, 0.0, 1.0, -1.0), ["one_way", None]),
        (waves(0.4, -0.4), ["short_range"]),
        (waves(1.0, -0.4), ["short_range"]),
        (waves(1.0, -1.0, seconds=0.25, pause_s=0.0), ["too_quick"]),
    ],
    ids=[
        "at rest",
        "cat and cow",
        "cow and cat",
        "five, cat first",
        "five, cow first",
        "resting in the middle",
        "slow and lopsided",
        "a fidget",
        "cat alone",
        "cow alone",
        "cat, and again with cow",
        "both small",
        "one of them small",
        "too quick",
    ],
)
def test_a_rep_is_both_ways_in_either_order(track: Track, expected: list[str | None]) -> None:
    """Halves of opposite ways that follow each other make one rep."""
    assert reasons(track) == expected


@given(
    n=st.integers(1, 5),
    cat=st.floats(0.8, 1.2),
    cow=st.floats(0.8, 1.2),
    seconds=st.floats(1.0, 4.0),
    pause_s=st.floats(0.0, 1.5),
    noise=st.floats(0.0, 0.04),
    fps=st.floats(12.0, 60.0),
)
@settings(max_examples=40)
def test_waves_are_counted_one_for_one(  # noqa: PLR0917
    n: int, cat: float, cow: float, seconds: float, pause_s: float, noise: float, fps: float
) -> None:
    """Whatever tempo, range of each way, pauses, jitter and frame rate."""
    track = waves(*[cat, -cow] * n, seconds=seconds, pause_s=pause_s)
    time_s, values = track.sampled(fps)
    jagged = values + np.random.default_rng(n).uniform(-noise, noise, values.shape)
    assert [rep.reason for rep in count(time_s, jagged)] == [None] * n


def test_a_long_rest_between_the_halves_parts_them() -> None:
    """A cat, a rest of five seconds and a cow are two halves, not a rep."""
    track = Track().stay(1.6).go(1.0, 1.8).go(0.0, 1.8).stay(5.0).go(-1.0, 1.8).go(0.0, 1.8)
    assert reasons(track.stay(4.0)) == ["one_way", "one_way"]


def test_the_spans_of_both_halves_are_kept() -> None:
    """Plus around cat, minus around cow; the peak is that of cat."""
    (rep,) = count(*waves(1.0, -1.0).sampled())
    assert rep.plus is not None
    assert rep.minus is not None
    assert rep.plus[0] < rep.peak_s < rep.plus[1]
    assert rep.minus[0] < 6.0 < rep.minus[1]
    assert (rep.start_s, rep.end_s) == (rep.plus[0], rep.minus[1])


def test_progress_has_a_sign() -> None:
    """+1 at the own cat, -1 at the own cow, 0 between."""
    segmenter = TwoWaySegmenter(CAT, COW, start_value=0.0)
    assert [segmenter.share(value) for value in (1.0, 0.0, -1.0)] == [1.0, 0.0, -1.0]


def test_the_machine_says_where_it_is() -> None:
    """On the way out in either half, then back; between reps ready, with no start."""
    segmenter = TwoWaySegmenter(CAT, COW, start_value=0.0)
    assert (segmenter.state, segmenter.rep_start_s) == (RepState.READY, None)
    seen = set()
    for t, value in zip(*waves(1.0, -1.0).sampled(), strict=True):
        segmenter.push(float(t), float(value))
        seen.add(segmenter.state)
    assert seen == {RepState.READY, RepState.OUTBOUND, RepState.INBOUND}
    assert (segmenter.state, segmenter.rep_start_s) == (RepState.READY, None)


def test_what_is_broken_off_in_the_second_half_is_kept_with_its_reason() -> None:
    """A cat was done and the cow begun: one partial rep."""
    time_s, values = waves(1.0, -1.0).sampled()
    cut = time_s < 6.0
    assert [rep.reason for rep in count(time_s[cut], values[cut])] == ["ended"]


wild = st.one_of(
    st.floats(-1.5, 1.5), st.floats(-1e9, 1e9), st.sampled_from([float("nan"), float("inf")])
)


@given(samples=st.lists(st.tuples(st.floats(1e-4, 2.0), wild), max_size=150))
@settings(max_examples=30)
def test_no_signal_is_too_wild(samples: list[tuple[float, float]]) -> None:
    """Any values, NaN and infinities among them: no error, each rep from start to end."""
    time_s = np.cumsum([step for step, _ in samples])
    raw = count(time_s, np.array([value for _, value in samples]))
    assert all(rep.start_s <= rep.peak_s <= rep.end_s for rep in raw)


@given(
    knots=st.lists(st.tuples(st.floats(-1.4, 1.4), st.floats(0.2, 4.0)), max_size=15),
    seed=st.integers(0, 100),
)
@example(knots=[(1.0, 1.0), (-1.0, 1.0), (1.25, 1.0)], seed=0)
@settings(max_examples=30)
def test_reps_of_any_movement_are_orderly(knots: list[tuple[float, float]], seed: int) -> None:
    """Smooth wandering with jitter: full reps are long enough, and none overlaps another."""
    track = Track().stay(1.0)
    for share, seconds in knots:
        track.go(share, seconds)
    time_s, values = track.sampled()
    raw = count(time_s, values + np.random.default_rng(seed).normal(0, 0.01, values.shape))
    assert all(rep.end_s - rep.start_s >= CAT.min_s for rep in raw if rep.reason is None)
    for before, after in pairwise(raw):
        assert before.end_s <= after.start_s
