"""Node types of the graph: the columns of a row, and the edges from it to other rows."""

from dataclasses import dataclass, field, replace
from enum import Enum

from hub.tables.table import Table


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    ENUM = "enum"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    TEXTS = "list of texts"
    JSON = "JSON"


@dataclass(frozen=True)
class Column:
    """A public column of a table. `values` are the members of an enum, in their declared order."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    values: tuple[str, ...] = ()
    points_to: str | None = None
    """Node type whose key the column holds."""
    is_large: bool = False
    """A whole number that may exceed 2^31."""


@dataclass(frozen=True)
class Hop:
    """One step: from rows whose `column` equals `to_column` of rows of node type `to`, where `given` columns hold constants."""

    column: str
    to: str
    to_column: str
    given: tuple[tuple[str, str], ...] = ()
    repeated: bool = False
    """Taken once or more often, as from a region to all that it lies in. Only on hops within one node type."""


Path = tuple[Hop, ...]


@dataclass(frozen=True)
class Edge:
    """Leads from a row to rows of `target`: those at the end of any of `paths`, each row once."""

    name: str
    target: str
    description: str
    paths: tuple[Path, ...]
    many: bool
    nullable: bool
    orders: tuple[tuple[str, bool], ...] = ()
    """Order of a listing, before the key: (column, descending)."""
    few: bool = False
    """Leads to few rows, so that they are read as one list and not page by page."""
    texts: str | None = None
    """The column that is read in place of its rows."""
    is_shown: bool = True
    """False where another edge of the row says more."""
    is_reference: bool = False
    """True if the foreign key is on the starting row's side; False if it is on the target's."""

    @property
    def foreign_key(self) -> str | None:
        """The column that holds the target's key, where the edge is nothing more than a reference."""
        return self.paths[0][0].column if self.is_reference else None


@dataclass(frozen=True)
class NodeType:
    """A node type, or a row type without an identity of its own (`is_node` false)."""

    name: str
    table: type[Table]
    is_node: bool
    columns: dict[str, Column]
    edges: dict[str, Edge] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.table.key_column()


def to_one(name: str, description: str, path: Path, *, nullable: bool) -> Edge:
    """Return an edge to the one row at the end of a path."""
    return Edge(name, path[-1].to, description, (path,), many=False, nullable=nullable)


def to_many(name: str, description: str, *paths: Path, orders: tuple[tuple[str, bool], ...] = ()) -> Edge:
    """Return an edge to the rows at the end of any of some paths, read page by page."""
    return Edge(name, paths[0][-1].to, description, paths, many=True, nullable=False, orders=orders)


def to_few(name: str, description: str, *paths: Path, orders: tuple[tuple[str, bool], ...] = ()) -> Edge:
    """Return an edge to the rows at the end of any of some paths, read as one list."""
    return replace(to_many(name, description, *paths, orders=orders), few=True)
