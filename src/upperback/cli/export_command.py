"""`upperback export`: the journal, a session, or a recording, in the words of other programs."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from rich.text import Text

from upperback.cli.files import written
from upperback.cli.log_list import newest, session_like
from upperback.cli.options import say_place
from upperback.cli.plan_command import calendar_plan
from upperback.cli.progress import entry_progress
from upperback.cli.terminal import console, dim
from upperback.cli.values import wrong
from upperback.errors import UnknownRecordError, UpperbackError
from upperback.training.records import TrainingSession
from upperback.wiring import wall_clock
from upperback.wiring.exchange import (
    AngleFormat,
    JournalFormat,
    write_angles,
    write_calendar,
    write_journal,
    write_session_fit,
)
from upperback.wiring.journal import Training, open_training

STDOUT = Path("-")
_ENDINGS = {"json": "jsonl", "ics": "ics", "csv": "zip", "fhir": "fhir.json", "fit": "fit"}
_OF_JOURNAL = ("json", "csv", "fhir")
_OF_RECORDINGS = ("mot", "trc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was typed; None where it was not."""

    to: str
    recording: Path | None
    output: Path | None
    session: str | None
    last: bool
    tracks: bool


def export(place: str | None, words: Words, *, verbose: bool) -> None:
    """Write one file and say what is in it."""
    if words.to in _OF_RECORDINGS:
        _export_recording(words)
        return
    if words.recording is not None:
        raise wrong("RECORDING", "it with --to mot or --to trc only", words.recording)
    with open_training(place, must_exist=True) as training:
        say_place(training.place, verbose=verbose)
        if words.to == "ics":
            _export_plan(training, words)
            return
        only = _session(training, words)
        file = words.output or Path(_name(words, only))
        if words.to == "fit" and only is not None:
            _export_fit(only, file)
            return
        _check_not_empty(training, only)
        with _opened(file) as target, entry_progress("exporting") as progress:
            kind = cast("JournalFormat", words.to)
            n_entries = write_journal(
                training, target, kind, only=only, with_tracks=words.tracks, progress=progress
            )
        many = "entry" if n_entries == 1 else "entries"
        _say(f"Export: {file} ({n_entries} {many})", file)


def _session(training: Training, words: Words) -> TrainingSession | None:
    if words.session is not None:
        return session_like(training, words.session, option="--session")
    if words.last or words.to == "fit":
        found = newest(training, with_looks=False)
        if found is None:
            raise UnknownRecordError("the journal has no session yet; nothing was written")
        return found
    return None


def _check_not_empty(training: Training, only: TrainingSession | None) -> None:
    journal = training.journal
    holds = only or journal.documents() or journal.pain_entries() or newest(training)
    if not holds:
        raise UnknownRecordError("the journal is empty; nothing was written")


def _name(words: Words, only: TrainingSession | None) -> str:
    day = wall_clock().date() if only is None else only.started_at.date()
    return f"upperback-{day.isoformat()}.{_ENDINGS[words.to]}"


def _export_fit(only: TrainingSession, file: Path) -> None:
    with _opened(file) as target:
        write_session_fit(only, target)
    _say(f"Export: {file} (session of {only.started_at:%Y-%m-%d %H:%M})", file)


def _export_plan(training: Training, words: Words) -> None:
    if words.session is not None or words.last:
        raise UpperbackError(
            "--to ics: it writes the plan; a session is over, and has no place in it"
        )
    file = words.output or Path(_name(words, None))
    plan = calendar_plan(training, alarm_min=10)
    with _opened(file) as target:
        write_calendar(training, plan, target)
    _say(f"Export: {file}", file)


def _export_recording(words: Words) -> None:
    if words.recording is None:
        raise wrong(f"--to {words.to}", "a recording, such as row.npz", None)
    if words.session is not None or words.last:
        raise UpperbackError(f"--to {words.to}: expected a recording, not a session of the journal")
    file = words.output or words.recording.with_suffix(f".{words.to}")
    with _opened(file) as target:
        left_out = write_angles(words.recording, target, cast("AngleFormat", words.to))
    _say(f"Export: {file}", file)
    _say_left_out(left_out, file)


def _say_left_out(left_out: Mapping[str, str], file: Path) -> None:
    by_reason: dict[str, list[str]] = {}
    for name, reason in left_out.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        if file != STDOUT:
            console().print(dim(f"Left out, {reason}: {', '.join(names)}"))


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open the file to write; "-" is stdout."""
    if file != STDOUT:
        with written(file) as target:
            yield target
        return
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _say(text: str, file: Path) -> None:
    if file != STDOUT:
        # soft_wrap: a path that is broken over lines cannot be copied.
        console().print(Text(text), soft_wrap=True)
