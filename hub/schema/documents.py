"""Parsed and validated queries, each with the plans that were made for it, kept for as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    validate,
)  # fmt: skip

from hub.errors import UsageError
from hub.schema.failures import BAD_OPERATION, PARSE_FAILED, VALIDATION_FAILED, failed, refused
from hub.schema.inputs import PRESENCE, STRICTNESS, decisions
from hub.schema.limits import Limits, check_document, check_text
from hub.schema.variables import VariableReader

Kept = TypeVar("Kept")

PLANS_PER_DOCUMENT = 64


@dataclass
class Document:
    """A query text: either errors, or operations and fragments. `plans` is filled by whoever compiles."""

    errors: list[dict[str, Any]] = field(default_factory=list)
    parsed: DocumentNode = field(default_factory=lambda: DocumentNode(definitions=()))
    operations: dict[str, OperationDefinitionNode] = field(default_factory=dict)
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    variables: dict[str, VariableReader] = field(default_factory=dict)
    plans: "dict[str, Plans[Any]]" = field(default_factory=dict)

    def operation(self, name: str | None) -> tuple[OperationDefinitionNode | None, list[dict[str, Any]]]:
        """Return the operation to execute, or the errors that say why there is none."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values())), []
        if name is not None and name in self.operations:
            return self.operations[name], []
        known = ", ".join(filter(None, self.operations)) or "none"
        wanted = "one operation, or an operationName" if name is None else f"an operation named {name!r}"
        found = GraphQLError(f"expected {wanted}, found {len(self.operations)} operations; named: {known}")
        return None, [refused(found, BAD_OPERATION)]


class Plans(Generic[Kept]):
    """The plans of one operation, by what decided their shape. Safe to use from several threads."""

    def __init__(self) -> None:
        self._decided: dict[str, str] = {}
        self._made: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, variables: Mapping[str, Any], make: Callable[[], tuple[Kept, Mapping[str, str]]]) -> Kept:
        """Return the plan for these variables; `make` returns it together with which variables decided its shape."""
        kept = self._made.get(decisions(self._decided, variables))
        if kept is not None:
            return kept
        made, decided = make()
        with self._lock:
            known = _stricter(self._decided, decided)
            if known != self._decided:
                # More is known to matter than before: keys made so far are too short to tell plans apart.
                self._decided, self._made = known, OrderedDict()
            self._made[decisions(self._decided, variables)] = made
            while len(self._made) > PLANS_PER_DOCUMENT:
                self._made.popitem(last=False)
        return made


def _stricter(known: Mapping[str, str], decided: Mapping[str, str]) -> dict[str, str]:
    """Return all that is known to matter; where a value mattered once, its mere presence or length is not enough again."""
    return {
        name: max(known.get(name, PRESENCE), decided.get(name, PRESENCE), key=STRICTNESS.index)
        for name in {**known, **decided}
    }


class Documents:
    """A bounded cache of documents by text: the one used longest ago goes first."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, size: int = 500) -> None:
        self._schema = schema
        self._limits = limits
        self._size = size
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Document:
        """Return a document, parsed and validated once per text. One that is too long is refused each time, and not kept."""
        if len(text) > self._limits.characters:
            return self._read(text)
        with self._lock:
            kept = self._kept.get(text)
            if kept is not None:
                self._kept.move_to_end(text)
                return kept
        made = self._read(text)
        with self._lock:
            self._kept[text] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made

    def _read(self, text: str) -> Document:
        try:
            check_text(text, self._limits)
            parsed = parse(text, max_tokens=self._limits.tokens)
            check_document(parsed, self._limits)
        except GraphQLError as error:
            return Document([refused(error, PARSE_FAILED)])
        except UsageError as error:
            return Document([failed(error)])
        wrong = validate(self._schema, parsed, max_errors=20)
        if wrong:
            return Document([refused(error, VALIDATION_FAILED) for error in wrong])
        operations = [node for node in parsed.definitions if isinstance(node, OperationDefinitionNode)]
        fragments = [node for node in parsed.definitions if isinstance(node, FragmentDefinitionNode)]
        return Document(
            [],
            parsed,
            {node.name.value if node.name else "": node for node in operations},
            {node.name.value: node for node in fragments},
            {
                node.name.value if node.name else "": VariableReader(self._schema, node.variable_definitions or ())
                for node in operations
            },
        )
