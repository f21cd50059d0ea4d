"""Responses with pages: HTML in the reader's language, or the rows as a file."""

from starlette.requests import Request
from starlette.responses import Response

from hub.web.answers import HttpError, fixed, language, page, server, site_of
from hub.web.freshness import MINUTE
from hub.web.negotiation import HTML, Representation
from hub.web.pages.away import Away, Where, away
from hub.web.pages.files import CSV, FILES, GEOJSON, PARQUET, csv_file, geojson_file, parquet_file, xlsx_file
from hub.web.pages.page import Asked, Maker, Page
from hub.web.site import Site
from hub.web.words import Words

_PARAMETERS = {"lang", "format"}


def respond(
    request: Request, maker: Maker, path: str, *, key: str = "", form: Representation | None = None, depends: str = ""
) -> Response:
    """Answer with the page that `maker` makes of `key`; `path` is its address without language and form.

    `depends` is what the page depends on besides the release: it is asked for again after a minute. The form is that of `?format=` where none is given. Raises HttpError 404 where the release holds no such thing, and 406 for a table or
    a map of a page that has none.
    """
    site, form = site_of(request), form or file_form(request) or HTML
    words = Words(language(request))
    given = {name: value for name, value in request.query_params.items() if name not in _PARAMETERS}
    query = "&".join(part for part in request.url.query.split("&") if part.partition("=")[0] not in _PARAMETERS)
    lifetime = {"Cache-Control": MINUTE} if depends else {}
    unchanged, headers = fixed(request, site, _tag(f"{path}?{query}.{form.name}.{words.lang}{depends}"), lifetime)
    if unchanged is not None:
        return unchanged
    made = maker(Asked(site, key, words, given))
    if made is None:
        raise HttpError(404, "NOT_FOUND", f"expected something that the release holds at {path}, found nothing")
    answer = _written(request, site, made, Where(path, query, server(request)), form)
    answer.headers.update(headers)
    if form in FILES:
        answer.headers["Content-Disposition"] = f'attachment; filename="{_file_name(path)}.{form.name}"'
    return answer


def file_form(request: Request) -> Representation | None:
    """Return the file that `?format=` asks for, None where it asks for the page. Raises HttpError for a form that is not offered."""
    wanted = request.query_params.get("format")
    if not wanted or wanted == HTML.name:
        return None
    form = next((each for each in FILES if each.name == wanted), None)
    if form is None:
        names = ", ".join(each.name for each in FILES)
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected `format` to be html or one of {names}, found {wanted!r}")
    return form


def _written(request: Request, site: Site, made: Page, where: Where, form: Representation) -> Response:
    """Return a page in a form."""
    words = Words(language(request))
    taken = away(made, site, words, where)
    if form in FILES:
        media_type = f"{form.media_type}; charset=utf-8" if form is CSV else form.media_type
        return Response(_file(made, form, words, taken), media_type=media_type)
    shown = {"title": made.title, "description": made.description, "away": taken, **made.shown}
    return page(request, site, made.template, 200, {}, **shown)


def _file(made: Page, form: Representation, words: Words, taken: Away) -> bytes:
    """Return a page as a file. Raises HttpError where it has no rows, or no map."""
    if form is GEOJSON and made.shapes:
        return geojson_file(made.shapes, made.places)
    if form is GEOJSON or made.rows is None:
        missing = "a map" if form is GEOJSON else "rows"
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected a page with {missing}, found {taken.path}, which has none")
    rows = made.rows() if callable(made.rows) else made.rows
    if form is CSV:
        return csv_file(rows)
    if form is PARQUET:
        return parquet_file(rows)
    return xlsx_file(rows, *_sheets(words, taken))


def _sheets(words: Words, taken: Away) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """Return the names of the sheets of a workbook, and what its second sheet says of the first."""
    notes = [
        (words.gettext("Page"), taken.title),
        (words.gettext("Address"), taken.canonical),
        (words.gettext("How to cite"), taken.citation),
        (words.gettext("Columns"), f"{taken.server}/data/"),
    ]
    return (words.gettext("Data"), words.gettext("About")), notes


def _tag(text: str) -> str:
    """Return a text as it may stand in an entity tag."""
    return "".join(letter if letter.isalnum() and letter.isascii() else f"%{ord(letter):x}" for letter in text)


def _file_name(path: str) -> str:
    return "pemilu-" + "-".join(part for part in path.split("/") if part and part != "doc")
