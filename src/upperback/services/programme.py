"""The person's programme: profile, plans, pain, decisions, baseline. Over the journal."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from upperback.errors import InvalidRecordError, UnknownExerciseError
from upperback.exercises.definition import Exercise
from upperback.services.recent_training import RecentDays
from upperback.services.routine import routine_exercise, routine_of
from upperback.training.baseline import BaselineDue, baseline_days, due_baseline
from upperback.training.evidence import Decision
from upperback.training.pain import Lock as PainLock
from upperback.training.pain import lock_of, morning_question_due, stated_pain
from upperback.training.plan import DayPlan, History, NamedPlan, WeekPlan
from upperback.training.planner import plan_named, plan_today
from upperback.training.profile import Profile, profile_from_plain, profile_to_plain
from upperback.training.programme_plain import programme_from_plain, programme_to_plain
from upperback.training.records import Load, PainEntry, TrainingSession
from upperback.training.remembering import with_choice, with_decisions, with_sore_day
from upperback.training.routine import Equipment, Level, RoutineExercise
from upperback.training.screening import ScreeningResult, screen
from upperback.training.standing import PastDecision, Programme, Standing, first_standing
from upperback.training.summaries import DaySummary
from upperback.training.week import plan_week

PROFILE, PROGRAMME, CALENDAR = "profile", "programme", "calendar"
# As long ago as training is looked at (recent_training).
_LOOK_BACK = timedelta(weeks=12)


class PlanningJournal(Protocol):
    """What planning needs of the journal (``journal_port.Journal``)."""

    def document(self, name: str) -> Mapping[str, object] | None:
        """Return a small document, or None."""

    def put_document(self, name: str, content: Mapping[str, object]) -> None:
        """Write a small document of plain JSON values."""

    def sessions(
        self, *, since: date | None = None, until: date | None = None
    ) -> Iterator[TrainingSession]:
        """Yield sessions, oldest first; the bounds are days, both inclusive."""

    def day_summaries(
        self, *, since: date | None = None, until: date | None = None
    ) -> Sequence[DaySummary]:
        """Return one row for each day, exercise and side."""

    def put_pain(self, entry: PainEntry) -> None:
        """Write what the person said of pain."""

    def pain_entries(self, *, since: date | None = None) -> Sequence[PainEntry]:
        """Return pain entries, oldest first."""


class Planning:
    """What to do when, for the person whose journal it is.

    Every method that takes ``now`` takes an aware datetime of the person's wall clock.
    """

    def __init__(self, journal: PlanningJournal, exercises: Iterable[Exercise]) -> None:
        self._journal = journal
        self._recent = RecentDays(journal)
        known = tuple(exercises)
        self.routine: tuple[RoutineExercise, ...] = routine_of(known)
        self._known = {each.name: routine_exercise(each) for each in known}

    def has_profile(self) -> bool:
        """Whether a profile was saved; until then everything has its default."""
        return self._journal.document(PROFILE) is not None

    def profile(self) -> Profile:
        """Return the profile; the default one where none was saved."""
        plain = dict(self._journal.document(PROFILE) or {})
        if "weekdays" not in plain:
            # Before the profile had them, days were chosen for the calendar file only.
            calendar = self._journal.document(CALENDAR) or {}
            plain["weekdays"] = calendar.get("weekdays") or []
        return profile_from_plain(plain)

    def save_profile(self, profile: Profile) -> None:
        """Keep a profile."""
        self._journal.put_document(PROFILE, profile_to_plain(profile))

    def screening(self, profile: Profile | None = None) -> ScreeningResult:
        """Return what the answers of a profile mean; of the saved one if none is given."""
        person = self.profile() if profile is None else profile
        return screen(person.answers, {each.name: each.screening for each in self.routine})

    def today(
        self,
        now: datetime,
        *,
        minutes: int | None = None,
        equipment: Collection[Equipment] | None = None,
        sore: Collection[str] = (),
    ) -> DayPlan:
        """Return what to do today, and remember what was decided on the way."""
        history = self._history(now)
        plan = plan_today(
            self.routine,
            history,
            self.profile(),
            now,
            minutes=minutes,
            equipment=equipment,
            sore=sore,
        )
        self._remember(history.programme, plan.decisions)
        return plan

    def named(self, names: Sequence[str], now: datetime) -> NamedPlan:
        """Return the doses of exercises that the person names; remember what was decided."""
        wanted = tuple(self._exercise(name) for name in dict.fromkeys(names))
        history = self._history(now)
        plan = plan_named(wanted, history, self.profile(), now, names)
        self._remember(history.programme, plan.decisions)
        return plan

    def week(self, now: datetime) -> WeekPlan:
        """Return this week: what was kept, and a forecast of the days still to come."""
        return plan_week(self.routine, self._history(now), self.profile(), now)

    def standing(self, exercise: str, now: datetime) -> Standing:
        """Return where the person stands with an exercise; where they begin if it is new."""
        known = self.programme().standings.get(exercise)
        return known or first_standing(self._exercise(exercise), self.profile(), now.date())

    def choose(
        self,
        exercise: str,
        now: datetime,
        *,
        level: Level | None = None,
        sets: int | None = None,
        reps: int | None = None,
        hold_s: float | None = None,
        load: Load | None = None,
        reason: str = "You chose this dose.",
    ) -> Standing:
        """Set the dose of an exercise by hand; what is left out stays as it is.

        Another level brings its least dose, with the load as it is. A load must be one the
        person owns.
        """
        person, planned = self.profile(), self._exercise(exercise)
        standing = self.standing(exercise, now)
        if level is not None and level != standing.level:
            begun = first_standing(planned, person, now.date(), level=level)
            standing = replace(begun, load=standing.load)
        if load is not None and load not in person.ladder(planned):
            raise InvalidRecordError(f"load: expected one you own, got {person.says_load(load)}")
        chosen = replace(
            standing,
            sets=standing.sets if sets is None else sets,
            reps=standing.reps if reps is None else reps,
            hold_s=standing.hold_s if hold_s is None else hold_s,
            load=load or standing.load,
        )
        self._keep(with_choice(self.programme(), chosen, now, reason))
        return chosen

    def choose_level(self, level: Level, now: datetime) -> None:
        """Set the level of everything that is trained, and of what begins later."""
        self.save_profile(replace(self.profile(), level=level))
        for exercise in self.programme().standings:
            self.choose(exercise, now, level=level, reason=f"You chose the {level} level.")

    def record_pain(self, entry: PainEntry) -> PainLock | None:
        """Keep what the person said of pain; return the lock that follows, if one does."""
        self._journal.put_pain(entry)
        exercise = entry.exercise if entry.exercise is not None else ""
        return lock_of(exercise, [entry], entry.at)

    def record_sore(self, day: date) -> None:
        """Keep that the person is sore or slept badly on a day."""
        self._keep(with_sore_day(self.programme(), day))

    def morning_question(self, now: datetime) -> TrainingSession | None:
        """Return the session of which the next-morning question should be asked now."""
        since = now.date() - timedelta(days=3)
        sessions = self._recent.up_to(now.date()).sessions
        return morning_question_due(sessions, self._journal.pain_entries(since=since), now)

    def programme(self) -> Programme:
        """Return where the person stands with each exercise."""
        plain = self._journal.document(PROGRAMME)
        return Programme() if plain is None else programme_from_plain(plain)

    def decisions(self, exercise: str | None = None) -> tuple[PastDecision, ...]:
        """Return what was decided so far, oldest first; of one exercise if it is given."""
        past = self.programme().decisions
        return tuple(each for each in past if exercise in (None, each.exercise))

    def baseline(self, now: datetime) -> BaselineDue:
        """Return which tests are due; those of removed exercises and absent equipment are not."""
        person = self.profile()
        result = self.screening(person)
        able = [
            each
            for each in self.routine
            if result.change(each.name) is None and set(each.needs) <= person.equipment
        ]
        if result.ask_first and not person.agreed:
            able = [each for each in able if each.kind != "strength"]
        done = baseline_days(self._journal.day_summaries())
        return due_baseline(done, able, now.date())

    def _exercise(self, name: str) -> RoutineExercise:
        if name not in self._known:
            raise UnknownExerciseError(f"no exercise {name!r} in the routine")
        return self._known[name]

    def _history(self, now: datetime) -> History:
        since = now.date() - _LOOK_BACK
        recent = self._recent.up_to(now.date())
        return History(
            sessions=recent.sessions,
            pains=stated_pain(recent.sessions, self._journal.pain_entries(since=since)),
            programme=self.programme(),
            days=recent.days,
        )

    def _remember(self, before: Programme, decisions: Iterable[Decision]) -> None:
        programme = with_decisions(before, decisions)
        if programme is not before:
            self._keep(programme)

    def _keep(self, programme: Programme) -> None:
        self._journal.put_document(PROGRAMME, programme_to_plain(programme))
