"""Keep the chatter of C++ libraries off the terminal without touching our own messages.

TensorFlow Lite and Abseil inside MediaPipe write notes for their developers to
the C library's ``stderr``, with no switch to turn them off. Python writes to file
descriptor 2 directly and never through that C stream, so the stream alone can be
pointed elsewhere while a native call runs: our own output, progress bars and
terminal detection included, stays as it is. What the C++ side says that is not
known chatter is passed on afterwards.
"""

import atexit
import ctypes
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

_CHATTER = re.compile(
    rb"[IW]\d{4} \d\d:\d\d:"  # Abseil: information and warnings, such as "W0000 00:00:17...] ..."
    rb"|WARNING: Logging before InitGoogle\(\)"  # Abseil's own preface to them
    rb"|(INFO|WARNING): "  # TensorFlow Lite: "Created TensorFlow Lite XNNPACK delegate ..."
)
_UNBUFFERED = 2  # _IONBF of <stdio.h>


class _NativeStderr:
    """The C library's ``stderr`` pointer and the file that stands in for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._pointer, self._stream, self._file = _stand_in()
        self._real = self._pointer.value if self._pointer else None
        self._read = 0

    def divert(self) -> None:
        with self._lock:
            if self._pointer is not None:
                self._pointer.value = self._stream
            self._users += 1

    def restore(self) -> None:
        with self._lock:
            self._users -= 1
            if self._pointer is not None and not self._users:
                self._pointer.value = self._real
                self._pass_on()

    def _pass_on(self) -> None:
        assert self._file is not None
        end = os.fstat(self._file.fileno()).st_size
        if end == self._read:
            return
        said = os.pread(self._file.fileno(), end - self._read, self._read)
        self._read = end
        lines = [line for line in said.splitlines(keepends=True) if not _CHATTER.match(line)]
        os.write(2, b"".join(lines))


def _stand_in() -> tuple[ctypes.c_void_p | None, int | None, BinaryIO | None]:
    """Return the pointer, a C stream and its file; nothing where the C library hides them."""
    try:
        library = ctypes.CDLL(None)
        pointer = ctypes.c_void_p.in_dll(library, "stderr")
    except (OSError, TypeError, ValueError):
        return None, None, None
    library.fdopen.restype = ctypes.c_void_p
    library.setvbuf.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_size_t]
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
    atexit.register(file.close)
    stream = library.fdopen(os.dup(file.fileno()), b"a")
    library.setvbuf(stream, None, _UNBUFFERED, 0)
    return pointer, stream, file


_lock = threading.Lock()
_native_stderr: _NativeStderr | None = None


@contextmanager
def without_chatter() -> Iterator[None]:
    """Run native calls with known chatter dropped; anything else they say is passed on after."""
    global _native_stderr  # noqa: PLW0603 - the C stream is one per process
    with _lock:
        native = _native_stderr = _native_stderr or _NativeStderr()
    native.divert()
    try:
        yield
    finally:
        native.restore()
