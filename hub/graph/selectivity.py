"""Rules of thumb for whether few rows meet a condition or are reached by an edge, without counting any.

The SQLite store decides by them which rows a statement reads first; `hub.schema.cost` estimates by them what a query costs.
"""

from hub.graph.model import MODEL, NAME_COLUMNS
from hub.graph.node_type import Edge, NodeType
from hub.graph.plan import All, AnyOf, Compare, Condition, Not, Operator, Quantifier, Related

_PART_OF = frozenset(
    ("candidacy", "contest", "district", "party", "person", "region", "ticket", "nomination", "polling-station", "finance-report")
)  # fmt: skip
"""Node types of which few rows of another type are part: a condition on one of them is selective."""

_LARGE = {"party", "region", "contest"}
"""Those of which tens of thousands may be part, which is still few among all."""

_CODED = {"region_code": ("value",), "external_id": ("value",)}
"""Columns other than keys in which one value is in few rows."""

_NAMED = {Operator.CONTAINS, Operator.STARTS_WITH}


def is_selective(node: NodeType, condition: Condition) -> bool:
    """True if few rows of a type meet a condition: those of a key, a name, a part of a name, or of a thing that has few parts."""
    match condition:
        case All(conditions):
            return any(is_selective(node, each) for each in conditions)
        case AnyOf(conditions):
            return all(is_selective(node, each) for each in conditions)
        case Compare(column, Operator.EQ | Operator.IN):
            return _is_selective_column(node, column)
        case Compare(column, operator) if operator in _NAMED:
            return _is_name(node, column)
        case Related(name, Quantifier.SOME, inner):
            edge = node.edges[name]
            back_to_few = (edge.many or edge.target in _PART_OF) and not _is_repeated(edge)
            return back_to_few and is_selective(MODEL[edge.target], inner)
        case _:
            return False


def is_part_of_one(node: NodeType, condition: Condition) -> bool:
    """True if all rows that meet a condition refer to one row of which only some hundreds are part."""
    match condition:
        case All(conditions):
            return any(is_part_of_one(node, each) for each in conditions)
        case Compare(column, Operator.EQ):
            return node.columns[column].points_to in _PART_OF - _LARGE
        case _:
            return False


def _is_selective_column(node: NodeType, column: str) -> bool:
    points_to = node.columns[column].points_to
    return points_to in _PART_OF or column == node.key or column in _CODED.get(node.name, ()) or _is_name(node, column)


def _is_name(node: NodeType, column: str) -> bool:
    return column in NAME_COLUMNS.get(node.name, ())


def reaches_few(node: NodeType, edge: str) -> bool:
    """True if an edge has few targets for one row, as from a person to candidacies and not from an edition."""
    return not _is_repeated(node.edges[edge]) and (node.name in _PART_OF or not node.is_node)


def _is_repeated(edge: Edge) -> bool:
    return any(hop.repeated for path in edge.paths for hop in path)


def has_related(condition: Condition) -> bool:
    """True if a condition is about other rows than the one it is met by."""
    match condition:
        case All(conditions) | AnyOf(conditions):
            return any(map(has_related, conditions))
        case Not(inner):
            return has_related(inner)
        case _:
            return isinstance(condition, Related)
