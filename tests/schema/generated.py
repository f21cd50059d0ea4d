"""Draws valid queries from the schema, with values that the invented election holds, so that answers are seldom empty."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)  # fmt: skip
from hypothesis import strategies as st

from hub.graph import global_id
from hub.schema.bindings import BY_NODE
from hub.schema.schema import executable, query_type
from tests.graph import invented

_TABLES = invented.tables()
KEYS = [
    ("candidacy", "2042/dpr/1/1/1"), ("person", invented.SITI), ("person", invented.MERGED), ("party", invented.MELATI),
    ("district", "2042/dpr/1"), ("contest", "2042/president"), ("edition", "2042"), ("region", invented.PORT),
    ("ticket", "2042/president/1"), ("finding", "totals-differ/2042/dpr/1"), ("source", invented.SOURCE), ("person", "none"),
    ("polling-station", invented.STATION), ("finance-report", "2042/dpr/1/1/1/1"), ("dataset", "list-2042"),
]  # fmt: skip
TEXTS = [key for _, key in KEYS] + ["ZULKARNAIN", "siti", "Ñ", "UTARA", "kpu", "81", "final", "", '"', "2042"]
IDS = [global_id.encode(*name) for name in KEYS] + [key for _, key in KEYS] + ["zz"]
SCALARS: dict[str, st.SearchStrategy[str]] = {
    "String": st.sampled_from(TEXTS).map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    "ID": st.sampled_from(IDS).map(lambda text: f'"{text}"'),
    "Int": st.sampled_from(["0", "1", "2", "10", "500"]),
    "Float": st.sampled_from(["0.5", "1234.5"]),
    "Long": st.sampled_from(["0", "3000000000"]),
    "Boolean": st.sampled_from(["true", "false"]),
    "Date": st.just('"2042-02-14"'),
    "_Any": st.sampled_from([f'{{__typename: "{BY_NODE[kind].type_name}", key: "{key}"}}' for kind, key in KEYS]),
}


@st.composite
def queries(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a query and its variables."""
    drawer = _Drawer(draw)
    names = [name for name in query_type().fields if name != "nodes"] + ["nodes"]
    roots = [
        drawer.field(query_type(), draw(st.sampled_from(names)), 0, place) for place in range(draw(st.integers(1, 2)))
    ]
    declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in drawer.variables.items())
    head = f"query Q({declared})" if declared else "query Q"
    return f"{head} {{ {' '.join(roots)} }}", {name: value for name, (_, value) in drawer.variables.items()}


class _Drawer:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.variables: dict[str, tuple[str, Any]] = {}

    def field(self, parent: Any, name: str, depth: int, place: int) -> str:
        defined = parent.fields[name]
        arguments = self.arguments(defined.args)
        below = self.selection(get_named_type(defined.type), depth + 1)
        return f"f{place}: {name}{arguments}{self.directive()}{below}"

    def directive(self) -> str:
        if self.draw(st.integers(0, 12)):
            return ""
        name = self.variable("Boolean!", self.draw(st.booleans()))
        return f" @{self.draw(st.sampled_from(['skip', 'include']))}(if: {name})"

    def variable(self, type_: str, value: Any) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_, value)
        return f"${name}"

    def arguments(self, defined: dict[str, Any]) -> str:
        given = []
        for name, argument in defined.items():
            if name in {"after", "before", "last"} or (
                not isinstance(argument.type, GraphQLNonNull) and self.draw(st.booleans())
            ):
                continue
            given.append(f"{name}: {self.value(argument.type, 0)}")
        return f"({', '.join(given)})" if given else ""

    def value(self, type_: Any, depth: int) -> str:  # noqa: PLR0911  one return per kind of type
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth)
        if isinstance(type_, GraphQLList):
            items = [self.value(type_.of_type, depth) for _ in range(self.draw(st.integers(0, 2)))]
            return f"[{', '.join(items)}]"
        if isinstance(type_, GraphQLEnumType):
            return self.draw(st.sampled_from(list(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return self.input_object(type_, depth)
        if type_.name == "Int" and self.draw(st.booleans()):
            return self.variable("Int!" if depth else "Int", self.draw(st.integers(0, 5)))
        if type_.name == "String" and not self.draw(st.integers(0, 3)):
            return self.variable("String!", self.draw(st.sampled_from(TEXTS)))
        return self.draw(SCALARS[type_.name])

    def input_object(self, type_: GraphQLInputObjectType, depth: int) -> str:
        names = [name for name, field in type_.fields.items() if depth < 3 or is_leaf_type(get_named_type(field.type))]
        count = 1 if type_.is_one_of else self.draw(st.integers(0, min(2, len(names))))
        chosen = (
            self.draw(st.lists(st.sampled_from(names), min_size=count, max_size=count, unique=True)) if count else []
        )
        return "{" + ", ".join(f"{name}: {self.value(type_.fields[name].type, depth + 1)}" for name in chosen) + "}"

    def selection(self, type_: Any, depth: int) -> str:
        if is_leaf_type(type_):
            return ""
        if isinstance(type_, GraphQLUnionType | GraphQLInterfaceType):
            return self.abstract(type_, depth)
        return "{ " + " ".join(["__typename", *self.fields(type_, depth)]) + " }"

    def abstract(self, type_: Any, depth: int) -> str:
        possible = self.draw(
            st.lists(st.sampled_from(executable().get_possible_types(type_)), max_size=2, unique_by=id)
        )
        parts = [
            f"... on {each.name} {{ of{each.name}: __typename {' '.join(self.fields(each, depth, each.name))} }}"
            for each in possible
        ]
        return "{ __typename ... on Node { id key iri } " + " ".join(parts) + " }"

    def fields(self, type_: GraphQLObjectType, depth: int, prefix: str = "") -> list[str]:
        deepest = 7
        names = [
            name for name, field in type_.fields.items() if depth < deepest or is_leaf_type(get_named_type(field.type))
        ]
        if not names:
            return []
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4))
        return [prefix + self.field(type_, name, depth, place) for place, name in enumerate(chosen)]
