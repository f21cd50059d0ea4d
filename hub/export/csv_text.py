"""CSV spelling of values, the same in every file of the hub.

RFC 4180 in UTF-8: a null is an empty field and an empty text is `""`; lists and objects are JSON, truth is `true` and `false`. The
trap: a spreadsheet runs a text that begins like a formula, and what a source holds is not ours, so such a text gets an
apostrophe in front, unless it is a plain number (the commission's code `-99`). NDJSON, Parquet and GraphQL hold it as it is.
"""

import re
from collections.abc import Iterable
from typing import Any

import orjson

FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet takes for a formula (OWASP, CSV Injection)."""

NUMBER = r"^[+\-][0-9]+([.,][0-9]+)?$"

_FORMULA, _NUMBER = re.compile(FORMULA), re.compile(NUMBER)
_QUOTED = re.compile(r'[",\r\n]')


def line(values: Iterable[Any]) -> str:
    """Return values as one line with its line end."""
    return ",".join(map(_field, values)) + "\n"


def _field(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return _text(value)
        case _:
            return _text(orjson.dumps(value).decode())


def _text(text: str) -> str:
    safe = f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
    return '"' + safe.replace('"', '""') + '"' if not safe or _QUOTED.search(safe) else safe
