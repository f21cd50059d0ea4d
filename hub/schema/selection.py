"""Collects the fields that are selected on a type, fragments and directives applied, as the GraphQL specification says."""

from collections.abc import Iterable, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLAbstractType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    is_abstract_type,
)  # fmt: skip

from hub.schema.inputs import Inputs

Selected = dict[str, list[FieldNode]]
"""Response key -> the field nodes that are merged under it."""


class Selection:
    """The schema, the fragments and the variables of an operation."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], inputs: Inputs) -> None:
        self.schema = schema
        self.inputs = inputs
        self._fragments = fragments

    def of(self, type_: GraphQLObjectType, sets: Iterable[SelectionSetNode | None]) -> Selected:
        """Return what selection sets select on an object type, in the order of the answer."""
        selected: Selected = {}
        seen: set[str] = set()
        for selection_set in sets:
            if selection_set is not None:
                self._collect(type_, selection_set, selected, seen)
        return selected

    def below(self, type_: GraphQLObjectType, nodes: Iterable[FieldNode]) -> Selected:
        """Return what the merged nodes of a field select on the type of the field."""
        return self.of(type_, (node.selection_set for node in nodes))

    def _collect(self, type_: GraphQLObjectType, among: SelectionSetNode, selected: Selected, seen: set[str]) -> None:
        for node in among.selections:
            if not self.inputs.is_included(node):  # type: ignore[arg-type]  # selections are of these three kinds
                continue
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                selected.setdefault(key, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(condition.name.value, type_):
                    self._collect(type_, node.selection_set, selected, seen)
            else:
                name = node.name.value  # type: ignore[attr-defined]  # the third kind is a fragment spread
                fragment = self._fragments[name]
                if name not in seen and self._applies(fragment.type_condition.name.value, type_):
                    seen.add(name)
                    self._collect(type_, fragment.selection_set, selected, seen)

    def _applies(self, condition: str, type_: GraphQLObjectType) -> bool:
        if condition == type_.name:
            return True
        among = self.schema.type_map[condition]
        return is_abstract_type(among) and self.schema.is_sub_type(_abstract(among), type_)


def _abstract(type_: object) -> GraphQLAbstractType:
    return type_  # type: ignore[return-value]  # asked for after is_abstract_type
