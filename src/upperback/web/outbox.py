"""What a page is to be sent, in order; what tells of a rep waits until the rep is written.

A page that was told of a rep relies on it, so a server that dies just then must have it in the
journal. Acknowledgements promise nothing and never wait: the page goes on sending frames however
slow the disk is.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from upperback.services.live_journal import Writing


class Outbox:
    """Texts that are to be sent.

    Parameters
    ----------
    wake
        Called, on the event loop, when something that waited can be sent.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._ready: deque[str] = deque()
        self._waiting: deque[tuple[Writing | None, Sequence[str]]] = deque()

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be sent now."""
        return not self._ready

    def put(self, text: str) -> None:
        """Send a text that promises nothing."""
        self._ready.append(text)

    def tell(self, texts: Sequence[str], writing: Writing | None) -> None:
        """Send texts once a write is done, and no earlier than what was told before."""
        if writing is None and not self._waiting:
            self._ready.extend(texts)
            return
        self._waiting.append((writing, texts))
        if writing is not None:
            loop = asyncio.get_running_loop()
            writing.add_done_callback(lambda _: loop.call_soon_threadsafe(self._wake))

    def release(self) -> bool:
        """Let go what waited for writes that are done; return whether there was any."""
        n_waited = len(self._waiting)
        while self._waiting:
            writing, texts = self._waiting[0]
            if writing is not None and not writing.done():
                break
            self._ready.extend(texts)
            self._waiting.popleft()
        return len(self._waiting) < n_waited

    def take(self) -> Iterator[str]:
        """Yield what can be sent now."""
        while self._ready:
            yield self._ready.popleft()
