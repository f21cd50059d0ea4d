"""What all HTTP responses share: entity tags, cache headers, the form of errors, and rendering of templates in two languages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.web import cors
from hub.web.access import reference
from hub.web.freshness import FRESH
from hub.web.negotiation import HTML, JSON, negotiate
from hub.web.site import Site, Sites
from hub.web.texts import translations
from hub.web.words import LANGUAGES, Words

_GUARD = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Pages hold no script, and whatever a name or a message holds shall not become one."""

_ROOMS = [Path(__file__).parent / "templates", Path(__file__).parent / "pages" / "templates"]


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, in memory: they are the same in every language."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take a compiled template where there is one."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a compiled template."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@cache
def templates(lang: str) -> jinja2.Environment:
    """Return the templates with the texts of a language, and filters that write as it does."""
    words = Words(lang)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_ROOMS),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.globals.update(lang=lang, words=words)
    made.filters.update(
        number=words.number, percent=words.percent, day=words.date, name=words.name, reason=words.gettext
    )
    return made


class HttpError(Exception):
    """An answer that is no success: status, stable code, and a message for who asked."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


def sites_of(request: Request) -> Sites:
    """Return what hands out the releases that are served."""
    sites: Sites = request.app.state.sites
    return sites


def site_of(request: Request) -> Site:
    """Return the site of the current release. Raises HubError where there is none."""
    return sites_of(request).now()


def link(request: Request, path: str) -> str:
    """Return a path on this server, below the folder that a proxy may serve it from."""
    return str(request.scope.get("root_path", "")).rstrip("/") + path


def server(request: Request) -> str:
    """Return the address of this server, as the client asked it."""
    return f"{request.url.scheme}://{request.url.netloc}"


def page_link(request: Request, path: str) -> str:
    """Return the address of a page on this server; where this page's address names a language, that one names it too."""
    chosen = request.query_params.get("lang")
    if chosen not in LANGUAGES or "lang=" in path:
        return link(request, path)
    before, mark, place = path.partition("#")
    return link(request, f"{before}{'&' if '?' in before else '?'}lang={chosen}{mark}{place}")


def page_number(request: Request) -> int:
    """Return the page that `?page=` asks for, from 1. Raises HttpError for what is no such number."""
    asked = request.query_params.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked) > 0):
        raise HttpError(400, "BAD_REQUEST", f"expected `page` to be a number from 1, found {asked[:40]!r}")
    return int(asked)


def _other_language(request: Request, lang: str) -> str:
    """Return the query of this page in another language, all else as it is."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode([*kept, ("lang", lang)])


def language(request: Request) -> str:
    """Return the language of a page: `?lang=`, else what the browser prefers, else Indonesian."""
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        return wanted
    prefers = request.headers.get("accept-language", "")
    ranked = (part.strip().partition("-")[0].partition(";")[0].lower() for part in prefers.split(","))
    return next((name for name in ranked if name in LANGUAGES), LANGUAGES[0])


def fixed(
    request: Request, site: Site, form: str, headers: Mapping[str, str] | None = None
) -> tuple[Response | None, dict[str, str]]:
    """Return a 304 where the client holds this form of the release's answer already, and the headers for the answer otherwise."""
    tag = f'"{site.release.id}.{form}"'
    told = {"ETag": tag, "Cache-Control": FRESH, "Vary": "Accept, Accept-Language", **(headers or {})}
    if holds(request, tag):
        return Response(status_code=304, headers=told), told
    return None, told


def holds(request: Request, tag: str) -> bool:
    """Tell whether the client holds the answer with this entity tag already."""
    given = (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(","))
    return tag in given


def page(
    request: Request,
    site: Site | None,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **shown: Any,
) -> Response:
    """Return a page made from a template; every template knows the language, its words, and the way to other pages."""
    chosen = language(request)
    body = (
        templates(chosen)
        .get_template(template)
        .render(
            link=lambda path: page_link(request, path),
            file=lambda path: link(request, path),
            site=site,
            here=request.url.path,
            in_language={name: _other_language(request, name) for name in LANGUAGES},
            **shown,
        )
    )
    return html(body, status, headers)


def html(body: str | bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return what is written already as a page."""
    return Response(body, status, {**_GUARD, **(headers or {})}, "text/html; charset=utf-8")


def refusal(request: Request, error: HttpError) -> Response:
    """Return an error: as a page to a browser, else in the one JSON form. It carries the reference under which the log has the request.

    That any site may read it is said here once more: the answer to what failed unexpectedly is sent past the middleware.
    """
    named = reference(request)
    headers = {"Cache-Control": "no-store", "Vary": "Accept", "X-Request-ID": named, **cors.ORIGIN, **error.headers}
    if negotiate(request.headers.get("accept"), request.query_params.get("format"), (JSON, HTML)) is HTML:
        return page(request, None, "error.html", error.status, headers, error=error, reference=named)
    body = {"error": {"status": error.status, "code": error.code, "message": str(error), "reference": named}}
    return Response(orjson.dumps(body), error.status, headers, "application/json")
