"""Executes GraphQL requests: a query becomes one plan per root field, and the store builds the JSON of the answer.

graphql-core parses and validates. It can execute the same plans field by field, which the tests compare with; it is never needed.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

import orjson
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    execute_sync,
    is_non_null_type,
)  # fmt: skip

from hub.errors import HubError
from hub.graph.plan import Plan, Rows
from hub.graph.store import DistantStore, EmbeddedStore, Store
from hub.schema import latency
from hub.schema.compiler import TYPE_KEY, Compiler
from hub.schema.computed import Ask, Computed
from hub.schema.documents import Document, Documents, Operation
from hub.schema.failures import failed
from hub.schema.federation import service
from hub.schema.inputs import Inputs
from hub.schema.introspection import Introspection, Introspector
from hub.schema.latency import NotImmediate
from hub.schema.limits import CostExceeded, Limits
from hub.schema.operation import AskAll, CompiledOperation, RootField
from hub.schema.query import COMPUTED
from hub.schema.remarker import Remarker, plain_answer
from hub.schema.remarks import Remarks
from hub.schema.request import Request
from hub.schema.response import Response, ending, refusal, respond
from hub.schema.rows import BadStream, all_rows
from hub.schema.schema import executable, sdl
from hub.schema.selection import Selection


class Prepared(NamedTuple):
    """A request that is parsed, validated, compiled and within the limits."""

    compiled: CompiledOperation
    variables: Mapping[str, Any]
    ask: Ask
    ask_soon: Ask | None = None
    ask_all: AskAll | None = None

    @property
    def gathers(self) -> bool:
        """True if the request may be batched with concurrent ones for the same operation: it is short, and its store is remote."""
        return self.ask_all is not None and self.compiled.latency.is_short

    @property
    def cost(self) -> int:
        """Rows that the answer may be read from."""
        return self.compiled.cost

    def run(self) -> Response:
        """Return the response."""
        return self.compiled.answer(self.variables, self.ask)

    def run_soon(self) -> Response | None:
        """Return the response if every statement takes less than IMMEDIATE_S; else None."""
        if self.ask_soon is None or not self.compiled.latency.is_quick:
            return None
        try:
            return self.compiled.answer(self.variables, self.ask_soon)
        except NotImmediate:
            self.compiled.latency.take(latency.IMMEDIATE_S)
            return None


def run_together(requests: Sequence[Prepared]) -> list[Response]:
    """Return the responses to requests for one operation, at most so many as may be answered together."""
    first = requests[0]
    if len(requests) == 1 or first.ask_all is None:
        return [each.run() for each in requests]
    return first.compiled.answer_all([each.variables for each in requests], first.ask, first.ask_all)


class Executor:
    """Answers requests from one store. Safe to use from several threads."""

    def __init__(self, store: Store, limits: Limits | None = None, *, tells_cost: bool = False) -> None:
        """Answer from a store. With `tells_cost` every answer says under `extensions` what the query cost."""
        self._store = store
        self._tells_cost = tells_cost
        self._limits = limits or Limits()
        self._schema = executable()
        self._documents = Documents(self._schema, self._limits)
        self._introspector = Introspector(self._schema)
        self._remarker = Remarker()
        self._ask_soon = partial(_soon, store) if isinstance(store, EmbeddedStore) else None
        self._ask_all = store.answer_all if isinstance(store, DistantStore) else None

    @property
    def release_id(self) -> str:
        """The release that every answer is taken from."""
        return self._store.release_id

    def execute(self, request: Request, *, compiled: bool = True) -> Response:
        """Return the response to a request. With `compiled` false graphql-core executes it field by field: the same, slower."""
        prepared = self.prepare(request)
        if isinstance(prepared, Response):
            return prepared
        return prepared.run() if compiled else self._field_by_field(request, prepared.cost)

    def is_subscription(self, request: Request) -> bool:
        """Tell whether a request asks for a subscription; false for one that asks for nothing valid."""
        operation, _ = self._documents.get(request.query).operation(request.operation_name)
        return operation is not None and operation.is_subscription

    def prepare(self, request: Request, *, live: bool = False) -> Prepared | Response:
        """Return a request that is ready to run, or the response that refuses it; the store is not asked yet.

        A subscription is only taken with `live`, by who asks it again when there is another release.
        """
        found = self._read(request)
        if isinstance(found, Response):
            return found
        document, operation, variables = found
        if operation.is_subscription and not live:
            return refusal([{"message": _NEEDS_STREAM, "extensions": {"code": "SUBSCRIPTION_NEEDS_STREAM"}}])
        compiled = self._compiled(document, operation, variables)
        if compiled.cost > self._limits.cost:
            return refusal([_too_dear(compiled.cost, self._limits.cost)])
        return Prepared(compiled, variables, self._store.answer, self._ask_soon, self._ask_all)

    def rows(self, request: Request) -> tuple[Rows, Mapping[str, Any]] | Response:
        """Return a query for one list as a plan of all its rows, with its variables; or the response that refuses it."""
        found = self._read(request)
        if isinstance(found, Response):
            return found
        fields = self._compiled(*found).fields
        try:
            if len(fields) != 1:
                raise BadStream(f"expected one list as root field, found {len(fields)} fields; ask for one at a time")
            if isinstance(fields[0].made, HubError):
                raise fields[0].made
            return all_rows(fields[0].made, fields[0].nodes[0], self._limits), found[2]
        except HubError as error:
            return refusal([failed(error)])

    def _read(self, request: Request) -> tuple[Document, Operation, Mapping[str, Any]] | Response:
        """Return the document, the operation that is meant and its variables; or the response that refuses them."""
        document = self._documents.get(request.query)
        if document.errors:
            return refusal(document.errors)
        operation, errors = document.operation(request.operation_name)
        if operation is None:
            return refusal(errors)
        variables, errors = operation.variables.read(request.variables or {})
        return refusal(errors) if errors else (document, operation, variables)

    def _compiled(self, document: Document, operation: Operation, variables: Mapping[str, Any]) -> CompiledOperation:
        kept = operation.plans.get(variables)
        if kept is not None:
            return kept
        inputs = Inputs(variables)
        made = self._compile(document, operation.node, inputs)
        operation.plans.keep(variables, made, inputs.decided)
        return made

    def _compile(self, document: Document, operation: OperationDefinitionNode, inputs: Inputs) -> CompiledOperation:
        selection = Selection(self._schema, document.fragments, inputs)
        query = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        compiler = Compiler(selection, self._limits.sizes)
        fields: list[RootField] = []
        for key, nodes in selection.of(query, [operation.selection_set]).items():
            name = nodes[0].name.value
            if name == "__typename":
                fields.append(RootField(key, nodes, orjson.dumps(query.name), is_required=True))
            elif name.startswith("__"):
                given = (operation, inputs.all_decided())
                about = Introspection(self._introspector, nodes, document.fragments, given)
                fields.append(RootField(key, nodes, about, is_required=name == "__schema"))
            elif name == "_service":
                told = orjson.dumps(service(selection, nodes, sdl()))
                fields.append(RootField(key, nodes, told, is_required=True))
            else:
                made = _made_or_error(compiler, nodes, query)
                fields.append(RootField(key, nodes, made, is_required=is_non_null_type(query.fields[name].type)))
        return CompiledOperation(fields, self._limits.seconds, self._remarker, tells_cost=self._tells_cost)

    def _field_by_field(self, request: Request, cost: int) -> Response:
        """Execute with graphql-core. Root fields are answered by the store; below them values are read by response key."""
        document = self._documents.get(request.query)
        remarks = Remarks()

        def resolve(source: Any, info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
            if source is not None:
                return source[info.path.key]
            variables = info.variable_values.coerced
            selection = Selection(self._schema, document.fragments, Inputs(variables))
            if info.field_name == "_service":
                return service(selection, list(info.field_nodes), sdl())
            compiler = Compiler(selection, self._limits.sizes, typed=True)
            if info.field_name in COMPUTED:
                return orjson.loads(compiler.computed(list(info.field_nodes)).answer(self._store.answer))
            made = compiler.root(list(info.field_nodes))
            answer = plain_answer(made, self._store.answer(made, variables), str(info.path.key), remarks)
            self._remarker.remark(made, str(info.path.key), variables, self._store.answer, remarks, answer=answer)
            return orjson.loads(answer)

        result = execute_sync(
            self._schema,
            document.parsed,
            None,
            None,
            dict(request.variables or {}),
            request.operation_name,
            resolve,
            lambda value, *_: value[TYPE_KEY],
        )
        errors = [_formatted(error) for error in result.errors or ()]
        end = ending(cost if self._tells_cost else None, remarks)
        return respond(orjson.dumps(result.data), errors, end)


_NEEDS_STREAM = (
    "expected a query, found a subscription: ask by WebSocket (graphql-transport-ws) or with Accept: text/event-stream"
)


def _soon(store: EmbeddedStore, plan: Plan, variables: Mapping[str, Any]) -> bytes:
    answer = store.answer_soon(plan, variables, latency.IMMEDIATE_S)
    if answer is None:
        raise NotImmediate
    return answer


def _made_or_error(compiler: Compiler, nodes: list[FieldNode], parent: GraphQLObjectType) -> Plan | Computed | HubError:
    try:
        return (compiler.computed if nodes[0].name.value in COMPUTED else compiler.root)(nodes, parent)
    except HubError as error:
        return error


def _too_dear(cost: int, most: int) -> dict[str, Any]:
    told = f"expected a query that reads at most {most} rows, found one that may read {cost}; ask for smaller pages"
    refusal = failed(CostExceeded(told))
    return {**refusal, "extensions": {**refusal["extensions"], "cost": cost, "limit": most}}


def _formatted(error: GraphQLError) -> dict[str, Any]:
    if error.original_error is None:
        return dict(error.formatted)
    return {**failed(error.original_error), "locations": error.formatted.get("locations"), "path": error.path}


def execute(
    store: Store, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
) -> bytes:
    """Return the response to one query as JSON: `{"data": ..., "errors": ...}`."""
    return Executor(store).execute(Request(query, variables, operation_name)).body
