"""Who may come in from the network: a one-time code, typed in on the phone, becomes a cookie."""

import secrets
from collections.abc import Callable
from hmac import compare_digest

COOKIE = "upperback_access"
_DIGITS = 6
# Five guesses a minute find a code of six digits in some five months.
_MAX_WRONG = 5
_LOCKED_S = 60.0


class OneTimeCode:
    """Hands out a token for the right code, once; then there is another code.

    Parameters
    ----------
    now_s
        A steady clock.
    announce
        Called with each new code, to show it on the machine itself.
    """

    def __init__(self, *, now_s: Callable[[], float], announce: Callable[[str], None]) -> None:
        self._now_s = now_s
        self._announce = announce
        self._tokens: set[str] = set()
        self._n_wrong = 0
        self._locked_until_s = 0.0
        self._code = ""
        self._renew()

    @property
    def locked_s(self) -> float:
        """For how long no code is taken."""
        return max(0.0, self._locked_until_s - self._now_s())

    def exchange(self, code: str) -> str | None:
        """Return a token for the right code, None for a wrong one or while locked."""
        if self.locked_s:
            return None
        if not compare_digest(code.replace(" ", "").encode(), self._code.encode()):
            self._n_wrong += 1
            if self._n_wrong >= _MAX_WRONG:
                self._n_wrong, self._locked_until_s = 0, self._now_s() + _LOCKED_S
            return None
        self._n_wrong = 0
        token = secrets.token_urlsafe(32)
        self._tokens.add(token)
        self._renew()
        return token

    def knows(self, token: str | None) -> bool:
        """Whether a token was handed out here."""
        return token is not None and any(
            compare_digest(token.encode(), each.encode()) for each in self._tokens
        )

    def _renew(self) -> None:
        self._code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        self._announce(self._code)
