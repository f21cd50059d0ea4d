"""Checks the shape of a fetched document against the documented one, and says what differs.

Only what the walk relies on and what tells one kind of document from another is checked; loaders check the rest.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson

from hub.errors import FetchFailed
from hub.national_id import strike_out

FIELDS_SHOWN, LETTERS_SHOWN = 8, 40


class ChangedSchema(FetchFailed):
    """A document is not of its documented shape; the walk adds which document."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            f"expected {expected}, found {found}; the file was not written, and one from before stays as it is"
        )


def json_of(content: bytes, expected: str) -> Any:
    """Return the JSON of a document. Bytes that are not UTF-8 are read as U+FFFD: some published files hold such bytes."""
    text = content.decode("utf-8", "replace")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ChangedSchema(expected, f"text that is not JSON: {_quoted(text)}") from None


def objects_of(value: Any, expected: str, fields: Collection[str]) -> Sequence[Mapping[str, Any]]:
    """Return the objects of an array, each of which has the fields."""
    if not isinstance(value, list):
        raise ChangedSchema(expected, shown(value))
    for item in value:
        object_of(item, f"{expected}, each with {', '.join(sorted(fields))}", fields)
    return value


def object_of(value: Any, expected: str, fields: Collection[str]) -> Mapping[str, Any]:
    """Return an object that has the fields."""
    if not isinstance(value, dict) or not value.keys() >= set(fields):
        raise ChangedSchema(expected, shown(value))
    return value


def shown(value: Any) -> str:
    """Return what a value is in a few words; of an object its fields, never their values."""
    if isinstance(value, dict):
        names = [_quoted(name) for name in list(value)[:FIELDS_SHOWN]]
        more = ", ..." if len(value) > FIELDS_SHOWN else ""
        return f"an object with {', '.join(names)}{more}" if names else "an object without fields"
    if isinstance(value, list):
        return f"an array of {len(value):,}"
    return "null" if value is None else f"{type(value).__name__} {_quoted(str(value))}"


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return repr(strike_out(flat if len(flat) <= LETTERS_SHOWN else f"{flat[:LETTERS_SHOWN]}..."))
