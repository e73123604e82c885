"""Watches somebody who stands still: pose frames in, what is seen of the stillness out.

A *hold* begins with the first frame in which everything is well: placed, relaxed. It goes on as
long as no joint leaves its place of that frame; a flicker may interrupt it. Once it has lasted
long enough, the median over its last seconds is the measure.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Literal

import numpy as np

from upperback.coach.frame_signals import FrameSignals, Smoother
from upperback.coach.measuring import MIN_VISIBLE_SHARE
from upperback.coach.placement import Placement, PlacementCheck, PlacementCode
from upperback.coach.posture_gates import passes_all
from upperback.coach.report import Measure, NotMeasured, Passport
from upperback.exercises.still_look import StillLook, StillMeasure
from upperback.motion.landmarks import Side, sided
from upperback.motion.pose import FLICKER_S, FloatArray, PoseFrame
from upperback.motion.signals import SIGNALS
from upperback.motion.view import ViewName, near_side

StillCode = PlacementCode | Literal["not_relaxed", "moving", "holding", "taken"]
# A page that sees less than a frame a second does not see whether somebody moved [E].
_GAP_S = 1.0
# What sways and fidgets in somebody who stands.
_WATCHED = ("EAR", "SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE")
_STAY = "Good. Stay like this, and breathe easily."
_STAND_STILL = "Stand still for a moment."
_TAKEN = "Done. You can move again."


@dataclass(frozen=True, slots=True, kw_only=True)
class StillMeasures:
    """What a look gave: measures with their passports, and what was not measured and why."""

    measures: Mapping[str, Measure]
    not_measured: tuple[NotMeasured, ...]
    view: ViewName
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stillness:
    """What the camera sees of a person who is to stand still.

    Attributes
    ----------
    code, text
        What to change, or that all is well; for programs and in plain words.
    view
        From where the camera sees the person.
    held_s, needs_s
        How long the hold has lasted, and how long it must, seconds.
    taken
        The measures, once it has lasted long enough.
    """

    code: StillCode
    text: str
    view: ViewName
    held_s: float
    needs_s: float
    taken: StillMeasures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """One frame of a hold."""

    time_s: float
    yaw: float
    has_silhouette: bool
    values: dict[str, float]


@dataclass(slots=True, kw_only=True)
class _Hold:
    """A stillness that lasts: where it began, and the frames of its last seconds."""

    since_s: float
    good_s: float
    near: Side
    view: ViewName
    places_px: FloatArray
    trunk_px: float
    moments: deque[_Moment]


class StillWatch:
    """Says frame by frame how a look goes, and measures once it was held.

    Parameters
    ----------
    look
        Where to stand and what is measured.
    model_name
        Of the pose model; it goes into the passports.
    """

    def __init__(self, look: StillLook, *, model_name: str) -> None:
        self._look = look
        self._model_name = model_name
        self._placement = PlacementCheck(look)
        self._smoother = Smoother()
        self._hold: _Hold | None = None
        self._last_s = -np.inf

    def push(self, frame: PoseFrame) -> Stillness:
        """Take the next frame.

        Parameters
        ----------
        frame
            Later than the frame before.

        Returns
        -------
        Stillness
        """
        placed, signals = self._placement.push(frame), self._smoother(frame)
        if frame.time_s - self._last_s > _GAP_S:
            self._hold = None
        self._last_s = frame.time_s
        trouble = self._trouble(placed, signals)
        if trouble is None:
            self._hold_on(signals)
        elif self._hold is None or frame.time_s - self._hold.good_s > FLICKER_S:
            self._hold = None
            return self._says(*trouble, placed.view)
        assert self._hold is not None
        return self._held(self._hold)

    def _trouble(self, placed: Placement, signals: FrameSignals) -> tuple[StillCode, str] | None:
        if not placed.ok:
            return placed.code, placed.text
        if isnan(signals.yaw):
            return "hidden", _STAND_STILL
        near = near_side(signals.yaw)
        for relaxed in self._look.relaxed:
            if not passes_all(relaxed.gates, signals, near, signals.view):
                return "not_relaxed", relaxed.says
        if self._hold is not None and self._is_left(self._hold, signals, near):
            return "moving", _STAND_STILL
        return None

    def _is_left(self, hold: _Hold, signals: FrameSignals, near: Side) -> bool:
        if near != hold.near:
            return True
        moved_px = np.linalg.norm(_places(signals, near) - hold.places_px, axis=1)
        # A joint that is hidden now says nothing.
        return bool((moved_px > self._look.within_tl * hold.trunk_px).any())

    def _hold_on(self, signals: FrameSignals) -> None:
        near = near_side(signals.yaw)
        hold = self._hold
        if hold is None:
            body = signals.body(near, with_back=False)
            hold = self._hold = _Hold(
                since_s=signals.time_s,
                good_s=signals.time_s,
                near=near,
                view=signals.view,
                places_px=_places(signals, near),
                trunk_px=float(body.trunk_length_px),
                moments=deque(),
            )
        hold.good_s, hold.view = signals.time_s, signals.view
        hold.moments.append(self._moment(signals, near))
        while signals.time_s - hold.moments[0].time_s > self._look.hold_s:
            hold.moments.popleft()

    def _moment(self, signals: FrameSignals, near: Side) -> _Moment:
        names = (rule.name for rule in self._look.measures)
        return _Moment(
            time_s=signals.time_s,
            yaw=signals.yaw,
            has_silhouette=signals.silhouette is not None,
            values={name: signals.value(name, near) for name in names},
        )

    def _held(self, hold: _Hold) -> Stillness:
        held_s = hold.good_s - hold.since_s
        if held_s < self._look.hold_s:
            return self._says("holding", _STAY, hold.view, held_s=held_s)
        return self._says("taken", _TAKEN, hold.view, held_s=held_s, taken=self._taken(hold))

    def _says(
        self,
        code: StillCode,
        text: str,
        view: ViewName,
        *,
        held_s: float = 0.0,
        taken: StillMeasures | None = None,
    ) -> Stillness:
        needs_s = self._look.hold_s
        return Stillness(
            code=code, text=text, view=view, held_s=held_s, needs_s=needs_s, taken=taken
        )

    def _taken(self, hold: _Hold) -> StillMeasures:
        found = {rule.name: self._measured(rule, hold) for rule in self._look.measures}
        return StillMeasures(
            measures={name: each for name, each in found.items() if isinstance(each, Measure)},
            not_measured=tuple(each for each in found.values() if isinstance(each, NotMeasured)),
            view=hold.view,
            model=self._model_name,
        )

    def _measured(self, rule: StillMeasure, hold: _Hold) -> Measure | NotMeasured:
        values = np.array([moment.values[rule.name] for moment in hold.moments])
        known = values[np.isfinite(values)]
        if known.size < MIN_VISIBLE_SHARE * values.size:
            return NotMeasured(signal=rule.name, reason=_reason(rule, hold), advice=rule.advice)
        row, yaw = SIGNALS[rule.name], float(np.median([each.yaw for each in hold.moments]))
        passport = Passport(
            view=hold.view,
            yaw_deg=yaw,
            visible_share=known.size / values.size,
            n_frames=values.size,
            model=self._model_name,
            rules=self._look.rules,
        )
        error = row.error(yaw, hold.view)
        value = float(np.median(known))
        return Measure(value=value, error=error, unit=row.unit, passport=passport)


def _places(signals: FrameSignals, near: Side) -> FloatArray:
    return signals.points_px[[sided(joint, near) for joint in _WATCHED]]


def _reason(rule: StillMeasure, hold: _Hold) -> str:
    if not SIGNALS[rule.name].needs_silhouette:
        return "the joints it needs were hidden"
    if not any(moment.has_silhouette for moment in hold.moments):
        return "needs the silhouette, which did not come along"
    return "the outline of the back could not be read"
