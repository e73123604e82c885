"""`upperback regrade`: history by today's rules."""

from rich.console import Console
from rich.text import Text

from upperback.cli.options import say_place
from upperback.cli.progress import count_progress
from upperback.cli.terminal import SHORT_ID, console, dim, time_words
from upperback.export.wording import quantity
from upperback.services.regrade import Regraded
from upperback.training.records import LoggedMeasure
from upperback.wiring import wall_clock
from upperback.wiring.journal import open_training
from upperback.wiring.tracks import regrade_tracks


def regrade(place: str | None, *, write: bool, verbose: bool) -> None:
    """Score the sets whose tracks are kept, and print what changes."""
    out = console()
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        n_sets = len(training.journal.tracked_sets())
        if not n_sets:
            out.print(Text("No set has its landmarks kept, so there is nothing to score again."))
            out.print(dim("Keep them from now on: upperback start --keep-tracks"))
            return
        titles, n_changed, n_problems = training.titles(), 0, 0
        with count_progress("scoring", "sets") as progress:
            for n_done, each in enumerate(regrade_tracks(training, write=write), start=1):
                progress(n_done, n_sets)
                n_changed += each.is_changed
                n_problems += each.problem is not None
                if each.is_changed or each.problem is not None:
                    _print_set(out, each, titles.get(each.before.exercise, each.before.exercise))
        _print_sum(out, n_sets, n_changed, n_problems, write=write)


def _print_set(out: Console, found: Regraded, title: str) -> None:
    before = found.before
    when = time_words(before.started_at, wall_clock())
    side = "" if before.side == "both" else f", {before.side}"
    head = Text(f"{title}{side}, {when}", style="bold")
    head.append(f"  {before.id[:SHORT_ID]}", style="dim")
    out.print(head)
    if found.problem is not None:
        out.print(Text(f"  not scored: {found.problem}", style="yellow"))
    for line in [] if found.problem else _changes(found):
        out.print(Text(f"  {line}"))


def _changes(found: Regraded) -> list[str]:
    before, now = found.before, found.now
    lines = []
    if before.rules != now.rules:
        lines.append(f"rules: {before.rules} -> {now.rules}")
    if before.n_counted != now.n_counted:
        lines.append(f"reps: {before.n_counted} -> {now.n_counted}")
    if before.n_clean != now.n_clean:
        lines.append(f"clean reps: {before.n_clean} -> {now.n_clean}")
    lines += [f"{e.check}: {e.n_before} -> {e.n_now} times" for e in found.findings]
    values = [(each.name, _value(each.before), _value(each.now)) for each in found.measures]
    lines += [f"{name}: {old} -> {new}" for name, old, new in values if old != new]
    return lines or ["less than what is shown of the numbers"]


def _value(measure: LoggedMeasure | None) -> str:
    if measure is None:
        return "not measured"
    return f"{quantity(measure.value, measure.unit)} ± {quantity(measure.error, measure.unit)}"


def _print_sum(out: Console, n_sets: int, n_changed: int, n_problems: int, *, write: bool) -> None:
    does = "changed" if write else "would change"
    out.print(Text(f"{n_sets} scored again, {n_changed} {does}.", style="bold"))
    if n_problems:
        out.print(Text(f"{n_problems} could not be scored and stay as they are."))
    if n_changed and not write:
        out.print(dim("Nothing was written. To take it over: upperback regrade --write"))
