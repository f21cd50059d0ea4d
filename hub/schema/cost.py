"""Cost of a query plan, estimated before it runs and equal for every store: rows it may return, and rows it may have to search."""

from collections.abc import Iterable

from hub.graph.model import MODEL
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
    PageInfo,
    Root,
    Search,
    Shape,
    Subject,
    Texts,
    TotalCount,
)  # fmt: skip
from hub.graph.selectivity import is_part_of_one, is_selective, reaches_few

LISTED = 5
"""Rows that a list without pages is taken to hold: codes of a region, nominations of a party, sources of a node."""

COUNTED = 10
"""What it costs to count few rows, to sum them up, or to choose among them; they are read, and nothing is built from them."""

SCANNED = 500
"""The same where the rows may be those of a whole table, or of all of an edition."""

SEARCHED = 4 * SCANNED
"""What it costs to search for a text: its words are corrected first, and each is looked up among all names, twice where finds are ordered."""

QUICK_COST = 300
"""Rows that are read in about a millisecond, none of them looked for among many."""


def is_sought(root: Root) -> bool:
    """True if a root reads its rows by key or through a reference that few rows share, and every list below is short."""
    match root:
        case ByKey(_, shape):
            return _leads_to_few(shape)
        case Connection():
            return is_part_of_one(MODEL[root.node], root.condition) and all(map(_leads_to_few, _shapes(root)))
        case _:
            return False


def _leads_to_few(shape: Shape) -> bool:
    """Tell whether every list below a row, at any depth, is one of few rows."""
    for _, part in shape.fields:
        match part:
            case Connection(edge=str() as edge) | Listing(edge):
                within = _shapes(part)
                if not reaches_few(MODEL[shape.node], edge):
                    return False
            case One(_, inner):
                within = [inner]
            case Subject(cases=cases):
                within = list(cases)
            case _:
                continue
        if not all(map(_leads_to_few, within)):
            return False
    return True


def _shapes(listed: Connection | Listing) -> list[Shape]:
    """Return the shapes of the rows of a list."""
    if isinstance(listed, Listing):
        return [listed.shape]
    found: list[Shape] = []
    for _, part in listed.parts:
        match part:
            case Nodes(shape):
                found.append(shape)
            case Edges(fields):
                found += [held for _, held in fields if isinstance(held, Shape)]
            case _:
                pass
    return found


def cost_of(root: Root) -> int:
    """Return the cost of a root field, in rows."""
    match root:
        case ByKey(_, shape):
            return 1 + _shape(shape)
        case First(condition, shape):
            is_sought = condition == All() or is_selective(MODEL[shape.node], condition)
            return 1 + _shape(shape) + (0 if is_sought else SCANNED)
        case Connection():
            is_few = is_selective(MODEL[root.node], root.condition)
            return _connection(root, is_few=is_few)
        case AnyNodes(_, cases, count):
            return count * (1 + _dearest(cases))
        case Search():
            finds = [part.cases for _, part in root.parts if isinstance(part, Finds)]
            return SEARCHED + root.first * (1 + sum(map(_dearest, finds)))


def cost_of_row(shape: Shape) -> int:
    """Return the cost of one row of a list, in rows."""
    return 1 + _shape(shape)


def _dearest(cases: Iterable[Shape]) -> int:
    return max((_shape(shape) for shape in cases), default=0)


def _shape(shape: Shape) -> int:
    return sum(_field(shape, part) for _, part in shape.fields)


def _field(parent: Shape, part: Field) -> int:
    match part:
        case One(_, shape):
            return 1 + _shape(shape)
        case Listing(_, shape):
            return LISTED * (1 + _shape(shape))
        case Texts() | Detail():
            return LISTED if isinstance(part, Texts) else 1
        case Subject():
            return 1 + _dearest(part.cases)
        case Connection(edge=str() as edge):
            return _connection(part, is_few=reaches_few(MODEL[parent.node], edge))
        case _:
            return 0


def _connection(connection: Connection, *, is_few: bool) -> int:
    """Return the cost of a page and of the figures over all its rows. `is_few` where these are chosen among few."""
    read = COUNTED if is_few else SCANNED
    is_chosen = connection.condition != All() or bool(connection.orders)
    cost, per_row, has_page = 0, 1, False
    for _, part in connection.parts:
        match part:
            case Nodes(shape):
                per_row, has_page = per_row + _shape(shape), True
            case Edges(fields):
                per_row += sum(_shape(held) for _, held in fields if isinstance(held, Shape))
                has_page = True
            case PageInfo():
                has_page = True
            case TotalCount():
                cost += read if is_chosen else COUNTED
            case Figures():
                cost += read
            case Groups():
                cost += read + part.first * (1 + sum(map(_group_keys, part.fields)))
            case _:
                pass
    return cost + (connection.page.size * per_row + (read if is_chosen else 0) if has_page else 0)


def _group_keys(named: tuple[str, object]) -> int:
    _, part = named
    fields = part.fields if isinstance(part, GroupKeys) else ()
    shapes = [held.shape for _, held in fields if isinstance(held, GroupValue)]
    return sum(1 + _shape(shape) for shape in shapes if shape is not None)
