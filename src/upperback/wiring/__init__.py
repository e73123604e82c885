"""The only place where adapters are built and handed to the use cases.

One module for each part of the work. The heavy adapters (MediaPipe, PyAV, Jinja, SQLAlchemy)
are imported where they are built, so that `upperback --help` does not wait for them. What
stands on the journal is in `wiring.journal` and `wiring.exchange`, for those who need it.
"""

from upperback.wiring.analysis import OnFrame, Outputs, analyze, open_source, save_recording
from upperback.wiring.clock import NOW_VARIABLE, local_zone, wall_clock
from upperback.wiring.exercises import (
    AUTO,
    EXERCISES_VARIABLE,
    all_exercises,
    chosen_exercises,
    named_exercise,
    own_exercises_folder,
)
from upperback.wiring.live import (
    live_sessions_of,
    live_surroundings,
    open_live_sessions,
    pose_model,
)
from upperback.wiring.pages import exercise_texts, write_exercise_page, write_report

__all__ = [
    "AUTO",
    "EXERCISES_VARIABLE",
    "NOW_VARIABLE",
    "OnFrame",
    "Outputs",
    "all_exercises",
    "analyze",
    "chosen_exercises",
    "exercise_texts",
    "live_sessions_of",
    "live_surroundings",
    "local_zone",
    "named_exercise",
    "open_live_sessions",
    "open_source",
    "own_exercises_folder",
    "pose_model",
    "save_recording",
    "wall_clock",
    "write_exercise_page",
    "write_report",
]
