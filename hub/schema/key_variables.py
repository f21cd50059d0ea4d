"""Validation rules of queries: those of the GraphQL specification, except that variables of the types ID and String are interchangeable.

A key is an ID as an argument and a text in conditions; whoever passes it on need not know which.
"""

from typing import Any

from graphql import (
    ASTValidationRule,
    GraphQLError,
    GraphQLID,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    OperationDefinitionNode,
    VariablesInAllowedPositionRule,
    specified_rules,
    type_from_ast,
)  # fmt: skip


class KeysInAllowedPosition(VariablesInAllowedPositionRule):
    """Variables stand where their type is expected; ID and String count as one type."""

    def leave_operation_definition(self, operation: OperationDefinitionNode, *args: Any) -> None:
        usages = {id(usage.node): usage for usage in self.context.get_recursive_variable_usages(operation)}
        report = self.report_error

        def report_others(error: GraphQLError) -> None:
            nodes: list[Any] = [*(error.nodes or ()), None, None]
            usage, declared = usages.get(id(nodes[1])), getattr(nodes[0], "type", None)
            expected = None if usage is None else usage.type
            if (
                declared is None
                or expected is None
                or not _is_key(type_from_ast(self.context.schema, declared), expected)
            ):
                report(error)

        self.report_error = report_others  # type: ignore[method-assign]
        try:
            super().leave_operation_definition(operation, *args)
        finally:
            self.report_error = report  # type: ignore[method-assign]


def _is_key(given: Any, expected: Any) -> bool:
    """Tell whether two types are ID and String, or lists of them, the given one no less required."""
    if isinstance(expected, GraphQLNonNull):
        return isinstance(given, GraphQLNonNull) and _is_key(given.of_type, expected.of_type)
    if isinstance(given, GraphQLNonNull):
        return _is_key(given.of_type, expected)
    if isinstance(given, GraphQLList) and isinstance(expected, GraphQLList):
        return _is_key(given.of_type, expected.of_type)
    return given in _KEYS and expected in _KEYS


_KEYS = (GraphQLID, GraphQLString)

RULES: list[type[ASTValidationRule]] = [
    KeysInAllowedPosition if rule is VariablesInAllowedPositionRule else rule for rule in specified_rules
]
