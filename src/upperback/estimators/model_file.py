"""Which pose model file is used, and whether it is whole."""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from upperback.errors import ModelFileError

VARIABLE = "UPPERBACK_POSE_MODEL"
_PACKAGED = Path(__file__).with_name("models") / "pose_landmarker_full.task"
_MEMBERS = frozenset({"pose_detector.tflite", "pose_landmarks_detector.tflite"})
_MEND = "run 'make model', or give another file with --model PATH"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A pose model bundle that was found whole; ``name`` goes into passports and recordings."""

    path: Path
    name: str


def find_model(
    argument: Path | str | None = None, *, environment: Mapping[str, str] = os.environ
) -> ModelFile:
    """Return the model: the argument, else UPPERBACK_POSE_MODEL, else the packaged one."""
    stated = environment.get(VARIABLE)
    if argument is not None:
        return _checked(Path(argument), "the pose model")
    if stated:
        return _checked(Path(stated), f"the pose model named by {VARIABLE}")
    return _checked(_PACKAGED, "the packaged pose model")


def _checked(path: Path, what: str) -> ModelFile:
    if path.is_dir():
        raise ModelFileError(f"{what}: expected a .task file, got a directory: {path}; {_MEND}")
    try:
        fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise ModelFileError(f"{what} is missing: {path}; {_MEND}") from error
    except OSError as error:
        raise ModelFileError(
            f"{what} cannot be read: {path} ({error.strerror}); {_MEND}"
        ) from error
    try:
        _check_bundle(path)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        raise ModelFileError(f"{what} is damaged: {path} ({error}); {_MEND}") from error
    return ModelFile(path=path, name=f"{path.stem}-{fingerprint[:8]}")


def _check_bundle(path: Path) -> None:
    with zipfile.ZipFile(path) as bundle:
        missing = _MEMBERS - set(bundle.namelist())
        if missing:
            raise zipfile.BadZipFile(f"expected {' and '.join(sorted(missing))} in it, not found")
        broken = bundle.testzip()
    if broken:
        raise zipfile.BadZipFile(f"the checksum of {broken} is wrong")
