"""Cache of parsed and validated queries, each with its plans."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)  # fmt: skip

from hub.errors import UsageError
from hub.schema.failures import BAD_OPERATION, PARSE_FAILED, VALIDATION_FAILED, failed, refused
from hub.schema.hints import hint
from hub.schema.key_variables import RULES
from hub.schema.limits import Limits, check_document, check_text
from hub.schema.plan_cache import Plans
from hub.schema.variables import VariableReader


@dataclass
class Operation:
    """An operation of a document, how its variables are read, and its plans, which whoever compiles fills in."""

    node: OperationDefinitionNode
    variables: VariableReader
    plans: Plans = field(default_factory=Plans)

    @property
    def is_subscription(self) -> bool:
        return self.node.operation is OperationType.SUBSCRIPTION


@dataclass
class Document:
    """A query text: either errors, or operations and fragments."""

    errors: list[dict[str, Any]] = field(default_factory=list)
    parsed: DocumentNode = field(default_factory=lambda: DocumentNode(definitions=()))
    operations: dict[str, Operation] = field(default_factory=dict)
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    only: Operation | None = None
    """The operation of a document that has one."""

    def operation(self, name: str | None) -> tuple[Operation | None, list[dict[str, Any]]]:
        """Return the operation to execute, or the errors that say why there is none."""
        found = self.only if name is None else self.operations.get(name)
        if found is not None:
            return found, []
        known = ", ".join(filter(None, self.operations)) or "none"
        wanted = "one operation, or an operationName" if name is None else f"an operation named {name!r}"
        error = GraphQLError(f"expected {wanted}, found {len(self.operations)} operations; named: {known}")
        return None, [refused(error, BAD_OPERATION)]


class Documents:
    """A bounded cache of documents by text: the one made longest ago goes first. Safe to use from several threads."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, size: int = 500) -> None:
        self._schema = schema
        self._limits = limits
        self._size = size
        self._kept: dict[str, Document] = {}
        self._lock = Lock()

    def get(self, text: str) -> Document:
        """Return a document, parsed and validated once per text. One that is too long is refused each time, and not kept."""
        if len(text) > self._limits.characters:
            return self._read(text)
        kept = self._kept.get(text)
        if kept is not None:
            return kept
        made = self._read(text)
        with self._lock:
            self._kept[text] = made
            while len(self._kept) > self._size:
                del self._kept[next(iter(self._kept))]
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
        wrong = validate(self._schema, parsed, RULES, max_errors=20)
        if wrong:
            return Document([refused(error, VALIDATION_FAILED, hint(error, self._schema)) for error in wrong])
        operations = {
            node.name.value if node.name else "": Operation(
                node, VariableReader(self._schema, node.variable_definitions or ())
            )
            for node in parsed.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        fragments = {node.name.value: node for node in parsed.definitions if isinstance(node, FragmentDefinitionNode)}
        only = next(iter(operations.values())) if len(operations) == 1 else None
        return Document([], parsed, operations, fragments, only)
