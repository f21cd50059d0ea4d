"""Writes a whole plan as one SQL statement."""

import re
from typing import Any

import orjson

from hub.graph import global_id, layout
from hub.graph.folding import fold
from hub.graph.model import MODEL
from hub.graph.plan import AnyNodes, ByKey, Connection, Constant, Finds, First, Plan, Search, Shape, Slot, TotalCount
from hub.graph.sqlite_conditions import write_condition
from hub.graph.sqlite_pages import write_connection
from hub.graph.sqlite_shapes import write_cases, write_named, write_shape
from hub.graph.sqlite_statement import Draft, Row, Statement, json_object, text

ROWS = "@rows"
"""The variable that hands row numbers to a filling; no variable of a request can be spelled so."""


def write_plan(plan: Plan, base_iri: str, most_levels: int | None = None) -> Statement:
    """Return the statement that answers a plan: one row with one JSON text, or no row for null.

    With `most_levels`, parts that are nested deeper are left to fillings, statements of the same kind.
    """
    draft = Draft(base_iri, most_levels)
    sql = _root(draft, plan)
    return _finished(draft, sql)


def _root(draft: Draft, plan: Plan) -> str:
    match plan.root:
        case ByKey(key, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            mark = draft.bind(key, lambda value: global_id.key_of(shape.node, value))
            return f"SELECT {built} FROM {row.source} WHERE {write_named(row, mark)}"
        case First(condition, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            where = write_condition(draft, row, condition)
            return f"SELECT {built} FROM {row.source} WHERE {where} ORDER BY {row.column('row')} LIMIT 1"
        case Connection() as connection:
            return f"SELECT {write_connection(draft, None, connection, write_shape)}"
        case AnyNodes() as nodes:
            return _any_nodes(draft, nodes)
        case Search() as search:
            return _search(draft, search)


def _finished(draft: Draft, sql: str) -> Statement:
    fillings = tuple((cut.path, _filling(draft, cut.shape)) for cut in draft.cuts)
    return Statement(sql, tuple(draft.parameters), fillings)


def _filling(cut_from: Draft, shape: Shape) -> Statement:
    """Return the statement for objects of a shape: one JSON object from row number to object, for the rows in ROWS."""
    draft = Draft(cut_from.base_iri, cut_from.most_levels, path=[None])
    row = Row(MODEL[shape.node], draft.alias())
    rows = draft.bind(Slot(ROWS), lambda numbers: orjson.dumps(numbers).decode())
    built = write_shape(draft, row, shape)
    among = f"SELECT value FROM json_each({rows})"
    return _finished(
        draft, f"SELECT json_group_object({row.column('row')}, {built}) FROM {row.source} WHERE row IN ({among})"
    )


def _any_nodes(draft: Draft, nodes: AnyNodes) -> str:
    names, named = draft.bind(nodes.names, _names), draft.alias()
    with draft.within(*(() if nodes.single else (None,))):
        built = write_cases(draft, f"{named}.type", f"{named}.key", nodes.cases)
    rows = (
        "SELECT json_extract(value, '$[0]') AS type, json_extract(value, '$[1]') AS key "
        f"FROM json_each({names}) ORDER BY id LIMIT -1"
    )
    held = built if nodes.single else f"json_group_array({built})"
    return f"SELECT {held} FROM ({rows}) {named}"


def _names(ids: Any) -> str:
    """Return global ids as JSON pairs of type and key, nulls for a text that is no global id."""
    listed = ids if isinstance(ids, list | tuple) else [ids]
    return orjson.dumps([list(global_id.decode(text) or (None, None)) for text in listed]).decode()


def _search(draft: Draft, search: Search) -> str:
    if not any(isinstance(part, TotalCount | Finds) for _, part in search.parts):
        return f"SELECT {json_object([(key, text(part.text)) for key, part in search.parts if isinstance(part, Constant)])}"
    words, types = draft.bind(search.words, _match), ", ".join(text(name) for name in search.types)
    hits = f"FROM {layout.NAMES} WHERE {layout.NAMES} MATCH {words} AND type IN ({types})"
    found = draft.alias()
    fields = []
    for key, part in search.parts:
        match part:
            case TotalCount():
                fields.append((key, f"(SELECT count(*) {hits})"))
            case Finds(cases):
                with draft.within(key, None, levels=1):
                    built = write_cases(draft, f"{found}.type", f"{found}.key", cases)
                rows = f"SELECT type, key {hits} ORDER BY rank, rowid LIMIT {search.first}"
                fields.append((key, f"(SELECT json_group_array({built}) FROM ({rows}) {found})"))
            case Constant(constant):
                fields.append((key, text(constant)))
    return f"SELECT {json_object(fields)}"


def _match(words: str) -> str:
    """Return the full-text expression for words that all must begin a word of the name; for none, one that finds nothing."""
    parts = re.findall(r"\w+", fold(words).replace("_", " "))
    return " ".join(f'"{part}"*' for part in parts) or '""'
