"""The list of data files: every table of the release, what a row of it is, the formats that it can be had in, and documents of all."""

from dataclasses import asdict, dataclass

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub.export import DOCUMENTS, formats_of
from hub.release import Release
from hub.tables import TABLES
from hub.web.answers import HttpError, fixed, language, link, page, site_of
from hub.web.data_query import stored_queries
from hub.web.negotiation import HTML, JSON, negotiate


@dataclass(frozen=True)
class TableFiles:
    """A table and its files; `grain` says what one row is."""

    table: str
    grain: str
    rows_count: int
    files: dict[str, str]
    """Format -> path on this server."""


def data(request: Request) -> Response:
    """Answer with the list, as a page or as JSON."""
    site = site_of(request)
    form = negotiate(request.headers.get("accept"), request.query_params.get("format"), (HTML, JSON))
    if form is None:
        raise HttpError(406, "NOT_ACCEPTABLE", f"expected {HTML.media_type} or {JSON.media_type}")
    tag = f"data.{form.name}" + (f".{language(request)}" if form is HTML else "")
    unchanged, headers = fixed(request, site, tag)
    if unchanged is not None:
        return unchanged
    tables = list(_tables(request, site.release))
    queries = {name: text.partition("\n")[0].removeprefix("# ") for name, text in stored_queries().items()}
    editions = site.release.editions
    if form is HTML:
        return page(
            request,
            site,
            "data.html",
            200,
            headers,
            tables=tables,
            editions=editions,
            queries=queries,
            documents=DOCUMENTS,
            meant={table.table_name(): table.about.indonesian for table in TABLES},
        )
    body = {
        "release": site.release.id,
        "editions": editions,
        "tables": [asdict(each) for each in tables],
        "documents": {
            name: {each: link(request, f"/data/{name}.{each}") for each in formats_of(name)} for name in DOCUMENTS
        },
        "queries": queries,
    }
    return Response(orjson.dumps(body), 200, headers, JSON.media_type)


def _tables(request: Request, release: Release) -> list[TableFiles]:
    """Return the tables of the release in the order in which they can be read."""
    found = []
    for table in TABLES:
        name = table.table_name()
        grain = table.summary()
        files = {each: link(request, f"/data/{name}.{each}") for each in formats_of(name)}
        found.append(TableFiles(name, grain, release.rows_count(table), files))
    return found
