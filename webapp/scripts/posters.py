"""Draw the posters of the sample clips, one picture of each; run by hand when a clip changes."""

from pathlib import Path

import av

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# Where in the clip the exercise is known at a glance.
SHARE = 0.25
SIZE = (320, 240)
QUALITY = 65


def main() -> None:
    """Write NAME.webp beside each NAME.mp4."""
    for clip in sorted(SAMPLES.glob("*.mp4")):
        with av.open(str(clip)) as video:
            frames = list(video.decode(video=0))
        picture = frames[int(SHARE * len(frames))].to_image().resize(SIZE)
        picture.save(clip.with_suffix(".webp"), quality=QUALITY, method=6)


main()
