"""What a physiotherapist wants to see of some weeks: gathered in one pass over the journal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from upperback.exercises.definition import SEVERITIES, Exercise
from upperback.services.journal_port import Journal
from upperback.services.programme import Planning
from upperback.services.progress import Progress, show_progress
from upperback.training.baseline import STANDING
from upperback.training.profile import Profile
from upperback.training.records import LoggedSet, TrainingSession
from upperback.training.screening import QUESTIONS, ScreeningResult
from upperback.training.standing import Standing

# The time in which effects show (domain.md 11e: 8 to 10 weeks), rounded up.
PERIOD = timedelta(weeks=12)
_MOST_NOTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A form check that was broken: in how many of the reps that the camera watched."""

    label: str
    severity: str
    n_reps: int
    n_watched: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFacts:
    """What was seen of one exercise.

    Attributes
    ----------
    title
        For people.
    n_sets, n_reps
        Sets with reps; reps that count.
    n_watched
        Of these, reps that the camera watched.
    faults
        The gravest and most frequent first.
    views
        Where the camera stood, with the number of sets.
    not_measured
        "What: why" to the number of sets.
    """

    title: str
    n_sets: int
    n_reps: int
    n_watched: int
    faults: tuple[Fault, ...]
    views: tuple[tuple[str, int], ...]
    not_measured: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysioSummary:
    """Some weeks of training, for a physiotherapist.

    Attributes
    ----------
    made_on, first_day, last_day
        When it was made; the period, both inclusive.
    profile, screening, said_yes
        The person, what the answers mean, and the questions answered with yes.
    progress
        Of the period.
    standings
        The dose of each exercise now, with the exercise's title.
    facts
        Of each exercise that was done.
    n_sessions
        Training sessions in the period.
    notes
        What the person wrote, with the day.
    """

    made_on: date
    first_day: date
    last_day: date
    profile: Profile
    screening: ScreeningResult
    said_yes: tuple[str, ...]
    progress: Progress
    standings: tuple[tuple[str, Standing], ...]
    facts: tuple[ExerciseFacts, ...]
    n_sessions: int
    notes: tuple[tuple[date, str], ...]


def physio_summary(
    journal: Journal,
    planning: Planning,
    exercises: Mapping[str, Exercise],
    now: datetime,
    *,
    since: date | None = None,
) -> PhysioSummary:
    """Return the summary of a period up to now; of twelve weeks where it is left out."""
    first_day = since if since is not None else now.date() - PERIOD
    person = planning.profile()
    gathered = _Gathered()
    for session in journal.sessions(since=first_day, until=now.date()):
        gathered.look_at(session)
    standings = planning.programme().standings
    return PhysioSummary(
        made_on=now.date(),
        first_day=first_day,
        last_day=now.date(),
        profile=person,
        screening=planning.screening(person),
        said_yes=tuple(each.text for each in QUESTIONS if person.answers.get(each.key)),
        progress=_progress(journal, planning, exercises, now, first_day),
        standings=tuple(
            (each.title, standings[each.name])
            for each in planning.routine
            if each.name in standings
        ),
        facts=gathered.facts(exercises),
        n_sessions=gathered.n_sessions,
        notes=tuple(gathered.notes[-_MOST_NOTES:]),
    )


def _progress(
    journal: Journal,
    planning: Planning,
    exercises: Mapping[str, Exercise],
    now: datetime,
    first_day: date,
) -> Progress:
    return show_progress(
        journal,
        exercises.values(),
        now,
        goal=planning.profile().days_per_week,
        decisions=planning.decisions(),
        since=first_day,
    )


@dataclass(slots=True)
class _OfExercise:
    n_sets: int = 0
    n_reps: int = 0
    n_watched: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    views: Counter[str] = field(default_factory=Counter)
    not_measured: Counter[str] = field(default_factory=Counter)

    def look_at(self, logged: LoggedSet) -> None:
        """Count what a set shows."""
        counted = [rep for rep in logged.reps if rep.counted]
        self.n_sets += bool(counted)
        self.n_reps += len(counted)
        if logged.source == "camera":
            self.n_watched += len(counted)
            self.faults.update(name for rep in counted for name in set(rep.findings))
        if logged.view is not None:
            self.views[logged.view] += 1
        self.not_measured.update(
            f"{each.signal.replace('_', ' ')}: {each.reason}" for each in logged.not_measured
        )


class _Gathered:
    """Counts over sessions that go by one after the other."""

    def __init__(self) -> None:
        self.n_sessions = 0
        self.notes: list[tuple[date, str]] = []
        self._of: dict[str, _OfExercise] = {}

    def look_at(self, session: TrainingSession) -> None:
        """Count what a session shows; one without any rep is not counted."""
        day = session.started_at.date()
        self.n_sessions += any(each.n_counted for each in session.sets)
        self.notes += [(day, text) for text in _notes(session)]
        for logged in session.sets:
            if logged.exercise == STANDING:
                continue  # a look; its trend stands by itself
            self._of.setdefault(logged.exercise, _OfExercise()).look_at(logged)

    def facts(self, exercises: Mapping[str, Exercise]) -> tuple[ExerciseFacts, ...]:
        """Return what was counted, in the order in which exercises are known."""
        order = [*exercises, *(name for name in self._of if name not in exercises)]
        return tuple(
            _facts(name, self._of[name], exercises.get(name)) for name in order if name in self._of
        )


def _notes(session: TrainingSession) -> Iterable[str]:
    return [text for text in (session.note, *(each.note for each in session.sets)) if text]


def _facts(name: str, counted: _OfExercise, exercise: Exercise | None) -> ExerciseFacts:
    return ExerciseFacts(
        title=exercise.title if exercise is not None else name,
        n_sets=counted.n_sets,
        n_reps=counted.n_reps,
        n_watched=counted.n_watched,
        faults=_faults(counted, exercise),
        views=tuple(counted.views.most_common()),
        not_measured=tuple(counted.not_measured.most_common()),
    )


def _faults(counted: _OfExercise, exercise: Exercise | None) -> tuple[Fault, ...]:
    checks = {check.name: check for check in exercise.checks} if exercise is not None else {}
    found = [
        Fault(
            label=checks[name].label if name in checks else name.replace("_", " "),
            severity=checks[name].severity if name in checks else SEVERITIES[-1],
            n_reps=n_reps,
            n_watched=counted.n_watched,
        )
        for name, n_reps in counted.faults.items()
    ]
    order: Sequence[str] = SEVERITIES
    return tuple(sorted(found, key=lambda each: (order.index(each.severity), -each.n_reps)))
