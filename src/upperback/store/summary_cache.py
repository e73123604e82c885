"""Day summaries that were read before: only those written since are read again.

Ten years are some 20,000 rows; making them takes most of the time of the progress page.
"""

import threading
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from upperback.store.stale_days import SummariesByDay, complete, summaries, summaries_by_day
from upperback.store.tables import DAY_SUMMARIES
from upperback.training.summaries import DaySummary


class SummaryCache:
    """The summaries of one journal, for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: SummariesByDay = {}
        self._revision = 0

    def read(
        self, connection: Connection, since: date | None, until: date | None
    ) -> Sequence[DaySummary]:
        """Return the summaries of some days, as the connection sees them.

        The connection must see what is committed, and nothing else.
        """
        with self._lock:
            if not self._known and (since, until) != (None, None):
                return summaries(connection, since, until)
            self._catch_up(connection)
            known = self._known
        return complete(connection, known, since, until)

    def _catch_up(self, connection: Connection) -> None:
        counted = select(func.count(), func.max(DAY_SUMMARIES.c.revision))
        n_days, revision = connection.execute(counted).one()
        newer = summaries_by_day(connection, DAY_SUMMARIES.c.revision > self._revision)
        known = {**self._known, **newer}
        if len(known) != n_days:  # a day was forgotten
            known = summaries_by_day(connection)
        self._known, self._revision = known, revision or 0
