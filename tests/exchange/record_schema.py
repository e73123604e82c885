"""The JSON Schema of a journal line, made from the records; run it to write the published file.

``PYTHONPATH=src:tests python tests/exchange/record_schema.py``
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from upperback.exchange import journal_json
from upperback.training.records import PainEntry, TrainingSession

Schema = dict[str, Any]
FILE = Path(journal_json.__file__).with_name("journal.schema.json")
COUNTED = ("session", "pain", "document", "track")
NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
RANGES: dict[tuple[str, str], Schema] = {
    ("LoggedRep", "index"): {"minimum": 1},
    ("LoggedRep", "score"): {"minimum": 0, "maximum": 100},
    ("LoggedSet", "number"): {"minimum": 1},
    ("LoggedSet", "effort_rir"): {"minimum": 0, "maximum": 10},
    ("LoggedSet", "pain"): {"minimum": 0, "maximum": 10},
    ("PainEntry", "value"): {"minimum": 0, "maximum": 10},
    ("Load", "band_step"): {"minimum": 1},
}


def journal_line_schema() -> Schema:
    """Return the schema of one line."""
    defs: dict[str, Schema] = {}
    lines = {
        "header": _object("The first line.", schema={"const": journal_json.SCHEMA}),
        "document": _object(
            "A small document of plain JSON values, such as the profile.",
            entry={"const": "document"},
            name={"type": "string"},
            content={"type": "object"},
        ),
        "session": _line("session", TrainingSession, defs),
        "track": _object(
            "The landmark recording (.npz) of a set further up.",
            entry={"const": "track"},
            set_id={"type": "string"},
            npz_base64={"type": "string", "contentEncoding": "base64"},
        ),
        "pain": _line("pain", PainEntry, defs),
        "end": _object(
            "The last line: how many entries of each kind there are.",
            entry={"const": "end"},
            counts=_object("", **{each: {"type": "integer", "minimum": 0} for each in COUNTED}),
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": journal_json.SCHEMA,
        "description": "One line of a journal file (JSON Lines).",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in lines],
        "$defs": lines | defs | _SHARED,
    }


_SHARED: dict[str, Schema] = {
    "moment": {
        "description": "Date and time with its offset from UTC.",
        "type": "string",
        "format": "date-time",
    },
    "number": {
        "description": "A number; one that is not finite is written as text.",
        "anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}],
    },
}


def _object(description: str, **properties: Schema) -> Schema:
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _line(name: str, record: Any, defs: dict[str, Schema]) -> Schema:
    described = _record(record, defs)
    described["required"].insert(0, "entry")
    described["properties"] = {"entry": {"const": name}, **described["properties"]}
    return described


def _record(record: Any, defs: dict[str, Schema]) -> Schema:
    hints = get_type_hints(record)
    name = record.__name__
    properties = {
        each.name: _of(hints[each.name], defs) | RANGES.get((name, each.name), {})
        for each in fields(record)
    }
    described = _object(record.__doc__.strip().splitlines()[0], **properties)
    described["required"] = [
        each.name
        for each in fields(record)
        if each.default is MISSING and each.default_factory is MISSING
    ]
    return described


def _of(hint: Any, defs: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _any_of(arguments, defs)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], defs)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(arguments[1], defs)}
    name = {float: "number", datetime: "moment"}.get(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        name = hint.__name__
        if name not in defs:
            defs[name] = _record(hint, defs)
    return {"$ref": f"#/$defs/{name}"} if name else {"type": NAMES[hint]}


def _any_of(hints: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    plain = [NAMES[each] for each in hints if each in NAMES]
    if len(plain) == len(hints) and set(hints) != {float, NoneType}:
        return {"type": plain}
    return {"anyOf": [_of(each, defs) for each in hints]}


if __name__ == "__main__":
    FILE.write_text(json.dumps(journal_line_schema(), indent=2) + "\n", "utf-8")
