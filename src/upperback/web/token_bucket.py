"""How many messages a connection may send: so many a second, and some at once."""


class TokenBucket:
    """Fills steadily; each message takes one token.

    Parameters
    ----------
    rate_hz
        Messages a second in the long run.
    burst
        Messages at once after a pause.
    """

    def __init__(self, *, rate_hz: float, burst: int) -> None:
        self._rate_hz = rate_hz
        self._burst = float(burst)
        self._tokens = float(burst)
        self._filled_s: float | None = None

    def take(self, now_s: float) -> bool:
        """Take a token; False if there is none."""
        if self._filled_s is not None:
            gained = (now_s - self._filled_s) * self._rate_hz
            self._tokens = min(self._burst, self._tokens + gained)
        self._filled_s = now_s
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True
