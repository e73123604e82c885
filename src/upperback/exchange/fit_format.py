"""The FIT file format of Garmin, as much of it as an activity needs (FIT protocol 2.0).

A file is a header, records and a checksum. A record either defines a message (its
number and fields) or holds the data of one. The test reads the files with Garmin's
own SDK, which is not needed to write them.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

_HEADER_SIZE = 14
_PROTOCOL = 0x20
_PROFILE = 21_158
# FIT counts seconds from here.
_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_CRC_TABLE = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


class Base(IntEnum):
    """The base types used here, by their number in the protocol."""

    ENUM = 0x00
    UINT8 = 0x02
    STRING = 0x07
    UINT16 = 0x84
    UINT32 = 0x86
    UINT32Z = 0x8C


_CODES = {
    Base.ENUM: "B",
    Base.UINT8: "B",
    Base.UINT16: "H",
    Base.UINT32: "I",
    Base.UINT32Z: "I",
}
# What stands for "no value"; of a z type it is 0.
_NO_VALUE = {
    Base.ENUM: 0xFF,
    Base.UINT8: 0xFF,
    Base.UINT16: 0xFFFF,
    Base.UINT32: 0xFFFFFFFF,
    Base.UINT32Z: 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a message: its number, its type and its value; None is no value."""

    number: int
    base: Base
    value: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message by its number in the FIT profile."""

    number: int
    fields: tuple[Field, ...]


def fit_time(moment: datetime) -> int:
    """Return an aware time as FIT counts it, in whole seconds."""
    return round((moment - _EPOCH).total_seconds())


def fit_bytes(messages: Iterable[Message]) -> bytes:
    """Return the messages as a file."""
    records = bytearray()
    defined: bytes | None = None
    for message in messages:
        values = [_encoded(field) for field in message.fields]
        definition = _definition(message, values)
        if definition != defined:
            records += definition
            defined = definition
        records += b"\x00" + b"".join(values)
    header = struct.pack("<BBHI4s", _HEADER_SIZE, _PROTOCOL, _PROFILE, len(records), b".FIT")
    whole = header + struct.pack("<H", _crc(header)) + records
    return whole + struct.pack("<H", _crc(whole))


def _definition(message: Message, values: Sequence[bytes]) -> bytes:
    head = struct.pack("<BBBHB", 0x40, 0, 0, message.number, len(values))
    fields = zip(message.fields, values, strict=True)
    return head + b"".join(bytes((f.number, len(value), f.base)) for f, value in fields)


def _encoded(field: Field) -> bytes:
    if isinstance(field.value, str):
        # A text ends with a zero byte; a field has at most 255.
        text = field.value.encode("utf-8")[:254]
        return text.decode("utf-8", "ignore").encode("utf-8") + b"\x00"
    value = _NO_VALUE[field.base] if field.value is None else field.value
    return struct.pack("<" + _CODES[field.base], value)


def _crc(data: bytes | bytearray) -> int:
    crc = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ _CRC_TABLE[crc & 0xF] ^ _CRC_TABLE[nibble]
    return crc
