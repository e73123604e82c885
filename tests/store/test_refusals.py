"""What databases refuse is said in plain words, whichever database it was."""

import psycopg.errors
import pytest
from sqlalchemy import exc

from upperback.errors import InvalidRecordError, StoreBusyError, StoreError, StoreFullError
from upperback.store.refusals import in_plain_words


@pytest.mark.parametrize(
    ("wrapper", "cause", "expected"),
    [
        (exc.OperationalError, psycopg.errors.DiskFull("no space"), StoreFullError),
        (exc.OperationalError, psycopg.errors.LockNotAvailable("timeout"), StoreBusyError),
        (exc.OperationalError, psycopg.errors.DeadlockDetected("deadlock"), StoreBusyError),
        (exc.OperationalError, psycopg.errors.SerializationFailure("again"), StoreBusyError),
        (exc.OperationalError, psycopg.errors.AdminShutdown("going down"), StoreError),
        (exc.DataError, psycopg.errors.NumericValueOutOfRange("too large"), InvalidRecordError),
        (exc.ProgrammingError, psycopg.errors.UndefinedTable("no table"), StoreError),
    ],
    ids=["full", "locked", "deadlock", "serialisation", "shut down", "value", "table"],
)
def test_what_postgres_refuses(
    wrapper: type[exc.DBAPIError], cause: psycopg.Error, expected: type[Exception]
) -> None:
    with pytest.raises(expected, match="journal somewhere") as caught, in_plain_words("somewhere"):
        raise wrapper("SELECT 1", {}, cause)
    assert type(caught.value) is expected
    assert "SELECT" not in str(caught.value)


def test_a_pool_that_is_used_up_is_busy() -> None:
    with pytest.raises(StoreBusyError), in_plain_words("somewhere"):
        raise exc.TimeoutError


def test_other_errors_are_bugs_and_pass() -> None:
    with pytest.raises(ZeroDivisionError), in_plain_words("somewhere"):
        raise ZeroDivisionError
