"""`upperback log VIDEO`: what a video or a recording shows, written into the journal."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from upperback.cli.log_told import usual_load
from upperback.cli.options import is_agreed, say_place
from upperback.cli.progress import frame_progress
from upperback.cli.terminal import SHORT_ID, console, dim, time_words
from upperback.cli.values import load_of, moment_of
from upperback.errors import UnknownRecordError, VideoNotReadableError
from upperback.services.analysis import Analysis
from upperback.services.analysis_log import Filmed, session_id_of, session_of_analysis
from upperback.training.records import Load, TrainingSession
from upperback.wiring import AUTO, Outputs, analyze, wall_clock
from upperback.wiring.journal import Training, open_training
from upperback.wiring.tracks import track_of

_READ = 1 << 20


def looks_like_a_file(text: str) -> bool:
    """Whether a word is a file and not an exercise: names of exercises have no dot or slash."""
    return "." in text or "/" in text or "\\" in text


def log_video(
    place: str | None, video: Path, *, load: str | None, at: str | None, yes: bool, verbose: bool
) -> None:
    """Analyse a video and write its sets into the journal."""
    with open_training(place) as training:
        say_place(training.place, verbose=verbose)
        out, now = console(), wall_clock()
        key = _fingerprint(video)
        if (known := _known(training, key)) is not None:
            when = time_words(known.started_at, now)
            said = f"{video} is in the journal already, as the session of {when}."
            out.print(Text(said), soft_wrap=True)
            out.print(dim(f"Forget it: upperback log --remove {known.id[:SHORT_ID]}"))
            return
        with TemporaryDirectory() as folder:
            keeps = training.planning.profile().keeps_tracks
            recording = Path(folder) / "recording.npz" if keeps else None
            with frame_progress(video.name) as progress:
                outputs = Outputs(recording=recording)
                analysis = analyze(video, exercise=AUTO, progress=progress, outputs=outputs)
            if not analysis.sets:
                out.print(Text(f"Nothing to log: {analysis.reason}."))
                return
            filmed = Filmed(
                key=key,
                began_at=_began_at(video, analysis, at, now),
                loads=_loads(training, analysis, load, now),
            )
            session = session_of_analysis(analysis, training.exercises, filmed)
            _print(out, session, training, now)
            _write_if_agreed(out, training, session, recording, yes=yes)


def _write_if_agreed(
    out: Console,
    training: Training,
    session: TrainingSession,
    recording: Path | None,
    *,
    yes: bool,
) -> None:
    if not is_agreed("Write this into the journal?", yes=yes):
        out.print(Text("Not written."))
        return
    _write(training, session, recording)
    out.print(dim(f"Logged. Undo: upperback log --remove {session.id[:SHORT_ID]}"))


def _write(training: Training, session: TrainingSession, recording: Path | None) -> None:
    """Write the session and, where they are kept, the landmarks of its sets."""
    tracks: dict[str, bytes] = {}
    for logged in session.sets:
        if recording is not None and logged.ended_at is not None:
            start_s, end_s = (
                (moment - session.started_at).total_seconds()
                for moment in (logged.started_at, logged.ended_at)
            )
            tracks[logged.id] = track_of(recording, start_s=start_s, end_s=end_s)
    with training.journal.all_at_once():
        training.journal.put_session(session)
        for set_id, track in tracks.items():
            training.journal.keep_track(set_id, track)


def _known(training: Training, key: str) -> TrainingSession | None:
    try:
        return training.journal.session(session_id_of(key))
    except UnknownRecordError:
        return None


def _fingerprint(video: Path) -> str:
    """Return what names the content of a file: a copy under another name is the same film."""
    digest = hashlib.sha256()
    try:
        with video.open("rb") as file:
            while part := file.read(_READ):
                digest.update(part)
    except OSError as error:
        raise VideoNotReadableError(
            f"{video}: expected a video or a recording, cannot read it ({error.strerror})"
        ) from error
    return digest.hexdigest()


def _began_at(video: Path, analysis: Analysis, at: str | None, now: datetime) -> datetime:
    """Return when the film began: as said, or its file's time, which is that of its end."""
    if at is not None:
        return moment_of(at, now)
    written = datetime.fromtimestamp(video.stat().st_mtime).astimezone()
    return min(written, now) - timedelta(seconds=analysis.source.duration_s)


def _loads(
    training: Training, analysis: Analysis, said: str | None, now: datetime
) -> dict[str, Load]:
    names = {report.exercise for report in analysis.sets}
    loads = {name: usual_load(name, training, now) for name in names}
    if said is not None:
        load = load_of(said, training.planning.profile())
        kinds = {each.name: each.load for each in training.planning.routine}
        fits = {name for name in names if load.kind in ("none", kinds.get(name))}
        loads |= dict.fromkeys(fits, load)
    return loads


def _print(out: Console, session: TrainingSession, training: Training, now: datetime) -> None:
    profile, titles = training.planning.profile(), training.titles()
    out.print(Text(f"Filmed {time_words(session.started_at, now)} (--at says otherwise)"))
    for logged in session.sets:
        side = "" if logged.side == "both" else f", {logged.side}"
        load = f" with {profile.says_load(logged.load)}" if logged.load.kind != "none" else ""
        said = f"{logged.n_counted} reps, {logged.n_clean} clean"
        out.print(Text(f"  {titles[logged.exercise]}{side}: {said}{load}"))
