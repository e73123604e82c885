"""A window that writes reps until somebody ends it; run as a program by the tests.

Tells the number of each rep on standard output once the journal has taken it.
"""

import sys
from itertools import count, islice

from store.training import a_rep, a_session, a_set
from upperback.store import open_journal


def main(address: str, window: str, n_reps: int | None) -> None:
    with open_journal(address, patience_s=30.0) as journal:
        journal.begin_session(a_session(f"session of {window}", ended_at=None))
        journal.begin_set(f"session of {window}", a_set(f"set of {window}", 0, ended_at=None))
        for index in islice(count(1), n_reps):
            journal.put_rep(f"set of {window}", a_rep(index))
            print(index, flush=True)  # noqa: T201 - this is how it tells


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
