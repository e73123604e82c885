"""The command line as a user meets it: called in this process, or in one of its own."""

import contextlib
import os
import pty
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from upperback.cli import main
from upperback.errors import ModelFileError
from upperback.estimators import RecordingWriter, find_model
from upperback.mannequin import Performance, RepPlan, perform

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "seated_row.mp4"
SWINGING = frozenset({"trunk_swing"})
# No command takes so long.
_PATIENCE_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def _quiet_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder and journal, no exercises of one's own, no colours, 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UPPERBACK_EXERCISES", str(tmp_path / "no-exercises-of-my-own"))
    monkeypatch.setenv("UPPERBACK_DATABASE", str(tmp_path / "data" / "journal.db"))
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("FORCE_COLOR", "TTY_COMPATIBLE", "UPPERBACK_POSE_MODEL"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a runner of the command line in this process: ``run("analyze", path)``."""

    def call(*arguments: str | Path) -> Said:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Said(code=int(left.value.code or 0), out=out, err=err)

    return call


@pytest.fixture
def run_apart() -> Run:
    """Return a runner of the command line in a process of its own."""

    def call(*arguments: str | Path, **environment: str) -> Said:
        done = subprocess.run(
            [Path(sys.executable).with_name("upperback"), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=os.environ | environment,
            timeout=_PATIENCE_S,
        )
        return Said(code=done.returncode, out=done.stdout, err=done.stderr)

    return call


def at_a_terminal(arguments: Sequence[str | Path], answers: Sequence[str] = ()) -> tuple[str, int]:
    """Run the command line in a terminal of its own and type answers."""
    terminal, end = pty.openpty()
    command = [str(Path(sys.executable).with_name("upperback")), *map(str, arguments)]
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end) as running:
        os.close(end)
        # A terminal has no end: a question without an answer would wait for ever.
        impatience = threading.Timer(_PATIENCE_S, running.kill)
        impatience.start()
        os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
        said = b""
        with contextlib.suppress(OSError):  # the other end is closed
            while part := os.read(terminal, 4096):
                said += part
        impatience.cancel()
    os.close(terminal)
    return said.decode(), running.returncode


def record(path: Path, reps: Sequence[RepPlan]) -> Path:
    """Save a recording of the mannequin rowing, seen from its left side."""
    performance = Performance(exercise="seated_row", reps=tuple(reps), silhouette=True)
    with RecordingWriter(path, model="mannequin") as writer:
        for frame in perform(performance).frames:
            writer.add(frame)
    return path


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of three rows, the second with a swinging trunk."""
    reps = (RepPlan(), RepPlan(faults=SWINGING), RepPlan())
    return record(tmp_path_factory.mktemp("recordings") / "row.npz", reps)


@pytest.fixture
def row(rows: Path, tmp_path: Path) -> Path:
    """Return the recording of three rows, in the working folder."""
    return Path(shutil.copy(rows, tmp_path / "row.npz"))


@pytest.fixture(scope="session")
def sample_video() -> Path:
    """Return the sample video, if there is a pose model to watch it."""
    try:
        find_model(environment={})
    except ModelFileError as error:
        pytest.skip(f"needs the pose model: {error}")
    return SAMPLE
