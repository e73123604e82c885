"""Reading a TOML table strictly: every mistake names file, key, expected and got."""

import tomllib
from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, TypeVar

from upperback.errors import InvalidExerciseError

Choice = TypeVar("Choice", bound=str)
_MISSING = object()


class TomlTable:
    """A table with a place (``seated_row.toml: checks[2].when[1]``) that is read key by key.

    `finish` complains of keys that nobody asked for, so that a misspelt key is
    never silently ignored.
    """

    def __init__(self, values: Mapping[str, Any], *, file: str, place: str = "") -> None:
        self._values = values
        self._file = file
        self._place = place
        self._read: set[str] = set()

    def error(self, key: str, expected: str, got: object) -> InvalidExerciseError:
        """Return the error for a wrong value at a key."""
        where = f"{self._place}.{key}" if self._place else key
        shown = "nothing" if got is _MISSING else repr(got)
        return InvalidExerciseError(f"{self._file}: {where}: expected {expected}, got {shown}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "a text", value)
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where the key is missing."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number; the default where the key is missing."""
        value = self._take(key) if default is None or self.has(key) else default
        if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
            raise self.error(key, "a number", value)
        return float(value)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number of 0 or more; the default where the key is missing."""
        value = self.number(key, default)
        if value != int(value) or value < 0:
            raise self.error(key, "a whole number of 0 or more", value)
        return int(value)

    def seconds(self, key: str, default: float) -> float:
        """Return a time that is not negative; the default where the key is missing."""
        value = self.number(key, default)
        if value < 0.0:
            raise self.error(key, "a time of at least 0 s", value)
        return value

    def optional_number(self, key: str) -> float | None:
        """Return a number, or None where the key is missing."""
        return self.number(key) if self.has(key) else None

    def choice(self, key: str, allowed: Sequence[Choice], default: Choice | None = None) -> Choice:
        """Return one of the allowed words; the default where the key is missing."""
        value = self._take(key) if default is None or self.has(key) else default
        for word in allowed:
            if value == word:
                return word
        raise self.error(key, f"one of {', '.join(allowed)}", value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error(key, "a list of texts", value)
        return tuple(value)

    def choices(
        self, key: str, allowed: Sequence[Choice], default: Sequence[Choice] | None = None
    ) -> tuple[Choice, ...]:
        """Return a list of allowed words; the default where the key is missing."""
        if default is not None and not self.has(key):
            return tuple(default)
        words = self.texts(key)
        if not words:
            raise self.error(key, f"at least one of {', '.join(allowed)}", words)
        for word in words:
            if word not in allowed:
                raise self.error(key, f"words out of {', '.join(allowed)}", word)
        return tuple(word for text in words for word in allowed if word == text)

    def span(self, key: str) -> tuple[float, float]:
        """Return two numbers, the first not above the second."""
        value = self._take(key)
        numbers = isinstance(value, list) and all(
            isinstance(n, int | float) and not isinstance(n, bool) and not isnan(n) for n in value
        )
        if not numbers or len(value) != 2 or value[0] > value[1]:
            raise self.error(key, "two numbers [least, most]", value)
        return float(value[0]), float(value[1])

    def whole_span(self, key: str) -> tuple[int, int]:
        """Return two whole numbers, the first not above the second."""
        least, most = self.span(key)
        if least != int(least) or most != int(most):
            raise self.error(key, "two whole numbers [least, most]", self._values[key])
        return int(least), int(most)

    def table(self, key: str) -> "TomlTable":
        """Return a table inside this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.error(key, "a table", value)
        return TomlTable(value, file=self._file, place=self._inner(key))

    def tables(self, key: str, *, at_least: int = 1) -> tuple["TomlTable", ...]:
        """Return a list of tables."""
        value = self._take(key) if at_least or self.has(key) else []
        good = isinstance(value, list) and all(isinstance(row, dict) for row in value)
        if not good or len(value) < at_least:
            raise self.error(key, f"at least {at_least} tables", value)
        return tuple(
            TomlTable(row, file=self._file, place=f"{self._inner(key)}[{i}]")
            for i, row in enumerate(value, start=1)
        )

    def keys(self) -> tuple[str, ...]:
        """Return the keys there are, in order."""
        return tuple(self._values)

    def finish(self) -> None:
        """Raise for a key that was never read."""
        unknown = [key for key in self._values if key not in self._read]
        if unknown:
            expected = f"only the keys {', '.join(sorted(self._read))}"
            raise self.error(unknown[0], expected, "an unknown key")

    def _take(self, key: str) -> Any:  # noqa: ANN401 - TOML values are checked by the callers
        self._read.add(key)
        if key not in self._values:
            raise self.error(key, "a value", _MISSING)
        return self._values[key]

    def _inner(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


def read_toml(text: str, *, file: str, version: int) -> TomlTable:
    """Return the outermost table of a file whose ``format`` is this version.

    Parameters
    ----------
    text
        TOML.
    file
        Name of the file, for messages.
    version
        The format that is expected.

    Returns
    -------
    TomlTable

    Raises
    ------
    InvalidExerciseError
        If the text is not TOML, or of another format.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidExerciseError(f"{file}: expected TOML, got a mistake: {error}") from error
    table = TomlTable(values, file=file)
    if table.number("format") != version:
        raise table.error("format", str(version), values["format"])
    return table
