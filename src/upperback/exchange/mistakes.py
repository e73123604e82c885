"""What is said of a mistake in a file: line, field, what was expected and what was found."""

from upperback.errors import ImportFileError

_LONGEST = 60


def mistake(where: str, field: str, expected: str, got: object) -> ImportFileError:
    """Return the error to raise, in the form that all readers share."""
    return ImportFileError(f"{where}: {field}: expected {expected}, got {shown(got)}")


def shown(value: object) -> str:
    """Return a value as it is shown in a message, cut where it is long."""
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "an object"
        case list():
            return "a list"
    text = repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
