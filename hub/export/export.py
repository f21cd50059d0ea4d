"""Exports of a release, or of one edition of it, in a file format."""

from pathlib import Path

import orjson

from hub.atomic_file import atomic_file
from hub.errors import UsageError
from hub.export import csvw, datapackage
from hub.export.csv_files import write_csv
from hub.export.district_maps import district_maps
from hub.export.documents import DOCUMENTS
from hub.export.exporter import exporters
from hub.export.geojson import write_geojson
from hub.export.geoparquet import write_geoparquet
from hub.export.iceberg import write_iceberg
from hub.export.parquet_files import write_parquet
from hub.progress import Progress
from hub.release import Release
from hub.release.edition_part import EditionPart
from hub.tables import BY_NAME, TABLES
from hub.tables.district_maps import DistrictMaps

TABLE_FORMATS = ("csv", "parquet", "geojson")
"""Formats of one table; `geojson` of the district maps alone."""

FORMATS = (*TABLE_FORMATS, "datapackage", "iceberg", *DOCUMENTS)

MAPS = DistrictMaps.table_name()


def export(
    release: Release, export_format: str, out: Path, edition: str | None = None, progress: Progress | None = None
) -> list[Path]:
    """Write a release in a format and return the files.

    `csv` and `parquet`: one file per table that the release holds into the folder `out`, CSV with its metadata (CSVW); `datapackage`: CSV with a descriptor
    (Frictionless) as well; `iceberg`: a catalog of the release's own files; `geojson`: the district maps into the file `out`; `nist-cdf` (XML where the name ends in `.xml`, else JSON) and
    `popolo`: contests with their results, and people with their candidacies and seats, into the file `out`. With `edition` only that edition and what it refers to. Other
    formats are written by exporters of installed packages. Raises UsageError for an unknown format or edition.
    """
    others = {} if export_format in FORMATS else exporters(FORMATS)
    if export_format not in {*FORMATS, *others}:
        raise UsageError(f"expected one of the formats {', '.join([*FORMATS, *others])}, found {export_format!r}")
    part = EditionPart(release, edition)
    if export_format in DOCUMENTS:
        return DOCUMENTS[export_format].write(part, out)
    if export_format in others:
        return others[export_format].write(part, out)
    if export_format == "iceberg":
        return write_iceberg(part, out)
    if export_format == "geojson":
        export_table(part, MAPS, export_format, out)
        return [out]
    table_format = "parquet" if export_format == "parquet" else "csv"
    written = [out / f"{table.table_name()}.{table_format}" for table in TABLES if release.holds(table)]
    for done, path in enumerate(written):
        if progress:
            progress(f"writing {path.stem}", done, len(written))
        export_table(part, path.stem, table_format, path)
    return written + _descriptions(part, export_format, written, out)


def _descriptions(part: EditionPart, export_format: str, files: list[Path], out: Path) -> list[Path]:
    """Write what says of CSV files what they hold, and return the files; Parquet says it itself."""
    if export_format == "parquet":
        return []
    metadata = out / csvw.FILE
    with atomic_file(metadata) as temporary:
        temporary.write_bytes(orjson.dumps(csvw.csvw(part.release), option=orjson.OPT_INDENT_2))
    if export_format == "csv":
        return [metadata]
    return [metadata, datapackage.write_descriptor(part, files, out)]


def export_table(part: EditionPart, name: str, export_format: str, path: Path) -> None:
    """Write the rows of one table, or a document, whose ending `export_format` is; written atomically.

    District maps as Parquet are GeoParquet with the facts about each district. Raises UsageError for a table that is not offered so.
    """
    if export_format not in formats_of(name):
        raise UsageError(f"expected {name} as one of {', '.join(formats_of(name))}, found {export_format!r}")
    if name in DOCUMENTS:
        DOCUMENTS[name].write(part, path)
        return
    if name == MAPS and export_format != "csv":
        write = write_geojson if export_format == "geojson" else write_geoparquet
        write(district_maps(part), path)
        return
    table = BY_NAME[name]
    rows = part.of(name, part.release.scan(table))
    if export_format == "csv":
        write_csv(rows, table, part.release.columns(table) or table.public_columns(), path)
    else:
        write_parquet(rows, table, path)


def formats_of(name: str) -> tuple[str, ...]:
    """Return the formats that a table is offered in, or the endings of a document."""
    if name in DOCUMENTS:
        return DOCUMENTS[name].endings
    return TABLE_FORMATS if name == MAPS else TABLE_FORMATS[:2]
