"""Responses with pages: HTML in the reader's language, or the rows as a file; made once per release, then cached."""

import threading

from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import HttpError, fixed, html, language, link, page, site_of
from hub.web.negotiation import HTML, Representation
from hub.web.pages.away import TABLES, Where, away, table
from hub.web.pages.page import Asked, Maker, Page
from hub.web.words import Words

_PARAMETERS = {"lang", "format"}

_kept = threading.Lock()


def respond(
    request: Request, maker: Maker, path: str, *, key: str = "", form: Representation | None = None
) -> Response:
    """Answer with the page that `maker` makes of `key`; `path` is its address without language and form.

    The form is that of `?format=` where none is given. Raises HttpError 404 where the release holds no such thing, and 406 for rows of
    a page that has none.
    """
    site, form = site_of(request), form or table_form(request) or HTML
    words = Words(language(request))
    given = {name: value for name, value in request.query_params.items() if name not in _PARAMETERS}
    query = "&".join(part for part in request.url.query.split("&") if part.partition("=")[0] not in _PARAMETERS)
    server = f"{request.url.scheme}://{request.url.netloc}"
    tag = _tag(f"{path}?{query}.{form.name}.{words.lang}")
    unchanged, headers = fixed(request, site, tag)
    if unchanged is not None:
        return unchanged
    explicit = request.query_params.get("lang", "")
    name = f"{server} {link(request, path)}?{query} {form.name} {words.lang} {explicit}"
    with _kept:
        kept = site.pages.get(name)
    if kept is None:
        made = maker(Asked(site, key, words, given))
        if made is None:
            raise HttpError(404, "NOT_FOUND", f"expected something that the release holds at {path}, found nothing")
        response = _written(request, made, Where(path, query, server), form)
        kept = bytes(response.body)
        with _kept:
            site.pages.put(name, kept)
    if form in TABLES:
        headers["Content-Disposition"] = f'attachment; filename="{_file_name(path)}.{form.name}"'
        return Response(
            kept, 200, headers, f"{form.media_type}; charset=utf-8" if form.name == "csv" else form.media_type
        )
    return html(kept, 200, headers)


def table_form(request: Request) -> Representation | None:
    """Return the file that `?format=` asks for, None where it asks for the page. Raises HttpError for a form that is not offered."""
    wanted = request.query_params.get("format")
    if not wanted or wanted == HTML.name:
        return None
    form = next((each for each in TABLES if each.name == wanted), None)
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected `format` to be html, csv or parquet, found {wanted!r}")
    return form


def _written(request: Request, made: Page, where: Where, form: Representation) -> Response:
    """Return a page in a form."""
    site, words = site_of(request), Words(language(request))
    if form in TABLES:
        if made.rows is None:
            raise HttpError(406, "NOT_ACCEPTABLE", f"expected a page with rows, found {where.path}, which has none")
        return Response(table(made.rows, form))
    taken = away(made, site, words, where)
    shown = {"title": made.title, "description": made.description, "away": taken, **made.shown}
    return page(request, site, made.template, 200, {}, **shown)


def _tag(text: str) -> str:
    """Return a text as it may stand in an entity tag."""
    return "".join(letter if letter.isalnum() and letter.isascii() else f"%{ord(letter):x}" for letter in text)


def _file_name(path: str) -> str:
    return "pemilu-" + "-".join(part for part in path.split("/") if part and part != "doc")
