"""HTTP endpoint of the Reconciliation Service API (`/reconcile`): manifest, query batches, data extension, suggest, preview; JSONP.

Any site may show a preview in a frame. CORS is that of the application (`hub.web.cors`).
"""

import re
from html import escape
from typing import Any
from urllib.parse import parse_qs

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.web.answers import HttpError, language, page, site_of
from hub.web.body import read_text
from hub.web.freshness import FRESH
from hub.web.reconcile.batch import BadQuery, TooMany, read_batch
from hub.web.reconcile.extension import read_extension
from hub.web.reconcile.kinds import KINDS
from hub.web.reconcile.manifest import manifest
from hub.web.reconcile.service import properties, types
from hub.web.words import Words

LARGEST_BODY_BYTES = 1_000_000
LONGEST_PREFIX = 200

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*")

_FRAMED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *"
"""A preview stands in a frame of whatever site matches a spreadsheet; it holds no script."""


async def reconcile(request: Request) -> Response:
    """Answer with the manifest, or to the `queries` or `extend` that a form or the address holds."""
    site = await run_in_threadpool(site_of, request)
    given, words = await _given(request), Words(language(request))
    try:
        if "queries" in given:
            batch = read_batch(given["queries"])
            return _answer(request, await run_in_threadpool(site.reconciliation.answers, batch, words), given)
        if "extend" in given:
            asked = read_extension(given["extend"])
            return _answer(request, await run_in_threadpool(site.reconciliation.extend, asked, words), given)
    except BadQuery as error:
        raise HttpError(413 if isinstance(error, TooMany) else 400, error.code, str(error)) from error
    if request.method == "POST":
        raise HttpError(400, "BAD_REQUEST", "expected the parameter `queries` or `extend` in the form, found neither")
    address, server = _address(request, "/reconcile"), _address(request, "")
    return _answer(request, manifest(address, server, site.base, words), given)


async def _given(request: Request) -> dict[str, str]:
    """Return the parameters of a request, those of a form before those of the address. Raises HttpError."""
    given = dict(request.query_params)
    if request.method != "POST":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HttpError(
            415, "MEDIA_TYPE", f"expected Content-Type application/x-www-form-urlencoded, found {kind or 'none'!r}"
        )
    body = await read_text(request, LARGEST_BODY_BYTES)
    return given | {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}


def suggest(request: Request) -> Response:
    """Answer with things, types or properties that a typed prefix may mean."""
    words, prefix = Words(language(request)), _prefix(request)
    match request.path_params["what"]:
        case "entity":
            found = site_of(request).reconciliation.suggest(prefix, _kinds(request), _number(request, "cursor"), words)
            return _answer(request, {"result": found})
        case "type":
            return _answer(request, {"result": types(prefix, words)})
        case "property":
            return _answer(request, {"result": properties(prefix, _kinds(request), words)})
        case other:
            raise HttpError(404, "NOT_FOUND", f"expected entity, type or property, found {other!r}")


def propose(request: Request) -> Response:
    """Answer with the properties that can be filled in for a type."""
    kinds = _kinds(request)
    limit = _number(request, "limit")
    found = properties("", kinds, Words(language(request)))
    told = {"type": kinds[0]} if kinds else {}
    return _answer(request, {"properties": found[:limit] if limit else found, **told})


def flyout(request: Request) -> Response:
    """Answer with a few lines of HTML about a thing, type or property."""
    name, words = request.query_params.get("id", ""), Words(language(request))
    what = request.path_params["what"]
    if what == "entity":
        shown = site_of(request).reconciliation.preview(name, words)
        told = "; ".join(f"{label}: {', '.join(texts[:3])}" for label, texts in shown.facts[:6]) if shown else ""
        title = shown.name if shown else ""
    else:
        listed = types("", words) if what == "type" else properties("", (), words)
        found = next((each for each in listed if each["id"] == name), None)
        title, told = (found["name"], found["description"]) if found else ("", "")
    if not title:
        raise HttpError(404, "NOT_FOUND", f"expected the id of a thing, type or property, found {name[:80]!r}")
    html = f'<p style="font: 14px sans-serif"><b>{escape(title)}</b><br>{escape(told)}</p>'
    return _answer(request, {"id": name, "html": html})


def preview(request: Request) -> Response:
    """Answer with a small page about a thing."""
    name = request.query_params.get("id", "")
    shown = site_of(request).reconciliation.preview(name, Words(language(request)))
    if shown is None:
        raise HttpError(
            404, "NOT_FOUND", f"expected the identifier of a thing, such as person/p-..., found {name[:80]!r}"
        )
    headers = {"Content-Security-Policy": _FRAMED, "Cache-Control": FRESH, "Vary": "Accept-Language"}
    return page(request, None, "preview.html", 200, headers, shown=shown)


def _prefix(request: Request) -> str:
    prefix = request.query_params.get("prefix", "")
    if len(prefix) > LONGEST_PREFIX:
        raise HttpError(
            400, "BAD_REQUEST", f"expected `prefix` of at most {LONGEST_PREFIX} characters, found {len(prefix)}"
        )
    return prefix


def _kinds(request: Request) -> tuple[str, ...]:
    names = [name for name in request.query_params.getlist("type") if name]
    for name in names:
        if name not in KINDS:
            raise HttpError(400, "BAD_REQUEST", f"expected `type` to be one of {', '.join(KINDS)}; found {name[:80]!r}")
    return tuple(names)


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name) or "0"
    if not (text.isdecimal() and len(text) < 6):
        raise HttpError(400, "BAD_REQUEST", f"expected `{name}` to be a whole number, found {text[:80]!r}")
    return int(text)


def _address(request: Request, path: str) -> str:
    return str(request.base_url).rstrip("/") + path


def _answer(request: Request, content: Any, given: dict[str, str] | None = None) -> Response:
    """Return content as JSON, or as a call of the function that `callback` names."""
    callback = (request.query_params if given is None else given).get("callback")
    cached = FRESH if request.method == "GET" else "no-store"
    headers = {"Cache-Control": cached, "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}
    body = orjson.dumps(content)
    if callback is None:
        return Response(body, 200, headers, "application/json")
    if not _CALLBACK.fullmatch(callback) or len(callback) > 100:
        raise HttpError(
            400, "BAD_REQUEST", f"expected `callback` to be the name of a function, found {callback[:80]!r}"
        )
    # JSON may hold line separators that a script may not, in engines before 2019.
    safe = body.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return Response(b"/**/%s(%s);" % (callback.encode(), safe), 200, headers, "text/javascript; charset=utf-8")


ROUTES = [
    Route("/reconcile", reconcile, methods=["GET", "POST"]),
    Route("/reconcile/suggest/{what}", suggest),
    Route("/reconcile/flyout/{what}", flyout),
    Route("/reconcile/preview", preview),
    Route("/reconcile/properties", propose),
]
