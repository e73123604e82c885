"""Do the work of an iterator ahead of the one who reads it."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T], depth: int) -> Generator[T, None, None]:
    """Yield ``items`` in order while a thread prepares up to ``depth`` of them in advance.

    An error of ``items`` is raised in its place. When the reader stops early or
    raises, the thread ends before this generator is closed.
    """
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upperback-decode")
    try:
        waiting = deque(worker.submit(next, items, None) for _ in range(depth))
        while (item := waiting.popleft().result()) is not None:
            waiting.append(worker.submit(next, items, None))
            yield item
    finally:
        worker.shutdown(cancel_futures=True)
