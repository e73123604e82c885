"""Months of progress as plain values: short enough to be drawn, explained in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from upperback.export.body_map import body_map
from upperback.export.muscle_map import OVER_TIME, muscles_svg
from upperback.services.progress import ExerciseProgress, Progress
from upperback.training.balance import Balance, MuscleLoad, PersonalBest
from upperback.training.change_words import change_words
from upperback.training.condense import (
    Point,
    condensed_pain,
    condensed_points,
    condensed_work,
    drawn_results,
    months_of_days,
)
from upperback.training.habit import Habit, KeptDay
from upperback.training.noise import change_between
from upperback.training.series import TestSeries, WeekOfPain, WeekOfWork
from upperback.web.documents import Document
from upperback.web.programme_documents import Titles, decision_document

# The calendar shows a year of days; what is older is shown by the month.
_CALENDAR = timedelta(days=370)
_DECISIONS = 30
_STRETCHED = " (stretched)"


def progress_document(progress: Progress, titles: Titles, *, today: date) -> Document:
    """Return what the progress page shows."""
    step, pain = condensed_pain(progress.pain)
    return {
        "today": today.isoformat(),
        "headline": progress.headline,
        "habit": habit_document(progress.habit, today),
        "tests": [_test(each, titles) for each in progress.tests],
        "standing": [_test(each, titles) for each in progress.standing],
        "exercises": [_exercise(each) for each in progress.exercises],
        "pain": {"step": step, "weeks": [_pain(each) for each in pain]},
        "bests": [_best(each, titles) for each in progress.bests],
        "balances": [_balance(each, titles) for each in progress.balances],
        "muscles": [
            {"muscle": e.muscle, "reps": round(e.reps, 1), "strength": round(e.strength, 3)}
            for e in progress.muscles
        ],
        "muscle_map": muscle_map(progress.muscles),
        "decisions": [decision_document(e, titles) for e in progress.decisions[:_DECISIONS]],
    }


def habit_document(habit: Habit, today: date) -> Document:
    """Return how the habit goes: a year of days, everything by the month."""
    recent = [kept for kept in habit.days if kept.day > today - _CALENDAR]
    return {
        "goal": habit.goal,
        "this_week": habit.this_week,
        "weeks_with_goal": habit.weeks_with_goal,
        "weeks_active": habit.weeks_active,
        "weeks_going": habit.weeks_going,
        "n_days": len(habit.days),
        "first_day": habit.days[0].day.isoformat() if habit.days else None,
        "days": [_kept(kept) for kept in recent],
        "months": [
            {
                "month": each.month.isoformat(),
                "days": each.n_days,
                "minutes": round(each.minutes),
                "reps": each.n_reps,
            }
            for each in months_of_days(habit.days)
        ],
    }


def _kept(kept: KeptDay) -> Document:
    return {
        "day": kept.day.isoformat(),
        "reps": kept.n_reps,
        "minutes": round(kept.minutes, 1),
        "exercises": list(kept.exercises),
    }


def muscle_map(muscles: Sequence[MuscleLoad]) -> str:
    """Draw the muscles of the last seven days; names that are not on the map are left out."""
    return _drawn_muscles(tuple((each.muscle, round(each.strength, 2)) for each in muscles))


@lru_cache(maxsize=16)
def _drawn_muscles(strengths: tuple[tuple[str, float], ...]) -> str:
    known = {
        name: strength
        for name, strength in strengths
        if body_map().regions_of(name.removesuffix(_STRETCHED))
    }
    return muscles_svg(known, title="Muscles of the last seven days", legend=OVER_TIME)


def _test(series: TestSeries, titles: Titles) -> Document:
    step, points = condensed_points(drawn_results(series))
    change, noise, best = series.change, series.noise, series.best
    return {
        "exercise": series.exercise,
        "title": titles.get(series.exercise, series.exercise),
        "label": series.label,
        "side": series.side,
        "unit": series.unit,
        "step": step,
        "points": [_point(each, series) for each in points],
        "start": _rounded(series.start),
        "now": _rounded(series.now),
        "noise": {"real_change": _rounded(noise.real_change), "is_own": noise.is_own},
        "change": None
        if change is None
        else {"kind": change.kind, "difference": _rounded(change.difference)},
        "best": None
        if best is None
        else {"value": _rounded(best.value), "day": best.day.isoformat()},
        "says": change_words(series),
    }


def _point(point: Point, series: TestSeries) -> Document:
    kind = "within_noise"
    if series.start is not None:
        kind = change_between(series.start, point.value, series.noise).kind
    return {
        "day": point.day.isoformat(),
        "value": _rounded(point.value),
        "lowest": _rounded(point.lowest),
        "highest": _rounded(point.highest),
        "error": _rounded(point.error),
        "n": point.n,
        "is_baseline": point.is_baseline,
        "kind": kind,
    }


def _exercise(exercise: ExerciseProgress) -> Document:
    step, weeks = condensed_work(exercise.weeks)
    return {
        "exercise": exercise.exercise,
        "title": exercise.title,
        "step": step,
        "weeks": [_work(week) for week in weeks],
    }


def _work(week: WeekOfWork) -> Document:
    return {
        "day": week.monday.isoformat(),
        "days": week.n_days,
        "sets": week.n_sets,
        "reps": week.n_reps,
        "clean": _rounded(week.clean_share),
        "score": _rounded(week.score),
        "volume_kg": _rounded(week.volume_kg),
        "band": week.top_band_step,
        "mass_kg": week.top_mass_kg,
        "best_set": week.best_set_reps,
        "minutes": _rounded(week.minutes),
    }


def _pain(week: WeekOfPain) -> Document:
    return {
        "day": week.monday.isoformat(),
        "mean": _rounded(week.mean),
        "highest": week.highest,
        "days": week.n_days,
    }


def _best(best: PersonalBest, titles: Titles) -> Document:
    return {
        "exercise": best.exercise,
        "title": titles.get(best.exercise, best.exercise),
        "label": best.label,
        "value": _rounded(best.value),
        "unit": best.unit,
        "day": best.day.isoformat(),
    }


def _balance(balance: Balance, titles: Titles) -> Document:
    return {
        "exercise": balance.exercise,
        "title": titles.get(balance.exercise, balance.exercise),
        "label": balance.label,
        "unit": balance.unit,
        "left": _rounded(balance.left),
        "right": _rounded(balance.right),
        "share": _rounded(balance.share),
        "is_notable": balance.is_notable,
        "says": balance.says,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
