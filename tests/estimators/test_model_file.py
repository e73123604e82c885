import zipfile
from pathlib import Path

import pytest

from upperback.errors import ModelFileError
from upperback.estimators.model_file import VARIABLE, find_model

MEMBERS = ("pose_detector.tflite", "pose_landmarks_detector.tflite")


def a_bundle(path: Path, members: tuple[str, ...] = MEMBERS) -> Path:
    with zipfile.ZipFile(path, "w") as bundle:
        for member in members:
            bundle.writestr(member, f"weights of {member}" * 50)
    return path


def test_the_argument_comes_before_the_environment(tmp_path: Path) -> None:
    argument, stated = a_bundle(tmp_path / "a.task"), a_bundle(tmp_path / "b.task")
    environment = {VARIABLE: str(stated)}
    assert find_model(argument, environment=environment).path == argument
    assert find_model(environment=environment).path == stated


def test_the_name_tells_one_file_from_another(tmp_path: Path) -> None:
    one, other = a_bundle(tmp_path / "one.task"), a_bundle(tmp_path / "other.task", MEMBERS[::-1])
    assert find_model(one).name.startswith("one-")
    assert find_model(one).name[-8:] == find_model(one).name[-8:] != find_model(other).name[-8:]


def test_a_missing_model_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"gone\.task; run 'make model', or .*--model PATH"):
        find_model(tmp_path / "gone.task")


def test_the_variable_is_named_when_it_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=f"named by {VARIABLE} is missing"):
        find_model(environment={VARIABLE: str(tmp_path / "gone.task")})


def test_a_directory_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="got a directory"):
        find_model(tmp_path)


def test_another_bundle_is_refused(tmp_path: Path) -> None:
    hand = a_bundle(tmp_path / "hand.task", ("hand_detector.tflite",))
    with pytest.raises(ModelFileError, match=r"damaged: .*expected pose_detector\.tflite"):
        find_model(hand)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_cut_off_model_is_refused(tmp_path: Path, share: float) -> None:
    path = a_bundle(tmp_path / "cut.task")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ModelFileError, match="is damaged"):
        find_model(path)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = a_bundle(tmp_path / "changed.task")
    path.write_bytes(path.read_bytes().replace(b"weights", b"weightz", 1))
    with pytest.raises(ModelFileError, match=r"checksum of pose_detector\.tflite is wrong"):
        find_model(path)
