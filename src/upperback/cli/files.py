"""A file that is written whole or not at all."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from upperback.errors import ExportError


@contextmanager
def written(file: Path) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name only when all of it is there."""
    if file.is_dir():
        raise ExportError(f"{file}: expected a file to write, got a folder")
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with unfinished.open("wb") as target:
            yield target
        unfinished.replace(file)
    except OSError as error:
        raise _in_words(file, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _in_words(file: Path, error: OSError) -> ExportError:
    if error.errno == errno.ENOSPC:
        return ExportError(f"{file}: there is no room left on the disk; nothing was written")
    if not file.parent.is_dir():
        return ExportError(f"{file}: the folder {file.parent} is not there; make it first")
    return ExportError(f"{file}: cannot be written ({error.strerror})")
