"""What a page has said and nobody has worked on yet.

Messages are checked as they come. Of frames only the newest is kept; those before it are remembered
by their numbers, to be acknowledged unseen.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from upperback.errors import LiveError
from upperback.web.frame_codec import MAX_FRAME_BYTES, sequence_of
from upperback.web.refusal import CloseCode, Refusal
from upperback.web.token_bucket import TokenBucket
from upperback.web.wire import MAX_TEXT_BYTES, CommandMessage, Hello, Ping, decode_control

# A page that wakes up may catch up for so long.
_BURST_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFrame:
    """A frame as it came: its place in the connection's sequence, and its bytes."""

    sequence: int
    data: bytes


class Inbox:
    """Messages that were taken in.

    Parameters
    ----------
    rate_hz
        Messages a second that are taken in the long run.
    """

    def __init__(self, *, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._bucket = TokenBucket(rate_hz=rate_hz, burst=round(_BURST_S * rate_hz))
        self._sequence = -1
        self._frame: SentFrame | None = None
        self._dropped: deque[int] = deque()
        self._control: deque[CommandMessage | Ping] = deque()

    def take(self, data: bytes | None, text: str | None, *, now_s: float) -> None:
        """Take a message, bytes or text; Refusal where it is none, or one too many."""
        if not self._bucket.take(now_s):
            raise Refusal(CloseCode.TOO_MANY, f"more than {self._rate_hz:g} messages a second")
        if data is not None:
            self._take_frame(data)
            return
        control = control_of(text or "")
        if isinstance(control, Hello):
            raise Refusal(CloseCode.MALFORMED, "hello: expected it once")
        self._control.append(control)

    def controls(self) -> Iterator[CommandMessage | Ping]:
        """Yield the commands and pings, in order."""
        while self._control:
            yield self._control.popleft()

    def dropped(self) -> Iterator[int]:
        """Yield the sequence numbers of the frames that nobody will work on."""
        while self._dropped:
            yield self._dropped.popleft()

    def frame(self) -> SentFrame | None:
        """Return the newest frame, once."""
        frame, self._frame = self._frame, None
        return frame

    def _take_frame(self, data: bytes) -> None:
        if len(data) > MAX_FRAME_BYTES:
            raise Refusal(
                CloseCode.TOO_LARGE,
                f"frame: expected at most {MAX_FRAME_BYTES} bytes, got {len(data)}",
            )
        try:
            sequence = sequence_of(data)
        except LiveError as error:
            raise Refusal(CloseCode.MALFORMED, str(error)) from error
        if sequence <= self._sequence:
            raise Refusal(
                CloseCode.MALFORMED,
                f"frame: expected a sequence number above {self._sequence}, got {sequence}",
            )
        self._sequence = sequence
        if self._frame is not None:
            self._dropped.append(self._frame.sequence)
        self._frame = SentFrame(sequence=sequence, data=data)


def control_of(text: str) -> Hello | CommandMessage | Ping:
    """Read a text message; Refusal where it is none of ours."""
    if len(text) > MAX_TEXT_BYTES:
        raise Refusal(
            CloseCode.TOO_LARGE,
            f"message: expected at most {MAX_TEXT_BYTES} characters, got {len(text)}",
        )
    try:
        return decode_control(text)
    except LiveError as error:
        raise Refusal(CloseCode.MALFORMED, str(error)) from error
