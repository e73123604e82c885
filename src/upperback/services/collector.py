"""Python's collector of cyclic garbage, paused where tens of thousands of values are made.

It starts looking whenever some hundred more values exist than before, and then looks at all
of them; ten years of training are made of values that stay, so it finds nothing and takes as
long as the work itself.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_n_inside = 0
_was_enabled = True


@contextmanager
def collector_rests() -> Iterator[None]:
    """Let the collector rest; it goes on when the last thread has left."""
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _n_inside, _was_enabled  # noqa: PLW0603 - the collector is one for all threads
    with _lock:
        if not _n_inside:
            _was_enabled = gc.isenabled()
            gc.disable()
        _n_inside += 1


def _leave() -> None:
    global _n_inside  # noqa: PLW0603 - as above
    with _lock:
        _n_inside -= 1
        if not _n_inside and _was_enabled:
            gc.enable()
