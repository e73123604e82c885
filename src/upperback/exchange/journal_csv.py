"""The journal as a folder of CSV files, or a zip of one; docs/exchange.md explains the columns.

Documents and landmark tracks are not in it. Rows stand in the order of their sessions
and sets, so that a row at a time is written and read: memory does not grow.
"""

import csv
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from upperback.errors import ExportError, ImportFileError
from upperback.exchange.csv_sessions import Table, sessions
from upperback.exchange.csv_tables import TABLES, entry_rows
from upperback.exchange.plain_values import from_plain
from upperback.services.exporting import JournalEntry
from upperback.services.importing import FoundEntry
from upperback.training.records import PainEntry

# What zipfile and its decompressors raise on damaged bytes.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def write_csv_folder(entries: Iterable[JournalEntry], folder: Path) -> None:
    """Write the tables into a folder, which must exist."""
    try:
        with ExitStack() as stack:
            writers = {}
            for name, columns in TABLES.items():
                file = stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
                writers[name] = csv.writer(file, lineterminator="\r\n")
                writers[name].writerow(columns)
            for entry in entries:
                for table, cells in entry_rows(entry):
                    writers[table].writerow(cells)
    except OSError as error:
        raise ExportError(f"{folder}: the tables cannot be written ({error.strerror})") from error


def write_csv_zip(entries: Iterable[JournalEntry], file: BinaryIO) -> None:
    """Write the tables as a zip; the same entries give the same bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv_folder(entries, folder)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for table in TABLES:
                info = zipfile.ZipInfo(table)
                info.compress_type = zipfile.ZIP_DEFLATED
                with (folder / table).open("rb") as source, archive.open(info, "w") as target:
                    while part := source.read(1 << 20):
                        target.write(part)


def read_csv_zip(file: BinaryIO) -> Iterator[FoundEntry]:
    """Yield sessions, then pain entries, of a zip of tables."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            yield from read_csv_folder(zipfile.Path(archive))
    except ImportFileError:
        raise
    except _DAMAGE as error:
        raise ImportFileError(
            f"expected a zip of CSV files, got a damaged one ({error})"
        ) from error


def read_csv_folder(folder: Path | zipfile.Path) -> Iterator[FoundEntry]:
    """Yield sessions, then pain entries, of a folder; a mistake raises ImportFileError."""
    with ExitStack() as stack:
        tables = {name: Table(folder, name, stack) for name in TABLES}
        yield from sessions(tables)
        for where, values in tables["pain.csv"].rest():
            values["id"] = values.pop("pain_id")
            yield FoundEntry(where=where, entry=from_plain(PainEntry, values, where=where))
        for table in tables.values():
            table.check_over()
