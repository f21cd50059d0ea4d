"""Conditions of a plan as Cypher."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub.graph.folding import fold
from hub.graph.neo4j import folding
from hub.graph.neo4j.edges import write_edge
from hub.graph.neo4j.layout import property_name
from hub.graph.neo4j.statement import Draft, Row
from hub.graph.node_type import Column, Kind
from hub.graph.plan import All, AnyOf, Compare, Condition, IsNull, Not, Operator, Quantifier, Related

_SIGNS = {
    Operator.EQ: "=",
    Operator.LT: "<",
    Operator.LTE: "<=",
    Operator.GT: ">",
    Operator.GTE: ">=",
    Operator.IN: "IN",
}


def write_condition(draft: Draft, row: Row, condition: Condition) -> str:
    """Return Cypher that is true for the rows that fulfil a condition; false or null for the others."""
    match condition:
        case Compare():
            return _compare(draft, row, condition)
        case IsNull(column):
            reference = row.reference(column)
            return (
                f"NOT EXISTS {{ ({row.name}){reference}(:{row.target_label(column)}) }}"
                if reference
                else f"{row.column(column)} IS NULL"
            )
        case All(conditions):
            return " AND ".join(f"({write_condition(draft, row, part)})" for part in conditions) or "true"
        case AnyOf(conditions):
            return " OR ".join(f"({write_condition(draft, row, part)})" for part in conditions) or "false"
        case Not(inner):
            return _not(write_condition(draft, row, inner))
        case Related():
            return _related(draft, row, condition)


def _not(condition: str) -> str:
    """Return Cypher that is true where a condition is false or null."""
    return f"NOT coalesce(({condition}), false)"


def _compare(draft: Draft, row: Row, condition: Compare) -> str:
    column, operator, value = row.node.columns[condition.column], condition.operator, condition.value
    if operator is Operator.NE:
        return _not(_compare(draft, row, Compare(column.name, Operator.EQ, value)))
    if operator in (Operator.CONTAINS, Operator.STARTS_WITH):
        return _compare_folded(draft, row, condition)
    reference, wanted = row.reference(column.name), draft.bind(value, transform(column))
    if reference is None:
        return f"{row.column(column.name)} {_SIGNS[operator]} {wanted}"
    found = draft.variable()
    there = f"({found}:{row.target_label(column.name)}) WHERE {found}.key {_SIGNS[operator]} {wanted} AND {found}.release = $release"
    return f"EXISTS {{ MATCH ({row.name}){reference}{there} }}"


def transform(column: Column) -> Callable[[Any], Any] | None:
    """Return what turns a value of a request into one that the column of a node can equal."""
    return _TRANSFORMS.get(column.kind)


def _day(given: Any) -> Any:
    return [date.fromisoformat(text) for text in given] if isinstance(given, list) else date.fromisoformat(given)


def _number(given: Any) -> Any:
    return [float(each) for each in given] if isinstance(given, list) else float(given)


_TRANSFORMS: dict[Kind, Callable[[Any], Any]] = {Kind.DATE: _day, Kind.NUMBER: _number}


def _compare_folded(draft: Draft, row: Row, condition: Compare) -> str:
    """Compare texts without case and accents; `hub.graph.neo4j.folding` says which columns have a folded text."""
    column = row.node.columns[condition.column]
    name, wanted = property_name(row.node.table, column.name), draft.bind(condition.value, fold)
    sign = "CONTAINS" if condition.operator is Operator.CONTAINS else "STARTS WITH"
    folded_text = f"{row.name}.{folding.folded(name)}"
    if column.name in folding.names(row.node):
        return f"{folded_text} {sign} {wanted}"
    held = row.column(column.name)
    if column.kind is Kind.TEXTS:
        return f"any(each IN coalesce({folded_text}, [each IN {held} | toLower(each)]) WHERE each {sign} {wanted})"
    return f"coalesce({folded_text}, toLower({held})) {sign} {wanted}"


def _related(draft: Draft, row: Row, condition: Related) -> str:
    edge, quantifier = row.node.edges[condition.edge], condition.quantifier
    ways = write_edge(draft, row, edge)
    if not ways:
        return "false" if quantifier is Quantifier.SOME else "true"
    inner = write_condition(draft, ways[0].target, condition.condition)
    wanted = _not(inner) if quantifier is Quantifier.EVERY else inner
    if quantifier is Quantifier.SOME:
        return " OR ".join(f"EXISTS {{ MATCH {way.pattern} WHERE {wanted} }}" for way in ways)
    return " AND ".join(f"NOT EXISTS {{ MATCH {way.pattern} WHERE {wanted} }}" for way in ways)


@dataclass(frozen=True)
class Selection:
    """Patterns and conditions that together choose rows.

    `repeats` where one row may be matched more than once; `is_selective` where a pattern leads from a row or few, so that it is best to begin there.
    """

    patterns: list[str]
    conditions: list[str]
    repeats: bool = False
    is_selective: bool = False


def selection(draft: Draft, row: Row, condition: Condition) -> Selection:
    """Return what chooses the rows of a condition.

    What leads to few rows of another type becomes a pattern, so that the server may begin there and walk to the rows that are asked for.
    """
    found = Selection([], [])
    for part in condition.conditions if isinstance(condition, All) else (condition,):
        more = _led(draft, row, part) or Selection([], [write_condition(draft, row, part)])
        found = Selection(
            found.patterns + more.patterns,
            found.conditions + more.conditions,
            found.repeats or more.repeats,
            found.is_selective or more.is_selective,
        )
    return found


def _led(draft: Draft, row: Row, condition: Condition) -> Selection | None:
    match condition:
        case Compare(column, Operator.EQ, value) if reference := row.reference(column):
            node = f"(:{row.target_label(column)} {{release: $release, key: {draft.bind(value)}}})"
            return Selection([f"({row.name}){reference}{node}"], [], is_selective=True)
        case Related(name, Quantifier.SOME, inner) if row.node.edges[name].is_reference or _is_selective(inner):
            edge = row.node.edges[name]
            ways = write_edge(draft, row, edge)
            if len(ways) != 1 or edge.paths[0][0].repeated:
                return None
            conditions = [write_condition(draft, ways[0].target, inner), f"{ways[0].target.name}.release = $release"]
            return Selection([ways[0].pattern], conditions, repeats=edge.many, is_selective=_is_selective(inner))
        case _:
            return None


def _is_selective(condition: Condition) -> bool:
    """Tell whether a condition compares with a value that few rows hold: one that must be equal, and a text."""
    match condition:
        case All(conditions):
            return any(_is_selective(each) for each in conditions)
        case Compare(column, Operator.EQ | Operator.IN):
            return column.endswith("_id") or column == "value"
        case _:
            return False
