"""Write into the documentation what the commands in it print today.

    .venv/bin/python docs/refresh.py

Run it after a change of a message, a help text or the table of signals, and read the
difference. `tests/test_docs.py` fails while a page says something else; numbers may differ.

A block marked ``console`` holds commands (``$ upperback ...``) and what they print. They run in
a folder of their own, the *stage*, with a recording ``row.npz`` of the mannequin: three rows, the
second with a swinging trunk, and half a row. A block marked ``toml`` that begins with
``# mine/NAME.toml`` is put there too.
"""

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from upperback.cli import main as upperback
from upperback.estimators import RecordingWriter
from upperback.mannequin import Performance, RepPlan, perform
from upperback.motion.signals import SIGNALS
from upperback.motion.view import SIDE_VIEWS, VIEW_NAMES, ViewName
from upperback.wiring import save_recording

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
SAMPLE = "samples/seated_row.mp4"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SIGNALS = re.compile(r"(?<=<!-- signals -->\n).*?(?=<!-- /signals -->)", re.DOTALL)
# An own folder that is not there, so that the pages show the usual place.
_ENVIRONMENT = {
    "COLUMNS": "80",
    "UPPERBACK_EXERCISES": "~/.config/upperback/exercises",
    # A journal of the page's own, on a Monday evening.
    "UPPERBACK_DATABASE": "journal.db",
    "UPPERBACK_NOW": "2026-05-04T18:00:00",
    "TZ": "Europe/Berlin",
}
# Ids are random; on the pages they are all the same.
_ID, _SHOWN_ID = re.compile(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}\b"), "3f2a91bc"


def blocks(page: str, kind: str) -> list[str]:
    """Return the bodies of the fenced blocks of one kind."""
    return [match["body"] for match in _BLOCK.finditer(page) if match["kind"] == kind]


def needs_model(page: str) -> bool:
    """Whether a block of the page watches the sample video."""
    kinds = ("console", "pycon", "python")
    return any(SAMPLE in body for kind in kinds for body in blocks(page, kind))


@contextmanager
def on_stage(page: str, stage: Path, *, rows: Path, sample: Path | None) -> Iterator[None]:
    """Stand in the stage, set up for a page with recordings of the rows and the sample video."""
    shutil.copy(rows, stage / "row.npz")
    for body in blocks(page, "toml"):
        if named := re.match(r"# (mine/\w+\.toml)\n", body):
            (stage / "mine").mkdir(exist_ok=True)
            (stage / named[1]).write_text(body, encoding="utf-8")
    if sample is not None:
        (stage / "samples").mkdir(exist_ok=True)
        shutil.copy(sample, (stage / SAMPLE).with_suffix(".npz"))
    with ExitStack() as stack:
        stack.enter_context(_environment(_ENVIRONMENT))
        stack.enter_context(chdir(stage))
        yield


def refreshed(page: str) -> str:
    """Return a page with the output of its commands as it is today; call it on stage."""
    page = _SIGNALS.sub(lambda _: signal_table(), page)
    return _BLOCK.sub(
        lambda found: (
            f"```console\n{_transcript(found['body'])}```"
            if found["kind"] == "console"
            else found[0]
        ),
        page,
    )


def record_rows(path: Path) -> None:
    """Record the mannequin: three rows, the second with a swinging trunk, and half a row."""
    swinging = RepPlan(faults=frozenset({"trunk_swing"}))
    reps = (RepPlan(), swinging, RepPlan(), RepPlan(amplitude=0.5))
    performance = Performance(exercise="seated_row", reps=reps, silhouette=True)
    with RecordingWriter(path, model="mannequin") as writer:
        for frame in perform(performance).frames:
            writer.add(frame)


def signal_table() -> str:
    """Return the views and, as a Markdown table, the signals."""
    views = ", ".join(f"`{view}`" for view in VIEW_NAMES if view != "unknown")
    rows = ["The views are", f"{views}.", ""]
    rows += ["| signal | what it is | 0 | plus | views | error |", "|---|---|---|---|---|---|"]
    for row in SIGNALS.values():
        unit = {"deg": "°", "": ""}.get(row.unit, f" {row.unit}")
        error = f"{row.expected_error:g}{unit}"
        cells = [f"`{row.name}`", row.label, row.zero, row.positive, _views(row.views), error]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _views(views: frozenset[ViewName]) -> str:
    if views >= set(VIEW_NAMES) - {"unknown"}:
        return "any"
    sides = ["side"] if views >= SIDE_VIEWS else []
    others = sorted(views - SIDE_VIEWS) if sides else sorted(views)
    return ", ".join(view.replace("_", " ") for view in [*sides, *others])


def _transcript(body: str) -> str:
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{_output(line.removeprefix('$ '))}" for line in commands)


def _output(command: str) -> str:
    words = shlex.split(command.replace(SAMPLE, SAMPLE.replace(".mp4", ".npz")))
    given = dict(word.split("=", 1) for word in words[: words.index("upperback")])
    printed = io.StringIO()
    with (
        _environment(given),
        redirect_stdout(printed),
        redirect_stderr(printed),
        suppress(SystemExit),
    ):
        upperback(words[words.index("upperback") + 1 :])
    text = _ID.sub(_SHOWN_ID, printed.getvalue())
    lines = [line.rstrip() for line in text.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def main() -> None:
    """Refresh every page."""
    with tempfile.TemporaryDirectory() as folder:
        rows, sample = Path(folder) / "rows.npz", Path(folder) / "sample.npz"
        record_rows(rows)
        save_recording(ROOT / SAMPLE, sample)
        for path in PAGES:
            page, stage = path.read_text(encoding="utf-8"), Path(folder) / path.stem
            stage.mkdir()
            watched = sample if needs_model(page) else None
            with on_stage(page, stage, rows=rows, sample=watched):
                new = refreshed(page)
            if new != page:
                path.write_text(new, encoding="utf-8")
                sys.stdout.write(f"refreshed {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
