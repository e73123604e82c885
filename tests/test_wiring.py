"""The adapters, built and put together."""

from pathlib import Path

import pytest

from builders import exercise_text
from upperback import wiring
from upperback.errors import (
    ExerciseFileWarning,
    ExportError,
    InvalidExerciseError,
    RecordingError,
    UnknownExerciseError,
    UpperbackError,
    VideoError,
)
from upperback.estimators import RecordingWriter, Replay
from upperback.exercises import builtin_exercises
from upperback.mannequin import Performance, RepPlan, perform
from upperback.wiring import Outputs


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv(wiring.EXERCISES_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of two rows."""
    path = tmp_path_factory.mktemp("recording") / "row.npz"
    performance = Performance(reps=(RepPlan(), RepPlan()), silhouette=True)
    with RecordingWriter(path, model="mannequin") as writer:
        for frame in perform(performance).frames:
            writer.add(frame)
    return path


def test_ones_own_folder_is_in_the_configuration_unless_it_is_stated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(wiring.EXERCISES_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert wiring.own_exercises_folder().parts[-2:] == ("upperback", "exercises")
    monkeypatch.setenv(wiring.EXERCISES_VARIABLE, "elsewhere")
    assert wiring.own_exercises_folder() == Path("elsewhere")


def test_without_ones_own_there_are_the_built_in_exercises(own_folder: Path) -> None:
    assert list(wiring.all_exercises()) == list(builtin_exercises())
    own_folder.rmdir()
    assert list(wiring.all_exercises()) == list(builtin_exercises())


def test_ones_own_are_added_and_replace_their_namesakes(own_folder: Path) -> None:
    text = exercise_text()
    (own_folder / "a.toml").write_text(text.replace('"Band seated row"', '"Mine"', 1))
    (own_folder / "b.toml").write_text(text.replace('"seated_row"', '"chair_row"', 1))
    (own_folder / "notes.txt").write_text("not an exercise")
    exercises = wiring.all_exercises()
    assert set(exercises) == {*builtin_exercises(), "chair_row"}
    assert exercises["seated_row"].title == "Mine"


def test_one_is_chosen_by_name_and_all_by_auto(own_folder: Path) -> None:
    assert [each.name for each in wiring.chosen_exercises("seated_row")] == ["seated_row"]
    assert len(wiring.chosen_exercises("auto")) == len(builtin_exercises())
    with pytest.raises(UnknownExerciseError, match="expected one of"):
        wiring.chosen_exercises("rowing")


def test_a_broken_file_of_ones_own_is_left_out_with_a_warning(own_folder: Path) -> None:
    (own_folder / "good.toml").write_text(exercise_text().replace('"seated_row"', '"mine"', 1))
    (own_folder / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.warns(ExerciseFileWarning, match=r"odd\.toml: expected a readable TOML file"):
        exercises = wiring.all_exercises()
    assert set(exercises) == {*builtin_exercises(), "mine"}


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("mine.toml", 'format = 2\nname = "chair_row"', "chair_row"),
        ("mine.toml", 'name = "chair_row"\nformat = ', "chair_row"),
        ("chair_row.toml", "format = ", "chair_row"),
        ("mine.toml", 'format = 2\nname = "seated_row"', "seated_row"),
    ],
    ids=["wrong value", "no TOML", "no name", "namesake of a built-in one"],
)
def test_a_broken_exercise_that_is_named_is_an_error(
    own_folder: Path, file: str, text: str, name: str
) -> None:
    """Even where a built-in one has the name: one's own was meant."""
    (own_folder / file).write_text(text)
    with pytest.raises(InvalidExerciseError, match=f"{file}: "):
        wiring.named_exercise(name)
    with pytest.warns(ExerciseFileWarning):
        assert wiring.named_exercise("cat_cow").name == "cat_cow"


def test_a_recording_is_replayed_and_anything_else_is_a_video(row: Path, tmp_path: Path) -> None:
    assert isinstance(wiring.open_source(row), Replay)
    with pytest.raises(VideoError):
        list(wiring.open_source(tmp_path / "missing.mp4").poses())
    with pytest.raises(RecordingError):
        wiring.open_source(tmp_path / "missing.npz")


def test_an_analysis_reports_progress_and_writes_the_report(
    row: Path, tmp_path: Path, own_folder: Path
) -> None:
    seen: list[tuple[int, int | None]] = []
    outputs = Outputs(report=tmp_path / "new" / "report.html")
    analysis = wiring.analyze(
        str(row), progress=lambda done, total: seen.append((done, total)), outputs=outputs
    )
    n_frames = analysis.source.frames
    assert seen == [(n, n_frames) for n in range(1, n_frames + 1)]
    assert len(analysis.sets[0].reps) == 2
    assert outputs.report is not None
    assert "2 reps" in outputs.report.read_text()


def test_the_same_recording_gives_the_same_analysis(row: Path, own_folder: Path) -> None:
    first, second = wiring.analyze(row), wiring.analyze(row)
    assert [rep.measures for rep in first.sets[0].reps] == [
        rep.measures for rep in second.sets[0].reps
    ]


def test_a_recording_cannot_be_annotated_and_leaves_no_file(
    row: Path, tmp_path: Path, own_folder: Path
) -> None:
    with pytest.raises(ExportError, match="holds no pictures"):
        wiring.analyze(row, outputs=Outputs(annotated=tmp_path / "row.mp4"))
    assert not (tmp_path / "row.mp4").exists()


def test_a_report_that_cannot_be_written_is_an_export_error(
    row: Path, tmp_path: Path, own_folder: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot write the report"):
        wiring.analyze(row, outputs=Outputs(report=tmp_path / "file" / "report.html"))


def test_a_saved_recording_is_a_copy_of_what_was_seen(row: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    copy = tmp_path / "copy.npz"
    n_frames = wiring.save_recording(row, copy, progress=lambda done, total: seen.append(done))
    assert seen == list(range(1, n_frames + 1))
    pairs = zip(wiring.open_source(row).poses(), wiring.open_source(copy).poses(), strict=True)
    assert all((one.image == other.image).all() for (one, _), (other, _) in pairs)


@pytest.mark.parametrize("wanted", [True, False])
def test_silhouettes_are_kept_only_if_they_are_wanted(
    row: Path, tmp_path: Path, wanted: bool
) -> None:
    """A recording brings its own along; they are left out all the same."""
    copy = tmp_path / "copy.npz"
    wiring.save_recording(row, copy, silhouettes=wanted)
    poses = [pose for pose, _ in wiring.open_source(copy).poses()]
    assert {pose.silhouette is not None for pose in poses} == {wanted}


def test_an_exercise_page_is_written_under_its_name(tmp_path: Path, own_folder: Path) -> None:
    page = wiring.write_exercise_page(wiring.named_exercise("cat_cow"), tmp_path / "new")
    assert page == tmp_path / "new" / "cat_cow.html"
    assert "Cat-cow" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stated", "machine", "zone"),
    [("Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo"), (None, "Europe/Berlin", "Europe/Berlin")],
)
def test_a_stated_time_zone_comes_before_that_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, stated: str | None, machine: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", machine)
    assert wiring.local_zone(stated).key == zone


def test_the_clock_can_be_set_for_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(wiring.NOW_VARIABLE, "2026-05-04T18:00:00+00:00")
    assert wiring.wall_clock().timestamp() == 1777917600
    assert wiring.wall_clock().tzinfo is not None
    monkeypatch.setenv(wiring.NOW_VARIABLE, "noon")
    with pytest.raises(UpperbackError, match="UPPERBACK_NOW: expected a time"):
        wiring.wall_clock()


def test_a_recording_is_saved_beside_an_analysis(
    row: Path, tmp_path: Path, own_folder: Path
) -> None:
    analysis = wiring.analyze(row, outputs=Outputs(recording=tmp_path / "copy.npz"))
    copy = wiring.open_source(tmp_path / "copy.npz")
    assert len(list(copy.poses())) == analysis.source.frames


def test_words_for_reports_name_every_check_and_measured_signal(own_folder: Path) -> None:
    exercises = wiring.chosen_exercises("auto")
    texts = wiring.exercise_texts(exercises)
    assert list(texts) == [exercise.name for exercise in exercises]
    for exercise in exercises:
        assert list(texts[exercise.name].checks) == [check.name for check in exercise.checks]
