"""A pose frame as bytes and back: the binary message of docs/live-protocol.md."""

import struct
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from upperback.errors import LiveError
from upperback.motion.landmarks import N_LANDMARKS
from upperback.motion.pose import PoseFrame, Silhouette

VERSION = 1
_HAS_SILHOUETTE = 1
_HEAD = struct.Struct("<BBHId")
_N_PLACES = N_LANDMARKS * 6
_N_FLOATS = N_LANDMARKS * 7
_SIZE = struct.Struct("<HH")
_RECT = struct.Struct("<4f")
_SIZE_AT = _HEAD.size + 4 * _N_FLOATS
_PLAIN_BYTES = _SIZE_AT + _SIZE.size
_MASK_AT = _PLAIN_BYTES + _RECT.size + _SIZE.size
_MAX_MASK_PX = 256
MAX_FRAME_BYTES = _MASK_AT + _MAX_MASK_PX**2
# Landmarks lie near the picture, whose width is 1, and within metres of the hips: what is
# further off was not seen.
_FAR = 100.0
# A page that has been open for a year.
_MAX_TIME_S = 4e7
_RECT_SLACK = 1e-3


class MalformedError(LiveError):
    """A message that breaks the live protocol; the text says where."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameMessage:
    """One binary message: a pose frame and its place in the connection's sequence."""

    sequence: int
    frame: PoseFrame


def sequence_of(message: bytes) -> int:
    """Return the sequence number of a binary message, without reading the rest."""
    _check_head(message)
    return int.from_bytes(message[4:8], "little")


def decode_frame(message: bytes) -> FrameMessage:
    """Read a binary message; raises MalformedError where it is not exactly a frame."""
    _check_head(message)
    _, flags, _, sequence, time_s = _HEAD.unpack_from(message)
    if not 0.0 <= time_s <= _MAX_TIME_S:
        raise MalformedError(f"frame: expected a time of 0 s or more, got {time_s}")
    numbers = np.frombuffer(message, "<f4", _N_FLOATS, _HEAD.size).astype(float)
    places, visibility = numbers[:_N_PLACES], numbers[_N_PLACES:]
    size = np.abs(places)
    if not size.max() <= _FAR:  # one is far off, or not a number
        places[~(size <= _FAR)] = np.nan
    seen = visibility.tolist()
    if not 0.0 <= min(seen) <= max(seen) <= 1.0 or isnan(sum(seen)):
        raise MalformedError("frame: expected visibilities of 0 to 1")
    image, world = places.reshape(2, N_LANDMARKS, 3)
    width_px, height_px = _SIZE.unpack_from(message, _SIZE_AT)
    if not width_px or not height_px:
        raise MalformedError(f"frame: expected a picture size, got {width_px} x {height_px}")
    frame = PoseFrame(
        time_s=time_s,
        image=image,
        world=world,
        visibility=visibility,
        size_px=(width_px, height_px),
        silhouette=_silhouette(message) if flags else None,
    )
    return FrameMessage(sequence=sequence, frame=frame)


def encode_frame(frame: PoseFrame, *, sequence: int) -> bytes:
    """Write a pose frame as a binary message."""
    silhouette = frame.silhouette
    flags = _HAS_SILHOUETTE if silhouette is not None else 0
    parts = [
        _HEAD.pack(VERSION, flags, 0, sequence, frame.time_s),
        *(each.astype("<f4").tobytes() for each in (frame.image, frame.world, frame.visibility)),
        _SIZE.pack(*frame.size_px),
    ]
    if silhouette is not None:
        height, width = silhouette.mask.shape
        parts += [_RECT.pack(*silhouette.rect), _SIZE.pack(width, height)]
        parts.append(silhouette.mask.tobytes())
    return b"".join(parts)


def _check_head(message: bytes) -> None:
    if len(message) < _PLAIN_BYTES:
        raise MalformedError(f"frame: expected at least {_PLAIN_BYTES} bytes, got {len(message)}")
    version, flags, reserved = message[0], message[1], message[2] | message[3]
    if version != VERSION:
        raise MalformedError(f"frame: expected version {VERSION}, got {version}")
    if flags not in (0, _HAS_SILHOUETTE) or reserved:
        raise MalformedError(f"frame: expected flags of 0 or 1, got {flags}, {reserved}")
    if not flags and len(message) != _PLAIN_BYTES:
        raise MalformedError(f"frame: expected {_PLAIN_BYTES} bytes, got {len(message)}")


def _silhouette(message: bytes) -> Silhouette:
    if len(message) < _MASK_AT:
        raise MalformedError(
            f"frame with a silhouette: expected at least {_MASK_AT} bytes, got {len(message)}"
        )
    left, top, right, bottom = _RECT.unpack_from(message, _PLAIN_BYTES)
    low, high = -_RECT_SLACK, 1.0 + _RECT_SLACK
    if not (low <= left < right <= high and low <= top < bottom <= high):
        raise MalformedError(
            "silhouette: expected left < right and top < bottom within 0 to 1, "
            f"got {left:g}, {top:g}, {right:g}, {bottom:g}"
        )
    width, height = _SIZE.unpack_from(message, _PLAIN_BYTES + _RECT.size)
    if not (0 < width <= _MAX_MASK_PX and 0 < height <= _MAX_MASK_PX):
        raise MalformedError(
            f"silhouette: expected 1 to {_MAX_MASK_PX} pixels a side, got {width} x {height}"
        )
    if len(message) != _MASK_AT + width * height:
        raise MalformedError(
            f"silhouette of {width} x {height}: expected {_MASK_AT + width * height} bytes, "
            f"got {len(message)}"
        )
    mask: NDArray[np.uint8] = np.frombuffer(message, np.uint8, width * height, _MASK_AT)
    return Silhouette(mask=mask.reshape(height, width), rect=(left, top, right, bottom))
