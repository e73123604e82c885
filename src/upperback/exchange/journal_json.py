"""The whole journal as JSON Lines, schema ``upperback.journal/1``; docs/exchange.md explains it.

The first line names the schema, each further one is an entry, and the last counts them,
so that a file cut off is noticed. A line is written and read at a time: memory does not
grow with the journal.
"""

import base64
import binascii
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from upperback.errors import ExportError
from upperback.exchange.mistakes import mistake
from upperback.exchange.plain_values import from_plain, to_plain
from upperback.services.exporting import JournalDocument, JournalEntry, KeptTrack
from upperback.services.importing import FoundEntry
from upperback.training.records import PainEntry, TrainingSession

SCHEMA = "upperback.journal/1"
# A recording of ten minutes takes about 20 MB as base64; more than this is no journal.
_LONGEST_LINE = 256 << 20
_ENTRIES = ("session", "pain", "document", "track")


def journal_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line (draft 2020-12)."""
    source = files("upperback.exchange").joinpath("journal.schema.json")
    schema: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return schema


def journal_lines(entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Yield the journal line by line, each with its line end."""
    yield _line({"schema": SCHEMA})
    counts: Counter[str] = Counter(dict.fromkeys(_ENTRIES, 0))
    for entry in entries:
        plain = _plain(entry)
        counts[plain["entry"]] += 1
        yield _line(plain)
    yield _line({"entry": "end", "counts": dict(counts)})


def read_journal(file: BinaryIO) -> Iterator[FoundEntry]:
    """Yield the entries of a file, from its start; a mistake raises ImportFileError."""
    lines = _parsed_lines(file)
    _check_header(next(lines, ("line 1", None)))
    counts: Counter[str] = Counter(dict.fromkeys(_ENTRIES, 0))
    where = "line 1"
    for where, data in lines:
        if data.get("entry") == "end":
            _check_end(where, data, counts)
            return
        yield FoundEntry(where=where, entry=_entry(where, data))
        counts[data["entry"]] += 1
    raise mistake(f"after {where}", "entry", "a last line of entry end; is the file cut off?", None)


def _line(plain: dict[str, Any]) -> str:
    try:
        return json.dumps(plain, ensure_ascii=False, allow_nan=False) + "\n"
    except (TypeError, ValueError) as error:
        what = plain.get("name") or plain.get("id")
        raise ExportError(
            f"{plain.get('entry')} {what}: expected plain JSON values ({error})"
        ) from error


def _plain(entry: JournalEntry) -> dict[str, Any]:
    match entry:
        case TrainingSession():
            return {"entry": "session", **to_plain(entry)}
        case PainEntry():
            return {"entry": "pain", **to_plain(entry)}
        case JournalDocument():
            return {"entry": "document", "name": entry.name, "content": dict(entry.content)}
        case KeptTrack():
            recording = base64.b64encode(entry.recording).decode("ascii")
            return {"entry": "track", "set_id": entry.set_id, "npz_base64": recording}


def _parsed_lines(file: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    file.seek(0)
    number = 0
    while raw := file.readline(_LONGEST_LINE):
        number += 1
        where = f"line {number}"
        if len(raw) == _LONGEST_LINE:
            raise mistake(where, "length", f"less than {_LONGEST_LINE >> 20} MB", "more")
        if raw.strip():
            yield where, _parsed(where, raw)


def _parsed(where: str, raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise mistake(where, f"byte {error.start + 1}", "UTF-8", raw[error.start]) from error
    except json.JSONDecodeError as error:
        place = f"character {error.colno}"
        raise mistake(where, place, "JSON", raw[:40].decode("utf-8", "replace")) from error
    except (ValueError, RecursionError) as error:
        raise mistake(where, "all of it", f"JSON ({error})", raw[:40].decode()) from error
    if not isinstance(data, dict):
        raise mistake(where, "all of it", "an object", data)
    return data


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _check_header(line: tuple[str, dict[str, Any] | None]) -> None:
    where, data = line
    if data is None or data.get("schema") != SCHEMA:
        raise mistake(where, "schema", SCHEMA, data and data.get("schema"))


def _check_end(where: str, data: dict[str, Any], counts: Counter[str]) -> None:
    if data.get("counts") != dict(counts):
        raise mistake(where, "counts", str(dict(counts)), str(data.get("counts")))


def _entry(where: str, data: dict[str, Any]) -> JournalEntry:
    values = {key: value for key, value in data.items() if key != "entry"}
    match data.get("entry"):
        case "session":
            return from_plain(TrainingSession, values, where=where)
        case "pain":
            return from_plain(PainEntry, values, where=where)
        case "document":
            return from_plain(JournalDocument, values, where=where)
        case "track":
            return _track(where, values)
        case other:
            raise mistake(where, "entry", "one of " + ", ".join(_ENTRIES) + ", end", other)


def _track(where: str, values: dict[str, Any]) -> KeptTrack:
    set_id, text = values.get("set_id"), values.get("npz_base64")
    if not isinstance(set_id, str):
        raise mistake(where, "set_id", "a text", set_id)
    if not isinstance(text, str):
        raise mistake(where, "npz_base64", "a text", text)
    try:
        return KeptTrack(set_id=set_id, recording=base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise mistake(where, "npz_base64", f"base64 ({error})", text) from error
