"""Whether a folder can be written, asked before the work and not after it."""

import tempfile
from pathlib import Path

from upperback.errors import ExportError


def make_writable(folder: Path) -> None:
    """Make the folder if need be; an ExportError says why nothing can be written into it."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: expected a folder to write into, got a file; name another")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ExportError(
            f"{folder}: cannot write into this folder ({error.strerror}); name another"
        ) from error
