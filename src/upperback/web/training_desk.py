"""What the pages of programme and progress work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from upperback.services.session_pages import Removals
from upperback.wiring.journal import Training


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDesk:
    """What the pages of programme and progress work with.

    Attributes
    ----------
    training
        The journal, opened, and what plans from it.
    removals
        What was deleted a moment ago.
    now
        The clock on the wall.
    new_id
        Makes ids.
    """

    training: Training
    removals: Removals
    now: Callable[[], datetime]
    new_id: Callable[[], str]
