"""The sample clips that the page offers, each with its picture."""

from pathlib import Path

from services.live_fakes import Scene
from upperback.web.files import HERE
from upperback.web.setup import SampleClip
from web.pages import a_client

CLIPS = sorted((HERE / "samples").glob("*.mp4"))


def _sample(clip: Path) -> SampleClip:
    return SampleClip(name=clip.stem, title=clip.stem, exercise=clip.stem, path=clip)


def test_every_exercise_has_a_clip_with_a_picture() -> None:
    with a_client(Scene(), samples=tuple(map(_sample, CLIPS))) as client:
        offered = client.get("/api/info").json()["samples"]
        assert len(offered) == 5
        for sample in offered:
            assert client.get(sample["url"]).headers["content-type"] == "video/mp4"
            poster = client.get(sample["poster"])
            assert poster.headers["content-type"] == "image/webp"
            assert len(poster.content) < 6000


def test_a_clip_without_a_picture_is_offered_without(tmp_path: Path) -> None:
    clip = tmp_path / "seated_row.mp4"
    clip.touch()
    with a_client(Scene(), samples=(_sample(clip),)) as client:
        (sample,) = client.get("/api/info").json()["samples"]
        assert sample["poster"] is None
        assert client.get("/samples/seated_row.webp").status_code == 404
        assert client.get("/samples/none.webp").status_code == 404
