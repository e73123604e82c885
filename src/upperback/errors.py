"""Every error the project raises on purpose.

Anything else that propagates is a bug and keeps its traceback::

    UpperbackError
    +-- InvalidPoseError (ValueError)        a pose frame or array of the wrong shape or kind
    +-- InvalidExerciseError (ValueError)    a mistake in an exercise file: file, key, expected, got
    +-- UnknownExerciseError (LookupError)   no exercise of that name
    +-- UnknownSignalError (LookupError)     no signal of that name in the SIGNALS table
    +-- VideoError                           the video cannot be used
    |   +-- VideoNotReadableError            missing, a directory, no permission
    |   +-- VideoDecodeError                 not a video, no video stream, no frame decodes
    +-- RecordingError (ValueError)          a pose recording that breaks the contract
    +-- ModelFileError                       the pose model is missing or damaged
    +-- EstimatorError                       the pose model refused a frame
    +-- ExportError                          a report or an annotated video cannot be written
"""


class UpperbackError(Exception):
    """Base of all errors the project raises on purpose; its text is fit to be shown."""


class InvalidPoseError(UpperbackError, ValueError):
    """A pose frame or an array of landmarks has the wrong shape or kind."""


class InvalidExerciseError(UpperbackError, ValueError):
    """An exercise file holds a mistake; the text names file, key, expected and got."""


class UnknownExerciseError(UpperbackError, LookupError):
    """No exercise has the name asked for."""


class UnknownSignalError(UpperbackError, LookupError):
    """No signal has the name asked for."""


class VideoError(UpperbackError):
    """A video cannot be used."""


class VideoNotReadableError(VideoError):
    """The path is missing, a directory, or may not be read."""


class VideoDecodeError(VideoError):
    """The file is not a video, has no video stream, or none of its frames decodes."""


class RecordingError(UpperbackError, ValueError):
    """A pose recording breaks its contract (DESIGN 5)."""


class ModelFileError(UpperbackError):
    """The pose model is missing or damaged."""


class EstimatorError(UpperbackError):
    """The pose model refused a frame."""


class ExportError(UpperbackError):
    """A report or an annotated video cannot be written."""
