"""Which page is attached to which training session; time passes for all of them here."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from upperback.services.live_desk import CommandDesk
from upperback.services.live_messages import Message
from upperback.services.live_sessions import LiveSessions
from upperback.web.refusal import CloseCode, Refusal

_TICK_S = 0.25


class Page(Protocol):
    """A page that is attached to a session."""

    def tell(self, messages: Sequence[Message]) -> None:
        """Send it messages, soon and in order."""

    def dismiss(self, refusal: Refusal) -> None:
        """Close the connection to it, soon."""

    async def gone(self) -> None:
        """Wait until it is closed."""


class Hub:
    """Knows the attached pages."""

    def __init__(self, sessions: LiveSessions) -> None:
        self.sessions = sessions
        self._pages: dict[str, Page] = {}

    @property
    def n_pages(self) -> int:
        """How many pages are attached."""
        return len(self._pages)

    def attach(self, session_id: str, page: Page) -> CommandDesk:
        """Attach a page; another one that was attached is closed. Refusal if nothing runs."""
        desk = self.sessions.find(session_id)
        if desk is None:
            raise Refusal(CloseCode.NO_SESSION, "no such training session; it may be over")
        other = self._pages.get(session_id)
        if other is not None:
            other.dismiss(Refusal(CloseCode.TAKEN_OVER, "another window goes on with this session"))
        self._pages[session_id] = page
        self.sessions.attended(session_id)
        return desk

    def detach(self, session_id: str, page: Page) -> None:
        """Note that a page is gone, unless another one took its place."""
        if self._pages.get(session_id) is page:
            del self._pages[session_id]
            self.sessions.left(session_id)

    def tell(self, session_id: str, messages: Sequence[Message]) -> None:
        """Send messages to the page of a session, if there is one."""
        page = self._pages.get(session_id)
        if page is not None and messages:
            page.tell(messages)

    async def keep_time(self) -> None:
        """Let rests end and forgotten sets pause, until cancelled."""
        while True:
            await asyncio.sleep(_TICK_S)
            self.sessions.pause_left_alone()
            for session_id in list(self._pages):
                desk = self.sessions.find(session_id)
                if desk is not None:
                    self.tell(session_id, desk.session.tick())

    async def close_all(self) -> None:
        """Close every connection, because the server stops."""
        pages = list(self._pages.values())
        for page in pages:
            page.dismiss(Refusal(CloseCode.GOING_AWAY, "the server stops"))
        await asyncio.gather(*(page.gone() for page in pages))
