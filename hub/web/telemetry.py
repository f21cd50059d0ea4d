"""OpenTelemetry traces of requests, where an endpoint for them is configured: a span for each request, for its plan, and for each statement.

Configured by the variables of OpenTelemetry (OTEL_EXPORTER_OTLP_ENDPOINT and others). Nothing is imported otherwise, and no request is slower. Where traces are
configured no request takes the fast path. No span holds a query, a value or an address's parameters: they may name people.
"""

import os
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

import hub
from hub.errors import UsageError
from hub.graph.plan import Plan, Variables
from hub.graph.store import EmbeddedStore, Store
from hub.schema.execute import Executor, Prepared
from hub.schema.limits import Limits
from hub.schema.request import Request
from hub.schema.response import Response

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")

SERVICE = "pemilu-hub"
"""What the hub is called where OTEL_SERVICE_NAME does not say otherwise."""


def is_configured(environment: Mapping[str, str] = os.environ) -> bool:
    """True where the environment names an endpoint for traces and does not turn them off."""
    is_off = (
        environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none"
    )
    return not is_off and any(environment.get(name) for name in _ENDPOINTS)


class Telemetry:
    """Sends spans of one process to the endpoint of the environment."""

    def __init__(self) -> None:
        """Raise UsageError where the packages are not installed."""
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  where it is configured
            from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
            from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
            from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        except ImportError as error:
            told = f"expected OpenTelemetry for {' or '.join(_ENDPOINTS)}, found none; install pemilu-hub[telemetry], or unset the variable"
            raise UsageError(told) from error
        named = {"service.version": hub.__version__}
        if not os.environ.get("OTEL_SERVICE_NAME"):
            named["service.name"] = SERVICE
        self._provider = TracerProvider(resource=Resource.create(named))
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self.tracer = self._provider.get_tracer("hub", hub.__version__)

    def executor(self, store: Store, limits: Limits | None = None, *, tells_cost: bool = False) -> Executor:
        """Return an executor over a store whose plans and statements are traced."""
        traced = (_TracedEmbedded if isinstance(store, EmbeddedStore) else _Traced)(store, self.tracer)
        return _TracedExecutor(traced, limits, tells_cost=tells_cost, tracer=self.tracer)

    def close(self) -> None:
        """Send what has not been sent, and end."""
        self._provider.shutdown()


class Traced:
    """Middleware that traces requests; a request that comes with `traceparent` continues the trace of who sent it."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        from opentelemetry.propagate import extract  # noqa: PLC0415  where it is configured
        from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415

        self._app = app
        self._begin = partial(telemetry.tracer.start_as_current_span, kind=SpanKind.SERVER, record_exception=False)
        self._extract = extract
        self._error = StatusCode.ERROR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, within a span."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        room = scope["path"].removeprefix("/").partition("/")[0]
        told = {"http.request.method": scope["method"], "url.path": scope["path"]}
        with self._begin(f"{scope['method']} /{room}", context=self._extract(given), attributes=told) as span:

            async def observing(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(self._error)
                await send(message)

            await self._app(scope, receive, observing)


class _TracedExecutor(Executor):
    def __init__(self, store: Store, limits: Limits | None, *, tells_cost: bool, tracer: "Tracer") -> None:
        super().__init__(store, limits, tells_cost=tells_cost)
        self._tracer = tracer

    def prepare(self, request: Request, *, live: bool = False) -> Prepared | Response:
        with self._tracer.start_as_current_span("plan") as span:
            prepared = super().prepare(request, live=live)
            if isinstance(prepared, Prepared):
                span.set_attribute("hub.cost", prepared.cost)
            return prepared


class _Traced:
    """A store whose statements are traced."""

    def __init__(self, store: Any, tracer: "Tracer") -> None:
        self._store = store
        told = {
            "db.system.name": "sqlite" if isinstance(store, EmbeddedStore) else "neo4j",
            "hub.release": store.release_id,
        }
        self._span = partial(tracer.start_as_current_span, "statement", attributes=told)

    @property
    def release_id(self) -> str:
        release_id: str = self._store.release_id
        return release_id

    def check(self) -> None:
        self._store.check()

    def answer(self, plan: Plan, variables: Variables) -> bytes:
        with self._span():
            answer: bytes = self._store.answer(plan, variables)
            return answer


class _TracedEmbedded(_Traced):
    def answer_soon(self, plan: Plan, variables: Variables, within_s: float) -> bytes | None:
        with self._span() as span:
            answer: bytes | None = self._store.answer_soon(plan, variables, within_s)
            span.set_attribute("hub.stopped", answer is None)
            return answer
