"""Data extension: fills columns of a spreadsheet with what is known of the things in another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.schema.execute import Executor
from hub.web.reconcile.batch import BadQuery, TooMany, parsed
from hub.web.reconcile.facts import Entity, Value, facts, kind_of, values
from hub.web.reconcile.kinds import KINDS, Property, identifier, named_property
from hub.web.reconcile.manifest import type_of
from hub.web.words import Words

MOST_IDS = 500
MOST_PROPERTIES = 20
LARGEST_INT = 2**31 - 1
"""OpenRefine reads `int` into 32 bits: larger numbers, such as money, go as `float`, which holds them exactly up to 2^53."""


@dataclass(frozen=True, slots=True)
class Column:
    """A property to fill in: of one edition where that is set, and at most so many values where `limit` is above 0."""

    id: str
    limit: int = 0
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def read_extension(text: str) -> Extension:
    """Return what the parameter `extend` asks for. Raises BadQuery."""
    given = parsed("extend", text)
    named, columns = given.get("ids"), given.get("properties")
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise BadQuery("expected `ids` of `extend` to be a list of identifiers")
    if not isinstance(columns, list):
        raise BadQuery("expected `properties` of `extend` to be a list")
    if len(named) > MOST_IDS or len(columns) > MOST_PROPERTIES:
        message = (
            f"expected at most {MOST_IDS} ids and {MOST_PROPERTIES} properties, found {len(named)} and {len(columns)}"
        )
        raise TooMany(message)
    wanted = tuple(map(_column, columns))
    if len({column.id for column in wanted}) < len(wanted):
        raise BadQuery(
            "expected each property of `extend` once, for a cell is named by it; ask for the other settings in another request"
        )
    return Extension(tuple(dict.fromkeys(named)), wanted)


def _column(given: Any) -> Column:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise BadQuery(f"expected each of `properties` of `extend` to have an `id`, found {str(given)[:80]!r}")
    name = given["id"]
    if not named_property(name):
        raise BadQuery(f"expected a property that `properties` proposes, found {name[:80]!r}")
    settings = given.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise BadQuery(f"expected `settings` of {name!r} to be an object, found {str(settings)[:80]!r}")
    limit = str(settings.get("limit") or 0)
    if not limit.removesuffix(".0").isdecimal():
        raise BadQuery(f"expected `limit` of {name!r} to be a whole number, found {limit[:80]!r}")
    return Column(name, int(limit.removesuffix(".0")), str(settings.get("edition") or "").strip() or None)


def extend(executor: Executor, asked: Extension, words: Words) -> dict[str, Any]:
    """Return the rows by identifier. One that names nothing, and a property that a thing does not have, give empty cells."""
    rows: dict[str, dict[str, list[Any]]] = {name: {column.id: [] for column in asked.columns} for name in asked.ids}
    for kind in KINDS.values():
        keys = {found[1]: name for name in asked.ids if (found := kind_of(name)) and found[0] is kind}
        columns = [(column, known) for column in asked.columns if (known := kind.property(column.id)) is not None]
        editions = kind.property("edition")
        wanted = [known for _, known in columns]
        if editions and any(column.edition for column, _ in columns):
            wanted.append(editions)
        for key, fact in facts(executor, kind, list(keys), dict.fromkeys(wanted)).items():
            for column, known in columns:
                found_values = values(fact, known, column.edition)
                some = found_values[: column.limit] if column.limit else found_values
                rows[keys[key]][column.id] = [_cell(value) for value in some]
    return {"meta": [_meta(column, asked.ids, words) for column in asked.columns], "rows": rows}


def _meta(column: Column, named: Sequence[str], words: Words) -> dict[str, Any]:
    """Return what a column is called, and the type of the things in it: those of the first kind asked for that has it."""
    asked = [found[0] for name in named if (found := kind_of(name))]
    known = next(each for kind in (*asked, *KINDS.values()) if (each := kind.property(column.id)) is not None)
    told: dict[str, Any] = {"id": known.id, "name": known.label(words)}
    if known.kind in KINDS:
        told["type"] = type_of(KINDS[known.kind], words)
    return told


def _cell(value: Value) -> dict[str, Any]:
    match value:
        case Entity(kind, key, name):
            return {"id": identifier(kind, key), "name": name} if kind in KINDS else {"str": name}
        case bool():
            return {"str": "true" if value else "false"}
        case int() if abs(value) <= LARGEST_INT:
            return {"int": value}
        case int():
            return {"float": float(value)}
        case float():
            return {"float": value}
        case _:
            return {"str": value}


def proposed(properties: Sequence[Property], words: Words) -> list[dict[str, str]]:
    """Return properties as the API proposes and suggests them."""
    return [{"id": each.id, "name": each.label(words), "description": words.told(each.about)} for each in properties]
