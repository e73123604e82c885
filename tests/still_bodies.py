"""Bodies that stand still, as tests of looks see them."""

from typing import Any

from builders import performed
from upperback.coach.still_watch import Stillness, StillWatch
from upperback.exercises.still_loader import standing_look
from upperback.mannequin import Noise, Performance
from upperback.motion.pose import PoseFrame


def standing_frames(seconds: float = 4.0, **more: Any) -> tuple[PoseFrame, ...]:
    """Return somebody relaxed, seen from the left as a page would send it.

    ``more`` are fields of `Performance`, and parameters of the posture.
    """
    fields = {name for name in Performance.__dataclass_fields__ if name in more}
    posture = tuple((name, float(value)) for name, value in more.items() if name not in fields)
    asked: dict[str, Any] = {
        "exercise": "standing",
        "idle_s": seconds,
        "fps": 8.0,
        "silhouette": True,
        "noise": Noise(landmark_px=1.0),
        "posture": posture,
    }
    return performed(Performance(**(asked | {name: more[name] for name in fields}))).frames


def looked(frames: tuple[PoseFrame, ...]) -> list[Stillness]:
    """Return what the watch says of each frame."""
    watch = StillWatch(standing_look(), model_name="mannequin")
    return [watch.push(frame) for frame in frames]
