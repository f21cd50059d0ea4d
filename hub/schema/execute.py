"""Executes GraphQL requests: a query becomes one plan per root field, and the store builds the JSON of the answer.

graphql-core parses and validates. It can execute the same plans field by field, which the tests compare with; it is never needed.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, cast

import orjson
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    is_non_null_type,
)  # fmt: skip

from hub.errors import HubError, StoreUnavailable
from hub.graph.plan import Plan, Rows
from hub.graph.store import EmbeddedStore, Store
from hub.schema.compile import TYPE_KEY, Compiler
from hub.schema.documents import Document, Documents, Plans
from hub.schema.failures import failed
from hub.schema.federation import service
from hub.schema.inputs import Inputs
from hub.schema.introspection import Introspection, Introspector
from hub.schema.limits import CostExceeded, Limits
from hub.schema.rows import BadStream, all_rows
from hub.schema.schema import executable, sdl
from hub.schema.selection import Selection

_Ask = Callable[[Plan, Mapping[str, Any]], bytes]

_SOON_S = 0.004
"""What other requests may wait for one that was expected to be quick; a page of a thousand rows takes less than a millisecond."""

_LATE_COUNT = 3
"""So many late answers in a row are the plan's doing; one may have waited for the processor."""


class Request(NamedTuple):
    """A GraphQL request as it comes from a command or over HTTP."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None


class Response(NamedTuple):
    """The whole response as JSON. `is_executed` is false where the request was refused before execution: no `data` then.

    `is_unavailable` is true where the store did not answer, so that the same request may succeed a little later.
    """

    body: bytes
    is_executed: bool
    has_errors: bool
    is_unavailable: bool = False


class Prepared(NamedTuple):
    """A request that is parsed, validated, compiled and within the limits."""

    cost: int
    """Rows that the answer may be read from."""
    run: Callable[[], Response]
    run_soon: Callable[[], Response | None]
    """The same where others wait: None for a request that is not known to be quick, or that was not this time."""


@dataclass(frozen=True)
class _RootField:
    """What one key of the answer is made from: a plan, the schema, a text, or an error that was found when it was compiled."""

    key: str
    nodes: list[FieldNode]
    is_required: bool
    made: Plan | Introspection | bytes | HubError


class Pace:
    """Whether a plan is quick, as its last answers were. At first it is where it reads few rows, all of them by an index."""

    def __init__(self, *, is_quick: bool) -> None:
        self._late_count = 0 if is_quick else _LATE_COUNT

    @property
    def is_quick(self) -> bool:
        return self._late_count < _LATE_COUNT

    def take(self, seconds: float) -> None:
        """Take notice of how long an answer took."""
        self._late_count = 0 if seconds < _SOON_S else self._late_count + 1


class _NotSoon(Exception):
    """An answer is not there soon."""


@dataclass(frozen=True)
class _Compiled:
    """The root fields of an operation, and its cost in rows."""

    fields: list[_RootField]
    cost: int
    pace: Pace


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
        self._ask_soon = partial(_soon, store) if isinstance(store, EmbeddedStore) else None

    @property
    def release_id(self) -> str:
        """The release that every answer is taken from."""
        return self._store.release_id

    def execute(self, request: Request, *, compiled: bool = True) -> Response:
        """Return the response to a request. With `compiled` false graphql-core executes it field by field: the same, slower."""
        prepared = self.prepare(request, compiled=compiled)
        return prepared if isinstance(prepared, Response) else prepared.run()

    def is_subscription(self, request: Request) -> bool:
        """Tell whether a request asks for a subscription; false for one that asks for nothing valid."""
        operation, _ = self._documents.get(request.query).operation(request.operation_name)
        return operation is not None and operation.operation is OperationType.SUBSCRIPTION

    def prepare(self, request: Request, *, compiled: bool = True, live: bool = False) -> "Prepared | Response":
        """Return a request that is ready to run, or the response that refuses it; the store is not asked yet.

        A subscription is only taken with `live`, by who asks it again when there is another release.
        """
        document = self._documents.get(request.query)
        if document.errors:
            return _refusal(document.errors)
        operation, errors = document.operation(request.operation_name)
        if operation is not None and operation.operation is OperationType.SUBSCRIPTION and not live:
            errors = [{"message": _NEEDS_STREAM, "extensions": {"code": "SUBSCRIPTION_NEEDS_STREAM"}}]
        if operation is None or errors:
            return _refusal(errors)
        name = operation.name.value if operation.name else ""
        variables, errors = document.variables[name].read(request.variables or {})
        if errors:
            return _refusal(errors)
        found = self._compiled(document, name, operation, variables)
        if found.cost > self._limits.cost:
            return _refusal([_too_dear(found.cost, self._limits.cost)])
        if not compiled:
            by_field = partial(self._field_by_field, document, request, found.cost)
            return Prepared(found.cost, by_field, run_soon=lambda: None)
        return Prepared(found.cost, partial(self._run, found, variables), partial(self._run_soon, found, variables))

    def _run(self, found: _Compiled, variables: Mapping[str, Any]) -> Response:
        return self._timed(found, variables, self._store.answer)

    def _run_soon(self, found: _Compiled, variables: Mapping[str, Any]) -> Response | None:
        if self._ask_soon is None or not found.pace.is_quick:
            return None
        try:
            return self._timed(found, variables, self._ask_soon)
        except _NotSoon:
            found.pace.take(_SOON_S)
            return None

    def _timed(self, found: _Compiled, variables: Mapping[str, Any], ask: _Ask) -> Response:
        began = time.perf_counter()
        response = self._answer(found.fields, variables, found.cost, ask)
        found.pace.take(time.perf_counter() - began)
        return response

    def rows(self, request: Request) -> "tuple[Rows, Mapping[str, Any]] | Response":
        """Return a query for one list as a plan of all its rows, with its variables; or the response that refuses it."""
        document = self._documents.get(request.query)
        operation, errors = document.operation(request.operation_name)
        if document.errors or operation is None:
            return _refusal(document.errors or errors)
        name = operation.name.value if operation.name else ""
        variables, errors = document.variables[name].read(request.variables or {})
        if errors:
            return _refusal(errors)
        fields = self._compiled(document, name, operation, variables).fields
        try:
            if len(fields) != 1:
                raise BadStream(f"expected one list as root field, found {len(fields)} fields; ask for one at a time")
            if isinstance(fields[0].made, HubError):
                raise fields[0].made
            return all_rows(fields[0].made, fields[0].nodes[0], self._limits), variables
        except HubError as error:
            return _refusal([failed(error)])

    def _compiled(
        self, document: Document, name: str, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> _Compiled:
        plans: Plans[_Compiled] = document.plans.setdefault(name, Plans())

        def make() -> tuple[_Compiled, Mapping[str, str]]:
            inputs = Inputs(variables)
            made = self._compile(document, operation, inputs)
            return made, inputs.decided

        return plans.get(variables, make)

    def _compile(self, document: Document, operation: OperationDefinitionNode, inputs: Inputs) -> _Compiled:
        selection = Selection(self._schema, document.fragments, inputs)
        query = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        compiler = Compiler(selection, self._limits.sizes)
        fields: list[_RootField] = []
        for key, nodes in selection.of(query, [operation.selection_set]).items():
            name = nodes[0].name.value
            if name == "__typename":
                fields.append(_RootField(key, nodes, is_required=True, made=orjson.dumps(query.name)))
            elif name.startswith("__"):
                given = (operation, inputs.all_decided())
                about = Introspection(self._introspector, nodes, document.fragments, given)
                fields.append(_RootField(key, nodes, is_required=name == "__schema", made=about))
            elif name == "_service":
                made_of = orjson.dumps(service(selection, nodes, sdl()))
                fields.append(_RootField(key, nodes, is_required=True, made=made_of))
            else:
                made = _plan_or_error(compiler, nodes, query)
                fields.append(_RootField(key, nodes, is_non_null_type(query.fields[name].type), made))
        costly = [field.made for field in fields if isinstance(field.made, Plan | Introspection)]
        is_quick = all(isinstance(made, Plan) and made.is_quick for made in costly)
        return _Compiled(fields, sum(made.cost for made in costly), Pace(is_quick=is_quick))

    def _answer(self, fields: list[_RootField], variables: Mapping[str, Any], cost: int, ask: _Ask) -> Response:
        parts: list[bytes] = []
        errors: list[dict[str, Any]] = []
        for field in fields:
            try:
                held = _value(field, variables, ask)
            except _NotSoon:
                raise
            except Exception as error:  # noqa: BLE001  whatever comes up belongs to this field and is logged or told
                errors.append(_located(error, field))
                if field.is_required:
                    return self._response(b"null", errors, cost)
                held = b"null"
            parts.append(b'"%s":%s' % (field.key.encode(), held))
        return self._response(b"{%s}" % b",".join(parts), errors, cost)

    def _field_by_field(self, document: Document, request: Request, cost: int) -> Response:
        """Execute with graphql-core. Root fields are answered by the store; below them values are read by response key."""

        def resolve(source: Any, info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
            if source is not None:
                return source[info.path.key]
            variables = info.variable_values.coerced
            selection = Selection(self._schema, document.fragments, Inputs(variables))
            if info.field_name == "_service":
                return service(selection, list(info.field_nodes), sdl())
            made = Compiler(selection, self._limits.sizes, typed=True).root(list(info.field_nodes))
            return orjson.loads(self._store.answer(made, variables))

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
        return self._response(orjson.dumps(result.data), errors, cost)

    def _response(self, data: bytes, errors: list[dict[str, Any]], cost: int) -> Response:
        told = b',"errors":%s' % orjson.dumps(errors) if errors else b""
        told += b',"extensions":{"cost":%d}' % cost if self._tells_cost else b""
        is_gone = bool(errors) and any(
            error.get("extensions", {}).get("code") == StoreUnavailable.code for error in errors
        )
        return Response(b'{"data":%s%s}' % (data, told), True, bool(errors), is_gone)  # noqa: FBT003  in the order above


_NEEDS_STREAM = (
    "expected a query, found a subscription: ask by WebSocket (graphql-transport-ws) or with Accept: text/event-stream"
)


def _value(field: _RootField, variables: Mapping[str, Any], ask: _Ask) -> bytes:
    if isinstance(field.made, HubError):
        raise field.made
    if isinstance(field.made, Introspection):
        return field.made.answer()
    return ask(field.made, variables) if isinstance(field.made, Plan) else field.made


def _soon(store: EmbeddedStore, plan: Plan, variables: Mapping[str, Any]) -> bytes:
    answer = store.answer_soon(plan, variables, _SOON_S)
    if answer is None:
        raise _NotSoon
    return answer


def _plan_or_error(compiler: Compiler, nodes: list[FieldNode], parent: GraphQLObjectType) -> Plan | HubError:
    try:
        return compiler.root(nodes, parent)
    except HubError as error:
        return error


def _too_dear(cost: int, most: int) -> dict[str, Any]:
    told = f"expected a query that reads at most {most} rows, found one that may read {cost}; ask for smaller pages"
    refusal = failed(CostExceeded(told))
    return {**refusal, "extensions": {**refusal["extensions"], "cost": cost, "limit": most}}


def _located(error: Exception, field: _RootField) -> dict[str, Any]:
    located = GraphQLError("", field.nodes).formatted.get("locations")
    return {**failed(error), "locations": located, "path": [field.key]}


def _formatted(error: GraphQLError) -> dict[str, Any]:
    if error.original_error is None:
        return dict(error.formatted)
    return {**failed(error.original_error), "locations": error.formatted.get("locations"), "path": error.path}


def _refusal(errors: list[dict[str, Any]]) -> Response:
    return Response(b'{"errors":%s}' % orjson.dumps(errors), is_executed=False, has_errors=True)


def execute(
    store: Store, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
) -> bytes:
    """Return the whole response to one query as JSON: `{"data": ..., "errors": ...}`."""
    return Executor(store).execute(Request(query, variables, operation_name)).body
