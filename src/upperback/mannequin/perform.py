"""From a performance to pose frames and truth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from upperback.mannequin.camera import Camera, View, place
from upperback.mannequin.dragging import drag
from upperback.mannequin.idle import idle_timeline
from upperback.mannequin.motions import motion_named
from upperback.mannequin.noise import Noise, hidden_landmarks, jitter, lost_frames
from upperback.mannequin.outline import Outline, outline
from upperback.mannequin.performance import (
    IDLE,
    STANDING,
    Performance,
    Performed,
    RepTruth,
    Truth,
)
from upperback.mannequin.plan import RepPlan, RepSide, prepare, rep_side
from upperback.mannequin.posture import as_track
from upperback.mannequin.rotations import Array
from upperback.mannequin.silhouette import draw_silhouette
from upperback.mannequin.skeleton import Skeleton, Support, build_skeleton
from upperback.mannequin.standing import standing_timeline
from upperback.mannequin.timeline import RepTimes, Timeline, exercise_timeline
from upperback.mannequin.truth import in_mirror, opening_to, true_angles
from upperback.mannequin.visibility import visibilities
from upperback.motion.landmarks import MIRRORED, Landmark, Side
from upperback.motion.pose import PoseFrame, mirror, no_person

_MASK_EDGE_PX = 160
_DENSE_S = 0.04  # fine enough for the box that the camera must see and for ranges
_OTHER: Mapping[RepSide, RepSide] = {"left": "right", "right": "left", "both": "both"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stage:
    """A performance set up: every moment can be asked for."""

    asked: Performance
    timeline: Timeline
    support: Support
    thorax_arms: frozenset[Side]
    opening: RepSide

    def body_at(self, time_s: Array) -> tuple[Skeleton, dict[str, Array]]:
        """Joints and angles at the given moments."""
        track = as_track(self.timeline.at(time_s)[0])
        skeleton = build_skeleton(
            self.asked.body, track, self.support, thorax_arms=self.thorax_arms
        )
        return skeleton, opening_to(true_angles(skeleton, track), self.opening)


def perform(performance: Performance) -> Performed:
    """Act a performance out.

    Parameters
    ----------
    performance
        Who does what, and how it is seen.

    Returns
    -------
    Performed
        Pose frames and, frame for frame, the truth. The same performance always
        gives the same numbers.

    Raises
    ------
    UnknownExerciseError
        If the mannequin does not know the exercise.
    ValueError
        If a fault or a side does not fit the exercise.

    Examples
    --------
    >>> done = perform(Performance(exercise="seated_row", reps=(RepPlan(), RepPlan())))
    >>> len(done.truth.reps), round(done.truth.reps[0].measures["elbow_flexion_deg"])
    (2, 110)
    """
    stage = _stage(performance)
    time_s = _frame_times(performance, stage.timeline.duration_s)
    skeleton, angles = stage.body_at(time_s)
    view = _view(stage)
    frames = _frames(performance, view, time_s, skeleton)
    reps = [
        _rep_truth(stage, plan, times)
        for plan, times in zip(performance.reps, stage.timeline.reps, strict=True)
    ]
    truth = Truth(
        time_s=time_s,
        progress=stage.timeline.at(time_s)[1],
        angles=angles,
        joints_m=skeleton.landmarks,
        pixels=view.pixels(view.camera_points(skeleton.landmarks)),
        reps=tuple(reps),
    )
    if performance.mirror:
        return Performed(
            frames=tuple(mirror(frame) for frame in frames),
            truth=_mirrored_truth(truth, view, stage.opening),
        )
    return Performed(frames=frames, truth=truth)


def _stage(performance: Performance) -> _Stage:
    if performance.exercise in {IDLE, STANDING}:
        return _without_reps(performance)
    motion = motion_named(performance.exercise)
    opening = rep_side(performance.exercise, (*performance.reps, RepPlan())[0])
    mirrored_arms: frozenset[Side] = frozenset(
        "left" if side == "right" else "right" for side in motion.thorax_arms
    )
    return _Stage(
        asked=performance,
        timeline=exercise_timeline(
            performance.exercise,
            performance.reps,
            lead_in_s=performance.lead_in_s,
            lead_out_s=performance.lead_out_s,
        ),
        support=motion.support,
        thorax_arms=mirrored_arms if opening == "left" else motion.thorax_arms,
        opening=opening if motion.one_sided else "both",
    )


def _without_reps(performance: Performance) -> _Stage:
    seconds = performance.idle_s
    return _Stage(
        asked=performance,
        timeline=idle_timeline(seconds)
        if performance.exercise == IDLE
        else standing_timeline(seconds, dict(performance.posture)),
        support=Support.FEET,
        thorax_arms=frozenset(),
        opening="both",
    )


def _frame_times(performance: Performance, duration_s: float) -> Array:
    if performance.times_s is None:
        time_s = np.arange(0.0, duration_s, 1.0 / performance.fps)
    else:
        time_s = np.asarray(performance.times_s, dtype=float)
    random = np.random.default_rng([performance.noise.seed, 2])
    return time_s[random.random(len(time_s)) >= performance.missing_share]


def _view(stage: _Stage) -> View:
    dense_s = np.arange(0.0, stage.timeline.duration_s + _DENSE_S, _DENSE_S)
    room = stage.body_at(dense_s)[0].landmarks
    return place(stage.asked.camera or _usual_camera(stage), room)


def _usual_camera(stage: _Stage) -> Camera:
    if stage.asked.exercise == IDLE:
        return Camera(azimuth_deg=0.0, elevation_deg=5.0)
    if stage.asked.exercise == STANDING:
        return Camera(azimuth_deg=90.0, elevation_deg=3.0)
    azimuth, elevation = motion_named(stage.asked.exercise).view_deg
    return Camera(
        azimuth_deg=-azimuth if stage.opening == "left" else azimuth, elevation_deg=elevation
    )


# --- what the camera sees ---------------------------------------------------------------


def _frames(
    performance: Performance, view: View, time_s: Array, skeleton: Skeleton
) -> tuple[PoseFrame, ...]:
    shape = outline(performance.body, skeleton, view)
    seen = view.camera_points(skeleton.landmarks)
    size_px = view.camera.size_px
    ceiling, wander = hidden_landmarks(performance.hidden, time_s)
    visibility = np.minimum(visibilities(view.pixels(seen), seen[..., 2], shape, size_px), ceiling)
    metres_per_px = _hips(seen)[:, 2] / view.camera.focal_px
    seen = seen + jitter(performance.noise, visibility, wander, metres_per_px)
    image, world = _image(view, seen), _world(seen, performance.noise)
    lost = lost_frames(performance.noise, len(time_s))
    frames = []
    for t, moment_s in enumerate(time_s.tolist()):
        if lost[t]:
            frames.append(no_person(moment_s, size_px))
            continue
        frame = PoseFrame(
            time_s=moment_s,
            image=image[t],
            world=world[t],
            visibility=visibility[t],
            size_px=size_px,
        )
        frames.append(_with_silhouette(performance, shape, t, frame))
    return tuple(frames)


def _with_silhouette(
    performance: Performance, shape: Outline, t: int, frame: PoseFrame
) -> PoseFrame:
    if not performance.silhouette:
        return frame
    size_px = frame.size_px
    scale = min(1.0, _MASK_EDGE_PX / max(size_px))
    mask_px = performance.mask_px or (round(size_px[0] * scale), round(size_px[1] * scale))
    drawn = draw_silhouette(shape, t, size_px=size_px, mask_px=mask_px)
    return replace(frame, silhouette=drawn)


def _hips(points: Array) -> Array:
    middle: Array = points[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
    return middle


def _image(view: View, seen: Array) -> Array:
    """Image landmarks as MediaPipe gives them: shares of the picture, z on the scale of x."""
    width, height = view.camera.size_px
    flat = view.pixels(seen) / (width, height)
    hips_away = _hips(seen)[:, None, 2]
    depth = (seen[..., 2] - hips_away) * view.camera.focal_px / hips_away / width
    return np.concatenate([flat, depth[..., None]], axis=-1)


def _world(seen: Array, noise: Noise) -> Array:
    true: Array = seen - _hips(seen)[:, None]
    squashed: Array = true * np.array([1.0, 1.0, noise.depth_squash])
    return drag(squashed, true, hip_drag=noise.hip_drag, shoulder_drag=noise.shoulder_drag)


# --- what really happened ---------------------------------------------------------------


def _rep_truth(stage: _Stage, plan: RepPlan, times: RepTimes) -> RepTruth:
    exercise = stage.asked.exercise
    keys = [times.start_s, times.peak_s]
    if times.second_peak_s is not None:
        keys.append(times.second_peak_s)
    dense_s = np.arange(times.start_s, times.end_s, _DENSE_S)
    angles = stage.body_at(np.concatenate([keys, dense_s]))[1]

    def moment(index: int) -> dict[str, float]:
        return {name: float(values[index]) for name, values in angles.items()}

    return RepTruth(
        exercise=exercise,
        side=rep_side(exercise, plan),
        start_s=times.start_s,
        peak_s=times.peak_s,
        end_s=times.end_s,
        second_peak_s=times.second_peak_s,
        amplitude=prepare(exercise, plan).amplitude,
        faults=plan.faults,
        start_angles=moment(0),
        angles=moment(1),
        second_angles=moment(2) if times.second_peak_s is not None else {},
        ranges={name: float(np.ptp(values)) for name, values in angles.items()},
    )


def _mirrored_truth(truth: Truth, view: View, opening: RepSide) -> Truth:
    reps = [
        replace(
            rep,
            side=_OTHER[rep.side],
            start_angles=in_mirror(rep.start_angles, opening),
            angles=in_mirror(rep.angles, opening),
            second_angles=in_mirror(rep.second_angles, opening),
            ranges=in_mirror(rep.ranges, opening),
        )
        for rep in truth.reps
    ]
    pixels = truth.pixels[:, MIRRORED].copy()
    pixels[..., 0] = view.camera.size_px[0] - pixels[..., 0]
    return replace(truth, angles=in_mirror(truth.angles, opening), pixels=pixels, reps=tuple(reps))
