"""Conditions on keys that nothing has: which keys of a plan are unknown, and the nearest ones that are known.

The rows of such a condition are none, which reads like an answer; so the response lists them under `extensions.unknownKeys`, each with
the nearest known keys. Keys that were found once are remembered for as long as the store is open.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import orjson

from hub.graph import plan
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.node_type import NodeType
from hub.graph.plan import All, AnyOf, Compare, Condition, Given, Identity, Not, Operator, Plan, Related, Shape, Value
from hub.schema.bindings import type_name_of

Ask = Callable[[Plan, Mapping[str, Any]], bytes]

MOST_REMEMBERED = 100_000
MOST_LOOKED_AT = 2_000
MOST_NEAREST = 5
MOST_TOLD = 10
"""Keys that are looked up for one root field, and told of, at most."""


@dataclass(frozen=True, slots=True)
class KeyCompared:
    """A condition that a key equals a value, or one of a list of values."""

    node: str
    value: Value


def keys_compared(root: plan.Root) -> tuple[KeyCompared, ...]:
    """Return the keys that the conditions of a root field, and of all lists below it, compare with."""
    return tuple(_of_root(root)) if isinstance(root, plan.Connection | plan.ByKey) else ()


def _of_root(held: Any) -> Iterator[KeyCompared]:
    match held:
        case plan.Connection():
            yield from _of_condition(MODEL[held.node], held.condition)
            yield from _of_fields(held.parts)
        case plan.ByKey(_, shape) | plan.Nodes(shape) | plan.One(_, shape):
            yield from _of_root(shape)
        case plan.Edges(fields):
            yield from _of_fields(fields)
        case Shape(_, fields):
            yield from _of_fields(fields)


def _of_fields(fields: tuple[tuple[str, Any], ...]) -> Iterator[KeyCompared]:
    for _, part in fields:
        yield from _of_root(part)


def _of_condition(node: NodeType, condition: Condition) -> Iterator[KeyCompared]:
    match condition:
        case Compare(column, Operator.EQ | Operator.IN, value):
            target = node.columns[column].points_to or (node.name if node.is_node and column == node.key else None)
            if target is not None and MODEL[target].is_node:
                yield KeyCompared(target, value)
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _of_condition(node, each)
        case Not(inner):
            yield from _of_condition(node, inner)
        case Related(edge, _, inner):
            yield from _of_condition(MODEL[node.edges[edge].target], inner)


class KnownKeys:
    """The keys of one store that are known to be there. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def has(self, compared: tuple[KeyCompared, ...], variables: Mapping[str, Any]) -> bool:
        """True where all of these keys were found before."""
        known = self._known
        for each in compared:
            value = each.value.read(variables)
            if type(value) is str:
                if (each.node, value) not in known:
                    return False
            elif not all((each.node, text) in known for text in _texts(value)):
                return False
        return True

    def unknown(
        self, compared: tuple[KeyCompared, ...], variables: Mapping[str, Any], ask: Ask
    ) -> list[dict[str, Any]]:
        """Return the keys that nothing has: type, key, and the nearest ones that are there, each with its name. Raises what `ask` raises."""
        sought = [
            (each.node, key)
            for each in compared
            for key in _texts(each.value.read(variables))
            if (each.node, key) not in self._known
        ]
        if not sought:
            return []
        sought = list(dict.fromkeys(sought))[:MOST_TOLD]
        found = [(node, key, self._is_there(node, key, ask)) for node, key in sought]
        return [_told(node, key, ask) for node, key, is_there in found if not is_there]

    def _is_there(self, node: str, key: str, ask: Ask) -> bool:
        by_key = plan.ByKey(Given(key), Shape(node, (("key", Identity.KEY),)))
        is_there = ask(Plan(by_key), {}) != b"null"
        if is_there and len(self._known) < MOST_REMEMBERED:
            self._known.add((node, key))
        return is_there


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _told(node: str, key: str, ask: Ask) -> dict[str, Any]:
    return {"type": type_name_of(node), "key": key, "nearest": _nearest(MODEL[node], key, ask)}


def _nearest(node: NodeType, key: str, ask: Ask) -> list[dict[str, Any]]:
    """Return things whose names are spelled so, else those whose keys are most alike."""
    names = [name for name in NAME_COLUMNS.get(node.name, ()) if name in node.columns]
    named: list[dict[str, Any]] = []
    if names and key.strip():
        spelled = AnyOf(tuple(Compare(name, Operator.STARTS_WITH, Given(key)) for name in names))
        named = _things(node, spelled, MOST_NEAREST, ask)
    by_key: list[dict[str, Any]] = []
    if not named:
        held = _things(node, _begun(node, key), MOST_LOOKED_AT, ask)
        by_key = sorted(held, key=lambda thing: _distance(key, thing["key"]))[:MOST_NEAREST]
    return named or by_key


def _begun(node: NodeType, key: str) -> Condition:
    """Return the condition on keys of the same part of the register: `2024/dpr/` for `2024/dpr/9999`."""
    begin, slash, _ = key.rpartition("/")
    return Compare(node.key, Operator.STARTS_WITH, Given(begin + slash)) if slash else All()


def _distance(key: str, other: str) -> tuple[float, int, str]:
    """Return how far two keys are apart: by their spelling, then by the numbers that they end in."""
    numbers = [int(found.group()) if (found := _LAST_NUMBER.search(text)) else 0 for text in (key, other)]
    return -SequenceMatcher(None, key.lower(), other.lower()).ratio(), abs(numbers[0] - numbers[1]), other


_LAST_NUMBER = re.compile(r"[0-9]{1,18}$")


def _things(node: NodeType, condition: Condition, most: int, ask: Ask) -> list[dict[str, Any]]:
    fields: list[tuple[str, plan.Field]] = [("key", Identity.KEY)]
    if "name" in node.columns:
        fields.append(("name", plan.Column("name")))
    nodes = plan.Nodes(Shape(node.name, tuple(fields)))
    page = plan.Connection(node.name, None, condition, (), plan.Page(most), (("nodes", nodes),))
    found: list[dict[str, Any]] = orjson.loads(ask(Plan(page), {}))["nodes"]
    return found
