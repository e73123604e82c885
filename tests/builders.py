"""What the tests of the pure packages build with: poses, bodies, signals, and who watches them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, TypeVar

import numpy as np

from upperback.coach.engine import CoachEngine
from upperback.coach.events import Event, SetEnded
from upperback.coach.report import SetReport
from upperback.exercises import Exercise, parse_exercise
from upperback.mannequin import Performance, Performed, RepPlan, perform
from upperback.mannequin.timeline import minimum_jerk
from upperback.motion.body import Body
from upperback.motion.landmarks import N_LANDMARKS, Side, sided
from upperback.motion.pose import FloatArray, PoseFrame, Silhouette
from upperback.motion.silhouette import dorsal_heights
from upperback.motion.view import facing
from upperback.services.ports import StreamInfo, VideoFrame

BUILTIN = resources.files("upperback.exercises") / "builtin"
_Kind = TypeVar("_Kind", bound=Event)


# --- exercises --------------------------------------------------------------------------


def exercise_text(name: str = "seated_row") -> str:
    """Return the file of a built-in exercise."""
    return (BUILTIN / f"{name}.toml").read_text(encoding="utf-8")


@cache
def an_exercise(name: str = "seated_row") -> Exercise:
    """Return one built-in exercise, without reading the others."""
    return parse_exercise(exercise_text(name), file=f"{name}.toml")


# --- poses ------------------------------------------------------------------------------


def a_pose(
    time_s: float = 0.0,
    *,
    image: FloatArray | None = None,
    world: FloatArray | None = None,
    visibility: FloatArray | None = None,
    size_px: tuple[int, int] = (640, 480),
    silhouette: Silhouette | None = None,
) -> PoseFrame:
    """Return a well-formed pose frame; all landmarks in the middle unless given."""
    return PoseFrame(
        time_s=time_s,
        image=np.full((N_LANDMARKS, 3), 0.5) if image is None else image,
        world=np.zeros((N_LANDMARKS, 3)) if world is None else world,
        visibility=np.ones(N_LANDMARKS) if visibility is None else visibility,
        size_px=size_px,
        silhouette=silhouette,
    )


@lru_cache(maxsize=128)
def performed(performance: Performance) -> Performed:
    """Return what `perform` gives; asked for the same again, the same at once."""
    return perform(performance)


def a_set_of(n_reps: int = 3, *, plan: RepPlan | None = None, **more: Any) -> Performed:
    """Return a performed set of equal reps; ``more`` are fields of `Performance`."""
    fields = {"fps": 15.0} | more
    return performed(Performance(reps=(plan or RepPlan(),) * n_reps, **fields))


def a_body(done: Performed, *, near: Side, frame: int | None = None) -> Body:
    """Return a performance as signals see it, the whole track or one of its frames.

    Its first frame is the start pose.
    """
    points = np.array([each.points_px for each in done.frames])
    world = np.array([each.world for each in done.frames])
    heights = _heights(done.frames, near)

    def cut(index: int | slice, reference: Body | None) -> Body:
        return Body(
            points_px=points[index],
            world=world[index],
            near=near,
            dorsal_heights=None if heights is None else heights[index],
            reference=reference,
        )

    return cut(slice(None) if frame is None else frame, cut(0, None))


def _heights(frames: Sequence[PoseFrame], near: Side) -> FloatArray | None:
    if any(frame.silhouette is None for frame in frames):
        return None
    return np.array(
        [
            dorsal_heights(
                frame.silhouette,
                frame.points_px[sided("SHOULDER", near)],
                frame.points_px[sided("HIP", near)],
                size_px=frame.size_px,
                facing=facing(near),
            )
            for frame in frames
            if frame.silhouette is not None
        ]
    )


# --- one signal over time ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One way out and back of a signal, as shares of its range and seconds."""

    top: float = 1.0
    out_s: float = 1.4
    hold_s: float = 0.8
    back_s: float = 1.8
    pause_s: float = 0.8
    back_to: float = 0.0


@dataclass(slots=True)
class Track:
    """A signal's progress written down piece by piece: rests, and ways between them."""

    knots: list[tuple[float, float]] = field(default_factory=lambda: [(0.0, 0.0)])

    def stay(self, seconds: float) -> "Track":
        """Rest."""
        return self.go(self.knots[-1][1], seconds)

    def go(self, share: float, seconds: float) -> "Track":
        """Move to another progress, from rest to rest."""
        self.knots.append((self.knots[-1][0] + seconds, share))
        return self

    def cycles(self, *cycles: Cycle) -> "Track":
        """Append whole cycles."""
        for cycle in cycles:
            self.go(cycle.top, cycle.out_s).stay(cycle.hold_s)
            self.go(cycle.back_to, cycle.back_s).stay(cycle.pause_s)
        return self

    def sampled(self, fps: float = 24.0) -> tuple[FloatArray, FloatArray]:
        """Return times and progress."""
        knot_s, share = (np.array(column) for column in zip(*self.knots, strict=True))
        time_s = np.arange(0.0, knot_s[-1], 1.0 / fps)
        before = np.clip(np.searchsorted(knot_s, time_s, side="right") - 1, 0, len(knot_s) - 2)
        span_s = np.maximum(np.diff(knot_s), 1e-9)[before]
        way = minimum_jerk((time_s - knot_s[before]) / span_s)
        return time_s, share[before] + way * np.diff(share)[before]


def a_track(*cycles: Cycle, lead_s: float = 1.6) -> Track:
    """Return rest, cycles and rest again."""
    return Track().stay(lead_s).cycles(*cycles).stay(1.0)


# --- who watches ------------------------------------------------------------------------


def watch(frames: Iterable[PoseFrame], *names: str, recognised: bool = True) -> list[Event]:
    """Return all that the engine says of these frames."""
    return list(_watched(tuple(frames), names or ("seated_row",), recognised=recognised))


@lru_cache(maxsize=64)
def _watched(
    frames: tuple[PoseFrame, ...], names: tuple[str, ...], *, recognised: bool
) -> tuple[Event, ...]:
    exercises = [an_exercise(name) for name in names]
    engine = CoachEngine(exercises, model_name="mannequin", recognised=recognised)
    events = [event for frame in frames for event in engine.push(frame)]
    return (*events, *engine.finish())


def said(events: Iterable[Event], kind: type[_Kind]) -> list[_Kind]:
    """Return the events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def sets_of(events: Iterable[Event]) -> list[SetReport]:
    """Return the reports of the sets that ended."""
    return [event.report for event in said(events, SetEnded)]


def watched_set(frames: Iterable[PoseFrame], *names: str) -> SetReport:
    """Return the report of the only set in these frames."""
    (report,) = sets_of(watch(frames, *names))
    return report


@dataclass(slots=True)
class Replayed:
    """Pose frames at hand, as a `services.ports.PoseSource`."""

    frames: Sequence[PoseFrame]
    model_name: str = "mannequin"
    truncated: str | None = None
    fps: float | None = None

    @property
    def info(self) -> StreamInfo:
        """Say what is known of the frames."""
        width, height = self.frames[0].size_px if self.frames else (1, 1)
        return StreamInfo(
            path="frames.npz",
            width=width,
            height=height,
            fps=self.fps,
            duration_s=None,
            frames=len(self.frames),
        )

    def poses(self) -> Iterator[tuple[PoseFrame, VideoFrame | None]]:
        """Yield each frame; there are no pictures."""
        for frame in self.frames:
            yield frame, None
