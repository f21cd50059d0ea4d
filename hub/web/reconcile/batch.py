"""The queries of a reconciliation batch, read from the JSON of the API; each invalid one gets an error of its own, and the others are answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import orjson

from hub.errors import UsageError
from hub.web.reconcile.kinds import KINDS, named_property

MOST_QUERIES = 50
MOST_CHARACTERS = 500
"""Characters of one name; the longest on a ballot has some 80."""
MOST_PROPERTIES = 20
USUAL_LIMIT, MOST_LIMIT = 5, 50

Strictness = Literal["any", "should", "all"]


class BadQuery(UsageError):
    """A request that is none of the API."""

    code = "BAD_QUERY"


class TooMany(BadQuery):
    """A request for more than is answered at once."""

    code = "TOO_MANY"


@dataclass(frozen=True, slots=True)
class Stated:
    """A property of the spreadsheet: the texts of its values, any of which may agree; identifiers where they were matched before."""

    id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One cell to match. `kinds` is empty where none is asked for; `text` is empty where only properties are given.

    Where neither a text nor a property is given, as OpenRefine sends an empty cell, nothing is meant and nothing found.
    """

    text: str
    kinds: tuple[str, ...] = ()
    strictness: Strictness = "any"
    limit: int = USUAL_LIMIT
    stated: tuple[Stated, ...] = ()


def parsed(name: str, text: str) -> Any:
    """Return a parameter that holds a JSON object. Raises BadQuery."""
    try:
        read = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadQuery(f"expected `{name}` to be JSON, found {text[:80]!r}: {error}") from error
    if not isinstance(read, dict):
        raise BadQuery(f"expected `{name}` to be a JSON object, found {text[:80]!r}")
    return read


def read_batch(text: str) -> dict[str, Query | BadQuery]:
    """Return the queries of the parameter `queries` by their keys, a BadQuery in place of each invalid query.

    Raises BadQuery where the parameter is no batch, TooMany where it holds more queries than are answered at once.
    """
    given = parsed("queries", text)
    if len(given) > MOST_QUERIES:
        raise TooMany(f"expected at most {MOST_QUERIES} queries in a batch, found {len(given)}; send several")
    return {key: _read(key, query) for key, query in given.items()}


def _read(key: str, given: Any) -> Query | BadQuery:
    try:
        return _query(key, given)
    except BadQuery as error:
        return error


def _query(key: str, given: Any) -> Query:
    if not isinstance(given, dict):
        raise BadQuery(f"expected query {key!r} to be an object, found {_shown(given)}")
    text = given.get("query") or ""
    if not isinstance(text, str):
        raise BadQuery(f"expected `query` of {key!r} to be a text, found {_shown(text)}")
    if len(text) > MOST_CHARACTERS:
        raise BadQuery(f"expected `query` of {key!r} to have at most {MOST_CHARACTERS} characters, found {len(text)}")
    stated = _stated(key, given.get("properties") or [])
    strictness = _strictness(key, given.get("type_strict") or "any")
    return Query(
        text.strip(), _kinds(key, given.get("type")), strictness, _limit(key, given.get("limit")), tuple(stated)
    )


def _strictness(key: str, given: Any) -> Strictness:
    for known in get_args(Strictness):
        if given == known:
            found: Strictness = known
            return found
    raise BadQuery(
        f"expected `type_strict` of {key!r} to be one of {', '.join(get_args(Strictness))}; found {_shown(given)}"
    )


def _kinds(key: str, given: Any) -> tuple[str, ...]:
    """Return the kinds asked for; a type is given by its identifier, or as an object that has one."""
    listed = given if isinstance(given, list) else [given] if given else []
    names = [each.get("id") if isinstance(each, dict) else each for each in listed]
    for name in names:
        if not isinstance(name, str) or name not in KINDS:
            raise BadQuery(f"expected `type` of {key!r} to be one of {', '.join(KINDS)}; found {_shown(name)}")
    return tuple(dict.fromkeys(map(str, names)))


def _limit(key: str, given: Any) -> int:
    if given is None:
        return USUAL_LIMIT
    if isinstance(given, bool) or not isinstance(given, int | float) or given < 1:
        raise BadQuery(f"expected `limit` of {key!r} to be a number from 1, found {_shown(given)}")
    return min(int(given), MOST_LIMIT)


def _stated(key: str, given: Any) -> Sequence[Stated]:
    if not isinstance(given, list) or len(given) > MOST_PROPERTIES:
        raise BadQuery(f"expected `properties` of {key!r} to be a list of at most {MOST_PROPERTIES}")
    found = []
    for each in given:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise BadQuery(f"expected each of `properties` of {key!r} to have `pid` and `v`, found {_shown(each)}")
        if not named_property(each["pid"]):
            known = sorted({known.id for kind in KINDS.values() for known in kind.properties})
            raise BadQuery(f"expected `pid` of {key!r} to be one of {', '.join(known)}; found {_shown(each['pid'])}")
        held = each["v"] if isinstance(each["v"], list) else [each["v"]]
        values = tuple(text for value in held if (text := _text(value)))
        if values:
            found.append(Stated(each["pid"], values))
    return found


def _text(value: Any) -> str:
    """Return a value as text; of a cell that was matched before, its identifier."""
    if isinstance(value, Mapping):
        return str(value.get("id") or value.get("name") or "").strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()[:MOST_CHARACTERS]


def _shown(value: Any) -> str:
    return repr(value)[:80]
