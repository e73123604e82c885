"""Use case: a look at somebody who stands still, told at once, and kept if the person wants it.

A kept look is a set without reps of a session of its own: what counts reps does not count it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from upperback.coach.still_watch import StillMeasures, Stillness, StillWatch
from upperback.errors import LiveError
from upperback.exercises.still_look import StillLook
from upperback.motion.pose import PoseFrame
from upperback.services.logged_reports import logged_measure, logged_not_measured
from upperback.training.baseline import STANDING, STANDING_TESTS
from upperback.training.change_words import change_words
from upperback.training.records import LoggedSet, TrainingSession
from upperback.training.series import series_of_test
from upperback.training.summaries import DaySummary, summarise_days


class StillJournal(Protocol):
    """What a look needs of the journal (``journal_port.Journal``)."""

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return one row for each day, exercise and side."""

    def put_session(self, session: TrainingSession) -> None:
        """Write a whole session in the place of what was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLook:
    """A look that was held long enough.

    Attributes
    ----------
    session
        As the journal keeps it, or would.
    says
        Name of a measure to what it shows beside the person's own earlier looks.
    """

    session: TrainingSession
    says: Mapping[str, str]

    @property
    def logged(self) -> LoggedSet:
        """The look itself."""
        return self.session.sets[0]


def see_stillness(look: StillLook, frames: Iterable[PoseFrame], *, model_name: str) -> Stillness:
    """Return what the last of these frames shows; LiveError where there are none."""
    watch = StillWatch(look, model_name=model_name)
    seen: Stillness | None = None
    for frame in frames:
        seen = watch.push(frame)
    if seen is None:
        raise LiveError("frames: expected at least 1, got none; send the last seconds")
    return seen


def taken_look(
    journal: StillJournal,
    look: StillLook,
    seen: Stillness,
    *,
    at: datetime,
    new_id: Callable[[], str],
) -> TakenLook | None:
    """Return the look as a record, beside the earlier ones; None before it was held long enough."""
    taken = seen.taken
    if taken is None:
        return None
    session = _session(look, taken, at - timedelta(seconds=seen.held_s), at, new_id)
    return TakenLook(session=session, says=_says(journal, session))


def keep_look(journal: StillJournal, look: TakenLook) -> None:
    """Write a look into the journal; LiveError where it measured nothing."""
    if not look.logged.measures:
        reasons = "; ".join(each.reason for each in look.logged.not_measured)
        raise LiveError(f"Nothing was measured: {reasons}. Look again.")
    journal.put_session(look.session)


def _session(
    look: StillLook,
    taken: StillMeasures,
    started_at: datetime,
    ended_at: datetime,
    new_id: Callable[[], str],
) -> TrainingSession:
    logged = LoggedSet(
        id=new_id(),
        exercise=look.name,
        started_at=started_at,
        ended_at=ended_at,
        source="camera",
        measures={name: logged_measure(each) for name, each in taken.measures.items()},
        not_measured=logged_not_measured(taken.not_measured),
        view=taken.view,
        rules=look.rules,
        model=taken.model,
    )
    return TrainingSession(
        id=new_id(), kind="free", started_at=started_at, ended_at=ended_at, sets=(logged,)
    )


def _says(journal: StillJournal, session: TrainingSession) -> dict[str, str]:
    """Say what each measure shows now; the look counts whether it is kept or not."""
    rows = [row for row in journal.day_summaries() if row.exercise == STANDING]
    of_now = summarise_days([session])
    return {
        test.measures["both"]: change_words(series)
        for test in STANDING_TESTS
        for series in series_of_test([*rows, *of_now], STANDING, test)
    }
