"""upperback: an open coach for the upper back.

For notebooks and programs::

    import upperback

    analysis = upperback.analyze("row.mp4")
    for rep in analysis.sets[0].reps:
        print(rep.index, rep.measures["elbow_flexion_deg"].value, rep.findings)

Names are loaded when first used, so that importing the package costs nothing.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from upperback.coach.engine import CoachEngine
    from upperback.coach.report import Finding, Measure, Rep, SetReport
    from upperback.errors import UpperbackError
    from upperback.exercises import Exercise, parse_exercise
    from upperback.motion.body import Body
    from upperback.motion.landmarks import Landmark
    from upperback.motion.pose import PoseFrame
    from upperback.motion.signals import SIGNALS
    from upperback.services.analysis import Analysis
    from upperback.wiring import all_exercises, analyze, open_source, save_recording

__version__ = version("upperback")

_HOMES = {
    "Analysis": "upperback.services.analysis",
    "Body": "upperback.motion.body",
    "CoachEngine": "upperback.coach.engine",
    "Exercise": "upperback.exercises",
    "Finding": "upperback.coach.report",
    "Landmark": "upperback.motion.landmarks",
    "Measure": "upperback.coach.report",
    "PoseFrame": "upperback.motion.pose",
    "Rep": "upperback.coach.report",
    "SIGNALS": "upperback.motion.signals",
    "SetReport": "upperback.coach.report",
    "UpperbackError": "upperback.errors",
    "all_exercises": "upperback.wiring",
    "analyze": "upperback.wiring",
    "open_source": "upperback.wiring",
    "parse_exercise": "upperback.exercises",
    "save_recording": "upperback.wiring",
}

__all__ = [
    "SIGNALS",
    "Analysis",
    "Body",
    "CoachEngine",
    "Exercise",
    "Finding",
    "Landmark",
    "Measure",
    "PoseFrame",
    "Rep",
    "SetReport",
    "UpperbackError",
    "all_exercises",
    "analyze",
    "open_source",
    "parse_exercise",
    "save_recording",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
