"""Frozen records as plain JSON values and back, by their type hints.

A field that is added to a record is carried without a change here. A number that is
not finite, which JSON cannot say, is written as the text "NaN", "Infinity" or
"-Infinity" (the JSON mapping of Protocol Buffers does the same).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from upperback.errors import ImportFileError, InvalidRecordError
from upperback.exchange.mistakes import shown

T = TypeVar("T")
Plain = Any
Decode = Callable[[object], Any]
_AS_THEY_ARE = {str, int, bool, NoneType}
_NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class _MismatchError(Exception):
    """A value that does not fit; the path to it grows while the call stack unwinds."""

    def __init__(self, expected: str, got: object) -> None:
        super().__init__(expected)
        self.expected, self.got = expected, got
        self.path = ""

    def under(self, key: str) -> "_MismatchError":
        """Return the same mismatch, one step further out."""
        self.path = key + ("." + self.path if self.path else "")
        return self


def to_plain(value: object) -> Plain:
    """Return a record, with all it holds, as dictionaries, lists, texts and numbers."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else _named(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, dict | Mapping):
        return {key: to_plain(each) for key, each in value.items()}
    return {name: to_plain(getattr(value, name)) for name in field_names(kind)}


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a record, in their order."""
    return tuple(each.name for each in fields(kind))


def from_plain(kind: type[T], data: object, *, where: str) -> T:
    """Build a record from plain values; what does not fit raises ImportFileError.

    ``where`` is where in the file the values stand. A field that is missing takes its
    default; one that is unknown is an error, for reading on would lose it.
    """
    hint: Any = kind
    try:
        record: T = _decoder(hint)(data)
    except _MismatchError as error:
        field = error.path or "all of it"
        raise ImportFileError(
            f"{where}: {field}: expected {error.expected}, got {shown(error.got)}"
        ) from error
    return record


def _named(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


@cache
def _decoder(hint: object) -> Decode:
    origin = get_origin(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return _one_of(get_args(hint))
    if origin in {Union, UnionType}:
        return _any_of(get_args(hint))
    if origin is tuple:
        return _list_of(_decoder(get_args(hint)[0]))
    if origin is Mapping:
        return _mapping_of(_decoder(get_args(hint)[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_of(hint)
    raise TypeError(f"no way to read {hint!r} is known")


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise _MismatchError("a text", data)
    return data


def _flag(data: object) -> bool:
    if not isinstance(data, bool):
        raise _MismatchError("true or false", data)
    return data


def _whole(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise _MismatchError("a whole number", data)
    return data


def _number(data: object) -> float:
    if isinstance(data, str) and data in _NOT_FINITE:
        return _NOT_FINITE[data]
    if not isinstance(data, int | float) or isinstance(data, bool):
        raise _MismatchError("a number", data)
    try:
        number = float(data)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _MismatchError("a finite number", data)
    return number


def _moment(data: object) -> datetime:
    expected = "a date and time with its offset, like 2026-03-01T18:30:00+01:00"
    try:
        moment = datetime.fromisoformat(_text(data))
    except ValueError as error:
        raise _MismatchError(expected, data) from error
    if moment.utcoffset() is None:
        raise _MismatchError(expected, data)
    return moment


def _nothing(data: object) -> None:
    if data is not None:
        raise _MismatchError("nothing", data)


_SCALARS: dict[Any, Decode] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    datetime: _moment,
    NoneType: _nothing,
    object: lambda data: data,
}


def _unknown(data: object) -> None:
    raise _MismatchError("no field of this name; is the file newer than this program?", data)


def _inside(key: str, inner: Decode, data: object) -> Any:  # noqa: ANN401 - whatever was read
    try:
        return inner(data)
    except _MismatchError as error:
        raise error.under(key) from error.__cause__


def _one_of(known: tuple[object, ...]) -> Decode:
    def decode(data: object) -> object:
        if not isinstance(data, str) or data not in known:
            raise _MismatchError("one of " + ", ".join(map(str, known)), data)
        return data

    return decode


def _any_of(hints: tuple[Any, ...]) -> Decode:
    """Read an optional value, or a plain one that may be text or number."""
    others = [hint for hint in hints if hint is not NoneType]
    if len(others) == 1:
        inner = _decoder(others[0])
        return lambda data: None if data is None else inner(data)

    def decode(data: object) -> object:
        if data is None or (isinstance(data, str | float | int) and not isinstance(data, bool)):
            return data
        raise _MismatchError("a text, a number or null", data)

    return decode


def _list_of(inner: Decode) -> Decode:
    def decode(data: object) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise _MismatchError("a list", data)
        return tuple(_inside(f"[{index}]", inner, each) for index, each in enumerate(data))

    return decode


def _mapping_of(inner: Decode) -> Decode:
    def decode(data: object) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise _MismatchError("an object", data)
        return {key: _inside(key, inner, each) for key, each in data.items()}

    return decode


def _record_of(kind: type[Any]) -> Decode:
    hints = get_type_hints(kind)
    decoders = {each.name: _decoder(hints[each.name]) for each in fields(kind)}
    needed = [
        each.name
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    ]

    def decode(data: object) -> object:
        if not isinstance(data, dict):
            raise _MismatchError("an object", data)
        for name in needed:
            if name not in data:
                raise _MismatchError("a value", None).under(name)
        values = {
            name: _inside(name, decoders.get(name, _unknown), each) for name, each in data.items()
        }
        try:
            return kind(**values)
        except InvalidRecordError as error:
            raise _MismatchError(f"a valid record ({error})", data) from error

    return decode
