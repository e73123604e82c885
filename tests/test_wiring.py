"""The adapters, built and put together."""

from pathlib import Path

import pytest

from builders import exercise_text
from upperback import wiring
from upperback.errors import (
    ExportError,
    InvalidExerciseError,
    RecordingError,
    UnknownExerciseError,
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


def test_ones_own_file_that_is_no_text_is_named(own_folder: Path) -> None:
    (own_folder / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidExerciseError, match=r"odd\.toml: expected a readable TOML file"):
        wiring.all_exercises()


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


def test_words_for_reports_name_every_check_and_measured_signal(own_folder: Path) -> None:
    exercises = wiring.chosen_exercises("auto")
    texts = wiring.exercise_texts(exercises)
    assert list(texts) == [exercise.name for exercise in exercises]
    for exercise in exercises:
        assert list(texts[exercise.name].checks) == [check.name for check in exercise.checks]
