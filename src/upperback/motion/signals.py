"""The signals: one table of numbers that can be read off a body.

Zero and sign of each signal are documented in its row and nowhere else. A signal
is valid only in the views named; elsewhere it is not measured. Every function takes
a `Body` with any leading axes, so one frame and a whole track use the same call, and
lets NaN (an unseen landmark) through.
"""

from upperback.errors import UnknownSignalError
from upperback.motion import (
    arm_signals,
    back_signals,
    hand_signals,
    trunk_signals,
    turn_signals,
)
from upperback.motion.signal import Signal

SIGNALS: dict[str, Signal] = {
    row.name: row
    for module in (trunk_signals, arm_signals, hand_signals, back_signals, turn_signals)
    for row in module.ROWS
}
"""Every signal by its name."""


def signal(name: str) -> Signal:
    """Return the row of the table with this name.

    Parameters
    ----------
    name
        A key of `SIGNALS`.

    Returns
    -------
    Signal

    Raises
    ------
    UnknownSignalError
        If there is none; the text lists the names.
    """
    try:
        return SIGNALS[name]
    except KeyError:
        known = ", ".join(sorted(SIGNALS))
        raise UnknownSignalError(f"no signal {name!r}; expected one of: {known}") from None


__all__ = ["SIGNALS", "Signal", "signal"]
