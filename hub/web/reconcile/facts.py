"""Facts about things, asked of GraphQL: one query for all things of a kind, with just the fields that are needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from hub.errors import StoreUnavailable
from hub.facts import kemendagri
from hub.graph import global_id
from hub.schema.execute import Executor
from hub.schema.request import Request
from hub.web.reconcile.kinds import KINDS, LABEL_FIELDS, Kind, Property

LISTED_AT_ONCE = 20
"""Things in one query, so that it stays within what a query may cost."""

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a property leads to."""

    kind: str
    key: str
    name: str


Value = Entity | str | int | float | bool


def facts(executor: Executor, kind: Kind, keys: Sequence[str], properties: Iterable[Property]) -> dict[str, Fact]:
    """Return what GraphQL answers of each thing by its key; a key that was merged answers with what it was merged into.

    Keys that name nothing are left out. Raises StoreUnavailable where the store does not answer in time.
    """
    document = _document(kind, tuple(properties))
    found: dict[str, Fact] = {}
    for start in range(0, len(keys), LISTED_AT_ONCE):
        some = keys[start : start + LISTED_AT_ONCE]
        asked = {"ids": [global_id.encode(kind.id, key) for key in some]}
        answer = ask(executor, document, asked)
        found |= {key: node for key, node in zip(some, answer["nodes"], strict=True) if node}
    return found


def ask(executor: Executor, document: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the data of the answer to a query of ours. Raises StoreUnavailable where it has errors."""
    answer = orjson.loads(executor.execute(Request(document, variables)).body)
    if answer.get("errors"):
        raise StoreUnavailable(f"expected an answer from the graph store, found {answer['errors'][0]['message']}")
    data: dict[str, Any] = answer["data"]
    return data


def values(fact: Fact, asked: Property, edition: str | None = None) -> list[Value]:
    """Return the values of a property, each once, in the order of GraphQL; of one edition where that is asked and known."""
    if not _is_of(fact, edition):
        return []
    *through, last = (step.partition("(")[0] for step in asked.path.split("."))
    holders: list[Fact] = [fact]
    for step in through:
        holders = [inner for holder in holders for inner in _listed(holder.get(step)) if _is_of(inner, edition)]
    if asked.given:
        field, wanted = asked.given
        holders = [holder for holder in holders if holder.get(field) == wanted]
    found = (inner for holder in holders for inner in _listed(holder.get(last)))
    return list(dict.fromkeys(_value(asked, held) for held in found if _is_of(held, edition)))


def _is_of(held: Any, edition: str | None) -> bool:
    """Tell whether something belongs to an edition; what belongs to none belongs to each."""
    stated = held.get("edition") if edition is not None and isinstance(held, dict) else None
    return stated is None or bool(stated["key"] == edition)


def _listed(held: Any) -> list[Any]:
    if held is None:
        return []
    return [each for each in held if each is not None] if isinstance(held, list) else [held]


def _value(asked: Property, held: Any) -> Value:
    if asked.kind is None:
        simple: Value = held
        return simple
    return Entity(asked.kind, held["key"], held[LABEL_FIELDS[asked.kind]])


@lru_cache(maxsize=256)
def _document(kind: Kind, properties: tuple[Property, ...]) -> str:
    """Return the query for properties of things of a kind, and for what they are called."""
    tree: dict[str, Any] = {"key": {}, kind.label_field: {}}
    for each in properties:
        steps = each.path.split(".")
        holder = tree
        for step in steps[:-1]:
            holder = holder.setdefault(step, {})
        leaf = holder.setdefault(steps[-1], {})
        if each.kind is not None:
            leaf |= {"key": {}, LABEL_FIELDS[each.kind]: {}}
        if each.given:
            holder[each.given[0]] = {}
    return f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {kind.type_name} {_selected(tree)} }} }}"


def _selected(tree: dict[str, Any]) -> str:
    return "{ " + " ".join(f"{name} {_selected(below)}" if below else name for name, below in tree.items()) + " }"


def keys_by_code(executor: Executor, scheme: str, code: str) -> list[str]:
    """Return the keys of regions with a code of a scheme; dots and their absence do not matter for Kemendagri codes."""
    forms = [code.strip()]
    digits = code.replace(".", "").strip()
    if scheme == "kemendagri" and digits.isdigit():
        forms.append(kemendagri(digits).value)
    document = """query ($scheme: String!, $codes: [String!]!) {
      regions(where: {codes: {some: {scheme: {eq: $scheme}, value: {in: $codes}}}}, first: 20) { nodes { key } } }"""
    answer = ask(executor, document, {"scheme": scheme, "codes": forms})
    return [node["key"] for node in answer["regions"]["nodes"]]


def kind_of(identifier: str) -> tuple[Kind, str] | None:
    """Return kind and key of an identifier as it is given here, None for a text that is none."""
    name, slash, key = identifier.partition("/")
    return (KINDS[name], key) if slash and key and name in KINDS else None
