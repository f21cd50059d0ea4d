"""A Cypher statement in the making: its parameters, its variables, and rows whose columns may be named in it.

The server sends lists of bare values; each part that is written says how they are read. Keys of an answer, constants, global ids, IRIs
and cursors never travel: they are made here, from the same values for every store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from hub.graph.model import MODEL
from hub.graph.neo4j.layout import keys, properties, property_name
from hub.graph.neo4j.patterns import label, row_relationship, walk
from hub.graph.node_type import Hop, NodeType
from hub.graph.plan import Given, Value, Variables

Read = Callable[[Any], Any]
"""Turns a value that the server sent into one of the answer."""

Spell = Callable[[str], tuple[tuple[str, ...], ...]]
"""Gives what to look for of a text: for each of its words, one or more words of which a name must have one."""


@dataclass(frozen=True, slots=True)
class Part:
    """An expression, and how its value is read; unchanged if `read` is None."""

    text: str
    read: Read | None = None

    def value(self, sent: Any) -> Any:
        return sent if self.read is None else self.read(sent)


@dataclass(frozen=True, slots=True)
class OfWords:
    """Turns the words of a text that is searched for into a parameter: at each use, for how they are spelled depends on the release."""

    write: Callable[[tuple[tuple[str, ...], ...]], Any]


Transform = Callable[[Any], Any] | OfWords | None

BATCH = "asked"
"""The variable of a batch: a list of the parameters of one answer, and its place at the end."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text, the value of every parameter but `$release`, and how the value that it sends for an answer is read.

    `is_batch`: it answers many requests at once, and its parameters are a list in `$asked`, one entry for each of them.
    """

    text: str
    parameters: tuple[tuple[Value, Transform], ...]
    read: Read
    is_batch: bool

    def bound(self, variables: Variables, spell: Spell) -> list[Any]:
        """Return the parameters for one answer. Raises UsageError where a variable does not hold what it must."""
        return [_made(value.read(variables), how, spell) for value, how in self.parameters]


def _made(value: Any, how: Transform, spell: Spell) -> Any:
    if isinstance(how, OfWords):
        return how.write(spell(value))
    return value if how is None else how(value)


@dataclass
class Draft:
    """Collects parameters and hands out variables while a statement is written; `is_batch` for many answers at once."""

    base_iri: str
    is_batch: bool
    parameters: list[tuple[Value, Transform]] = field(default_factory=list)
    variables: int = 0

    @property
    def scope(self) -> str:
        """The variable that is there before any row is matched; none in a statement for one answer."""
        return BATCH if self.is_batch else ""

    def bind(self, value: Value, transform: Transform = None) -> str:
        """Add a parameter and return its mark. Every value of a request is bound, never written into the text."""
        if isinstance(value, Given) and transform is not None and not isinstance(transform, OfWords):
            value, transform = Given(transform(value.value)), None
        place = len(self.parameters)
        self.parameters.append((value, transform))
        return f"{BATCH}[{place}]" if self.is_batch else f"$p{place}"

    def variable(self) -> str:
        self.variables += 1
        return f"v{self.variables}"

    def row(self, node: NodeType) -> "Row":
        """Return a row of a type under a variable of its own."""
        return Row(node, self.variable())


class ToOneMatches:
    """OPTIONAL MATCH clauses that fetch the to-one targets of a row."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.clauses: list[str] = []

    def fetch(self, source: str, pattern: str, target: str) -> None:
        """Add a clause for the row at the end of a pattern, or null. A subquery of one row keeps the order of the rows before it."""
        self.names.append(target)
        self.clauses.append(f"CALL ({source}) {{ OPTIONAL MATCH {pattern} RETURN {target} LIMIT 1 }}")


@dataclass(frozen=True)
class Row:
    """A row of a node type under a variable, which is a node or a relationship.

    `to_one` collects the clauses that fetch what it refers to, where clauses can stand between its match and its values.
    """

    node: NodeType
    name: str
    to_one: ToOneMatches | None = None

    def chosen(self) -> "Row":
        """Return the row with a place for the clauses that fetch its to-one targets; `returned` writes them."""
        return replace(self, to_one=ToOneMatches())

    @property
    def pattern(self) -> str:
        """Return the pattern of all rows of the type, each once: `(v1:Person)`."""
        relationship = row_relationship(self.node)
        if relationship is None:
            return f"({self.name}:{label(self.node)})"
        start, end = relationship.start.label, relationship.end.label
        return f"(:{start}){relationship.step(forward=True, name=self.name)}(:{end})"

    def column(self, name: str) -> str:
        """Return the expression for a column; of a reference, for the key of the row that it leads to."""
        return self._end(name) or self._far(name) or f"{self.name}.{property_name(self.node.table, name)}"

    def _end(self, name: str) -> str | None:
        """Return the key of one of the nodes that a row which is a relationship connects."""
        relationship = row_relationship(self.node)
        if relationship is None:
            return None
        if relationship.start.columns == (name,):
            return f"startNode({self.name}).key"
        return f"endNode({self.name}).key" if relationship.end.columns == (name,) else None

    def _far(self, name: str) -> str | None:
        """Return the key at the end of a relationship, where a reference is no property."""
        edge = self.reference(name)
        if edge is None:
            return None
        return f"head([({self.name}){edge}(x{self.name}:{self.target_label(name)}) | x{self.name}.key])"

    def reference(self, name: str) -> str | None:
        """Return the relationship that represents a reference; None for other columns and for references that are properties."""
        held = self.node.columns[name]
        if (
            held.points_to is None
            or label(self.node) is None
            or name in keys(self.node.table)
            or name in properties(self.node.table)
        ):
            return None
        target = MODEL[held.points_to]
        found = walk(self.node, Hop(name, target.name, target.key))
        return found.relationship.step(forward=found.forward) if found else None

    def target_label(self, name: str) -> str:
        """Return the label of the nodes that a reference leads to."""
        return str(label(MODEL[str(self.node.columns[name].points_to)]))


def returned(scope: str | Row, expression: str) -> str:
    """Return the clauses that end a subquery with one value, which is made from the variables of a scope, or from a chosen row.

    A value that holds an aggregation, however deep in subqueries of its own, may be made from named variables only: hence the WITH.
    """
    if isinstance(scope, str):
        return f"WITH {scope}, {expression} AS value RETURN value"
    fetched = scope.to_one or ToOneMatches()
    return " ".join([*fetched.clauses, returned(", ".join([scope.name, *fetched.names]), expression)])


def literal(value: str) -> str:
    """Return a text of the model as Cypher literal; texts of a request are bound."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


class Sent:
    """The values that are sent for one list: each expression once, however often it is read."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def add(self, part: Part) -> Read:
        """Have a part sent, and return how it is read from the list. A part without an expression is made here."""
        if not part.text:
            return lambda _: part.value(None)
        place = self.texts.setdefault(part.text, len(self.texts))
        return itemgetter(place) if part.read is None else _Item(place, part.read)

    @property
    def text(self) -> str:
        return f"[{', '.join(self.texts)}]"


@dataclass(frozen=True, slots=True)
class _Item:
    place: int
    read: Read

    def __call__(self, values: Any) -> Any:
        return self.read(values[self.place])
