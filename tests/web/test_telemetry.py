"""Traces reach an endpoint that is configured, over HTTP as a collector has it; without one nothing of OpenTelemetry is imported."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from hub.errors import UsageError
from hub.web.app import app
from hub.web.telemetry import Telemetry, is_configured

TRACE = "0af7651916cd43dd8448eb211c80319c"


class Collector(HTTPServer):
    """Takes traces as OTLP has them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.paths: list[str] = []
        self.received: list[ExportTraceServiceRequest] = []

    def spans(self) -> list[Span]:
        return [
            span
            for request in self.received
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def services(self) -> set[str]:
        told = [each.resource.attributes for request in self.received for each in request.resource_spans]
        return {item.value.string_value for items in told for item in items if item.key == "service.name"}


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        self.server.paths.append(self.path)
        self.server.received.append(ExportTraceServiceRequest.FromString(content))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        yield server
        server.shutdown()
        thread.join()


def asked(out: Path, telemetry: Telemetry) -> list[int]:
    """Ask a traced application for a quick answer, a slow one, a refused one and a page; return their statuses."""

    async def ask() -> list[int]:
        made = app(out, telemetry=telemetry)
        transport = httpx.ASGITransport(made)
        traced = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
        async with httpx.AsyncClient(transport=transport, base_url="http://hub.example", timeout=60) as client:
            secret = {"query": '{ persons(where: {name: {contains: "Secret Name"}}) { totalCount } }'}
            answers = [
                await client.post("/graphql", json={"query": "{ release { id } }"}, headers=traced),
                await client.post("/graphql", json=secret),
                await client.post("/graphql", json={"query": "{ nope }"}),
                await client.get("/doc/edition/2042.nt?secret=name"),
                await client.get("/nowhere"),
            ]
        return [answer.status_code for answer in answers]

    return asyncio.run(ask())


def test_requests_plans_and_statements_are_traced(out: Path, collector: Collector) -> None:
    telemetry = Telemetry()
    assert asked(out, telemetry) == [200, 200, 200, 200, 404]
    telemetry.close()
    assert set(collector.paths) == {"/v1/traces"}
    assert collector.services() == {"pemilu-hub"}
    spans = collector.spans()
    requests = {span.span_id: span for span in spans if span.kind == Span.SPAN_KIND_SERVER}
    assert sorted(span.name for span in requests.values()) == ["GET /doc", "GET /nowhere", *["POST /graphql"] * 3]
    (continued,) = [span for span in requests.values() if span.trace_id.hex() == TRACE]
    assert continued.parent_span_id.hex() == "b7ad6b7169203331"
    below = [span.name for span in spans if span.parent_span_id == continued.span_id]
    assert below[0] == "plan"
    assert "statement" in below
    assert sum(span.name == "plan" for span in spans) >= 3
    assert all(span.parent_span_id in requests for span in spans if span.name in {"plan", "statement"})
    statuses = [
        item.value.int_value
        for span in requests.values()
        for item in span.attributes
        if item.key == "http.response.status_code"
    ]
    assert sorted(statuses) == [200, 200, 200, 200, 404]
    assert b"ecret" not in b"".join(request.SerializeToString() for request in collector.received)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://c:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_what_turns_traces_on(environment: dict[str, str], *, expected: bool) -> None:
    assert is_configured(environment) is expected


def test_packages_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(UsageError, match=r"install pemilu-hub\[telemetry\], or unset the variable"):
        Telemetry()


def test_nothing_is_imported_where_no_endpoint_is_configured(out: Path) -> None:
    program = (
        "import os, sys; os.environ['HUB_OUT'] = sys.argv[1]; import hub.web.app as it; made = it.serving(); made.state.sparql.close();"
        "print(sum(name.startswith('opentelemetry') for name in sys.modules), made.state.telemetry)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(out)], capture_output=True, text=True, check=True)
    assert done.stdout == "0 None\n"
