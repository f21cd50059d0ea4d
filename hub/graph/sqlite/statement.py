"""A SQL statement in the making: its parameters, its aliases, and rows whose columns may be named in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hub.graph.model import MODEL
from hub.graph.node_type import NodeType
from hub.graph.plan import Given, Value, Variables
from hub.graph.sqlite import layout


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text, with the value of every `?n` in order."""

    sql: str
    parameters: tuple[tuple[Value, Callable[[Any], Any] | None], ...]

    def bound(self, variables: Variables) -> tuple[Any, ...]:
        """Return the parameters for one use. Raises UsageError where a variable does not hold what it must."""
        return tuple(
            [
                value.read(variables) if transform is None else transform(value.read(variables))
                for value, transform in self.parameters
            ]
        )


@dataclass
class Draft:
    """Collects parameters and hands out aliases while a statement is written."""

    base_iri: str
    parameters: list[tuple[Value, Callable[[Any], Any] | None]] = field(default_factory=list)
    aliases: int = 0

    def bind(self, value: Value, transform: Callable[[Any], Any] | None = None) -> str:
        """Add a parameter and return its mark. Every value of a request is bound, never written into the text."""
        if isinstance(value, Given) and transform is not None:
            value, transform = Given(transform(value.value)), None
        self.parameters.append((value, transform))
        return f"?{len(self.parameters)}"

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

    def is_key(self, name: str) -> bool:
        """Tell whether a column is the key of a node, which holds nothing that JSON would have to escape."""
        return self.node.is_node and name == self.node.key

    @property
    def source(self) -> str:
        """Return the table under its alias, for a FROM clause."""
        return f"{layout.quoted(layout.table(self.node))} {self.alias}"

    def selected(self, alias: str) -> str:
        """Return the select list of a subquery over `alias` that feeds this row."""
        return ", ".join(f"{alias}.{layout.quoted(name)}" for name in self.used) or "1"
