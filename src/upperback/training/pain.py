"""Pain: the traffic light, the question of the next morning, and what is locked.

The model is domain.md 11c: 0-3 go on, 4-5 half as much and back to usual within a day,
6-10 or alarming stop and 48 hours of rest [S65]. Pain in exercise is not harmful in
itself [S66]; that is why amber goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from upperback.training.records import LoggedSet, PainEntry, TrainingSession

Light = Literal["green", "amber", "red"]
Morning = Literal["usual", "worse", "unknown"]
# domain.md 11c.
AMBER_FROM = 4
STEP_DOWN_FROM = 5
RED_FROM = 6
LOCK = timedelta(hours=48)
# domain.md 11c: red pain that is still up after two to three days needs a clinician.
STILL_UP_AFTER = timedelta(days=2)
# An answer given later than on the second morning speaks of something else [E].
MORNING_WITHIN = timedelta(days=2)

ADVICE: dict[Light, str] = {
    "green": "Go on.",
    "amber": "Half the range or one band lighter, and slower. Go on if it settles in the set.",
    "red": "Stop this exercise. It rests for two days.",
}
SEE_SOMEONE = "The pain is still strong after two days: rest, and ask a doctor or physiotherapist."
NEXT_MORNING = "How is it this morning? Pain from 0 to 10, and: worse than usual?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Rest that pain asks for.

    Attributes
    ----------
    exercise
        What rests; None for everything.
    until
        When it may be tried again, aware.
    reason
        One sentence, fit to be shown.
    see_someone
        Whether the pain has lasted so long that a clinician should look at it.
    """

    exercise: str | None
    until: datetime
    reason: str
    see_someone: bool


def light(value: int, *, is_alarming: bool = False) -> Light:
    """Return the colour of a pain.

    Parameters
    ----------
    value
        0 no pain, 10 the worst imaginable.
    is_alarming
        Sharp, new or spreading: red whatever its value.

    Examples
    --------
    >>> light(3), light(4), light(6), light(2, is_alarming=True)
    ('green', 'amber', 'red', 'red')
    """
    if is_alarming or value >= RED_FROM:
        return "red"
    return "amber" if value >= AMBER_FROM else "green"


def stated_pain(
    sessions: Iterable[TrainingSession], entries: Iterable[PainEntry]
) -> tuple[PainEntry, ...]:
    """Return all pain the person stated, oldest first: entries, and the pain of sets.

    Parameters
    ----------
    sessions
        Their sets may carry a pain; it becomes an entry of moment "during".
    entries
        In any order.
    """
    of_sets = (
        _of_set(logged, session.id)
        for session in sessions
        for logged in session.sets
        if logged.pain is not None
    )
    return tuple(sorted([*of_sets, *entries], key=lambda entry: entry.at))


def concerns(entry: PainEntry, exercise: str) -> bool:
    """Whether a pain speaks of an exercise: of it by name, or of the whole person."""
    return entry.exercise is None or entry.exercise == exercise


def lock_of(exercise: str, pains: Sequence[PainEntry], now: datetime) -> Lock | None:
    """Return the lock that pain puts on an exercise.

    Parameters
    ----------
    exercise
        Its name.
    pains
        As :func:`stated_pain` returns them.
    now
        Aware.

    Returns
    -------
    Lock or None
        None where no red pain was stated within the last 48 hours.

    Examples
    --------
    >>> from datetime import UTC
    >>> at = datetime(2026, 5, 4, 7, tzinfo=UTC)
    >>> pains = [PainEntry(id="p", at=at, moment="during", value=6, exercise="seated_row")]
    >>> lock_of("seated_row", pains, at + timedelta(hours=47)).until.day
    6
    >>> lock_of("seated_row", pains, at + timedelta(hours=48))
    >>> lock_of("cat_cow", pains, at)
    """
    reds = [
        entry for entry in pains if entry.at <= now and concerns(entry, exercise) and _is_red(entry)
    ]
    if not reds or now - reds[-1].at >= LOCK:
        return None
    last = reds[-1]
    said = "sharp, new or spreading pain" if last.is_alarming else f"pain of {last.value}"
    return Lock(
        exercise=last.exercise,
        until=last.at + LOCK,
        reason=f"You stated {said}, so this rests until {last.at + LOCK:%A %H:%M}.",
        see_someone=_since_when_red(pains, exercise, last) <= last.at - STILL_UP_AFTER,
    )


def morning_after(day: date, exercise: str, pains: Sequence[PainEntry]) -> Morning:
    """Return how the morning after a training day was.

    Parameters
    ----------
    day
        The day of the training.
    exercise
        The exercise it was about; answers for the whole person count too.
    pains
        As :func:`stated_pain` returns them.

    Returns
    -------
    "usual", "worse" or "unknown"
        Worse where the person said so or, where that was not asked, where the pain
        was not back to green.
    """
    answers = [
        entry
        for entry in pains
        if entry.moment == "next_morning"
        and concerns(entry, exercise)
        and timedelta(0) < entry.at.date() - day <= MORNING_WITHIN
    ]
    if not answers:
        return "unknown"
    return "worse" if any(_is_worse(entry) for entry in answers) else "usual"


def morning_question_due(
    sessions: Sequence[TrainingSession], entries: Sequence[PainEntry], now: datetime
) -> TrainingSession | None:
    """Return the session of which the next-morning question should be asked now.

    Parameters
    ----------
    sessions
        Oldest first.
    entries
        What was stated so far.
    now
        Aware; its date is the person's date.

    Returns
    -------
    TrainingSession or None
        The last one of yesterday or the day before with at least one rep; None if
        there is none, or the question was answered since.
    """
    answered = {entry.at.date() for entry in entries if entry.moment == "next_morning"}
    for session in reversed(sessions):
        day = session.started_at.date()
        ago = now.date() - day
        if timedelta(0) < ago <= MORNING_WITHIN and any(each.n_counted for each in session.sets):
            later = any(timedelta(0) < each - day <= MORNING_WITHIN for each in answered)
            return None if later else session
    return None


def _of_set(logged: LoggedSet, session_id: str) -> PainEntry:
    return PainEntry(
        id=logged.id,
        at=logged.ended_at or logged.started_at,
        moment="during",
        value=logged.pain or 0,
        exercise=logged.exercise,
        session_id=session_id,
    )


def _is_red(entry: PainEntry) -> bool:
    return light(entry.value, is_alarming=entry.is_alarming) == "red"


def _is_worse(entry: PainEntry) -> bool:
    return entry.value >= AMBER_FROM if entry.worse is None else entry.worse


def _since_when_red(pains: Sequence[PainEntry], exercise: str, last: PainEntry) -> datetime:
    """Return when the run of red pain without a green one in between began."""
    since = last.at
    for entry in reversed([each for each in pains if each.at <= last.at]):
        if not concerns(entry, exercise):
            continue
        if light(entry.value, is_alarming=entry.is_alarming) == "green":
            break
        since = entry.at if _is_red(entry) else since
    return since
