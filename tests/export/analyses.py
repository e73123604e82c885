"""Analyses built by hand, with defaults, for the tests of what is written from them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from upperback.coach.report import (
    Finding,
    Measure,
    NotMeasured,
    PartialRep,
    Passport,
    PeakPose,
    Rep,
    SetReport,
    Traces,
    ViewReport,
)
from upperback.export.texts import CheckText, ExerciseText, LimitLine, SignalText
from upperback.motion.landmarks import Landmark
from upperback.motion.pose import FloatArray, PoseFrame
from upperback.services.analysis import Analysis, PoseInfo, SourceInfo

TEXTS = {
    "seated_row": ExerciseText(
        title="Band seated row",
        checks={
            "trunk_swing": CheckText(
                label="trunk swing",
                goal="keep your trunk still",
                explanation="Swinging lets the back do the work of the shoulder blades.",
                signal="trunk_inclination_deg",
            ),
            "short_range": CheckText(label="half rep", signal="elbow_flexion_deg"),
            "jerky": CheckText(label="jerky pull"),
        },
        signals={
            "elbow_flexion_deg": SignalText(
                label="elbow bend", unit="deg", limits=(LimitLine(value=70.0, label="half rep"),)
            ),
            "trunk_inclination_deg": SignalText(label="trunk lean", unit="deg"),
        },
    )
}

PASSPORT = Passport(
    view="side_left",
    yaw_deg=84.04,
    visible_share=0.9712,
    n_frames=455,
    model="full",
    rules="seated_row/1",
)

# A person sitting at the left of the picture, legs to the left, seen from the left side.
_BODY = {
    "NOSE": (340, 150),
    "EAR": (365, 150),
    "SHOULDER": (370, 220),
    "ELBOW": (400, 290),
    "WRIST": (330, 285),
    "INDEX": (315, 280),
    "HIP": (375, 340),
    "KNEE": (270, 325),
    "ANKLE": (190, 340),
    "HEEL": (180, 350),
    "FOOT_INDEX": (175, 300),
}


def body_px() -> FloatArray:
    """Landmarks of a sitting person in a picture of 640 x 480; what is not needed is unseen."""
    points = np.full((33, 2), np.nan)
    for landmark in Landmark:
        joint = landmark.name.removeprefix("LEFT_").removeprefix("RIGHT_")
        if joint in _BODY:
            points[landmark] = np.array(_BODY[joint], float)
            points[landmark, 0] += 12.0 if landmark.name.startswith("RIGHT") else 0.0
    return points


def a_pose(*, time_s: float = 1.0, size_px: tuple[int, int] = (640, 480)) -> PoseFrame:
    """The sitting person as a pose frame, the left side nearer."""
    image = np.full((33, 3), 0.0)
    image[:, :2] = body_px() / (640, 480)
    image[[m for m in Landmark if m.name.startswith("LEFT")], 2] = -0.2
    seen = np.where(np.isfinite(image[:, 0]), 0.9, 0.0)
    return PoseFrame(
        time_s=time_s, image=image, world=np.zeros((33, 3)), visibility=seen, size_px=size_px
    )


def a_measure(value: float = 97.06, error: float = 5.0, **changes: Any) -> Measure:
    """An angle with its error."""
    return replace(Measure(value=value, error=error, unit="deg"), **changes)


def a_rep(index: int = 1, **changes: Any) -> Rep:
    """A clean rep of 3 seconds; rep 1 starts at second 2, the others follow."""
    start_s = 2.0 + 3.5 * (index - 1)
    rep = Rep(
        index=index,
        side="both",
        start_s=start_s,
        peak_s=start_s + 1.25,
        end_s=start_s + 3.0,
        tempo={"pull_s": 1.0, "hold_s": 0.5, "return_s": 1.5},
        measures={"elbow_flexion_deg": a_measure()},
        findings=(),
        score=95,
    )
    return replace(rep, **changes)


def a_peak(time_s: float) -> PeakPose:
    """The sitting person at a peak, with the line of the back."""
    back = np.array([[385.0, 225.0], [392.0, 260.0], [395.0, 300.0], [390.0, 338.0]])
    return PeakPose(time_s=time_s, points_px=body_px(), dorsal_contour_px=back)


def a_finding(check: str = "trunk_swing", **changes: Any) -> Finding:
    """A finding in rep 1."""
    finding = Finding(
        check=check,
        severity="effectiveness",
        rep=1,
        start_s=2.5,
        end_s=3.25,
        value=31.04,
        limit=20.0,
        unit="deg",
        cue="Sit tall and still.",
    )
    return replace(finding, **changes)


def a_set(**changes: Any) -> SetReport:
    """A set of seated rows with one clean rep."""
    report = SetReport(
        exercise="seated_row",
        recognised=True,
        confidence=0.97,
        start_s=1.2,
        end_s=24.0,
        view=ViewReport(name="side_left", yaw_deg=84.04, suitable=True, advice=None),
        reps=(a_rep(),),
        partial_reps=(),
        findings=(),
        measures={"elbow_flexion_deg": a_measure(99.04, passport=PASSPORT)},
        not_measured=(),
    )
    return replace(report, **changes)


def an_analysis(*sets: SetReport, path: str = "clips/row.mp4", **changes: Any) -> Analysis:
    """An analysis of a video of 25 seconds with the sets given."""
    analysis = Analysis(
        source=SourceInfo(path=path, duration_s=25.0, frames=600, fps=24.0, width=640, height=480),
        pose=PoseInfo(model="full", frames_with_person=598, complete=True),
        sets=sets,
    )
    return replace(analysis, **changes)


def some_traces(end_s: float = 24.0) -> Traces:
    """Six bends of the elbow, with a gap, and a still trunk."""
    time_s = np.arange(0.0, end_s, 1 / 24)
    bend = 60.0 + 50.0 * np.sin(2 * np.pi * time_s / 3.5)
    bend[100:110] = np.nan
    lean = np.full_like(time_s, -4.0)
    return Traces(time_s=time_s, values={"trunk_inclination_deg": lean, "elbow_flexion_deg": bend})


def rich_set() -> SetReport:
    """Six reps, a partial rep, findings of every severity, a signal that was not measured."""
    findings = (
        a_finding("trunk_swing", rep=2, severity="note", value=21.0),
        a_finding("trunk_swing", rep=3),
        a_finding("trunk_swing", rep=4, severity="note", value=22.0),
        a_finding(
            "jerky", rep=3, severity="safety", value=0.4, limit=0.8, unit="s", cue="Slow down."
        ),
        a_finding("short_range", rep=5, severity="note", value=61.0, limit=70.0, cue="Further."),
    )
    names: Mapping[int, tuple[str, ...]] = {
        2: ("trunk_swing",),
        3: ("trunk_swing", "jerky"),
        4: ("trunk_swing",),
        5: ("short_range",),
    }
    reps = [a_rep(index, findings=names.get(index, ())) for index in range(1, 7)]
    return a_set(
        reps=tuple(replace(rep, peak_pose=a_peak(rep.peak_s)) for rep in reps),
        partial_reps=(
            PartialRep(side="both", start_s=22.8, peak_s=23.2, end_s=23.8, reason="short_range"),
        ),
        findings=findings,
        not_measured=(
            NotMeasured(
                signal="upper_arm_abduction_deg",
                reason="needs a front or diagonal view",
                advice="Film one set from the front.",
            ),
        ),
        traces=some_traces(),
    )


def diagonal_set() -> SetReport:
    """A set filmed from a diagonal: counted, but without its angles."""
    advice = "Turn the mat until your side faces the camera."
    return a_set(
        view=ViewReport(name="diagonal", yaw_deg=44.0, suitable=False, advice=advice),
        reps=tuple(a_rep(index, measures={}) for index in (1, 2, 3)),
        measures={},
        not_measured=(
            NotMeasured(signal="elbow_flexion_deg", reason="needs a side view", advice=advice),
        ),
    )


def empty_analysis() -> Analysis:
    """A video in which nobody exercised."""
    return an_analysis(reason="nobody held the start pose of an exercise")


def pictures_of(
    report: SetReport, size_px: tuple[int, int] = (640, 480)
) -> dict[float, NDArray[np.uint8]]:
    """A noisy picture at each peak, which JPEG packs worst of all."""
    noise = np.random.default_rng(0)
    shape = (size_px[1], size_px[0], 3)
    return {rep.peak_s: noise.integers(0, 255, shape, np.uint8) for rep in report.reps}
