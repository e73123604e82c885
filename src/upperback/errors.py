"""Every error the project raises on purpose.

Anything else that propagates is a bug and keeps its traceback::

    UpperbackError
    +-- InvalidPoseError (ValueError)        a pose frame or array of the wrong shape or kind
    +-- InvalidExerciseError (ValueError)    a mistake in an exercise file: file, key, expected, got
    +-- UnknownExerciseError (LookupError)   no exercise of that name
    +-- UnknownSignalError (LookupError)     no signal of that name in the SIGNALS table
    +-- UnknownMuscleError (LookupError)     no muscle of that name on the body map
    +-- VideoError                           the video cannot be used
    |   +-- VideoNotReadableError            missing, a directory, no permission
    |   +-- VideoDecodeError                 not a video, no video stream, no frame decodes
    +-- RecordingError (ValueError)          a pose recording that breaks the contract
    +-- ModelFileError                       the pose model is missing or damaged
    +-- EstimatorError                       the pose model refused a frame
    +-- ExportError                          a report or an annotated video cannot be written
    +-- InvalidRecordError (ValueError)      a value that no training record can hold
    +-- UnknownRecordError (LookupError)     no session, set or rep of that id in the journal
    +-- ImportFileError (ValueError)         a file to be imported: line, field, expected, got
    +-- StoreError                           the journal cannot be read or written
    |   +-- StoreBusyError                   another program holds it locked
    |   +-- StoreFullError                   no room on the disk
    |   +-- StoreVersionError                made by a newer version of this program
    +-- LiveError                            a live session was asked for something it cannot do
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


class UnknownMuscleError(UpperbackError, LookupError):
    """The body map has no muscle of the name asked for."""


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


class InvalidRecordError(UpperbackError, ValueError):
    """A value that no training record can hold, such as pain of 11."""


class UnknownRecordError(UpperbackError, LookupError):
    """The journal holds no session, set or rep of that id."""


class ImportFileError(UpperbackError, ValueError):
    """A file to be imported holds a mistake; the text names line, field, expected and got."""


class StoreError(UpperbackError):
    """The journal cannot be read or written."""


class StoreBusyError(StoreError):
    """Another program holds the journal locked for longer than we wait."""


class StoreFullError(StoreError):
    """There is no room on the disk; nothing was written."""


class StoreVersionError(StoreError):
    """The journal was made by a newer version of this program."""


class LiveError(UpperbackError):
    """A live session was asked for something it cannot do now."""


class ExerciseFileWarning(UserWarning):
    """An exercise file of one's own holds a mistake and was left out."""
