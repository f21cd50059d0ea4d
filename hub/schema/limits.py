"""Query limits: the numbers for text, selections, cost and time, and the checks of text and selections before validation.

Cost is estimated in `hub.schema.cost`, and refused by whoever executes the query.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from hub.errors import UsageError
from hub.schema.page import PageSizes


class QueryTooLarge(UsageError):
    """A query that goes over a limit."""

    code = "QUERY_TOO_LARGE"


class CostExceeded(UsageError):
    """A query that might read more rows than a request may."""

    code = "COST_EXCEEDED"


@dataclass(frozen=True)
class Limits:
    """The limits of one request."""

    sizes: PageSizes = field(default_factory=PageSizes)
    characters: int = 30_000
    tokens: int = 3_000
    depth: int = 20
    fields: int = 1_500
    """Fields with all fragments put in, which also bounds what fragments can multiply."""
    aliases: int = 200
    directives: int = 100
    introspections: int = 10
    """Times that the schema is asked for, which is validated anew each time."""
    cost: int = 50_000
    """Rows that the answer may be read from, see `hub.schema.cost`."""
    seconds: float = 5.0
    """After so many no further root field is begun; the store stops one that was begun by itself."""


_TOKEN = re.compile(
    r"""
    \#[^\n\r]*
    | "{3}(?:\\"{3}|[^"]|"(?!""))*(?:"{3})?  # a text in a block; it may be left open, so that nothing is read twice
    | "(?:\\.|[^"\\\n])*"?
    | \.\.\. | [_A-Za-z]\w* | -?\d[\d.eE+-]* | [^\s,]
    """,
    re.VERBOSE,
)
"""A token of a query, or a comment: the parser counts both."""


def check_text(text: str, limits: Limits) -> None:
    """Raise QueryTooLarge for a text that is too long. Parsing costs twenty times as much as this, so it comes first."""
    if len(text) > limits.characters:
        raise QueryTooLarge(
            f"expected at most {limits.characters} characters, found {len(text)}; ask in several queries"
        )
    count = len(_TOKEN.findall(text))
    if count > limits.tokens:
        raise QueryTooLarge(f"expected at most {limits.tokens} tokens, found {count}; ask in several queries")


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Raise QueryTooLarge where the selections of a document go over a limit, naming the limit and what was found."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _Count(fragments, limits).walk(node.selection_set, 1, ())


class _Count:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits) -> None:
        self._fragments = fragments
        self._limits = limits
        self._found = {"fields": 0, "aliases": 0, "directives": 0, "introspections": 0}

    def walk(self, selections: SelectionSetNode, depth: int, within: tuple[str, ...]) -> None:
        """Count what is selected `depth` deep, within the fragments of these names."""
        if depth > self._limits.depth:
            raise QueryTooLarge(
                f"expected fields at most {self._limits.depth} deep, found more; ask in several queries"
            )
        for node in selections.selections:
            self._add("directives", len(node.directives or ()), self._limits.directives)
            if isinstance(node, FieldNode):
                self._add("fields", 1, self._limits.fields)
                self._add("introspections", int(node.name.value in {"__schema", "__type"}), self._limits.introspections)
                self._add("aliases", int(node.alias is not None), self._limits.aliases)
            below: SelectionSetNode | None = None
            inner = within
            if isinstance(node, FragmentSpreadNode):
                name = node.name.value
                if name in within:
                    raise QueryTooLarge(
                        f"expected fragments without a circle, found that `{name}` spreads itself; take the spread out"
                    )
                fragment = self._fragments.get(name)
                below, inner = fragment.selection_set if fragment else None, (*within, name)
            elif isinstance(node, FieldNode | InlineFragmentNode):
                below = node.selection_set
            if below is not None:
                self.walk(below, depth + 1, inner)

    def _add(self, what: str, count: int, most: int) -> None:
        self._found[what] += count
        if self._found[what] > most:
            raise QueryTooLarge(f"expected at most {most} {what}, found more; ask in several queries")
