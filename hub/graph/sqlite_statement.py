"""A SQL statement in the making: its parameters, its aliases, and rows whose columns may be named in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from hub.graph import layout
from hub.graph.model import MODEL, NodeType
from hub.graph.plan import Given, Shape, Value, Variables

MOST_CUTS = 1 << 12
"""More than a query has fields, see `hub.schema.limits`."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an answer holds marks in place of objects: the keys that lead there, None for every item of a list."""

    path: tuple[str | None, ...]
    shape: Shape


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text, with the value of every `?n` in order, and what further statements must fill in."""

    sql: str
    parameters: tuple[tuple[Value, Callable[[Any], Any] | None], ...]
    fillings: "tuple[tuple[tuple[str | None, ...], Statement], ...]" = ()

    def bound(self, variables: Variables) -> tuple[Any, ...]:
        """Return the parameters for one use. Raises UsageError where a variable does not hold what it must."""
        values = ((value.read(variables), transform) for value, transform in self.parameters)
        return tuple(value if transform is None else transform(value) for value, transform in values)


@dataclass
class Draft:
    """Collects parameters and hands out aliases while a statement is written.

    `most_levels` says how deep parts may be nested in this statement; what is nested deeper is cut off and asked for apart.
    """

    base_iri: str
    most_levels: int | None = None
    cuts: list[Cut] = field(default_factory=list)
    path: list[str | None] = field(default_factory=list)
    level: int = 0
    parameters: list[tuple[Value, Callable[[Any], Any] | None]] = field(default_factory=list)
    aliases: int = 0

    def bind(self, value: Value, transform: Callable[[Any], Any] | None = None) -> str:
        """Add a parameter and return its mark. Every value of a request goes this way, never into the text."""
        if isinstance(value, Given) and transform is not None:
            value, transform = Given(transform(value.value)), None
        self.parameters.append((value, transform))
        return f"?{len(self.parameters)}"

    @contextmanager
    def within(self, *keys: str | None, levels: int = 0) -> Iterator[None]:
        """Write what stands under these keys of the answer, so many levels deeper."""
        self.path.extend(keys)
        self.level += levels
        yield
        self.level -= levels
        del self.path[len(self.path) - len(keys) :]

    def cut(self, row: "Row", shape: Shape) -> str | None:
        """Return SQL for the mark of a shape that is too deep to be written here and must be filled in; None for others.

        The mark tells row and cut, because one place may hold rows of several types, each with a cut of its own.
        """
        if self.most_levels is None or self.level < self.most_levels or not shape.is_nested:
            return None
        self.cuts.append(Cut(tuple(self.path), shape))
        return f"{row.column('row')} * {MOST_CUTS} + {len(self.cuts) - 1}"

    def alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases}"


@dataclass
class Row:
    """A row of a node type under an alias. It remembers which columns were named, so that a subquery selects no others."""

    node: NodeType
    alias: str
    used: dict[str, None] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """Return SQL for a column of the model or of the layout; a key of another node is looked up by its row number."""
        held = self.node.columns.get(name)
        if held is not None and held.points_to:
            target = MODEL[held.points_to]
            found = f"SELECT {layout.quoted(target.key)} FROM {layout.quoted(layout.table(target))}"
            return f"({found} WHERE row = {self.column(layout.pointer(name))})"
        self.used[name] = None
        return f"{self.alias}.{layout.quoted(name)}"

    @property
    def source(self) -> str:
        """Return the table under its alias, for a FROM clause."""
        return f"{layout.quoted(layout.table(self.node))} {self.alias}"

    def selected(self, alias: str) -> str:
        """Return the select list of a subquery over `alias` that feeds this row."""
        return ", ".join(f"{alias}.{layout.quoted(name)}" for name in self.used) or "1"


def text(value: str) -> str:
    """Return a text of the model or a response key as SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def json_object(fields: list[tuple[str, str]]) -> str:
    """Return SQL for a JSON object of (key, SQL) in order. SQLite's functions take 127 arguments, so long ones are joined."""
    most = 60
    if len(fields) <= most:
        return f"json_object({', '.join(f'{text(key)}, {sql}' for key, sql in fields)})"
    parts = [json_object(fields[start : start + most]) for start in range(0, len(fields), most)]
    inner = " || ',' || ".join(f"substr({part}, 2, length({part}) - 2)" for part in parts)
    return f"json('{{' || {inner} || '}}')"
