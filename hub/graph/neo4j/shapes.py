"""Shapes of a plan as Cypher lists of bare values, and the objects of an answer read from them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from hub import ids
from hub.graph import global_id
from hub.graph.model import MODEL
from hub.graph.neo4j.conditions import write_condition
from hub.graph.neo4j.edges import write_edge, write_rows
from hub.graph.neo4j.order import write_orders, write_value
from hub.graph.neo4j.pages import write_connection
from hub.graph.neo4j.patterns import label
from hub.graph.neo4j.statement import Draft, Part, Read, Row, Sent, literal, returned
from hub.graph.plan import Column, Connection, Constant, Detail, Field, Identity, Listing, One, Shape, Subject, Texts


def write_shape(draft: Draft, row: Row, shape: Shape) -> Part:
    """Return Cypher for the values of a row, each once, and how they become its JSON object."""
    sent = Sent()
    parts = [(key, _field(draft, row, part)) for key, part in shape.fields]
    fields = [(key, sent.add(part)) for key, part in parts]
    if len(sent.texts) == len(
        parts
    ):  # every field has a value of its own, so that names and values need only be put together
        deeper = [(key, part.read) for key, part in parts if part.read is not None]
        return Part(sent.text, partial(_named, [key for key, _ in parts], deeper))
    return Part(sent.text, partial(_object, fields))


def _named(keys: list[str], deeper: list[tuple[str, Read]], values: list[Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    found = dict(zip(keys, values, strict=True))
    for key, read in deeper:
        found[key] = read(found[key])
    return found


def _object(fields: list[tuple[str, Read]], values: list[Any] | None) -> dict[str, Any] | None:
    return None if values is None else {key: read(values) for key, read in fields}


def _field(draft: Draft, row: Row, part: Field) -> Part:
    match part:
        case Column(name):
            return write_value(row, name)
        case Constant(constant):
            return Part("", lambda _: constant)
        case Identity():
            return _identity(draft, row, part)
        case One(edge, shape):
            return _one(draft, row, edge, partial(_shaped, draft, shape))
        case Detail(edge, column):
            return _one(draft, row, edge, partial(_valued, column))
        case Listing():
            return _listing(draft, row, part, partial(_shaped, draft, part.shape))
        case Texts(edge, column):
            return _listing(draft, row, Listing(edge, Shape(row.node.edges[edge].target, ())), partial(_valued, column))
        case Subject(type_column, key_column, cases):
            return write_cases(draft, row.name, row.column(type_column), row.column(key_column), cases)
        case Connection():
            return write_connection(draft, row, part, write_shape)


def _identity(draft: Draft, row: Row, what: Identity) -> Part:
    key, name = row.column(row.node.key), row.node.name
    match what:
        case Identity.KEY:
            return Part(key)
        case Identity.ID:
            return Part(key, partial(global_id.encode, name))
        case Identity.IRI:
            return Part(key, partial(ids.iri, draft.base_iri, name))


Held = Callable[[Row], Part]
"""Writes what is held of the row at the end of an edge: its object, or the value of one column."""


def _shaped(draft: Draft, shape: Shape, row: Row) -> Part:
    return write_shape(draft, row, shape)


def _valued(column: str, row: Row) -> Part:
    return write_value(row, column)


def _one(draft: Draft, row: Row, edge: str, write: Held) -> Part:
    ways = write_edge(draft, row, row.node.edges[edge])
    if not ways:
        return Part("null")
    pattern, target = ways[0].pattern, ways[0].target
    if row.to_one is None:
        target = target.chosen()
        held = write(target)
        found = f"MATCH {pattern} WITH {target.name} LIMIT 1 {returned(target, held.text)}"
        return Part(f"head(COLLECT {{ {found} }})", held.read)
    row.to_one.fetch(row.name, pattern, target.name)
    held = write(replace(target, to_one=row.to_one))
    return Part(f"CASE WHEN {target.name} IS NULL THEN null ELSE {held.text} END", held.read)


def _listing(draft: Draft, row: Row, part: Listing, write: Held) -> Part:
    found = write_rows(draft, row, row.node.edges[part.edge])
    if found is None:
        return Part("[]")
    clauses, target = found[0], found[1].chosen()
    held = write(target)
    where, order = write_condition(draft, target, part.condition), write_orders(draft, target, part.orders)
    text = f"COLLECT {{ {clauses} WHERE {where} WITH {target.name} ORDER BY {order} {returned(target, held.text)} }}"
    return Part(text, partial(_each, held))


def _each(part: Part, values: list[Any]) -> list[Any]:
    return values if part.read is None else [part.read(value) for value in values]


def write_cases(draft: Draft, scope: str, node_type: str, key: str, cases: tuple[Shape, ...]) -> Part:
    """Return Cypher for a node whose type and key are the expressions `node_type` and `key`, null where there is none of the cases.

    `scope` is the variable in these expressions.
    """
    if not cases:
        return Part("null")
    written, reads = [], []
    for place, shape in enumerate(cases):
        found = write_named(draft, shape, scope, key)
        written.append(f"WHEN {literal(shape.node)} THEN [{place}, {found.text}]")
        reads.append(found)
    return Part(f"CASE {node_type} {' '.join(written)} END", partial(read_case, reads))


def read_case(cases: list[Part], sent: list[Any] | None) -> Any:
    """Return the object of a value that says which of the cases it is of; null for null."""
    return None if sent is None else cases[sent[0]].value(sent[1])


def write_named(draft: Draft, shape: Shape, scope: str, key: str) -> Part:
    """Return Cypher for the node of a key, or of the key that it was merged into; null for none. `scope` is the variable in the key."""
    row = draft.row(MODEL[shape.node]).chosen()
    node = f"({row.name}:{label(row.node)} {{release: $release, key: "
    held = write_shape(draft, row, shape)
    direct = f"MATCH {node}{key}}})"
    if row.node.name not in ids.OPAQUE_PREFIXES:
        return Part(f"head(COLLECT {{ {direct} {returned(row, held.text)} }})", held.read)
    alias = draft.variable()
    merged = f"MATCH ({alias}:Alias {{release: $release, alias: {key}}}) MATCH {node}{alias}.successor}})"
    either = f"CALL ({scope}) {{ {direct} RETURN {row.name} UNION {merged} RETURN {row.name} }}"
    return Part(f"head(COLLECT {{ {either} WITH {row.name} LIMIT 1 {returned(row, held.text)} }})", held.read)
