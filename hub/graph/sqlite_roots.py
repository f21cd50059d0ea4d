"""Writes a whole plan as one SQL statement."""

import re
from typing import Any

import orjson

from hub.graph import global_id, layout
from hub.graph.folding import fold
from hub.graph.model import MODEL
from hub.graph.plan import AnyNodes, ByKey, Connection, Constant, First, Nodes, Plan, Search, TotalCount
from hub.graph.sqlite_conditions import write_condition
from hub.graph.sqlite_pages import write_connection
from hub.graph.sqlite_shapes import write_cases, write_named, write_shape
from hub.graph.sqlite_statement import Draft, Row, Statement, json_object, text


def write_plan(plan: Plan, base_iri: str) -> Statement:
    """Return the statement that answers a plan: one row with one JSON text, or no row for null."""
    draft = Draft(base_iri)
    match plan.root:
        case ByKey(key, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            mark = draft.bind(key, lambda value: global_id.key_of(shape.node, value))
            sql = f"SELECT {built} FROM {row.source} WHERE {write_named(row, mark)}"
        case First(condition, shape):
            row = Row(MODEL[shape.node], draft.alias())
            built = write_shape(draft, row, shape)
            where = write_condition(draft, row, condition)
            sql = f"SELECT {built} FROM {row.source} WHERE {where} ORDER BY {row.column('row')} LIMIT 1"
        case Connection() as connection:
            sql = f"SELECT {write_connection(draft, None, connection, write_shape)}"
        case AnyNodes() as nodes:
            sql = _any_nodes(draft, nodes)
        case Search() as search:
            sql = _search(draft, search)
    return Statement(sql, tuple(draft.parameters))


def _any_nodes(draft: Draft, nodes: AnyNodes) -> str:
    names, named = draft.bind(nodes.names, _names), draft.alias()
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
    words, types = draft.bind(search.words, _match), ", ".join(text(name) for name in search.types)
    hits = f"FROM {layout.NAMES} WHERE {layout.NAMES} MATCH {words} AND type IN ({types})"
    found = draft.alias()
    fields = []
    for key, part in search.parts:
        match part:
            case TotalCount():
                fields.append((key, f"(SELECT count(*) {hits})"))
            case Nodes():
                built = write_cases(draft, f"{found}.type", f"{found}.key", search.cases)
                rows = f"SELECT type, key {hits} ORDER BY rank, rowid LIMIT {search.first}"
                fields.append((key, f"(SELECT json_group_array({built}) FROM ({rows}) {found})"))
            case Constant(constant):
                fields.append((key, text(constant)))
    return f"SELECT {json_object(fields)}"


def _match(words: str) -> str:
    """Return the full-text expression for words that all must begin a word of the name; for none, one that finds nothing."""
    parts = re.findall(r"\w+", fold(words).replace("_", " "))
    return " ".join(f'"{part}"*' for part in parts) or '""'
