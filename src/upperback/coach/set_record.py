"""What a set leaves behind, gathered frame by frame, written out as its report."""

from array import array
from collections.abc import Collection

import numpy as np

from upperback.coach.measuring import MeasureTaker
from upperback.coach.report import (
    Finding,
    NotMeasured,
    PartialRep,
    Rep,
    SetReport,
    Traces,
    ViewReport,
)
from upperback.exercises.definition import Exercise, FormCheck
from upperback.motion.signals import SIGNALS
from upperback.motion.view import SIDE_VIEWS, ViewName


class SetRecord:
    """Reps and findings of a set in progress."""

    def __init__(
        self,
        exercise: Exercise,
        *,
        start_s: float,
        view: ViewName,
        tilt_advice: str | None,
        recognised: bool,
        judged: Collection[FormCheck],
    ) -> None:
        self._exercise = exercise
        self._start_s = start_s
        self._view = view
        self._tilt_advice = tilt_advice
        self._recognised = recognised
        self._judged = judged
        self._n_in_posture = 0
        self._yaws = array("f")
        self.reps: list[Rep] = []
        self.partial_reps: list[PartialRep] = []
        self.findings: list[Finding] = []

    @property
    def has_reps(self) -> bool:
        """Whether any rep, full or partial, was made."""
        return bool(self.reps or self.partial_reps)

    def add_frame(self, yaw: float, *, in_posture: bool) -> None:
        """Take in one frame."""
        self._n_in_posture += in_posture
        self._yaws.append(yaw)

    def report(self, *, end_s: float, measures: MeasureTaker, traces: Traces) -> SetReport:
        """Write out the set."""
        return SetReport(
            exercise=self._exercise.name,
            recognised=self._recognised,
            confidence=self._n_in_posture / len(self._yaws) if self._yaws else 0.0,
            start_s=self._start_s,
            end_s=max(end_s, self.reps[-1].end_s) if self.reps else end_s,
            view=self._view_report(),
            reps=tuple(self.reps),
            partial_reps=tuple(self.partial_reps),
            findings=tuple(self.findings),
            measures=measures.of_set(self.reps),
            not_measured=self._not_measured(measures),
            traces=traces,
        )

    def _view_report(self) -> ViewReport:
        camera_view = self._exercise.camera.view(self._view)
        suitable = camera_view is not None and camera_view.suitability in ("best", "good")
        yaws = np.array(self._yaws)
        known = yaws[np.isfinite(yaws)]
        advice = (None if suitable else self._advice(), self._tilt_advice)
        return ViewReport(
            name=self._view,
            yaw_deg=float(np.median(known)) if known.size else None,
            suitable=suitable,
            advice=" ".join(each for each in advice if each is not None) or None,
        )

    def _not_measured(self, measures: MeasureTaker) -> tuple[NotMeasured, ...]:
        missing = {
            rule.name: self._missing(rule.name, rule.signals)
            for rule in self._exercise.measures
            if not measures.is_valid(rule)
        }
        for check in self._exercise.checks:
            if check not in self._judged:
                signals = tuple(each.of for each in check.when if each.of in SIGNALS)
                if signals:
                    missing.setdefault(signals[0], self._missing(signals[0], signals))
        for rule in self._exercise.measures:
            hidden = self.reps and not any(rule.name in rep.measures for rep in self.reps)
            if rule.name not in missing and hidden:
                missing[rule.name] = NotMeasured(
                    signal=rule.name,
                    reason="the joints it needs were hidden in every rep",
                    advice=self._exercise.camera.advice,
                )
        return tuple(missing.values())

    def _missing(self, name: str, signals: tuple[str, ...]) -> NotMeasured:
        views = frozenset[ViewName]().union(*(SIGNALS[each].views for each in signals))
        if self._view in views:
            return NotMeasured(
                signal=name,
                reason="needs the silhouette, which this recording does not have",
                advice="Analyse the video itself, or save the recording with silhouettes.",
            )
        return NotMeasured(
            signal=name,
            reason=f"needs a {_view_words(views)} view, the camera sees a "
            f"{_view_words(frozenset({self._view}))} view",
            advice=self._advice(),
        )

    def _advice(self) -> str:
        camera_view = self._exercise.camera.view(self._view)
        listed = camera_view.advice if camera_view is not None else None
        return listed or self._exercise.camera.advice


def _view_words(views: frozenset[ViewName]) -> str:
    names = {"side" if view in SIDE_VIEWS else view.replace("_", " ") for view in views}
    *others, last = sorted(names)
    return f"{', '.join(others)} or {last}" if others else last
