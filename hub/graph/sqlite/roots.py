"""Plans as SQL: one statement per root field."""

from typing import Any

import orjson

from hub.graph import global_id
from hub.graph.model import MODEL
from hub.graph.plan import AnyNodes, ByKey, Connection, Constant, Finds, First, Plan, Rows, Search, TotalCount
from hub.graph.sqlite import layout
from hub.graph.sqlite.conditions import write_condition
from hub.graph.sqlite.json import Json, aggregated, as_bytes, constant, json_array, json_object, text
from hub.graph.sqlite.order import write_orders
from hub.graph.sqlite.pages import write_connection
from hub.graph.sqlite.shapes import write_cases, write_named, write_shape
from hub.graph.sqlite.statement import Draft, Row, Statement


def write_plan(plan: Plan, base_iri: str) -> Statement:
    """Return the statement that answers a plan: one row with one JSON text as bytes, or no row for null."""
    draft = Draft(base_iri)
    return Statement(_root(draft, plan), tuple(draft.parameters))


def write_rows(rows: Rows, base_iri: str) -> Statement:
    """Return the statement that gives one row with one JSON text as bytes for every row of a plan, in its order."""
    draft = Draft(base_iri)
    row, inner = (Row(MODEL[rows.node], draft.alias()) for _ in range(2))
    built = as_bytes(write_shape(draft, row, rows.shape))
    where = write_condition(draft, inner, rows.condition)
    # The limit keeps the order: SQLite may otherwise merge the subquery into the outer query.
    ordered = f"FROM {inner.source} WHERE {where} ORDER BY {write_orders(inner, rows.orders)} LIMIT -1"
    sql = f"SELECT {built} FROM (SELECT {row.selected(inner.alias)} {ordered}) {row.alias}"
    return Statement(sql, tuple(draft.parameters))


def _root(draft: Draft, plan: Plan) -> str:
    match plan.root:
        case ByKey(key, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            mark = draft.bind(key, lambda value: global_id.key_of(shape.node, value))
            return f"SELECT {as_bytes(built)} FROM {row.source} WHERE {write_named(row, mark)}"
        case First(condition, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            where = write_condition(draft, row, condition)
            return f"SELECT {as_bytes(built)} FROM {row.source} WHERE {where} ORDER BY {row.column('row')} LIMIT 1"
        case Connection() as connection:
            return f"SELECT {as_bytes(write_connection(draft, None, connection, write_shape))}"
        case AnyNodes() as nodes:
            return _any_nodes(draft, nodes)
        case Search() as search:
            return f"SELECT {as_bytes(_search(draft, search))}"


def _any_nodes(draft: Draft, nodes: AnyNodes) -> str:
    names, named = draft.bind(nodes.names, _names), draft.alias()
    built = write_cases(draft, f"{named}.type", f"{named}.key", nodes.cases)
    rows = (
        "SELECT json_extract(value, '$[0]') AS type, json_extract(value, '$[1]') AS key "
        f"FROM json_each({names}) ORDER BY id LIMIT -1"
    )
    return f"SELECT {as_bytes(built if nodes.single else json_array(built))} FROM ({rows}) {named}"


def _names(ids: Any) -> str:
    """Return global ids as JSON pairs of type and key, nulls for a text that is no global id."""
    listed = ids if isinstance(ids, list | tuple) else [ids]
    return orjson.dumps([list(global_id.decode(text) or (None, None)) for text in listed]).decode()


def _search(draft: Draft, search: Search) -> Json:
    if not any(isinstance(part, TotalCount | Finds) for _, part in search.parts):
        return json_object([(key, constant(part.text)) for key, part in search.parts if isinstance(part, Constant)])
    hits = f"{layout.NAMES} WHERE {layout.NAMES} MATCH respelled({draft.bind(search.words)}, '*')"
    if set(search.types) != set(layout.SEARCHED):  # else every find would be read for nothing
        hits += f" AND type IN ({', '.join(map(text, search.types))})"
    found = draft.alias()
    fields: list[tuple[str, Json]] = []
    for key, part in search.parts:
        match part:
            case TotalCount():
                fields.append((key, (f"(SELECT count(*) FROM {hits})",)))
            case Finds(cases):
                built = json_array(write_cases(draft, f"{found}.type", f"{found}.key", cases))
                rows = f"SELECT type, key FROM {hits} ORDER BY {_best_first(draft, search)} LIMIT {search.first}"
                fields.append((key, aggregated(built, f"({rows}) {found}")))
            case Constant(told):
                fields.append((key, constant(told)))
    return json_object(fields)


def _best_first(draft: Draft, search: Search) -> str:
    """Return the order of finds, the same in every store: names that hold every word whole, then the shorter main name, then the key."""
    whole = f"SELECT rowid FROM {layout.NAMES} WHERE {layout.NAMES} MATCH respelled({draft.bind(search.words)}, '')"
    return f"rowid NOT IN ({whole}), length, rowid"
