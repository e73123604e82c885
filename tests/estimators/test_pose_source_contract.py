"""What holds for every PoseSource: a video watched by the real model, and a recording of it."""

from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from upperback.estimators import (
    LONGEST_SIDE_PX,
    MediaPipePose,
    ModelFile,
    RecordingWriter,
    Replay,
    WatchedVideo,
)
from upperback.motion.pose import PoseFrame
from upperback.services.ports import PoseSource, VideoFrame
from upperback.video import VideoReader, VideoWriter

N_FRAMES = 30
Seen = list[tuple[PoseFrame, VideoFrame | None]]


@pytest.fixture(scope="module")
def short_video(sample_video: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the first frames of the sample."""
    path = tmp_path_factory.mktemp("contract") / "short.mp4"
    frames: Any = VideoReader(sample_video).frames()
    with VideoWriter(path, fps=24) as writer, closing(frames):
        for _, frame in zip(range(N_FRAMES), frames, strict=False):
            writer.write(frame)
    return path


@pytest.fixture(scope="module")
def watched(short_video: Path, model: ModelFile) -> WatchedVideo:
    frames = VideoReader(short_video, longest_side_px=LONGEST_SIDE_PX)
    return WatchedVideo(frames, MediaPipePose(model))


@pytest.fixture(scope="module")
def seen_in_video(watched: WatchedVideo) -> Seen:
    return list(watched.poses())


@pytest.fixture(scope="module")
def replay(
    watched: WatchedVideo, seen_in_video: Seen, tmp_path_factory: pytest.TempPathFactory
) -> Replay:
    path = tmp_path_factory.mktemp("contract") / "short.npz"
    with RecordingWriter(path, model=watched.model_name) as writer:
        for pose, _ in seen_in_video:
            writer.add(pose)
    return Replay(path)


@pytest.fixture(params=["watched", "replay"])
def source(request: pytest.FixtureRequest) -> PoseSource:
    chosen: PoseSource = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture
def seen(source: PoseSource) -> Seen:
    return list(source.poses())


def test_every_frame_comes_once_in_the_order_of_time(seen: Seen) -> None:
    times_s = [pose.time_s for pose, _ in seen]
    assert times_s == pytest.approx(np.arange(N_FRAMES) / 24, abs=1e-4)
    assert times_s[0] == 0.0


def test_the_source_says_what_it_is(source: PoseSource) -> None:
    info = source.info
    assert (info.width, info.height, info.frames) == (640, 480, N_FRAMES)
    assert info.fps == pytest.approx(24.0, rel=0.01)
    assert info.duration_s == pytest.approx(N_FRAMES / 24, abs=0.01)
    assert source.model_name.startswith("pose_landmarker_full-")


def test_a_whole_source_is_not_truncated(source: PoseSource, seen: Seen) -> None:
    assert len(seen) == N_FRAMES
    assert source.truncated is None


def test_the_person_is_seen_with_a_silhouette(seen: Seen) -> None:
    assert all(pose.has_person for pose, _ in seen)
    assert all(pose.silhouette is not None for pose, _ in seen)
    assert {pose.size_px for pose, _ in seen} == {(640, 480)}


def test_a_picture_is_of_the_same_moment(seen: Seen) -> None:
    assert all(picture is None or picture.time_s == pose.time_s for pose, picture in seen)


def test_stopping_early_and_reading_again_begins_anew(source: PoseSource) -> None:
    poses: Any = source.poses()
    with closing(poses):
        early = [next(poses)[0] for _ in range(3)]
    again = next(iter(source.poses()))[0]
    assert early[0].time_s == again.time_s == 0.0
    assert np.array_equal(early[0].image, again.image)


def test_a_recording_gives_what_the_video_gave(replay: Replay, seen_in_video: Seen) -> None:
    recorded, watched = list(replay.poses()), seen_in_video
    np.testing.assert_equal(numbers(recorded), numbers(watched))


def numbers(seen: Seen | list[tuple[PoseFrame, None]]) -> list[Any]:
    """All that poses say, in one list that can be compared."""
    return [
        (pose.time_s, pose.image, pose.world, pose.visibility, pose.size_px, mask_of(pose))
        for pose, _ in seen
    ]


def mask_of(pose: PoseFrame) -> NDArray[np.uint8]:
    assert pose.silhouette is not None
    return pose.silhouette.mask
