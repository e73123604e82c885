"""What is written in one turn of the event loop leaves together, in order, and before closing.

And a stop of reading that is called off at once never happens.
"""

import asyncio
from collections.abc import Callable
from typing import cast

from upperback.web.corked_socket import CorkedTransport


class Wire:
    """The part of a transport that is written to, and stopped."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False
        self.stops: list[str] = []

    def write(self, data: bytes) -> None:
        assert not self.is_closed
        self.written.append(data)

    def pause_reading(self) -> None:
        self.stops.append("paused")

    def resume_reading(self) -> None:
        self.stops.append("resumed")

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def get_extra_info(self, name: str) -> str:
        return f"of the wire: {name}"


def _corked(wire: Wire) -> asyncio.Transport:
    stream = cast("asyncio.Transport", wire)
    return cast("asyncio.Transport", CorkedTransport(stream, asyncio.get_running_loop()))


def _after_a_turn(act: Callable[[asyncio.Transport, Wire], None]) -> Wire:
    async def run() -> Wire:
        wire = Wire()
        act(_corked(wire), wire)
        await asyncio.sleep(0)
        return wire

    return asyncio.run(run())


def test_a_turn_leaves_as_one() -> None:
    async def write() -> list[bytes]:
        wire = Wire()
        corked = _corked(wire)
        corked.write(b"one ")
        corked.write(b"two")
        assert wire.written == []
        await asyncio.sleep(0)
        corked.write(b"three")
        await asyncio.sleep(0)
        return wire.written

    assert asyncio.run(write()) == [b"one two", b"three"]


def test_nothing_said_is_lost_by_closing() -> None:
    def close(corked: asyncio.Transport, _: Wire) -> None:
        corked.write(b"goodbye")
        corked.close()

    wire = _after_a_turn(close)
    assert wire.written == [b"goodbye"]
    assert wire.is_closed


def test_a_closed_wire_is_left_alone() -> None:
    def write_too_late(corked: asyncio.Transport, wire: Wire) -> None:
        corked.write(b"lost")
        wire.close()

    assert _after_a_turn(write_too_late).written == []


def test_all_else_is_the_wires_own() -> None:
    def ask(corked: asyncio.Transport, _: Wire) -> None:
        assert corked.get_extra_info("peername") == "of the wire: peername"

    _after_a_turn(ask)


def test_a_stop_that_is_called_off_in_time_is_none() -> None:
    def take_at_once(corked: asyncio.Transport, _: Wire) -> None:
        for _message in range(3):
            corked.pause_reading()
            corked.resume_reading()

    assert _after_a_turn(take_at_once).stops == []


def test_reading_stops_where_nobody_takes_what_came() -> None:
    async def run() -> list[str]:
        wire = Wire()
        corked = _corked(wire)
        corked.pause_reading()
        corked.pause_reading()
        assert wire.stops == []
        await asyncio.sleep(0)
        assert wire.stops == ["paused"]
        corked.pause_reading()
        await asyncio.sleep(0)
        corked.resume_reading()
        corked.resume_reading()
        await asyncio.sleep(0)
        return wire.stops

    assert asyncio.run(run()) == ["paused", "resumed"]


def test_a_wire_that_closes_is_not_stopped() -> None:
    def close(corked: asyncio.Transport, _: Wire) -> None:
        corked.pause_reading()
        corked.close()

    assert _after_a_turn(close).stops == []
