"""The file of a backup: compressed JSON, line by line, the same for every database.

The first line says what it is and of which version of the tables; then comes, for each
table, a line with its columns and a line for each row; the last line has the number of
rows and the SHA-256 of all lines before it. Bytes are base64.
"""

import base64
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from upperback.errors import ImportFileError, StoreError, StoreFullError

FORMAT = "upperback.backup/1"
_NO_ROOM = 28  # errno.ENOSPC


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The rows of a table, to be read once; bytes are still base64."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[list[Any]]


def write_backup(file: Path, version: str, tables: Iterable[TableRows]) -> int:
    """Write a backup that nobody but its owner may read; return its number of rows.

    On the disk when this returns, but not yet verified.
    """
    try:
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            n_rows = _write_lines(raw, version, tables)
            raw.flush()
            os.fsync(raw.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        kind = StoreFullError if error.errno == _NO_ROOM else StoreError
        raise kind(f"the backup {file} cannot be written: {error.strerror}") from error
    return n_rows


def _write_lines(raw: IO[bytes], version: str, tables: Iterable[TableRows]) -> int:
    digest, n_rows = hashlib.sha256(), 0
    with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0) as file:

        def write(content: object) -> None:
            line = json.dumps(content, allow_nan=False, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            file.write(line)

        write({"format": FORMAT, "version": version})
        for table in tables:
            write({"table": table.name, "columns": list(table.columns)})
            for row in table.rows:
                write([_packed(value) for value in row])
                n_rows += 1
        write({"end": True, "rows": n_rows, "sha256": digest.hexdigest()})
    return n_rows


def _packed(value: object) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def unpacked(value: str | None) -> bytes | None:
    """Return the bytes of a value."""
    return None if value is None else base64.b64decode(value, validate=True)


class BackupReader:
    """A backup, read from beginning to end; damage raises an ImportFileError with its line."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._n_line = 0
        self._n_rows = 0
        self._digest = hashlib.sha256()
        self._lines = self._read()
        header = next(self._lines, None)
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            raise ImportFileError(
                f"{file}: line 1: expected a backup of upperback ({FORMAT}), got something else"
            )
        self.version = str(header.get("version"))

    @property
    def n_rows(self) -> int:
        """How many rows were read so far."""
        return self._n_rows

    def tables(self) -> Iterator[TableRows]:
        """Yield the tables; read the rows of each before the next."""
        head = next(self._lines, None)
        while isinstance(head, dict) and "table" in head:
            following: list[Any] = []
            columns = tuple(map(str, head.get("columns", ())))
            yield TableRows(
                name=str(head["table"]), columns=columns, rows=self._rows(len(columns), following)
            )
            head = following[0] if following else None
        if not isinstance(head, dict) or head.get("rows") != self._n_rows:
            raise self._damaged("the end of the backup")

    def verify(self) -> int:
        """Read all of it; return the number of rows."""
        for table in self.tables():
            for _ in table.rows:
                pass
        return self._n_rows

    def _rows(self, n_columns: int, following: list[Any]) -> Iterator[list[Any]]:
        for content in self._lines:
            if not isinstance(content, list):
                following.append(content)
                return
            if len(content) != n_columns:
                raise self._damaged(f"{n_columns} values, got {len(content)}")
            self._n_rows += 1
            yield content

    def _read(self) -> Iterator[Any]:
        try:
            with gzip.open(self._file, "rb") as file:
                for line in file:
                    self._n_line += 1
                    content = json.loads(line)
                    self._check(content)
                    yield content
                    self._digest.update(line)
        except (EOFError, zlib.error, ValueError, gzip.BadGzipFile) as error:
            raise self._damaged("a whole line") from error
        except OSError as error:
            raise ImportFileError(f"{self._file}: cannot be read: {error.strerror}") from error

    def _check(self, content: object) -> None:
        if not isinstance(content, dict) or "end" not in content:
            return
        if content.get("sha256") != self._digest.hexdigest():
            raise self._damaged("the lines that were written, got others")

    def _damaged(self, expected: str) -> ImportFileError:
        return ImportFileError(
            f"{self._file}: line {self._n_line or 1}: expected {expected}; the backup is damaged "
            "or cut off"
        )
