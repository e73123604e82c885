"""A file that is sent while it is written: whole, with its mistakes, and no thread left behind."""

import threading
from typing import BinaryIO

import pytest

from upperback.web.streaming import streamed

_LARGE = bytes(range(256)) * 1024


def test_what_is_written_comes_whole_and_in_order() -> None:
    def write(file: BinaryIO) -> None:
        for _ in range(20):
            file.write(_LARGE)
        file.write(b"the end")

    assert b"".join(streamed(write)) == 20 * _LARGE + b"the end"


def test_nothing_written_is_an_empty_file() -> None:
    assert list(streamed(lambda _: None)) == []


@pytest.mark.parametrize("kind", [ZeroDivisionError, BrokenPipeError])
def test_a_mistake_is_raised_to_whoever_reads(kind: type[Exception]) -> None:
    """Also one that looks like a reader who went away."""

    def write(file: BinaryIO) -> None:
        file.write(_LARGE)
        raise kind

    read: list[bytes] = []
    with pytest.raises(kind):
        read.extend(streamed(write))
    assert b"".join(read) == _LARGE


def test_who_stops_reading_stops_the_writing() -> None:
    before = threading.active_count()
    ended: list[type[BaseException]] = []

    def write(file: BinaryIO) -> None:
        try:
            while True:
                file.write(_LARGE)
        except BrokenPipeError as error:
            ended.append(type(error))
            raise

    stream = streamed(write)
    assert next(stream)
    stream.close()
    assert ended == [BrokenPipeError]
    assert threading.active_count() == before
