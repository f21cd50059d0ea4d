"""Introspection answers (`__schema`, `__type`): executed by graphql-core once, then cached."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    print_ast,
)  # fmt: skip

_HELD = {
    "types": 250, "fields": 12, "inputFields": 10, "args": 4, "enumValues": 5, "possibleTypes": 5, "interfaces": 1, "directives": 8,
}  # fmt: skip
"""About how many things a list of the introspection holds, as the schema is."""

_PER_ROW = 5
"""Things of the schema that are as cheap as one row of the store: they are in memory."""


class Introspection:
    """Fields about the schema, of one operation. `cost` is in rows, see `hub.schema.cost`."""

    def __init__(
        self,
        among: "Introspector",
        nodes: list[FieldNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: tuple[OperationDefinitionNode, Mapping[str, Any]],
    ) -> None:
        self._among = among
        self._fragments = fragments
        declared, self._variables = variables
        operation = OperationDefinitionNode(
            operation=OperationType.QUERY,
            variable_definitions=declared.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(nodes)),
        )
        self._document = DocumentNode(definitions=(operation, *fragments.values()))
        self.cost = 1 + sum(self._things(node) for node in nodes) // _PER_ROW

    def answer(self) -> bytes:
        """Return the JSON of the one field."""
        return self._among.answer(self._document, self._variables)

    def _things(self, node: FieldNode) -> int:
        below = node.selection_set.selections if node.selection_set else ()
        held, per_thing = _HELD.get(node.name.value), sum(map(self._things, self._fields(below)))
        return per_thing if held is None else held * (1 + per_thing)

    def _fields(self, selections: Iterable[Any]) -> Iterable[FieldNode]:
        for node in selections:
            if isinstance(node, FieldNode):
                yield node
            else:
                held = self._fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
                yield from self._fields(held.selection_set.selections)


class Introspector:
    """Executes introspection, and keeps the last few answers. Safe to use from several threads."""

    def __init__(self, schema: GraphQLSchema, size: int = 16) -> None:
        self._schema = schema
        self._size = size
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()
        self.executions_count = 0

    def answer(self, document: DocumentNode, variables: Mapping[str, Any]) -> bytes:
        """Return the JSON of the only field of a document; what differs by white space alone is the same document."""
        name = print_ast(document), repr(sorted(variables.items()))
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None:
                self._kept.move_to_end(name)
                return kept
        self.executions_count += 1
        result = execute_sync(self._schema, document, variable_values=dict(variables))
        (value,) = (result.data or {}).values()
        made = orjson.dumps(value)
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made
