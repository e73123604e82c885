"""People who train for a year, simulated: what they can, what they do, what they say.

The truth is constructed: capacity grows with training, pain comes in episodes, some days
are skipped. Everything comes from one seed, so a failure can be run again.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal

from builders import an_exercise
from upperback.services.routine import routine_of
from upperback.training.evidence import Decision
from upperback.training.pain import stated_pain
from upperback.training.plan import DayPlan, History
from upperback.training.planner import plan_today
from upperback.training.profile import Profile
from upperback.training.records import (
    LoggedFinding,
    LoggedMeasure,
    LoggedRep,
    LoggedSet,
    PainEntry,
    Prescription,
    SessionKind,
    SetSource,
    TrainingSession,
)
from upperback.training.remembering import with_decisions
from upperback.training.routine import RoutineExercise
from upperback.training.standing import Programme, Standing

PersonKind = Literal["keen", "irregular", "in_pain", "returning"]
NAMES = ("cat_cow", "thoracic_rotation", "seated_row", "reverse_fly", "wall_angel")
FIRST_DAY = datetime(2026, 1, 5, 18, tzinfo=UTC)
A_PROFILE = Profile(bands=("yellow", "red", "green", "blue"), dumbbells_kg=(1.0, 1.5, 2.0, 4.0))


@cache
def the_routine() -> tuple[RoutineExercise, ...]:
    """Return the five exercises as the planner sees them."""
    return routine_of(an_exercise(name) for name in NAMES)


def by_name() -> dict[str, RoutineExercise]:
    return {exercise.name: exercise for exercise in the_routine()}


def a_rep(index: int, **changes: object) -> LoggedRep:
    rep = LoggedRep(index=index, start_s=index * 5.0, peak_s=index * 5.0 + 2, end_s=index * 5.0 + 4)
    return replace(rep, **changes)  # type: ignore[arg-type]


def a_set(
    exercise: str = "seated_row",
    *,
    at: datetime = FIRST_DAY,
    reps: int = 10,
    faulty: int = 0,
    severity: str = "effectiveness",
    plan: Prescription | None = None,
    source: SetSource = "camera",
    score: int | None = 90,
    **changes: object,
) -> LoggedSet:
    """Return a set of counted reps, the first ``faulty`` of them with a finding."""
    rows = tuple(
        a_rep(i, findings=("a_check",) if i <= faulty else (), score=score)
        for i in range(1, reps + 1)
    )
    findings = tuple(
        LoggedFinding(
            check="a_check",
            severity=severity,
            rep=i,
            start_s=0.0,
            end_s=1.0,
            value=2.0,
            limit=1.0,
            unit="deg",
        )
        for i in range(1, faulty + 1)
    )
    made = LoggedSet(
        id=f"{exercise}-{at.isoformat()}-{changes.get('number', 1)}-{changes.get('side', 'both')}",
        exercise=exercise,
        started_at=at,
        reps=rows,
        findings=findings,
        prescription=plan,
        source=source,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def a_session(
    *sets: LoggedSet, at: datetime = FIRST_DAY, kind: SessionKind = "full"
) -> TrainingSession:
    return TrainingSession(id=f"session-{at.isoformat()}", kind=kind, started_at=at, sets=sets)


def pain(value: int, at: datetime, **changes: object) -> PainEntry:
    entry = PainEntry(id=f"pain-{at.isoformat()}", at=at, moment="during", value=value)
    return replace(entry, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the year: the plan, what was decided, and what was known before it."""

    now: datetime
    minutes: int
    plan: DayPlan
    before: Mapping[str, Standing]
    after: Mapping[str, Standing]
    history: History
    session: TrainingSession | None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.plan.decisions


@dataclass(slots=True, kw_only=True)
class Person:
    """A simulated person; ``live`` runs some days of the year."""

    kind: PersonKind
    seed: int = 0
    profile: Profile = A_PROFILE
    programme: Programme = field(default_factory=Programme)
    sessions: list[TrainingSession] = field(default_factory=list)
    entries: list[PainEntry] = field(default_factory=list)
    capacity: dict[str, float] = field(default_factory=dict)

    def live(self, n_days: int) -> list[Day]:
        chance = random.Random(f"{self.kind}-{self.seed}")
        return [self._day(FIRST_DAY + timedelta(days=n), n, chance) for n in range(n_days)]

    def _history(self, now: datetime) -> History:
        recent = [each for each in self.sessions if now - each.started_at < timedelta(weeks=12)]
        entries = [each for each in self.entries if now - each.at < timedelta(weeks=12)]
        return History(
            sessions=recent, pains=stated_pain(recent, entries), programme=self.programme
        )

    def _day(self, now: datetime, n: int, chance: random.Random) -> Day:
        asked = self._asks(chance)
        sore = ("all",) if self.kind == "irregular" and chance.random() < 0.1 else ()
        if self.kind == "in_pain" and chance.random() < 0.1:
            self.entries.append(pain(chance.choice([2, 4, 5, 6]), now, moment="before"))
        history = self._history(now)
        plan = plan_today(the_routine(), history, self.profile, now, minutes=asked, sore=sore)
        before = self.programme.standings
        self.programme = with_decisions(self.programme, plan.decisions)
        session = self._train(plan, now, chance) if self._trains(n, chance) else None
        if session is not None:
            self.sessions.append(session)
            self._next_morning(now + timedelta(hours=13), chance)
        return Day(
            now=now,
            minutes=asked or self.profile.minutes,
            plan=plan,
            before=before,
            after=self.programme.standings,
            history=history,
            session=session,
        )

    def _asks(self, chance: random.Random) -> int | None:
        if self.kind == "keen":
            return 20
        return chance.choice([None, 2, 6, 9, 20]) if self.kind == "irregular" else None

    def _trains(self, n: int, chance: random.Random) -> bool:
        if self.kind == "irregular":
            return chance.random() < 0.35
        if self.kind == "returning":
            return n % 75 < 40 if n < 150 else n % 60 < 42
        return True

    def _train(self, plan: DayPlan, now: datetime, chance: random.Random) -> TrainingSession | None:
        sets = [
            self._do(prescription, number, now, chance)
            for prescription in plan.prescriptions
            for number in range(1, prescription.sets + 1)
        ]
        done = [each for each in sets if each.reps]
        return a_session(*done, at=now, kind=plan.session_kind) if done else None

    def _do(
        self, plan: Prescription, number: int, now: datetime, chance: random.Random
    ) -> LoggedSet:
        name = plan.exercise
        strength = self.capacity.get(name, 14.0)
        self.capacity[name] = strength + 0.08
        step = plan.load.band_step or (plan.load.mass_kg or 0.0)
        able = max(3, round(strength - 2.5 * step + chance.gauss(0, 1.0)))
        wanted = plan.reps + chance.choice([0, 0, 0, 1, 2, 3])
        reps = min(able, wanted)
        faulty = round(reps * max(0.0, chance.gauss(0.05, 0.12)))
        measures = {}
        if name == "thoracic_rotation":
            value = 40.0 + 0.05 * len(self.sessions) + chance.gauss(0, 3)
            measures = {"rotation_deg": LoggedMeasure(value=value, error=8.0, unit="deg")}
        hurts = self.kind == "in_pain" and chance.random() < 0.15
        return a_set(
            name,
            at=now,
            reps=reps,
            faulty=faulty,
            severity="safety" if chance.random() < 0.1 else "effectiveness",
            plan=plan,
            score=chance.choice([55, 80, 90, 95]),
            number=number,
            side=plan.side,
            load=plan.load,
            measures=measures,
            effort_rir=max(0, able - reps),
            pain=chance.choice([3, 4, 5, 6, 8]) if hurts else None,
        )

    def _next_morning(self, at: datetime, chance: random.Random) -> None:
        if chance.random() < 0.7:
            hurts = self.kind == "in_pain" and chance.random() < 0.1
            value = chance.choice([4, 6]) if hurts else chance.choice([0, 1])
            self.entries.append(pain(value, at, moment="next_morning", worse=hurts))
