"""The collector of cyclic garbage rests only as long as somebody is inside."""

import gc
import threading
from collections.abc import Iterator

import pytest

from upperback.services.collector import collector_rests


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_enabled else gc.disable)()


def test_it_rests_until_the_outermost_is_left() -> None:
    with collector_rests():
        with collector_rests():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_mistake() -> None:
    with pytest.raises(ZeroDivisionError), collector_rests():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_it_waits_for_the_last_thread() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def rest() -> None:
        with collector_rests():
            begun.set()
            may_end.wait(10)

    other = threading.Thread(target=rest)
    other.start()
    assert begun.wait(10)
    with collector_rests():
        pass
    assert not gc.isenabled()
    may_end.set()
    other.join()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with collector_rests():
        pass
    assert not gc.isenabled()
