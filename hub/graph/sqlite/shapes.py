"""Shapes of a plan as SQL that lets SQLite build the JSON of the answer."""

from hub import ids
from hub.graph.model import MODEL
from hub.graph.plan import (
    All,
    Column,
    Connection,
    Constant,
    Detail,
    Field,
    Identity,
    Listing,
    One,
    Shape,
    Subject,
    Texts,
)
from hub.graph.sqlite import layout
from hub.graph.sqlite.conditions import write_condition, write_edge
from hub.graph.sqlite.json import (
    NULL,
    Json,
    aggregated,
    constant,
    held,
    json_array,
    json_object,
    or_null,
    plain,
    subquery,
    text,
    together,
)  # fmt: skip
from hub.graph.sqlite.links import link_of, write_linked
from hub.graph.sqlite.order import write_order
from hub.graph.sqlite.pages import write_connection
from hub.graph.sqlite.statement import Draft, Row

PLAIN_KEY = "*[^A-Za-z0-9/@~:._-]*"
"""GLOB pattern of keys that hold a character which an IRI path may not; only those are escaped, by a slower function."""


def write_shape(draft: Draft, row: Row, shape: Shape) -> Json:
    """Return the JSON object of a row."""
    return json_object([(key, _field(draft, row, part)) for key, part in shape.fields])


def _field(draft: Draft, row: Row, part: Field) -> Json:
    match part:
        case Column(name):
            return write_column(row, name)
        case Constant(told):
            return constant(told)
        case Identity():
            return _identity(draft, row, part)
        case One():
            return _one(draft, row, part)
        case Listing():
            return _listing(draft, row, part)
        case Texts(edge, column):
            shape = Shape(row.node.edges[edge].target, (("", Column(column)),))
            return _listing(draft, row, Listing(edge, shape), bare=True)
        case Detail():
            return _detail(draft, row, part)
        case Subject(type_column, key_column, cases):
            return write_cases(draft, row.column(type_column), row.column(key_column), cases)
        case Connection():
            return write_connection(draft, row, part, write_shape)


def write_column(row: Row, name: str) -> Json:
    """Return the JSON value of a column."""
    return plain(row.column(name)) if row.is_key(name) else held(row.node.columns[name], row.column(name))


def _identity(draft: Draft, row: Row, what: Identity) -> Json:
    key, name = row.column(row.node.key), row.node.name
    match what:
        case Identity.KEY:
            return write_column(row, row.node.key)
        case Identity.ID:
            return plain(f"hex({text(name + ':')} || {key})")
        case Identity.IRI:
            escaped = f"CASE WHEN {key} GLOB {text(PLAIN_KEY)} THEN iri_path({key}) ELSE {key} END"
            return (text('"' + ids.iri(draft.base_iri, name, "")), escaped, "'\"'")


def _one(draft: Draft, row: Row, part: One) -> Json:
    edge = row.node.edges[part.edge]
    target = Row(MODEL[edge.target], draft.alias())
    found = write_edge(draft, row, edge, target)
    return subquery(write_shape(draft, target, part.shape), f"{target.source} WHERE {found} LIMIT 1")


def _detail(draft: Draft, row: Row, part: Detail) -> Json:
    edge = row.node.edges[part.edge]
    target = Row(MODEL[edge.target], draft.alias())
    found = write_edge(draft, row, edge, target)
    return subquery(write_column(target, part.column), f"{target.source} WHERE {found} LIMIT 1")


def _listing(draft: Draft, row: Row, part: Listing, *, bare: bool = False) -> Json:
    edge = row.node.edges[part.edge]
    inner = Row(MODEL[edge.target], draft.alias())
    outer = Row(inner.node, draft.alias())
    item = write_column(outer, str(_only_column(part))) if bare else write_shape(draft, outer, part.shape)
    link = link_of(row.node, edge) if part.condition == All() and not part.orders else None
    if link is not None:
        return aggregated(json_array(item), write_linked(draft, row, link, outer))
    where = f"({write_edge(draft, row, edge, inner)}) AND ({write_condition(draft, inner, part.condition)})"
    order = ", ".join([*(write_order(inner, order) for order in part.orders), inner.column("row")])
    rows = f"SELECT {outer.selected(inner.alias)} FROM {inner.source} WHERE {where} ORDER BY {order} LIMIT -1"
    return aggregated(json_array(item), f"({rows}) {outer.alias}")


def _only_column(part: Listing) -> str | None:
    _, only = part.shape.fields[0]
    return only.name if isinstance(only, Column) else None


def write_cases(draft: Draft, node_type: str, key: str, cases: tuple[Shape, ...]) -> Json:
    """Return the JSON of the node that SQL for a type and a key names, or null."""
    if not cases:
        return NULL
    found = []
    for shape in cases:
        target = Row(MODEL[shape.node], draft.alias())
        built = together(write_shape(draft, target, shape))
        found.append(
            f"WHEN {text(shape.node)} THEN (SELECT {built} FROM {target.source} WHERE {write_named(target, key)})"
        )
    return or_null(f"(CASE {node_type} {' '.join(found)} END)")


def write_named(row: Row, key: str) -> str:
    """Return SQL that is true for the row of a key, or of the key that it was merged into."""
    table, column = layout.quoted(layout.table(row.node)), layout.quoted(row.node.key)
    direct = f"SELECT row FROM {table} WHERE {column} = {key}"
    if row.node.name not in ids.OPAQUE_PREFIXES:
        return f"{row.column('row')} = ({direct})"
    merged = f"SELECT n.row FROM aliases a JOIN {table} n ON n.{column} = a.successor WHERE a.alias = {key} LIMIT 1"
    return f"{row.column('row')} = coalesce(({direct}), ({merged}))"
