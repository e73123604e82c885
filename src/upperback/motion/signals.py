"""The signals: one table of numbers that can be read off a body.

Zero and sign of each signal are documented here and nowhere else. A signal is
valid only in the views named; elsewhere it is not measured. Every function
takes a `Body` with any leading axes, so one frame and a whole track use the
same call, and lets NaN (an unseen landmark) through.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from upperback.errors import UnknownSignalError
from upperback.motion.body import Body
from upperback.motion.geometry import (
    angle_from_up,
    cross_2d,
    interior_angle,
    length,
    unit,
)
from upperback.motion.landmarks import Side
from upperback.motion.pose import FloatArray
from upperback.motion.silhouette import LOWER_BACK, UPPER_BACK, WHOLE_BACK, curvature
from upperback.motion.view import SIDE_VIEWS, VIEW_NAMES, ViewName, off_plane_deg

SIDE: frozenset[ViewName] = SIDE_VIEWS
FRONTAL: frozenset[ViewName] = frozenset({"front", "back"})
OBLIQUE: frozenset[ViewName] = frozenset({"diagonal", "back_diagonal"})
ANY: frozenset[ViewName] = frozenset(VIEW_NAMES) - {"unknown"}
TRUNK_LENGTHS = "trunk lengths"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One row of the table.

    Attributes
    ----------
    name
        With its unit as suffix.
    label
        What a person reads.
    unit
        ``"deg"``, ``"trunk lengths"`` or ``""`` (a ratio).
    zero, positive
        What 0 means, and which way is plus.
    views
        Where it may be measured.
    expected_error
        Standard size of its error in the middle of its view, in its unit.
    in_plane
        Whether it is an angle read in the picture plane, whose error grows as
        the camera leaves the plane's normal.
    needs_silhouette
        Whether it is read from the silhouette.
    compute
        Body with leading axes ``(...)`` to values of shape ``(...)``.
    """

    name: str
    label: str
    unit: str
    zero: str
    positive: str
    views: frozenset[ViewName]
    expected_error: float
    compute: Callable[[Body], FloatArray]
    in_plane: bool = False
    needs_silhouette: bool = False

    def error(self, yaw_deg: float, view: ViewName) -> float:
        """Expected error in a view.

        Parameters
        ----------
        yaw_deg
            Yaw of the body, degrees.
        view
            Name of the view the yaw lies in.

        Returns
        -------
        float
            In the unit of the signal. An in-plane angle gains what turning a
            right angle out of the picture by the rest of the yaw adds:
            ``90 - 2 atan(cos(yaw))`` (domain.md 2.2: 3 at 20, 7 at 30).
        """
        if not self.in_plane:
            return self.expected_error
        out_of_plane = np.radians(off_plane_deg(yaw_deg, view))
        skew = 90.0 - 2.0 * float(np.degrees(np.arctan(np.cos(out_of_plane))))
        return float(np.hypot(self.expected_error, skew))


def signal(name: str) -> Signal:
    """Return the row of the table with this name.

    Parameters
    ----------
    name
        A key of `SIGNALS`.

    Returns
    -------
    Signal

    Raises
    ------
    UnknownSignalError
        If there is none; the text lists the names.
    """
    try:
        return SIGNALS[name]
    except KeyError:
        known = ", ".join(sorted(SIGNALS))
        raise UnknownSignalError(f"no signal {name!r}; expected one of: {known}") from None


def _elbow_flexion(body: Body, side: Side | None = None) -> FloatArray:
    joints = (body.px(joint, side) for joint in ("SHOULDER", "ELBOW", "WRIST"))
    return 180.0 - interior_angle(*joints)


def _knee_flexion(body: Body) -> FloatArray:
    return 180.0 - interior_angle(*(body.px(joint) for joint in ("HIP", "KNEE", "ANKLE")))


def _hip_flexion(body: Body) -> FloatArray:
    return 180.0 - interior_angle(*(body.metres(joint) for joint in ("SHOULDER", "HIP", "KNEE")))


def _trunk_inclination(body: Body) -> FloatArray:
    return body.facing * angle_from_up(body.trunk_px)


def _trunk_tilt(body: Body) -> FloatArray:
    up, _, _ = body.trunk_axes
    return np.degrees(np.arctan2(np.hypot(up[..., 0], up[..., 2]), -up[..., 1]))


def _thigh_tilt(body: Body) -> FloatArray:
    thigh = body.metres("KNEE") - body.metres("HIP")
    return np.degrees(np.arctan2(np.hypot(thigh[..., 0], thigh[..., 2]), thigh[..., 1]))


def _upper_arm_angle(body: Body) -> FloatArray:
    down, arm = -body.trunk_px, body.px("ELBOW") - body.px("SHOULDER")
    # Counter-clockwise from trunk-down is forward for a person facing right.
    angle = np.arctan2(-cross_2d(down, arm), np.vecdot(down, arm))
    return body.facing * np.degrees(angle)


def _upper_arm_length(body: Body) -> FloatArray:
    return length(body.px("ELBOW") - body.px("SHOULDER")) / body.trunk_length_px


def _upper_arm_abduction(body: Body) -> FloatArray:
    _, left, _ = body.trunk_axes
    outward = left if body.near == "left" else -left
    arm = unit(body.metres("ELBOW") - body.metres("SHOULDER"))
    return np.degrees(np.arcsin(np.clip(np.vecdot(arm, outward), -1.0, 1.0)))


def _hand_reach(body: Body) -> FloatArray:
    trunk = body.trunk_px
    hand = body.px("WRIST") - body.px("SHOULDER")
    return body.facing * cross_2d(trunk, hand) / np.vecdot(trunk, trunk)


def _hand_reach_3d(body: Body) -> FloatArray:
    _, _, chest = body.trunk_axes
    reaches = [
        np.vecdot(body.metres("WRIST", side) - body.metres("SHOULDER", side), chest)
        for side in ("left", "right")
    ]
    trunk = length(body.metres("SHOULDER") - body.metres("HIP"))
    both = np.stack(np.broadcast_arrays(*reaches))
    n_seen = np.count_nonzero(np.isfinite(both), axis=0)
    return np.nansum(both, axis=0) / np.where(n_seen == 0, np.nan, n_seen) / trunk


def _hand_height(body: Body) -> FloatArray:
    drop = body.px("WRIST")[..., 1] - body.px("SHOULDER")[..., 1]
    return -drop / body.trunk_length_px


def _ear_shoulder_gap(body: Body) -> FloatArray:
    up = unit(body.trunk_px)
    return np.vecdot(body.px("EAR") - body.px("SHOULDER"), up) / body.trunk_length_px


def _shoulder_forward(body: Body) -> FloatArray:
    # Against the line hip-ear, so that leaning as a whole does not count.
    line = body.px("EAR") - body.px("HIP")
    shoulder = body.px("SHOULDER") - body.px("HIP")
    return body.facing * cross_2d(line, shoulder) / length(line) / body.trunk_length_px


def _ankle_angle(body: Body) -> FloatArray:
    return interior_angle(*(body.px(joint) for joint in ("KNEE", "ANKLE", "FOOT_INDEX")))


def _back(part: tuple[float, float]) -> Callable[[Body], FloatArray]:
    def compute(body: Body) -> FloatArray:
        if body.dorsal_heights is None:
            return np.full(body.points_px.shape[:-2], np.nan)
        return curvature(body.dorsal_heights, part)

    return compute


# Expected errors: domain.md 2.3 (in-plane angle 5 deg, trunk 4 deg, 3D angle 10 to 12 deg,
# distances 0.03 trunk lengths, curvature 0.02), checked on the bench clips.
_ROWS = (
    Signal(
        name="elbow_flexion_deg",
        label="Elbow bend",
        unit="deg",
        zero="straight arm",
        positive="bent",
        views=SIDE,
        expected_error=5.0,
        in_plane=True,
        compute=_elbow_flexion,
    ),
    Signal(
        name="knee_flexion_deg",
        label="Knee bend",
        unit="deg",
        zero="straight leg",
        positive="bent",
        views=SIDE,
        expected_error=6.0,
        in_plane=True,
        compute=_knee_flexion,
    ),
    Signal(
        name="hip_flexion_deg",
        label="Hip bend",
        unit="deg",
        zero="thigh in line with the trunk",
        positive="thigh towards the chest",
        views=ANY,
        expected_error=15.0,
        compute=_hip_flexion,
    ),
    Signal(
        name="trunk_inclination_deg",
        label="Trunk lean",
        unit="deg",
        zero="upright",
        positive="forward",
        views=SIDE,
        expected_error=4.0,
        compute=_trunk_inclination,
    ),
    Signal(
        name="trunk_tilt_deg",
        label="Trunk tilt",
        unit="deg",
        zero="upright",
        positive="away from upright, any way",
        views=ANY,
        expected_error=12.0,
        compute=_trunk_tilt,
    ),
    Signal(
        name="thigh_tilt_deg",
        label="Thigh tilt",
        unit="deg",
        zero="hanging straight down",
        positive="away from hanging, any way",
        views=ANY,
        expected_error=15.0,
        compute=_thigh_tilt,
    ),
    Signal(
        name="upper_arm_angle_deg",
        label="Upper arm against the trunk",
        unit="deg",
        zero="along the trunk, hanging",
        positive="in front of the trunk",
        views=SIDE,
        expected_error=6.0,
        in_plane=True,
        compute=_upper_arm_angle,
    ),
    Signal(
        name="upper_arm_length_tl",
        label="Upper arm as seen from the side",
        unit=TRUNK_LENGTHS,
        zero="pointing at the camera",
        positive="in the picture plane",
        views=SIDE,
        expected_error=0.05,
        compute=_upper_arm_length,
    ),
    Signal(
        name="upper_arm_abduction_deg",
        label="Elbow away from the side",
        unit="deg",
        zero="at the side",
        positive="out to the side",
        views=FRONTAL | OBLIQUE,
        expected_error=10.0,
        compute=_upper_arm_abduction,
    ),
    Signal(
        name="hand_reach_tl",
        label="Hand in front of the trunk",
        unit=TRUNK_LENGTHS,
        zero="on the trunk line",
        positive="in front",
        views=SIDE | OBLIQUE,
        expected_error=0.05,
        compute=_hand_reach,
    ),
    Signal(
        name="hand_reach_3d_tl",
        label="Hands in front of the trunk",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulders",
        positive="in front",
        views=ANY,
        expected_error=0.12,
        compute=_hand_reach_3d,
    ),
    Signal(
        name="hand_height_tl",
        label="Hand above the shoulder",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulder",
        positive="above",
        views=ANY,
        expected_error=0.05,
        compute=_hand_height,
    ),
    Signal(
        name="ear_shoulder_gap_tl",
        label="Ear above the shoulder",
        unit=TRUNK_LENGTHS,
        zero="level with the shoulder",
        positive="above, along the trunk",
        views=ANY,
        expected_error=0.03,
        compute=_ear_shoulder_gap,
    ),
    Signal(
        name="shoulder_forward_tl",
        label="Shoulder before the line hip to ear",
        unit=TRUNK_LENGTHS,
        zero="on the line",
        positive="in front",
        views=SIDE,
        expected_error=0.03,
        compute=_shoulder_forward,
    ),
    Signal(
        name="ankle_angle_deg",
        label="Foot against the shin",
        unit="deg",
        zero="toes against the shin",
        positive="toes pointing",
        views=SIDE,
        expected_error=8.0,
        in_plane=True,
        compute=_ankle_angle,
    ),
    *(
        Signal(
            name=name,
            label=label,
            unit="",
            zero="straight",
            positive="round",
            views=SIDE,
            expected_error=0.02,
            needs_silhouette=True,
            compute=_back(part),
        )
        for name, label, part in (
            ("back_curvature", "Curve of the back", WHOLE_BACK),
            ("upper_back_curvature", "Curve of the upper back", UPPER_BACK),
            ("lower_back_curvature", "Curve of the low back", LOWER_BACK),
        )
    ),
)

SIGNALS: dict[str, Signal] = {row.name: row for row in _ROWS}
"""Every signal by its name."""
