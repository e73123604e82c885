"""A set in progress: signals to reps, reps to findings and measures.

The view, the near side and the facing were fixed when the set started; from frame
to frame they could flip.
"""

from collections.abc import Mapping
from math import isfinite

import numpy as np

from upperback.coach.baseline import Baseline
from upperback.coach.checks import Breach, breach, score, usable_checks
from upperback.coach.cues import CueChooser
from upperback.coach.events import (
    Event,
    FindingMade,
    Progress,
    RepCounted,
    RepNotCounted,
    SetEnded,
)
from upperback.coach.frame_signals import FrameSignals
from upperback.coach.measuring import MeasureTaker
from upperback.coach.posture_gates import came_back, passes_all
from upperback.coach.readings import Readings
from upperback.coach.report import PartialRep, PeakPose, Rep, RepSide
from upperback.coach.safety_watch import SafetyWatch
from upperback.coach.samples import RepSamples
from upperback.coach.set_record import SetRecord
from upperback.coach.set_start import SetStart
from upperback.coach.signal_taking import SignalTaker
from upperback.exercises.definition import Exercise
from upperback.motion.pose import FloatArray
from upperback.motion.rep_rule import RawRep
from upperback.motion.reps import RepState

# A set is over when the posture is left, or nobody is seen, for this long [E].
_POSTURE_LEFT_S = 2.5
_UNSEEN_S = 6.0
# Nobody gets up within a third of a second; judging the posture in every frame would take as
# long as the rep signal itself. [bench] Same reps and findings; sets end up to 0.3 s later.
_POSTURE_EVERY_S = 0.3


class RunningSet:
    """Runs one set of one exercise."""

    def __init__(
        self,
        exercise: Exercise,
        start: SetStart,
        *,
        began_s: float,
        model_name: str,
        recognised: bool,
        readings_every_s: float,
    ) -> None:
        has_silhouette = any(frame.silhouette is not None for frame in start.frames)
        self._exercise = exercise
        self._start = start
        self._side: RepSide = start.near if exercise.sides == "one" else "both"
        self._segmenter = start.segmenter()
        self._checks = usable_checks(exercise, start.view, has_silhouette=has_silhouette)
        self._measures = MeasureTaker(
            exercise, view=start.view, yaw=start.yaw, model_name=model_name
        )
        self._readings = Readings(self._measures, start, every_s=readings_every_s)
        # The first phase of a part names it.
        self._phases: Mapping[str, str] = {
            phase.part: phase.name for phase in reversed(exercise.phases)
        }
        self._cues = CueChooser(exercise)
        self._safety = SafetyWatch(exercise, self._checks, self._cues)
        self._taker = SignalTaker(
            exercise,
            start,
            checks=self._checks,
            measured=self._measures.signals,
            prompt=self._safety.signals,
        )
        self._samples = self._taker.samples
        self._baseline = Baseline(self._taker.names)
        self._record = SetRecord(
            exercise,
            start_s=began_s,
            view=start.view,
            tilt_advice=start.tilt_advice,
            recognised=recognised,
            judged=self._checks,
        )
        self._peak: FrameSignals | None = None
        self._peak_share = 0.0
        self._in_posture_s = self._seen_s = self._judged_s = start.frames[-1].time_s
        self._in_posture = True
        self.is_over = False
        for frame in start.frames:
            # The rep machine sees the start pose too: a slow rep may have begun in it.
            value = self._taker.take(frame, in_posture=True, in_rep=False)
            self._segmenter.remember_rest(frame.time_s, value)
        self._baseline.learn(self._samples, start.frames[0].time_s, start.frames[-1].time_s)

    @property
    def is_untouched(self) -> bool:
        """Whether no rep has begun yet."""
        return self._segmenter.rep_start_s is None and not self._record.has_reps

    @property
    def sees_back(self) -> bool:
        """Whether anything is read from the outline of the back in this set."""
        return self._taker.sees_back

    def push(self, time_s: float, frame: FrameSignals | None) -> list[Event]:
        """Take the next frame, None where the person is not seen."""
        if frame is None:
            return self._unseen(time_s)
        self._seen_s = time_s
        in_posture = self._keeps_posture(frame)
        if in_posture:
            self._in_posture_s = time_s
        elif time_s - self._in_posture_s > _POSTURE_LEFT_S:
            # What was begun on the way out of the posture was getting up, not a rep.
            self._segmenter.abandon("posture_left")
            return self.finish(self._in_posture_s)
        in_rep = self._segmenter.rep_start_s is not None
        value = self._taker.take(frame, in_posture=in_posture, in_rep=in_rep)
        self._record.add_frame(frame.yaw, in_posture=in_posture)
        raw = self._segmenter.push(time_s, value)
        self._remember_peak(frame, value)
        events: list[Event] = []
        # Somebody who is getting up, or has not begun, is not warned about the band.
        if in_posture and not self.is_untouched:
            events += self._safety.push(time_s, self._taker.latest, self._baseline.values)
        if raw is not None:
            events += self._rep_ended(time_s, raw)
        if isfinite(value):
            events.append(self._progress(frame, value))
        return events

    def finish(self, time_s: float) -> list[Event]:
        """End the set: a rep in progress becomes a partial rep."""
        self.is_over = True
        raw = self._segmenter.abandon("ended")
        events = self._rep_ended(time_s, raw) if raw is not None else []
        report = self._record.report(
            end_s=time_s, measures=self._measures, traces=self._samples.traces()
        )
        return [*events, SetEnded(time_s=time_s, report=report)]

    def _keeps_posture(self, frame: FrameSignals) -> bool:
        if frame.time_s - self._judged_s >= _POSTURE_EVERY_S:
            self._judged_s = frame.time_s
            gates = self._exercise.posture
            self._in_posture = passes_all(gates, frame, self._start.near, self._start.view)
        return self._in_posture

    def _unseen(self, time_s: float) -> list[Event]:
        if time_s - self._seen_s > _UNSEEN_S:
            return self.finish(self._seen_s)
        raw = self._segmenter.push(time_s, float("nan"))
        return self._rep_ended(time_s, raw) if raw is not None else []

    def _remember_peak(self, frame: FrameSignals, value: float) -> None:
        """Keep the frame at the furthest point of the rep in progress, for its picture."""
        if self._segmenter.state is not RepState.OUTBOUND:
            return
        share = self._segmenter.share(value)
        if self._peak is None or share > self._peak_share:
            self._peak_share, self._peak = share, frame

    def _peak_pose(self, frame: FrameSignals) -> PeakPose:
        return PeakPose(
            time_s=frame.time_s,
            points_px=frame.points_px,
            dorsal_contour_px=self._dorsal_contour(frame),
        )

    def _dorsal_contour(self, frame: FrameSignals) -> FloatArray:
        """Return the line of the back where it is judged; elsewhere it would be any outline."""
        if self.sees_back:
            return frame.dorsal_contour_px(self._start.near)
        return np.empty((0, 2))

    def _progress(self, frame: FrameSignals, value: float) -> Progress:
        share = self._segmenter.share(value)
        return Progress(
            time_s=frame.time_s,
            exercise=self._exercise.name,
            phase=self._phase(share),
            share=min(max(share, -1.3), 1.3),
            readings=self._readings.of(frame),
        )

    def _phase(self, share: float) -> str:
        """Name of the phase the person is in; "start" between reps."""
        state = self._segmenter.state
        if state in (RepState.READY, RepState.AWAY):
            return "start"
        if self._start.rep_signal.minus is not None:
            part = "plus" if share > 0.0 else "minus"
        else:
            part = "out" if state is RepState.OUTBOUND else "back"
        return self._phases.get(part, part)

    def _rep_ended(self, time_s: float, raw: RawRep) -> list[Event]:
        peak, self._peak, self._peak_share = self._peak, None, 0.0
        samples = self._samples.over(raw)
        reason = raw.reason or self._guard_reason(samples)
        if reason is not None:
            return [self._keep_partial(time_s, raw, reason)]
        return self._count(time_s, raw, samples, peak)

    def _guard_reason(self, samples: RepSamples) -> str | None:
        """Return why this was no rep of the exercise, although its signal went to and fro."""
        if not came_back(samples):
            return "other_movement"
        for gate in self._exercise.rep_guards:
            value = samples.at_peak(gate.signal)
            if self._start.view in gate.views and np.isfinite(value) and not gate.passes(value):
                return "other_movement"
        return None

    def _keep_partial(self, time_s: float, raw: RawRep, reason: str) -> RepNotCounted:
        partial = PartialRep(
            side=self._side, start_s=raw.start_s, peak_s=raw.peak_s, end_s=raw.end_s, reason=reason
        )
        self._record.partial_reps.append(partial)
        return RepNotCounted(time_s=time_s, exercise=self._exercise.name, partial_rep=partial)

    def _learn_rest(self, raw: RawRep) -> None:
        self._baseline.learn(self._samples, raw.start_s - 1.0, raw.start_s)

    def _count(
        self, time_s: float, raw: RawRep, samples: RepSamples, peak: FrameSignals | None
    ) -> list[Event]:
        name = self._exercise.name
        index = len(self._record.reps) + 1
        if index == 1:
            # Nobody stands better in the start pose than right before the first rep.
            self._baseline.forget()
            self._learn_rest(raw)
        tempo = _tempo(self._exercise, raw)
        facts = tempo | {"rep_s": raw.end_s - raw.start_s, "range_share": raw.peak_share}
        breaches = self._breaches(samples, facts)
        if not breaches and index > 1:
            # Only a clean rep's rest is the pose to compare with: slumping is not to be learned.
            self._learn_rest(raw)
        broken = tuple(each.check.name for each in breaches)
        rep = Rep(
            index=index,
            side=self._side,
            start_s=raw.start_s,
            peak_s=raw.peak_s,
            end_s=raw.end_s,
            tempo=tempo,
            measures=self._measures.take(samples),
            findings=broken,
            score=score(self._exercise, broken),
            peak_pose=self._peak_pose(peak) if peak is not None else None,
        )
        findings = [each.finding(index) for each in breaches]
        self._record.reps.append(rep)
        self._record.findings.extend(findings)
        made = [FindingMade(time_s=time_s, exercise=name, finding=each) for each in findings]
        cue = self._cues.after_rep(time_s, broken)
        said = [cue] if cue is not None else []
        return [RepCounted(time_s=time_s, exercise=name, rep=rep), *made, *said]

    def _breaches(self, samples: RepSamples, facts: Mapping[str, float]) -> list[Breach]:
        judged = (
            breach(check, conditions, samples, baseline=self._baseline.values, facts=facts)
            for check, conditions in self._checks.items()
        )
        return [each for each in judged if each is not None]


def _tempo(exercise: Exercise, raw: RawRep) -> dict[str, float]:
    lasted = {
        "out": raw.hold_start_s - raw.start_s,
        "hold": raw.hold_end_s - raw.hold_start_s,
        "back": raw.end_s - raw.hold_end_s,
        "plus": raw.plus[1] - raw.plus[0] if raw.plus else 0.0,
        "minus": raw.minus[1] - raw.minus[0] if raw.minus else 0.0,
    }
    return {f"{phase.name}_s": lasted[phase.part] for phase in exercise.phases}
