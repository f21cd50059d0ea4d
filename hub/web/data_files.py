"""Files of tables: `/data/<table>.<format>` of the current release, `/data/<release>/<table>.<format>` of any that is kept; so are documents.

Each is written when it is first asked for and kept beside the release, so that every answer has a length and can be had in parts.
`/data/<release>/tables/<table>.parquet` is the file of the release itself.
"""

import threading
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hub.export import DOCUMENTS, TABLE_FORMATS, export_table, formats_of
from hub.publication import data_path
from hub.release import Release, published
from hub.release.checksum import write_checksum
from hub.release.edition_part import EditionPart
from hub.release.release import MANIFEST
from hub.tables import BY_NAME
from hub.web.answers import HttpError, holds, link, site_of
from hub.web.freshness import FOREVER, FRESH
from hub.web.soundness import check_sound

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "json": "application/json",
    "xml": "application/xml",
}

_PARAMETERS = {"edition", "lang"}

_writing = threading.Lock()


def data_file(request: Request) -> Response:
    """Answer with the file of a table; with `?edition=` only that edition and what it refers to. Other parameters would be ignored: 400."""
    site = site_of(request)
    wanted = request.path_params.get("release")
    release = site.release if wanted is None else kept(site.out, wanted)
    table, file_format = _table(request.path_params["name"])
    if unknown := sorted(set(request.query_params) - _PARAMETERS):
        told = f"expected no parameter but `edition`, found {unknown[0]!r}; ask for some of the rows by /data/query.csv"
        raise HttpError(400, "UNKNOWN_PARAMETER", told)
    edition = request.query_params.get("edition")
    name = "-".join([table, *([edition] if edition else [])]) + f".{file_format}"
    tag = f'"{release.id}.{name}"'
    headers = {"ETag": tag, "Cache-Control": FOREVER if wanted else FRESH}
    if holds(request, tag):
        return Response(status_code=304, headers=headers)
    path = _path(site.out, release, table, file_format, edition)
    if file_format == "csv" and wanted is None:
        address = link(request, f"/data/{table}.csv-metadata.json")
        headers["Link"] = f'<{address}>; rel="describedby"; type="application/csvm+json"'
    return FileResponse(
        path, headers=headers, media_type=MEDIA_TYPES[file_format], filename=f"pemilu-{release.id}-{name}"
    )


def released_file(request: Request) -> Response:
    """Answer with a file of a release as it was built, whose SHA-256 the manifest of the release states; or with the manifest."""
    site = site_of(request)
    release = kept(site.out, request.path_params["release"])
    name = request.path_params.get("name", "")
    part = next((each for each in release.manifest.tables.values() if each.path == f"tables/{name}"), None)
    if name and part is None:
        raise HttpError(404, "NOT_FOUND", f"expected <table>.parquet of release {release.id}, found {name!r}")
    tag = f'"{part.sha256 if part else release.manifest.seal}"'
    headers = {"ETag": tag, "Cache-Control": FOREVER}
    if holds(request, tag):
        return Response(status_code=304, headers=headers)
    if part is None:
        return FileResponse(release.folder / MANIFEST, headers=headers, media_type="application/json")
    check_sound(release.folder / part.path, part.sha256)
    return FileResponse(release.folder / part.path, headers=headers, media_type=MEDIA_TYPES["parquet"], filename=name)


def _table(name: str) -> tuple[str, str]:
    """Return table and format of a file name. Raises HttpError for one that is not offered."""
    table, _, file_format = name.rpartition(".")
    if (table in BY_NAME or table in DOCUMENTS) and file_format in formats_of(table):
        return table, file_format
    documents = ", ".join(f"{each}.{ending}" for each in DOCUMENTS for ending in formats_of(each))
    expected = f"<table>.<format>, a table of /data/ and one of {', '.join(TABLE_FORMATS)} (geojson of district_maps alone), or {documents}"
    raise HttpError(404, "NOT_FOUND", f"expected {expected}; found {name!r}")


def kept(out: Path, release_id: str) -> Release:
    """Return a release that is kept. Raises HttpError for any other id."""
    found = next((release for release in published(out) if release.id == release_id), None)
    if found is None:
        raise HttpError(404, "NOT_FOUND", f"expected the id of a release that is kept, found {release_id!r}")
    return found


def _path(out: Path, release: Release, table: str, file_format: str, edition: str | None) -> Path:
    """Return the file, written first where it is not there yet. Raises HttpError for an unknown edition."""
    _check_table(release, table)
    if edition is not None and edition not in release.editions:
        known = ", ".join(release.editions)
        raise HttpError(400, "UNKNOWN_EDITION", f"expected `edition` to be one of {known}; found {edition!r}")
    path = data_path(out, release, table, file_format, edition)
    if not path.is_file():
        with _writing:
            if not path.is_file():
                _write(release, table, file_format, edition, path)
    check_sound(path)
    return path


def _check_table(release: Release, table: str) -> None:
    """Raise Damaged where the file of a table, or of any that a document is made of, differs from the manifest."""
    for name, part in release.manifest.tables.items():
        if name == table or table in DOCUMENTS:
            check_sound(release.folder / part.path, part.sha256)


def _write(release: Release, table: str, file_format: str, edition: str | None, path: Path) -> None:
    try:
        export_table(EditionPart(release, edition), table, file_format, path)
        write_checksum(path)
    except OSError as error:
        message = (
            f"expected room to write {path.name} once; found none on this server; ask for /data/{release.id}/tables/{table}.parquet, "
            "which is a file of the release"
        )
        raise HttpError(503, "NOT_WRITTEN", message) from error
