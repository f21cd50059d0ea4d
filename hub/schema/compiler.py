"""Compiler of root fields: each becomes one plan, with all selections below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from graphql import FieldNode, GraphQLAbstractType, GraphQLObjectType, get_named_type

from hub.errors import BadArgument
from hub.graph import plan
from hub.graph.model import MODEL
from hub.graph.plan import Given, Slot
from hub.ids import region_code
from hub.schema.bindings import (
    BY_NODE,
    BY_TYPE,
    Binding,
    Entity,
    HasColumn,
    HasDetail,
    HasIdentity,
    HasList,
    HasOne,
    HasPage,
    HasSubject,
    HasTexts,
    type_name_of,
)  # fmt: skip
from hub.schema.computed import Computed
from hub.schema.cost import QUICK_COST, cost_of, is_sought
from hub.schema.figures import BadGroups, check_grouped, grouped, measured, read_figures
from hub.schema.group_choice import read_group_orders, read_having
from hub.schema.mixed_figures import KEY, guard_of
from hub.schema.not_known import left_out
from hub.schema.not_known_below import with_counts
from hub.schema.order import read_orders, usual_orders
from hub.schema.page import BadPage, PageSizes, read_page
from hub.schema.partly_held import counted
from hub.schema.query import (
    COMPUTED,
    ROOTS,
    RootByKey,
    RootEntities,
    RootNode,
    RootNodes,
    RootOnly,
    RootPage,
    RootRegion,
    RootSearch,
)
from hub.schema.questions import RootQuestion
from hub.schema.schema import query_type
from hub.schema.search import SEARCHED
from hub.schema.selection import Selected, Selection
from hub.schema.unknown_keys import keys_compared
from hub.schema.where import read_where
from hub.tables.vocabulary import CODE_SCHEMES

TYPE_KEY = "@type"
"""Where an object of an abstract type says its type, for execution field by field; no response key can be spelled so."""


@dataclass(frozen=True)
class Compiler:
    """Turns selections into plans. With `typed`, objects of abstract types say their type under TYPE_KEY."""

    selection: Selection
    sizes: PageSizes
    typed: bool = False
    _guards: list[str] = field(default_factory=list)
    """Types of the connections of a root field whose sums are guarded."""

    def root(self, nodes: list[FieldNode], parent: GraphQLObjectType | None = None) -> plan.Plan:
        """Return the plan of a root field of `parent`, `Query` if not given. Raises UsageError for arguments that cannot be meant."""
        node = nodes[0]
        defined = (parent or query_type()).fields[node.name.value]
        arguments = self.selection.inputs.arguments(node, defined.args)
        self._guards.clear()
        root = self._root(node.name.value, nodes, get_named_type(defined.type), arguments)
        cost = cost_of(root)
        is_quick = cost <= QUICK_COST and is_sought(root)
        told = with_counts(root)
        return plan.Plan(
            told,
            cost,
            is_quick=is_quick,
            keys=keys_compared(root),
            left_out=left_out(root),
            counted=counted(root),
            is_guarded=bool(self._guards),
            bare=None if told == root else root,
        )

    def computed(self, nodes: list[FieldNode], parent: GraphQLObjectType | None = None) -> Computed:
        """Return what a root field of COMPUTED asks."""
        name = nodes[0].name.value
        defined = (parent or query_type()).fields[name]
        arguments = self.selection.inputs.plain(self.selection.inputs.arguments(nodes[0], defined.args))
        type_: Any = get_named_type(defined.type)
        return COMPUTED[name](arguments, self.selection, nodes, type_, self._shape)

    def _root(self, name: str, nodes: list[FieldNode], type_: Any, arguments: dict[str, Any]) -> plan.Root:
        match ROOTS[name]:
            case RootPage(node):
                return self._connection(node, None, nodes, type_, arguments)
            case RootQuestion() as question:
                asked = self._connection(question.node, None, nodes, type_, arguments)
                return replace(asked, condition=plan.All((*question.conditions(arguments), asked.condition)))
            case RootByKey(_, argument):
                return plan.ByKey(_value(arguments[argument]), self._shape(type_, nodes))
            case RootOnly():
                return plan.First(plan.All(), self._shape(type_, nodes))
            case RootRegion():
                return self._region(type_, nodes, arguments)
            case RootNode():
                return plan.AnyNodes(_value(arguments["id"]), self._cases(type_, nodes), 1, single=True)
            case RootNodes():
                return self._nodes(type_, nodes, arguments["ids"])
            case RootEntities():
                return self._nodes(type_, nodes, arguments["representations"])
            case RootSearch():
                return self._search(type_, nodes, arguments)

    def _region(self, type_: GraphQLObjectType, nodes: list[FieldNode], arguments: dict[str, Any]) -> plan.Root:
        key, code = arguments.get("id"), arguments.get("code")
        if (key is None) == (code is None):
            raise BadArgument("expected `id` or `code` of a region, found " + ("neither" if key is None else "both"))
        shape = self._shape(type_, nodes)
        if key is not None:
            return plan.ByKey(_value(key), shape)
        scheme = self.selection.inputs.plain(arguments.get("scheme")) or "kemendagri"
        if scheme not in CODE_SCHEMES:
            raise BadArgument(f"expected `scheme` to be one of {', '.join(CODE_SCHEMES)}, found {scheme!r}")
        written = region_code(scheme, str(self.selection.inputs.plain(code)))
        of_scheme = plan.Compare("scheme", plan.Operator.EQ, _value(scheme))
        coded = plan.All((plan.Compare("value", plan.Operator.EQ, _value(written)), of_scheme))
        return plan.First(plan.Related("codes", plan.Quantifier.SOME, coded), shape)

    def _nodes(self, type_: Any, nodes: list[FieldNode], ids: Any) -> plan.Root:
        count = self.selection.inputs.length(ids)
        if count > self.sizes.most:
            raise BadPage(f"expected at most {self.sizes.most} ids, found {count}; ask several times")
        return plan.AnyNodes(_value(ids), self._cases(type_, nodes), count)

    def _search(self, type_: GraphQLObjectType, nodes: list[FieldNode], arguments: dict[str, Any]) -> plan.Root:
        plain = self.selection.inputs.plain
        types = plain(arguments.get("types"))
        page = read_page({"first": plain(arguments.get("first"))}, self.sizes)
        parts: list[tuple[str, Any]] = []
        for key, below in self.selection.below(type_, nodes).items():
            match below[0].name.value:
                case "nodes":
                    parts.append((key, plan.Finds(self._cases(get_named_type(type_.fields["nodes"].type), below))))
                case "totalCount":
                    parts.append((key, plan.TotalCount()))
                case _:
                    parts.append((key, plan.Constant(type_.name)))
        wanted = tuple(dict.fromkeys(SEARCHED.values() if types is None else (SEARCHED[name] for name in types)))
        return plan.Search(_value(arguments["text"]), wanted, page.size, tuple(parts))

    def _shape(self, type_: GraphQLObjectType, nodes: list[FieldNode], *, typed: bool = False) -> plan.Shape:
        made = BY_TYPE[type_.name]
        fields = [*self._fields(made, type_, self.selection.below(type_, nodes))]
        if typed and self.typed:
            fields.append((TYPE_KEY, plan.Constant(type_.name)))
        return plan.Shape(made.node.name, tuple(fields))

    def _fields(self, made: Entity, type_: GraphQLObjectType, selected: Selected) -> Iterator[tuple[str, plan.Field]]:
        for key, nodes in selected.items():
            name = nodes[0].name.value
            yield key, plan.Constant(type_.name) if name == "__typename" else self._field(made, type_, name, nodes)

    def _field(self, made: Entity, type_: GraphQLObjectType, name: str, nodes: list[FieldNode]) -> plan.Field:
        defined = type_.fields[name]
        below: Any = get_named_type(defined.type)
        binding: Binding = made.fields[name]
        match binding:
            case HasIdentity(what):
                return what
            case HasColumn(column):
                return plan.Column(column)
            case HasTexts(edge, column):
                return plan.Texts(edge, column)
            case HasDetail(edge, column):
                return plan.Detail(edge, column)
            case HasOne(edge):
                return plan.One(edge, self._shape(below, nodes))
            case HasList(edge):
                orders = tuple(plan.Order(*order) for order in made.node.edges[edge].orders)
                return plan.Listing(edge, self._shape(below, nodes), plan.All(), orders)
            case HasSubject(type_column, key_column):
                return plan.Subject(type_column, key_column, self._cases(below, nodes))
            case HasPage(edge):
                arguments = self.selection.inputs.arguments(nodes[0], defined.args)
                return self._connection(made.node.edges[edge].target, edge, nodes, below, arguments)

    def _cases(self, type_: GraphQLAbstractType, nodes: list[FieldNode]) -> tuple[plan.Shape, ...]:
        """Return a shape for every type that an object of an abstract type may be of."""
        possible = self.selection.schema.get_possible_types(type_)
        return tuple(self._shape(each, nodes, typed=True) for each in possible)

    def _connection(
        self, node: str, edge: str | None, nodes: list[FieldNode], type_: GraphQLObjectType, arguments: dict[str, Any]
    ) -> plan.Connection:
        made, plain = BY_NODE[node], self.selection.inputs.plain
        sizes = {name: plain(arguments.get(name)) for name in ("first", "last")}
        return plan.Connection(
            MODEL[node].name,
            edge,
            read_where(made, arguments.get("where"), plain),
            self._orders(made, arguments),
            read_page({**arguments, **sizes}, self.sizes),
            self._guarded(made, tuple(self._parts(made, type_, nodes))),
        )

    def _orders(self, made: Entity, arguments: dict[str, Any]) -> tuple[plan.Order, ...]:
        plain = self.selection.inputs.plain
        if given := plain(arguments.get("orderBy")):
            return read_orders(made, given)
        if not made.node.table.about.listed_by:
            return ()
        return usual_orders(made, [plain(arguments.get(name)) for name in ("after", "before")])

    def _guarded(self, made: Entity, parts: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
        """Return the parts of a connection, with what tells whether its figures can be summed up."""
        guard = guard_of(made, [part for _, part in parts])
        if guard is None:
            return parts
        self._guards.append(made.type_name)
        return (*parts, (KEY, guard))

    def _parts(self, made: Entity, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Iterator[tuple[str, Any]]:
        row: Any = self.selection.schema.type_map[type_name_of(made.node.name)]
        for key, below in self.selection.below(type_, nodes).items():
            held: Any = (
                None if below[0].name.value == "__typename" else get_named_type(type_.fields[below[0].name.value].type)
            )
            match below[0].name.value:
                case "nodes":
                    yield key, plan.Nodes(self._shape(row, below))
                case "edges":
                    yield key, plan.Edges(tuple(self._edge(held, row, below)))
                case "pageInfo":
                    yield key, plan.PageInfo(tuple(self._page_info(held, below)))
                case "totalCount":
                    yield key, plan.TotalCount()
                case "aggregate":
                    figures = read_figures(
                        made, self.selection.below(held, below), held.name, partial(self._below, held)
                    )
                    yield key, plan.Figures(tuple(figures))
                case "groups":
                    arguments = self.selection.inputs.arguments(below[0], type_.fields["groups"].args)
                    yield key, self._groups(made, held, below, arguments)
                case _:
                    yield key, plan.Constant(type_.name)

    def _below(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> tuple[Selected, str]:
        """Return what is selected below the nodes of a field of a type, and the name of the type that it is selected on."""
        held: Any = get_named_type(type_.fields[nodes[0].name.value].type)
        return self.selection.below(held, nodes), held.name

    def _groups(self, made: Entity, type_: Any, nodes: list[FieldNode], arguments: dict[str, Any]) -> plan.Groups:
        plain, columns = self.selection.inputs.plain, grouped(made)
        by = list(dict.fromkeys(plain(arguments["by"])))
        if not by:
            raise BadGroups("expected at least one value in `by`, found none")
        size = read_page({"first": plain(arguments.get("first"))}, self.sizes).size
        selected = self.selection.below(type_, nodes)
        figures = dict(read_figures(made, selected, type_.name, partial(self._below, type_)))
        keys = {
            key: plan.GroupKeys(tuple(self._group_keys(made, type_, by, below)))
            for key, below in selected.items()
            if below[0].name.value == "key"
        }
        return plan.Groups(
            tuple(columns[name] for name in by),
            size,
            tuple((key, keys.get(key) or figures[key]) for key in selected),
            read_group_orders(measured(made), plain(arguments.get("orderBy")) or []),
            read_having(measured(made), arguments.get("having"), plain),
        )

    def _group_keys(
        self, made: Entity, group: GraphQLObjectType, by: list[str], nodes: list[FieldNode]
    ) -> Iterator[tuple[str, plan.GroupValue | plan.Constant]]:
        type_: Any = get_named_type(group.fields["key"].type)
        for key, below in self.selection.below(type_, nodes).items():
            name = below[0].name.value
            if name == "__typename":
                yield key, plan.Constant(type_.name)
                continue
            check_grouped(name, by)
            row: Any = get_named_type(type_.fields[name].type)
            shape = self._shape(row, below) if row.name in BY_TYPE else None
            yield key, plan.GroupValue(grouped(made)[name], shape)

    def _edge(
        self, type_: GraphQLObjectType, row: GraphQLObjectType, nodes: list[FieldNode]
    ) -> Iterator[tuple[str, Any]]:
        for key, below in self.selection.below(type_, nodes).items():
            match below[0].name.value:
                case "node":
                    yield key, self._shape(row, below)
                case "cursor":
                    yield key, plan.EdgePart.CURSOR
                case _:
                    yield key, plan.Constant(type_.name)

    def _page_info(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Iterator[tuple[str, Any]]:
        for key, below in self.selection.below(type_, nodes).items():
            name = below[0].name.value
            yield key, plan.Constant(type_.name) if name == "__typename" else plan.PagePart(name)


def _value(given: Any) -> plan.Value:
    return given if isinstance(given, Slot) else Given(given)
