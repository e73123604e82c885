"""The one plain sentence on top of the progress page.

The most telling thing that is true: a real change first, then pain, work, habit. Nothing
is called a change that may be noise, and nobody is scolded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from upperback.training.habit import Habit
from upperback.training.series import TestSeries, WeekOfPain, WeekOfWork

# Weeks at both ends that are compared, and how many there must be in all [E].
_ENDS = 4
_LEAST_WEEKS = 8
# Pain trends below one point in ten are not worth a sentence [E].
_PAIN_POINT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the sentence may speak of.

    Attributes
    ----------
    tests
        Tests over time.
    work
        Title of an exercise to its weeks.
    pain
        Weeks of pain.
    habit
        How the habit goes.
    """

    tests: Sequence[TestSeries]
    work: Mapping[str, Sequence[WeekOfWork]]
    pain: Sequence[WeekOfPain]
    habit: Habit


def headline(story: Story) -> str:
    """Return one plain sentence, the first of ``_SENTENCES`` that has something to say.

    Examples
    --------
    >>> habit = Habit(
    ...     days=(), goal=3, this_week=0, weeks_with_goal=0, weeks_active=0, weeks_going=0
    ... )
    >>> headline(Story(tests=(), work={}, pain=(), habit=habit))
    'Your first session will appear here; two minutes are enough to begin.'
    """
    said = (sentence(story) for sentence in _SENTENCES)
    return next(each for each in said if each)


def _beginning(story: Story) -> str:
    if story.habit.days:
        return ""
    return "Your first session will appear here; two minutes are enough to begin."


def _real_change(story: Story) -> str:
    better = [each for each in story.tests if each.change and each.change.kind == "better"]
    if not better:
        return ""
    best = max(better, key=_in_bands)
    change = best.change
    gain = f"{change.difference:.0f}{_unit(best.unit)}" if change is not None else ""
    side = "" if best.side == "both" else f", {best.side}"
    return f"{best.label}{side}: {gain} more than at the start, a real change."


def _less_pain(story: Story) -> str:
    stated = [week.mean for week in story.pain if week.mean is not None]
    if len(stated) < _LEAST_WEEKS:
        return ""
    before, now = fmean(stated[:_ENDS]), fmean(stated[-_ENDS:])
    if before - now < _PAIN_POINT:
        return ""
    return f"Your pain is at {now:.1f} of 10 now; it was {before:.1f} when you began."


def _more_load(story: Story) -> str:
    for title, weeks in story.work.items():
        loads = [week.top_mass_kg or week.top_band_step for week in weeks]
        known = [load for load in loads if load is not None]
        if known and known[-1] > known[0]:
            kind = "kg" if weeks[-1].top_mass_kg else "band"
            before, now = f"{known[0]:g}", f"{known[-1]:g}"
            grown = f"{before} kg to {now} kg" if kind == "kg" else f"band {before} to band {now}"
            return f"{title}: from {grown} since you began."
    return ""


def _habit(story: Story) -> str:
    habit = story.habit
    if habit.weeks_going >= 2:
        return f"It has been going for {habit.weeks_going} weeks; habits take two to five months."
    days = f"{habit.this_week} day{'' if habit.this_week == 1 else 's'}"
    if habit.this_week:
        return f"{days} this week; your goal is {habit.goal}."
    return "Good to see you. Two minutes today keep it going."


_SENTENCES: tuple[Callable[[Story], str], ...] = (
    _beginning,
    _real_change,
    _less_pain,
    _more_load,
    _habit,
)


def _in_bands(series: TestSeries) -> float:
    """Size of a change in widths of its noise band: degrees and reps compare like that."""
    return series.change.difference / series.noise.real_change if series.change else 0.0


def _unit(unit: str) -> str:
    return "°" if unit == "deg" else f" {unit}".rstrip()
