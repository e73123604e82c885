"""The commands: each a thin wrapper of one function of the library."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from upperback.cli import journal_commands, plan_commands, training_commands
from upperback.cli.options import JournalPlace
from upperback.errors import UpperbackError

# The mark \b keeps a paragraph as it is laid out here.
_ANALYZE_EXAMPLES = """\b
Examples:
  upperback analyze row.mp4
  upperback analyze row.mp4 -o results --annotate
  upperback analyze row.mp4 --exercise seated_row --format json > row.json
  upperback analyze clips/*.mp4 -o results --jobs 2
"""
_EXERCISES_EXAMPLES = """\b
Examples:
  upperback exercises
  upperback exercises seated_row
  upperback exercises seated_row -o pages
"""
_POSE_EXAMPLES = """\b
Examples:
  upperback pose row.mp4 -o row.npz
  upperback analyze row.npz
"""

_COACH_EXAMPLES = """\b
Examples:
  upperback coach
  upperback coach --lan
  upperback coach --port 9000 --no-browser
"""

app = typer.Typer(
    name="upperback",
    help="""An open coach for the upper back: watches a video, counts reps, names form faults
and measures angles with their error.

Frames are read on this machine and go nowhere else.
""",
    epilog="Exit codes: 0 all went well, 2 something could not be read or written "
    "(one line on stderr for each), 130 stopped with Ctrl-C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help and one-line errors, and it loads faster
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How an analysis is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


Model = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Another pose model, a .task file. The variable UPPERBACK_POSE_MODEL does the same.",
        show_default=False,
    ),
]


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if wanted:
        from upperback import __version__

        typer.echo(f"upperback {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    del version


@app.command(
    short_help="Say what happened in a video: reps, form, angles.", epilog=_ANALYZE_EXAMPLES
)
def analyze(  # noqa: PLR0917 - typer wants options as plain parameters
    videos: Annotated[
        list[Path],
        typer.Argument(metavar="VIDEO", hidden=True),  # typer would list it as <list[Path]>
    ],
    exercise: Annotated[
        str,
        typer.Option(
            "--exercise",
            "-e",
            metavar="NAME",
            help="Name of the exercise ('upperback exercises' lists them), or auto to recognise "
            "it. One that is named is reported even if no rep was complete.",
        ),
    ] = "auto",
    output_format: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="What to give: a table, JSON on stdout, or a report as an HTML file.",
        ),
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="Write the report and the JSON of each video into this folder. "
            "Without it, an HTML report or annotated video goes into the current folder.",
            show_default=False,
        ),
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Write a video with skeleton, count and cues.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Number of videos analysed at the same time."
        ),
    ] = 1,
    model: Model = None,
) -> None:
    """Say what happened in a video: reps, form findings, degrees with their error.

    VIDEO is a video (mp4, mov, webm, mkv, avi, gif), or a recording saved by 'upperback pose'.

    Results go to stdout; progress (on a terminal only) and errors go to stderr. A video that cannot
    be read does not stop the others. A report is one HTML file that needs no network.
    """
    from upperback.cli.batch import Order, analyze_all
    from upperback.cli.printing import print_analyses
    from upperback.cli.writable import make_writable
    from upperback.wiring import chosen_exercises, exercise_texts

    texts = exercise_texts(chosen_exercises(exercise))
    order = Order(
        exercise=exercise,
        model=model,
        folder=output or (Path() if output_format is Format.HTML or annotate else None),
        with_report=output is not None or output_format is Format.HTML,
        with_json=output is not None,
        with_video=annotate,
    )
    if order.folder is not None:
        make_writable(order.folder)
    done = analyze_all(videos, order, jobs=jobs)
    print_analyses(done, output_format.value, texts=texts, is_batch=len(videos) > 1)
    failed = [each for each in done if each.error is not None]
    if failed:
        raise typer.Exit(2)


@app.command(short_help="List the exercises, or show one in full.", epilog=_EXERCISES_EXAMPLES)
def exercises(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", hidden=True),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="Write an HTML page with drawings of the exercise, or of each, into this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List the exercises, or show one: muscles, set-up, camera, form checks, dose.

    Your own exercise files are read from the folder that the list names at its end; the variable
    UPPERBACK_EXERCISES names another folder. A page is one file that needs no network and prints
    well.
    """
    from upperback.cli.exercise_pages import print_exercise, print_exercise_list, write_pages
    from upperback.wiring import all_exercises, named_exercise, own_exercises_folder

    chosen = list(all_exercises().values()) if name is None else [named_exercise(name)]
    if output is not None:
        write_pages(chosen, output)
    elif name is None:
        print_exercise_list(chosen, own_exercises_folder())
    else:
        print_exercise(chosen[0])


@app.command(short_help="Save what the pose model sees.", epilog=_POSE_EXAMPLES)
def pose(
    video: Annotated[Path, typer.Argument(metavar="VIDEO", hidden=True)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The recording to write, a .npz file."),
    ],
    silhouette: Annotated[
        bool,
        typer.Option(
            "--silhouette/--no-silhouette",
            help="Keep the silhouette too: the curve of the back is read from it.",
        ),
    ] = True,
    model: Model = None,
) -> None:
    """Save what the pose model sees as a recording; every command takes one for a video.

    A recording holds landmarks and an outline, no picture. Reading one is many times faster than
    watching the video again.
    """
    from upperback.cli.progress import frame_progress
    from upperback.cli.writable import make_writable
    from upperback.wiring import save_recording

    if output.suffix.lower() != ".npz":
        raise UpperbackError(f"{output}: expected a file name that ends in .npz for the recording")
    if output.is_dir():
        raise UpperbackError(f"{output}: expected a file for the recording, got a folder")
    make_writable(output.parent)
    with frame_progress(video.name) as progress:
        n_frames = save_recording(
            video, output, model=model, silhouettes=silhouette, progress=progress
        )
    sys.stdout.write(f"Recording: {output} ({n_frames} frames)\n")


@app.command(
    short_help="Open the live coach: it watches, counts, corrects.", epilog=_COACH_EXAMPLES
)
def coach(
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address of this machine to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="N",
            help="Port to listen on; 8765, or the next free one, if none is given.",
            show_default=False,
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    lan: Annotated[
        bool,
        typer.Option(
            "--lan",
            help="Let a phone or tablet in the same network be the camera: HTTPS, a QR code, "
            "and a one-time code to type in.",
        ),
    ] = False,
    journal: JournalPlace = None,
) -> None:
    """Open the live coach in the browser: it watches you, counts, corrects and encourages.

    The page runs the pose model itself: pictures never leave it, the server on this machine gets
    landmarks. What you did is kept in the journal.
    """
    from upperback.cli.coach_command import coach as open_coach

    open_coach(host=host, port=port, browser=browser, lan=lan, journal=journal)


app.add_typer(plan_commands.app)
app.add_typer(training_commands.app)
app.add_typer(journal_commands.app)
