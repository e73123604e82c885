"""Files out of the journal and into it: which writer or reader for which kind."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

from upperback.errors import ExportError, ImportFileError
from upperback.services.exporting import JournalEntry, journal_entries
from upperback.services.importing import FoundEntry, ImportCounts, check_entries, import_entries
from upperback.training.records import TrainingSession
from upperback.wiring.analysis import open_source
from upperback.wiring.clock import wall_clock
from upperback.wiring.journal import Training

JournalFormat = Literal["json", "csv", "fhir"]
AngleFormat = Literal["mot", "trc"]
_ZIP_BEGINS = b"PK"
_OURS_BEGINS = b'{"schema"'
OnEntry = Callable[[int], None]
"""Called with the number of entries done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What to read, and what the file does not say.

    Attributes
    ----------
    app
        "json", "csv", "hevy", "strong", "liftosaur", or "auto" to tell by its content.
    meanings
        Name of an exercise in another app to one of ours, see `exchange.app_import`.
    weight_unit
        "kg" or "lb" where the file has none.
    """

    file: Path
    app: str = "auto"
    meanings: Mapping[str, str]
    zone: ZoneInfo
    weight_unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file held: all of it, what of it was new, and what was not taken over."""

    app: str
    counts: ImportCounts
    n_new_sessions: int
    unknown: Mapping[str, int]
    left_out: Mapping[str, int]


def write_journal(
    training: Training,
    file: BinaryIO,
    kind: JournalFormat,
    *,
    only: TrainingSession | None = None,
    with_tracks: bool = False,
    progress: OnEntry = lambda _: None,
) -> int:
    """Write the journal, or one session of it, as a stream; return the number of entries."""
    entries = [only] if only else journal_entries(training.journal, with_tracks=with_tracks)
    counted = _Counted(entries, progress)
    if kind == "csv":
        from upperback.exchange.journal_csv import write_csv_zip

        write_csv_zip(counted, file)
        return counted.n_done
    for line in _lines(training, counted, kind):
        file.write(line.encode())
    return counted.n_done


def write_session_fit(session: TrainingSession, file: BinaryIO) -> None:
    """Write a session as a Garmin FIT file."""
    from upperback.exchange.fit_file import fit_file

    file.write(fit_file(session))


def write_angles(recording: Path, file: BinaryIO, kind: AngleFormat) -> Mapping[str, str]:
    """Write joint angles or markers of a recording for OpenSim; return what is left out, and why.

    A recording is read twice; a video would be watched twice, so it is refused.
    """
    from upperback.estimators import is_recording
    from upperback.exchange.joint_angles import joint_angles
    from upperback.exchange.opensim import marker_table, mot_lines, trc_lines

    if not is_recording(recording):
        raise ExportError(
            f"{recording}: expected a recording (.npz); make one with: "
            f"upperback pose {recording} -o {recording.stem}.npz"
        )

    if kind == "trc":
        markers = marker_table(pose for pose, _ in open_source(recording).poses())
        _write_lines(file, trc_lines(markers, name=f"{recording.stem}.trc"))
        return markers.left_out
    angles = joint_angles(lambda: (pose for pose, _ in open_source(recording).poses()))
    _write_lines(file, mot_lines(angles, name=recording.stem))
    return angles.left_out


def write_calendar(training: Training, plan: "CalendarPlan", file: BinaryIO) -> None:
    """Write the weekly training as an iCalendar file with alarms."""
    from upperback.exchange.calendar_ics import CalendarOptions, WeeklyTraining, training_calendar

    profile = training.planning.profile()
    now = wall_clock()
    weekly = WeeklyTraining(
        key="training",
        title="Upper back training",
        weekdays=frozenset(plan.weekdays),
        at=plan.at,
        zone=plan.zone,
        starts_on=plan.starts_on or now.date(),
        duration_min=profile.minutes,
        details="What is due today: upperback today",
    )
    options = CalendarOptions(
        calendar_id=training.person_id(),
        stamped_at=now,
        sequence=plan.sequence,
        anchor=profile.anchor,
        alarms_min=plan.alarms_min,
    )
    file.write(training_calendar([weekly], options))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPlan:
    """On which weekdays (0 for Monday), when, and how long before to be reminded."""

    weekdays: Sequence[int]
    at: time
    zone: ZoneInfo
    sequence: int = 0
    starts_on: date | None = None
    alarms_min: tuple[int, ...] = (10,)


def import_file(
    training: Training, order: ImportOrder, *, dry_run: bool, progress: OnEntry = lambda _: None
) -> Imported:
    """Check a file, then write all of it, or with ``dry_run`` nothing."""
    with ExitStack() as stack:
        app, read, unknown, left_out = _reader(order, training, stack)
        known = _Known(training)

        def watched() -> Iterator[FoundEntry]:
            for n_done, found in enumerate(read(), start=1):
                known.look_at(found)
                progress(n_done)
                yield found

        counts = check_entries(watched())
        if not dry_run:
            counts = import_entries(training.journal, read)
    return Imported(
        app=app,
        counts=counts,
        n_new_sessions=known.n_new,
        unknown=unknown,
        left_out=left_out,
    )


class _Known:
    """Counts the sessions that the journal has not yet."""

    def __init__(self, training: Training) -> None:
        self._ids = {session.id for session in training.journal.sessions()}
        self.n_new = 0

    def look_at(self, found: FoundEntry) -> None:
        if isinstance(found.entry, TrainingSession) and found.entry.id not in self._ids:
            self.n_new += 1


class _Counted:
    """Entries that are counted as they go by."""

    def __init__(self, entries: Iterable[JournalEntry], progress: OnEntry) -> None:
        self._entries = entries
        self._progress = progress
        self.n_done = 0

    def __iter__(self) -> Iterator[JournalEntry]:
        for entry in self._entries:
            self.n_done += 1
            self._progress(self.n_done)
            yield entry


def _lines(training: Training, entries: Iterable[JournalEntry], kind: str) -> Iterator[str]:
    if kind == "fhir":
        from upperback.exchange.fhir_bundle import fhir_bundle

        return fhir_bundle(entries, person_id=training.person_id(), stamped_at=wall_clock())
    from upperback.exchange.journal_json import journal_lines

    return journal_lines(entries)


def _write_lines(file: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        file.write(line.encode())


_Reading = tuple[str, Callable[[], Iterable[FoundEntry]], Mapping[str, int], Mapping[str, int]]


def _reader(order: ImportOrder, training: Training, stack: ExitStack) -> _Reading:
    """Return what the file is, how to read it, and what of it is not taken over."""
    from upperback.exchange.journal_csv import read_csv_folder, read_csv_zip
    from upperback.exchange.journal_json import read_journal

    if order.file.is_dir():
        return "csv", lambda: read_csv_folder(order.file), {}, {}
    try:
        file = stack.enter_context(order.file.open("rb"))
    except OSError as error:
        raise ImportFileError(f"{order.file}: cannot be read ({error.strerror})") from error
    app = _told_by_content(file) if order.app == "auto" else order.app
    if app == "json":
        return app, lambda: read_journal(file), {}, {}
    if app == "csv" and zipfile.is_zipfile(file):
        return app, lambda: read_csv_zip(file), {}, {}
    if app == "csv" and order.app == "csv":
        raise ImportFileError(f"{order.file}: expected the zip or the folder that export made")
    return _app_reader(order, training, file)


def _app_reader(order: ImportOrder, training: Training, file: BinaryIO) -> _Reading:
    from upperback.exchange.app_formats import AppOptions
    from upperback.exchange.app_import import exercise_names, read_app_csv

    names = exercise_names(order.meanings, training.exercises)
    options = AppOptions(zone=order.zone, weight_unit=order.weight_unit)
    file.seek(0)
    found = read_app_csv(file, names, options)
    if order.app not in ("auto", found.app):
        raise ImportFileError(
            f"{order.file}: expected a file of {order.app.capitalize()}, "
            f"got one of {found.app.capitalize()}"
        )
    return found.app, lambda: found.found, found.unknown, found.left_out


def _told_by_content(file: BinaryIO) -> str:
    start = file.read(64).lstrip()
    file.seek(0)
    if start.startswith(_ZIP_BEGINS):
        return "csv"
    return "json" if start.startswith((_OURS_BEGINS, b"{")) else "app"
