"""What lies between the hub and a browser or a cache, over a server that listens: encodings, entity tags, pages of other sites."""

import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
import zstandard
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hub.web.compression import Compressing, choose
from tests.web.listening import listening

QUERY = "{ __schema { types { name description fields { name description } } } }"
SMALL = "{ editions { totalCount } }"
ELSEWHERE = {"origin": "https://elsewhere.example"}


def decoded(encoding: str | None, body: bytes) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(body)
    return zstandard.ZstdDecompressor().decompressobj().decompress(body) if encoding == "zstd" else body


def raw(method: str, address: str, **more: Any) -> tuple[httpx.Response, bytes]:
    """Return a response, and its body as it came over the wire."""
    headers = {"accept-encoding": "identity", **more.pop("headers", {})}
    more.setdefault("timeout", 60)  # the first introspection takes its time on a busy machine
    with httpx.stream(method, address, headers=headers, **more) as response:
        return response, b"".join(response.iter_raw())


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", None), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "gzip"), ("zstd;q=0.5, gzip", "gzip"), ("*", "gzip"), ("gzip;q=0.9, zstd", "zstd"),
        ("gzip;q=0", None), ("br", None), ("gzip;q=0.5, identity", None), ("*;q=0", None), ("GZIP ; q=0.3", "gzip"),
        ("zstd;q=nonsense, gzip", "gzip"), ("*, zstd;q=0", "gzip"),
    ],
)  # fmt: skip
def test_which_encoding_a_client_gets(accepted: str, chosen: str | None) -> None:
    encoding = choose(accepted)
    assert (encoding.name if encoding else None) == chosen


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_encoding_is_the_same_answer_under_a_tag_of_its_own(method: str, address: str) -> None:
    asked = {"params": {"query": QUERY}} if method == "GET" else {"json": {"query": QUERY}}
    answers = {name: raw(method, f"{address}/graphql", headers={"accept-encoding": name}, **asked) for name in ("identity", "gzip", "zstd")}  # fmt: skip
    plain = answers["identity"][1]
    for name, (response, body) in answers.items():
        encoding = response.headers.get("content-encoding")
        assert encoding == (None if name == "identity" else name)
        assert decoded(encoding, body) == plain
        assert int(response.headers["content-length"]) == len(body)
        assert {"accept", "accept-encoding"} <= {part.strip().lower() for part in response.headers["vary"].split(",")}
    assert len(answers["zstd"][1]) < len(plain) / 5
    if method == "POST":
        assert all("etag" not in response.headers for response, _ in answers.values())
        return
    tags = {name: response.headers["etag"] for name, (response, _) in answers.items()}
    assert len(set(tags.values())) == 3
    for name, tag in tags.items():
        headers = {"accept-encoding": name, "if-none-match": f'"other", {tag}'}
        again, body = raw(method, f"{address}/graphql", headers=headers, **asked)
        assert (again.status_code, body, again.headers["etag"]) == (304, b"", tag)
        assert "accept-encoding" in again.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/", "/def/hub.ttl", "/doc/district/2042/dpr/8101.ttl"])
def test_pages_and_linked_data_too(path: str, address: str) -> None:
    plain, body = raw("GET", f"{address}{path}")
    packed, smaller = raw("GET", f"{address}{path}", headers={"accept-encoding": "zstd"})
    assert decoded(packed.headers.get("content-encoding"), smaller) == body
    assert packed.headers["content-encoding"] == "zstd"
    assert packed.headers["etag"] == plain.headers["etag"][:-1] + '-zstd"'


def test_small_answers_and_those_that_are_compressed_stay_as_they_are(address: str) -> None:
    for path in (f"/graphql?query={SMALL}", "/dumps/pemilu.nq.gz"):
        response, body = raw("GET", f"{address}{path}", headers={"accept-encoding": "gzip, zstd"})
        assert "content-encoding" not in response.headers
        assert int(response.headers["content-length"]) == len(body)


def _lines(_: Request) -> Response:
    async def lines() -> AsyncIterator[str]:
        for number in range(3000):
            yield f"line {number}\n"

    return StreamingResponse(lines(), media_type="text/csv")


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "identity"])
def test_a_stream_is_compressed_as_it_comes(encoding: str) -> None:
    app = Starlette(routes=[Route("/", _lines)], middleware=[Middleware(Compressing)])
    with listening(app) as base:
        response, body = raw("GET", base, headers={"accept-encoding": encoding})
    assert "content-length" not in response.headers
    assert decoded(response.headers.get("content-encoding"), body) == b"".join(b"line %d\n" % n for n in range(3000))


def test_a_page_of_another_site_may_ask(address: str) -> None:
    asks = {
        **ELSEWHERE,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,if-none-match,x-apollo-operation-name",
    }
    allowed = httpx.options(f"{address}/graphql", headers=asks)
    assert (allowed.status_code, allowed.content) == (200, b"OK")
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert allowed.headers["access-control-allow-headers"] == asks["access-control-request-headers"]
    assert int(allowed.headers["access-control-max-age"]) > 0
    assert "access-control-allow-credentials" not in allowed.headers


@pytest.mark.parametrize("headers", [ELSEWHERE, {}])
@pytest.mark.parametrize("path", [f"/graphql?query={SMALL}", "/graphql?query=%7Bnope%7D", "/", "/id/person/p-0000-0000-0", "/sparql", "/nowhere"])  # fmt: skip
def test_every_answer_may_be_read_with_its_tag(path: str, headers: dict[str, str], address: str) -> None:
    answer = httpx.get(f"{address}{path}", headers=headers)
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert "ETag" in answer.headers["access-control-expose-headers"]


def test_what_is_allowed_is_what_is_answered(address: str) -> None:
    body = {"query": SMALL}
    answer = httpx.post(f"{address}/graphql", json=body, headers=ELSEWHERE)
    assert answer.json()["data"]["editions"]["totalCount"] > 0
    assert answer.content == httpx.post(f"{address}/graphql", json=body).content


SIMPLE = {
    "multipart/form-data": {"files": {"query": (None, SMALL)}},
    "application/x-www-form-urlencoded": {"data": {"query": SMALL}},
    "text/plain": {"content": orjson.dumps({"query": SMALL}), "headers": {"content-type": "text/plain"}},
    "none": {"content": orjson.dumps({"query": SMALL})},
}


@pytest.mark.parametrize("kind", SIMPLE)
@pytest.mark.parametrize(
    "preflighted", [{}, {"apollo-require-preflight": "true", "x-requested-with": "XMLHttpRequest"}]
)
def test_what_a_page_may_send_without_asking_is_refused(kind: str, preflighted: dict[str, str], address: str) -> None:
    """Whatever headers stand beside it: nothing is to be gained by reading a query from a form."""
    more: dict[str, Any] = {**SIMPLE[kind]}
    headers = {**ELSEWHERE, **preflighted, **more.pop("headers", {})}
    answer = httpx.post(f"{address}/graphql", headers=headers, **more)
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
