"""Which frames the engine asks a silhouette of, and that no other silhouette makes a difference."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import pytest

from builders import a_set_of, an_exercise, performed, said
from coach.cases import CASES, ROW, Case
from upperback.coach.engine import CoachEngine
from upperback.coach.events import Event, FindingMade, RepCounted, SetEnded
from upperback.mannequin import Camera, Performance, Performed, RepPlan, joined
from upperback.motion.pose import PoseFrame, no_person

FRONT = Camera(azimuth_deg=0.0, elevation_deg=5.0)
SIDES = [Camera(azimuth_deg=each, elevation_deg=5.0) for each in (90.0, -90.0)]
# Where it stops to ask, or never does; from the side it asks throughout.
SPARED = [
    (case, Camera(azimuth_deg=azimuth_deg, elevation_deg=5.0))
    for case in CASES
    for azimuth_deg in {"cat_cow": (), "thoracic_rotation": (-45.0,)}.get(
        case.exercise, (0.0, 45.0)
    )
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """What the engine said; for each frame, and the one after the last, whether it asked."""

    events: tuple[Event, ...]
    asks: tuple[bool, ...]
    asks_in_the_end: bool


def asked(
    frames: Sequence[PoseFrame], *exercises: str, spares: bool = False, late: int = 0
) -> Asked:
    """Show the frames; ``spares`` leaves out what is not asked for, ``late`` frames after that."""
    engine = CoachEngine([an_exercise(name) for name in exercises], model_name="mannequin")
    asks, events = [engine.asks_for_silhouette], []
    for index, frame in enumerate(frames):
        is_left_out = spares and not asks[max(0, index - late)]
        events += engine.push(replace(frame, silhouette=None) if is_left_out else frame)
        asks.append(engine.asks_for_silhouette)
    events += engine.finish()
    return Asked(events=tuple(events), asks=tuple(asks), asks_in_the_end=engine.asks_for_silhouette)


def a_seen_set(exercise: str, camera: Camera, n_reps: int = 3) -> Performed:
    return a_set_of(n_reps, exercise=exercise, camera=camera, silhouette=True)


def good_and_faulty(case: Case, camera: Camera) -> Performed:
    """Good reps, some with faults, half a one: all that a set may have."""
    return performed(
        Performance(
            exercise=case.exercise,
            reps=(
                RepPlan(),
                *(
                    RepPlan(faults=frozenset({fault}))
                    for fault in (*case.shown[:2], *case.shown_by_silhouette)
                ),
                RepPlan(amplitude=0.5),
                RepPlan(),
            ),
            camera=camera,
            fps=15.0,
            silhouette=True,
        )
    )


def nobody_for(seconds: float, after_s: float) -> tuple[PoseFrame, ...]:
    times_s = after_s + np.arange(1.0, seconds * 15.0) / 15.0
    return tuple(no_person(float(time_s), (640, 480)) for time_s in times_s)


def first_left_out_s(done: Performed, asks: Sequence[bool]) -> float:
    """Return the time of the frame after which silhouettes are no longer asked for."""
    return done.frames[asks.index(False) - 1].time_s


@pytest.mark.parametrize("camera", SIDES, ids=["left", "right"])
@pytest.mark.parametrize("exercise", ["cat_cow", "seated_row"])
def test_from_the_side_it_asks_throughout(exercise: str, camera: Camera) -> None:
    done = a_seen_set(exercise, camera)
    seen = asked(done.frames, exercise)
    assert len(said(seen.events, RepCounted)) == 3
    assert all(seen.asks)


@pytest.mark.parametrize("exercise", ["reverse_fly", "wall_angel"])
def test_from_the_front_it_asks_until_the_first_rep_has_begun(exercise: str) -> None:
    done = a_seen_set(exercise, FRONT)
    seen = asked(done.frames, exercise)
    first = done.truth.reps[0]
    assert len(said(seen.events, RepCounted)) == 3
    assert first.start_s < first_left_out_s(done, seen.asks) < first.peak_s
    assert not any(seen.asks[seen.asks.index(False) :])
    assert seen.asks_in_the_end


@pytest.mark.parametrize("exercise", ["reverse_fly", "wall_angel"])
def test_from_the_front_it_asks_again_once_the_set_is_over(exercise: str) -> None:
    """Somebody who leaves for long begins another set with another start pose."""
    one = a_seen_set(exercise, FRONT, 1)
    left_s = one.frames[-1].time_s
    done = joined(one, one, gap_s=12.0)
    n_frames = len(one.frames)
    gone = nobody_for(11.0, left_s)
    frames = (*done.frames[:n_frames], *gone, *done.frames[n_frames:])
    seen = asked(frames, exercise)
    assert [len(each.report.reps) for each in said(seen.events, SetEnded)] == [1, 1]
    ended_s = left_s + 6.0
    for frame, asks in zip(frames, seen.asks[1:], strict=True):
        if done.truth.reps[0].peak_s < frame.time_s < ended_s:
            assert not asks
        elif ended_s + 0.2 < frame.time_s < done.truth.reps[1].start_s:
            assert asks
        elif frame.time_s > done.truth.reps[1].peak_s:
            assert not asks


@pytest.mark.parametrize("azimuth_deg", [-45.0, 0.0, 45.0, 90.0])
def test_of_the_thoracic_rotation_it_never_asks(azimuth_deg: float) -> None:
    camera = Camera(azimuth_deg=azimuth_deg, elevation_deg=25.0)
    seen = asked(a_seen_set("thoracic_rotation", camera).frames, "thoracic_rotation")
    assert len(said(seen.events, RepCounted)) == 3
    assert not any(seen.asks)
    assert not seen.asks_in_the_end


def test_among_several_exercises_it_asks_while_one_of_them_may_need_it() -> None:
    """Somebody who raises the arms may still go down to all fours."""
    done = a_seen_set("wall_angel", FRONT)
    alone = asked(done.frames, "wall_angel", "thoracic_rotation")
    assert not all(alone.asks)
    assert all(asked(done.frames, "wall_angel", "thoracic_rotation", "cat_cow").asks)


@pytest.mark.parametrize(
    ("case", "camera"), SPARED, ids=[f"{case}-{camera.azimuth_deg:g}" for case, camera in SPARED]
)
def test_a_silhouette_that_is_not_asked_for_changes_nothing(case: Case, camera: Camera) -> None:
    """Pages learn of the wish with the acknowledgement, while further frames are on their way."""
    frames = good_and_faulty(case, camera).frames
    whole = asked(frames, case.exercise)
    assert len(said(whole.events, RepCounted)) >= 4
    # A row is hardly judged from elsewhere than the side.
    assert said(whole.events, FindingMade) or case is ROW
    assert not all(whole.asks)
    for late in (0, 2):
        spared = asked(frames, case.exercise, spares=True, late=late)
        assert spared.asks == whole.asks
        np.testing.assert_equal(
            [asdict(event) for event in spared.events], [asdict(event) for event in whole.events]
        )
