import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from upperback.errors import ExportError, RecordingError
from upperback.estimators import RecordingWriter, Replay, is_recording, load_recording
from upperback.motion.pose import PoseFrame, Silhouette

from .conftest import MASK_SIZE, MakeRecording, a_pose, some_poses, write_recording

Keys = dict[str, Any]


def keys(n: int = 4, **changed: object) -> Keys:
    """The keys of a good recording, some of them changed; ``None`` leaves one out."""
    good: Keys = {
        "version": 1,
        "time_s": np.arange(n) / 10,
        "image": np.zeros((n, 33, 3)),
        "world": np.zeros((n, 33, 3)),
        "visibility": np.ones((n, 33)),
        "size_px": [640, 480],
        "silhouette": np.ones((n, 6, 8), np.uint8),
        "model": "full",
    }
    return {key: value for key, value in (good | changed).items() if value is not None}


def numbers(poses: Iterable[PoseFrame]) -> tuple[NDArray[Any], ...]:
    """All that poses say, to be compared at once; an empty mask stands for no silhouette."""
    listed, no_mask = list(poses), np.zeros(MASK_SIZE, np.uint8)
    return (
        np.array([pose.time_s for pose in listed]),
        np.array([(*pose.image.flat, *pose.world.flat, *pose.visibility) for pose in listed]),
        np.array([pose.size_px for pose in listed]),
        np.array([pose.silhouette.mask if pose.silhouette else no_mask for pose in listed]),
    )


@pytest.mark.parametrize(
    "poses",
    [
        pytest.param(some_poses(12), id="with silhouettes"),
        pytest.param(some_poses(12, silhouette=False), id="without silhouettes"),
        pytest.param(some_poses(12, empty=[0, 1, 7, 11]), id="nobody at times"),
        pytest.param(some_poses(3, empty=[0, 1, 2]), id="nobody at all"),
        pytest.param(some_poses(1), id="one frame"),
    ],
)
def test_what_is_saved_comes_back(a_recording: MakeRecording, poses: list[PoseFrame]) -> None:
    replay = Replay(a_recording(poses))
    again = numbers(pose for pose, _ in replay.poses())
    np.testing.assert_equal(again, numbers(poses))
    assert replay.model_name == "a-model"


def test_the_file_is_the_contract(a_recording: MakeRecording) -> None:
    with np.load(a_recording(some_poses(5)), allow_pickle=False) as saved:
        shapes = {key: (saved[key].dtype.str, saved[key].shape) for key in saved.files}
    assert shapes == {
        "version": ("<i8", ()),
        "size_px": ("<i8", (2,)),
        "model": ("<U7", ()),
        "time_s": ("<f8", (5,)),
        "image": ("<f4", (5, 33, 3)),
        "world": ("<f4", (5, 33, 3)),
        "visibility": ("<f4", (5, 33)),
        "silhouette": ("|u1", (5, *MASK_SIZE)),
    }


def test_a_recording_may_be_read_twice(a_recording: MakeRecording) -> None:
    replay = Replay(a_recording())
    assert len(list(replay.poses())) == len(list(replay.poses())) == 12


@pytest.mark.parametrize("compressed", [False, True])
def test_a_recording_of_numpy_itself_is_read(tmp_path: Path, compressed: bool) -> None:
    path = tmp_path / "row.npz"
    (np.savez_compressed if compressed else np.savez)(path, **keys(3))
    poses = [pose for pose, _ in Replay(path).poses()]
    assert [pose.time_s for pose in poses] == [0.0, 0.1, 0.2]
    assert [pose.silhouette is not None for pose in poses] == [True] * 3


def test_infinities_are_not_seen_and_visibility_is_bounded(tmp_path: Path) -> None:
    image = np.zeros((4, 33, 3))
    image[0, 0] = np.inf, -np.inf, np.nan
    visibility = np.ones((4, 33))
    visibility[0, :3] = np.nan, 7.0, -1.0
    np.savez(tmp_path / "row.npz", **keys(4, image=image, visibility=visibility))
    recording = load_recording(tmp_path / "row.npz")
    assert np.isnan(recording.image[0, 0]).all()
    assert recording.visibility[0, :4].tolist() == [0.0, 1.0, 0.0, 1.0]


def test_repeated_and_backward_times_are_left_to_the_engine(tmp_path: Path) -> None:
    np.savez(tmp_path / "row.npz", **keys(4, time_s=np.array([0.0, 1.0, 1.0, 0.5])))
    assert load_recording(tmp_path / "row.npz").time_s.tolist() == [0.0, 1.0, 1.0, 0.5]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"version": 2}, r"version: expected 1, got \[2\].*update", id="newer"),
        pytest.param({"version": "one"}, "version: expected 1", id="version of text"),
        pytest.param({"version": None}, "version: expected in the recording", id="no version"),
        pytest.param({"world": None}, "world: expected .*got only image", id="missing key"),
        pytest.param({"model": None}, "model: expected in the recording", id="no model"),
        pytest.param({"model": 3}, "model: expected a text, got int64", id="model of numbers"),
        pytest.param(
            {"image": np.zeros((4, 17, 3))},
            r"image: expected numbers of shape \(T, 33, 3\), got float64 of shape \(4, 17, 3\)",
            id="other landmarks",
        ),
        pytest.param(
            {"image": np.zeros((3, 33, 3))}, "image: expected 4 frames.*got 3", id="too few"
        ),
        pytest.param({"visibility": np.ones((4, 33)) * 1j}, "got complex128", id="complex"),
        pytest.param(
            {"time_s": np.array([0, 1, np.nan, 3])}, "time_s: .*got nan at frame 2", id="NaN time"
        ),
        pytest.param({"size_px": [640, 0]}, r"size_px: expected.*got \[640.0, 0.0\]", id="size 0"),
        pytest.param({"size_px": [640]}, r"size_px: expected numbers of shape \(2,\)", id="size"),
        pytest.param(
            {"silhouette": np.ones((4, 6, 8))}, "silhouette: expected uint8", id="float mask"
        ),
        pytest.param(
            {"silhouette": np.ones((4, 0, 8), np.uint8)}, "silhouette: expected", id="empty mask"
        ),
        pytest.param({"time_s": np.array([{}] * 4)}, "time_s: .*got object", id="pickle"),
    ],
)
def test_a_broken_contract_names_key_expected_and_got(
    tmp_path: Path, changed: Keys, message: str
) -> None:
    path = tmp_path / "row.npz"
    np.savez(path, **keys(4, **changed))
    with pytest.raises(RecordingError, match=message):
        load_recording(path)


def test_a_recording_without_frames_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "row.npz", **keys(0, silhouette=None))
    with pytest.raises(RecordingError, match="at least one frame"):
        load_recording(tmp_path / "row.npz")


def a_text(path: Path) -> None:
    path.write_text("no zip")


def a_directory(path: Path) -> None:
    path.mkdir()


def an_empty_file(path: Path) -> None:
    path.touch()


def a_single_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("version.npy", "no array")


def nothing(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    "make", [a_text, a_directory, an_empty_file, a_single_array, another_zip, nothing]
)
def test_what_is_no_recording_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "row.npz"
    make(path)
    with pytest.raises(RecordingError, match=r"row\.npz"):
        load_recording(path)


@pytest.fixture(scope="module")
def good_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("good") / "row.npz"
    return write_recording(path, some_poses(4)).read_bytes()


@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    cut=st.floats(0, 1) | st.none(),
)
def test_damage_anywhere_gives_a_typed_error_or_a_recording(
    good_bytes: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[float, int]],
    cut: float | None,
) -> None:
    damaged = bytearray(good_bytes)
    for share, value in changes:
        damaged[int(share * (len(damaged) - 1))] = value
    path = tmp_path_factory.getbasetemp() / "damaged.npz"
    path.write_bytes(damaged[: None if cut is None else int(cut * len(damaged))])
    assert read_or_refused(path)


def read_or_refused(path: Path) -> bool:
    try:
        return len(list(Replay(path).poses())) == 4
    except RecordingError:
        return True


def test_two_sizes_do_not_fit_in_one_recording(tmp_path: Path) -> None:
    other = PoseFrame(**{**fields(a_pose(1.0)), "size_px": (320, 240)})
    with RecordingWriter(tmp_path / "row.npz", model="m") as writer:
        writer.add(a_pose())
        with pytest.raises(RecordingError, match=r"got \(320, 240\) at 1.000 s"):
            writer.add(other)


def test_a_cropped_silhouette_does_not_fit(tmp_path: Path) -> None:
    crop = Silhouette(mask=np.ones(MASK_SIZE, np.uint8), rect=(0.0, 0.0, 0.5, 0.5))
    pose = PoseFrame(**{**fields(a_pose()), "silhouette": crop})
    with RecordingWriter(tmp_path / "row.npz", model="m") as writer:
        writer.add(a_pose())
        with pytest.raises(RecordingError, match="silhouettes of the whole picture"):
            writer.add(pose)


def fields(pose: PoseFrame) -> Keys:
    return {name: getattr(pose, name) for name in PoseFrame.__slots__}


def test_an_error_while_recording_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        record_and_fail(tmp_path / "row.npz")
    assert not list(tmp_path.iterdir())


def record_and_fail(path: Path) -> None:
    with RecordingWriter(path, model="m") as writer:
        writer.add(a_pose())
        raise ZeroDivisionError


def test_an_empty_recording_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="at least one pose frame"):
        write_recording(tmp_path / "row.npz", [])


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="check that the folder exists"):
        write_recording(tmp_path / "nowhere" / "row.npz", some_poses(2))


@pytest.mark.parametrize(
    ("name", "recording"), [("a.npz", True), ("A.NPZ", True), ("a.mp4", False), ("npz", False)]
)
def test_recordings_are_told_by_their_name(name: str, recording: bool) -> None:
    assert is_recording(name) == recording
