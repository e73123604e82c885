import threading
from collections.abc import Generator, Iterator
from contextlib import closing

import numpy as np
import pytest

from upperback.errors import EstimatorError
from upperback.estimators import WatchedVideo
from upperback.motion.pose import PoseFrame, no_person
from upperback.services.ports import StreamInfo, VideoFrame


class Film:
    """A frame source of ``n`` small pictures of a larger video."""

    def __init__(self, n: int = 20) -> None:
        self.n, self.closed, self.truncated = n, False, None
        self.info = StreamInfo(
            path="film", width=1920, height=1080, fps=10.0, duration_s=n / 10, frames=n
        )

    def frames(self) -> Iterator[VideoFrame]:
        try:
            for index in range(self.n):
                yield VideoFrame(time_s=index / 10, rgb=np.zeros((9, 16, 3), np.uint8))
        finally:
            self.closed = True


class Watcher:
    """An estimator that sees nobody, and may refuse a frame."""

    model_name = "nobody"

    def __init__(self, refuses_s: float | None = None) -> None:
        self.refuses_s, self.n_closed = refuses_s, 0

    def estimate(self, frame: VideoFrame) -> PoseFrame:
        if frame.time_s == self.refuses_s:
            raise EstimatorError("refused")
        return no_person(frame.time_s, (16, 9))

    def close(self) -> None:
        self.n_closed += 1


def test_poses_come_in_order_with_their_pictures() -> None:
    seen = list(WatchedVideo(Film(), Watcher()).poses())
    assert [pose.time_s for pose, _ in seen] == [index / 10 for index in range(20)]
    assert all(picture.time_s == pose.time_s for pose, picture in seen)


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_short_films_lose_no_frame(n: int) -> None:
    assert len(list(WatchedVideo(Film(n), Watcher()).poses())) == n


def test_landmarks_are_given_for_the_size_as_shown() -> None:
    pose, picture = next(WatchedVideo(Film(), Watcher()).poses())
    assert pose.size_px == (1920, 1080)
    assert picture.rgb.shape == (9, 16, 3)


def test_a_refused_frame_raises_in_its_place() -> None:
    film, watcher, seen = Film(), Watcher(refuses_s=0.7), list[PoseFrame]()
    before = threading.active_count()
    with pytest.raises(EstimatorError):
        seen.extend(pose for pose, _ in WatchedVideo(film, watcher).poses())
    poses = WatchedVideo(Film(), watcher).poses()
    assert [next(poses)[0].time_s for _ in range(7)] == [index / 10 for index in range(7)]
    with pytest.raises(EstimatorError):
        next(poses)
    assert film.closed
    assert threading.active_count() == before


def test_everything_is_closed_when_the_consumer_stops_early() -> None:
    film, watcher = Film(), Watcher()
    before = threading.active_count()
    poses = WatchedVideo(film, watcher).poses()
    assert isinstance(poses, Generator)
    with closing(poses):
        next(poses)
    assert film.closed
    assert watcher.n_closed == 1
    assert threading.active_count() == before


def test_each_reading_closes_the_estimator() -> None:
    watched = WatchedVideo(Film(), watcher := Watcher())
    assert len(list(watched.poses())) == len(list(watched.poses())) == 20
    assert watcher.n_closed == 2
