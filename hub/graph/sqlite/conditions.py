"""Writes conditions and edges of a plan as SQL."""

from collections.abc import Callable
from typing import Any

import orjson

from hub.graph.folding import fold
from hub.graph.model import MODEL, Column, Edge, Hop, Kind, NodeType
from hub.graph.plan import All, AnyOf, Compare, Condition, IsNull, Not, Operator, Quantifier, Related
from hub.graph.sqlite import layout
from hub.graph.sqlite.json import text
from hub.graph.sqlite.statement import Draft, Row

_SIGNS = {Operator.LT: "<", Operator.LTE: "<=", Operator.GT: ">", Operator.GTE: ">="}


def write_condition(draft: Draft, row: Row, condition: Condition) -> str:
    """Return SQL that is true for the rows that fulfil a condition; false or null for the others."""
    match condition:
        case Compare():
            return _compare(draft, row, condition)
        case IsNull(column):
            return f"{row.column(layout.stored(row.node, column))} IS NULL"
        case All(conditions):
            return " AND ".join(f"({write_condition(draft, row, part)})" for part in conditions) or "1"
        case AnyOf(conditions):
            return " OR ".join(f"({write_condition(draft, row, part)})" for part in conditions) or "0"
        case Not(inner):
            return f"({write_condition(draft, row, inner)}) IS NOT TRUE"
        case Related():
            return _related(draft, row, condition)


def _compare(draft: Draft, row: Row, condition: Compare) -> str:
    column, operator, value = row.node.columns[condition.column], condition.operator, condition.value
    match operator:
        case Operator.EQ if column.points_to:
            return f"{row.column(layout.pointer(column.name))} = ({_row_of(column, f'= {draft.bind(value)}')})"
        case Operator.EQ:
            return f"{row.column(column.name)} = {draft.bind(value, _plain(column))}"
        case Operator.NE if column.points_to:
            return f"({_compare(draft, row, Compare(column.name, Operator.EQ, value))}) IS NOT TRUE"
        case Operator.NE:
            return f"{row.column(column.name)} IS NOT {draft.bind(value, _plain(column))}"
        case Operator.IN:
            listed = f"IN (SELECT value FROM json_each({draft.bind(value, _json)}))"
            if column.points_to:
                return f"{row.column(layout.pointer(column.name))} IN ({_row_of(column, listed)})"
            return f"{row.column(column.name)} {listed}"
        case Operator.CONTAINS | Operator.STARTS_WITH:
            return _compare_folded(draft, row, condition)
        case _:
            return f"{row.column(column.name)} {_SIGNS[operator]} {draft.bind(value)}"


def _row_of(column: Column, comparison: str) -> str:
    target = MODEL[str(column.points_to)]
    return f"SELECT row FROM {layout.quoted(layout.table(target))} WHERE {layout.quoted(target.key)} {comparison}"


def _plain(column: Column) -> Callable[[Any], Any] | None:
    return int if column.kind is Kind.TRUTH else None


def _json(values: Any) -> str:
    return orjson.dumps(values).decode()


def _compare_folded(draft: Draft, row: Row, condition: Compare) -> str:
    """Compare texts without case and accents. Names have a folded twin, and an index by three letters for CONTAINS."""
    name = condition.column
    indexed = name in layout.names(row.node)
    held = row.column(layout.folded(name)) if indexed else f"fold({row.column(name)})"
    wanted = draft.bind(condition.value, fold)
    if condition.operator is Operator.STARTS_WITH:
        return f"substr({held}, 1, length({wanted})) = {wanted}"
    if row.node.columns[name].kind is Kind.TEXTS and not indexed:
        return f"EXISTS (SELECT 1 FROM json_each({row.column(name)}) WHERE instr(fold(value), {wanted}))"
    if not indexed:
        return f"instr({held}, {wanted})"
    grams, table = layout.quoted(layout.trigrams(row.node)), layout.quoted(layout.table(row.node))
    phrase = draft.bind(condition.value, lambda value: _phrase(layout.folded(name), fold(value)))
    short = draft.bind(condition.value, lambda value: int(_is_short(fold(value))))
    found = f"SELECT rowid FROM {grams} WHERE {grams} MATCH {phrase}"
    scanned = f"SELECT row FROM {table} WHERE {short} AND instr({layout.quoted(layout.folded(name))}, {wanted})"
    return f"{row.column('row')} IN ({found} UNION ALL {scanned}) AND instr({held}, {wanted})"


def _is_short(folded: str) -> bool:
    """Tell whether the index by three letters cannot find a text; a NUL would end the search expression."""
    return len(folded) < 3 or "\0" in folded


def _phrase(column: str, folded: str) -> str:
    searched = "" if _is_short(folded) else folded.replace('"', '""')
    return f'"{column}" : "{searched}"'


def _related(draft: Draft, row: Row, condition: Related) -> str:
    edge = row.node.edges[condition.edge]
    target = Row(MODEL[edge.target], draft.alias())
    led = f"({write_edge(draft, row, edge, target)})"
    inner = write_condition(draft, target, condition.condition)
    if condition.quantifier is Quantifier.EVERY:
        return f"NOT EXISTS (SELECT 1 FROM {target.source} WHERE {led} AND ({inner}) IS NOT TRUE)"
    ((hop, *further), *others) = edge.paths
    if condition.quantifier is Quantifier.SOME and not (further or others or hop.repeated or hop.given):
        left, right = layout.ends(row.node, hop)
        if edge.is_reference or _is_narrow(target.node, condition.condition):
            # The related rows are few or found by an index: begin with them, and seek the rows that they belong to.
            return f"{row.column(left)} IN (SELECT {target.column(right)} FROM {target.source} WHERE {inner})"
    negation = "NOT " if condition.quantifier is Quantifier.NONE else ""
    return f"{negation}EXISTS (SELECT 1 FROM {target.source} WHERE {led} AND ({inner}))"


def _is_narrow(node: NodeType, condition: Condition) -> bool:
    """Tell whether an index leads to the few rows that fulfil a condition."""
    match condition:
        case All(conditions):
            return any(_is_narrow(node, each) for each in conditions)
        case Compare(column, Operator.EQ | Operator.IN):
            return layout.is_led_by(node, column)
        case Compare(column, Operator.CONTAINS):
            return column in layout.names(node)
        case _:
            return False


def write_edge(draft: Draft, source: Row, edge: Edge, target: Row) -> str:
    """Return SQL that is true for the rows of `target` that the edge leads to from the row `source`."""
    return " OR ".join(f"({_write_path(draft, source, path, target)})" for path in edge.paths)


def _write_path(draft: Draft, source: Row, path: tuple[Hop, ...], target: Row) -> str:
    *through, last = path
    before = source.node if not through else MODEL[through[-1].to]
    left, right = layout.ends(before, last)
    given = "".join(f" AND {target.column(column)} = {text(value)}" for column, value in last.given)
    if last.repeated:
        return f"{target.column('row')} IN ({_walk(draft, source, last)})"
    if not through:
        return f"{target.column(right)} = {source.column(left)}{given}"
    return f"{target.column(right)} IN ({_steps(draft, source, through, left)}){given}"


def _steps(draft: Draft, source: Row, hops: list[Hop], wanted: str) -> str:
    """Return a subquery for the column `wanted` of the rows that a row of hops leads to."""
    rows, conditions, at = [], [], source
    for hop in hops:
        left, right = layout.ends(at.node, hop)
        further = Row(MODEL[hop.to], draft.alias())
        conditions.append(f"{further.column(right)} = {at.column(left)}")
        conditions.extend(f"{further.column(column)} = {text(value)}" for column, value in hop.given)
        rows.append(further)
        at = further
    sources = ", ".join(row.source for row in rows)
    return f"SELECT {at.column(wanted)} FROM {sources} WHERE {' AND '.join(conditions)}"


def _walk(draft: Draft, source: Row, hop: Hop) -> str:
    """Return a subquery for the rows that a hop within one table reaches when taken once or more often."""
    node: NodeType = source.node
    left, right = layout.ends(node, hop)
    walk, start, step = draft.alias(), Row(node, draft.alias()), Row(node, draft.alias())
    began = f"SELECT {start.column('row')} FROM {start.source} WHERE {start.column(right)} = {source.column(left)}"
    if left == "row":
        went = f"SELECT {step.column('row')} FROM {walk} JOIN {step.source} ON {step.column(right)} = {walk}.row"
    else:
        # A subquery and no join: for a join SQLite reads the whole table first, to make a Bloom filter of it.
        found = f"SELECT {step.column(left)} FROM {step.source} WHERE {step.column('row')} = {walk}.row"
        went = f"SELECT ({found}) FROM {walk} WHERE {walk}.row IS NOT NULL"
    return f"WITH RECURSIVE {walk}(row) AS ({began} UNION {went}) SELECT row FROM {walk}"
