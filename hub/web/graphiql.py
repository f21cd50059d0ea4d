"""GraphiQL at `/graphql`, as `make graphiql` builds it from npm into the package; nothing is loaded from elsewhere.

Where it was not built, as in a fresh checkout, a small editor of our own takes its place (`hub.web.graphql_editor`).
"""

import hashlib
from functools import cache
from pathlib import Path

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from hub.web import graphql_editor
from hub.web.freshness import FOREVER
from hub.web.graphql_examples import EXAMPLES

BUNDLE = Path(__file__).with_name("bundle") / "graphiql"

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}

_GUARD = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; "
        "img-src data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""The editor sets styles on elements, and holds its fonts as data; all else comes from this server."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · Pemilu Hub</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="graphql/assets/{version}/graphiql.css">
</head>
<body style="margin: 0">
<div id="graphiql" style="height: 100vh"></div>
<noscript>GraphiQL needs JavaScript. The address answers GraphQL without it: POST a query as JSON.</noscript>
<script type="application/json" id="settings">{settings}</script>
<script type="module" src="graphql/assets/{version}/graphiql.js"></script>
</body>
</html>
"""


def page() -> Response:
    """Return the page that a browser gets."""
    version = _version(BUNDLE)
    if version is None:
        return HTMLResponse(graphql_editor.PAGE, headers={"Vary": "Accept"})
    settings = {"url": "graphql", "examples": [{"query": each.query} for each in EXAMPLES]}
    text = orjson.dumps(settings).decode().replace("<", "\\u003c")
    return HTMLResponse(_PAGE.format(version=version, settings=text), headers={"Vary": "Accept", **_GUARD})


def bundled(name: str) -> str | None:
    """Return the path of a file of the bundle on this server; None where it was not built."""
    version = _version(BUNDLE)
    return f"/graphql/assets/{version}/{name}" if version and BUNDLE / name in _files(BUNDLE) else None


def asset(request: Request) -> Response:
    """Answer with a file of the bundle. Its address names the contents, so it may be kept for ever."""
    path = BUNDLE / request.path_params["name"]
    if request.path_params["version"] != _version(BUNDLE) or path not in _files(BUNDLE):
        raise HTTPException(404)
    headers = {"Cache-Control": FOREVER}
    return FileResponse(path, headers=headers, media_type=_MEDIA_TYPES[path.suffix])


@cache
def _version(bundle: Path) -> str | None:
    """Return a hash of the bundle; None where there is none."""
    files = _files(bundle)
    digest = hashlib.blake2b(digest_size=8)
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest() if files else None


@cache
def _files(bundle: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in bundle.glob("*") if path.suffix in _MEDIA_TYPES))
