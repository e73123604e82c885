"""What is written in one turn of the event loop leaves together, in order, and before closing."""

import asyncio
from typing import Any, cast

from upperback.web.corked_socket import CorkedTransport


class Wire:
    """The part of a transport that is written to."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        assert not self.is_closed
        self.written.append(data)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def get_extra_info(self, name: str) -> str:
        return f"of the wire: {name}"


def _corked(wire: Wire) -> CorkedTransport:
    return CorkedTransport(cast("Any", wire), asyncio.get_running_loop())


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
    async def close() -> Wire:
        wire = Wire()
        corked = _corked(wire)
        corked.write(b"goodbye")
        corked.close()
        await asyncio.sleep(0)
        return wire

    wire = asyncio.run(close())
    assert wire.written == [b"goodbye"]
    assert wire.is_closed


def test_a_closed_wire_is_left_alone() -> None:
    async def write_too_late() -> Wire:
        wire = Wire()
        corked = _corked(wire)
        corked.write(b"lost")
        wire.close()
        await asyncio.sleep(0)
        return wire

    assert asyncio.run(write_too_late()).written == []


def test_all_else_is_the_wires_own() -> None:
    async def ask() -> str:
        told: str = _corked(Wire()).get_extra_info("peername")
        return told

    assert asyncio.run(ask()) == "of the wire: peername"
