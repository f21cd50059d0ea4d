"""What describes the data files at `/data/`: codebook, metadata for CSVW, Frictionless and Croissant, and how to cite a release."""

from collections.abc import Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.catalog import citation
from hub.catalog.croissant import croissant
from hub.export import csvw
from hub.export.codebook import codebook, held_entries
from hub.export.datapackage import datapackage
from hub.release import Release
from hub.tables import BY_NAME, TABLES
from hub.web.answers import HttpError, fixed, holds, language, link, page, site_of
from hub.web.data_files import kept
from hub.web.freshness import FOREVER, FRESH
from hub.web.texts import text_

CSVM = "application/csvm+json"
"""Media type of metadata of CSV files (CSVW)."""

UNITS = {
    "1": text_("a count"),
    "IDR": text_("rupiah"),
    "km2": text_("square kilometres"),
    "ratio": text_("a share from 0 to 1"),
}

_CITED_AS = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "cff": "application/yaml",
    "json": "application/vnd.citationstyles.csl+json",
}


def codebook_page(request: Request) -> Response:
    """Answer with every column of the release as a page, table by table."""
    site = site_of(request)
    unchanged, headers = fixed(request, site, f"codebook.html.{language(request)}")
    if unchanged is not None:
        return unchanged
    tables = [(table, held_entries(site.release, table)) for table in TABLES if site.release.holds(table)]
    return page(request, site, "codebook.html", 200, headers, tables=tables, units=UNITS)


def codebook_file(request: Request) -> Response:
    """Answer with every column of the release, a row each: CSV, or JSON for `codebook.json`."""
    form = request.path_params["form"]
    if form not in {"csv", "json"}:
        raise HttpError(404, "NOT_FOUND", f"expected codebook.csv or codebook.json, found {'codebook.' + form!r}")
    if form == "json":
        return _answer(
            request, "codebook.json", "application/json", lambda release: orjson.dumps(codebook(release).to_dicts())
        )
    return _answer(
        request, "codebook.csv", "text/csv; charset=utf-8", lambda release: codebook(release).write_csv().encode()
    )


def csv_metadata(request: Request) -> Response:
    """Answer with the metadata of all CSV files, or of the one of a table, as CSVW."""
    name = request.path_params.get("table")
    if name is not None and name not in BY_NAME:
        raise HttpError(404, "NOT_FOUND", f"expected a table of /data/, found {name!r}")
    tables = (BY_NAME[name],) if name else TABLES
    return _answer(request, f"{name or 'all'}.{csvw.FILE}", CSVM, lambda release: _json(csvw.csvw(release, tables)))


def data_package(request: Request) -> Response:
    """Answer with the descriptor of all CSV files as a data package."""
    return _answer(request, "datapackage.json", "application/json", lambda release: _json(datapackage(release)))


def croissant_metadata(request: Request) -> Response:
    """Answer with the release as Croissant has it; its files are those of the release, at `/data/RELEASE/tables/`."""
    return _answer(
        request,
        "croissant.json",
        "application/ld+json",
        lambda release: _json(croissant(release, f"{release.base_iri}data/{release.id}/")),
    )


def cited(request: Request) -> Response:
    """Answer with how to cite the current release, or one that is kept, in a form of citations."""
    form = request.path_params["form"]
    if form not in _CITED_AS:
        raise HttpError(404, "NOT_FOUND", f"expected citation.{{{','.join(_CITED_AS)}}}, found {'citation.' + form!r}")
    return _answer(
        request, f"citation.{form}", _CITED_AS[form], lambda release: citation.citation(release).text(form).encode()
    )


def release_address(request: Request) -> Response:
    """Answer the IRI of a release that is kept with its place on the page of releases."""
    release = kept(site_of(request).out, request.path_params["release"])
    return RedirectResponse(link(request, f"/rilis#{release.id}"), 303)


def _answer(request: Request, name: str, media_type: str, make: Callable[[Release], bytes]) -> Response:
    """Answer with what is made of the current release, or of the one that the address names, which then never changes."""
    site, wanted = site_of(request), request.path_params.get("release")
    release = site.release if wanted is None else kept(site.out, wanted)
    headers = {"ETag": f'"{release.id}.{name}"', "Cache-Control": FOREVER if wanted else FRESH}
    if holds(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(make(release), headers=headers, media_type=media_type)


def _json(content: Any) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
