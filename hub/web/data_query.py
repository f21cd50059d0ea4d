"""`/data/query.ndjson` and `/data/query.csv`: all rows of a GraphQL list, without pages, as fast as the client reads and no faster.

Rows are read from the store when there is room to send them, so a slow client costs one open statement, and a client that goes
away ends the reading. What can be wrong with a query is answered before the first byte; what goes wrong later cuts the
connection, so that half an answer is never taken for a whole one.
"""

import hashlib
import threading
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from hub.errors import HubError, StoreUnavailable
from hub.export.csv_text import line
from hub.graph.plan import Rows
from hub.schema.request import Request as GraphQLRequest
from hub.schema.response import Response as GraphQLResponse
from hub.schema.rows import ColumnPath, columns
from hub.web.answers import HttpError, holds, site_of
from hub.web.freshness import FRESH
from hub.web.graphql_documents import NotKnown
from hub.web.graphql_request import BadRequest, asked_of, read
from hub.web.site import Site

FORMATS = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}

AT_ONCE = 8
"""Most concurrent streams; further ones get 503 with Retry-After."""

_CHUNK_BYTES = 1 << 16

_QUERIES = Path(__file__).parent / "queries"

_under_way = threading.BoundedSemaphore(AT_ONCE)


async def data_query(request: Request) -> Response:
    """Answer with the rows of `?query=` (with `variables`, `operationName`), of a document that is known, or of `?stored=`."""
    form = request.path_params["form"]
    if form not in FORMATS:
        raise HttpError(
            404, "NOT_FOUND", f"expected query.{' or query.'.join(FORMATS)}, found {f'query.{form}'[:80]!r}"
        )
    site = await run_in_threadpool(site_of, request)
    asked = await _asked(request, site)
    made = site.graphql.executor.rows(asked)
    if isinstance(made, GraphQLResponse):
        (error, *_) = orjson.loads(made.body)["errors"]
        raise HttpError(400, error["extensions"]["code"], error["message"])
    name = [site.release.id, form, asked.query, asked.variables, asked.operation_name]
    tag = f'"{hashlib.blake2b(orjson.dumps(name, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()}"'
    headers = {
        "ETag": tag,
        "Cache-Control": FRESH,
        "Content-Disposition": f'attachment; filename="pemilu-{site.release.id}.{form}"',
    }
    if holds(request, tag):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(headers=headers, media_type=FORMATS[form])
    return await _streaming(site, made, form, headers)


async def _streaming(site: Site, made: tuple[Rows, Mapping[str, Any]], form: str, headers: dict[str, str]) -> Response:
    """Return the stream, its first part read already. Raises HttpError where that fails, or too many are under way."""
    rows, variables = made
    if not _under_way.acquire(blocking=False):
        raise HttpError(503, "BUSY", f"{AT_ONCE} streams are under way already; come again", {"Retry-After": "10"})
    source: Iterator[bytes] | None = None
    try:
        source = site.embedded.stream(rows, variables)
        parts = in_parts(source if form == "ndjson" else as_csv(source, columns(rows.shape)), form)
        first = await anyio.to_thread.run_sync(next, parts, b"")
    except BaseException as error:
        _finish(source)
        if isinstance(error, HubError):
            raise HttpError(503 if isinstance(error, StoreUnavailable) else 400, error.code, str(error)) from error
        raise
    return Streamed(first, parts, source, headers, FORMATS[form])


class Streamed(StreamingResponse):
    """Sends parts one after the other: the next is read when the one before has been taken."""

    def __init__(
        self, first: bytes, parts: Iterator[bytes], source: Iterator[bytes], headers: dict[str, str], media_type: str
    ) -> None:
        super().__init__(_following(first, parts), headers=headers, media_type=media_type)
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the parts; whatever ends it, the statement is closed."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(_finish, self._source)


async def _following(first: bytes, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    part = first
    while part:
        yield part
        part = await anyio.to_thread.run_sync(next, parts, b"")


def _finish(source: Iterator[bytes] | None) -> None:
    """Close the statement that rows are read by, and let another stream begin."""
    _under_way.release()
    if source is not None:
        source.close()  # type: ignore[attr-defined]  # what a store streams is a generator


def in_parts(lines: Iterable[bytes], form: str) -> Iterator[bytes]:
    """Yield lines in parts of a size that is worth sending; rows of NDJSON get their line ends here."""
    ending = b"\n" if form == "ndjson" else b""
    held: list[bytes] = []
    size = 0
    for each in lines:
        held.append(each + ending)
        size += len(each)
        if size >= _CHUNK_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def as_csv(rows: Iterable[bytes], paths: list[ColumnPath]) -> Iterator[bytes]:
    """Yield JSON objects as lines of CSV, after one with the names of the columns: the dotted paths of the selection."""
    yield line(".".join(path) for path in paths).encode()
    for row in rows:
        held = orjson.loads(row)
        yield line(_reached(held, path) for path in paths).encode()


def _reached(held: Any, path: ColumnPath) -> Any:
    for key in path:
        if held is None:
            return None
        held = held[key]
    return held


async def _asked(request: Request, site: Site) -> GraphQLRequest:
    """Return the query that is meant. Raises HttpError."""
    stored = request.query_params.get("stored")
    try:
        if stored is not None:
            variables = request.query_params.get("variables")
            given = asked_of({"query": _stored(stored), "variables": orjson.loads(variables) if variables else None})
            text = given.query or ""
        else:
            given = await read(request)
            text = site.graphql.documents.text(given)
    except orjson.JSONDecodeError as error:
        raise HttpError(400, "BAD_REQUEST", f"expected `variables` to be a JSON object, found {error}") from error
    except BadRequest as error:
        raise HttpError(error.status, error.code, str(error), error.headers) from error
    except NotKnown as error:
        raise HttpError(400, error.code, str(error)) from error
    return GraphQLRequest(text, given.variables, given.operation_name)


def stored_queries() -> dict[str, str]:
    """Return the queries that come with the hub by name; the first line of each says what it gives."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_QUERIES.glob("*.graphql"))}


def _stored(name: str) -> str:
    held = stored_queries()
    if name not in held:
        raise HttpError(404, "NOT_FOUND", f"expected `stored` to be one of {', '.join(held)}; found {name[:80]!r}")
    return held[name]
