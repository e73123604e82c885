import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from upperback.errors import EstimatorError, ModelFileError
from upperback.estimators import LONGEST_SIDE_PX, MediaPipePose, ModelFile
from upperback.estimators.mediapipe_pose import _thinned
from upperback.motion.landmarks import Landmark
from upperback.services.ports import VideoFrame
from upperback.video import VideoReader


@pytest.fixture
def estimator(model: ModelFile) -> Iterator[MediaPipePose]:
    built = MediaPipePose(model)
    yield built
    built.close()


@pytest.fixture(scope="module")
def pictures(sample_video: Path) -> list[VideoFrame]:
    return list(islice(VideoReader(sample_video, longest_side_px=LONGEST_SIDE_PX).frames(), 12))


def test_a_person_is_found_with_a_silhouette(
    estimator: MediaPipePose, pictures: list[VideoFrame]
) -> None:
    poses = [estimator.estimate(picture) for picture in pictures]
    last = poses[-1]
    assert last.has_person
    assert last.time_s == pictures[-1].time_s
    assert last.size_px == (640, 480)
    assert last.silhouette is not None
    assert last.silhouette.mask.shape == (480, 640)
    # The silhouette covers the trunk and leaves the corners free.
    shoulder = last.points_px[Landmark.LEFT_SHOULDER].astype(int)
    assert last.silhouette.mask[shoulder[1], shoulder[0]] > 200
    assert last.silhouette.mask[:20, :20].max() < 30


def test_without_silhouettes_there_are_none(model: ModelFile, pictures: list[VideoFrame]) -> None:
    estimator = MediaPipePose(model, silhouettes=False)
    pose = estimator.estimate(pictures[0])
    estimator.close()
    assert pose.has_person
    assert pose.silhouette is None


def test_a_black_picture_shows_nobody(estimator: MediaPipePose) -> None:
    pose = estimator.estimate(VideoFrame(time_s=0.0, rgb=np.zeros((48, 64, 3), np.uint8)))
    assert not pose.has_person
    assert pose.size_px == (64, 48)


def test_repeated_and_backward_times_lose_no_frame(
    estimator: MediaPipePose, pictures: list[VideoFrame]
) -> None:
    times_s = [1.0, 1.0, 1.0001, 0.5, 1.0002]
    poses = [
        estimator.estimate(VideoFrame(time_s=time_s, rgb=picture.rgb))
        for time_s, picture in zip(times_s, pictures, strict=False)
    ]
    assert [pose.time_s for pose in poses] == times_s
    assert all(pose.has_person for pose in poses)


def test_a_picture_of_the_wrong_kind_is_refused(estimator: MediaPipePose) -> None:
    wrong = VideoFrame(time_s=2.5, rgb=np.zeros((48, 64, 3), np.int32))
    with pytest.raises(EstimatorError, match=r"at 2.500 s \(48 x 64 x 3, int32\)"):
        estimator.estimate(wrong)


def test_closing_twice_and_beginning_anew(
    estimator: MediaPipePose, pictures: list[VideoFrame]
) -> None:
    first = estimator.estimate(pictures[0])
    estimator.close()
    estimator.close()
    again = estimator.estimate(pictures[0])
    assert np.array_equal(first.image, again.image)


def test_a_file_that_mediapipe_refuses_is_a_model_error(
    tmp_path: Path, pictures: list[VideoFrame]
) -> None:
    path = tmp_path / "no.task"
    path.write_bytes(b"no model")
    with pytest.raises(ModelFileError, match=r"no\.task was refused by MediaPipe"):
        MediaPipePose(ModelFile(path=path, name="no")).estimate(pictures[0])


@pytest.mark.parametrize(
    ("shape", "thinned"),
    [((480, 640), (480, 640)), ((481, 641), (241, 321)), ((1080, 1920), (360, 640))],
)
def test_the_mask_is_thinned_to_640(shape: tuple[int, int], thinned: tuple[int, int]) -> None:
    assert _thinned(np.zeros(shape, np.float32)).shape == thinned


def test_the_mask_is_rounded() -> None:
    probability = np.array([[0.0, 0.5 / 255, 0.49 / 255, 1.0, 0.5]], np.float32)
    assert _thinned(probability).tolist() == [[0, 1, 0, 255, 128]]


def test_mediapipe_is_silent_and_imported_late(model: ModelFile, sample_video: Path) -> None:
    program = f"""
import sys
import upperback.estimators, upperback.video
assert "mediapipe" not in sys.modules
from upperback.estimators import MediaPipePose, find_model
from upperback.video import VideoReader
estimator = MediaPipePose(find_model({str(model.path)!r}))
for _, frame in zip(range(3), VideoReader({str(sample_video)!r}).frames()):
    assert estimator.estimate(frame).has_person
estimator.close()
"""
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
