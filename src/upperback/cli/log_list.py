"""`upperback log`: the last sessions, and forgetting one of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rich.console import Console
from rich.text import Text

from upperback.cli.options import is_agreed, say_place
from upperback.cli.terminal import SHORT_ID, console, dim, plain_table, set_words, time_words
from upperback.cli.values import wrong
from upperback.errors import UnknownRecordError
from upperback.training.baseline import STANDING, is_only_looks
from upperback.training.profile import Profile
from upperback.training.records import LoggedSet, TrainingSession
from upperback.wiring import wall_clock
from upperback.wiring.journal import Training, open_training

# Where an id is looked for, the latest first: few reps are read for what was just logged.
_SPANS = (timedelta(days=7), timedelta(days=90), None)
_LEAST_ID = 4
_SOURCES = {"camera": "camera", "taps": "by hand", "import": "imported"}


def show_log(place: str | None, *, n_sessions: int, verbose: bool) -> None:
    """Print the last sessions, the newest first."""
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        now, out = wall_clock(), console()
        found = _latest(training, now.date(), n_sessions)
        if not found:
            out.print(Text("Nothing is logged yet."))
            out.print(Text("What to do today: upperback today"))
            out.print(Text("Log what you did: upperback log cat_cow --reps 8"))
            return
        titles, profile = training.titles(), training.planning.profile()
        for session in found:
            _print_session(out, session, titles, profile, now)
        out.print(dim("Forget a set or a session: upperback log --remove ID"))


def _latest(
    training: Training, today: date, wanted: int, *, with_looks: bool = True
) -> list[TrainingSession]:
    """Return the last sessions, newest first; without looks, which are no training, if asked."""
    found: list[TrainingSession] = []
    for span in _SPANS:
        since = None if span is None else today - span
        sessions = training.journal.sessions(since=since)
        found = [each for each in sessions if with_looks or not is_only_looks(each)][-wanted:]
        if len(found) >= wanted:
            break
    return found[::-1]


def _print_session(
    out: Console,
    session: TrainingSession,
    titles: dict[str, str],
    profile: Profile,
    now: datetime,
) -> None:
    head = Text(time_words(session.started_at, now), style="bold")
    head.append(f"  {session.id[:SHORT_ID]}", style="dim")
    if session.ended_at is None:
        head.append("  not ended", style="yellow")
    if session.note:
        head.append(f"  {session.note}", style="dim")
    out.print(head)
    table = plain_table("", "", "", "", "", "")
    table.show_header = False
    for logged in session.sets:
        table.add_row(*_cells(logged, titles, profile))
    out.print(table if session.sets else dim("  no sets"))
    out.print()


def _cells(logged: LoggedSet, titles: dict[str, str], profile: Profile) -> list[Text]:
    side = "" if logged.side == "both" else f", {logged.side}"
    n_reps = logged.n_counted
    clean = f"{logged.n_clean} clean" if logged.source == "camera" and n_reps else ""
    return [
        Text(f"  {logged.id[:SHORT_ID]}", style="dim"),
        Text(titles.get(logged.exercise, logged.exercise) + side),
        Text("" if logged.exercise == STANDING else f"{n_reps} rep{'' if n_reps == 1 else 's'}"),
        Text(clean),
        Text(set_words(logged, profile)),
        Text(" ".join(filter(None, (_SOURCES[logged.source], logged.note))), style="dim"),
    ]


def remove(place: str | None, ids: list[str], *, yes: bool, verbose: bool) -> None:
    """Forget sets or sessions by their ids, or the beginning of one."""
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        found = [_found(training, each) for each in ids]
        now, titles, out = wall_clock(), training.titles(), console()
        for record in found:
            what = _what(record, titles, now)
            if not is_agreed(f"Forget {what}?", yes=yes):
                out.print(Text("Kept."))
                continue
            _forget(training, record)
            out.print(Text(f"Forgotten: {what}."))


def _forget(training: Training, record: TrainingSession | LoggedSet) -> None:
    """Remove a record; a session without sets that was told by hand goes with its last set."""
    if isinstance(record, TrainingSession):
        training.journal.remove_session(record.id)
        return
    with training.journal.all_at_once():
        day = record.started_at.date()
        beside = training.journal.sessions(since=day - timedelta(days=1), until=day)
        only = [
            session.id for session in beside if [each.id for each in session.sets] == [record.id]
        ]
        training.journal.remove_set(record.id)
        for session_id in only:
            training.journal.remove_session(session_id)


def _what(record: TrainingSession | LoggedSet, titles: dict[str, str], now: datetime) -> str:
    when = time_words(record.started_at, now)
    if isinstance(record, TrainingSession):
        n_sets = len(record.sets)
        return f"the session of {when} with {n_sets} set{'' if n_sets == 1 else 's'}"
    title = titles.get(record.exercise, record.exercise)
    if record.exercise == STANDING:
        return f"the look {title!r} of {when}"
    n_reps = record.n_counted
    return f"the set of {title} of {when} with {n_reps} rep{'' if n_reps == 1 else 's'}"


def _found(
    training: Training, wanted: str, *, option: str = "--remove"
) -> TrainingSession | LoggedSet:
    """Return the session or set whose id begins like this."""
    said = wanted.strip().casefold()
    if len(said) >= _LEAST_ID:
        for matches in _matches(training, said):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise UnknownRecordError(
                    f"{option}: more than one id begins with {said!r}; give more of it"
                )
    raise UnknownRecordError(
        f"{option}: the journal has no session or set {wanted!r}; 'upperback log' lists them"
    )


def _matches(training: Training, said: str) -> Iterator[list[TrainingSession | LoggedSet]]:
    today = wall_clock().date()
    for span in _SPANS:
        since = None if span is None else today - span
        found: list[TrainingSession | LoggedSet] = []
        for session in training.journal.sessions(since=since):
            records: list[TrainingSession | LoggedSet] = [session, *session.sets]
            found += [each for each in records if each.id.casefold().startswith(said)]
        yield found


def newest(training: Training, *, with_looks: bool = True) -> TrainingSession | None:
    """Return the last session; ``with_looks`` also one that only looked at standing."""
    found = _latest(training, wall_clock().date(), 1, with_looks=with_looks)
    return found[0] if found else None


def session_like(training: Training, wanted: str, *, option: str) -> TrainingSession:
    """Return the session whose id begins like this."""
    record = _found(training, wanted, option=option)
    if isinstance(record, TrainingSession):
        return record
    raise wrong(option, "the id of a session, which stands beside its day", f"a set, {wanted}")
