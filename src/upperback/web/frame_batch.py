"""Some seconds of pose frames in one request: each frame of the live protocol after its length."""

import struct

from upperback.motion.pose import PoseFrame
from upperback.web.frame_codec import MAX_FRAME_BYTES, MalformedError, decode_frame

_LENGTH = struct.Struct("<I")
# A look needs some 3.5 s at 8 frames a second; twice that for pages that see more.
MOST_FRAMES = 60
MOST_BYTES = MOST_FRAMES * (_LENGTH.size + MAX_FRAME_BYTES)


def decode_batch(body: bytes) -> tuple[PoseFrame, ...]:
    """Read frames in the order of time; MalformedError names the frame that is wrong."""
    frames: list[PoseFrame] = []
    place = 0
    while place < len(body):
        number = len(frames) + 1
        if number > MOST_FRAMES:
            raise MalformedError(f"frames: expected at most {MOST_FRAMES}, got more")
        message, place = _message(body, place, number)
        try:
            frame = decode_frame(message).frame
        except MalformedError as error:
            raise MalformedError(f"frame {number}: {error}") from error
        if frames and not frame.time_s > frames[-1].time_s:
            raise MalformedError(
                f"frame {number}: expected a time after {frames[-1].time_s:g} s, "
                f"got {frame.time_s:g}"
            )
        frames.append(frame)
    return tuple(frames)


def _message(body: bytes, place: int, number: int) -> tuple[bytes, int]:
    """Return the bytes of one frame, and where the next one begins."""
    begin = place + _LENGTH.size
    if begin > len(body):
        raise MalformedError(f"frame {number}: expected a length of 4 bytes, the body ends before")
    (length,) = _LENGTH.unpack_from(body, place)
    if length > len(body) - begin:
        raise MalformedError(
            f"frame {number}: expected {length} bytes, got {len(body) - begin}; send it whole"
        )
    return body[begin : begin + length], begin + length
