"""Cutting what a page sends into whole WebSocket frames, and reading the plain ones quickly.

Most of what arrives is one binary message in one frame in one piece. Those need none of the parser
of a WebSocket library, which costs as much as the engine itself.
"""

from websockets.utils import apply_mask

# RFC 6455, 5.2: the last fragment of a binary message, of a text; a length that is masked.
_BINARY, _TEXT = 0x82, 0x81
_MASKED = 0x80
_SHORT, _TWO_BYTES, _EIGHT_BYTES = 125, 126, 127
_MASK_BYTES = 4


class WholeFrames:
    """Cuts a stream of bytes into frames.

    Parameters
    ----------
    max_bytes
        A frame that claims to be longer is given out at once, as far as it is there: whoever
        parses it refuses it by its head.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._rest = bytearray()

    def cut(self, data: bytes) -> list[bytes]:
        """Take the next bytes; return the frames that they complete."""
        if not self._rest and _frame_bytes(data) == len(data):
            return [data]  # nearly always
        self._rest += data
        frames: list[bytes] = []
        while self._rest:
            size = _frame_bytes(self._rest)
            if size is None or len(self._rest) < size <= self._max_bytes:
                break
            frames.append(bytes(self._rest[:size]))
            del self._rest[:size]
        return frames


def _frame_bytes(data: bytes | bytearray) -> int | None:
    """Length of the frame that the bytes begin with, by its head; None if that is not all there."""
    if len(data) < 2:
        return None
    mask_bytes, length = (_MASK_BYTES if data[1] & _MASKED else 0), data[1] & ~_MASKED
    if length <= _SHORT:
        return 2 + mask_bytes + length
    head_bytes = 4 if length == _TWO_BYTES else 10
    if len(data) < head_bytes:
        return None
    return head_bytes + mask_bytes + int.from_bytes(data[2:head_bytes], "big")


def binary_payload(frame: bytes) -> bytes | None:
    """Return what a whole frame carries, if it is a binary message of its own; else None."""
    is_plain = frame[0] == _BINARY and frame[1] & _MASKED
    if not is_plain or _frame_bytes(frame) != len(frame):
        return None
    length = frame[1] & ~_MASKED
    head_bytes = {_TWO_BYTES: 4, _EIGHT_BYTES: 10}.get(length, 2)
    at = head_bytes + _MASK_BYTES
    return apply_mask(frame[at:], frame[head_bytes:at])


def text_frame(text: str) -> bytes:
    """Return a text as a frame of the server."""
    payload = text.encode()
    n_bytes = len(payload)
    if n_bytes <= _SHORT:
        return bytes((_TEXT, n_bytes)) + payload
    if n_bytes < 1 << 16:
        return bytes((_TEXT, _TWO_BYTES)) + n_bytes.to_bytes(2, "big") + payload
    return bytes((_TEXT, _EIGHT_BYTES)) + n_bytes.to_bytes(8, "big") + payload
