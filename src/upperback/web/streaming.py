"""A file that is sent while it is written: constant memory, however long it gets."""

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import BinaryIO, cast

_CHUNK_BYTES = 64 * 1024
_CHUNKS_AHEAD = 8
_LOOK_S = 0.5


class _Pipe:
    """What the writer sees as a file: it waits where the reader is slower."""

    def __init__(self) -> None:
        self.chunks: Queue[bytes | Exception | None] = Queue(maxsize=_CHUNKS_AHEAD)
        self.is_closed = Event()
        self._gathered = bytearray()

    def write(self, data: bytes) -> int:
        """Take some bytes; BrokenPipeError where nobody reads any more."""
        self._gathered += data
        if len(self._gathered) >= _CHUNK_BYTES:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand over what was gathered."""
        if self._gathered:
            self.put(bytes(self._gathered))
            self._gathered.clear()

    def put(self, item: bytes | Exception | None) -> None:
        """Hand over bytes, the end (None), or why there is no end."""
        while not self.is_closed.is_set():
            with suppress(Full):
                self.chunks.put(item, timeout=_LOOK_S)
                return
        raise BrokenPipeError("nobody reads any more")


def streamed(write: Callable[[BinaryIO], object]) -> Generator[bytes, None, None]:
    """Yield what a function writes into the file that it is given, as it is written.

    The function runs on a thread of its own; what it raises is raised here. Where this
    generator is closed early, its next write fails.
    """
    pipe = _Pipe()

    def run() -> None:
        end: Exception | None = None
        try:
            write(cast(BinaryIO, pipe))
            pipe.flush()
        except Exception as error:  # noqa: BLE001 - raised again by the reader
            end = error
        with suppress(BrokenPipeError):  # nobody is left to be told
            pipe.put(end)

    thread = Thread(target=run, name="export", daemon=True)
    thread.start()
    try:
        yield from _read(pipe)
    finally:
        pipe.is_closed.set()
        with suppress(Empty):
            while True:
                pipe.chunks.get_nowait()
        thread.join()


def _read(pipe: _Pipe) -> Iterator[bytes]:
    while (item := pipe.chunks.get()) is not None:
        if isinstance(item, Exception):
            raise item
        yield item
