"""What a plan costs at most: the rows that a store reads to answer it. Known before it runs, the same for every store."""

from collections.abc import Iterable

from hub.graph.plan import (
    All,
    AnyNodes,
    ByKey,
    Connection,
    Detail,
    Edges,
    Field,
    Figures,
    Finds,
    First,
    GroupKeys,
    Groups,
    GroupValue,
    Listing,
    Nodes,
    One,
    Root,
    Search,
    Shape,
    Subject,
    Texts,
    TotalCount,
)  # fmt: skip

LISTED = 5
"""Rows that a list without pages is taken to hold: codes of a region, nominations of a party, sources of a node."""

COUNTED = 10
"""What it costs to count or to sum up, which reads an index and builds nothing."""


QUICK_COST = 150
"""Rows that are read in well under a millisecond."""


def is_sought(root: Root) -> bool:
    """Tell whether a root field finds its rows by key, and follows references from there, without conditions or counting."""
    return isinstance(root, ByKey) and _is_followed(root.shape)


def _is_followed(shape: Shape) -> bool:
    return all(_is_followed_field(part) for _, part in shape.fields)


def _is_followed_field(part: Field) -> bool:
    match part:
        case One(_, shape) | Listing(_, shape):
            return _is_followed(shape)
        case Connection(condition=All(()), orders=(), parts=parts):
            return all(isinstance(held, Nodes) and _is_followed(held.shape) for _, held in parts)
        case Connection() | Subject():
            return False
        case _:
            return True


def cost_of(root: Root) -> int:
    """Return the cost of a root field, in rows."""
    match root:
        case ByKey(_, shape) | First(_, shape):
            return 1 + _shape(shape)
        case Connection():
            return _connection(root)
        case AnyNodes(_, cases, count):
            return count * (1 + _dearest(cases))
        case Search():
            finds = [part.cases for _, part in root.parts if isinstance(part, Finds)]
            return COUNTED + root.first * (1 + sum(map(_dearest, finds)))


def cost_of_row(shape: Shape) -> int:
    """Return the cost of one row of a list, in rows."""
    return 1 + _shape(shape)


def _dearest(cases: Iterable[Shape]) -> int:
    return max((_shape(shape) for shape in cases), default=0)


def _shape(shape: Shape) -> int:
    return sum(_field(part) for _, part in shape.fields)


def _field(part: Field) -> int:
    match part:
        case One(_, shape):
            return 1 + _shape(shape)
        case Listing(_, shape):
            return LISTED * (1 + _shape(shape))
        case Texts() | Detail():
            return LISTED if isinstance(part, Texts) else 1
        case Subject():
            return 1 + _dearest(part.cases)
        case Connection():
            return _connection(part)
        case _:
            return 0


def _group_keys(named: tuple[str, object]) -> int:
    _, part = named
    ones = [held.one for _, held in part.fields if isinstance(held, GroupValue)] if isinstance(part, GroupKeys) else []
    return sum(_field(one) for one in ones if one is not None)


def _connection(connection: Connection) -> int:
    per_row, apart = 1, 0
    for _, part in connection.parts:
        match part:
            case Nodes(shape):
                per_row += _shape(shape)
            case Edges(fields):
                per_row += sum(_shape(held) for _, held in fields if isinstance(held, Shape))
            case TotalCount() | Figures():
                apart += COUNTED
            case Groups():
                apart += COUNTED + part.first * (1 + sum(map(_group_keys, part.fields)))
            case _:
                pass
    return connection.page.size * per_row + apart
