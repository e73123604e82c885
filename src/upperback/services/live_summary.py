"""What a training session came to, exercise by exercise, and what to do better next time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from upperback.coach.session_steps import Step, StepStatus, TrainingState
from upperback.exercises.definition import SEVERITIES, Exercise
from upperback.training.records import LoggedMeasure, LoggedSet, SessionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BestMeasure:
    """The best value of the exercise's first measure, with its error."""

    name: str
    label: str
    value: float
    error: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSummary:
    """One exercise of a training session; ``next_time`` is one sentence, or None."""

    exercise: str
    title: str
    sets: int
    reps: int
    clean: int | None
    hold_s: float | None
    best: BestMeasure | None
    next_time: str | None
    pain: int | None
    status: StepStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """A training session in short."""

    id: str
    kind: SessionKind
    started_at: datetime
    minutes: int
    items: tuple[ExerciseSummary, ...]
    message: str | None


def summary_of(
    state: TrainingState, exercises: Mapping[str, Exercise], *, at: datetime
) -> SessionSummary:
    """Sum a training session up, as far as it went."""
    sets = (*state.past, *((state.current,) if state.current is not None else ()))
    names = list(dict.fromkeys(step.exercise for step in state.steps))
    ends = [each.ended_at for each in sets if each.ended_at is not None]
    ended_at = max(ends, default=at) if state.stage == "done" else at
    return SessionSummary(
        id=state.id,
        kind=state.kind,
        started_at=state.started_at,
        minutes=max(0, round((ended_at - state.started_at).total_seconds() / 60.0)),
        items=tuple(_exercise(exercises[name], state.steps, sets) for name in names),
        message=state.message,
    )


def _exercise(
    exercise: Exercise, steps: Sequence[Step], all_sets: Sequence[LoggedSet]
) -> ExerciseSummary:
    sets = [each for each in all_sets if each.exercise == exercise.name and each.reps]
    own = [step for step in steps if step.exercise == exercise.name]
    pains = [each.pain for each in sets if each.pain is not None]
    return ExerciseSummary(
        exercise=exercise.name,
        title=exercise.title,
        sets=len(sets),
        reps=sum(each.n_counted for each in sets),
        # Nobody who taps sees the form: no finding is then no praise.
        clean=sum(each.n_clean for each in sets) if any(each.n_judged for each in sets) else None,
        hold_s=_hold_s(exercise, sets),
        best=_best(exercise, sets),
        next_time=_next_time(exercise, own, sets),
        pain=max(pains, default=None),
        status=_status([step.status for step in own]),
    )


def _status(statuses: Sequence[StepStatus]) -> StepStatus:
    """Return the one that says most: stopped, under way, done at least once, left out."""
    order: tuple[StepStatus, ...] = ("stopped", "now", "done", "todo", "skipped")
    return next(each for each in order if each in statuses)


def _hold_s(exercise: Exercise, sets: Iterable[LoggedSet]) -> float | None:
    key = next((f"{phase.name}_s" for phase in exercise.phases if phase.part == "hold"), "")
    reps = [rep for each in sets for rep in each.reps if rep.counted]
    held = [rep.tempo[key] for rep in reps if key in rep.tempo]
    return fmean(held) if held else None


def _best(exercise: Exercise, sets: Iterable[LoggedSet]) -> BestMeasure | None:
    for rule in exercise.measures:
        taken = [each.measures[rule.name] for each in sets if rule.name in each.measures]
        if not taken or rule.best == "none":
            continue
        choose = max if rule.best == "highest" else min
        best: LoggedMeasure = choose(taken, key=lambda each: each.value)
        return BestMeasure(
            name=rule.name,
            label=rule.label,
            value=best.value,
            error=best.error,
            unit=best.unit,
        )
    return None


def _next_time(exercise: Exercise, steps: Iterable[Step], sets: Sequence[LoggedSet]) -> str | None:
    """Return the cue of the gravest fault that came back, else what was left to do."""
    broken = Counter(
        name for each in sets for rep in each.reps if rep.counted for name in rep.findings
    )
    known = [check for check in exercise.checks if broken[check.name] >= 2]
    if known:
        return min(
            known, key=lambda check: (SEVERITIES.index(check.severity), -broken[check.name])
        ).cue
    planned = sum(step.prescription.reps for step in steps if step.status == "done")
    done = sum(each.n_counted for each in sets)
    if sets and done < planned:
        return f"You did {done} of {planned}. As many as feel good is right; try one more."
    return None
