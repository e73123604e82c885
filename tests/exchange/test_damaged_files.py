"""Whatever a file holds, its reader gives entries or an ImportFileError, nothing else."""

import io
from collections.abc import Callable, Iterable
from typing import BinaryIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.journals import a_pain_entry, a_session
from exchange.test_app_import import HEVY, KNOWN, hevy
from upperback.errors import ImportFileError
from upperback.exchange.app_formats import AppOptions
from upperback.exchange.app_import import exercise_names, read_app_csv
from upperback.exchange.journal_csv import read_csv_zip, write_csv_zip
from upperback.exchange.journal_json import journal_lines, read_journal
from upperback.services.importing import FoundEntry, check_entries

Read = Callable[[BinaryIO], Iterable[FoundEntry]]
NAMES = exercise_names({}, KNOWN)
OPTIONS = AppOptions(zone=ZoneInfo("Europe/Berlin"))


def _zip() -> bytes:
    file = io.BytesIO()
    write_csv_zip([a_session(), a_pain_entry()], file)
    return file.getvalue()


def _read_app(file: BinaryIO) -> Iterable[FoundEntry]:
    return read_app_csv(file, NAMES, OPTIONS).found


WHOLE: dict[str, tuple[Read, bytes]] = {
    "json": (read_journal, "".join(journal_lines([a_session(), a_pain_entry()])).encode()),
    "csv": (read_csv_zip, _zip()),
    "hevy": (_read_app, "\n".join([HEVY, hevy(), hevy(rpe="8")]).encode()),
}
each_reader = pytest.mark.parametrize("reader", WHOLE)


def outcome(read: Read, raw: bytes) -> str:
    try:
        check_entries(read(io.BytesIO(raw)))
    except ImportFileError:
        return "refused"
    return "read"


@each_reader
@given(raw=st.binary(max_size=300))
def test_noise_is_refused(reader: str, raw: bytes) -> None:
    read, _ = WHOLE[reader]
    assert outcome(read, raw) == "refused"


@each_reader
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(reader: str, data: st.DataObject) -> None:
    read, raw = WHOLE[reader]
    start = data.draw(st.integers(0, len(raw) - 1))
    stop = data.draw(st.integers(start, min(start + 20, len(raw))))
    damaged = raw[:start] + data.draw(st.binary(max_size=20)) + raw[stop:]
    assert outcome(read, damaged) in {"read", "refused"}


@each_reader
def test_the_whole_file_is_read(reader: str) -> None:
    assert outcome(*WHOLE[reader]) == "read"
