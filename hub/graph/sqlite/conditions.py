"""Conditions and edges of a plan as SQL."""

from collections.abc import Callable
from typing import Any

import orjson

from hub.graph.folding import fold
from hub.graph.model import MODEL
from hub.graph.node_type import Column, Edge, Kind, Path
from hub.graph.plan import All, AnyOf, Compare, Condition, IsNull, Not, Operator, Quantifier, Related
from hub.graph.selectivity import has_related, is_selective
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
    held = row.column(layout.folded(name)) if indexed else _folded(row.column(name))
    wanted = draft.bind(condition.value, fold)
    if row.node.columns[name].kind is Kind.TEXTS and not indexed:
        return f"EXISTS (SELECT 1 FROM json_each({row.column(name)}) WHERE instr({_folded('value')}, {wanted}))"
    is_begun = condition.operator is Operator.STARTS_WITH
    compared = "substr({0}, 1, length({1})) = {1}" if is_begun else "instr({0}, {1})"
    holds = compared.format(held, wanted)
    if not indexed:
        return holds
    grams, table = layout.quoted(layout.trigrams(row.node)), layout.quoted(layout.table(row.node))
    phrase = draft.bind(condition.value, lambda value: _phrase(layout.folded(name), fold(value)))
    short = draft.bind(condition.value, lambda value: int(_is_short(fold(value))))
    found = f"SELECT rowid FROM {grams} WHERE {grams} MATCH {phrase}"
    scanned = f"SELECT row FROM {table} WHERE {short} AND {compared.format(layout.quoted(layout.folded(name)), wanted)}"
    return f"{row.column('row')} IN ({found} UNION ALL {scanned}) AND {holds}"


def _folded(held: str) -> str:
    """Return SQL for a folded text. Of a text of ASCII alone, as nearly all are, SQLite itself makes what `fold` does."""
    return f"CASE WHEN length({held}) = octet_length({held}) THEN lower({held}) ELSE fold({held}) END"


def _is_short(folded: str) -> bool:
    """Tell whether the index by three letters cannot find a text; a NUL would end the search expression."""
    return len(folded) < 3 or "\0" in folded


def _phrase(column: str, folded: str) -> str:
    searched = "" if _is_short(folded) else folded.replace('"', '""')
    return f'"{column}" : "{searched}"'


def _related(draft: Draft, row: Row, condition: Related) -> str:
    """Return SQL for a condition on related rows. It begins with them and seeks the rows that they belong to, where that reads less."""
    edge, inner = row.node.edges[condition.edge], condition.condition
    if condition.quantifier is Quantifier.EVERY:
        inner = Not(inner)  # no row may fulfil the opposite
    target = Row(MODEL[edge.target], draft.alias())
    held, is_sought = write_condition(draft, target, inner), _is_sought(edge, condition.quantifier, inner)
    found = " OR ".join(_write_way(draft, row, path, target, held, is_sought=is_sought) for path in edge.paths)
    return f"({found})" if condition.quantifier is Quantifier.SOME else f"({found}) IS NOT TRUE"


def _is_sought(edge: Edge, quantifier: Quantifier, inner: Condition) -> bool:
    """Tell whether to begin with the related rows: where they are few, and where a row has so many that to look at them takes longer."""
    if edge.is_reference or is_selective(MODEL[edge.target], inner):
        return True
    is_repeated = any(hop.repeated for path in edge.paths for hop in path)
    return is_repeated and (has_related(inner) or quantifier is not Quantifier.SOME)


def _write_way(draft: Draft, row: Row, path: Path, target: Row, held: str, *, is_sought: bool) -> str:
    """Return SQL that is true for the rows that a path leads from to rows of which `held` is true."""
    joins = layout.joins(row.node, path)
    aliases = [*(draft.alias() for _ in joins[1:]), target.alias]
    steps = list(zip(joins, aliases, strict=True))
    rows = ", ".join(f"{layout.quoted(join.table)} {alias}" for join, alias in steps)
    conditions = [condition for join, alias in steps for condition in _given(alias, join)]
    for before, (join, alias) in zip(aliases, steps[1:], strict=False):
        conditions.append(f"{_column(alias, join.right)} = {_column(before, join.left)}")
    where = " AND ".join([*conditions, f"({held})"])
    left, first = row.column(joins[0].left), _column(aliases[0], joins[0].right)
    if is_sought:
        return f"{left} IN (SELECT {first} FROM {rows} WHERE {where})"
    return f"EXISTS (SELECT 1 FROM {rows} WHERE {first} = {left} AND {where})"


def write_edge(draft: Draft, source: Row, edge: Edge, target: Row) -> str:
    """Return SQL that is true for the rows of `target` that the edge leads to from the row `source`."""
    return " OR ".join(f"({_write_path(draft, source, path, target)})" for path in edge.paths)


def _write_path(draft: Draft, source: Row, path: Path, target: Row) -> str:
    *through, last = layout.joins(source.node, path)
    given = "".join(f" AND {condition}" for condition in _given(target.alias, last))
    if not through:
        return f"{target.column(last.right)} = {source.column(last.left)}{given}"
    return f"{target.column(last.right)} IN ({_steps(draft, source, through, last.left)}){given}"


def _steps(draft: Draft, source: Row, joins: list[layout.Join], wanted: str) -> str:
    """Return a subquery for the column `wanted` of the rows that joins lead to from a row."""
    sources, conditions, at = [], [], ""
    for join in joins:
        before, at = at, draft.alias()
        left = _column(before, join.left) if before else source.column(join.left)
        sources.append(f"{layout.quoted(join.table)} {at}")
        conditions += [f"{_column(at, join.right)} = {left}", *_given(at, join)]
    return f"SELECT {_column(at, wanted)} FROM {', '.join(sources)} WHERE {' AND '.join(conditions)}"


def _given(alias: str, join: layout.Join) -> list[str]:
    return [f"{_column(alias, column)} = {text(value)}" for column, value in join.given]


def _column(alias: str, name: str) -> str:
    return f"{alias}.{layout.quoted(name)}"
