"""With the fast path a server answers, byte for byte on the wire, as one of uvicorn's own protocol does."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hub.web.app import app
from tests.web.fastpath.test_path import LARGE, SMALL, body, patience
from tests.web.fastpath.test_protocol import post, talk
from tests.web.listening import listening

__all__ = ["patience"]

Address = tuple[str, int]

QUERIES = {
    "small": body(SMALL),
    "large": body(LARGE),
    "variables": body(
        "query($id: ID!) { candidacy(id: $id) { key person { name } } }", variables={"id": "2042/dpr/8101/1/1"}
    ),
    "named": body("query a { editions { totalCount } } query b { persons { totalCount } }", operationName="b"),
    "search": body('{ search(text: "sitti") { totalCount } }'),
    "an error": body("{ region { key } }"),
    "a bad cursor": body('{ candidacies(before: "no cursor") { nodes { key } } }'),
    "not valid": body("{ nope }"),
    "variables missing": body("query($id: ID!) { person(id: $id) { key } }"),
    "too deep": b'{"query":"{ __typename }","variables":{"w":' + b'{"not":' * 400 + b"{}" + b"}" * 401 + b"}",
    "not JSON": b"{",
    "a batch": b"[]",
    "empty": b"",
    "a subscription": body("subscription { progress { totalCount } }"),
    "introspection": body("{ __schema { queryType { name } } }"),
}

HEADERS: dict[str, list[str]] = {
    "plain": [],
    "gzip": ["Accept-Encoding: gzip, deflate, br, zstd"],
    "zstd": ["Accept-Encoding: gzip;q=0.5, zstd"],
    "new media type": ["Accept: application/graphql-response+json"],
    "a browser": ["Accept: text/html,*/*;q=0.8", "Origin: https://elsewhere.example"],
    "nothing acceptable": ["Accept: image/png"],
    "events": ["Accept: text/event-stream", "X-Request-ID: proxy-2"],
    "twice": ["Content-Type: text/plain"],
    "an id": ["X-Request-ID: proxy-1"],
    "expecting": ["Expect: 100-continue"],
}


@pytest.fixture(scope="module")
def servers(out: Path) -> Iterator[tuple[Address, Address]]:
    """The addresses of a server with the fast path and of one without."""
    with listening(app(out)) as fast, listening(app(out), protocol="httptools") as plain:
        yield _address(fast), _address(plain)


def _address(url: str) -> Address:
    return str(urlsplit(url).hostname), int(urlsplit(url).port or 0)


def seen(received: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return status line, headers (in any order, but for the date) and body."""
    head, _, content = received.partition(b"\r\n\r\n")
    if head == b"HTTP/1.1 100 Continue":
        return seen(content)
    status, *headers = head.split(b"\r\n")
    return status, sorted(header for header in headers if not header.startswith(b"date:")), content


@pytest.mark.parametrize(("query", "headers"), list(product(QUERIES, HEADERS)))
def test_status_headers_and_bytes_are_the_same(servers: tuple[Address, Address], query: str, headers: str) -> None:
    request = post(QUERIES[query], "Connection: close", *HEADERS[headers])
    fast, plain = servers
    first, again, expected = talk(fast, request), talk(fast, request), talk(plain, request)
    assert seen(first) == seen(expected)
    assert seen(again) == seen(expected), "also where the answer is kept"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_other_methods_are_the_same(servers: tuple[Address, Address], method: str) -> None:
    request = post(QUERIES["small"], "Connection: close", "X-Request-ID: one").replace(b"POST ", f"{method} ".encode())
    fast, plain = servers
    assert seen(talk(fast, request)) == seen(talk(plain, request))
