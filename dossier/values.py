"""Answer values: plain JSON data made immutable, and their canonical bytes."""

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | tuple[Value, ...] | Mapping[str, Value]"
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def freeze(raw: object) -> Value:
    """Make an immutable copy of JSON data, its texts NFC-normalised (keys are ids, not texts).

    Raises TypeError for anything that is not a string, integer, boolean, list or object.
    """
    match raw:
        case str():
            return unicodedata.normalize("NFC", raw)
        case bool() | int():
            return raw
        case list() | tuple():
            return tuple(freeze(item) for item in raw)
        case Mapping():
            return MappingProxyType({str(key): freeze(item) for key, item in raw.items()})
        case _:
            raise TypeError(f"an answer cannot hold a {type(raw).__name__}")


def thaw(value: Value) -> Json:
    """Return the plain lists and dicts of a frozen value, ready for JSON."""
    match value:
        case str() | bool() | int():
            return value
        case tuple():
            return [thaw(item) for item in value]
        case _:
            return {key: thaw(item) for key, item in value.items()}


_canonical = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode
"""Made once: every event of a visit goes through it twice."""


def canonical(data: object) -> bytes:
    """Canonical UTF-8 JSON bytes: sorted keys, no spaces, no floats lost (RFC 8785 subset)."""
    return _canonical(data).encode()
