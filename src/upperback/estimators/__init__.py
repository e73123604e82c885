"""Where pose frames come from: MediaPipe watching a video, or a saved recording.

Nothing heavy is imported here: MediaPipe loads at the first picture a MediaPipePose sees.
"""

from upperback.estimators.mediapipe_pose import MediaPipePose
from upperback.estimators.model_file import ModelFile, find_model
from upperback.estimators.recording import Recording, is_recording, load_recording
from upperback.estimators.recording_writer import RecordingWriter
from upperback.estimators.replay import Replay
from upperback.estimators.watched_video import LONGEST_SIDE_PX, WatchedVideo

__all__ = [
    "LONGEST_SIDE_PX",
    "MediaPipePose",
    "ModelFile",
    "Recording",
    "RecordingWriter",
    "Replay",
    "WatchedVideo",
    "find_model",
    "is_recording",
    "load_recording",
]
