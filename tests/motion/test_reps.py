"""Reps counted on one signal whose cycles are known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import Cycle, Track, a_track
from upperback.motion.pose import FloatArray
from upperback.motion.rep_rule import RawRep, Reference, RepRule
from upperback.motion.reps import RepSegmenter, RepState

# Two signals: one that falls on the way out (a hand's distance), one that rises (an angle).
FALLING = RepRule(
    start=Reference(typical=1.0, minimum=0.65, maximum=1.5),
    end=Reference(typical=0.2, minimum=-0.25, maximum=0.45),
)
RISING = RepRule(
    start=Reference(typical=20.0, minimum=0.0, maximum=40.0),
    end=Reference(typical=90.0, minimum=60.0, maximum=130.0),
)
RULES = pytest.mark.parametrize("rule", [FALLING, RISING], ids=["falling", "rising"])
SHORT = Cycle(top=0.4)
FALSE_START = Cycle(top=0.2, out_s=0.6, hold_s=0.1, back_s=0.6)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What came of a signal."""

    raw: tuple[RawRep, ...]

    @property
    def full(self) -> list[RawRep]:
        return [rep for rep in self.raw if rep.reason is None]

    @property
    def reasons(self) -> list[str]:
        return [rep.reason for rep in self.raw if rep.reason is not None]


def count(
    rule: RepRule, time_s: FloatArray, values: FloatArray, *, start_value: float | None = None
) -> Counted:
    """Push a signal through; what is in progress at its end is broken off."""
    start = rule.start.typical if start_value is None else start_value
    segmenter = RepSegmenter(rule, start_value=start)
    ended = [segmenter.push(float(t), float(v)) for t, v in zip(time_s, values, strict=True)]
    return Counted(raw=tuple(rep for rep in [*ended, segmenter.abandon("ended")] if rep))


def signal_of(rule: RepRule, share: FloatArray) -> FloatArray:
    """From progress to the signal, at the usual start and end."""
    return rule.start.typical + share * (rule.end.typical - rule.start.typical)


def counted(rule: RepRule, track: Track, *, fps: float = 24.0) -> Counted:
    time_s, share = track.sampled(fps)
    return count(rule, time_s, signal_of(rule, share))


# --- counting ---------------------------------------------------------------------------


@RULES
@pytest.mark.parametrize(
    ("track", "n_full", "reasons"),
    [
        (a_track(), 0, []),
        (a_track(Cycle()), 1, []),
        (a_track(*[Cycle()] * 5), 5, []),
        (a_track(*[Cycle(pause_s=0.0)] * 5), 5, []),
        (a_track(*[Cycle(hold_s=0.0, pause_s=0.0)] * 5), 5, []),
        (a_track(Cycle(out_s=0.5, hold_s=0.0, back_s=0.7, pause_s=0.1)), 1, []),
        (a_track(Cycle(out_s=4.0, hold_s=2.0, back_s=4.0)), 1, []),
        (a_track(Cycle(pause_s=10.0), Cycle(), lead_s=30.0), 2, []),
        (a_track(SHORT, Cycle(), SHORT), 1, ["short_range", "short_range"]),
        (a_track(FALSE_START, Cycle(), FALSE_START, FALSE_START), 1, []),
        (a_track(Cycle(), Cycle(back_to=0.15), Cycle(), Cycle()), 4, []),
        (a_track(Cycle(out_s=0.3, hold_s=0.0, back_s=0.3), Cycle()), 1, ["too_quick"]),
        (a_track(Cycle(out_s=8.0, hold_s=4.0, back_s=8.0), Cycle()), 1, ["too_slow"]),
        (a_track().go(1.0, 1.4).stay(40.0).go(0.0, 1.8).stay(2.0), 0, ["too_slow"]),
        (a_track(Cycle()).go(1.0, 1.4).stay(0.5), 1, ["ended"]),
    ],
    ids=[
        "at rest",
        "one",
        "five",
        "without a pause",
        "neither held nor paused",
        "brisk",
        "slow",
        "long rests",
        "half reps are partial",
        "false starts are nothing",
        "not quite home",
        "too quick",
        "too slow",
        "held for ever",
        "the signal ends at the peak",
    ],
)
def test_reps_and_partial_reps(
    rule: RepRule, track: Track, n_full: int, reasons: list[str]
) -> None:
    """What counts, what is kept as partial, and what is nothing."""
    came = counted(rule, track)
    assert len(came.full) == n_full
    assert came.reasons == reasons


@RULES
@pytest.mark.parametrize(
    ("track", "n_full"),
    [
        (a_track().go(0.5, 1.0).stay(2.0).go(1.0, 1.0).go(0.0, 1.8).stay(1.0), 1),
        (a_track().go(1.0, 1.4).go(0.6, 0.8).stay(2.0).go(0.0, 1.0).stay(1.0), 1),
        (a_track().go(1.0, 1.4).go(0.8, 0.4).go(1.0, 0.4).go(0.0, 1.8).stay(1.0), 1),
        (a_track().go(0.9, 1.4).go(0.6, 0.5).go(1.0, 0.5).go(0.0, 1.8).stay(1.0), 1),
        (a_track().go(1.0, 1.4).go(0.2, 1.2).go(1.0, 1.2).go(0.0, 1.8).stay(1.0), 2),
    ],
    ids=[
        "resting on the way out",
        "resting on the way back",
        "sagging at the top",
        "a second pull at the top",
        "bouncing near the start",
    ],
)
def test_a_rest_or_sag_in_mid_rep_is_not_another_rep(
    rule: RepRule, track: Track, n_full: int
) -> None:
    """Only a return over most of the way makes a new rep."""
    came = counted(rule, track)
    assert len(came.full) == n_full
    assert came.reasons == []


@RULES
@given(
    tops=st.lists(st.floats(0.85, 1.1), min_size=1, max_size=8),
    out_s=st.floats(0.6, 3.0),
    hold_s=st.floats(0.0, 2.0),
    back_s=st.floats(0.6, 3.5),
    pause_s=st.floats(0.0, 3.0),
    fps=st.floats(12.0, 60.0),
)
def test_full_cycles_are_counted_one_for_one(  # noqa: PLR0917
    rule: RepRule,
    tops: list[float],
    out_s: float,
    hold_s: float,
    back_s: float,
    pause_s: float,
    fps: float,
) -> None:
    """Whatever the tempo, the pauses and the frame rate: as many reps as cycles."""
    cycles = [
        Cycle(top=top, out_s=out_s, hold_s=hold_s, back_s=back_s, pause_s=pause_s) for top in tops
    ]
    came = counted(rule, a_track(*cycles), fps=fps)
    assert (len(came.full), came.reasons) == (len(tops), [])


@RULES
@given(noise=st.floats(0.0, 0.055), seed=st.integers(0, 1000), n=st.integers(0, 4))
def test_jitter_inside_the_hysteresis_adds_no_rep(
    rule: RepRule, noise: float, seed: int, n: int
) -> None:
    """Jitter of up to half the turn, however jagged, neither adds nor takes a rep."""
    time_s, share = a_track(*[Cycle()] * n).sampled()
    jagged = share + np.random.default_rng(seed).uniform(-noise, noise, share.shape)
    came = count(rule, time_s, signal_of(rule, jagged))
    assert (len(came.full), came.reasons) == (n, [])


@RULES
@given(noise=st.floats(0.0, 0.12), seed=st.integers(0, 1000))
def test_jitter_at_rest_is_nothing(rule: RepRule, noise: float, seed: int) -> None:
    """Twenty seconds of fidgeting below the threshold: no rep, no partial rep."""
    time_s = np.arange(0.0, 20.0, 1 / 24)
    share = np.random.default_rng(seed).uniform(-noise, noise, time_s.shape)
    assert count(rule, time_s, signal_of(rule, share)).raw == ()


@RULES
def test_more_jitter_never_makes_more_reps(rule: RepRule) -> None:
    """Up to half of the range the count of full reps does not rise with the noise."""
    time_s, share = a_track(*[Cycle()] * 4).sampled()
    jitter = np.random.default_rng(5).normal(0.0, 1.0, share.shape)
    full = [
        len(count(rule, time_s, signal_of(rule, share + level * jitter)).full)
        for level in (0.0, 0.01, 0.02, 0.04)
    ]
    assert full == [4, 4, 4, 4]


@pytest.mark.parametrize("gap_s", [0.3, 1.0, 2.0], ids=["blink", "a second", "two"])
@pytest.mark.parametrize("at", [0.4, 1.0, 0.7], ids=["out", "held", "back"])
def test_a_short_gap_in_mid_rep_is_bridged(gap_s: float, at: float) -> None:
    """Unseen for less than `lost_s`, at any phase: the rep counts, and no other comes."""
    track = a_track().go(1.0, 2.0).stay(1.0).go(0.0, 2.5).stay(1.0)
    time_s, share = track.sampled()
    gap_starts_s = {0.4: 2.4, 1.0: 3.6, 0.7: 5.0}[at]
    unseen = (time_s >= gap_starts_s) & (time_s < gap_starts_s + gap_s)
    came = count(FALLING, time_s, np.where(unseen, np.nan, signal_of(FALLING, share)))
    assert (len(came.full), came.reasons) == (1, [])


@RULES
def test_a_long_gap_breaks_the_rep_off(rule: RepRule) -> None:
    """Unseen for longer than `lost_s`: the rep in progress is partial, later ones count."""
    track = a_track().go(1.0, 1.4).stay(5.0).go(0.0, 1.8).stay(1.0).cycles(Cycle(), Cycle())
    time_s, share = track.sampled()
    unseen = (time_s > 3.5) & (time_s < 7.6)
    came = count(rule, time_s, np.where(unseen, np.nan, signal_of(rule, share)))
    assert came.reasons == ["not_seen"]
    assert len(came.full) == 2


def test_a_gap_at_rest_is_nothing() -> None:
    """Unseen between reps for a minute: both reps count."""
    time_s, share = a_track(Cycle(pause_s=62.0), Cycle()).sampled()
    unseen = (time_s > 7.0) & (time_s < 67.0)
    came = count(FALLING, time_s, np.where(unseen, np.inf, signal_of(FALLING, share)))
    assert (len(came.full), came.reasons) == (2, [])


# --- the person's own range -------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"),
    [(1.0, 0.42), (0.85, 0.2), (1.3, -0.2), (0.9, 0.3), (1.4, 0.4)],
    ids=["stiff", "short arms", "supple", "a little short", "far away"],
)
def test_each_person_has_a_range_of_their_own(start: float, end: float) -> None:
    """Stiff and supple people are counted alike; half of their own range is partial."""
    time_s, share = a_track(*[Cycle()] * 4, Cycle(top=0.4), Cycle()).sampled()
    came = count(FALLING, time_s, start + share * (end - start), start_value=start)
    assert len(came.full) == 5
    assert came.reasons == ["short_range"]


def test_the_start_drifts_with_the_person() -> None:
    """Who slides forward from rep to rep is still counted to the last one."""
    cycles = [Cycle(pause_s=2.0)] * 10
    time_s, share = a_track(*cycles).sampled()
    drift = -0.3 * time_s / time_s[-1]
    start = 1.0 + drift
    came = count(FALLING, time_s, start + share * (0.2 - start))
    assert (len(came.full), came.reasons) == (10, [])


@RULES
def test_progress_is_measured_in_the_own_range(rule: RepRule) -> None:
    """0 at the own start; 1 at the best of the first reps, within what the rule allows."""
    segmenter = RepSegmenter(rule, start_value=rule.start.typical)
    end = rule.end.typical + 0.2 * (rule.end.typical - rule.start.typical)
    time_s, share = a_track(*[Cycle()] * 3).sampled()
    for t, q in zip(time_s, share, strict=True):
        segmenter.push(float(t), float(rule.start.typical + q * (end - rule.start.typical)))
    assert segmenter.share(segmenter.start_value) == 0.0
    assert segmenter.share(end) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("given_start", "used"), [(1.2, 1.2), (9.0, 1.5), (-9.0, 0.65)], ids=["own", "high", "low"]
)
def test_a_start_outside_the_rule_is_bounded(given_start: float, used: float) -> None:
    """Calibration in a wrong pose cannot shift the range beyond the exercise's."""
    assert RepSegmenter(FALLING, start_value=given_start).start_value == used


# --- the times of a rep -----------------------------------------------------------------


TEMPOS = pytest.mark.parametrize(
    "cycle",
    [
        Cycle(out_s=0.8, hold_s=0.5, back_s=1.0, pause_s=1.0),
        Cycle(out_s=1.4, hold_s=0.5, back_s=1.8, pause_s=0.5),
        Cycle(out_s=1.5, hold_s=1.0, back_s=2.5, pause_s=1.0),
        Cycle(out_s=2.0, hold_s=2.0, back_s=3.0, pause_s=1.0),
        Cycle(out_s=1.2, hold_s=0.8, back_s=1.5, pause_s=0.0),
    ],
    ids=["brisk", "usual", "as prescribed", "slow", "without a pause"],
)


def true_times(cycle: Cycle, lead_s: float = 1.6) -> tuple[float, float, float, float]:
    """Start, hold start, hold end and end of the first cycle."""
    moved_s = lead_s + cycle.out_s
    return lead_s, moved_s, moved_s + cycle.hold_s, moved_s + cycle.hold_s + cycle.back_s


@RULES
@TEMPOS
def test_start_and_peak_lie_where_they_are(rule: RepRule, cycle: Cycle) -> None:
    """The start is found within 0.35 s, and the peak lies in the hold, within 0.25 s."""
    came = counted(rule, a_track(cycle, cycle, cycle))
    start_s, hold_start_s, hold_end_s, _ = true_times(cycle)
    assert came.full[0].start_s == pytest.approx(start_s, abs=0.35)
    assert hold_start_s - 0.25 <= came.full[0].peak_s <= hold_end_s + 0.25


@RULES
@TEMPOS
@pytest.mark.parametrize("phase", ["out", "hold", "back"])
def test_tempo_is_within_a_quarter_of_a_second(rule: RepRule, cycle: Cycle, phase: str) -> None:
    """Seconds out, held and back are the true ones within 0.25 s."""
    rep = counted(rule, a_track(cycle, cycle, cycle)).full[0]
    seen = {
        "out": rep.hold_start_s - rep.start_s,
        "hold": rep.hold_end_s - rep.hold_start_s,
        "back": rep.end_s - rep.hold_end_s,
    }
    true = {"out": cycle.out_s, "hold": cycle.hold_s, "back": cycle.back_s}
    assert seen[phase] == pytest.approx(true[phase], abs=0.25)


@RULES
def test_longer_holds_read_longer(rule: RepRule) -> None:
    """Half a second more at the end range is half a second more of hold, within 0.1 s."""
    holds = [
        counted(rule, a_track(Cycle(hold_s=hold_s))).full[0] for hold_s in (0.5, 1.0, 1.5, 2.0)
    ]
    seconds = np.array([rep.hold_end_s - rep.hold_start_s for rep in holds])
    np.testing.assert_allclose(np.diff(seconds), 0.5, atol=0.1)


@RULES
def test_the_peak_is_the_furthest_value(rule: RepRule) -> None:
    """A rep carries its furthest progress and the value there."""
    rep = counted(rule, a_track(Cycle(top=0.9))).full[0]
    assert rep.peak_share == pytest.approx(0.9, abs=0.02)
    assert rep.peak_value == pytest.approx(float(signal_of(rule, np.array(0.9))), rel=0.02)


# --- what holds for any signal ----------------------------------------------------------


steps_s = st.one_of(st.floats(1e-4, 0.2), st.floats(0.2, 30.0))
wild = st.one_of(
    st.floats(-0.5, 1.5),
    st.floats(-0.5, 1.5),
    st.floats(-1e9, 1e9),
    st.sampled_from([float("nan"), float("inf"), float("-inf")]),
)


def assert_orderly(raw: Sequence[RawRep]) -> None:
    for rep in raw:
        times = [rep.start_s, rep.hold_start_s, rep.peak_s, rep.hold_end_s, rep.end_s]
        assert times == sorted(times)
    for before, after in pairwise(raw):
        assert before.end_s <= after.start_s


@RULES
@settings(max_examples=30)
@example(samples=[(0.1, 0.0), (3.0, float("nan")), (0.1, 0.0), (0.1, 1.0), (0.1, 0.0)])
@given(samples=st.lists(st.tuples(steps_s, wild), max_size=150))
def test_no_signal_is_too_wild(rule: RepRule, samples: list[tuple[float, float]]) -> None:
    """Any values, NaN and infinities among them: no error, reps in order and apart."""
    time_s = np.cumsum([step for step, _ in samples])
    assert_orderly(count(rule, time_s, np.array([value for _, value in samples])).raw)


@RULES
@settings(max_examples=30)
@example(knots=[(1.0, 1.0), (0.125, 1.0), (1.0, 0.5)], unseen=[], seed=0)
@example(knots=[(0.5, 1.0), (0.25, 3.0)], unseen=[], seed=0)
@given(
    knots=st.lists(st.tuples(st.floats(-0.3, 1.4), st.floats(0.05, 4.0)), max_size=20),
    unseen=st.lists(st.tuples(st.floats(0.0, 40.0), st.floats(0.0, 4.0)), max_size=3),
    seed=st.integers(0, 100),
)
def test_reps_of_any_movement_are_orderly(
    rule: RepRule,
    knots: list[tuple[float, float]],
    unseen: list[tuple[float, float]],
    seed: int,
) -> None:
    """Smooth wandering with gaps and jitter: reps never overlap, their times are in order."""
    track = Track().stay(1.0)
    for share, seconds in knots:
        track.go(share, seconds)
    time_s, share_of = track.sampled()
    values = signal_of(rule, share_of + np.random.default_rng(seed).normal(0, 0.01, time_s.shape))
    for from_s, lasting_s in unseen:
        values[(time_s >= from_s) & (time_s <= from_s + lasting_s)] = np.nan
    came = count(rule, time_s, values)
    assert_orderly(came.raw)
    full_s = [rep.end_s - rep.start_s for rep in came.full]
    assert all(rule.min_s <= seconds for seconds in full_s)
    assert all(rep.peak_share >= rule.counted for rep in came.full)


# --- states -----------------------------------------------------------------------------


def test_the_machine_says_where_it_is() -> None:
    """Ready, out, in and ready again; the rep in progress says when it began."""
    segmenter = RepSegmenter(FALLING, start_value=1.0)
    time_s, share = a_track(Cycle()).sampled()
    seen: list[RepState] = []
    for t, value in zip(time_s, signal_of(FALLING, share), strict=True):
        segmenter.push(float(t), float(value))
        seen += [segmenter.state] if segmenter.state not in seen[-1:] else []
        assert (segmenter.rep_start_s is None) == (segmenter.state is RepState.READY)
    assert seen == [RepState.READY, RepState.OUTBOUND, RepState.INBOUND, RepState.READY]


def test_nothing_to_abandon() -> None:
    """Breaking off between reps gives nothing."""
    segmenter = RepSegmenter(FALLING, start_value=1.0)
    assert segmenter.abandon("ended") is None
    segmenter.push(0.0, 1.0)
    assert segmenter.abandon("ended") is None


def test_a_rule_of_its_own_thresholds() -> None:
    """The exercise decides what counts: with `counted` at 0.8 a rep of 0.7 is partial."""
    strict = replace(FALLING, counted=0.8)
    came = counted(strict, a_track(Cycle(top=0.7)))
    assert (came.full, came.reasons) == ([], ["short_range"])


@pytest.mark.parametrize(
    ("value", "clamped"), [(0.0, 0.65), (1.0, 1.0), (2.0, 1.5)], ids=["below", "within", "above"]
)
def test_a_reference_bounds(value: float, clamped: float) -> None:
    """`clamp` gives the nearest allowed value."""
    assert FALLING.start.clamp(value) == clamped
