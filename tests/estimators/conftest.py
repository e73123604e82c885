"""Pose frames made on the spot, the built model, and the sample video."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from upperback.errors import ModelFileError
from upperback.estimators import ModelFile, RecordingWriter, find_model
from upperback.motion.pose import PoseFrame, Silhouette, no_person

MakeRecording = Callable[..., Path]
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "seated_row.mp4"
MASK_SIZE = (30, 40)


def a_pose(time_s: float = 0.0, *, silhouette: bool = True) -> PoseFrame:
    """A body whose numbers depend on the time, exact in 32 bits."""
    numbers = (np.arange(99).reshape(33, 3) / 128 + round(time_s * 16) / 1024) % 1.0
    mask = np.full(MASK_SIZE, 1 + round(time_s * 10) % 255, np.uint8)
    return PoseFrame(
        time_s=time_s,
        image=numbers,
        world=numbers - 0.5,
        visibility=np.full(33, 0.75),
        size_px=(640, 480),
        silhouette=Silhouette(mask=mask) if silhouette else None,
    )


def some_poses(
    n: int = 12, *, silhouette: bool = True, empty: Sequence[int] = ()
) -> list[PoseFrame]:
    """Poses at an uneven rate; nobody is seen in the frames ``empty``."""
    times_s = np.cumsum(np.resize([0.0, 0.04, 0.03], n))
    return [
        no_person(float(time_s), (640, 480))
        if index in empty
        else a_pose(float(time_s), silhouette=silhouette)
        for index, time_s in enumerate(times_s)
    ]


def write_recording(path: Path, poses: Sequence[PoseFrame]) -> Path:
    with RecordingWriter(path, model="a-model") as writer:
        for pose in poses:
            writer.add(pose)
    return path


@pytest.fixture
def a_recording(tmp_path: Path) -> MakeRecording:
    """Return a maker of recordings: ``a_recording(some_poses(5))``."""

    def make(poses: Sequence[PoseFrame] | None = None, name: str = "row.npz") -> Path:
        return write_recording(tmp_path / name, some_poses() if poses is None else poses)

    return make


@pytest.fixture(scope="session")
def model() -> ModelFile:
    """Return the built pose model."""
    try:
        return find_model(environment={})
    except ModelFileError as error:
        pytest.skip(f"needs the pose model: {error}")


@pytest.fixture(scope="session")
def sample_video(shared: Path) -> Path:
    """Return the sample video, or the same clip where the samples are not there yet."""
    return SAMPLE if SAMPLE.exists() else shared / "bench" / "dev" / "seated_row_01_good_side.mp4"
