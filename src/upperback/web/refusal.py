"""Why a live connection is closed: the codes of docs/live-protocol.md."""

from dataclasses import dataclass
from enum import IntEnum


class CloseCode(IntEnum):
    """Close codes of the live socket."""

    GOING_AWAY = 1001
    MALFORMED = 4400
    NOT_ALLOWED = 4401
    NO_SESSION = 4404
    NO_HELLO = 4408
    TAKEN_OVER = 4409
    TOO_LARGE = 4413
    TOO_MANY = 4429


@dataclass
class Refusal(Exception):  # noqa: N818 - not an error of the program: it ends one connection
    """Ends a connection with a code and a reason in plain words."""

    code: CloseCode
    text: str

    @property
    def name(self) -> str:
        """Name of the code, as messages carry it."""
        return self.code.name.lower()
