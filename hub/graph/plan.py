"""Plans: what a query fetches, as data (rows, columns, edges, conditions, order, pages, names of the answer).

A plan knows node types, columns and edges of `hub.graph.model` and nothing of any store; a store writes it in its own language.
Values that may differ between two uses of one plan are slots, so a plan is made once per query and used with many variables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A value that is part of the plan."""

    value: Any

    def read(self, _variables: Variables) -> Any:
        return self.value


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that a variable of the request fills. `decode` turns it into what the plan needs, or refuses it."""

    variable: str
    decode: Callable[[Any], Any] | None = None

    def read(self, variables: Variables) -> Any:
        value = variables[self.variable]
        return value if self.decode is None else self.decode(value)


Value = Given | Slot


class Operator(Enum):
    """How a column is compared. Texts are compared ignoring case and accents by CONTAINS and STARTS_WITH, exactly by the others."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"


@dataclass(frozen=True, slots=True)
class Compare:
    """True where the column holds a value and the comparison holds; NE is true wherever EQ is not, nulls included."""

    column: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class IsNull:
    column: str


class Quantifier(Enum):
    SOME = "some"
    NONE = "none"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Related:
    """True where some, none or every row at the end of the edge fulfils the condition; EVERY holds for no rows at all."""

    edge: str
    quantifier: Quantifier
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """True where every condition is; with none given, everywhere."""

    conditions: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where one of the conditions is; with none given, nowhere."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    condition: "Condition"


Condition = Compare | IsNull | Related | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by a column, nulls last in either direction. Enums go in their declared order. Ties are broken by the node's key.

    `through` are the to-one references that lead from the row to the one whose column it is.
    """

    column: str
    descending: bool = False
    through: tuple[str, ...] = ()


class Identity(Enum):
    """What a node is called: `id` across all types, `key` within its type, `iri` on the web."""

    ID = "id"
    KEY = "key"
    IRI = "iri"


@dataclass(frozen=True, slots=True)
class Column:
    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    text: str


@dataclass(frozen=True, slots=True)
class One:
    """The row at the end of a to-one edge, or null."""

    edge: str
    shape: "Shape"


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows at the end of a to-many edge that fulfil the condition."""

    edge: str
    shape: "Shape"
    condition: Condition = All()
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """One column of all rows at the end of a to-many edge."""

    edge: str
    column: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One column of the row at the end of a to-one edge; null where there is no row."""

    edge: str
    column: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The node that two columns name, the one its type and the other its key; null for a type that is not among the cases."""

    type_column: str
    key_column: str
    cases: "tuple[Shape, ...]"


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an ordered list: the `first` after `after`, or the `last` before `before`."""

    first: int | None
    last: int | None = None
    after: Value | None = None
    before: Value | None = None

    @property
    def size(self) -> int:
        """The most rows that it has."""
        return (self.last if self.last is not None else self.first) or 0


class PagePart(Enum):
    HAS_NEXT = "hasNextPage"
    HAS_PREVIOUS = "hasPreviousPage"
    START_CURSOR = "startCursor"
    END_CURSOR = "endCursor"


@dataclass(frozen=True, slots=True)
class TotalCount:
    """Rows that fulfil the condition, on all pages."""


@dataclass(frozen=True, slots=True)
class Nodes:
    shape: "Shape"


class EdgePart(Enum):
    CURSOR = "cursor"


@dataclass(frozen=True, slots=True)
class Edges:
    """One object per row: its cursor, and the row itself."""

    fields: "tuple[tuple[str, EdgePart | Shape | Constant], ...]"


@dataclass(frozen=True, slots=True)
class PageInfo:
    fields: tuple[tuple[str, PagePart | Constant], ...]


class Measure(Enum):
    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    AVG = "avg"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure over all rows that fulfil the condition; `column` is None for COUNT. Null where no row has a value."""

    measure: Measure
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in one object, which may hold further objects of figures."""

    fields: "tuple[tuple[str, Measured | Figures | Constant], ...]"


@dataclass(frozen=True, slots=True)
class By:
    """What rows are grouped by: a column of the row itself, or of the row that a to-one reference points to."""

    column: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class GroupValue:
    """The value that the rows of a group have in common; as the row that it is the key of where `shape` is given."""

    by: By
    shape: "Shape | None" = None


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """Groups by a figure, nulls last in either direction."""

    figure: Measured
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Having:
    """Groups of which a figure compares so with a value; with no operator, groups without the figure, or with it where `value` is False."""

    figure: Measured
    operator: Operator | None
    value: Value


@dataclass(frozen=True, slots=True)
class Groups:
    """One object per combination of values in `by`, in order, else the largest group first; nulls are a group of their own."""

    by: tuple[By, ...]
    first: int
    fields: "tuple[tuple[str, GroupKeys | Measured | Figures | Constant], ...]"
    orders: tuple[GroupOrder, ...] = ()
    having: tuple[Having, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupKeys:
    fields: tuple[tuple[str, GroupValue | Constant], ...]


ConnectionPart = TotalCount | Nodes | Edges | PageInfo | Figures | Groups | Constant


@dataclass(frozen=True, slots=True)
class Connection:
    """A page of rows of a node type: those at the end of `edge`, or of the whole store where that is None."""

    node: str
    edge: str | None
    condition: Condition
    orders: tuple[Order, ...]
    page: Page
    parts: tuple[tuple[str, ConnectionPart], ...]


Field = Column | Constant | Identity | One | Listing | Texts | Detail | Subject | Connection


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of the answer: a row of `node`, with the fields in order."""

    node: str
    fields: tuple[tuple[str, Field], ...]


@dataclass(frozen=True, slots=True)
class ByKey:
    """The node with this key, or null. A key that was merged into another one finds the other one."""

    key: Value
    shape: Shape


@dataclass(frozen=True, slots=True)
class First:
    """The first row, by key, that fulfils the condition, or null."""

    condition: Condition
    shape: Shape


@dataclass(frozen=True, slots=True)
class AnyNodes:
    """The nodes named by a list of (type, key), in its order, each one null where there is none."""

    names: Value
    cases: tuple[Shape, ...]
    count: int
    """How many names there are."""
    single: bool = False
    """Take the first of them as the answer, instead of a list."""


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search found, each of a type that is among the cases."""

    cases: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Nodes whose names match the words of a text, the best first; words match from their start, case and accents ignored."""

    words: Value
    types: tuple[str, ...]
    first: int
    parts: tuple[tuple[str, TotalCount | Finds | Constant], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a node type that fulfils the condition, in order, each an object of its own: for streams, without pages."""

    node: str
    condition: Condition
    orders: tuple[Order, ...]
    shape: Shape


Root = ByKey | First | AnyNodes | Search | Connection


@dataclass(frozen=True)
class Plan:
    """One question to a store, with one JSON value as its answer."""

    root: Root
    cost: int = 0
    """Rows that the answer may be read from at most."""
    is_quick: bool = False
    """Whether few rows are read, all of them by key or reference."""
    keys: "tuple[Any, ...]" = ()
    """Keys that its conditions compare with; those that do not exist are reported."""
    left_out: "tuple[Any, ...]" = ()
    """Rows that its counts, sums and empty lists cannot place, for `notKnown`."""
    counted: "tuple[Any, ...]" = ()
    """Lists counted by edition, for `partlyHeld`."""
    is_guarded: bool = False
    """True if the answer carries the kinds of figures it sums, under `mixed_figures.KEY`."""
    bare: "Root | None" = None
    """The root without the counts of `not_known_below`; None if the answer carries none."""
