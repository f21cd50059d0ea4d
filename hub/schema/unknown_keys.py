"""`extensions.unknownKeys`: keys of a query that nothing has, with similar ones, or with the one that a key was merged into.

The rows of such a condition are none, which reads like an answer. Keys that were found once are remembered for as long as the store is open.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import orjson

from hub.graph import plan
from hub.graph.global_id import decode
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.node_type import NodeType
from hub.graph.plan import All, AnyOf, Compare, Condition, Given, Identity, Not, Operator, Plan, Related, Shape, Value
from hub.ids import OPAQUE_PREFIXES, is_opaque
from hub.schema.bindings import type_name_of
from hub.schema.computed import Ask

MOST_REMEMBERED = 100_000
MOST_LOOKED_AT = 200
"""Keys that a wrong one is compared with: all of a small type, else those before and after it in the order of keys."""

MOST_NEAREST = 5
MOST_TOLD = 10
"""Most unknown keys of one root field that are reported."""


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
        case Compare(column, Operator.EQ | Operator.IN | Operator.NE, value):
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
        """Return the keys that nothing has: type, key, and similar ones that are there, each with its name. Raises what `ask` raises."""
        sought = [
            (each.node, key)
            for each in compared
            for key in _texts(each.value.read(variables))
            if (each.node, key) not in self._known
        ]
        if not sought:
            return []
        missing = [each for each in dict.fromkeys(sought) if each not in self._found(sought, ask)]
        told = [_told(node, key, ask) for node, key in missing[:MOST_TOLD]]
        if len(missing) > MOST_TOLD:
            told[-1]["furtherCount"] = len(missing) - MOST_TOLD
        return told

    def _found(self, sought: list[tuple[str, str]], ask: Ask) -> set[tuple[str, str]]:
        """Return those of some keys that something has, asked for by one statement for each type."""
        found: set[tuple[str, str]] = set()
        for node in dict.fromkeys(node for node, _ in sought):
            keys = list(dict.fromkeys(key for of, key in sought if of == node))
            among = Compare(MODEL[node].key, Operator.IN, Given(keys))
            found |= {(node, row["key"]) for row in _things(MODEL[node], among, len(keys), ask)}
        if len(self._known) < MOST_REMEMBERED:
            self._known |= found
        return found


def unknown_nodes(root: plan.Root, answer: bytes, variables: Mapping[str, Any], ask: Ask) -> list[dict[str, Any]]:
    """Return the global ids that `node` and `nodes` found nothing by, and the code that `region` did not; `path` leads on from the root field."""
    match root:
        case plan.First(Related("codes", _, All((Compare(value=code), Compare(value=scheme))))) if answer == b"null":
            read = f"no region has this code of the scheme `{scheme.read(variables)}`"
            return [{"path": [], "type": "Region", "key": code.read(variables), "nearest": [], "read": read}]
        case plan.AnyNodes(names=names, single=single) if b"null" in answer:
            asked, found = names.read(variables), orjson.loads(answer)
            pairs = [(asked, found)] if single else zip(asked, found, strict=False)
            missing = [
                (place, name) for place, (name, node) in enumerate(pairs) if node is None and isinstance(name, str)
            ]
            return [{"path": [] if single else [place], **_no_node(name, ask)} for place, name in missing[:MOST_TOLD]]
        case _:
            return []


def no_key(node: str, key: str) -> dict[str, Any]:
    """Return what is to be said of a row that is asked for by key and whose type has none."""
    read = "rows of this type have no key of their own; choose them by `where` of their list"
    return {"type": type_name_of(node), "key": key, "nearest": [], "read": read}


def _no_node(name: str, ask: Ask) -> dict[str, Any]:
    named = decode(name)
    if named is not None:
        return _told(named.node_type, named.key, ask)
    read = "expected a global id; a key is asked for by its type, such as `district(id:)`"
    return {"type": "Node", "key": name, "nearest": [], "read": read}


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _told(node: str, key: str, ask: Ask) -> dict[str, Any]:
    shape = Shape(node, tuple(_shown(MODEL[node])))
    successor = orjson.loads(ask(Plan(plan.ByKey(Given(key), shape)), {}))
    if successor is not None:
        read = "this key was merged into another, which conditions do not follow; ask with that one"
        return {
            "type": type_name_of(node),
            "key": key,
            "mergedInto": successor["key"],
            "nearest": [successor],
            "read": read,
        }
    said: dict[str, Any] = {"type": type_name_of(node), "key": key, "nearest": _nearest(MODEL[node], key, ask)}
    if node in OPAQUE_PREFIXES and key.startswith(f"{OPAQUE_PREFIXES[node]}-") and not is_opaque(key):
        said["read"] = "the last character of this key does not fit the others: it is mistyped"
    return said


def _nearest(node: NodeType, key: str, ask: Ask) -> list[dict[str, Any]]:
    """Return things whose names are spelled so, else those whose keys are most alike: none for keys that say nothing."""
    names = [name for name in NAME_COLUMNS.get(node.name, ()) if name in node.columns]
    if names and key.strip():
        for operator in (Operator.STARTS_WITH, Operator.CONTAINS):
            spelled = AnyOf(tuple(Compare(name, operator, Given(key)) for name in names))
            if named := _things(node, spelled, MOST_NEAREST, ask):
                return named
    if node.name in OPAQUE_PREFIXES:
        return []
    return sorted(_around(node, key, ask), key=lambda thing: _distance(key, thing["key"]))[:MOST_NEAREST]


def _around(node: NodeType, key: str, ask: Ask) -> list[dict[str, Any]]:
    """Return things with keys of the same part of the register (`2024/dpr/` for `2024/dpr/9999`): all of few, else those next to the key."""
    begin, slash, _ = key.rpartition("/")
    of_part = Compare(node.key, Operator.STARTS_WITH, Given(begin + slash)) if slash else All()
    held = _things(node, of_part, MOST_LOOKED_AT, ask)
    if len(held) < MOST_LOOKED_AT:
        return held
    after = All((of_part, Compare(node.key, Operator.GTE, Given(key))))
    before = All((of_part, Compare(node.key, Operator.LT, Given(key))))
    near = MOST_LOOKED_AT // 2
    backwards = (plan.Order(node.key, descending=True),)
    return _things(node, after, near, ask) + _things(node, before, near, ask, backwards)


def _distance(key: str, other: str) -> tuple[float, int, str]:
    """Return how far two keys are apart: by their spelling, then by the numbers that they end in."""
    numbers = [int(found.group()) if (found := _LAST_NUMBER.search(text)) else 0 for text in (key, other)]
    return -SequenceMatcher(None, key.lower(), other.lower()).ratio(), abs(numbers[0] - numbers[1]), other


_LAST_NUMBER = re.compile(r"[0-9]{1,18}$")


def _things(
    node: NodeType, condition: Condition, most: int, ask: Ask, orders: tuple[plan.Order, ...] = ()
) -> list[dict[str, Any]]:
    nodes = plan.Nodes(Shape(node.name, tuple(_shown(node))))
    page = plan.Connection(node.name, None, condition, orders, plan.Page(most), (("nodes", nodes),))
    found: list[dict[str, Any]] = orjson.loads(ask(Plan(page), {}))["nodes"]
    return found


def _shown(node: NodeType) -> Iterator[tuple[str, plan.Field]]:
    yield "key", Identity.KEY
    if "name" in node.columns:
        yield "name", plan.Column("name")
