"""Plans as Cypher: one statement per root field."""

from functools import partial
from typing import Any

from hub.graph import global_id
from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.neo4j import folding
from hub.graph.neo4j.conditions import selection
from hub.graph.neo4j.layout import property_name
from hub.graph.neo4j.order import write_orders
from hub.graph.neo4j.pages import write_connection
from hub.graph.neo4j.patterns import label
from hub.graph.neo4j.shapes import read_case, write_cases, write_named, write_shape
from hub.graph.neo4j.statement import BATCH, Draft, OfWords, Part, Read, Row, Sent, Statement, returned
from hub.graph.plan import AnyNodes, ByKey, Connection, Constant, Finds, First, Plan, Search, TotalCount

_IS_CURRENT = "EXISTS { (:Hub {name: 'hub', current: $release}) }"
"""Said with every answer, in its transaction: a load removes an old release only when those who began before have finished."""


def write_plan(plan: Plan, base_iri: str) -> Statement:
    """Return the statement that answers a plan: one row, whether the release is what readers see, and the answer's values.

    Where a plan is quick one statement makes the answers for many variables, with the place of each: the way there and back takes longer
    than to look a key up. (What finds its rows by key needs no clauses before.)
    """
    draft = Draft(base_iri, is_batch=plan.is_quick)
    clauses, part = _root(draft, plan)
    if draft.is_batch:
        each = f"UNWIND ${BATCH} AS {BATCH} {returned(BATCH, f'[{part.text}, {BATCH}[-1]]')}"
        text = f"RETURN {_IS_CURRENT} AS isCurrent, COLLECT {{ {each} }} AS answer"
    else:
        text = f"{clauses} {part.text} AS answer RETURN {_IS_CURRENT} AS isCurrent, answer"
    return Statement(text, tuple(draft.parameters), part.value, draft.is_batch)


def _root(draft: Draft, plan: Plan) -> tuple[str, Part]:
    """Return the expression for the answer, and the clauses before it, up to the WITH that names it."""
    match plan.root:
        case ByKey(key, shape):
            return "WITH", write_named(
                draft, shape, draft.scope, draft.bind(key, partial(global_id.key_of, shape.node))
            )
        case First():
            return "WITH", _first(draft, plan.root)
        case Connection() as connection:
            return "WITH", write_connection(draft, None, connection, write_shape)
        case AnyNodes() as nodes:
            return "WITH", _any_nodes(draft, nodes)
        case Search() as search:
            return _search(draft, search)


def _first(draft: Draft, first: First) -> Part:
    row = draft.row(MODEL[first.shape.node]).chosen()
    chosen = selection(draft, row, first.condition)
    where = " AND ".join(f"({each})" for each in (f"{row.name}.release = $release", *chosen.conditions))
    held = write_shape(draft, row, first.shape)
    found = f"MATCH {', '.join([row.pattern, *chosen.patterns])} WHERE {where} WITH DISTINCT {row.name} ORDER BY {write_orders(draft, row, ())} LIMIT 1"
    return Part(f"head(COLLECT {{ {found} {returned(row, held.text)} }})", held.read)


def _any_nodes(draft: Draft, nodes: AnyNodes) -> Part:
    names, named = draft.bind(nodes.names, _names), draft.variable()
    case = write_cases(draft, named, f"{named}[0]", f"{named}[1]", nodes.cases)
    # A null in a list that is collected would be lost, so that each one is wrapped.
    text = f"COLLECT {{ UNWIND {names} AS {named} {returned(named, f'[{case.text}]')} }}"
    return Part(text, partial(_read_nodes, case, nodes.single))


def _read_nodes(case: Part, single: bool, sent: list[list[Any]]) -> Any:  # noqa: FBT001  bound once, when the plan is written
    found = [case.value(value) for (value,) in sent]
    return found[0] if single else found


def _names(given: Any) -> list[list[str | None]]:
    """Return global ids as pairs of type and key, nulls for a text that is no global id."""
    listed = given if isinstance(given, list | tuple) else [given]
    return [list(global_id.decode(text) or (None, None)) for text in listed]


def _search(draft: Draft, search: Search) -> tuple[str, Part]:
    """Read the full-text index once; of what it finds, those of the wanted types and this release, the best first.

    The order is that of every store: names that hold every word whole, then the shorter main name, then type and key.
    """
    fields: list[tuple[str, Read]] = []
    asked = [part for _, part in search.parts if not isinstance(part, Constant)]
    found, node, sent = draft.variable(), draft.variable(), Sent()
    for key, part in search.parts:
        match part:
            case TotalCount():
                fields.append((key, sent.add(Part(f"size({found})"))))
            case Finds(cases):
                fields.append((key, sent.add(_finds(draft, search.first, found, cases))))
            case Constant(constant):
                fields.append((key, _constant(constant)))
    answer = Part(sent.text, lambda values: {key: read(values) for key, read in fields})
    if not asked:
        return "WITH", answer
    wanted, spelled = (draft.bind(search.words, OfWords(write)) for write in (_lucene, _padded))
    labels = "|".join(str(label(MODEL[name])) for name in search.types)
    lengths = " ".join(
        f"WHEN {node}:{label(MODEL[name])} THEN [size({node}.{_main(name)}), {place}]"
        for place, name in enumerate(NAME_COLUMNS)
    )
    clauses = (
        f"UNWIND {wanted} AS query CALL db.index.fulltext.queryNodes('{folding.WORDS}', query) YIELD node AS {node} "
        f"WITH {node} WHERE {node}.release = $release AND {node}:{labels or 'Nothing'} "
        f"WITH {node}, ' ' + {node}.{folding.WORDS} + ' ' AS held, CASE {lengths} END AS rank "
        f"WITH {node}, all(alike IN {spelled} WHERE any(word IN alike WHERE held CONTAINS word)) AS whole, rank "
        f"ORDER BY whole DESC, rank[0], rank[1], {node}.key WITH collect({node}) AS {found} WITH {found},"
    )
    return clauses, answer


def _constant(constant: str) -> Read:
    return lambda _: constant


def _main(name: str) -> str:
    return folding.folded(property_name(MODEL[name].table, NAME_COLUMNS[name][0]))


def _finds(draft: Draft, first: int, found: str, cases: tuple[Any, ...]) -> Part:
    node, written, reads = draft.variable(), [], []
    for place, shape in enumerate(cases):
        held = write_shape(draft, Row(MODEL[shape.node], node), shape)
        written.append(f"WHEN {node}:{label(MODEL[shape.node])} THEN [{place}, {held.text}]")
        reads.append(held)
    case = Part(f"CASE {' '.join(written)} END" if written else "null", partial(read_case, reads))
    text = f"COLLECT {{ UNWIND {found}[..{first}] AS {node} {returned(node, f'[{case.text}]')} }}"
    return Part(text, partial(_read_nodes, case, False))  # noqa: FBT003  see there


def _lucene(spelled: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return the full-text expression for names with a word that begins as one of each group; no expression for no groups."""
    parts = (" OR ".join(f"{word}*" for word in alike) for alike in spelled)
    return [" AND ".join(f"({part})" for part in parts)] if spelled else []


def _padded(spelled: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[f" {word} " for word in alike] for alike in spelled]
