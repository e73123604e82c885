"""`upperback progress`: months of training on the terminal."""

from collections.abc import Callable, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from upperback.cli.sparkline import bar, heat_legend, heat_rows, sparkline, thinned
from upperback.cli.terminal import console, day_words, dim, plain_table
from upperback.export.wording import quantity
from upperback.services.progress import Progress
from upperback.training.balance import MuscleLoad
from upperback.training.profile import Profile
from upperback.training.records import Load
from upperback.training.series import TestSeries, WeekOfPain, WeekOfWork

_WEEKS = 26
_FEW_WEEKS = 8
_SHOWN = 5
_BEGUN = 2
_CHANGES = {
    "better": ("a real change", "green"),
    "worse": ("a real change, less", "yellow"),
    "within_noise": ("within the noise", "dim"),
}


def print_progress(
    progress: Progress, profile: Profile, today: date, *, exercise: str | None
) -> None:
    """Print the sentence, then section by section what there is."""
    out = console()
    out.print(Text(progress.headline, style="bold"))
    if exercise is None and progress.habit.days:
        _print_habit(out, progress, today)
    pain = [week for week in progress.pain if week.mean is not None]
    says = [Text(each.says) for each in progress.balances]
    muscles = progress.muscles if exercise is None else ()
    sections: tuple[tuple[str, bool, Callable[[], RenderableType]], ...] = (
        ("Mobility and endurance", bool(progress.tests), lambda: _tests(progress.tests)),
        ("Standing relaxed", bool(progress.standing), lambda: _tests(progress.standing)),
        ("Form, volume and load", bool(progress.exercises), lambda: _work(progress, profile)),
        ("Pain", bool(pain) and exercise is None, lambda: _pain(progress.pain)),
        ("Left and right", bool(says), lambda: Group(*says)),
        ("Personal bests", bool(progress.bests), lambda: _bests(progress, profile, today)),
        ("Muscles of the last seven days", bool(muscles), lambda: _muscles(muscles)),
        ("Decided lately", bool(progress.decisions), lambda: _decisions(progress, today)),
    )
    for title, is_there, content in sections:
        if is_there:
            _section(out, title, content())


def print_beginning(sentence: str) -> None:
    """Print what comes first, where there is no training yet."""
    out = console()
    out.print(Text(sentence, style="bold"))
    out.print(Text("What to do today: upperback today"))
    out.print(Text("Train with the camera: upperback coach"))
    out.print(Text("Log what you did: upperback log cat_cow --reps 8"))


def _section(out: Console, title: str, *content: RenderableType) -> None:
    out.print()
    out.print(Text(title, style="bold"))
    out.print(Padding(Group(*content), (0, 0, 0, 2)))


def _print_habit(out: Console, progress: Progress, today: date) -> None:
    habit = progress.habit
    weeks_since = (today - habit.days[0].day).days // 7 + _BEGUN if habit.days else 0
    rows = heat_rows(habit.days, today, n_weeks=min(_WEEKS, max(_FEW_WEEKS, weeks_since)))
    this_week = f"{_count(habit.this_week, 'day')} this week, the goal is {habit.goal}."
    reached = f"{_count(len(habit.days), 'day')} in all; the goal was reached in "
    lines = [*(Text(row, no_wrap=True) for row in rows), dim(heat_legend())]
    says = Text(f"{this_week} {reached}{_count(habit.weeks_with_goal, 'week')}.")
    _section(out, "Kept days", *lines, says)


def _tests(tests: Sequence[TestSeries]) -> RenderableType:
    table = plain_table("", ">Start", ">Now", ">Change", ">Noise", "", "")
    for each in tests:
        side = "" if each.side == "both" else f", {each.side}"
        table.add_row(
            Text(each.label + side),
            _number(each.start, each.unit),
            _number(each.now, each.unit),
            *_change(each),
            sparkline(thinned([point.value for point in each.points])),
        )
    if all(each.noise.is_own for each in tests):
        return table
    return Group(table, dim("~ is a usual noise; two baseline days show your own."))


def _change(series: TestSeries) -> list[Text]:
    """Return the change, the noise band and what that means."""
    sign = "\N{PLUS-MINUS SIGN}" if series.noise.is_own else "~"
    noise = Text(f"{sign}{_number(series.noise.real_change, series.unit)}")
    if series.change is None:
        return [Text("-"), noise, dim("too early to say")]
    words, style = _CHANGES[series.change.kind]
    plus = "+" if series.change.difference > 0 else ""
    said = f"{plus}{_number(series.change.difference, series.unit)}"
    return [Text(said), noise, Text(words, style=style)]


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if unit == "reps" else quantity(value, unit)


def _work(progress: Progress, profile: Profile) -> Table:
    table = plain_table("", ">Sets", ">Reps", "", ">Clean", "", "Load")
    for each in progress.exercises:
        last = each.weeks[-1]
        table.add_row(
            Text(each.title),
            str(last.n_sets),
            str(last.n_reps),
            sparkline([week.n_reps for week in each.weeks], most=12, low=0.0),
            "-" if last.score is None or last.clean_share is None else f"{last.clean_share:.0%}",
            sparkline([_clean(week) for week in each.weeks], most=12, low=0.0),
            _load(last, profile),
        )
    table.caption = "Numbers of the last week with it"
    table.caption_justify = "left"
    return table


def _clean(week: WeekOfWork) -> float | None:
    """Return the share of clean reps; None where nobody watched."""
    return None if week.score is None else week.clean_share


def _load(week: WeekOfWork, profile: Profile) -> str:
    if week.top_mass_kg is not None:
        return f"{week.top_mass_kg:g} kg"
    if week.top_band_step is not None:
        return profile.says_load(Load(kind="band", band_step=week.top_band_step))
    return "-"


def _pain(weeks: Sequence[WeekOfPain]) -> Table:
    table = plain_table("", ">Last week", ">Before", "")
    table.show_header = False
    means = [week.mean for week in weeks]
    stated = [mean for mean in means if mean is not None]
    table.add_row("Mean of a week, 0 to 10", f"{stated[-1]:.1f}", "", sparkline(means, low=0.0))
    highest = [week.highest for week in weeks]
    known = [value for value in highest if value is not None]
    table.add_row("Highest", str(known[-1]), "", sparkline(highest, low=0.0))
    table.add_row(
        "Days trained", str(weeks[-1].n_days), "", sparkline([w.n_days for w in weeks], low=0.0)
    )
    return table


def _bests(progress: Progress, profile: Profile, today: date) -> Table:
    table = Table.grid(padding=(0, 2))
    for each in progress.bests:
        value = _number(each.value, each.unit)
        if each.unit == "band":
            value = profile.says_load(Load(kind="band", band_step=int(each.value)))
        table.add_row(Text(each.label), Text(value), dim(day_words(each.day, today)))
    return table


def _muscles(muscles: Sequence[MuscleLoad]) -> Table:
    table = Table.grid(padding=(0, 2))
    for each in muscles:
        table.add_row(Text(each.muscle), Text(bar(each.strength)), Text(f"{each.reps:.0f}"))
    return table


def _decisions(progress: Progress, today: date) -> Table:
    table = Table.grid(padding=(0, 2))
    for each in progress.decisions[:_SHOWN]:
        table.add_row(dim(day_words(each.at.date(), today)), Text(each.reason))
    return table


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
