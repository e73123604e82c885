import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from upperback.video.ahead import ahead


class Numbers:
    """Counts up to ``n`` and remembers how far it was asked."""

    def __init__(self, n: int, fails_at: int | None = None) -> None:
        self.n, self.fails_at, self.asked = n, fails_at, 0

    def __iter__(self) -> Iterator[int]:
        for number in range(self.n):
            self.asked = number
            if number == self.fails_at:
                raise ZeroDivisionError
            yield number


def test_order_is_kept_and_nothing_is_lost() -> None:
    assert list(ahead(iter(Numbers(100)), 4)) == list(range(100))


def test_no_more_than_depth_items_are_prepared_in_advance() -> None:
    numbers = Numbers(100)
    with closing(ahead(iter(numbers), 4)) as items:
        taken = [next(items) for _ in range(3)]
    assert taken == [0, 1, 2]
    assert numbers.asked <= 3 + 4


def test_an_error_comes_in_its_place() -> None:
    taken: list[int] = []
    with pytest.raises(ZeroDivisionError):
        taken.extend(ahead(iter(Numbers(10, fails_at=5)), 2))
    items = ahead(iter(Numbers(10, fails_at=5)), 4)
    assert [next(items) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ZeroDivisionError):
        next(items)


def test_the_thread_is_gone_when_the_reader_stops_early() -> None:
    before = threading.active_count()
    with closing(ahead(iter(Numbers(100)), 4)) as items:
        next(items)
    assert threading.active_count() == before
