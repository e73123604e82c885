"""The commands: each a thin wrapper of one function of the library."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
"""
_POSE_EXAMPLES = """\b
Examples:
  upperback pose row.mp4 -o row.npz
  upperback analyze row.npz
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
) -> None:
    """List the exercises, or show one: set-up, camera, form checks, dose.

    Your own exercise files are read from the folder that the list names at its end; the variable
    UPPERBACK_EXERCISES names another folder.
    """
    from upperback.cli.exercise_pages import print_exercise, print_exercise_list
    from upperback.exercises import pick_exercise
    from upperback.wiring import all_exercises, own_exercises_folder

    known = all_exercises()
    if name is None:
        print_exercise_list(list(known.values()), own_exercises_folder())
    else:
        print_exercise(pick_exercise(known, name))


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
