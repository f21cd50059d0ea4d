"""Arguments of a query: literals become values, variables become slots, so that one plan serves every value of a variable.

Some variables change the plan itself (page size, order, `@skip` and `@include`). Their values are used while the plan is compiled, and recorded in
`decided`: the plan is reused only for requests that agree with it in these values.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLIncludeDirective,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSkipDirective,
    InlineFragmentNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    coerce_input_literal,
    is_leaf_type,
)  # fmt: skip

from hub.graph.plan import Slot

PRESENCE, LENGTH, VALUE = "presence", "length", "value"
STRICTNESS = (PRESENCE, LENGTH, VALUE)


class Inputs:
    """The variables of one request. `decided` tells, by variable, whether its value, its length or only its presence shaped the plan."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self.decided: dict[str, str] = {}

    def arguments(self, node: FieldNode, defined: Mapping[str, GraphQLArgument]) -> dict[str, Any]:
        """Return the arguments of a field by name; those that are not given are not there."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        return self._fields(given, defined)

    def is_included(self, node: FieldNode | FragmentSpreadNode | InlineFragmentNode) -> bool:
        """Tell whether `@skip` and `@include` leave a selection in."""
        for directive in node.directives or ():
            name = directive.name.value
            if name == GraphQLSkipDirective.name and self._condition(directive):
                return False
            if name == GraphQLIncludeDirective.name and not self._condition(directive):
                return False
        return True

    def plain(self, value: Any) -> Any:
        """Return a value that shapes the plan, with all slots in it filled."""
        if isinstance(value, Slot):
            self.decided[value.variable] = VALUE
            return self._variables[value.variable]
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {name: self.plain(item) for name, item in value.items()}
        return value

    def length(self, value: Any) -> int:
        """Return how many items a list has, which shapes the plan; the items of a variable do not."""
        if not isinstance(value, Slot):
            return len(value)
        if self.decided.get(value.variable) != VALUE:
            self.decided[value.variable] = LENGTH
        return len(self._variables[value.variable])

    def all_decided(self) -> Mapping[str, Any]:
        """Return all variables, each of which shapes the plan."""
        self.decided.update(dict.fromkeys(self._variables, VALUE))
        return self._variables

    def _condition(self, directive: DirectiveNode) -> bool:
        (argument,) = directive.arguments or ()
        return bool(self.plain(self._read(argument.value, _BOOLEAN)))

    def _fields(
        self, given: Mapping[str, ValueNode], defined: Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField]
    ) -> dict[str, Any]:
        read = {}
        for name, told in defined.items():
            value = self._read(given[name], told.type) if name in given else Undefined
            if value is Undefined and told.default_value is not Undefined:
                value = told.default_value
            if value is not Undefined:
                read[name] = value
        return read

    def _read(self, node: ValueNode, type_: GraphQLInputType) -> Any:
        """Return a value of a type: slots for variables of leaf types and lists of them, Undefined for one that is not given."""
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(node, VariableNode):
            return self._variable(node.name.value, inner)
        if isinstance(node, NullValueNode):
            return None
        if isinstance(inner, GraphQLList):
            items = node.values if isinstance(node, ListValueNode) else (node,)
            read = [self._read(item, inner.of_type) for item in items]
            read = [None if item is Undefined else item for item in read]
            return self.plain(read) if is_leaf_type(_bare(inner.of_type)) else read
        if isinstance(inner, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
            return self._fields({item.name.value: item.value for item in node.fields}, inner.fields)
        return coerce_input_literal(node, inner)

    def _variable(self, name: str, type_: GraphQLInputType) -> Any:
        if name not in self._variables:
            self.decided.setdefault(name, PRESENCE)
            return Undefined
        value = self._variables[name]
        listed = _bare(type_.of_type) if isinstance(type_, GraphQLList) else type_
        if value is None or (is_leaf_type(listed) and not (isinstance(value, list) and None in value)):
            self.decided.setdefault(name, PRESENCE)
            return None if value is None else Slot(name)
        self.decided[name] = VALUE
        return value


def _bare(type_: Any) -> Any:
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_


_BOOLEAN = GraphQLIncludeDirective.args["if"].type


def decisions(decided: Mapping[str, str], variables: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what two requests must have in common to share a plan, given what decided its shape."""
    return tuple([_decision(how, variables.get(name, Undefined)) for name, how in decided.items()]) if decided else ()


def _decision(how: str, value: Any) -> Any:
    if value is Undefined or value is None:
        return "absent" if value is Undefined else "null"
    if how == VALUE:
        return repr(value)
    if how == LENGTH:
        return len(value)
    return "given, with nulls" if isinstance(value, list) and None in value else "given"
