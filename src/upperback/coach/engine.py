"""The motion engine: push pose frames in, get events out.

It knows no clock, file, socket or thread: time is that of the frames. The same
engine serves live and recorded input; pushing frames one by one is the only way,
so a recording gives the same events as the camera it came from.
"""

from collections.abc import Iterable

from upperback.coach.events import Event, Notice
from upperback.coach.frame_signals import Smoother
from upperback.coach.person import PersonFollower
from upperback.coach.set_analyser import SetAnalyser
from upperback.exercises.definition import Exercise
from upperback.motion.pose import PoseFrame

# Nobody in the picture for this long is worth a remark [E].
_NOBODY_S = 2.0


class CoachEngine:
    """Watches one person do one or several exercises.

    Parameters
    ----------
    exercises
        The exercises to look for.
    model_name
        Name of the pose model, for the passports.
    recognised
        True if the exercise is to be recognised among several, False if the
        person said which one it is.
    readings_every_s
        `Progress.readings` are taken anew after this long; 0 takes them in
        every frame.
    """

    def __init__(
        self,
        exercises: Iterable[Exercise],
        *,
        model_name: str,
        recognised: bool = True,
        readings_every_s: float = 0.0,
    ) -> None:
        self._analysers = [
            SetAnalyser(
                exercise,
                model_name=model_name,
                recognised=recognised,
                readings_every_s=readings_every_s,
            )
            for exercise in exercises
        ]
        self._smoother = Smoother()
        self._follower = PersonFollower()
        self._time_s: float | None = None
        self._person_s = 0.0
        self._standing_notices: set[str] = set()

    @property
    def asks_for_silhouette(self) -> bool:
        """Whether the silhouette of the next frame makes a difference."""
        return any(each.asks_for_silhouette for each in self._analysers)

    def push(self, frame: PoseFrame) -> list[Event]:
        """Take the next frame.

        Parameters
        ----------
        frame
            Later than the frame before; one that is not is left out, with a
            notice the first time.

        Returns
        -------
        list of Event
            In the order in which they happened.
        """
        if self._time_s is not None and frame.time_s <= self._time_s:
            return self._out_of_order(frame.time_s, self._time_s)
        if self._time_s is None:
            self._person_s = frame.time_s
        self._time_s = frame.time_s
        is_same = self._follower.is_same(frame)
        has_person = frame.has_person
        events = self._presence(frame.time_s, is_same=is_same, has_person=has_person)
        smooth = self._smoother(frame) if has_person and is_same else None
        for analyser in self._analysers:
            events += analyser.push(frame.time_s, smooth)
        return events

    def finish(self) -> list[Event]:
        """End the stream: sets in progress are reported.

        Returns
        -------
        list of Event
        """
        if self._time_s is None:
            return []
        return [event for each in self._analysers for event in each.finish(self._time_s)]

    def _presence(self, time_s: float, *, is_same: bool, has_person: bool) -> list[Event]:
        """Return a remark when the person leaves the picture or another one is seen."""
        if not is_same:
            return self._notice_once(
                "another_person",
                time_s,
                "Someone else came into the picture; I go on when I see you again.",
            )
        self._standing_notices.discard("another_person")
        if has_person:
            self._person_s = time_s
            self._standing_notices.discard("nobody")
            return []
        if time_s - self._person_s < _NOBODY_S:
            return []
        return self._notice_once(
            "nobody",
            time_s,
            "I can't see you. Step back until your whole body is in the picture.",
        )

    def _out_of_order(self, time_s: float, last_s: float) -> list[Event]:
        return self._notice_once(
            "time_not_advancing",
            last_s,
            f"A frame of {time_s:.3f} s came after one of {last_s:.3f} s; "
            "frames that do not advance are left out.",
        )

    def _notice_once(self, code: str, time_s: float, text: str) -> list[Event]:
        """Return a notice, unless it still stands from before."""
        if code in self._standing_notices:
            return []
        self._standing_notices.add(code)
        return [Notice(time_s=time_s, code=code, text=text)]
