"""The commands: each a thin wrapper of one function of the library."""
# ruff: noqa: FBT002 - typer reads flags from plain parameters with a default

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from upperback.errors import UpperbackError

app = typer.Typer(
    name="upperback",
    help="An open coach for the upper back: watches a video, counts reps, names form faults "
    "and measures angles with their error.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
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
        help="Another pose model (.task file). Also: the variable UPPERBACK_POSE_MODEL.",
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


@app.command()
def analyze(  # noqa: PLR0917 - typer wants options as plain parameters
    videos: Annotated[
        list[Path],
        typer.Argument(help="Videos, or recordings saved by 'upperback pose'.", metavar="VIDEO..."),
    ],
    exercise: Annotated[
        str, typer.Option("--exercise", "-e", help="Name of the exercise, or auto to recognise it.")
    ] = "auto",
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="What to print.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Folder for the report and the JSON.", show_default=False
        ),
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Write a video with skeleton, count and cues.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Videos analysed at the same time.")
    ] = 1,
    model: Model = None,
) -> None:
    """Say what happened in a video: reps, form findings, degrees with their error."""
    from upperback.cli.batch import Order, analyze_all
    from upperback.cli.printing import print_analyses
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
    done = analyze_all(videos, order, jobs=jobs)
    print_analyses(done, output_format.value, texts=texts, is_batch=len(videos) > 1)
    failed = [each for each in done if each.error is not None]
    if failed:
        raise typer.Exit(2)


@app.command()
def exercises(
    name: Annotated[
        str | None, typer.Argument(help="Show this exercise in full.", show_default=False)
    ] = None,
) -> None:
    """List the exercises, or show one: set-up, camera, form checks, dose."""
    from upperback.cli.exercise_pages import print_exercise, print_exercise_list
    from upperback.exercises import pick_exercise
    from upperback.wiring import all_exercises, own_exercises_folder

    known = all_exercises()
    if name is None:
        print_exercise_list(list(known.values()), own_exercises_folder())
    else:
        print_exercise(pick_exercise(known, name))


@app.command()
def pose(
    video: Annotated[Path, typer.Argument(help="The video.", metavar="VIDEO")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The recording to write (.npz).")],
    silhouette: Annotated[
        bool,
        typer.Option(help="Keep the silhouette too; the curve of the back is read from it."),
    ] = True,
    model: Model = None,
) -> None:
    """Save what the pose model sees as a recording; every command takes one for a video."""
    from upperback.cli.progress import frame_progress
    from upperback.wiring import save_recording

    if output.suffix != ".npz":
        raise UpperbackError(f"a recording ends in .npz, got {output}")
    with frame_progress(video.name) as progress:
        n_frames = save_recording(
            video, output, model=model, silhouettes=silhouette, progress=progress
        )
    sys.stderr.write(f"{n_frames} frames saved in {output}\n")
