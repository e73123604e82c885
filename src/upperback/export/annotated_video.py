"""A video with what the coach sees drawn on it: skeleton, count, phase, range, angle and cue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from upperback.coach.events import (
    CueGiven,
    Event,
    FindingMade,
    Notice,
    Progress,
    RepCounted,
    SetEnded,
    SetStarted,
)
from upperback.coach.report import Measure
from upperback.exercises.definition import Severity
from upperback.export.angle_marks import ANGLE_MARKS, angle_arc
from upperback.export.body_overlay import ACCENT, draw_arc, draw_body, facing_side, points_on
from upperback.export.overlay_panels import (
    DANGER,
    DARK,
    INK,
    QUIET,
    WARNING,
    TextLine,
    gauge,
    lay,
    text_panel,
)
from upperback.export.texts import ExerciseTexts, sentence_start, text_of, words
from upperback.export.wording import counted, with_error
from upperback.motion.pose import PoseFrame
from upperback.services.ports import VideoFrame

_SHOWN_S = 3.0
_MAX_TAGS = 3
# The overlay is laid out for a picture of this short side and grows and shrinks with it.
_DESIGN_PX = 480.0
_NO_READINGS: Mapping[str, Measure] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """Words on the screen until a moment; ``severity`` is None for praise and notices."""

    text: str
    severity: Severity | None
    until_s: float


class Annotator:
    """Draws the coach's view on the frames of one video, in the order of time.

    What it knows of the set comes from the events alone; the pose is only drawn.
    """

    def __init__(self, texts: ExerciseTexts) -> None:
        self._texts = texts
        self._exercise = ""
        self._reps = 0
        self._phase = ""
        self._share: float | None = None
        self._message: _Message | None = None
        self._tags: list[_Message] = []
        self._last: Mapping[str, Measure] = _NO_READINGS

    def annotate(
        self,
        frame: VideoFrame,
        pose: PoseFrame,
        events: Sequence[Event],
        readings: Mapping[str, Measure] = _NO_READINGS,
    ) -> NDArray[np.uint8]:
        """Draw one frame.

        Parameters
        ----------
        frame
            The picture; it is not changed.
        pose
            The pose seen in it.
        events
            What the engine said of this frame.
        readings
            Signals that are valid in this frame, with their error, the most
            important first; its arc and number are drawn. Without any, the
            number of the last rep is shown.

        Returns
        -------
        NDArray
            The annotated picture, uint8, shape as the frame's.
        """
        for event in events:
            self._note(event)
        self._forget(frame.time_s)
        picture = Image.fromarray(np.ascontiguousarray(frame.rgb))
        unit = min(picture.size) / _DESIGN_PX
        draw_body(picture, pose, max(1.5, 3.5 * unit))
        self._draw_angle(picture, pose, readings, unit)
        self._draw_panels(picture, readings, unit)
        return np.asarray(picture, dtype=np.uint8)

    @singledispatchmethod
    def _note(self, event: Event) -> None:
        """Take up an event; those without a method of their own change nothing on the screen."""

    @_note.register
    def _(self, event: SetStarted) -> None:
        self._exercise, self._reps = event.exercise, 0
        self._last, self._tags, self._message = _NO_READINGS, [], None

    @_note.register
    def _(self, event: Progress) -> None:
        self._exercise, self._phase, self._share = event.exercise, event.phase, event.share

    @_note.register
    def _(self, event: RepCounted) -> None:
        self._exercise = event.exercise
        self._reps += 1
        self._last = event.rep.measures

    @_note.register
    def _(self, event: FindingMade) -> None:
        label = text_of(self._texts, event.exercise).check(event.finding.check).label
        self._tags = [tag for tag in self._tags if tag.text != label]
        self._tags.append(
            _Message(text=label, severity=event.finding.severity, until_s=event.time_s + _SHOWN_S)
        )

    @_note.register
    def _(self, event: CueGiven) -> None:
        self._say(event.text, event.severity, event.time_s)

    @_note.register
    def _(self, event: Notice) -> None:
        self._say(event.text, None, event.time_s)

    @_note.register
    def _(self, event: SetEnded) -> None:
        self._phase, self._share = "", None
        self._say(f"Set done: {counted(len(event.report.reps), 'rep')}", None, event.time_s)

    def _say(self, text: str, severity: Severity | None, time_s: float) -> None:
        shown = self._message
        if shown and shown.severity == "safety" and severity != "safety" and time_s < shown.until_s:
            return
        self._message = _Message(text=text, severity=severity, until_s=time_s + _SHOWN_S)

    def _forget(self, time_s: float) -> None:
        self._tags = [tag for tag in self._tags if time_s < tag.until_s][-_MAX_TAGS:]
        if self._message and time_s >= self._message.until_s:
            self._message = None

    def _draw_angle(
        self,
        picture: Image.Image,
        pose: PoseFrame,
        readings: Mapping[str, Measure],
        unit: float,
    ) -> None:
        near, points = facing_side(pose), points_on(picture, pose)
        for name, measure in readings.items():
            mark = ANGLE_MARKS.get(name)
            arc = angle_arc(mark, points, near) if mark and np.isfinite(measure.value) else None
            if arc:
                draw_arc(picture, arc, max(1.5, 4 * unit))

    def _draw_panels(
        self, picture: Image.Image, readings: Mapping[str, Measure], unit: float
    ) -> None:
        margin = round(14 * unit)
        widest = max(1, picture.width - 2 * margin)
        if self._exercise:
            panel = text_panel(self._count_lines(readings, unit), widest, round(12 * unit), DARK)
            lay(picture, panel, margin, margin)
            self._draw_tags(picture, unit, top=margin + panel.height + margin // 2)
        if self._share is not None:
            height, width = round(picture.height * 0.42), round(14 * unit)
            bar = gauge(width, height, round(100 * self._share))
            lay(picture, bar, picture.width - margin - bar.width, (picture.height - height) / 2)
        if self._message:
            self._draw_message(picture, self._message, unit)

    def _count_lines(self, readings: Mapping[str, Measure], unit: float) -> tuple[TextLine, ...]:
        lines = [
            TextLine(text=str(self._reps), size_px=64 * unit, bold=True),
            TextLine(text=self._count_caption(), size_px=20 * unit, colour=QUIET),
        ]
        text = text_of(self._texts, self._exercise)
        name, measure = next(iter((readings or self._last).items()), ("", None))
        if measure and np.isfinite(measure.value):
            when = "" if readings else "last rep: "
            label = text.signal(name).label if readings else text.measure(name)
            label = sentence_start(f"{when}{label} {with_error(measure)}")
            lines.append(TextLine(text=label, size_px=16 * unit, colour=ACCENT))
        return tuple(lines)

    def _count_caption(self) -> str:
        noun = "rep" if self._reps == 1 else "reps"
        return f"{noun} · {words(self._phase)}" if self._phase else noun

    def _draw_tags(self, picture: Image.Image, unit: float, *, top: float) -> None:
        margin = round(14 * unit)
        for tag in self._tags:
            ground, colour = (DANGER, INK) if tag.severity == "safety" else (DARK, WARNING)
            line = TextLine(text=sentence_start(tag.text), size_px=16 * unit, colour=colour)
            panel = text_panel((line,), picture.width - 2 * margin, round(7 * unit), ground)
            lay(picture, panel, margin, top)
            top += panel.height + margin // 2

    def _draw_message(self, picture: Image.Image, message: _Message, unit: float) -> None:
        margin = round(14 * unit)
        safety = message.severity == "safety"
        line = TextLine(
            text=message.text,
            size_px=24 * unit,
            colour=WARNING if message.severity in ("effectiveness", "note") else INK,
            bold=safety,
        )
        widest = max(1, picture.width - 2 * margin)
        panel = text_panel((line,), widest, round(14 * unit), DANGER if safety else DARK)
        left = (picture.width - panel.width) / 2
        lay(picture, panel, left, picture.height - margin - panel.height)
