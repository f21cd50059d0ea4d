"""The GraphQL request in an HTTP request, by the GraphQL-over-HTTP specification."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from starlette.requests import Request as HttpRequest

LARGEST_BODY_BYTES = 200_000

NAMING = frozenset({"query", "documentId", "extensions"})
"""The parameters that say which query is asked; a GET without them is someone who looks at the address in a browser."""

READING = frozenset({"GET", "HEAD"})
"""Methods of requests that are in the address alone."""

JSON = b"application/json"
"""The media type of a body."""

_PREFIX = "sha256:"

_TYPES = {"query": str, "documentId": str, "operationName": str, "variables": dict, "extensions": dict}
"""What the parameters of a request are, where they are given and not null."""


DEEPEST = 100
"""Levels of lists and objects in variables; conditions that somebody writes nest a few."""


class BadRequest(Exception):
    """A request that is no GraphQL request; `status` is the HTTP status that says why, `code` is stable."""

    def __init__(
        self, status: int, message: str, headers: dict[str, str] | None = None, code: str = "BAD_REQUEST"
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.code = code


class Asked(NamedTuple):
    """A GraphQL request as it came: the query itself, or what it is known by, or both."""

    query: str | None
    document_id: str | None
    """A name of the document, by the appendix on persisted documents of the specification: `sha256:<64 hex digits>`, or another."""
    sha256: str | None
    """The hash of the query: the one in `document_id`, or that of `extensions.persistedQuery`, as Apollo's clients send it."""
    variables: Mapping[str, Any] | None
    operation_name: str | None


async def read(http: HttpRequest) -> Asked:
    """Return what an HTTP request asks. Raises BadRequest."""
    if http.method in READING:
        return asked_of({name: _parameter(name, value) for name, value in http.query_params.items()})
    if http.method != "POST":
        raise BadRequest(405, f"expected GET or POST, found {http.method}", {"Allow": "GET, POST"})
    kind = http.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        # A page of another site may send a form or plain text without being asked, but never this content type: the rule
        # that keeps such requests (CSRF) out, without any exception.
        raise BadRequest(415, f"expected Content-Type application/json, found {kind or 'none'!r}")
    body = bytearray()  # which grows in place: bytes would be copied for each part
    async for chunk in http.stream():
        body += chunk
        if len(body) > LARGEST_BODY_BYTES:
            raise BadRequest(413, f"expected a body of at most {LARGEST_BODY_BYTES} bytes")
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"expected a JSON object as body, found {error}") from error
    return asked_of(content)


def _parameter(name: str, value: str) -> Any:
    """Return a parameter of a GET request: `variables` and `extensions` are JSON."""
    if name not in {"variables", "extensions"} or not value:
        return value or None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"expected {name} to be a JSON object, found {error}") from error


def asked_of(content: Any) -> Asked:
    """Return what the JSON of a request asks. Raises BadRequest."""
    if not isinstance(content, dict):
        raise BadRequest(
            400, f"expected one GraphQL request as JSON object, found {type(content).__name__}; batches are off"
        )
    for name, value in content.items():
        type_ = _TYPES.get(name)
        if type_ is not None and type(value) is not type_ and value is not None:
            wanted = "a text" if type_ is str else "a JSON object"
            raise BadRequest(400, f"expected `{name}` to be {wanted}, found {type(value).__name__}")
    variables = content.get("variables")
    if variables and _is_deep(variables):
        told = f"expected variables of at most {DEEPEST} levels, found more; ask for less at once"
        raise BadRequest(400, told, code="VARIABLES_TOO_DEEP")
    query, document_id, extensions = content.get("query"), content.get("documentId"), content.get("extensions")
    sha256 = _persisted(extensions) if extensions else None
    if document_id is not None and document_id.startswith(_PREFIX):
        sha256 = document_id.removeprefix(_PREFIX).lower()
    if not (query and query.strip()) and document_id is None and sha256 is None:
        raise BadRequest(400, "expected `query` to be the text of a GraphQL query")
    return Asked(query, document_id, sha256, variables, content.get("operationName"))


_NESTED = (dict, list)


def _is_deep(variables: dict[str, Any]) -> bool:
    """True if variables have more than DEEPEST levels of JSON. Most are plain values and cost one look at each."""
    for each in variables.values():
        if isinstance(each, _NESTED):
            break
    else:
        return False
    level = [each for each in variables.values() if isinstance(each, _NESTED)]
    for _ in range(DEEPEST - 1):
        if not level:
            return False
        level = [
            below
            for each in level
            for below in (each.values() if isinstance(each, dict) else each)
            if isinstance(below, _NESTED)
        ]
    return bool(level)


def _persisted(extensions: dict[str, Any]) -> str | None:
    """Return the hash in `extensions.persistedQuery`; None where nothing is said of one."""
    told = extensions.get("persistedQuery")
    if told is None:
        return None
    if not isinstance(told, dict) or told.get("version") != 1 or not isinstance(told.get("sha256Hash"), str):
        raise BadRequest(400, 'expected `persistedQuery` to be {"version": 1, "sha256Hash": "<64 hex digits>"}')
    return str(told["sha256Hash"]).lower()
